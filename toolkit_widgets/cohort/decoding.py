"""From the bytes of one file to codes: quickly, and nothing in it trusted.

The fast path reads JSON with pydantic's parser and takes out nothing but codes of known options,
so no text of a file gets any further. Of a key that is given twice the last counts. A full model is
built only for files of an earlier version that declared steps carry over.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from ..models import FORMAT, Answer, AnswerFile, ContentStamp, Questionnaire
from ..store.migrate import chain, fit
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
from .handed import Handed, clean

MOST_ANSWERS = 20_000
_ABSENT = {"first": "", "value": ""}
_STATES = {"dont_know": DONT_KNOW, "not_applicable": NOT_APPLICABLE, "draft": NOTHING}


@dataclass
class One:
    """A file that can count."""

    name: str
    updated: str
    revision: int
    role: str
    row: array[int]
    values: dict[int, Any]
    committed: frozenset[str]
    texts: list[tuple[str, str]]


class Refused(ValueError):
    """Why a file is left out."""


class Reader:
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

    def read(self, part: Handed) -> tuple[str, Known, One]:
        """The learner, the content and what counts of a file. Raises :class:`Refused`."""
        data = _parsed(part.data)
        if data.get("format") != FORMAT:
            family = FORMAT.split("/")[0] + "/"
            found = data.get("format")
            if isinstance(found, str) and found.startswith(family):
                raise Refused(f"saved by another edition: '{clean(found)}', not '{FORMAT}'")
            raise Refused("not a file of answers of this course")
        content, answers = data.get("content"), data.get("answers", {})
        if not isinstance(content, dict) or not isinstance(answers, dict):
            raise Refused("damaged: it does not say what it answers")
        if len(answers) > MOST_ANSWERS:
            raise Refused(f"{len(answers):,} answers; at most {MOST_ANSWERS:,}")
        kind, name = content.get("kind"), content.get("id")
        if not isinstance(kind, str) or not isinstance(name, str):
            raise Refused("damaged: it does not say what it answers")
        known = self._contents.find(kind, name)
        if known is None:
            raise Refused(f"this edition has no {clean(kind, 20)} '{clean(name)}'")
        answers = self._fitting(known, content, data, answers)
        person = data.get("respondent")
        person = person if isinstance(person, dict) else {}
        own = _word(person.get("pseudonym"))
        stem = "" if part.stem == name else part.stem
        whose = part.learner or own or stem
        if not whose:
            raise Refused("nothing says whose it is: put it into a folder with the pseudonym")
        row, values = self._row(known, answers, part.data)
        updated, revision = data.get("updated"), data.get("revision")
        handed = data.get("committed")
        one = One(
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
        """The answers as answers to this edition. Raises :class:`Refused`."""
        here = known.stamp
        sha, scoring = content.get("sha256"), content.get("scoring_sha256")
        if sha == here.sha256 or (scoring and scoring == here.scoring_sha256):
            return answers
        version = content.get("version")
        form = known.content
        declared = isinstance(form, Questionnaire) and isinstance(version, str)
        if declared and chain(form.migrations, version, here.version):
            return _carried(data, form, here)
        if version == here.version:
            raise Refused(f"answers another text of '{here.id}' {here.version}: the hashes differ")
        raise Refused(
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
            raise Refused(f"damaged at 'answers.{column.item.id}'")
        state = answer.get("state", "answered")
        if state != "answered":
            if state.__class__ is not str or state not in _STATES:
                raise Refused(f"damaged at 'answers.{column.item.id}.state'")
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
                raise Refused(f"damaged at 'answers.{next(iter(picked))}'") from error
            found = known.hidden(answers)
            if len(self._hidden) > 10_000 or len(key[1]) > 20_000:
                return found
            self._hidden[key] = found
        return self._hidden[key]


def _parsed(data: bytes) -> dict[str, Any]:
    """The file as plain data. Raises :class:`Refused` with what is wrong."""
    try:
        found = from_json(data, allow_inf_nan=False)
    except (ValueError, RecursionError):
        try:
            # it knows half of an emoji as some keyboards leave it; else it says what is wrong
            found = loads(data)
        except JsonError as error:
            raise Refused(f"damaged: {clean(str(error), 120)}") from error
    if not isinstance(found, dict):
        raise Refused("not a file of answers of this course")
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
        raise Refused(f"damaged at '{clean(place)}'") from error
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
            if isinstance(text, str) and (words := clean(text, 2_000)):
                yield column.item.id, words


def _word(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""
