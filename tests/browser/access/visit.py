"""Through all states of a lesson, in both themes and on a wide and a narrow page.

What is seen is kept, so that a test can ask for one thing at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from playwright.sync_api import Page

from .. import helpers
from . import axe, contrast, eyes

STATES = ("empty", "problems", "filled")
"""As opened; after wrong numbers and every main button; answered, checked and handed in.

In the first a lab waits for its prediction, a gate is shut and a review is a draft. In the last a
lab is open, a gate is decided, a review is submitted, papers and results are shown.
"""
THEMES = ("light", "dark")
WIDTHS = (1280, 320)
HEIGHT = 900
ONE = [("problems", "light", 320)]
"""What is looked at where not everything is."""
EVERY = list(product(STATES, THEMES, WIDTHS))
LAYOUT_MS = 300
"""JupyterLab lays its panels out after a pause."""


@dataclass
class Seen:
    """Complaints by measure; each line begins with the state, the theme and the width."""

    looks: int = 0
    targets: int = 0
    texts: int = 0
    left_open: list[str] = field(default_factory=list)
    excused: list[str] = field(default_factory=list)
    complaints: dict[str, list[str]] = field(default_factory=dict)

    def add(self, measure: str, where: str, lines: list[str]) -> None:
        """Keep the lines of one measure."""
        kept = self.complaints.setdefault(measure, [])
        kept += [f"{where}: {line}" for line in eyes.counted(lines)]


MEASURES = (
    "axe", "axe, not reviewed", "pale text", "faint edges", "small targets", "cut text",
    "movement", "order", "questions", "wider than the page",
)  # fmt: skip


def visit(page: Page, looks: list[tuple[str, str, int]]) -> Seen:
    """Go where ``looks`` says and measure there. Ends light and wide."""
    seen, now = Seen(), "light"
    last = max(STATES.index(state) for state, _, _ in looks)
    for state in STATES[: last + 1]:
        reach(page, state)
        for theme, width in in_turn(now, [(t, w) for s, t, w in looks if s == state]):
            if theme != now:
                helpers.dark_theme(page, theme == "dark")
                now = theme
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.wait_for_timeout(LAYOUT_MS)
            where = f"{state}, {theme}, {width} px"
            colors(page, where, seen)
            if theme == "light":  # a theme changes colors and nothing else
                shapes(page, where, seen)
        page.set_viewport_size({"width": 1280, "height": HEIGHT})
    if now == "dark":
        helpers.dark_theme(page, on=False)
    return seen


def in_turn(now: str, looks: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The present theme first: to change it takes a second."""
    yield from sorted(looks, key=lambda look: look[0] != now)


def reach(page: Page, state: str) -> None:
    """Bring all cards of a page into the next state."""
    if state == "problems":
        eyes.look(page, "fill", eyes.CARDS, True)
        helpers.press_everything(page)
    elif state == "filled":
        for _ in range(3):  # an answer may show further questions
            eyes.look(page, "fill")
            page.wait_for_timeout(400)
            helpers.press_everything(page)
        submit(page)
        page.wait_for_timeout(700)
        eyes.look(page, "unfold")


def submit(page: Page) -> None:
    """Submit for review wherever that is possible."""
    for box in page.locator(".tk-review").all():
        box.get_by_label("Pseudonym").fill("Heron")
        box.get_by_label("Role", exact=True).fill("head of unit")
        box.get_by_role("button", name="Submit for review").click()


def colors(page: Page, where: str, seen: Seen) -> None:
    """What axe finds, and the contrast of every text and every edge.

    Contrast is ours to compute here: that axe agrees is shown once, since it takes long for that.
    """
    found = axe.findings(page, without=[axe.CONTRAST])
    seen.looks += 1
    seen.left_open += found.left_open
    seen.add("axe", where, found.wrong)
    seen.add("axe, not reviewed", where, found.unreviewed)
    closed = eyes.look(page, "sections")
    texts = eyes.look(page, "colors")
    seen.texts += sum(text["count"] for text in texts)
    seen.add("pale text", where, contrast.pale(texts))
    seen.add("faint edges", where, contrast.faint(eyes.look(page, "edges")))
    eyes.look(page, "sections", eyes.CARDS, closed)


def shapes(page: Page, where: str, seen: Seen) -> None:
    """Where things stand, with the sections of all forms open, and what they are called."""
    closed = eyes.look(page, "sections")
    targets = eyes.look(page, "targets")
    seen.targets += targets["count"]
    seen.excused += targets["excused"]
    seen.add("small targets", where, targets["small"])
    seen.add("cut text", where, eyes.look(page, "cut"))
    seen.add("movement", where, eyes.look(page, "moving"))
    seen.add("order", where, eyes.look(page, "jumps"))
    seen.add("wider than the page", where, [*helpers.too_wide(page), *helpers.sideways(page)])
    eyes.look(page, "sections", eyes.CARDS, closed)
    if where.endswith("1280 px"):  # the tree is the same on a narrow page
        seen.add("questions", where, eyes.orphans(page))
