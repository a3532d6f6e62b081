"""Read a class: every file once, quickly, and nothing in it trusted.

The fast path reads JSON with pydantic's parser and takes out nothing but codes of known options,
so no text of a file gets any further. Of a key that is given twice the last counts. A full model is
built only for files of an earlier version that declared steps carry over.
"""

from __future__ import annotations

import gc
import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import from_json

from ..models import FORMAT, Answer, AnswerFile, ContentStamp, Questionnaire
from ..store import fit
from ..store.migrate import chain
from ..store.strict_json import JsonError, loads
from .contents import (
    DONT_KNOW,
    GIVEN,
    HIDDEN,
    NOT_APPLICABLE,
    NOTHING,
    WRITTEN,
    Column,
    Contents,
    Known,
)
from .handed import Handed, Skipped, clean, left_out, listing, opened

if TYPE_CHECKING:
    import numpy as np

MOST_ANSWERS = 20_000
TRACK, ROLE = "choose-track", "track.role"
"""Lesson 00 asks there where somebody stands."""
STEP = 200
"""Files between two reports of progress."""
_ABSENT = {"first": "", "value": ""}
_STATES = {"dont_know": DONT_KNOW, "not_applicable": NOT_APPLICABLE, "draft": NOTHING}


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


@dataclass
class _One:
    """A file that can count."""

    name: str
    updated: str
    revision: int
    role: str
    row: array[int]
    values: dict[int, Any]
    committed: frozenset[str]
    texts: list[tuple[str, str]]


class _Refused(ValueError):
    """Why a file is left out."""


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
    room = Room(clean(folder.name), skipped=skipped)
    best: dict[tuple[str, str], _One] = {}
    reader = _Reader(contents, with_text)
    with _no_collection():
        for number, (learner, entry) in enumerate(entries, 1):
            for part in opened(folder, learner, entry):
                if isinstance(part, Skipped):
                    room.skipped.append(part)
                    continue
                try:
                    whose, known, one = reader.read(part)
                except _Refused as error:
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


def _take(
    room: Room, best: dict[tuple[str, str], _One], whose: str, known: Known, one: _One
) -> None:
    before = best.get((whose, known.key))
    if before is None:
        best[whose, known.key] = one
        return
    older, newer = sorted((before, one), key=lambda o: (o.updated, o.revision, o.name))
    best[whose, known.key] = newer
    last = clean(newer.name)
    why = f"{whose} handed in '{known.stamp.id}' more than once; {last} was updated last"
    room.skipped.append(left_out(older.name, why))


def _fill(room: Room, best: Mapping[tuple[str, str], _One], contents: Contents) -> None:
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
    room.sheets = dict(sorted(room.sheets.items()))


