"""The plans of facilitator/README.md: clocks that add up, lessons and run sheets that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from toolkit_widgets.content.checks.lesson_prose import SENTENCE, check_markup
from toolkit_widgets.content.checks.sheet import MINUTES
from toolkit_widgets.content.lesson_source import parse_page, read_page
from toolkit_widgets.content.library import library
from toolkit_widgets.content.prose import sentences, words

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "facilitator"
TEXT = (FOLDER / "README.md").read_text("utf-8")
HEAD = ["Clock", "Minutes", "What happens", "Run sheet"]
LONG = {"One day": 450, "The first day": 450, "The second day": 450, "Six evenings": 160}
"""Minutes of each plan, from the doors to the end, in the order of the page."""
LINK = re.compile(r"\[(\w+)\]\((\w+\.md)\)")
SLOT = re.compile(r"(?:lesson )?(\[\w+\]\(\w+\.md\)|[A-D]), (.+)")

Rows = list[list[str]]


def tables(text: str) -> Iterator[Rows]:
    """Every table as cells, with links as they are written; the head first."""
    rows: Rows = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split(" | ")])
        elif rows:
            yield [row for row in rows if set("".join(row)) - set("|- ")]
            rows = []


def variants(sheet: str) -> set[str]:
    """The headings of a run sheet in lower case."""
    return {heading.text.casefold() for heading in read_page(FOLDER / sheet).headings}


def faults(text: str) -> list[str]:
    """What a trainer who follows the plans would stumble over."""
    found = list(tables(text))
    plans = [table for table in found if table[0] == HEAD]
    said = [f"{len(plans)} plans instead of {len(LONG)}"] if len(plans) != len(LONG) else []
    for (name, minutes), plan in zip(LONG.items(), plans, strict=False):
        said += [f"{name}: {fault}" for fault in _plan(plan, minutes)]
    for table in found:
        said += _lessons(table)
    return [*said, *_slots(found)]


def _slots(found: list[Rows]) -> Iterator[str]:
    """A table of routes fills the slots of the plans above it, in the length that they have."""
    open_: set[tuple[str, str]] = set()
    for table in found:
        if table[0] == HEAD:
            slots = (SLOT.fullmatch(row[-1].strip(" |")) for row in table[1:])
            open_ |= {(slot[1], slot[2]) for slot in slots if slot and slot[1] in "ABCD"}
        filled = set(re.findall(r"Lesson ([A-D]) \((.*?)\)", " ".join(table[0])))
        if filled:
            yield from (f"lesson {name}, {length} stands alone" for name, length in open_ ^ filled)
            open_ = set()


def _plan(plan: Rows, minutes: int) -> Iterator[str]:
    clock = None
    for start, length, what, sheet in (row + [""] * (4 - len(row)) for row in plan[1:]):
        hours, past = (int(part) for part in start.split(":"))
        if clock is not None and hours * 60 + past != clock:
            yield f"{start} does not follow from the row above"
        clock = hours * 60 + past + int(length)
        slot = SLOT.fullmatch(sheet.strip(" |"))
        variant = slot[2].capitalize() if slot else ""
        if sheet.strip(" |") and MINUTES.get(variant) != int(length):
            yield f"'{what}' has {length} minutes, and its run sheet '{sheet}' another number"
    total = sum(int(row[1]) for row in plan[1:])
    if total != minutes:
        yield f"the rows add up to {total} minutes, not {minutes}"


def _lessons(table: Rows) -> Iterator[str]:
    """Every lesson named has its sheet, and the sheet has the variant that the table says."""
    for row in table[1:]:
        for column, cell in enumerate(row):
            for number, sheet in LINK.findall(cell):
                if not (FOLDER / sheet).is_file() or sheet.split("_")[0] != number:
                    yield f"{number}: there is no run sheet {sheet}"
                    continue
                head = re.search(r"\((60 minutes|half a day)\)", table[0][column])
                slot = SLOT.fullmatch(cell)
                variant = head[1] if head else slot[2] if slot else "60 minutes"
                if variant.casefold() not in variants(sheet):
                    yield f"{number}: its run sheet has no '{variant}'"


def test_every_plan_can_be_followed() -> None:
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("here", "instead", "says"),
    [
        ("| 9:15 | 60 |", "| 9:15 | 50 |", "another number"),
        ("| 12:40 | 60 | Lunch |", "| 12:40 | 45 | Lunch |", "One day: the rows add up to 435"),
        ("| 14:50 | 15 | Break |", "| 14:55 | 15 | Break |", "14:55 does not follow"),
        ("(07_principles.md)", "(08_lawfulness.md)", "08_lawfulness.md"),
        ("lesson B, half a day", "lesson B, two hours", "another number"),
        ("Lesson A (half a day)", "Lesson A (60 minutes)", "lesson A, half a day stands alone"),
        ("start_here.md), 60 minutes", "start_here.md), a whole day", "no 'a whole day'"),
    ],
)  # fmt: skip
def test_a_broken_plan_is_found(here: str, instead: str, says: str) -> None:
    assert here in TEXT
    assert says in " ".join(faults(TEXT.replace(here, instead, 1)))


def _track_table(first_column: str) -> Rows:
    """The rows below a head that begins with these two words."""
    return next(t for t in tables(TEXT) if " | ".join(t[0]).startswith(first_column))[1:]


@cache
def _there() -> set[str]:
    return {file.stem.split("_")[0] for file in (ROOT / "lessons").glob("*.md")}


def test_the_routes_are_the_tracks_and_what_is_missing_is_said() -> None:
    rows = {row[0]: row for row in _track_table("Track | For")}
    assert list(rows) == [track.title for track in library().course.tracks]
    for track in library().course.tracks:
        there = [number for number in track.lessons if number in _there()]
        missing = [number for number in track.lessons if number not in _there()]
        assert rows[track.title][2] == (", ".join(there) or "none yet")
        assert rows[track.title][3] == ", ".join(missing)


def test_a_route_teaches_lessons_of_its_track_in_an_order_that_works() -> None:
    tracks = {track.title: track for track in library().course.tracks}
    routes = [table for table in tables(TEXT) if table[0][:2] == ["Track", "Lesson A (60 minutes)"]]
    routes += [
        table for table in tables(TEXT) if table[0][:2] == ["Track", "Lesson A (half a day)"]
    ]
    assert len(routes) == 2
    for table in routes:
        for row in table[1:]:
            numbers = ["00", "01", *(n for cell in row[1:] for n, _ in LINK.findall(cell))]
            track = tracks[row[0]]
            strange = set(numbers[2:]) - set(track.lessons)
            assert not strange or (track.plus and all(n.startswith("C") for n in strange))
            assert len(set(numbers)) == len(numbers)
            for place, number in enumerate(numbers):
                needs = (library().lesson(number).needs or "").split(".")[0]
                later = set(re.findall(r"\b\d\d\b", needs)) & set(numbers[place:])
                assert not later, f"{row[0]}: {number} needs {later} before it"


def test_the_evenings_hold_every_lesson_and_serve_each_track() -> None:
    evenings = {
        row[0]: [number for cell in row[1:] for number, _ in LINK.findall(cell)]
        for row in _track_table("Evening | Lesson A")
    }
    assert sorted(number for lessons in evenings.values() for number in lessons) == sorted(_there())
    named = dict(_track_table("Track | Evenings"))
    for track in library().course.tracks:
        if track.title in named:
            asked = [n for n, lessons in evenings.items() if set(lessons) & set(track.lessons)]
            assert named[track.title] == ", ".join(asked)


def test_the_page_is_short_to_read() -> None:
    page = parse_page(TEXT, "README", "facilitator/README.md")
    passages = [p for block in page.markdown for p in block.prose.passages if p.kind != "table"]
    found = [words(s) for p in passages for s in sentences(p.plain)]
    assert sum(found) / len(found) <= SENTENCE
    assert list(check_markup(page)) == []
