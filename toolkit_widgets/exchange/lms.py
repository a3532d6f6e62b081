"""What a question is on a learning platform: the shape that Moodle XML and GIFT share.

Texts are safe HTML, unless a field says plain. Marks are shares of a question's mark: 1 is all of
it, 0 nothing; below 0 takes away what another answer brought.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_SIZES = [
    (1, 1), (9, 10), (5, 6), (4, 5), (3, 4), (7, 10), (2, 3), (3, 5), (1, 2), (2, 5), (1, 3),
    (3, 10), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (1, 10), (1, 20),
]  # fmt: skip
SHARES = sorted({Fraction(sign * p, q) for p, q in _SIZES for sign in (-1, 1)} | {Fraction(0)})
"""The only shares that Moodle accepts for an answer; a file with any other is refused whole."""
MOST_RIGHT = 20
"""Right options of one question that the accepted shares can add up to one with."""


@dataclass(frozen=True)
class Answer:
    """An option. ``feedback`` is said to whoever chose it."""

    text: str
    share: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class Pick:
    """Options to choose from: one of them, or several whose shares add up."""

    single: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Pairs:
    """Rows that each get one of the targets. Targets are plain text; ``spare`` ones fit no row."""

    rows: tuple[tuple[str, str], ...]
    spare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """Entries in their right order. All in place gets the mark, anything else nothing."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """Numbers from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal
    share: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class Numbers:
    """A number is asked for. The first span that holds it counts; ``rest`` is for all others."""

    spans: tuple[Span, ...]
    rest: Answer | None = None


@dataclass(frozen=True)
class Words:
    """One line of words. Whatever is written counts as answered."""


@dataclass(frozen=True)
class Essay:
    """Several lines of words, which a person reads."""


@dataclass(frozen=True)
class Information:
    """Words without a question."""


Body = Pick | Pairs | Order | Numbers | Words | Essay | Information


@dataclass(frozen=True)
class Question:
    """One question. ``id`` and ``tags`` are plain; ``feedback`` is shown whatever was answered."""

    id: str
    text: str
    body: Body
    marks: Fraction
    feedback: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bank:
    """The questions of one quiz. ``path`` names the folder (plain); ``about`` says what it is."""

    path: tuple[str, ...]
    about: str
    questions: tuple[Question, ...]


def percent(share: Fraction) -> str:
    """The accepted share that is nearest, in per cent with the digits that Moodle compares."""
    nearest = min(SHARES, key=lambda accepted: abs(accepted - share))
    return f"{float(nearest * 100):.5f}".rstrip("0").rstrip(".")


def equal_shares(count: int) -> list[Fraction]:
    """Accepted shares for ``count`` right options, as equal as can be, that add up to one.

    Raises ValueError for more than 20: no accepted share is small enough.
    """
    if count > MOST_RIGHT:
        raise ValueError(f"Moodle cannot divide one mark by {count} right options; at most 20.")
    if count <= 10:
        return [Fraction(1, count)] * count
    tenths = MOST_RIGHT - count
    return [Fraction(1, 10)] * tenths + [Fraction(1, 20)] * (count - tenths)
