"""Each rule for labs, proved by one broken place: in the file, or in the model."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.labs.sample import NAME, find, run, sample_data, sample_lab
from toolkit_widgets.content.check import run as check
from toolkit_widgets.content.checks.lab import positions
from toolkit_widgets.content.problems import Problem
from toolkit_widgets.labs import Outcome, Values

from .small_course import write

Change = Callable[[dict[str, Any]], object]
Run = Callable[[Values], Outcome]


def problems(
    root: Path, change: Change = lambda data: None, model: Run = run, name: str = NAME
) -> list[Problem]:
    """What is found in the sample after a change of the file, or with another model."""
    write(root)
    data = sample_data()
    change(data)
    file = root / "data" / "labs" / f"{name}.yaml"
    file.parent.mkdir()
    copied = json.loads(json.dumps(data))  # without the anchors that a content file may not have
    file.write_text(yaml.safe_dump(copied, sort_keys=False), encoding="utf-8")

    def finder(wanted: str) -> Run:
        find(wanted)  # says what is wrong with the name
        return model

    return check([file], root=root, labs=finder)


def control(number: int, **values: Any) -> Change:
    return lambda data: data["controls"][number].update(values)


def predict(number: int, **values: Any) -> Change:
    return lambda data: data["predict"][number].update(values)


def marked(data: dict[str, Any]) -> None:
    data["predict"][0] = data["after"].pop(0) | {"id": "guess"}


def later(data: dict[str, Any]) -> None:
    data["after"][1]["show_when"] = {"q": "nobody", "answered": True}


def notes(data: dict[str, Any]) -> None:
    data["predict"] = [{"type": "note", "id": "guess", "text": "Think."}]


def without_source(data: dict[str, Any]) -> None:
    data["after"][0].pop("refs")


def wrong_source(data: dict[str, Any]) -> None:
    data["refs"] = [{"source": "curse", "at": "a test"}]


def test_the_sample_is_in_order(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "rule", "path", "says"),
    [
        (lambda d: d.update(id="simple"), "file.name", "id", "lessons ask for 'sample'"),
        (control(0, id="guess"), "id.duplicate", "controls[0].id", "already used"),
        (marked, "lab.predict", "predict[0].type", "has a right answer (single)"),
        (notes, "lab.predict", "predict", "nothing is predicted"),
        (control(0, start=1.5), "lab.start", "controls[0].start", "outside its range"),
        (control(0, start=0.52), "lab.step", "controls[0].start", "no step of 0.05"),
        (control(0, step=0.3), "lab.step", "controls[0].maximum", "no step of 0.3"),
        (control(0, minimum=1), "lab.range", "controls[0].minimum", "not below the maximum"),
        (control(1, start=1.5), "lab.start", "controls[1].start", "whole numbers"),
        (control(2, start="hell"), "lab.start", "controls[2].start", "no option 'hell'"),
        (control(2, options=[{"id": "square", "text": "A"}] * 2), "id.duplicate", "", "used"),
        (later, "", "after[1].show_when.q", "no such item"),
        (without_source, "quiz.refs", "after[0]", "names no source"),
        (wrong_source, "source.unknown", "refs[0].source", "no source 'curse'"),
        (predict(1, minimum=2000), "item.range", "predict[1].minimum", "not below"),
        (lambda d: d.update(model="simple"), "lab.model", "model", "no lab model 'simple'"),
    ],
)
def test_a_broken_file(tmp_path: Path, change: Change, rule: str, path: str, says: str) -> None:
    found = problems(tmp_path, change)
    matching = [p for p in found if says in p.message]
    assert matching, found
    assert matching[0].severity == "error"
    assert not rule or matching[0].rule == rule
    assert not path or matching[0].path == path


def test_the_nearest_option_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, control(2, start="hell"))
    assert [(p.rule, p.nearest) for p in found] == [("lab.start", "hall")]


def test_ids_are_not_shared_with_a_questionnaire(tmp_path: Path) -> None:
    """Both would keep their answers in one file."""
    found = problems(tmp_path, lambda d: d.update(id="ready", model=NAME), name="ready")
    assert [p.rule for p in found] == ["lab.taken"]


def fails_at_an_end(values: Values) -> Outcome:
    return replace(run(values), readout=f"{1 / (1 - float(values['limit'])):.1f}")


def forgets(values: Values) -> Outcome:
    return replace(run(values), seen={"guess": "it falls"})


def deaf(values: Values) -> Outcome:
    return run({"limit": values["limit"], "people": values["people"], "place": "square"})


def slow(values: Values) -> Outcome:
    end = time.process_time() + (1.1 if values["people"] == 1000 else 0)
    while time.process_time() < end:
        pass
    return run(values)


def silent(values: Values) -> Outcome:
    return replace(run(values), readout=" ")


def ragged(values: Values) -> Outcome:
    found = run(values)
    return replace(found, figure=replace(found.figure, table=[["a", "b"], ["1"]]))


def misdrawn(values: Values) -> Outcome:
    def draw(theme: object) -> Any:
        raise KeyError("no such colour")

    found = run(values)
    return replace(found, figure=replace(found.figure, draw=draw))


def _throws() -> Iterator[int]:
    yield from range(10_000)


_dice = _throws()


def unseeded(values: Values) -> Outcome:
    found = run(values)
    sentence = f"{found.figure.sentence} {next(_dice)}"
    return replace(found, figure=replace(found.figure, sentence=sentence))


@pytest.mark.parametrize(
    ("model", "rule", "says"),
    [
        (fails_at_an_end, "lab.run", "limit = 1, people = 100, place = square: ZeroDivisionError"),
        (forgets, "lab.seen", "the prediction 'many'"),
        (deaf, "lab.unused", "never looks at the control 'place'"),
        (slow, "lab.slow", "people = 1000"),
        (silent, "lab.words", "empty readout"),
        (ragged, "lab.table", "same length"),
        (misdrawn, "lab.run", "no such colour"),
        (unseeded, "lab.seed", "give it a seed"),
    ],
)
def test_a_broken_model(tmp_path: Path, model: Run, rule: str, says: str) -> None:
    found = problems(tmp_path, model=model)
    assert {p.rule for p in found} == {rule}
    assert any(says in p.message for p in found), found


def test_without_models_only_the_file_is_looked_at(tmp_path: Path) -> None:
    assert problems(tmp_path, model=misdrawn) != []
    assert check([tmp_path / f"data/labs/{NAME}.yaml"], root=tmp_path) == []


def test_models_of_files_that_nobody_asked_about_do_not_run(tmp_path: Path) -> None:
    problems(tmp_path)
    asked: list[str] = []
    check([tmp_path / "data/course.yaml"], root=tmp_path, labs=lambda name: asked.append(name))  # type: ignore[arg-type, return-value]
    assert asked == []


def test_every_end_of_every_control() -> None:
    found = [values for _, values in positions(sample_lab())]
    assert found[0] == {"limit": 0.5, "people": 100, "place": "square"}
    assert [v["limit"] for v in found[1:3]] == [0, 1]
    assert [v["people"] for v in found[3:5]] == [1, 1000]
    assert [v["place"] for v in found[5:]] == ["square", "hall"]


def test_a_lesson_names_a_lab_that_exists(tmp_path: Path) -> None:
    problems(tmp_path)
    file = tmp_path / "lessons/01_match.md"
    text = file.read_text("utf-8")
    old = 'lesson.quiz("'
    file.write_text(text.replace(old, 'lesson.lab("simple")\n```\n\n```{code-cell} ipython3\n'
                                      f':tags: [activity]\n{old}', 1), "utf-8")  # fmt: skip
    found = [p for p in check([file], root=tmp_path) if p.rule == "activity.id"]
    assert [(p.found, p.nearest) for p in found] == [("simple", "sample")]


def test_a_sheet_may_name_the_items_of_a_lab(tmp_path: Path) -> None:
    problems(tmp_path)
    file = tmp_path / "facilitator/01_match.md"
    text = file.read_text("utf-8")
    head = "## Likely wrong answers, and why sensible people give them\n"
    assert head in text
    file.write_text(text.replace(head, f"{head}\n`guess`, `why` and `sample` are wrong often.\n"))
    assert [p for p in check([file], root=tmp_path) if p.rule == "sheet.item"] == []
    file.write_text(text.replace(head, f"{head}\n`guest` is wrong often.\n"))
    assert [p.found for p in check([file], root=tmp_path) if p.rule == "sheet.item"] == ["guest"]
