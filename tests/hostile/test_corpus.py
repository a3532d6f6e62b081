"""Every hostile file is refused in a sentence, quickly, in little memory; nothing is written."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from toolkit_widgets.content.parse import parse_file
from toolkit_widgets.content.problems import ContentError, Problem
from toolkit_widgets.exchange.sheet_read import read_xlsx
from toolkit_widgets.models import Questionnaire
from toolkit_widgets.store import Unreadable, load_file

from .corpus import Hostile, corpus

SECONDS = 2.0
MEGABYTES = 200
FILES = corpus()


def tree(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_size for p in sorted(folder.rglob("*"))}


def refusal(file: Path) -> str | list[Problem]:
    """What the project says. Any other exception fails the test."""
    try:
        if file.suffix == ".json":
            load_file(file)
        elif file.suffix == ".xlsx":
            read_xlsx(file)
        else:
            parse_file(file, Questionnaire)
    except ContentError as error:
        return error.problems
    except Unreadable as error:
        return str(error)
    pytest.fail(f"{file.name} was read as if nothing were wrong")


def expect(said: str | list[Problem], one: Hostile) -> None:
    if isinstance(said, str):
        assert one.says in said
        assert one.place in said
        assert one.near in said
        assert len(said) < 600
        return
    fitting = [p for p in said if one.says in p.message]
    assert fitting, said[:3]
    assert len(said) <= 201
    placed = [
        p for p in fitting if one.place in (str(p.line), "", p.path) or one.place in p.message
    ]
    assert placed, fitting[:3]
    assert any(one.near == p.nearest or one.near in f"{p.allowed} {p.message}" for p in placed), (
        placed[:3]
    )
    for problem in said:
        assert problem.message
        assert len(str(problem)) < 700


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    one = FILES[name]
    folder = tmp_path / "inner" / "chosen"
    folder.mkdir(parents=True)
    file = folder / Path(name).name
    file.write_bytes(one.data)
    before = tree(tmp_path)
    start = time.process_time()
    said = refusal(file)
    took = time.process_time() - start
    expect(said, one)
    assert took < SECONDS
    tracemalloc.start()
    try:
        refusal(file)
        most = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert most < MEGABYTES
    assert tree(tmp_path) == before


def test_there_are_enough_of_each() -> None:
    kinds = [name.split("/")[0] for name in FILES]
    assert len(kinds) >= 90
    assert min(kinds.count(kind) for kind in ("yaml", "json", "xlsx")) >= 25


def test_a_file_that_is_none(tmp_path: Path) -> None:
    for suffix in ("json", "xlsx", "yaml"):
        folder = tmp_path / f"folder.{suffix}"
        folder.mkdir()
        said = refusal(folder)
        words = said if isinstance(said, str) else said[0].message
        assert "cannot be read" in words