class _Reader:
    """Takes the codes out of files, one after another."""

    def __init__(self, contents: Contents, with_text: bool) -> None:
        self._contents = contents
        self._with_text = with_text
        self._hidden: dict[tuple[str, str], tuple[int, ...]] = {}
        self._no_option = 0
        self._no_item = 0

    def said(self) -> str:
        """What did not fit inside files that count, in a sentence, or ""."""
        parts = []
        if self._no_option:
            parts.append(f"{self._no_option:,} answers name no option of their question")
        if self._no_item:
            parts.append(f"{self._no_item:,} answers belong to no question of this edition")
        return f"{' and '.join(parts)}; they count as not answered." if parts else ""

    def read(self, part: Handed) -> tuple[str, Known, _One]:
        """The learner, the content and what counts of a file. Raises :class:`_Refused`."""
        data = _parsed(part.data)
        if data.get("format") != FORMAT:
            family = FORMAT.split("/")[0] + "/"
            found = data.get("format")
            if isinstance(found, str) and found.startswith(family):
                raise _Refused(f"saved by another edition: '{clean(found)}', not '{FORMAT}'")
            raise _Refused("not a file of answers of this course")
        content, answers = data.get("content"), data.get("answers", {})
        if not isinstance(content, dict) or not isinstance(answers, dict):
            raise _Refused("damaged: it does not say what it answers")
        if len(answers) > MOST_ANSWERS:
            raise _Refused(f"{len(answers):,} answers; at most {MOST_ANSWERS:,}")
        kind, name = content.get("kind"), content.get("id")
        if not isinstance(kind, str) or not isinstance(name, str):
            raise _Refused("damaged: it does not say what it answers")
        known = self._contents.find(kind, name)
        if known is None:
            raise _Refused(f"this edition has no {clean(kind, 20)} '{clean(name)}'")
        answers = self._fitting(known, content, data, answers)
        person = data.get("respondent")
        person = person if isinstance(person, dict) else {}
        own = _word(person.get("pseudonym"))
        stem = "" if part.stem == name else part.stem
        whose = part.learner or own or stem
        if not whose:
            raise _Refused("nothing says whose it is: put it into a folder with the pseudonym")
        row, values = self._row(known, answers, part.data)
        updated, revision = data.get("updated"), data.get("revision")
        handed = data.get("committed")
        one = _One(
            part.name,
            updated[:40] if isinstance(updated, str) else "",
            revision if type(revision) is int else 0,
            _word(person.get("role")),
            row,
            values,
            frozenset(map(str, handed)) if isinstance(handed, dict) else frozenset(),
            list(_texts(known, answers)) if self._with_text else [],
        )
        return whose, known, one

    def _fitting(
        self, known: Known, content: Mapping[str, Any], data: Any, answers: dict[str, Any]
    ) -> dict[str, Any]:
        """The answers as answers to this edition. Raises :class:`_Refused`."""
        here = known.stamp
        sha, scoring = content.get("sha256"), content.get("scoring_sha256")
        if sha == here.sha256 or (scoring and scoring == here.scoring_sha256):
            return answers
        version = content.get("version")
        form = known.content
        if isinstance(form, Questionnaire) and isinstance(version, str):
            if chain(form.migrations, version, here.version):
                return _carried(data, form, here)
        if version == here.version:
            raise _Refused(f"answers another text of '{here.id}' {here.version}: the hashes differ")
        raise _Refused(
            f"answers version {clean(str(version), 20)} of '{here.id}'; this edition has "
            f"{here.version}"
        )

    def _row(
        self, known: Known, answers: dict[str, Any], data: bytes
    ) -> tuple[array[int], dict[int, Any]]:
        values: dict[int, Any] = {}
        row = _plain_row(known, answers, data)
        if row is None:
            row = []
            for place, column in enumerate(known.columns):
                row.append(self._code(column, place, answers.get(column.item.id), values))
        if len(answers) > len(row) or not answers.keys() <= known.places.keys():
            self._no_item += len(answers.keys() - known.places.keys())
        if known.asked:
            picked = {key: answers[key] for key in known.asked if key in answers}
            for place in self._hides(known, picked):
                row[place] = HIDDEN
        return array("h", row), values

    def _code(self, column: Column, place: int, answer: Any, values: dict[int, Any]) -> int:
        """The code of any answer; one to a marked item with another kind of answer is kept."""
        if answer is None:
            return NOTHING
        if answer.__class__ is not dict:
            raise _Refused(f"damaged at 'answers.{column.item.id}'")
        state = answer.get("state", "answered")
        if state != "answered":
            if state.__class__ is not str or state not in _STATES:
                raise _Refused(f"damaged at 'answers.{column.item.id}.state'")
            return _STATES[state]
        value = answer.get("first")  # what was chosen before the feedback: the honest one
        if value is None and not (column.checked_only and not answer.get("checked")):
            value = answer.get("value")
        if value in (None, "", [], {}):
            return GIVEN if answer.get("withheld") is True else NOTHING
        if column.whole is not None:
            return column.whole(value)
        if column.codes:
            code = column.codes.get(value) if value.__class__ is str else None
            self._no_option += code is None
            return code or NOTHING
        if column.marked:
            values[place] = value
        return GIVEN

    def _hides(self, known: Known, picked: dict[str, Any]) -> tuple[int, ...]:
        """Which columns these answers hide; few answers decide it, so it is looked up once."""
        key = (known.key, repr(picked))
        if key not in self._hidden:
            try:
                answers = {k: Answer.model_validate(a) for k, a in picked.items()}
            except ValidationError as error:
                raise _Refused(f"damaged at 'answers.{next(iter(picked))}'") from error
            found = known.hidden(answers)
            if len(self._hidden) > 10_000 or len(key[1]) > 20_000:
                return found
            self._hidden[key] = found
        return self._hidden[key]


def _parsed(data: bytes) -> dict[str, Any]:
    """The file as plain data. Raises :class:`_Refused` with what is wrong."""
    try:
        found = from_json(data, allow_inf_nan=False)
    except (ValueError, RecursionError) as error:
        try:
            loads(data)  # says what is wrong in the words used everywhere else
        except JsonError as said:
            raise _Refused(f"damaged: {clean(str(said), 120)}") from error
        raise _Refused(f"damaged: {clean(str(error), 120)}") from error
    if not isinstance(found, dict):
        raise _Refused("not a file of answers of this course")
    return found


def _plain_row(known: Known, answers: dict[str, Any], data: bytes) -> list[int] | None:
    """The codes where each answer is one option and nothing else; None where one is not.

    Most files of a large class are like that. 1.5 million answers are read here in half the time.
    """
    if b'"state"' in data:
        return None
    value = "first" if b'"first"' in data else "value"
    try:
        found = map(answers.get, known.places, repeat(_ABSENT))
        return [codes[a[value]] for codes, a in zip(known.coded, found, strict=True)]
    except (KeyError, TypeError):  # no such option, no option at all, or no answer as we write it
        return None


def _carried(data: Any, form: Questionnaire, here: ContentStamp) -> dict[str, Any]:
    """The answers of an earlier version, by declared steps."""
    try:
        file = AnswerFile.model_validate(data)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise _Refused(f"damaged at '{clean(place)}'") from error
    fit(file, form, here)
    answers: dict[str, Any] = file.dump()["answers"]
    return answers


def _texts(known: Known, answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What somebody wrote: comments, reasons, and answers in words."""
    for column in known.columns:
        answer = answers.get(column.item.id)
        if not isinstance(answer, dict):
            continue
        said = [answer.get("comment"), answer.get("reason")]
        if isinstance(column.item, WRITTEN):
            value = answer.get("value")
            said.insert(0, value if isinstance(value, str) else json.dumps(value) if value else "")
        for text in said:
            if isinstance(text, str) and text.strip():
                yield column.item.id, clean(text, 2_000)


def _word(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""
