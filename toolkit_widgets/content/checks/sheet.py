"""Facilitator sheets: headings in order, three tables whose minutes add up, items that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lesson_source import Page
from ..problems import Problem, nearest
from .claims import check_claims
from .lesson_prose import check_markup
from .pages import (
    check_clock,
    check_empty,
    check_faults,
    check_headings,
    check_lesson,
    check_levels,
    fault,
    section,
)
from .whole import Whole

WRONG = "Likely wrong answers, and why sensible people give them"
HEADINGS = (
    "In one minute", "Before the room", "60 minutes", "Half a day", "Online",
    "Discussion points", WRONG, "Sensitive moments", "Print and prepare",
)  # fmt: skip
MINUTES = {"60 minutes": 60, "Half a day": 210, "Online": 90}
HEAD = ("Clock", "Minutes", "What happens", "You say or do")
POINTS = (5, 7)
_CODE = re.compile(r"`([^`\n]+)`")
_ITEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
_FILE = re.compile(r".*\.(md|ya?ml|html?|docx?|xlsx?|json|zip|pdf|ipynb|bat|sh|csv|txt|pptx?)")


def check_sheet(page: Page, whole: Whole) -> Iterator[Problem]:
    """Everything about one facilitator sheet."""
    yield from check_faults(page)
    yield from check_lesson(page, whole, ": facilitator sheet")
    yield from check_levels(page)
    yield from check_empty(page)
    yield from check_headings(page, HEADINGS, "page.order")
    yield from _tables(page)
    yield from _points(page)
    yield from _items(page, whole)
    yield from check_markup(page)
    yield from check_claims(page, whole, "warning")


def _tables(page: Page) -> Iterator[Problem]:
    for title, minutes in MINUTES.items():
        part = section(page, title)
        if part is None:
            continue  # the order of headings says so
        tables = [table for block in part.markdown for table in block.prose.tables]
        if not tables:
            message = f"'## {title}' needs a table | {' | '.join(HEAD)} |"
            yield fault(page, part.heading.line, message, "clock", found="no table")
        for table in tables[:1]:
            yield from check_clock(page, table, minutes, HEAD, f"'{title}' is")


def _points(page: Page) -> Iterator[Problem]:
    part = section(page, "Discussion points")
    if part is None:
        return
    lines = [line for block in part.markdown for line in block.text.splitlines()]
    count = sum(bool(re.match(r"([-*+]|\d+[.)])\s", line)) for line in lines)
    low, high = POINTS
    if not low <= count <= high:
        message = f"there are {count} discussion points; {low} to {high} fit a room"
        yield fault(
            page,
            part.heading.line,
            message,
            "sheet.points",
            found=str(count),
            allowed=f"{low} to {high}",
        )


def _items(page: Page, whole: Whole) -> Iterator[Problem]:
    """Item ids in back-ticks: anything with a dot, and every word under the wrong answers."""
    if whole.is_broken(f"data/quizzes/{page.name}.yaml"):
        return
    items, others = _known(page, whole)
    named = 0
    for part in page.sections:
        wrong = part.heading.text == WRONG
        for block in part.markdown:
            for number, text in enumerate(block.text.splitlines(), block.line):
                for name in _CODE.findall(text):
                    named += wrong and name in items
                    asked = bool(_ITEM.fullmatch(name)) and not _FILE.fullmatch(name)
                    asked = asked or (wrong and bool(re.fullmatch(r"[a-z0-9.-]+", name)))
                    if asked and name not in items | others:
                        yield fault(
                            page,
                            number,
                            f"there is no quiz item '{name}' in lesson {page.name.split('_')[0]}",
                            "sheet.item",
                            found=name,
                            nearest=nearest(name, items),
                        )
        if wrong and not named and items:
            message = "name the quiz items whose wrong answers you explain, in back-ticks"
            yield fault(page, part.heading.line, message, "sheet.item", found="no item")


def _known(page: Page, whole: Whole) -> tuple[set[str], set[str]]:
    """Items of the lesson's quizzes, and other ids that may stand in back-ticks."""
    items: set[str] = set()
    others: set[str] = set()
    quiz_set = whole.quizzes(page.name)
    for quiz in quiz_set.quizzes if quiz_set else []:
        others.add(quiz.id)
        for item in quiz.items:
            items.add(item.id)
            for group in ("options", "entries", "prompts", "targets"):
                others |= {part.id for part in getattr(item, group, [])}
    for kind in ("questionnaire", "case", "lab"):
        for name, document in whole.of(kind).items():
            others |= {name, *(item.id for item in document.model.items)}
    return items, others
