"""Cases: a decision is made once, and only then is it compared with a reasoned one."""

from __future__ import annotations

from playwright.sync_api import Page

from toolkit_widgets.content.library import library

from . import helpers
from .answering import secrets
from .conftest import Desk
from .test_quizzes import known_to_the_page

NAME = "vendor-demo"


def decide(page: Page, chosen: str, *reasons: str) -> None:
    """Answer the three questions of the case and commit."""
    card = helpers.card(page, NAME)
    helpers.choose(card, f"{NAME}.decision", chosen)
    helpers.choose(card, f"{NAME}.reasons", *reasons)
    helpers.choose(card, f"{NAME}.confidence", "sure")
    card.get_by_role("button", name="Commit my decision").click()
    card.locator(".tk-reveal").first.wait_for()


def test_a_decision_is_compared_after_it_is_committed(desk: Desk) -> None:
    page = desk.open("01")
    card = helpers.card(page, NAME)
    hidden = secrets(library().case_part(NAME))
    assert len(hidden) > 8
    known = known_to_the_page(desk, page)
    assert [piece for piece in hidden if piece in known] == []
    decide(page, "trial", "free", "unknown-errors")
    reveal = card.locator(".tk-reveal").first
    assert page.evaluate("document.activeElement.className").startswith("tk-reveal")
    titles = reveal.locator("h4").all_inner_texts()
    assert titles == [
        "Your decision",
        "All the options",
        "Your reasons",
        "A reasoned answer",
        "What it gives up",
        "What would change it",
        "If one fact were different",
    ]
    assert reveal.locator(".tk-standing").first.inner_text() == "✗ wrong"
    rows = reveal.locator("table").first.locator("tbody tr")
    assert rows.count() == len(library().case_part(NAME).decision.options)
    assert rows.filter(has_text="your decision").count() == 1
    change = reveal.locator("details", has_text="If no law allowed the search")
    assert not change.get_by_text("Then defensible").is_visible()
    change.locator("summary").click()
    assert change.get_by_text("Then defensible").is_visible()
    known = known_to_the_page(desk, page)
    assert [piece for piece in hidden if piece not in known] == [], "the search cannot fail"
    assert helpers.violations(page, f"[data-activity='{NAME}']") == []


def test_a_decision_is_made_once_and_kept(desk: Desk) -> None:
    page = desk.open("01")
    decide(page, "refuse", "law")

    def kept(where: Page) -> None:
        card = helpers.card(where, NAME)
        card.locator(".tk-reveal .tk-standing").first.wait_for()
        assert card.locator(".tk-reveal .tk-standing").first.inner_text() == "✓ defensible"
        assert card.locator(".tk-item input:enabled").count() == 0
        assert card.locator(f"[data-item='{NAME}.decision'] input:checked").count() == 1
        for name in ("Commit my decision", "Try again"):
            assert not card.get_by_role("button", name=name).is_visible()

    kept(page)
    page.close()
    again = desk.open("01")
    kept(again)
    closing = again.locator(".tk-card", has_text="What you did in this lesson")
    row = closing.locator("tr", has_text=library().case_part(NAME).title)
    assert "✓ done (defensible)" in row.inner_text()
    assert desk.answers(NAME)[f"{NAME}.decision"]["value"] == "refuse"


def test_an_exhibit_of_the_story_stands_in_the_lesson(desk: Desk) -> None:
    page = desk.open("01")
    card = page.locator(".tk-kind-exhibit")
    assert card.count() == 1
    assert "The hospital's time clock" in card.inner_text()
    assert card.locator("td", has_text="22:31").is_visible()
    assert helpers.violations(page, ".tk-kind-exhibit") == []


def test_too_many_reasons_are_said_before_the_decision_is_final(desk: Desk) -> None:
    page = desk.open("01")
    card = helpers.card(page, NAME)
    helpers.choose(card, f"{NAME}.decision", "pause")
    helpers.choose(card, f"{NAME}.confidence", "lean")
    helpers.choose(card, f"{NAME}.reasons", "law", "upload", "groups", "free")
    reasons = helpers.item(card, f"{NAME}.reasons")
    reasons.locator(".tk-problem:visible").wait_for()
    card.get_by_role("button", name="Commit my decision").click()
    assert "Question 2" in card.locator(".tk-problems").inner_text()
    assert not card.locator(".tk-reveal").first.is_visible()
    reasons.locator("input[value='free']").uncheck()
    reasons.locator(".tk-problem").wait_for(state="hidden")
    card.locator(".tk-main").click()
    card.locator(".tk-reveal").first.wait_for()
    assert "3 carry the decision" in card.locator(".tk-reveal").first.inner_text()
