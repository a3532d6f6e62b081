"""An answer in words, as it can stand in a sentence of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import (
    STAGES,
    Choice,
    Choices,
    Computed,
    Date,
    Evidence,
    Gate,
    Item,
    Number,
    Questionnaire,
    Rank,
    Repeat,
    RiskRow,
    Scale,
    ScaleDef,
    YesNo,
)
from .computed import computed_words
from .gate_value import DECISION_WORDS, GATE_WORDS
from .matrix import band_words
from .records import EVIDENCE_WORDS, RISK_WORDS
from .risk_line import judgements
from .visibility import Answers

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not from the calendar module, which speaks the machine's language."""


@dataclass(frozen=True)
class Said:
    """What an item says. ``pieces``: the paragraphs of a text, or one for each record of a list.

    ``typed`` is False where the words are the questionnaire's own, which may hold Markdown.
    """

    pieces: tuple[str, ...]
    typed: bool = True
    records: bool = False
    """True where the pieces are records of a list, not paragraphs of a text."""


def joined(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def day(text: str) -> str:
    """``3 March 2026`` for ``2026-03-03``; what is not a date is given back as it is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def parts_of(item: Item) -> tuple[str, ...]:
    """The parts of an answer that a document can name: ``{item.part}``.

    ``{item.number}`` is a number without its unit.
    """
    if isinstance(item, Evidence):
        return tuple(EVIDENCE_WORDS)
    if isinstance(item, Gate):
        return tuple(GATE_WORDS)
    if isinstance(item, RiskRow):
        return (*RISK_WORDS, *STAGES)
    if isinstance(item, Repeat):
        return tuple(part.id for part in item.parts)
    return ("number",) if isinstance(item, Number) else ()


def find(items: Mapping[str, Item], name: str) -> tuple[Item, str] | None:
    """The item and the part that a placeholder names; None where there is no such thing.

    An id may hold points itself, so a whole id wins over an item with a part.
    """
    if name in items:
        return items[name], ""
    for place in [i for i, sign in enumerate(name) if sign == "."]:
        item, part = items.get(name[:place]), name[place + 1 :]
        if item is not None and part in parts_of(item):
            return item, part
    return None


def said(form: Questionnaire, item: Item, part: str, answers: Answers) -> Said | None:
    """The answer to ``item``, or to a part of it, in words; None where it says nothing.

    ``answers``: only those that count, of questions that are shown.
    """
    if isinstance(item, Computed):
        words = computed_words(form, item, answers)
        return None if words.startswith("Nothing") else Said((words,), typed=False)
    answer = answers.get(item.id)
    value = answer.value if answer is not None else None
    if value in (None, "", [], {}):
        return None
    if isinstance(item, Repeat):
        return _records(item, value, part, form.scales)
    if isinstance(value, Mapping):
        text = _part(form, item, part, value) if part else _whole(form, item, value)
        return _text(text)
    return _simple(item, value, form.scales, unit=part != "number")


def _text(words: str) -> Said | None:
    """A typed text; each line with something in it is a piece."""
    pieces = tuple(line.strip() for line in words.splitlines() if line.strip())
    return Said(pieces) if pieces else None


def _simple(
    item: Item, value: Any, scales: Mapping[str, ScaleDef], *, unit: bool = True
) -> Said | None:
    if isinstance(item, YesNo):
        words = {"yes": "yes", "no": "no"}.get(str(value))
        return Said((words,), typed=False) if words else None
    if isinstance(item, Scale | Choice | Choices | Rank):
        labels = _labels(item, scales)
        given = value if isinstance(value, list) else [value]
        found = [labels[str(one)] for one in given if str(one) in labels]
        return Said((joined(found),), typed=False) if found else None
    if isinstance(item, Number) and isinstance(value, int | float):
        return Said((f"{value:,} {item.unit if unit and item.unit else ''}".strip(),), typed=False)
    return _text(day(str(value)) if isinstance(item, Date) else str(value))


def _labels(
    item: Scale | Choice | Choices | Rank, scales: Mapping[str, ScaleDef]
) -> dict[str, str]:
    if isinstance(item, Scale):
        return {step.id: step.label for step in scales[item.scale].steps}
    return {option.id: option.text for option in item.options}


def _records(item: Repeat, value: object, part: str, scales: Mapping[str, ScaleDef]) -> Said | None:
    """A piece for each record, its parts joined by commas; or one part of every record."""
    pieces = []
    for record in value if isinstance(value, list) else []:
        words = list(_of_record(item, record, part, scales))
        if words:
            pieces.append(", ".join(words))
    if not pieces:
        return None
    return Said((joined(pieces),)) if part else Said(tuple(pieces), records=True)


def _of_record(
    item: Repeat, record: object, part: str, scales: Mapping[str, ScaleDef]
) -> Iterator[str]:
    given = record if isinstance(record, Mapping) else {}
    for one in item.parts:
        if part in ("", one.id) and given.get(one.id) not in (None, "", []):
            found = _simple(one, given[one.id], scales)
            if found is not None:
                yield " ".join(found.pieces)


def _part(form: Questionnaire, item: Item, part: str, value: Mapping[str, Any]) -> str:
    given = value.get(part)
    if isinstance(item, RiskRow) and part in STAGES:
        matrix = form.matrices[item.matrix]
        found = judgements(form.scales, matrix, item, dict(value))[part]
        return band_words(matrix, found.low, found.high) if found is not None else ""
    if given in (None, "", [], {}):
        return ""
    if part == "decision":
        return DECISION_WORDS.get(str(given), str(given)).lower()
    return day(str(given))


def _whole(form: Questionnaire, item: Item, value: Mapping[str, Any]) -> str:
    """A named record with its place and date; a decision with who and when; what a risk is."""

    def part(name: str) -> str:
        return _part(form, item, name, value)

    if isinstance(item, Evidence):
        title, beside = part("title"), [part(name) for name in ("where", "date", "owner")]
        beside = [words for words in beside if words]
        return f"{title} ({', '.join(beside)})" if title and beside else title
    if isinstance(item, Gate):
        who, when = part("decided_by"), part("decided_on")
        said_ = part("decision")
        if said_:
            said_ += (f", by {who}" if who else "") + (f" on {when}" if when else "")
        return said_
    return part("what")
