"""Lessons: file name, title, the order of headings, the tokens, and the fixed parts."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import LessonInfo
from ..lesson_source import Page
from ..problems import Problem
from ..prose import words
from .pages import (
    check_clock,
    check_empty,
    check_faults,
    check_headings,
    check_lesson,
    check_levels,
    fault,
    level_two,
    section,
)
from .whole import Whole

BEFORE = ("On your desk", "What you will be able to do", "What you need", "Time plan")
AFTER = ("Take-aways", "On Monday", "How sure are you?", "Save and next", "Sources")
OPENING = (100, 150)
TAKE_AWAYS = 5
PLAN = ("Clock", "Minutes", "Part")
KEY_POINT = "**Key point.**"
HOME = {"objectives": "What you will be able to do", "sources": "Sources"}


def check_order(page: Page, whole: Whole) -> Iterator[Problem]:
    """The template of a lesson."""
    yield from check_faults(page)
    if not isinstance(page.front.get("kernelspec"), dict):
        message = "the page begins with '---', a 'kernelspec' line and '---'"
        yield fault(page, 1, message, "page.front", allowed="kernelspec")
    yield from check_lesson(page, whole)
    yield from check_levels(page)
    yield from check_empty(page)
    why = {} if has_test(page, whole) else {"Assessment": "the quiz file has no test"}
    yield from check_headings(page, _expected(page, whole), "page.order", why)
    yield from _tokens(page)
    yield from _key_points(page)
    yield from _fixed_parts(page, whole.lessons.get(page.name))


def has_test(page: Page, whole: Whole) -> bool | None:
    """Whether the lesson's quiz file has a test; None if that cannot be known."""
    quiz_set = whole.quizzes(page.name)
    if quiz_set is None:
        return None if whole.is_broken(f"data/quizzes/{page.name}.yaml") else False
    return any(quiz.kind == "test" for quiz in quiz_set.quizzes)


def _expected(page: Page, whole: Whole) -> list[str]:
    """The headings this page should have, with its own titles for the numbered sections."""
    found = level_two(page)
    test = has_test(page, whole)
    if test is None:
        test = any(heading.text == "Assessment" for heading in found)
    fixed = {*BEFORE, *AFTER, "Assessment"}
    own = [h.text for h in found if h.text not in fixed and h.number is not None]
    titles = [text.split(".", 1)[1].strip() for text in own] or ["Title of the first section"]
    numbered = [f"{n}. {title}" for n, title in enumerate(titles, 1)]
    return [*BEFORE, *numbered, *(["Assessment"] if test else []), *AFTER]


def _tokens(page: Page) -> Iterator[Problem]:
    places: dict[str, list[int]] = {"meta": [], "objectives": [], "sources": []}
    for block in page.markdown:
        for name, line in block.tokens:
            places[name].append(line)
    for name, lines in places.items():
        token = f"<!-- {name} -->"
        if not lines:
            home = f"under '## {HOME[name]}'" if name in HOME else "below the title"
            part = section(page, HOME[name]) if name in HOME else None
            line = part.heading.line if part else 1
            message = f"{token} is missing; put it {home}"
            yield fault(page, line, message, "page.token", found="nothing", allowed=token)
            continue
        for line in lines[1:]:
            message = f"{token} stands here a second time"
            yield fault(page, line, message, "page.token", found=token)
        above = [h for h in page.headings if h.line < lines[0]]
        wanted = HOME.get(name)
        right = (above[-1].text == wanted if wanted else above[-1].level == 1) if above else False
        if not right:
            home = f"under '## {wanted}'" if wanted else "right below the title"
            yield fault(page, lines[0], f"{token} belongs {home}", "page.token", found=token)


def _key_points(page: Page) -> Iterator[Problem]:
    for part in page.sections:
        paragraphs = [p.source for block in part.markdown for p in block.prose.passages]
        if part.heading.number is not None and part.heading.level == 2:
            count = sum(text.startswith(KEY_POINT) for text in paragraphs)
            if count != 1:
                message = f"a numbered section has one paragraph '{KEY_POINT}'; here are {count}"
                line = part.heading.line
                yield fault(page, line, message, "page.keypoint", "warning", found=str(count))


def _fixed_parts(page: Page, info: LessonInfo | None) -> Iterator[Problem]:
    opening = section(page, "On your desk")
    if opening:
        count = sum(
            words(passage.plain)
            for block in opening.markdown
            for passage in block.prose.passages
            if passage.kind != "heading"
        )
        low, high = OPENING
        if not low <= count <= high:
            message = f"the opening case has {count} words; it needs {low} to {high}"
            line = opening.heading.line
            yield fault(
                page, line, message, "page.opening", found=str(count), allowed=f"{low} to {high}"
            )
    plan = section(page, "Time plan")
    if plan and info:
        tables = [table for block in plan.markdown for table in block.prose.tables]
        if len(tables) != 1:
            message = f"the time plan needs one table | {' | '.join(PLAN)} |"
            yield fault(page, plan.heading.line, message, "clock", found=f"{len(tables)} tables")
        for table in tables[:1]:
            whose = "course.yaml gives this lesson"
            yield from check_clock(page, table, info.minutes, PLAN, whose, "0:00")
    closing = section(page, "Take-aways")
    if closing:
        count = sum(
            line.startswith(("- ", "* ", "+ "))
            for block in closing.markdown
            for line in block.text.splitlines()
        )
        if count != TAKE_AWAYS:
            message = f"there are {count} take-aways; there must be exactly {TAKE_AWAYS}"
            line = closing.heading.line
            yield fault(
                page, line, message, "page.takeaways", found=str(count), allowed=str(TAKE_AWAYS)
            )
