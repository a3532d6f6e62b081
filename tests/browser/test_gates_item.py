"""A gate at the screen: shut with its reasons, opened by what is missing, forced and remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from tests.samples_gates import REASON

from . import helpers
from .conftest import Desk

CELL = "from tests.browser.gated import show, show_register\nshow()"
NAME = "small-workbook"
SMALL = {"width": 320, "height": 800}


@pytest.fixture
def page(desk: Desk) -> Iterator[Page]:
    """A notebook with the small workbook, nothing answered."""
    file = helpers.write_notebook(desk.server.folder, "gated", CELL, "show_register()")
    opened = desk.open("gated")
    yield opened
    opened.close()
    file.unlink()


def gate(page: Page) -> Locator:
    return helpers.item(helpers.card(page, NAME), "planning.gate")


def word(page: Page) -> Locator:
    return gate(page).locator(".tk-gate-word")


def field(page: Page, label: str) -> Locator:
    return gate(page).get_by_label(label)


def decide(page: Page, decision: str = "go") -> None:
    gate(page).locator(f"input[value='{decision}']").check()
    field(page, "Decided by").fill("Chief of police")
    field(page, "Decided on").fill("2026-03-01")
    field(page, "Decided on").blur()


def fill_in(page: Page, *names: str) -> None:
    card = helpers.card(page, NAME)
    if "name" in names:
        helpers.item(card, "planning.name").locator("input").fill("Square camera 3")
        helpers.item(card, "planning.name").locator("input").blur()
    if "law" in names:
        law = helpers.item(card, "planning.law")
        law.get_by_label("Title").fill("Opinion L-1")
        law.get_by_label("Title").blur()


def test_a_shut_gate_refuses_go_and_opens_when_nothing_is_missing(page: Page, desk: Desk) -> None:
    assert word(page).inner_text() == "Shut"
    missing = gate(page).locator(".tk-gate-missing li")
    assert missing.all_inner_texts() == [
        "The system has no name. Nobody can ask for it.",
        "There is no legal opinion.",
    ]
    decide(page)
    problem = gate(page).locator(".tk-problem")
    problem.filter(has_text="2 things are missing. “Go” is kept as a draft").wait_for()
    assert gate(page).locator("input[value='go']").is_checked(), "what was chosen is gone"
    assert helpers.violations(page) == []
    assert helpers.too_wide(page) == []

    fill_in(page, "name")
    helpers.until(lambda: missing.all_inner_texts() == ["There is no legal opinion."])
    fill_in(page, "law")
    word(page).filter(has_text="Open, not decided").wait_for()
    assert "Nothing is missing." in gate(page).inner_text()
    assert not gate(page).locator(".tk-gate-anyway").is_visible(), "an open gate needs no such door"
    gate(page).get_by_role("button", name="Confirm the decision").click()
    word(page).filter(has_text="Passed").wait_for()
    assert not problem.is_visible()
    stored = desk.answers(NAME)["planning.gate"]
    assert stored["value"]["decision"] == "go"
    assert "state" not in stored  # answered


def test_a_later_section_says_so_and_stays_open_to_all(page: Page) -> None:
    card = helpers.card(page, NAME)
    card.get_by_role("button", name="Use").click()
    banner = card.locator("[data-section='use'] .tk-banner")
    assert banner.inner_text().startswith("Gate 1 (Planning) is shut: The system has no name.")
    helpers.item(card, "use.errors").locator("input").fill("3")
    helpers.wait_saved(card)
    assert helpers.violations(page) == []


def test_an_override_stays_listed_after_it_is_withdrawn(page: Page, desk: Desk) -> None:
    fill_in(page, "name")
    decide(page)
    anyway = gate(page).locator(".tk-gate-anyway")
    anyway.locator("summary").press("Enter")
    assert "stays in the report for ever" in anyway.inner_text()
    field(page, "Reason (at least 20 characters)").fill(REASON)
    field(page, "Opened by").fill("Deputy chief")
    field(page, "Opened on").fill("2026-03-01")
    field(page, "Opened on").blur()
    word(page).filter(has_text="Passed although shut").wait_for()
    assert "There is no legal opinion." in gate(page).locator(".tk-gate-state").inner_text()

    field(page, "Reason (at least 20 characters)").fill("")
    field(page, "Reason (at least 20 characters)").blur()
    word(page).filter(has_text="Shut").wait_for()
    former = gate(page).locator(".tk-gate-former li")
    assert former.inner_text().startswith(f"2026-03-01, Deputy chief: {REASON}")
    assert "Missing then: There is no legal opinion." in former.inner_text()

    card = helpers.card(page, NAME)
    card.get_by_role("button", name="Show my results").click()
    results = card.locator(".tk-results")
    results.get_by_role("heading", name="Gates opened although shut").wait_for()
    assert REASON in results.inner_text()
    assert len(desk.answers(NAME)["planning.gate"]["value"]["former"]) == 1
    assert helpers.violations(page) == []

    helpers.start_lesson(page)  # another day
    assert gate(page).locator(".tk-gate-former li").count() == 1


def test_by_keyboard_alone_and_every_field_has_its_name(page: Page) -> None:
    gate(page).locator("input[value='go']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert gate(page).locator("input[value='go_with_conditions']").is_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("Only by day.")
    page.keyboard.press("Tab")
    page.keyboard.type("Chief")
    names = set(helpers.named(helpers.cards_tree(page), "textbox", "radio", "Date"))
    assert {"Go", "No go", "Decided by (a role, no name)", "Reasons"} <= names
    assert "" not in names
    gate(page).get_by_role("button", name="Clear the decision").press("Enter")
    assert gate(page).locator("input:checked").count() == 0
    assert page.evaluate("document.activeElement.value") == "go"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_readable_on_a_phone_and_in_the_dark(page: Page, dark: bool) -> None:
    fill_in(page, "name")
    decide(page)
    gate(page).locator(".tk-problem").wait_for()
    gate(page).locator(".tk-gate-anyway summary").click()
    if dark:
        helpers.dark_theme(page)
    assert helpers.violations(page) == []
    page.set_viewport_size(SMALL)
    assert helpers.too_wide(page) == []
    assert helpers.sideways(page) == []
    if dark:
        page.set_viewport_size({"width": 1280, "height": 900})
        helpers.dark_theme(page, on=False)


def test_a_fact_is_entered_once_and_says_where_it_is_from(page: Page, desk: Desk) -> None:
    fill_in(page, "name")
    helpers.wait_saved(helpers.card(page, NAME))
    helpers.start_lesson(page)
    taken = helpers.item(helpers.card(page, "small-register"), "facts.name")
    assert taken.locator("input").input_value() == "Square camera 3"
    note = taken.locator(".tk-taken")
    assert note.inner_text() == "From “The workbook of a camera”."
    described = str(taken.locator("input").get_attribute("aria-describedby")).split()
    assert note.get_attribute("id") in described
    taken.locator("input").fill("Another name")
    taken.locator("input").blur()
    note.filter(has_text="now says: Square camera 3. Nothing was changed here.").wait_for()
    assert desk.answers("small-register")["facts.name"]["value"] == "Another name"
    assert helpers.violations(page) == []
