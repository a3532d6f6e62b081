"""The explorer of the principles: by keyboard, on paper, on a narrow page, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from toolkit_widgets.content.library import library

from . import helpers
from .conftest import Desk

CARD = "section.tk-card:has(details.tk-fold)"
PRINCIPLES = library().principles


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """Lesson 07, shared: each test leaves the folds closed."""
    opened = shared_desk.open("07")
    yield opened
    opened.close()


def folds(page: Page) -> Locator:
    """Every fold of the explorer."""
    return page.locator(f"{CARD} details.tk-fold")


def opened(page: Page) -> int:
    """How many of them are open."""
    return page.locator(f"{CARD} details.tk-fold[open]").count()


def test_there_is_a_fold_for_each_principle_and_each_stage(page: Page) -> None:
    instrumental = [p for p in PRINCIPLES.principles if p.core]
    assert folds(page).count() == len(instrumental) + len(PRINCIPLES.stages)
    assert opened(page) == 0


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_and_closes_and_the_notebook_does_not_hear_it(page: Page, key: str) -> None:
    name = folds(page).nth(3).locator("summary")
    name.focus()
    page.keyboard.press(key)
    assert opened(page) == 1
    assert name.evaluate("node => node === document.activeElement")
    assert page.locator(".jp-Notebook.jp-mod-editMode").count() == 0
    page.keyboard.press(key)
    assert opened(page) == 0


def test_tab_goes_from_name_to_name(page: Page) -> None:
    folds(page).nth(0).locator("summary").focus()
    page.keyboard.press("Tab")
    assert folds(page).nth(1).locator("summary").evaluate("n => n === document.activeElement")


def test_on_paper_every_fold_is_open_and_afterwards_as_before(page: Page) -> None:
    folds(page).nth(2).locator("summary").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened(page) == folds(page).count()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened(page) == 1
    folds(page).nth(2).locator("summary").click()


def test_open_folds_fit_a_narrow_page_and_axe_finds_nothing(page: Page) -> None:
    before = page.viewport_size
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert helpers.violations(page, CARD) == []
    helpers.dark_theme(page)
    assert helpers.violations(page, CARD) == [], "dark"
    helpers.dark_theme(page, on=False)
    page.set_viewport_size({"width": 400, "height": 900})
    page.wait_for_timeout(300)
    assert page.locator(CARD).evaluate("node => node.scrollWidth - node.clientWidth") <= 1
    page.set_viewport_size(before or {"width": 1280, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened(page) == 0
