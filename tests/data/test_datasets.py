"""The shipped data sets: their rows are what the card says, and their programs write them again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from toolkit_widgets import resources
from toolkit_widgets.content.check import run
from toolkit_widgets.content.datasets import load_dataset

FOLDER = resources.data() / "datasets"
NAMES = sorted(file.parent.name for file in FOLDER.glob("*/dataset.yaml"))
PROGRAMS = sorted(FOLDER.glob("*/generate.py"))


def test_there_are_data_sets() -> None:
    assert {"pseudonyms", "dirty-records"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_are_what_the_card_says(name: str) -> None:
    card, rows = load_dataset(FOLDER, name)
    assert rows
    assert card.synthetic == (FOLDER / name / "generate.py").is_file()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.parent.name)
def test_the_program_writes_the_same_bytes_again(program: Path, tmp_path: Path) -> None:
    card, _ = load_dataset(FOLDER, program.parent.name)
    shipped = (program.parent / card.file).read_bytes()
    copy = tmp_path / program.parent.name
    copy.mkdir()
    shutil.copy(program, copy)
    done = subprocess.run(
        [sys.executable, "-I", "generate.py"], cwd=copy, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (copy / card.file).read_bytes() == shipped


def test_the_shipped_data_sets_have_no_problem() -> None:
    assert [str(p) for p in run([FOLDER]) if p.severity != "note"] == []


def test_the_dirt_is_as_the_card_tells() -> None:
    _, rows = load_dataset(FOLDER, "dirty-records")
    calls = Counter(row["call"] for row in rows)
    assert (len(rows), len(calls)) == (200, 168)
    key = [r for r in rows if r["received"].isoformat() == "2024-01-19" and r["vehicle"] is None]
    assert [(r["record"], r["street"], r["plate"]) for r in key] == [
        ("R119", "Hill Road", "?? 47?")
    ]


def test_each_pseudonym_stands_once_and_one_woman_is_known() -> None:
    _, rows = load_dataset(FOLDER, "pseudonyms")
    assert len({row["pseudonym"] for row in rows}) == len(rows) == 1000
    known = [r for r in rows if (r["age"], r["postcode"], r["sex"]) == (47, "2103", "f")]
    assert [r["reason"] for r in known] == ["asked for protection"]
