"""Each rule for cases and stories, proved by one broken place in a valid course."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_widgets.content.check import run
from toolkit_widgets.content.pictures import MAX_BYTES, faults
from toolkit_widgets.content.problems import Problem

from .small_course import SHORT, Broken, line_of, prove, write
from .small_data import CASE
from .test_check_datasets import CARD, ROWS

PART, DECISION = "parts[0]", "parts[0].decision"

BROKEN = [
    Broken("case", "id: demo\n", "id: dmeo\n", "file.name", "id", says="folder"),
    Broken("case", "{id: mail,", "{id: sheet,", "id.duplicate", f"{PART}.exhibits[1].id",
           at="The mail", also=frozenset({"case.sees"})),
    Broken("case", "id: demo.why", "id: demo.ask", "id.duplicate", f"{PART}.questions[1].id",
           at="id: demo.ask\n        type: long_text",
           also=frozenset({"condition.circle", "condition.value"})),
    Broken("case", "{id: ask, text", "{id: sign, text", "id.duplicate",
           f"{DECISION}.options[1].id", at="{id: sign, text: Ask",
           also=frozenset({"decision.option"})),
    Broken("case", "{id: time,", "{id: errs,", "id.duplicate", f"{DECISION}.reasons[2].id",
           at="text: Time."),
    Broken("case", "contains: errors", "contains: eror", "condition.value",
           f"{PART}.questions[1].show_when.contains", "errors"),
    Broken("case", "contains: errors", "is: errors", "condition.value",
           f"{PART}.questions[1].show_when.is", says="use 'contains'"),
    Broken("case", "{source: course, at: lesson 01}", "{source: corse, at: lesson 01}",
           "source.unknown", "refs[0].source", "course"),
    Broken("case", "supports: [sign]", "supports: [sing]", "decision.option",
           f"{DECISION}.reasons[0].supports[0]", "sign", says="no option 'sing'"),
    Broken("case", "defensible: [sign, ask]", "defensible: [sign, aks]", "decision.option",
           f"{DECISION}.variations[0].defensible[1]", "ask"),
    Broken("case", "standing: defensible", "standing: weak", "decision.defensible",
           f"{DECISION}.options", at="options:\n        - {id: sign", says="is defensible"),
    Broken("case", "weight: carries, supports: [ask]", "weight: fair, supports: [ask]",
           "decision.carries", f"{DECISION}.options[1]", at="text: Ask first",
           says="supports the defensible option 'ask'"),
    Broken("case", "It is safe. Nobody gets an answer.", "It costs a week and no more.",
           "decision.why", f"{DECISION}.options[2].why", at="text: Wait.", says="that of 'ask'"),
    Broken("case", "text: Ask first.,", "text: Ask first for a test of your own.,",
           "decision.length", f"{DECISION}.options", at="options:\n        - {id: sign",
           severity="warning", says="the longest"),
    Broken("case", "sees: [mail]", "sees: [mial]", "case.sees", "roles[0].sees[0]", "mail"),
    Broken("case", "group: One table.\n", "", "case.group", "", at="schema:",
           says="lacks 'group'"),
    Broken("case", "questionnaire: ready", "questionnaire: redy", "case.assessment",
           "assessment.questionnaire", "ready"),
    Broken("case", "example: dunmore", "example: dunmoor", "case.assessment",
           "assessment.example", "dunmore"),
    Broken("case", "minutes: 5\nfict", "minutes: 3\nfict", "case.minutes", "minutes",
           says="take 5 minutes together"),
    Broken("story", "id: night", "id: nihgt", "file.name", "id"),
    Broken("story", "{id: note,", "{id: log,", "id.duplicate", "exhibits[1].id", at="The note"),
    Broken("story", "{id: clerk,", "{id: officer,", "id.duplicate", "people[1].id",
           at="The clerk"),
    Broken("story", 'lesson: "00"', 'lesson: "77"', "lesson.unknown", "timeline[0].lesson"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.name)
def test_broken_place(broken: Broken, tmp_path: Path) -> None:
    if broken.rule == "decision.carries":  # a reason without 'supports' speaks for every option
        weak = "id: law, text: The law., weight: carries"
        broken = Broken(
            "case", broken.old, broken.new, broken.rule, broken.path, at=broken.at, says=broken.says
        )
        write(tmp_path)
        text = CASE.replace(broken.old, broken.new).replace(weak, weak.replace("carries", "fair"))
        (problem,) = found(tmp_path, text)
        assert (problem.rule, problem.path) == (broken.rule, broken.path)
        assert problem.line == line_of(text, broken.at)
        assert broken.says in problem.message
        return
    prove(broken, tmp_path)


def found(root: Path, case: str) -> list[Problem]:
    """What is said of a case in the valid course."""
    write(root)
    (root / SHORT["case"]).write_text(case, encoding="utf-8")
    return [p for p in run([root / SHORT["case"]], root=root) if p.severity != "note"]


def test_every_option_defensible_is_no_decision(tmp_path: Path) -> None:
    text = CASE.replace("standing: wrong", "standing: defensible")
    text = text.replace("standing: weak", "standing: defensible")
    (problem,) = (p for p in found(tmp_path, text) if p.rule != "decision.length")
    assert (problem.rule, problem.path) == ("decision.defensible", f"{DECISION}.options")
    assert "nothing to decide" in problem.message


def test_two_reasons_do_not_say_the_same(tmp_path: Path) -> None:
    text = CASE.replace("why: A week is short.", "why: It says nothing.")
    (problem,) = found(tmp_path, text)
    assert (problem.rule, problem.path) == ("decision.why", f"{DECISION}.reasons[2].why")


@pytest.mark.parametrize("name", ["demo", "night"])
def test_a_folder_without_its_card(name: str, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / f"data/cases/{name}/README.md").unlink()
    (problem,) = (p for p in run(root=tmp_path) if p.severity != "note")
    assert (problem.rule, problem.severity) == ("case.readme", "warning")
    assert problem.file == SHORT["case" if name == "demo" else "story"]


# -- exhibits ------------------------------------------------------------------------------------

TABLE = "{id: t, type: table, title: T, dataset: stops, columns: [area, day], sort: day, say: See.}"
CHART = (
    "{id: c, type: chart, title: C, dataset: stops, kind: bars, label: area, value: share, "
    "low: share, high: share, only: [North], say: See.}"
)
PICTURE = "{id: p, type: image, title: P, file: desk.svg, alt: A desk.}"


def exhibit(root: Path, line: str, *, rows: str = ROWS) -> list[Problem]:
    """What is said of this exhibit, in a course with the data set *stops* and a picture."""
    write(root)
    folder = root / "data/datasets/stops"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"dataset.yaml": CARD, "stops.csv": rows, "README.md": "# S\n", "generate.py": "pass\n"}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (root / "data/cases/demo/desk.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(#a)'/></svg>", encoding="utf-8"
    )
    old = "{id: sheet, type: document, title: The sheet, text: Twenty of twenty.}"
    assert old in CASE
    return found(root, CASE.replace(old, line))


@pytest.mark.parametrize("line", [TABLE, CHART, PICTURE])
def test_a_sound_exhibit(line: str, tmp_path: Path) -> None:
    assert exhibit(tmp_path, line) == []


@pytest.mark.parametrize(
    ("line", "old", "new", "rule", "path", "near"),
    [
        (TABLE, "dataset: stops", "dataset: stosp", "exhibit.dataset", ".dataset", "stops"),
        (TABLE, "[area, day]", "[area, dya]", "exhibit.column", ".columns[1]", "day"),
        (TABLE, "sort: day", "sort: dai", "exhibit.column", ".sort", "day"),
        (CHART, "value: share", "value: shaer", "exhibit.column", ".value", "share"),
        (CHART, "value: share", "value: day", "exhibit.column", ".value", ""),
        (CHART, "low: share, ", "", "exhibit.interval", "", ""),
        (CHART, "[North]", "[Nroth]", "exhibit.label", ".only[0]", "North"),
        (PICTURE, "desk.svg", "dsek.svg", "exhibit.file", ".file", "desk.svg"),
        (PICTURE, "desk.svg", "../night/README.md", "exhibit.file", ".file", ""),
    ],
)
def test_a_broken_exhibit(
    line: str, old: str, new: str, rule: str, path: str, near: str, tmp_path: Path
) -> None:
    assert old in line
    (problem,) = exhibit(tmp_path, line.replace(old, new))
    assert (problem.rule, problem.path) == (rule, f"{PART}.exhibits[0]{path}")
    assert problem.nearest == near


def test_a_chart_names_each_row_once_and_stays_small(tmp_path: Path) -> None:
    row = "North,2026-03-12,12,0.25,3.5\n"
    (twice,) = exhibit(tmp_path, CHART, rows=ROWS + row)
    assert twice.rule == "exhibit.label"
    assert "cannot tell them apart" in twice.message
    many = ROWS + "".join(row.replace("North", f"Area {n}") for n in range(30))
    (crowded,) = exhibit(tmp_path, CHART.replace("only: [North], ", ""), rows=many)
    assert (crowded.rule, crowded.found) == ("exhibit.rows", "32")


def test_a_table_has_room_on_a_card(tmp_path: Path) -> None:
    wide = "[area, day, count, share, minutes, area, day]"
    (problem,) = exhibit(tmp_path, TABLE.replace("[area, day]", wide))
    assert (problem.rule, problem.severity, problem.found) == ("exhibit.columns", "warning", "7")


SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>%s</svg>"


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>alert(1)</script>", "holds <script>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ("<rect onload='x()'/>", "runs something"),
        ("<image xlink:href='https://example.org/a.png'/>", "points outside itself"),
        ("<image href='file:///etc/passwd'/>", "points outside itself"),
        ("<rect fill=\"url( 'https://example.org/a')\"/>", "points outside itself"),
        ("<rect style='fill:u&#114;l(//example.org)'/>", "points outside itself"),
        ("<style>@import 'x.css';</style>", "points outside itself"),
        ("<a href='javascript:x'/>", "points outside itself"),
        ("<rect", "is not an SVG"),
    ],
)
def test_a_picture_runs_nothing_and_fetches_nothing(inside: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(SVG % inside, encoding="utf-8")
    (fault,) = faults(file)
    assert says in fault


def test_what_a_picture_may_hold(tmp_path: Path) -> None:
    inside = "<style>.a{fill:url(#g)}</style><use xlink:href='#g'/><rect class='a'/>"
    svg, png = tmp_path / "a.svg", tmp_path / "a.png"
    svg.write_text(SVG % inside, encoding="utf-8")
    png.write_bytes(b"\x89PNG\r\n\x1a\n....")
    assert [*faults(svg), *faults(png)] == []


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "document type"),
        ("a.svg", b"<?xml-stylesheet href='x'?><svg/>", "style sheet"),
        ("a.svg", b"<html/>", "begins with <html>"),
        ("a.png", b"GIF89a", "is not a PNG"),
        ("a.gif", b"GIF89a", "neither"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES), "keep a picture under"),
    ],
)
def test_what_is_no_picture(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (fault,) = faults(file)
    assert says in fault
