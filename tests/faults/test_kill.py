"""``kill -9``, at any moment and at each step: what was called saved is there afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit_widgets.store import Store
from toolkit_widgets.store.files import leftovers

from .faults import Record, note
from .killing import FORM, ITEMS, STEPS, Work, lost, moments, run, run_for, saving, trapped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

FEW, MANY = 60, 500
MOST_CALLS = 60
"""More calls of one step than three saves, a backup and an opening make."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def look(folder: Path, acknowledged: dict[str, int]) -> list[str]:
    """Open the file as the next start does; what is lost. It must say and leave nothing."""
    store = Store(FORM, folder)
    assert store.notices == []
    assert store.trouble is None
    assert [*leftovers(folder), *leftovers(folder / "backups")] == []
    return lost(store, acknowledged)


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.thorough)])
def test_a_kill_at_any_moment_loses_nothing_that_was_saved(
    folder: Path, count: int, record_property: Record
) -> None:
    acknowledged: dict[str, int] = {}
    for tries, moment in enumerate(moments(count, count)):
        ended = run_for(saving(folder), moment)
        assert ended.killed
        acknowledged |= ended.acknowledged
        assert look(folder, acknowledged) == [], tries
    assert max(acknowledged.values()) > count  # they were killed at work, not before it
    note(record_property, "kill-moment", count, 0, "")


def steps_survived(folder: Path, work: Work, naive: bool = False) -> tuple[int, list[str]]:
    """Kill at every call of every step, in turn. How often, and what was lost."""
    tries, found = 0, list[str]()
    acknowledged: dict[str, int] = {}
    for step in STEPS:
        for call in range(1, MOST_CALLS):
            ended = run(trapped(work, step, call, naive))
            acknowledged |= ended.acknowledged
            store = Store(FORM, folder)
            gone = lost(store, acknowledged) + [n for n in store.notices if naive]
            assert naive or store.notices == []
            found += [f"{step} {call}: {what}" for what in gone]
            if not ended.killed:
                break
            tries += 1
        else:
            raise AssertionError(f"{step}: more than {MOST_CALLS} calls in three saves")
    return tries, found


def test_a_kill_at_each_step_loses_nothing_that_was_saved(
    folder: Path, record_property: Record
) -> None:
    run(saving(folder, 3))
    tries, gone = steps_survived(folder, saving(folder, 3))
    assert gone == []
    assert tries > 3 * len(STEPS)  # each step of each save, and those of the backup
    assert look(folder, {}) == []
    note(record_property, "kill-step", tries, 0, "")


def test_a_store_that_writes_into_the_file_itself_is_caught(folder: Path) -> None:
    run(saving(folder, 3))
    _tries, gone = steps_survived(folder, saving(folder, 3), naive=True)
    assert any(what.startswith("half written") and "was acknowledged" in what for what in gone)


def test_a_kill_while_a_damaged_file_is_mended_loses_nothing(
    folder: Path, record_property: Record
) -> None:
    """Opening moves the damaged file aside, then puts the backup in its place."""
    tries = 0
    for step in STEPS:
        for call in range(1, MOST_CALLS):
            first = run(saving(folder, len(ITEMS)))
            Store(FORM, folder)  # makes the backup
            file = folder / f"{FORM.id}.json"
            file.write_bytes(file.read_bytes()[:-40])
            ended = run(trapped(saving(folder, 0), step, call))
            store = Store(FORM, folder)
            assert lost(store, first.acknowledged) == [], f"{step} {call}"
            if not ended.killed:
                break
            tries += 1
            said = " ".join(store.notices)
            assert "opened from a backup" in said or not said, said
    assert tries >= len(STEPS)
    note(record_property, "kill-step", tries, 0, "")
