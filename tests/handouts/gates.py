"""What must hold for every page that is printed, as functions that name what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

import pytest
from bs4 import BeautifulSoup

from toolkit_widgets import resources
from toolkit_widgets.content.lesson_source import Activity, read_page
from toolkit_widgets.content.library import library
from toolkit_widgets.content.markdown import plain
from toolkit_widgets.handouts.handout import handout
from toolkit_widgets.models import Item, Note

LESSONS = sorted(file.stem for file in resources.lessons().glob("*.md"))

QUICK = ("14_organizational_readiness", "C02_cameras_at_the_festival")
MOST_ARE_THOROUGH = [
    pytest.param(name, marks=() if name in QUICK else pytest.mark.thorough) for name in LESSONS
]
"""Every lesson, of which two run each time: what is slow and repeats a quicker test."""


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def text(html: str) -> str:
    """The words of a page, with single spaces."""
    return " ".join(soup(html).get_text(" ").split())


@cache
def built(lesson: str, with_answers: bool = False) -> str:
    return handout(library(), lesson, with_answers=with_answers)


def cells(lesson: str) -> list[Activity]:
    return read_page(resources.lessons() / f"{lesson}.md").activities


def items_of(lesson: str) -> list[Item]:
    """Every question of the lesson, straight from the content."""
    found: list[Item] = []
    for cell in cells(lesson):
        if cell.call == "quiz":
            found += library().quiz(lesson, cell.ids[0]).items
        elif cell.call == "questionnaire":
            found += library().questionnaire(cell.ids[0]).items
        elif cell.call == "case":
            found += library().case_part(*cell.ids).items
        elif cell.call == "lab":
            found += library().lab(cell.ids[0]).items
    return found


def ids_of(lesson: str) -> list[str]:
    """Every id that must stand on the handout, the objectives' confidence included."""
    sure = [f"confidence.{o.id}" for o in library().lesson(lesson).objectives]
    return [item.id for item in items_of(lesson)] + sure


def page_faults(html: str, scripts: int = 0) -> list[str]:
    """What keeps a page from standing alone, being read aloud, or being put on paper."""
    page = soup(html)
    addresses = {source.address for source in library().sources.sources}
    found = [f"{len(page.select('h1'))} headings of level 1"] if len(page.select("h1")) != 1 else []
    if len(page.select("script")) != scripts:
        found.append(f"{len(page.select('script'))} scripts")
    found += [
        f"dead: {node.name}" for node in page.select("input, button, select, details, iframe")
    ]
    for node in page.select("[src]"):
        if not str(node["src"]).startswith("data:"):
            found.append(f"asks for {node['src']}")
    found += [f"links to {n['href']}" for n in page.select("[href]") if n["href"] not in addresses]
    found += ["a picture without words" for n in page.select("img") if not str(n.get("alt", ""))]
    return found


def id_faults(html: str, wanted: Iterable[str]) -> list[str]:
    """Questions that are missing, twice there, or nobody's."""
    there = Counter(str(node["data-item"]) for node in soup(html).select("[data-item]"))
    asked = Counter(wanted)
    return [f"{name}: {there[name]} times" for name in there | asked if there[name] != asked[name]]


def given_away(words: str, lesson: str) -> list[str]:
    """Feedback and model answers that stand in ``words``: normalised text of a page."""
    said = [item.text for item in items_of(lesson) if isinstance(item, Note) and item.show_when]
    for item in items_of(lesson):
        for part in ("options", "entries", "prompts"):
            said += [p.feedback for p in getattr(item, part, []) if hasattr(p, "feedback")]
        if getattr(item, "type", "") == "numeric":
            said += [item.feedback.right]  # type: ignore[union-attr]
    for cell in cells(lesson):
        if cell.call == "case":
            decision = library().case_part(*cell.ids).decision
            said += [decision.answer, *(option.why for option in decision.options)]
    lines = (" ".join(line.split()) for one in said for line in plain(one).split("\n"))
    return sorted({line for line in lines if len(line) > 40 and "|" not in line and line in words})
