"""A clock that was set back: the newest backup stays the newest, the later answer the later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.store import files as files_module
from toolkit_widgets.store import moments as moments_module
from toolkit_widgets.store.files import KEEP, backups
from toolkit_widgets.store.moments import later_than

from .faults import Record, note
from .killing import FORM, ITEMS

ONE, TWO = ITEMS[:2]
BACK = timedelta(days=365 * 56)
"""An empty battery on the board: 1970."""


def set_back(patched: pytest.MonkeyPatch, by: timedelta = BACK) -> None:
    """The store's clock, set back."""

    class Past(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - by

    for module in (files_module, moments_module):
        patched.setattr(module, "datetime", Past)


def newest_after_damage(folder: Path, patched: pytest.MonkeyPatch) -> tuple[object, str]:
    """Enough openings to make five backups, the clock set back, more openings, damage.

    What opens then, and what is said.
    """
    for n in range(KEEP + 1):
        Store(FORM, folder).put(ONE, Answer(value="started", comment=f"before {n}"))
    with patched.context() as past:
        set_back(past)
        for n in range(3):
            Store(FORM, folder).put(ONE, Answer(value="started", comment=f"after {n}"))
        store = Store(FORM, folder)
        store.path.write_bytes(b"{")
        opened = Store(FORM, folder)
    return opened.answers[ONE].comment, opened.notices[0]


def test_the_newest_backup_opens_after_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    comment, said = newest_after_damage(tmp_path, monkeypatch)
    assert comment == "after 2"
    assert "opened from a backup" in said
    assert len(backups(tmp_path / f"{FORM.id}.json")) == KEEP
    note(record_property, "clock", 3, 0, "")


def test_backups_ordered_by_the_clock_alone_are_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "_next", lambda _stamp: "")
    assert newest_after_damage(tmp_path, monkeypatch)[0] != "after 2"


def test_the_later_answer_has_the_later_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    one = Store(FORM, tmp_path)
    one.put(ONE, Answer(value="started"))
    other = Store(FORM, tmp_path)
    set_back(monkeypatch)
    assert other.put(ONE, Answer(value="managed")).on_disk
    saved = one.put(TWO, Answer(value="none"))
    assert saved.notices[0].startswith("Taken over")
    file = load_file(one.path)
    assert file.answers[ONE].value == "managed"
    assert file.answers[ONE].at > file.created
    assert file.updated > file.answers[ONE].at
    note(record_property, "clock", 2, 0, "")


def test_times_grow_whatever_was_there_before() -> None:
    now = datetime.now(UTC).isoformat()
    assert later_than() >= now[:19]
    assert later_than("2999-01-01T00:00:00.000+00:00") == "2999-01-01T00:00:00.001+00:00"
    assert later_than("2999-01-01T02:00:00+02:00", now) == "2999-01-01T00:00:00.001+00:00"
    for nothing in ("", "yesterday", "2999-01-01", "9999-12-31T23:59:59.9999+00:00"):
        assert now[:19] <= later_than(nothing) < "2999"
