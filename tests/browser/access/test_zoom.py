"""Zoom, larger text, more space between letters, less movement: nothing is cut, nothing moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from .. import helpers
from ..conftest import Desk
from . import eyes, sampler, visit

LARGE_TEXT = "html { font-size: 200% !important; }"
FOUR_TIMES = {"width": 320, "height": 225}
"""What 1280 by 900 pixels leave at a zoom of 400 %, in CSS pixels."""


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """The sampler with something in every field, and results."""
    opened = sampler.opened(shared_desk)
    visit.reach(opened, "filled")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def as_before(page: Page) -> Iterator[None]:
    """Each test leaves a wide page without further styles."""
    yield
    page.evaluate("document.querySelectorAll('style.added').forEach(node => node.remove())")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(reduced_motion="no-preference")


def style(page: Page, css: str) -> None:
    page.evaluate(
        """css => {
          const node = document.createElement('style');
          node.className = 'added';
          node.textContent = css;
          document.head.append(node);
        }""",
        css,
    )
    page.wait_for_timeout(visit.LAYOUT_MS)


def complaints(page: Page) -> list[str]:
    """Text that is cut or covered, and what is wider than the page."""
    closed = eyes.look(page, "sections")
    found = [
        *eyes.counted(eyes.look(page, "cut")),
        *helpers.too_wide(page),
        *helpers.sideways(page),
    ]
    eyes.look(page, "sections", eyes.CARDS, closed)
    return found


def test_at_four_times_the_size(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    metrics = FOUR_TIMES | {"deviceScaleFactor": 4, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", metrics)
    page.wait_for_timeout(visit.LAYOUT_MS)
    assert page.evaluate("[devicePixelRatio, innerWidth]") == [4, 320]
    found = complaints(page)
    start = page.get_by_role("button", name="Start lesson").first.bounding_box()
    field = page.locator(".tk-card textarea:visible").first
    field.focus()
    seen = field.evaluate(
        """node => {
          const { top, left, width } = node.getBoundingClientRect();
          return node.contains(document.elementFromPoint(left + width / 2, top + 5));
        }"""
    )
    session.send("Emulation.clearDeviceMetricsOverride")
    session.detach()
    assert found == []
    assert start is not None
    assert start["x"] + start["width"] <= FOUR_TIMES["width"]
    assert seen, "what has the focus is covered"


@pytest.mark.parametrize("width", [1280, 640])
def test_with_text_of_twice_the_size(page: Page, width: int) -> None:
    before = page.locator(".tk-title").first.evaluate("n => getComputedStyle(n).fontSize")
    page.set_viewport_size({"width": width, "height": 900})
    style(page, LARGE_TEXT)
    after = page.locator(".tk-title").first.evaluate("n => getComputedStyle(n).fontSize")
    assert float(after[:-2]) == 2 * float(before[:-2])
    assert complaints(page) == []


@pytest.mark.parametrize("width", visit.WIDTHS)
def test_with_more_space_between_letters_words_and_lines(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    style(page, eyes.SPACING)
    assert complaints(page) == []


def test_nothing_moves_where_that_is_asked_for(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.locator(".tk-tab").first.click()
    page.locator(".tk-card summary:visible").first.click()
    assert eyes.look(page, "moving") == []


def test_a_page_twice_as_long_is_still_read_in_its_order(page: Page) -> None:
    """The order of the focus, with everything filled in and every fold open, wide and narrow."""
    for width in visit.WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(visit.LAYOUT_MS)
        assert eyes.look(page, "jumps") == []
