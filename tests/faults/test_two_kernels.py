"""Two processes, one file: every save counts, and where both changed one item both are kept."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.store import store as store_module

from .faults import Record, note
from .killing import FORM, ITEMS, Child, Say, Work, moments

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

SHARED, *OWN = ITEMS
FEW, MANY = 40, 400


def window(folder: Path, name: int, times: int) -> Work:
    """Save own items and the shared one in turn; say what was acknowledged, and in which order."""

    def work(say: Say) -> None:
        store = Store(FORM, folder)
        say(f"{store.file.revision} opened window {name}")
        for n in range(times):
            item = SHARED if n % 2 else OWN[2 * (n % 4) % 4 + name]
            text = f"window {name} change {n}"
            saved = store.put(item, Answer(value="defined", comment=text))
            if saved.on_disk:
                say(f"{saved.revision} {item} {text}")

    return work


def told(child: Child) -> list[tuple[int, str, str]]:
    """Revision, item and text of each acknowledged change."""
    lines = (line.split(" ", 2) for line in child.end().lines)
    return [(int(revision), item, text) for revision, item, text in lines]


def missing(folder: Path, saved: list[tuple[int, str, str]]) -> list[str]:
    """What was acknowledged and is not there, and was not replaced by the window that wrote it."""
    file = load_file(folder / f"{FORM.id}.json")
    there = {a.comment for a in file.answers.values()}
    there |= {aside.answer.comment for aside in file.aside}
    found = []
    opened = {text: revision for revision, item, text in saved if item == "opened"}
    changes = sorted(change for change in saved if change[1] != "opened")
    if len({revision for revision, _item, _text in changes}) < len(changes):
        found.append("two changes have one revision: one was saved over the other")
    for item in ITEMS:
        history = [(revision, text) for revision, where, text in changes if where == item]
        now = file.answers[item].comment if item in file.answers else ""
        if now and now not in (text for _revision, text in history):
            history.append((file.revision, now))  # in flight when its window was killed
        for (revision, text), (_, after) in pairwise([*history, (0, "")]):
            writer = after.partition(" change")[0]
            known = text.startswith(writer) or opened.get(writer, 0) >= revision
            if text not in there and not (after and known):
                found.append(f"{item}: '{text}', before '{after}'")
    return found


def together(folder: Path, times: int, kill_after: float | None = None) -> list[str]:
    """Two windows at the same time; the second is killed after some seconds. What is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    children = [Child(window(folder, name, times)) for name in (0, 1)]
    if kill_after is not None:
        time.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError):
            children[1].kill()
    return missing(folder, [change for child in children for change in told(child)])


@pytest.mark.parametrize("times", [FEW, pytest.param(MANY, marks=pytest.mark.thorough)])
def test_what_two_processes_save_at_once_is_all_there(
    tmp_path: Path, times: int, record_property: Record
) -> None:
    assert together(tmp_path / "answers", times) == []
    revision = load_file(tmp_path / "answers" / f"{FORM.id}.json").revision
    assert revision == 2 * times  # no save was lost on the way
    said = f"'{SHARED}' was also answered in another window; this answer counts now, the other "
    said += "one is kept aside."
    note(record_property, "two-kernels", 2 * times, 0, said)


def test_a_process_that_is_killed_holds_up_nobody(tmp_path: Path, record_property: Record) -> None:
    tries = 12
    for n, moment in enumerate(moments(3, tries)):
        began = time.monotonic()
        assert together(tmp_path / str(n), 20, moment) == []
        assert time.monotonic() - began < 10
    note(record_property, "two-kernels", tries * 20, 0, "")


def test_two_processes_without_a_lock_are_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = store_module.write_atomic

    @contextlib.contextmanager
    def nobody_waits(_folder: Path) -> Iterator[bool]:
        yield False

    def slowly(*args: Any) -> None:
        time.sleep(0.02)  # a slow disk between reading and writing
        write(*args)

    monkeypatch.setattr(store_module, "alone", nobody_waits)
    monkeypatch.setattr(store_module, "write_atomic", slowly)
    assert together(tmp_path / "answers", FEW)


def test_an_answer_that_was_never_shown_here_is_kept_before_it_is_replaced(
    tmp_path: Path,
) -> None:
    one, two = Store(FORM, tmp_path), Store(FORM, tmp_path)
    one.put(SHARED, Answer(value="started", comment="a long text, typed in the first window"))
    assert two.put(OWN[0], Answer(value="none")).notices[0].startswith("Taken over from another")
    said = two.put(SHARED, Answer(value="managed")).notices  # its page still shows an empty field
    assert "kept aside" in said[0]
    file = load_file(two.path)
    assert file.answers[SHARED].value == "managed"
    assert [aside.answer.value for aside in file.aside] == ["started"]


def test_an_answer_that_was_shown_is_replaced_like_any_other(tmp_path: Path) -> None:
    one, two = Store(FORM, tmp_path), Store(FORM, tmp_path)
    one.put(SHARED, Answer(value="started"))
    two.put(OWN[0], Answer(value="none"))
    two.shown(ITEMS)
    assert two.put(SHARED, Answer(value="managed")).notices == []
    assert load_file(two.path).aside == []


def test_an_older_file_put_back_takes_no_later_answer_away(
    tmp_path: Path, record_property: Record
) -> None:
    store = Store(FORM, tmp_path)
    store.put(SHARED, Answer(value="started"))
    older = store.path.read_bytes()
    store.put(SHARED, Answer(value="managed"))
    store.path.write_bytes(older)
    other = Store(FORM, tmp_path)  # goes on from the older one, and gets further than we are
    for value in ("none", "started", "defined"):
        other.put(OWN[0], Answer(value=value))
    said = store.put(OWN[1], Answer(value="none")).notices
    assert said[0].startswith(f"The file on disk had an older answer to '{SHARED}'")
    file = load_file(store.path)
    assert {key: a.value for key, a in file.answers.items()} == {
        SHARED: "managed", OWN[0]: "defined", OWN[1]: "none",
    }  # fmt: skip
    assert [(aside.item, aside.answer.value) for aside in file.aside] == [(SHARED, "started")]
    note(record_property, "older-file", 1, 0, said[0])
