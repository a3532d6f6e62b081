"""Each rule for matrices and questions with parts, proved by one broken place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.samples_risk import risk_data
from toolkit_widgets.content.check import run
from toolkit_widgets.content.problems import Problem

from .small_course import SHORT, write

Change = Callable[[dict[str, Any]], object]


def _yaml(data: Any) -> str:
    """Without the anchors that a content file may not have."""
    return yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False)


def problems(root: Path, change: Change) -> list[Problem]:
    """What is found in the risk sample after a change, apart from what a profile needs."""
    write(root)
    data = risk_data(id="ready", results="none", examples=[])
    change(data)
    file = root / SHORT["form"]
    for example in (file.parent / "examples").glob("*.yaml"):
        example.unlink()
    file.write_text(_yaml(data), encoding="utf-8")
    return [p for p in run([file], root=root) if p.rule != "action.none"]


def matrix(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["matrices"]["rights"]
    return found


def cell(row: int, column: int, level: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        grid = [list(cells) for cells in matrix(data)["grid"]]
        grid[row][column] = level
        matrix(data)["grid"] = grid

    return change


def item(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(i for s in data["sections"] for i in s["items"] if i["id"] == name)


def put(name: str, **values: Any) -> Change:
    return lambda data: item(data, name).update(values)


def grid(rows: list[str]) -> Change:
    names = {"l": "low", "m": "medium", "h": "high", "e": "extreme"}
    return lambda data: matrix(data).update(grid=[[names[c] for c in row] for row in rows])


def three_levels(data: dict[str, Any]) -> None:
    """Lowest and highest touch at a corner only: sides differ by one level everywhere."""
    matrix(data)["levels"] = matrix(data)["levels"][:3]
    grid(["llmmm", "lmhhh", "mhhhh", "mhhhh", "mhhhh"])(data)


def second_matrix(data: dict[str, Any]) -> None:
    data["matrices"]["other"] = yaml.safe_load(yaml.safe_dump(matrix(data)))
    item(data, "leak")["matrix"] = "other"


def computed(**value: Any) -> Change:
    return lambda data: item(data, "cameras").update(value=value)


M = "matrices.rights"
LEAK = "sections[1].items[4]"
COMPUTED = "sections[0].items[5].value"
BROKEN: list[tuple[str, Change, str, str, str]] = [
    ("a missing row", lambda d: matrix(d).update(grid=matrix(d)["grid"][:4]), "matrix.complete",
     f"{M}.grid", "has 4 rows; the likelihood scale has 5"),
    ("a missing cell", lambda d: matrix(d).update(grid=[r[:4] if n == 2 else r for n, r in
     enumerate(matrix(d)["grid"])]), "matrix.complete", f"{M}.grid[2]", "row 3 has 4 cells"),
    ("an unknown level", cell(2, 2, "middle"), "matrix.level", f"{M}.grid[2][2]", "'middle'"),
    ("falls with likelihood", grid(["lllmm", "llmmh", "lmmhh", "llmhh", "lmhhe"]),
     "matrix.monotone",
     f"{M}.grid[3][1]", "from 'possible' to 'likely' the level falls"),
    ("falls with severity", grid(["lllml", "llmmm", "lmmhh", "lmhhe", "mmhee"]), "matrix.monotone",
     f"{M}.grid[0][4]", "from 'grave' to 'irreparable' the level falls"),
    ("jumps two levels", grid(["llllh", "lllmh", "llmhh", "lmhhe", "mmhee"]), "matrix.step",
     f"{M}.grid[0][4]", "jumps from 'low' to 'high'"),
    ("lowest at the corner of highest", three_levels, "matrix.beside", f"{M}.grid[1][2]",
     "('rare', 'limited') and ('unlikely', 'serious')"),
    ("a level out of reach", grid(["lllmm", "llmmh", "lmmhh", "lmhhh", "mmhhh"]), "matrix.reach",
     f"{M}.grid", "no cell has the level 'extreme'"),
    ("two levels of one name", lambda d: matrix(d)["levels"][1].update(label="low"),
     "matrix.names", f"{M}.levels", "two levels have the label 'low'"),
    ("a step without anchor", lambda d: d["scales"]["severity"]["steps"][1].pop("meaning"),
     "matrix.anchor", "scales.severity.steps", "missing on limited"),
    ("no such scale", lambda d: matrix(d).update(severity="severty"), "matrix.scale",
     f"{M}.severity", "there is no scale 'severty'"),
    ("no such matrix", put("leak", matrix="right"), "matrix.unknown", f"{LEAK}.matrix", "'right'"),
    ("another scale", put("leak", likelihood="severity"), "risk.scale", f"{LEAK}.likelihood",
     "judged on 'severity', but the matrix"),
    ("two matrices", second_matrix, "risk.matrices", f"{LEAK}.matrix", "cannot be counted"),
    ("a matrix of nobody", lambda d: d["matrices"].update(other=matrix(d)), "matrix.unused",
     "matrices.other", "no item uses"),
    ("no risks", lambda d: d.update(results="risks", sections=d["sections"][:1]), "risk.none",
     "results", "at least one item of type 'risk_row'"),
    ("a control twice", put("leak", controls=[{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]),
     "id.duplicate", f"{LEAK}.controls[1].id", "control 'a'"),
    ("more ranks than options", put("groups", choose=4), "rank.choose",
     "sections[0].items[2].choose", "asks for 4 of 3"),
    ("a part that hides", put("systems", parts=[{"id": "n", "type": "text", "text": "N",
     "comment": True}, {"id": "cameras", "type": "number", "text": "C"}]), "repeat.part",
     "sections[0].items[3].parts[0]", "has comment"),
    ("a part twice", put("systems", parts=[{"id": "cameras", "type": "number", "text": "N"}] * 2),
     "id.duplicate", "sections[0].items[3].parts[1].id", "part 'cameras'"),
    ("more than possible", put("systems", at_least=9), "item.range",
     "sections[0].items[3].at_least", "9 is more than at_most 3"),
    ("a part on no scale", put("systems", parts=[{"id": "cameras", "type": "number", "text": "N"},
     {"id": "s", "type": "scale", "scale": "redy", "text": "S"}]), "scale.unknown",
     "sections[0].items[3].parts[1].scale", "'redy'"),
    ("computed of nothing", computed(rule="sum", of=["sistems"]), "computed.item",
     f"{COMPUTED}.of[0]", "'sistems'"),
    ("computed of no part", computed(rule="sum", of=["systems"], part="camera"), "computed.part",
     f"{COMPUTED}.part", "'camera'"),
    ("a sum of words", computed(rule="sum", of=["systems"], part="name"), "computed.type",
     f"{COMPUTED}.of[0]", "neither points nor numbers"),
    ("a share of no answer", computed(rule="share", of=["screen.prohibited"], values=["maybe"]),
     "computed.type", f"{COMPUTED}.of[0]", "no answer 'maybe'"),
    ("computed of computed", computed(rule="count", of=["cameras"]), "computed.type",
     f"{COMPUTED}.of[0]", "no answer of its own"),
    ("a level of other scales", computed(rule="level", matrix="rights", likelihood="screen.plan",
     severity="screen.plan"), "computed.type", f"{COMPUTED}.likelihood", "no item on the scale"),
    ("a condition on what is computed", put("test-record", show_when={"q": "cameras",
     "answered": True}), "condition.value", "sections[0].items[4].show_when.answered",
     "no answer, so no condition"),
    ("a condition on a risk's value", put("staff", show_when={"q": "leak", "is": "high"}),
     "condition.value", "sections[1].items[11].show_when.is", "never hold for this type"),
]  # fmt: skip


def test_the_sample_itself_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path, lambda data: None) == []


@pytest.mark.parametrize(("name", "change", "rule", "path", "says"), BROKEN, ids=lambda x: x)
def test_broken_place(
    name: str, change: Change, rule: str, path: str, says: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, change)
    mine = [p for p in found if p.rule == rule]
    assert mine, [f"{p.rule} {p}" for p in found]
    assert mine[0].path == path
    assert says in mine[0].message
    assert mine[0].severity == ("warning" if rule == "matrix.unused" else "error")


def test_two_levels_can_never_be_sound(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        matrix(data)["levels"] = matrix(data)["levels"][:2]
        grid(["lllmm", "llmmm", "lmmmm", "lmmmm", "mmmmm"])(data)

    assert {p.rule for p in problems(tmp_path, change)} == {"matrix.beside"}


def test_risks_stand_only_where_scales_are(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / SHORT["case"]
    data = yaml.safe_load(file.read_text("utf-8"))
    row = risk_data()["sections"][1]["items"][0]
    data["parts"][0]["questions"].append(row)
    file.write_text(_yaml(data), encoding="utf-8")
    found = [p for p in run([file], root=tmp_path) if p.rule == "item.place"]
    assert len(found) == 1
    assert "only questionnaires declare them" in found[0].message


def test_where_risks_are_the_result_a_veto_names_a_level_of_the_matrix(tmp_path: Path) -> None:
    def forced(level: str) -> Change:
        def change(data: dict[str, Any]) -> None:
            data.update(results="risks", dimensions={}, bands=[])
            for section in data["sections"]:
                section.pop("dimension", None)
            veto = dict(data["vetoes"][0], at_least=level)
            veto.pop("at_most")
            data["vetoes"] = [veto]

        return change

    assert [p.rule for p in problems(tmp_path / "good", forced("extreme"))] == []
    wrong = problems(tmp_path / "bad", forced("extrem"))
    assert [(p.rule, p.nearest) for p in wrong] == [("band.unknown", "extreme")]
