"""A file that a newer edition saved is left alone, whenever it appears, and that is said."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store
from toolkit_widgets.views.lesson import Lesson

from .faults import Record, note
from .killing import FORM, ITEMS

ONE, TWO = ITEMS[:2]


def from_the_next_edition(path: Path) -> bytes:
    """The file as a later format would have it."""
    data = json.loads(path.read_bytes()) | {"format": "toolkit-answers/2", "more": [1]}
    path.write_text(json.dumps(data), "utf-8")
    return path.read_bytes()


def test_a_newer_file_is_left_alone_at_opening(tmp_path: Path, record_property: Record) -> None:
    path = Store(FORM, tmp_path).path
    Store(FORM, tmp_path).put(ONE, Answer(value="started"))
    before = from_the_next_edition(path)
    store = Store(FORM, tmp_path)
    assert not store.put(TWO, Answer(value="none")).on_disk
    assert path.read_bytes() == before
    assert store.trouble is not None
    assert json.loads(store.dump())["answers"][TWO]["value"] == "none"  # the download
    note(record_property, "next-version", 1, 0, f"In memory only. {store.trouble}.")


def test_a_newer_file_that_appears_meanwhile_is_left_alone(
    tmp_path: Path, record_property: Record
) -> None:
    store = Store(FORM, tmp_path)
    store.put(ONE, Answer(value="started"))
    before = from_the_next_edition(store.path)
    assert not store.put(TWO, Answer(value="none")).on_disk
    assert store.path.read_bytes() == before
    assert not list(tmp_path.glob("*.kept"))
    assert store.answers.keys() == {ONE, TWO}
    assert store.trouble is not None
    assert "left as it is" in store.trouble
    note(record_property, "next-version", 1, 0, "")


def test_everything_to_take_along_has_both(tmp_path: Path) -> None:
    lesson = Lesson("14", library(), tmp_path)
    activity = lesson.quiz("my-plan").activity
    item = next(iter(activity.items))
    activity.change({item: {"value": "a first word"}})
    before = from_the_next_edition(activity.store.path)
    activity.change({item: {"value": "a second word"}})
    _name, _media, data = lesson._all_answers()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = activity.store.path.stem
    assert files[f"{name}.json"] == before
    assert b"a second word" in files[f"{name}-not-saved.json"]
