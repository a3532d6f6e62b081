"""Review by a second and a third person, and papers made from the answers, as people do it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page

from tests.samples_papers import NAME

from . import helpers
from .conftest import Desk

CELL = "from tests.browser.reviewed import show\nshow()"


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """A notebook with the form."""
    helpers.write_notebook(shared_desk.server.folder, "reviewed", CELL)
    opened = shared_desk.open("reviewed")
    yield opened
    opened.close()


@pytest.fixture
def card(page: Page) -> Locator:
    return helpers.card(page, NAME)


def steps(desk: Desk) -> list[dict[str, Any]]:
    """The steps on disk."""
    file = desk.server.folder / "answers" / f"{NAME}.json"
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["review"]
    return found


def take(card: Locator, button: str, by: str, role: str, note: str = "") -> None:
    """Fill in who one is and press the button."""
    box = card.locator(".tk-review")
    box.get_by_label("Pseudonym").fill(by)
    box.get_by_label("Role", exact=True).fill(role)
    box.get_by_label("Comment or reason").fill(note)
    box.get_by_role("button", name=button).click()


def says(card: Locator, text: str) -> None:
    """Wait until the state says so, on the page and to a screen reader."""
    card.locator(".tk-review-state", has_text=text).wait_for()
    helpers.until(lambda: text in card.locator("[role=status]").inner_text())


def buttons(card: Locator) -> list[str]:
    return card.locator(".tk-review .tk-buttons button").all_inner_texts()


def test_from_a_draft_to_an_approval_that_a_change_undoes(
    page: Page, shared_desk: Desk, card: Locator
) -> None:
    helpers.item(card, "sys.name").locator("input").fill("CamWatch")
    assert card.locator(".tk-review-state").inner_text() == "Draft, not reviewed."
    assert buttons(card) == ["Submit for review", "Add comment"]

    take(card, "Submit for review", "Heron", "")
    card.locator(".tk-review .tk-problem", has_text="Type your role").wait_for()
    role = card.locator(".tk-review").get_by_label("Role", exact=True)
    assert role.get_attribute("aria-invalid") == "true"
    assert role.evaluate("node => node === document.activeElement")
    take(card, "Submit for review", "Heron", "head of unit")
    says(card, "Submitted by Heron (head of unit)")
    assert shared_desk.answers(NAME)["sys.name"]["value"] == "CamWatch"  # typed just before
    assert "Return to the author" in buttons(card)

    take(card, "Return to the author", "Kite", "data-protection officer", "no")
    card.locator(".tk-review .tk-problem", has_text="at least 10 characters").wait_for()
    reason = "Say within how many minutes."
    take(card, "Return to the author", "Kite", "data-protection officer", reason)
    says(card, "returned by Kite (data-protection officer) on")
    assert reason in card.locator(".tk-review-history").inner_text()

    card.locator(".tk-review").get_by_label("The comment is about").select_option("stop.minutes")
    take(card, "Add comment", "Kite", "data-protection officer", "Five <b>at most</b>?")
    beside = helpers.item(card, "stop.minutes").locator(".tk-review-comments")
    beside.filter(has_text="Comment by Kite (data-protection officer): Five <b>").wait_for()
    assert "1 open comment" in card.locator(".tk-review summary").inner_text()

    helpers.item(card, "stop.minutes").locator("input").first.fill("5")
    take(card, "Submit for review", "Heron", "head of unit")
    says(card, "Submitted by Heron")
    beside.wait_for(state="detached")  # submitted anew: replied to
    take(card, "Reviewed: pass on", "heron", "head of unit")
    card.locator(".tk-review .tk-problem", has_text="a second person must review").wait_for()
    take(card, "Reviewed: pass on", "Kite", "data-protection officer")
    says(card, "Reviewed by Kite")
    take(card, "Approve", "KITE", "data-protection officer")
    card.locator(".tk-review .tk-problem", has_text="a third person must decide").wait_for()
    take(card, "Approve", "Owl", "chief")
    says(card, "Approved by Owl (chief)")
    assert buttons(card) == ["Withdraw", "Add comment"]
    assert helpers.violations(page) == []
    helpers.dark_theme(page)
    assert helpers.violations(page) == [], "dark"
    helpers.dark_theme(page, on=False)
    page.set_viewport_size({"width": 400, "height": 900})
    wide = card.evaluate("card => card.scrollWidth - card.clientWidth")
    assert wide <= 0, f"{wide} pixels too wide for a phone"
    page.set_viewport_size({"width": 1280, "height": 900})

    minutes = helpers.item(card, "stop.minutes").locator("input").first
    minutes.fill("50")
    minutes.press("Tab")
    says(card, "the approval no longer counts")
    assert "Within how many minutes?" in card.locator(".tk-review-changed").inner_text()
    assert buttons(card) == ["Submit for review", "Withdraw", "Add comment"]
    assert [step["step"] for step in steps(shared_desk)] == [
        "submit", "return", "comment", "submit", "review", "approve",
    ]  # fmt: skip
    assert page.locator(".tk-card b").count() == 0

    helpers.load(page, lambda: page.reload())
    helpers.start_lesson(page)
    says_now = helpers.card(page, NAME).locator(".tk-review-state")
    says_now.filter(has_text="Changed since it was approved by Owl").wait_for()


def test_a_paper_is_shown_and_taken_along(page: Page, card: Locator) -> None:
    card.get_by_role("button", name="Show my results").click()
    paper = card.locator(".tk-paper")
    paper.wait_for()
    assert "Standing order on CamWatch" in paper.inner_text()
    assert "To be decided" in paper.inner_text()
    assert "Which role may stop it?" in card.locator(".tk-results").inner_text()
    assert helpers.violations(page) == []
    with page.expect_download() as coming:
        card.get_by_role("button", name="Make Standing order on … (Word)").click()
    assert coming.value.suggested_filename.startswith("order-")
    document = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    assert document.paragraphs[0].text == "Standing order on CamWatch"
    with page.expect_download() as coming:
        card.get_by_role("button", name="Make Standing order on … (web page)").click()
    assert b"Content-Security-Policy" in coming.value.path().read_bytes()
