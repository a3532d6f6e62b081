"""Keys and announcements: nothing is skipped, nothing is a trap, nothing is said twice."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.labs.sample import NAME as LAB

from .. import helpers
from ..conftest import Desk
from . import contrast, eyes, sampler

QUIET_MS = 900
"""Longer than anything waits before it is announced."""
FOCUS = """() => {
  const node = document.activeElement;
  const box = node.closest('[data-item]');
  return [node.closest('.tk-card')?.dataset.activity ?? '', box?.dataset.item ?? '',
          node.value ?? node.textContent];
}"""


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """The sampler, shared: what changes it uses a card of its own."""
    opened = sampler.opened(shared_desk)
    yield opened
    opened.close()


def focus(page: Page) -> tuple[str, str, str]:
    """Activity, question and value of what has the focus."""
    found: list[str] = page.evaluate(FOCUS)
    return found[0], found[1], found[2]


# -- Tab -----------------------------------------------------------------------------------------


def test_tab_goes_through_every_card_in_reading_order_and_out(page: Page) -> None:
    stops = eyes.look(page, "watch")
    assert stops > 100
    assert eyes.walk(page, "Tab") == list(range(stops))
    assert eyes.walk(page, "Shift+Tab") == list(reversed(range(stops)))
    assert eyes.look(page, "jumps") == []
    print(f"\nsampler: {stops} stops in {page.locator('.tk-card').count()} cards, there and back")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_has_the_focus_has_a_ring_one_can_see(page: Page, dark: bool) -> None:
    if dark:
        helpers.dark_theme(page)
    kinds = (
        "[type=radio]", "[type=checkbox]", "[type=text]", "[type=date]", "textarea", "select",
        ".tk-check", ".tk-main", ".tk-quiet", ".tk-tab", ".tk-move", "details > summary",
    )  # fmt: skip
    found = []
    for kind in kinds:
        page.locator(f".tk-card {kind}:visible:not(:disabled)").first.focus()
        page.keyboard.press("Shift")  # the keyboard is in use: the ring shows on everything
        ring = eyes.look(page, "ring")
        if ring["line"] == "none" or ring["width"] < 2 or contrast.measured(ring) < 3:
            found.append(f"{kind}: {ring}")
    if dark:
        helpers.dark_theme(page, on=False)
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_circles_and_boxes_can_be_seen(page: Page, dark: bool) -> None:
    """The browser draws them: what counts is what it painted, so pixels are compared."""
    if dark:
        helpers.dark_theme(page)
    kinds = ("[type=radio]", "[type=radio]:checked", "[type=checkbox]", "[type=checkbox]:checked")
    helpers.item(helpers.card(page, "parts"), "parts.owner").locator("input").first.check()
    helpers.item(helpers.card(page, "stop-order"), "uses").locator("input").first.check()
    found = {}
    for kind in kinds:
        field = page.locator(f".tk-card {kind}:visible:not(:disabled)").first
        found[kind] = drawn(field.screenshot(animations="disabled"))
    if dark:
        helpers.dark_theme(page, on=False)
    assert {kind: ratio for kind, ratio in found.items() if ratio < contrast.GRAPHICS} == {}


def drawn(picture: bytes) -> float:
    """Contrast of what stands out most with the upper left corner, which is paper."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    every = {color for _, color in image.getcolors(image.width * image.height) or []}
    paper = contrast.parse(f"rgb{image.getpixel((0, 0))}")
    return max(contrast.ratio(contrast.parse(f"rgb{color}"), paper) for color in every)


# -- said once -----------------------------------------------------------------------------------


def heard(page: Page, do: Callable[[], object]) -> list[str]:
    """What live regions say while something is done, until it is quiet."""
    assert eyes.look(page, "listen") > 0
    do()
    page.wait_for_timeout(QUIET_MS)
    found: list[str] = page.evaluate("window.heard")
    return found


def test_feedback_is_said_once(page: Page) -> None:
    card = helpers.card(page, "check-toolkit")
    item = card.locator("[data-item]:has(.tk-check)").first
    check = item.get_by_role("button", name="Check")
    nothing = heard(page, lambda: check.press("Enter"))
    assert len(nothing) == 1
    item.locator("input").first.check()
    helpers.wait_saved(card)
    said = heard(page, lambda: check.press("Enter"))
    assert len(said) == 1
    assert said[0].startswith(item.locator(".tk-verdict").inner_text())


