"""A damaged file of answers: it opens all the same, is kept, a backup opens, words say so."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.samples import small_quizzes
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store
from toolkit_widgets.store.files import write_atomic

from .faults import Record, note
from .killing import FORM, ITEMS, naive_write

ONE, TWO = "one", "two"
QUIZZES = small_quizzes(ONE, TWO, kind="long_text")
SOME, ALL = 120, 0
"""Bytes that are changed: a sample, or every one."""


def small_file(folder: Path) -> tuple[Path, bytes]:
    """A file of two answers, the first of which is in a backup as well."""
    Store(QUIZZES, folder).put(ONE, Answer(value="ünï"))
    store = Store(QUIZZES, folder)  # opening makes the backup
    store.put(TWO, Answer(value="defined"))
    return store.path, store.path.read_bytes()


@dataclass
class Opened:
    """What became of one damaged file."""

    values: dict[str, object]
    said: str
    kept: list[bytes] = field(default_factory=list)


def open_damaged(path: Path, data: bytes) -> Opened:
    """Open the file with other bytes; the folder is as before afterwards. Lets errors through."""
    before = set(path.parent.rglob("*"))
    path.write_bytes(data)
    store = Store(QUIZZES, path.parent)
    kept = list(path.parent.glob("*.kept"))
    found = Opened(
        {key: (a.state, a.value, a.comment) for key, a in store.answers.items()},
        " ".join([*store.notices, store.trouble or ""]).strip(),
        [file.read_bytes() for file in kept],
    )
    for new in set(path.parent.rglob("*")) - before:
        new.unlink()
    return found


def plain(said: str) -> str:
    """Without the names and times that differ each time."""
    said = re.sub(r"damaged-\d+T[\d.]+Z", "damaged-…", said)
    return re.sub(r"20\d\d-\S+\+00:00", "…", re.sub(r"\((?:[^()]|\([^()]*\))*\)", "(…)", said))


def test_every_truncation_is_noticed_kept_and_said(tmp_path: Path, record_property: Record) -> None:
    path, whole = small_file(tmp_path / "answers")
    said = ""
    for size in range(len(whole)):
        found = open_damaged(path, whole[:size])
        assert found.values == {ONE: ("answered", "ünï", "")}, size  # those of the backup
        assert found.kept == [whole[:size]], size
        assert "is damaged" in found.said, size
        assert "opened from a backup" in found.said, size
        said = plain(found.said)
    note(record_property, "truncated", len(whole), 0, said)


@pytest.mark.parametrize("count", [SOME, pytest.param(ALL, marks=pytest.mark.thorough)])
def test_one_changed_byte_never_stops_a_lesson(
    tmp_path: Path, count: int, record_property: Record
) -> None:
    path, whole = small_file(tmp_path / "answers")
    right = open_damaged(path, whole)
    assert (right.said, right.kept) == ("", [])
    dice = random.Random(7)
    places = sorted(dice.sample(range(len(whole)), count)) if count else range(len(whole))
    unnoticed, tries = 0, 0
    for place in places:
        for byte in {dice.randrange(256), whole[place] ^ 1 << dice.randrange(8)} - {whole[place]}:
            tries += 1
            changed = whole[:place] + bytes([byte]) + whole[place + 1 :]
            found = open_damaged(path, changed)
            if found.said and "It is kept as" in found.said:
                assert found.kept == [changed], place
                assert found.values == {ONE: right.values[ONE]}, place
            elif not found.said:
                unnoticed += found.values != right.values
    assert unnoticed < tries / 4
    text = "As for a file that is cut. A changed letter inside an answer reads like an answer."
    note(record_property, "byte", tries, unnoticed, text)


def test_a_missing_file_opens_its_newest_backup(tmp_path: Path, record_property: Record) -> None:
    path, _whole = small_file(tmp_path / "answers")
    Store(QUIZZES, path.parent)
    path.unlink()
    store = Store(QUIZZES, path.parent)
    assert store.answers.keys() == {ONE, TWO}
    assert store.notices[0].startswith(f"{path.name} is missing. Your answers as of ")
    assert Store(QUIZZES, path.parent).notices == []  # it is on disk again
    note(record_property, "missing", 1, 0, plain(store.notices[0]))


def test_a_backup_belongs_to_its_own_file_alone(tmp_path: Path) -> None:
    """An id may begin with another id and a dot."""
    Store(FORM, tmp_path).put(ITEMS[0], Answer(value="started"))
    Store(FORM, tmp_path)
    longer = FORM.model_copy(update={"id": f"{FORM.id}.old"})
    Store(longer, tmp_path).put(ITEMS[0], Answer(value="managed"))
    Store(longer, tmp_path)
    (tmp_path / f"{FORM.id}.json").unlink()
    assert Store(FORM, tmp_path).answers[ITEMS[0]].value == "started"


# -- a write that stops at some byte ---------------------------------------------------------------


class PowerCut(BaseException):
    """No part of the program can catch it and go on."""


class _Stops:
    """A file that takes so many bytes and no more."""

    def __init__(self, out: object, bytes_left: int) -> None:
        self._out, self._left = out, bytes_left

    def __enter__(self) -> _Stops:
        return self

    def __exit__(self, *error: object) -> None:
        self._out.close()  # type: ignore[attr-defined]

    def write(self, data: bytes) -> None:
        self._out.write(data[: self._left])  # type: ignore[attr-defined]
        raise PowerCut


def readable_after(
    path: Path,
    write: Callable[[Path, bytes], None],
    old: bytes,
    new: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> int:
    """Let ``write`` stop at each byte of ``new``; how often the old answers are there after it."""
    fdopen = os.fdopen
    whole = 0
    for size in range(len(new)):
        path.write_bytes(old)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fdopen", lambda *a, n=size: _Stops(fdopen(*a), n))
            with pytest.raises(PowerCut):
                write(path, new)
        whole += path.read_bytes() == old
    return whole


def test_a_write_that_stops_at_any_byte_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old = small_file(tmp_path / "answers")
    new = old.replace(b"defined", b"managed, and then")
    assert readable_after(path, write_atomic, old, new, monkeypatch) == len(new)


def test_a_store_that_writes_into_the_file_itself_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old = small_file(tmp_path / "answers")
    assert readable_after(path, naive_write, old, old + b" ", monkeypatch) == 0 + 1  # the last byte
