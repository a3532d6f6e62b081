"""Read a class: every file once, and what each learner handed in, as one sheet a content."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .contents import Contents, Known
from .decoding import One, Reader, Refused
from .handed import Skipped, clean, left_out, listing, opened

if TYPE_CHECKING:
    import numpy as np

TRACK, ROLE = "choose-track", "track.role"
"""Lesson 00 asks there where somebody stands."""
STEP = 200
"""Files between two reports of progress."""


@dataclass
class Sheet:
    """The answers of everybody to one content. Row *n* belongs to ``learners[n]``."""

    known: Known
    learners: list[str] = field(default_factory=list)
    rows: list[array[int]] = field(default_factory=list)
    values: list[dict[int, Any]] = field(default_factory=list)
    """Answers to marked items that are no single option, by column: lists, mappings, numbers."""
    committed: list[frozenset[str]] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)

    @cached_property
    def codes(self) -> np.ndarray:
        """One row a learner, one column an item; see :mod:`.contents` for what the codes mean."""
        import numpy as np

        whole = np.frombuffer(b"".join(row.tobytes() for row in self.rows), dtype=np.int16)
        return whole.reshape(len(self.rows), len(self.known.columns))


@dataclass
class Room:
    """A class as it was handed in."""

    folder: str
    learners: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    files: int = 0
    """Files of answers that count."""
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Content, item, learner, what was written; filled only where it was asked for."""


Progress = Callable[[int, int], None]


def read_class(
    folder: Path,
    contents: Contents,
    *,
    with_text: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Room:
    """Everything that was handed in below ``folder``.

    ``progress`` gets the number of files read and of all. Of two files of one learner on the same
    content the one that was updated last counts, and the other is listed. Raises OSError where the
    folder cannot be opened; whatever is wrong inside it is listed in ``skipped``.
    """
    entries, skipped = listing(folder)
    room = Room(clean(folder.resolve().name), skipped=skipped)
    best: dict[tuple[str, str], One] = {}
    reader = Reader(contents, with_text)
    with _no_collection():
        for number, (learner, entry) in enumerate(entries, 1):
            for part in opened(folder, learner, entry):
                if isinstance(part, Skipped):
                    room.skipped.append(part)
                    continue
                try:
                    whose, known, one = reader.read(part)
                except Refused as error:
                    room.skipped.append(left_out(part.name, str(error)))
                    continue
                _take(room, best, whose, known, one)
            if number % STEP == 0 or number == len(entries):
                progress(number, len(entries))
    _fill(room, best, contents)
    room.notes += [note for note in (reader.said(),) if note]
    return room


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for circular garbage meanwhile: parsed JSON has none, and there is much of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take(room: Room, best: dict[tuple[str, str], One], whose: str, known: Known, one: One) -> None:
    before = best.get((whose, known.key))
    if before is None:
        best[whose, known.key] = one
        return
    older, newer = sorted((before, one), key=lambda o: (o.updated, o.revision, o.name))
    best[whose, known.key] = newer
    last = clean(newer.name)
    why = f"{whose} handed in '{known.stamp.id}' more than once; {last} was updated last"
    room.skipped.append(left_out(older.name, why))


def _fill(room: Room, best: Mapping[tuple[str, str], One], contents: Contents) -> None:
    """From files to sheets, in the order of pseudonyms."""
    room.learners = sorted({whose for whose, _ in best})
    room.files = len(best)
    for (whose, key), one in sorted(best.items(), key=lambda pair: pair[0]):
        kind, _, name = key.partition("/")
        known = contents.find(kind, name)
        assert known is not None
        sheet = room.sheets.setdefault(key, Sheet(known))
        sheet.learners.append(whose)
        sheet.rows.append(one.row)
        sheet.values.append(one.values)
        sheet.committed.append(one.committed)
        sheet.updated.append(one.updated)
        room.texts += [(key, item, whose, text) for item, text in one.texts]
        if one.role:
            room.roles.setdefault(whose, one.role)
    track = room.sheets.get(f"questionnaire/{TRACK}")
    if track is not None:  # a closed question: it wins over words that somebody typed
        places = [n for n, c in enumerate(track.known.columns) if c.item.id == ROLE]
        for place in places:
            labels = track.known.columns[place].labels
            for whose, row in zip(track.learners, track.rows, strict=True):
                if row[place] > 0:
                    room.roles[whose] = labels[row[place] - 1]
    lessons_first = sorted(
        room.sheets.items(), key=lambda pair: (not pair[0].startswith("quizzes/"), pair[0])
    )
    room.sheets = dict(lessons_first)