def test_a_number_that_is_none_is_said_once(page: Page) -> None:
    box = helpers.item(helpers.card(page, "parts"), "parts.share")
    field = box.locator("input")
    field.focus()
    page.keyboard.type("abc")
    assert len(heard(page, lambda: page.keyboard.press("Enter"))) == 1
    field.fill("")
    field.press("Tab")


def test_moving_an_entry_is_said_once(page: Page) -> None:
    down = helpers.card(page, "stages").get_by_role("button", name="Move down").first
    assert len(heard(page, lambda: down.press("Enter"))) == 1


def test_open_questions_are_said_once_and_the_first_has_the_focus(page: Page) -> None:
    card = helpers.card(page, "test")
    main = card.locator(".tk-main")
    said = heard(page, lambda: main.press("Enter"))
    assert len(said) == 1
    assert said[0] == eyes.words(card.locator(".tk-problems").inner_text())
    assert focus(page)[0] == "test"
    assert focus(page)[1] != ""


def test_a_gate_says_once_where_it_stands(page: Page) -> None:
    card = helpers.card(page, "small-workbook")
    field = helpers.item(card, "planning.name").locator("input")
    field.focus()
    page.keyboard.type("Square camera 3")
    said = heard(page, lambda: page.keyboard.press("Tab"))
    assert [line for line in said if "legal opinion" in line] == said
    assert len(said) == 1


def test_a_step_of_the_review_is_said_once(page: Page) -> None:
    box = helpers.card(page, "stop-order").locator(".tk-review")
    box.get_by_label("Pseudonym").fill("Heron")
    box.get_by_label("Role", exact=True).fill("head of unit")
    submit = box.get_by_role("button", name="Submit for review")
    said = heard(page, lambda: submit.press("Enter"))
    assert len(said) == 1
    assert said[0].startswith("Submitted by Heron")
    assert focus(page)[0] == "stop-order"


# -- the focus is never lost ---------------------------------------------------------------------


def test_a_button_that_goes_away_hands_the_focus_on(page: Page) -> None:
    """Confirming a decision takes its own button away."""
    card = helpers.card(page, "small-workbook")
    gate = helpers.item(card, "planning.gate")
    helpers.item(card, "planning.name").locator("input").fill("Square camera 3")
    gate.locator("input[value='go']").check()
    gate.get_by_label("Decided by").fill("Chief of police")
    gate.get_by_label("Decided on").fill("2026-03-01")
    helpers.item(card, "planning.law").get_by_label("Title").fill("Opinion L-1")
    helpers.item(card, "planning.law").get_by_label("Title").blur()
    confirm = gate.get_by_role("button", name="Confirm the decision")
    confirm.press("Enter")
    confirm.wait_for(state="hidden")
    assert focus(page)[:2] == ("small-workbook", "planning.gate")


def start_with_f9(page: Page) -> None:
    """Start the lesson with its key and wait until every card is a new one."""
    page.evaluate("document.querySelectorAll('.tk-card').forEach(c => { c.dataset.old = 'yes'; })")
    count = page.locator(".tk-card").count()
    page.keyboard.press("F9")
    page.wait_for_function(
        "count => document.querySelectorAll('.tk-card:not([data-old])').length === count", arg=count
    )


@pytest.mark.parametrize(
    ("activity", "place"),
    [
        ("parts", "[data-item='parts.story'] textarea"),
        ("check-match", "[data-item] [type=radio]"),
        ("parts", "[data-item='parts.owner'] [value='no']"),
        ("small-risks", ".tk-tab"),
        (LAB, ".tk-main"),
    ],
)
def test_after_starting_again_the_focus_is_where_it_was(
    page: Page, activity: str, place: str
) -> None:
    helpers.card(page, activity).locator(place).first.focus()
    before = focus(page)
    start_with_f9(page)
    helpers.until(lambda: focus(page)[0] == activity)
    assert focus(page) == before


def test_after_pressing_start_lesson_too(page: Page) -> None:
    """Jupyter's tool bar does not take the focus when it is clicked."""
    helpers.card(page, "parts").locator("textarea").last.focus()
    before = focus(page)
    helpers.start_lesson(page)
    helpers.until(lambda: focus(page) == before)


def test_who_went_elsewhere_is_left_there(page: Page) -> None:
    helpers.card(page, "parts").locator("textarea").last.focus()
    page.locator("h1").first.click()
    start_with_f9(page)
    page.wait_for_timeout(500)
    assert page.evaluate("!document.activeElement.closest('.tk-card')")
