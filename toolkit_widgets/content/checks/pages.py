"""What lessons and facilitator sheets share: headings, titles, and tables with a clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..lesson_source import Heading, Page, Section
from ..problems import Problem, Severity, nearest
from ..prose import Table
from .whole import Whole

_CODE = re.compile(r"\s*(:tags:|lesson\.\w+\(|from toolkit_widgets\b|```\{code-cell\})")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")


def fault(
    page: Page,
    line: int,
    message: str,
    rule: str,
    severity: Severity = "error",
    *,
    found: str = "",
    allowed: str = "",
    nearest: str = "",
) -> Problem:
    """A problem in a page; its path is the heading above the line."""
    above = [h.text for h in page.headings if h.line <= line]
    path = above[-1] if above else ""
    return Problem(severity, page.file, line, path, message, found, allowed, nearest, rule=rule)


def level_two(page: Page) -> list[Heading]:
    """The headings that make the template."""
    return [heading for heading in page.headings if heading.level == 2]


def section(page: Page, title: str) -> Section | None:
    """The section with this heading of level 2."""
    for found in page.sections:
        if found.heading.level == 2 and found.heading.text == title:
            return found
    return None


def check_headings(
    page: Page, expected: Sequence[str], rule: str, why: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """The first place where the headings of level 2 leave the template.

    ``why`` says of some headings why they cannot stand there.
    """
    found = level_two(page)
    for place, wanted in enumerate(expected):
        here = found[place] if place < len(found) else None
        if here is not None and here.text == wanted:
            continue
        seen = f"'## {here.text}'" if here else "the end of the page"
        line = here.line if here else (found[-1].line if found else 1)
        reason = f": {why[here.text]}" if why and here and here.text in why else ""
        hint = ""
        if here and nearest(here.text, [wanted]) and here.text not in expected:
            hint = wanted
        yield fault(
            page,
            line,
            f"expected '## {wanted}' here, found {seen}{reason}",
            rule,
            found=here.text if here else "nothing",
            allowed=wanted,
            nearest=hint,
        )
        return
    if len(found) > len(expected):
        extra = found[len(expected)]
        message = f"the template ends before '## {extra.text}'; remove it or make it '###'"
        yield fault(page, extra.line, message, rule, found=extra.text)


def check_levels(page: Page) -> Iterator[Problem]:
    """One title, and no level left out on the way down."""
    before = 0
    for heading in page.headings:
        if heading.level > before + 1:
            message = f"'{heading.text}' jumps from level {before} to level {heading.level}"
            yield fault(page, heading.line, message, "page.levels", found=str(heading.level))
        before = heading.level
    titles = [h for h in page.headings if h.level == 1]
    for extra in titles[1:]:
        message = f"a page has one title; make '{extra.text}' a '##'"
        yield fault(page, extra.line, message, "page.title", found=extra.text)


def check_lesson(page: Page, whole: Whole, after: str = "") -> Iterator[Problem]:
    """The page belongs to a lesson of course.yaml and bears its title, with ``after`` behind it."""
    info = whole.lessons.get(page.name)
    if info:
        yield from check_title(page, f"{info.number}. {info.title}{after}")
    elif whole.course:
        yield fault(
            page,
            1,
            f"course.yaml has no lesson '{page.name}'",
            "file.name",
            found=page.name,
            allowed=", ".join(whole.lessons),
            nearest=nearest(page.name, whole.lessons),
        )


def check_title(page: Page, wanted: str) -> Iterator[Problem]:
    """The title at the top, exactly."""
    titles = [h for h in page.headings if h.level == 1]
    text = titles[0].text if titles else "nothing"
    if text != wanted:
        yield fault(
            page,
            titles[0].line if titles else 1,
            f"the title must be '# {wanted}', as in course.yaml; found '{text}'",
            "page.title",
            found=text,
            allowed=wanted,
        )


def check_clock(
    page: Page, table: Table, minutes: int, head: Sequence[str], whose: str, start: str = ""
) -> Iterator[Problem]:
    """A table | Clock | Minutes | …: the head, a clock that runs, and the sum of minutes."""
    rule = "clock"
    if [c.casefold() for c in table.rows[0]] != [c.casefold() for c in head]:
        top = " | ".join(table.rows[0])
        message = f"the head of this table must be | {' | '.join(head)} |"
        yield fault(page, table.lines[0], message, rule, found=top, allowed=" | ".join(head))
        return
    expected: int | None = None
    total, runs = 0, True
    for row, line in zip(table.rows[1:], table.lines[1:], strict=True):
        clock = _CLOCK.match(row[0])
        if clock is None or not row[1].strip().isdigit():
            message = f"write a clock such as 0:05 and whole minutes, not '{row[0]}' and '{row[1]}'"
            yield fault(page, line, message, rule, found=f"{row[0]} | {row[1]}")
            return
        now = int(clock[1]) * 60 + int(clock[2])
        if expected is None and start and clock[0] != start:
            message = f"the clock starts at {start}, not at {clock[0]}"
            yield fault(page, line, message, rule, found=clock[0], allowed=start)
        elif expected is not None and now != expected and runs:
            should = f"{expected // 60}:{expected % 60:02}"
            message = f"the clock says {clock[0]}; after the row above it must be {should}"
            yield fault(page, line, message, rule, found=clock[0], allowed=should)
            runs = False  # the rows below follow from this one
        total += int(row[1])
        expected = now + int(row[1])
    if total != minutes:
        message = f"the minutes add up to {total}; {whose} {minutes}"
        yield fault(
            page, table.lines[0], message, "clock.sum", found=str(total), allowed=str(minutes)
        )


def check_faults(page: Page) -> Iterator[Problem]:
    """What the reader of the page itself could not read."""
    for line, message in page.faults:
        yield fault(page, line, message, "page.shape")
    for block in page.markdown:
        for line, text in enumerate(block.text.splitlines(), block.line):
            if _CODE.match(text):
                message = "code outside a code cell; is '```{code-cell} ipython3' missing above it?"
                yield fault(page, line, message, "page.shape", found=text.strip())
                break


def check_empty(page: Page) -> Iterator[Problem]:
    """Every heading of the template has something below it."""
    for part in page.sections:
        written = [b for b in part.markdown if b.heading != part.heading or "\n" in b.text]
        if part.heading.level == 2 and not written and not part.activities:
            message = f"nothing stands under '## {part.heading.text}'"
            yield fault(page, part.heading.line, message, "page.empty", found="nothing")
