"""Each rule for gates and for facts that are entered once, proved by one broken place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.samples_gates import register_data, workbook_data
from toolkit_widgets.content.check import run
from toolkit_widgets.content.problems import Problem

from .small_course import SHORT, write

Change = Callable[[dict[str, Any]], object]


def _yaml(data: Any) -> str:
    """Without the anchors that a content file may not have."""
    return yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False)


def problems(root: Path, change: Change = lambda data: None, register: bool = False) -> list[Any]:
    """What is found in the sample workbook, or in the register beside it, after a change."""
    write(root)
    shelf = (root / SHORT["form"]).parent.parent
    for name, data in (("small-workbook", workbook_data()), ("small-register", register_data())):
        plain = json.loads(json.dumps(data))
        for section in plain["sections"]:
            for item in section["items"]:
                item.pop("principles", None)  # the small course has others
        if (name == "small-register") == register:
            change(plain)
        (shelf / name).mkdir()
        (shelf / name / "questionnaire.yaml").write_text(_yaml(plain), encoding="utf-8")
    wanted = shelf / ("small-register" if register else "small-workbook")
    return run([wanted], root=root)


def item(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(i for s in data["sections"] for i in s["items"] if i["id"] == name)


def put(name: str, **values: Any) -> Change:
    return lambda data: item(data, name).update(values)


def need(place: int, **values: Any) -> Change:
    return lambda data: item(data, "planning.gate")["needs"][place].update(values)


def only(found: list[Problem], rule: str) -> Problem:
    assert [p.rule for p in found] == [rule], [str(p) for p in found]
    return found[0]


# the guardian is asked for below the gate: the sample shows a hidden section, and the rule says so
LATER = "gate.later"


def test_the_sample_is_as_it_should_be_but_for_one_warning(tmp_path: Path) -> None:
    found = only(problems(tmp_path), LATER)
    assert found.severity == "warning"
    assert "'children.guardian', which comes later on the page" in found.message


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        (need(1, id="name"), "id.duplicate", "the need 'name' is already used"),
        (need(0, when={"q": "planning.nam", "answered": True}), "condition.item", "planning.nam"),
        (need(0, when={"q": "planning.name", "at_least": 1}), "condition.value", "'at_least'"),
        (need(0, when={"q": "planning.law", "is": "x"}), "condition.value", "answered: true"),
        (need(0, when={"q": "planning.gate", "answered": True}), "gate.need", "use 'after'"),
        (put("use.gate", after="planning.gat"), "gate.after", "there is no such item"),
        (put("use.gate", after="planning.name"), "gate.after", "which is no gate (text)"),
        (put("use.gate", after="use.gate"), "gate.after", "does not stand above it"),
        (lambda data: item(data, "use.gate").pop("after"), "gate.after", "after: planning.gate"),
        (put("use.gate", allow=["dont_know"]), "gate.allow", "decided or not"),
        (lambda data: data["sections"][2]["items"].reverse(), "gate.last", "use.errors"),
        (put("use.errors", show_when={"q": "planning.gate", "is": "go"}), "condition.value", "is"),
    ],
)
def test_a_broken_gate(tmp_path: Path, change: Change, rule: str, words: str) -> None:
    found = [p for p in problems(tmp_path, change) if p.rule != LATER]
    assert words in only(found, rule).message


def test_results_need_a_gate(tmp_path: Path) -> None:
    def without_gates(data: dict[str, Any]) -> None:
        for section in data["sections"]:
            section["items"] = [i for i in section["items"] if i["type"] != "gate"]

    assert only(problems(tmp_path, without_gates), "gate.none").path == "results"


def test_a_gate_belongs_into_a_questionnaire(tmp_path: Path) -> None:
    write(tmp_path)
    quizzes = tmp_path / SHORT["quiz"]
    data = yaml.safe_load(quizzes.read_text("utf-8"))
    gate = json.loads(json.dumps(item(workbook_data(), "use.gate")))
    gate |= {"after": None, "needs": [{"id": "x", "when": {"q": "use.gate", "answered": True},
                                       "because": "X."}]}  # fmt: skip
    gate.pop("after")
    data["quizzes"][0]["items"].append(gate)
    quizzes.write_text(_yaml(data), encoding="utf-8")
    assert "item.place" in [p.rule for p in run([quizzes], root=tmp_path)]


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        (lambda t: t[0].update(item="facts.nam"), "take.item", "no item 'facts.nam'"),
        (lambda t: t[0].update(questionnaire="small-wb"), "take.questionnaire", "'small-wb'"),
        (lambda t: t[0].update(questionnaire="small-register"), "take.questionnaire", "itself"),
        (lambda t: t[0].update(source="planning.nam"), "take.source", "'planning.nam'"),
        (lambda t: t[0].update(source="planning.due"), "take.type", "one is date, the other text"),
        (lambda t: t[1].update(item="facts.name"), "id.duplicate", "facts.name"),
    ],
)
def test_a_broken_take(tmp_path: Path, change: Change, rule: str, words: str) -> None:
    found = problems(tmp_path, lambda data: change(data["takes"]), register=True)
    assert words in found[0].message
    assert found[0].rule == rule


def test_a_take_in_another_unit_is_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, put("facts.errors", unit="of 1,000"), register=True)
    assert "units are 'of 100' and 'of 1,000'" in only(found, "take.type").message


def test_what_the_register_takes_is_fine(tmp_path: Path) -> None:
    assert problems(tmp_path, register=True) == []
