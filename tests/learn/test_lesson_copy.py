"""A learner's copy is never overwritten once it was changed."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from toolkit_widgets.lesson_copy import HOME, copy_lessons, fingerprint

from .conftest import notebook_bytes

NAME = "03_thresholds.ipynb"


def change(file: Path, text: str) -> bytes:
    """What a learner's own words in the first cell make of a notebook."""
    notebook = nbformat.reads(file.read_text("utf-8"), as_version=4)
    notebook.cells[0].source += text
    file.write_text(nbformat.writes(notebook), "utf-8")
    return file.read_bytes()


def new_edition(built: Path, name: str = NAME, text: str = "second edition") -> bytes:
    content = notebook_bytes(f"# {name}: {text}", "print('ready')", output="ready\n")
    (built / name).write_bytes(content)
    return content


def test_a_fresh_folder_gets_every_lesson_as_it_was_built(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "my-course"
    report = copy_lessons(built, folder)
    assert report.new == ["00_start_here.ipynb", NAME, "C01_robbery.ipynb"]
    for file in built.iterdir():
        assert (folder / file.name).read_bytes() == file.read_bytes()


def test_outputs_are_no_change_and_are_put_back_as_built(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my-course"
    copy_lessons(built, folder)
    ran = notebook_bytes("# 03_thresholds", "print('ready')", output="yesterday\n")
    (folder / NAME).write_bytes(ran)
    report = copy_lessons(built, folder)
    assert NAME in report.unchanged
    assert (folder / NAME).read_bytes() == (built / NAME).read_bytes()


def test_an_unchanged_copy_follows_the_new_edition(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my-course"
    copy_lessons(built, folder)
    edition = new_edition(built)
    report = copy_lessons(built, folder)
    assert report.updated == [NAME]
    assert (folder / NAME).read_bytes() == edition


def test_a_changed_copy_is_kept_and_the_new_edition_put_beside_it_once(
    built: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my-course"
    copy_lessons(built, folder)
    mine = change(folder / NAME, "\nMy own words.")
    same_edition = copy_lessons(built, folder)
    assert (same_edition.kept, same_edition.beside) == ([NAME], [])

    edition = new_edition(built)
    beside = folder / "03_thresholds_new_edition.ipynb"
    assert copy_lessons(built, folder).beside == [(NAME, beside.name)]
    assert (folder / NAME).read_bytes() == mine
    assert beside.read_bytes() == edition

    beside.unlink()  # the learner does not want it: it does not come back
    assert copy_lessons(built, folder).beside == []
    assert not beside.exists()


def test_the_file_beside_is_itself_never_overwritten_once_changed(
    built: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my-course"
    copy_lessons(built, folder)
    change(folder / NAME, "\nMine.")
    new_edition(built)
    copy_lessons(built, folder)
    beside = folder / "03_thresholds_new_edition.ipynb"
    third = new_edition(built, text="third edition")
    copy_lessons(built, folder)
    assert beside.read_bytes() == third, "nobody had changed it"

    mine_too = change(beside, "\nMine too.")
    fourth = new_edition(built, text="fourth edition")
    report = copy_lessons(built, folder)
    assert report.beside == [(NAME, "03_thresholds_new_edition_2.ipynb")]
    assert beside.read_bytes() == mine_too
    assert (folder / "03_thresholds_new_edition_2.ipynb").read_bytes() == fourth


@pytest.mark.parametrize("content", [b"", b"no notebook", b"[]", b'{"cells": 3}', b"\xff\xfe"])
def test_a_file_that_is_no_notebook_counts_as_changed(
    built: Path, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "my-course"
    folder.mkdir()
    (folder / NAME).write_bytes(content)
    report = copy_lessons(built, folder)
    assert report.beside == [(NAME, "03_thresholds_new_edition.ipynb")]
    assert (folder / NAME).read_bytes() == content


@pytest.mark.parametrize("damage", ["", "not json", "[1]", '{"03_thresholds.ipynb": 7}'])
def test_a_lost_record_costs_no_words_of_the_learner(
    built: Path, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "my-course"
    copy_lessons(built, folder)
    mine = change(folder / NAME, "\nMine.")
    (folder / HOME / "lessons.json").write_text(damage)
    new_edition(built)
    copy_lessons(built, folder)
    assert (folder / NAME).read_bytes() == mine


def test_a_second_start_with_nothing_new_writes_nothing(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my-course"
    copy_lessons(built, folder)
    before = {f: f.stat().st_mtime_ns for f in folder.rglob("*") if f.is_file()}
    report = copy_lessons(built, folder)
    assert len(report.unchanged) == 3
    assert {f: f.stat().st_mtime_ns for f in folder.rglob("*") if f.is_file()} == before


def test_the_fingerprint_is_of_texts_alone() -> None:
    one = notebook_bytes("# A", "x = 1", output="1")
    assert fingerprint(one) == fingerprint(notebook_bytes("# A", "x = 1"))
    data = json.loads(one)
    data["cells"][0]["source"] = list("# A")  # the other legal way to write a text
    assert fingerprint(json.dumps(data).encode()) == fingerprint(one)
    assert fingerprint(one) != fingerprint(notebook_bytes("# A", "x = 2", output="1"))
    assert fingerprint(one) != fingerprint(notebook_bytes("# A\nx = 1"))


def test_a_damaged_built_notebook_is_an_error(built: Path, tmp_path: Path) -> None:
    (built / NAME).write_text("half a not")
    with pytest.raises(ValueError, match=NAME):
        copy_lessons(built, tmp_path / "my-course")
