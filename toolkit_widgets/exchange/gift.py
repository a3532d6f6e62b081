r"""GIFT: a question bank as plain text, for Moodle and for other platforms that read it.

The rules are those of https://docs.moodle.org/en/GIFT_format: ``~ = # { } :`` stand for themselves
only after a backslash, a new line inside a text is ``\n``, and an empty line ends a question. Ids
and tags stand in a comment (``[id:…] [tag:…]``), which Moodle reads and other programs skip.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..content.characters import printable
from .lms import (
    Bank,
    Body,
    Essay,
    Information,
    Numbers,
    Order,
    Pairs,
    Pick,
    Question,
    Words,
    percent,
)
from .moodle import ANYTHING, category, decimal

_SPECIAL = "~=#{}:"


def to_gift(banks: Iterable[Bank]) -> bytes:
    """The file. Every bank becomes a category. An :class:`Order` must be put as pairs before."""
    parts: list[str] = []
    for bank in banks:
        parts.append(f"$CATEGORY: {' '.join(printable(category(bank)).split())}")
        parts += [_question(question) for question in bank.questions]
    return ("\n\n".join(parts) + "\n").encode()


def html(text: str) -> str:
    """HTML as one line of GIFT. Some programs misread an escaped brace or backslash, so these
    three are entities.
    """
    words = printable(text)
    for sign in "\\{}":
        words = words.replace(sign, f"&#{ord(sign)};")
    return f"[html]{_escaped(words)}" if words else ""


def plain(text: str) -> str:
    """Plain text as one line of GIFT. Two ampersands would be read as Moodle's own marks."""
    return _escaped(printable(text).replace("\\", "\\\\").replace("&&", "& &"))


def _escaped(text: str) -> str:
    for sign in _SPECIAL:
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _question(question: Question) -> str:
    comment = " ".join([f"[id:{question.id}]", *(f"[tag:{tag}]" for tag in question.tags)])
    head = f"// {comment}\n::{plain(question.id)}::{html(question.text)}"
    if isinstance(question.body, Information):
        return head
    lines = list(_lines(question.body))
    if question.feedback:
        lines.append(f"####{html(question.feedback)}")
    sign = "#" if isinstance(question.body, Numbers) else ""
    return head + "{" + sign + "".join(f"\n\t{line}" for line in lines) + ("\n}" if lines else "}")


def _lines(body: Body) -> Iterable[str]:
    if isinstance(body, Pick):
        first = next((a for a in body.answers if a.share == 1), None) if body.single else None
        for answer in body.answers:
            # one "=" tells that one option is to be chosen; other full shares need a number
            sign = "=" if answer is first else f"~%{percent(answer.share)}%"
            yield f"{sign}{html(answer.text)}#{html(answer.feedback)}"
    elif isinstance(body, Pairs):
        for row, target in body.rows:
            yield f"={html(row)} -> {plain(target)}"
        for spare in body.spare:
            yield f"= -> {plain(spare)}"
    elif isinstance(body, Numbers):
        for span in body.spans:
            value = f"{decimal(span.low)}..{decimal(span.high)}"
            yield f"=%{percent(span.share)}%{value}#{html(span.feedback)}"
        if body.rest:
            yield f"~#{html(body.rest.feedback)}"
    elif isinstance(body, Words):
        yield f"=%{percent(Fraction(1))}%{ANYTHING}#"
    elif isinstance(body, Order):
        raise TypeError("GIFT has no question for an order")
    else:
        assert isinstance(body, Essay)
