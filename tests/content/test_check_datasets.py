"""Each rule for data sets, proved by one broken place; and what a cell may hold."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from toolkit_widgets.content.check import run
from toolkit_widgets.content.datasets import load_dataset, parse_cell, read_rows, shown
from toolkit_widgets.content.problems import ContentError
from toolkit_widgets.models import Column

from .small_course import write

CARD = """\
schema: toolkit-dataset/1
id: stops
title: Invented stops
why: To count.
file: stops.csv
synthetic: true
how: Written by hand.
licence: CC BY 4.0
limits: It shows nothing about any place.
refs: [{source: course, at: lesson 01}]
columns:
  - {id: area, title: Area, type: text, meaning: Where}
  - {id: day, title: Day, type: date, meaning: When}
  - {id: count, title: Stops, type: whole, meaning: "Stops, per day"}
  - {id: share, title: Share, type: share, meaning: "Of all stops"}
  - {id: minutes, title: Minutes, type: number, meaning: "Per stop, in minutes"}
"""
ROWS = """\
area,day,count,share,minutes
North,2026-03-12,12,0.25,3.5
"South, old town",2026-03-13,,0.75,4
"""
PUBLISHED = CARD.replace("synthetic: true", "synthetic: false") + (
    "  - {id: source, title: Source, type: text, meaning: Id}\n"
    "  - {id: place, title: Place, type: text, meaning: Page}\n"
)
PUBLISHED_ROWS = ROWS.replace("minutes\n", "minutes,source,place\n").replace(
    "3.5\n", "3.5,court-page,whole page\n"
).replace("0.75,4\n", "0.75,4,court-page,p. 2\n")  # fmt: skip


def course(root: Path, card: str = CARD, rows: str | None = ROWS, without: str = "") -> Path:
    write(root)
    folder = root / "data/datasets/stops"
    folder.mkdir(parents=True)
    files = {"dataset.yaml": card, "README.md": "# Stops\n", "generate.py": "print()\n"}
    files |= {"stops.csv": rows} if rows is not None else {}
    for name, text in files.items():
        if name != without:
            (folder / name).write_text(text, encoding="utf-8")
    return root


def test_a_sound_data_set_has_no_problem(tmp_path: Path) -> None:
    problems = run([tmp_path / "data/datasets"], root=course(tmp_path))
    assert problems == []


def test_sound_published_figures_have_no_problem(tmp_path: Path) -> None:
    root = course(tmp_path, PUBLISHED, PUBLISHED_ROWS, without="generate.py")
    assert run([tmp_path / "data/datasets"], root=root) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ("id: stops", "id: stop", "file.name", "lessons ask for 'stops'"),
        ("file: stops.csv", "file: stop.csv", "dataset.file", "no file 'stop.csv'"),
        ("file: stops.csv", "file: ../stops/stops.csv", "dataset.file", "beside the card"),
        ("{id: day,", "{id: area,", "id.duplicate", "column 'area'"),
        ("{id: day,", "{id: date,", "dataset.header", "area, date, count"),
        ("synthetic: true", "synthetic: false", "dataset.origin", "a column 'source'"),
        ("source: course", "source: corse", "source.unknown", "no source 'corse'"),
    ],
)
def test_a_broken_card(tmp_path: Path, old: str, new: str, rule: str, says: str) -> None:
    assert CARD.count(old) >= 1
    course(tmp_path, CARD.replace(old, new, 1))
    found = [p for p in run(root=tmp_path) if p.rule == rule]
    assert {p.file for p in found} == {"data/datasets/stops/dataset.yaml"}
    assert any(says in p.message for p in found)


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ("12,0.25", "12.5,0.25", "dataset.cell", "line 2: column 'count': '12.5' is not a whole"),
        ("0.25", "25", "dataset.cell", "is not a share from 0 to 1"),
        ("2026-03-12", "12.3.2026", "dataset.cell", "write YYYY-MM-DD"),
        ("2026-03-12", "2026-02-30", "dataset.cell", "is not a date"),
        ("3.5", "long", "dataset.cell", "is not a number"),
        ("3.5", "nan", "dataset.cell", "is not a number"),
        ("3.5", "1e999", "dataset.cell", "counted with"),
        ("12,0.25", "1_2,0.25", "dataset.cell", "'1_2' is not a whole number"),
        ("12,0.25", "=1+1,0.25", "dataset.cell", "'=1+1' is not a whole number"),
        pytest.param("12,0.25", "1" * 400 + ",0.25", "dataset.cell", "whole", id="400 digits"),
        ("3.5\n", "3.5,7\n", "dataset.cells", "this row has 6 cells"),
        ('"South, old town"', '"South', "dataset.csv", "not a csv file"),
    ],
)
def test_a_broken_row(tmp_path: Path, old: str, new: str, rule: str, says: str) -> None:
    assert ROWS.count(old) == 1
    course(tmp_path, rows=ROWS.replace(old, new))
    found = [p for p in run(root=tmp_path) if p.rule == rule]
    assert len(found) == 1
    assert says in found[0].message


@pytest.mark.parametrize("name", ["README.md", "generate.py"])
def test_a_missing_companion(tmp_path: Path, name: str) -> None:
    course(tmp_path, without=name)
    found = [p for p in run(root=tmp_path) if p.rule == "dataset.companion"]
    assert [name in p.message for p in found] == [True]


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ("court-page,p. 2", "court-pge,p. 2", "source.unknown", "row 2: there is no source"),
        ("court-page,p. 2", ",p. 2", "dataset.origin", "row 2: 'source' is empty"),
        ("court-page,p. 2", "court-page,", "dataset.origin", "row 2: 'place' is empty"),
    ],
)
def test_a_row_without_origin(tmp_path: Path, old: str, new: str, rule: str, says: str) -> None:
    course(tmp_path, PUBLISHED, PUBLISHED_ROWS.replace(old, new))
    found = [p for p in run(root=tmp_path) if p.rule == rule]
    assert [says in p.message for p in found] == [True]


def test_a_lesson_that_names_no_such_data_set(tmp_path: Path) -> None:
    course(tmp_path)
    lesson = tmp_path / "lessons/01_match.md"
    text = lesson.read_text("utf-8")
    cell = 'lesson.quiz("check-match")'
    assert cell in text
    lesson.write_text(text.replace(cell, 'lesson.table("stop")'), encoding="utf-8")
    found = [p for p in run(root=tmp_path) if p.rule == "activity.id"]
    assert [(p.found, p.nearest) for p in found] == [("stop", "stops")]


def test_rows_are_typed_and_keep_their_order(tmp_path: Path) -> None:
    course(tmp_path)
    card, rows = load_dataset(tmp_path / "data/datasets", "stops")
    assert [list(row) for row in rows] == [[c.id for c in card.columns]] * 2
    assert rows[0] == {
        "area": "North", "day": datetime.date(2026, 3, 12), "count": 12, "share": 0.25,
        "minutes": 3.5,
    }  # fmt: skip
    assert rows[1]["area"] == "South, old town"
    assert rows[1]["count"] is None


def test_every_problem_of_the_rows_is_told_at_once(tmp_path: Path) -> None:
    course(tmp_path, rows=ROWS.replace("0.25", "2").replace("0.75", "3"))
    card, _ = load_dataset(_good(tmp_path), "stops")
    with pytest.raises(ContentError) as refused:
        read_rows(tmp_path / "data/datasets/stops", card)
    assert [p.line for p in refused.value.problems] == [2, 3]


def _good(root: Path) -> Path:
    other = root / "good"
    course(other)
    return other / "data/datasets"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("share", "0.055", "5.5 %"),
        ("share", "0.0003", "0.03 %"),
        ("whole", "118400", "118,400"),
        ("whole", "2026", "2026"),
        ("number", "3.50", "3.5"),
        ("date", "2026-03-12", "2026-03-12"),
        ("text", " <b>x</b> ", "<b>x</b>"),
        ("number", "  ", "–"),
    ],
)
def test_how_a_value_is_shown(kind: str, text: str, words: str) -> None:
    column = Column.model_validate({"id": "x", "title": "X", "type": kind, "meaning": "x"})
    assert shown(parse_cell(text, column), column) == words


def test_decimals_that_are_asked_for_are_always_shown() -> None:
    given = {"id": "score", "title": "Score", "type": "number", "meaning": "Likeness, 0 to 1."}
    column = Column.model_validate({**given, "digits": 2})
    assert [shown(value, column) for value in (0.6, 0.65, 1234.0)] == ["0.60", "0.65", "1,234.00"]
