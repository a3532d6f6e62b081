"""Answers stay with their owner: modes whatever the umask, links, and names that are paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit_widgets.cli import app
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store

from ..samples import answer_file, small_questionnaire, some_answers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes and links are POSIX's own")


@pytest.fixture(autouse=True)
def _careless() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def saved(folder: Path, *texts: str) -> Store:
    """A store in which each text was saved, opened anew each time."""
    for text in texts:
        Store(small_questionnaire(), folder).put("ctx.uses", Answer(value=["vision"], comment=text))
    return Store(small_questionnaire(), folder)


def test_everything_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    store = saved(folder, "one", "two")
    store.path.write_text("{damaged")
    store.path.chmod(0o666)
    saved(folder, "three")
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} == {".json", ".kept", ""}  # the last: the lock
    assert {mode(folder), mode(folder / "backups")} == {0o700}
    assert {mode(file) for file in files if file.suffix == ".json"} == {0o600}


def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    assert mode(folder) == 0o777, "the test would see an open folder"
    saved(folder, "one")
    assert mode(folder) == 0o700


def test_a_report_is_the_owners_alone(tmp_path: Path) -> None:
    from toolkit_widgets.content.library import library

    form = library().questionnaire("organizational-readiness")
    Store(form, tmp_path).put(next(iter(form.items)).id, Answer(value=None, comment="c"))
    for to in ("docx", "html", "xlsx"):
        done = CliRunner().invoke(app, ["report", str(tmp_path / f"{form.id}.json"), "--to", to])
        assert done.exit_code == 0, done.output
        assert mode(tmp_path / f"{form.id}.{to}") == 0o600


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing"])
def test_nothing_is_written_through_a_link(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "precious.txt"
    if there:
        target.write_text("mine")
        target.chmod(0o644)
    folder = tmp_path / "answers"
    folder.mkdir()
    link = folder / f"{small_questionnaire().id}.json"
    link.symlink_to(target)
    saved(folder, "one")
    assert not link.is_symlink()
    assert link.is_file()
    assert target.exists() is there
    if there:
        assert target.read_text() == "mine"
        assert mode(target) == 0o644


def test_a_linked_folder_keeps_the_answers_where_it_points(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (tmp_path / "answers").symlink_to(stick)
    assert saved(tmp_path / "answers", "one").restored == 1
    assert mode(stick) == 0o700


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "..", "a/../../b", "x\x00y"])
def test_an_id_in_a_file_is_never_a_path(tmp_path: Path, name: str) -> None:
    file = answer_file(small_questionnaire(), some_answers())
    content = file.content.model_copy(update={"id": name})
    inner = tmp_path / "a" / "b" / "given"
    inner.mkdir(parents=True)
    given = inner / "file.json"
    given.write_text(file.model_copy(update={"content": content}).model_dump_json())
    before = sorted(tmp_path.rglob("*"))
    for command in (["report", str(given)], ["merge", str(given), str(given)],
                    ["compare", str(given), str(given)]):  # fmt: skip
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 1
        assert len(done.output.strip().splitlines()) == 1, done.output
    assert sorted(tmp_path.rglob("*")) == before


def test_a_content_whose_id_is_a_path_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="pattern"):
        small_questionnaire(id="../../x")
