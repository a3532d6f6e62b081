"""What must hold for every lesson there is, and for those to come."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from . import helpers
from .access import eyes, visit
from .access.chosen import MOST, chosen
from .conftest import Desk
from .server import LESSONS

NOT_CHOSEN = [lesson for lesson in LESSONS if not chosen(lesson)]
every_lesson = pytest.mark.parametrize("page", LESSONS, indirect=True)
most_lessons = pytest.mark.parametrize("page", MOST, indirect=True)


@pytest.fixture(scope="module")
def page(shared_desk: Desk, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A started lesson, shared by the tests of this module."""
    opened = shared_desk.open(request.param, start=False)
    began = time.perf_counter()
    helpers.start_lesson(opened)
    cards = opened.locator(".tk-card").count()
    print(f"\n{request.param}: start to {cards} cards in {time.perf_counter() - began:.2f} s")
    yield opened
    opened.close()


@every_lesson
def test_every_activity_shows_a_card(page: Page) -> None:
    assert helpers.cell_errors(page) == []
    cells = page.locator(".jp-CodeCell")
    assert cells.count() > 3
    assert cells.count() == page.locator(".jp-CodeCell:has(.tk-card)").count()
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0, "code shows"


@every_lesson
def test_what_a_screen_reader_is_given(page: Page) -> None:
    """Every question is a group that is named by its text; every field has a name."""
    assert page.locator(".tk-card fieldset:visible > legend").count()
    assert eyes.orphans(page) == []
    cards, _ = eyes.tree(page)
    assert len(cards) == page.locator(".tk-card").count()


@every_lesson
def test_the_radios_of_a_question_are_one_group(page: Page) -> None:
    groups = page.eval_on_selector_all(
        # the innermost ones: a question may hold further groups
        ".tk-card fieldset:has([type=radio]):not(:has(fieldset [type=radio]))",
        """all => all.map(
             one => [...new Set([...one.querySelectorAll('[type=radio]')].map(r => r.name))])""",
    )
    assert groups
    assert all(len(names) == 1 and names[0] for names in groups)
    assert len({names[0] for names in groups}) == len(groups), "two questions share a group"
    assert page.locator(".tk-card input[tabindex]").count() == 0


@most_lessons
def test_with_the_colours_of_the_system(page: Page) -> None:
    """Forced colours take backgrounds and shadows away: an edge must still say what is chosen."""
    page.emulate_media(forced_colors="active")
    edge = "n => getComputedStyle(n).borderTopWidth + ' ' + getComputedStyle(n).borderTopStyle"
    assert page.locator(".tk-card").first.evaluate(edge) == "1px solid"
    radio = page.locator(".tk-card input[type=radio]:enabled:visible").first
    outline = "n => getComputedStyle(n.closest('.tk-option')).outlineStyle"
    assert radio.evaluate(outline) == "none"
    radio.check()
    assert radio.evaluate(outline) == "solid"
    page.emulate_media(forced_colors="none")


@most_lessons
def test_right_to_left(page: Page) -> None:
    card = page.locator(".tk-card:has(.tk-option:visible)").first
    edges = "c => [getComputedStyle(c).borderLeftWidth, getComputedStyle(c).borderRightWidth]"
    order = """c => {
      const box = node => node.getBoundingClientRect().left;
      const option = [...c.querySelectorAll('.tk-option')].find(o => o.offsetParent);
      return box(option.firstChild) < box(option.lastChild) ? 'field, text' : 'text, field';
    }"""
    left, right = card.evaluate(edges)
    assert float(left[:-2]) > float(right[:-2])
    assert card.evaluate(order) == "field, text"
    card.evaluate("c => { c.dir = 'rtl'; }")
    left, right = card.evaluate(edges)
    assert float(left[:-2]) < float(right[:-2])
    assert card.evaluate(order) == "text, field"
    page.set_viewport_size({"width": 400, "height": 800})
    page.wait_for_timeout(300)
    assert helpers.too_wide(page) == []
    card.evaluate("c => { c.dir = 'ltr'; }")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("page", NOT_CHOSEN, indirect=True)
def test_one_state_of_the_lessons_that_are_not_gone_through(page: Page) -> None:
    """With problems shown, on a phone. The other states: access/test_states.py."""
    seen = visit.visit(page, visit.ONE)
    assert seen.looks == 1
    assert {what: lines for what, lines in seen.complaints.items() if lines} == {}


@most_lessons
def test_on_paper(page: Page) -> None:
    """All of the lesson, all sections of a paged form, no buttons. Last: it spoils the page."""
    sheets = len(re.findall(rb"/Type ?/Page\b", page.pdf(format="A4")))
    height = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].map(node => node.scrollHeight))"
    )
    assert sheets > height / 1500, f"{height} pixels of lesson on {sheets} sheets: cut off"
    page.emulate_media(media="print")
    # in an open lab the prediction stands beside what is seen, and its section is empty
    sections = ".tk-card:not(.tk-lab-open) .tk-section"
    every, seen = (page.locator(s).count() for s in (sections, f"{sections}:visible"))
    assert every == seen, "a section is missing"
    left = page.locator(".tk-card :is(.tk-button, .tk-tab, .tk-move):visible").all_inner_texts()
    assert left == [], "buttons on paper"
    assert not page.get_by_role("menubar").is_visible(), "Jupyter's menu on paper"
