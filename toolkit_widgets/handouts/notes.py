"""The facilitator's sheet as speaker notes: each part of it stands at the slide it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .. import resources
from ..content.lesson_source import Page, Section, read_page
from ..content.markdown import markdown

OPENING = ("In one minute", "Before the room", "Print and prepare", "Sensitive moments")
"""What a trainer reads before the first slide."""
PLANS = ("60 minutes", "Half a day", "Online")
WRONG = "Likely wrong answers"
POINTS = "Discussion points"
_POINT = re.compile(r"(?m)^\d+\.\s+\*(?P<asks>[^*]+)\*\s*(?P<listen>.*)$")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Point:
    """A question for the room, and what to listen for; both Markdown."""

    asks: str
    listen: str


class Notes:
    """The sheet of one lesson. Without a sheet every part is empty."""

    def __init__(self, lesson: str) -> None:
        file = resources.facilitator() / f"{lesson}.md"
        self._page: Page | None = read_page(file) if file.is_file() else None
        self._placed: set[str] = set()

    @property
    def missing(self) -> bool:
        """True where there is no sheet: the slides then have no plan in their notes."""
        return self._page is None

    def opening(self) -> list[str]:
        """What is read before the room fills, and the plans for three lengths."""
        return [self._whole(title) for title in (*OPENING, *PLANS) if self._section(title)]

    def rows(self, *names: str) -> list[str]:
        """The rows of the plans that speak of a section, a quiz or a lab by one of its names."""
        wanted = re.compile("|".join(rf"(?<![\w-]){re.escape(n)}(?![\w-])" for n in names))
        found = []
        for plan in PLANS:
            for clock, minutes, happens, says in self._table(plan):
                if wanted.search(happens):
                    found.append(
                        markdown(f"**{plan}, {clock} ({minutes} min).** {happens}: {says}")
                    )
        return found

    def wrong(self, item: str) -> list[str]:
        """Why sensible people choose a wrong answer of this item."""
        found = [line for line in self._wrong() if line.startswith(f"- `{item}`")]
        self._placed |= set(found)
        return [markdown(line) for line in found]

    def unplaced(self) -> list[str]:
        """Wrong answers that no slide has asked for so far, for example those of the test."""
        return [markdown(line) for line in self._wrong() if line not in self._placed]

    def _wrong(self) -> list[str]:
        return [line for line in self._text(WRONG).splitlines() if line.startswith("- ")]

    def points(self) -> list[Point]:
        """The questions to discuss."""
        return [Point(m["asks"], m["listen"]) for m in _POINT.finditer(self._text(POINTS))]

    def _section(self, title: str) -> Section | None:
        sections = self._page.sections if self._page else []
        return next((s for s in sections if s.heading.title.startswith(title)), None)

    def _text(self, title: str) -> str:
        section = self._section(title)
        blocks = [block.text for block in section.markdown] if section else []
        return "\n\n".join(blocks)

    def _whole(self, title: str) -> str:
        text = self._text(title).split("\n", 1)
        return f"<h4>{title}</h4>{markdown(text[1] if len(text) > 1 else '')}"

    def _table(self, title: str) -> Iterator[list[str]]:
        """The rows of a plan: clock, minutes, what happens, what to say or do."""
        for line in self._text(title).splitlines():
            cells = [cell.strip() for cell in _CELL.split(line.strip().strip("|"))]
            if len(cells) == 4 and re.match(r"\d", cells[0]):
                yield cells
