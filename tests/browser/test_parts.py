"""Numbers, dates, reasons and comments: kept as typed, and said in words what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from . import helpers
from .conftest import Desk

CELL = "from tests.browser.parts import show\nshow()"


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """A notebook with one activity that asks in all these ways."""
    helpers.write_notebook(shared_desk.server.folder, "parts", CELL)
    opened = shared_desk.open("parts")
    yield opened
    opened.close()


@pytest.fixture
def card(page: Page) -> Locator:
    return helpers.card(page, "parts")


def stored(desk: Desk, item: str, **wanted: object) -> None:
    """Wait until the answer on disk holds these values."""
    helpers.until(lambda: wanted.items() <= desk.answers("parts").get(item, {}).items())


@pytest.mark.parametrize(
    ("typed", "value"), [("12,5", 12.5), ("7.25", 7.25), (" 40 ", 40), ("99", 99)]
)
def test_a_number_is_read_as_people_write_it(
    shared_desk: Desk, card: Locator, typed: str, value: float
) -> None:
    field = helpers.item(card, "parts.share").locator("input")
    field.fill(typed)
    field.press("Tab")
    stored(shared_desk, "parts.share", value=value)
    assert field.input_value() == typed
    assert not helpers.item(card, "parts.share").locator(".tk-problem").is_visible()
    assert field.get_attribute("aria-invalid") is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("abc", "'abc' is not a number we can read."),
        ("150", "150 is too high; the highest possible is 100 per cent."),
        ("-1", "-1 is too low; the lowest possible is 0 per cent."),
    ],
)
def test_what_is_no_answer_yet_stays_and_is_explained(
    page: Page, shared_desk: Desk, card: Locator, typed: str, says: str
) -> None:
    box = helpers.item(card, "parts.share")
    field, problem = box.locator("input"), box.locator(".tk-problem")
    field.fill(typed)
    field.press("Enter")
    problem.filter(has_text=says).wait_for()
    assert field.input_value() == typed
    assert field.get_attribute("aria-invalid") == "true"
    described = str(field.get_attribute("aria-describedby")).split()
    assert problem.get_attribute("id") in described, "the problem does not belong to the field"
    helpers.until(lambda: card.locator("[role=status]").inner_text().startswith(says))
    stored(shared_desk, "parts.share", value=typed, state="draft")
    assert "1 to correct" in card.locator(".tk-counts").inner_text()
    assert helpers.violations(page) == []


def test_not_applicable_and_dont_know_ask_for_a_reason(shared_desk: Desk, card: Locator) -> None:
    box = helpers.item(card, "parts.systems")
    assert not box.get_by_label("Reason").is_visible()
    box.get_by_label("Not applicable").check()
    box.get_by_label("Reason").fill("We have no systems.")
    stored(shared_desk, "parts.systems", state="not_applicable", reason="We have no systems.")
    assert "1 not applicable" in card.locator(".tk-counts").inner_text()
    box.get_by_label("Don't know").check()
    assert not box.get_by_label("Not applicable").is_checked()
    stored(shared_desk, "parts.systems", state="dont_know")
    box.get_by_label("Don't know").uncheck()
    assert not box.get_by_label("Reason").is_visible()

    radios = helpers.item(card, "parts.owner")
    radios.get_by_label("Don't know").check()
    stored(shared_desk, "parts.owner", state="dont_know")
    radios.locator(".tk-problem", has_text="reason").wait_for()
    radios.get_by_label("Reason").fill("The list is being made.")
    stored(shared_desk, "parts.owner", reason="The list is being made.")
    radios.get_by_label("Yes").check()
    stored(shared_desk, "parts.owner", value="yes")


def test_comments_dates_and_stories_come_back(page: Page, shared_desk: Desk, card: Locator) -> None:
    story = 'Line one\nline two <b>not bold</b> & "quoted" – עברית 😀'
    owner = helpers.item(card, "parts.owner")
    owner.locator("summary").click()
    assert "The list of systems, with its date." in owner.inner_text()
    assert "head of unit" in owner.inner_text()
    owner.get_by_label("Comment").fill("Not for the old one.")
    owner.get_by_label("Evidence you can name").fill("List of 3 March")
    helpers.item(card, "parts.tested").locator("input").fill("2026-11-24")
    area = helpers.item(card, "parts.story").locator("textarea")
    area.fill(story)
    area.press("Control+End")
    area.press("Enter")  # a new line as everywhere, not a command
    area.press("x")
    stored(shared_desk, "parts.story", value=f"{story}\nx")
    stored(shared_desk, "parts.owner", comment="Not for the old one.", evidence="List of 3 March")
    stored(shared_desk, "parts.tested", value="2026-11-24")
    assert page.locator(".tk-card b").count() == 0

    helpers.load(page, page.reload)
    helpers.start_lesson(page)
    assert helpers.item(card, "parts.story").locator("textarea").input_value() == f"{story}\nx"
    assert helpers.item(card, "parts.tested").locator("input").input_value() == "2026-11-24"
    assert owner.get_by_label("Comment").input_value() == "Not for the old one."
    assert owner.get_by_label("Comment").is_visible(), "a comment that is there is folded away"
    assert owner.get_by_label("Evidence you can name").input_value() == "List of 3 March"


def test_letters_in_a_text_box_are_text(page: Page, card: Locator) -> None:
    """b, d d, x, a, c, v, m, y: with the notebook's hands on them they would edit its cells."""
    cells = page.locator(".jp-Cell").count()
    area = helpers.item(card, "parts.story").locator("textarea")
    area.fill("")
    area.press_sequentially("bddxacvmy1")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert area.input_value() == "bddxacvmy1"
    assert page.locator(".jp-Cell").count() == cells
    assert area.evaluate("node => node === document.activeElement")
