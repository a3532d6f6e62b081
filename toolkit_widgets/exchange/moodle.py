"""Moodle XML: a question bank as Moodle imports it (*Question bank, Import, Moodle XML format*).

The rules are those that Moodle's own importer follows: https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..content.characters import printable
from .lms import (
    Answer,
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

_KINDS: dict[type[Body], str] = {
    Pick: "multichoice",
    Pairs: "matching",
    Order: "ordering",
    Numbers: "numerical",
    Words: "shortanswer",
    Essay: "essay",
    Information: "description",
}
ANYTHING = "*"
"""As the text of an answer: whatever was typed."""


def to_moodle(banks: Iterable[Bank]) -> bytes:
    """The file. Every bank becomes a category below the top of the course."""
    root = Element("quiz")
    for bank in banks:
        _category(root, bank)
        for question in bank.questions:
            _question(root, question)
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def category(bank: Bank) -> str:
    """The path of a bank; a slash inside a name is doubled."""
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in bank.path)])


def _category(root: Element, bank: Bank) -> None:
    found = SubElement(root, "question", type="category")
    _plain(SubElement(found, "category"), category(bank))
    _html(found, "info", bank.about)


def _question(root: Element, question: Question) -> None:
    found = SubElement(root, "question", type=_KINDS[type(question.body)])
    _plain(SubElement(found, "name"), question.id)
    _html(found, "questiontext", question.text)
    _html(found, "generalfeedback", question.feedback)
    _leaf(found, "defaultgrade", f"{float(question.marks):.7f}")
    _leaf(found, "penalty", "0")  # trying again costs nothing in this course
    _leaf(found, "hidden", "0")
    _leaf(found, "idnumber", question.id)
    _body(found, question.body)
    tags = SubElement(found, "tags")
    for tag in question.tags:
        _plain(SubElement(tags, "tag"), tag)


def _body(found: Element, body: Body) -> None:
    if isinstance(body, Pick):
        _leaf(found, "single", "true" if body.single else "false")
        _leaf(found, "shuffleanswers", "false")
        _leaf(found, "answernumbering", "none")
        _leaf(found, "showstandardinstruction", "1")
        for answer in body.answers:
            _answer(found, percent(answer.share), answer)
    elif isinstance(body, Pairs):
        _leaf(found, "shuffleanswers", "true")
        for row, target in [*body.rows, *(("", spare) for spare in body.spare)]:
            _plain(SubElement(_html(found, "subquestion", row), "answer"), target)
    elif isinstance(body, Order):
        _leaf(found, "layouttype", "VERTICAL")
        _leaf(found, "selecttype", "ALL")
        _leaf(found, "selectcount", "0")
        _leaf(found, "gradingtype", "ALL_OR_NOTHING")
        _leaf(found, "showgrading", "SHOW")
        for place, entry in enumerate(body.entries, 1):
            _answer(found, str(place), Answer(entry, Fraction(1)))
    elif isinstance(body, Numbers):
        for span in body.spans:
            middle, away = (span.low + span.high) / 2, (span.high - span.low) / 2
            _typed(found, decimal(middle), Answer("", span.share, span.feedback), away)
        if body.rest:
            _typed(found, ANYTHING, body.rest, Decimal(0))
    elif isinstance(body, Words):
        _leaf(found, "usecase", "0")
        _typed(found, ANYTHING, Answer("", Fraction(1)))
    elif isinstance(body, Essay):
        _leaf(found, "responseformat", "plain")
        _leaf(found, "responserequired", "0")
        _leaf(found, "responsefieldlines", "15")
        _leaf(found, "attachments", "0")


def decimal(number: Decimal) -> str:
    """Digits and a full stop, never an exponent: ``0.5``, ``83``, ``-500000000``."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _answer(found: Element, fraction: str, answer: Answer) -> None:
    made = _html(found, "answer", answer.text)
    made.set("fraction", fraction)
    _html(made, "feedback", answer.feedback)


def _typed(found: Element, text: str, answer: Answer, tolerance: Decimal | None = None) -> None:
    """An answer that is typed, so plain text."""
    made = SubElement(found, "answer", fraction=percent(answer.share), format="moodle_auto_format")
    _plain(made, text)
    _html(made, "feedback", answer.feedback)
    if tolerance is not None:
        _leaf(made, "tolerance", decimal(tolerance))


def _html(parent: Element, name: str, html: str) -> Element:
    made = SubElement(parent, name, format="html")
    _plain(made, html)
    return made


def _plain(parent: Element, text: str) -> None:
    _leaf(parent, "text", text)


def _leaf(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
