"""What a clipboard can hold: far too much, signs that pile up, halves of signs."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import Locator

from tests.faults.faults import Record, note
from toolkit_widgets.models import ShortText

from . import helpers
from .answering import lesson, quiz
from .conftest import Desk

FIELD, OTHER = [i.id for i in quiz("14", "my-plan").items if isinstance(i, ShortText)][:2]
PASTE = """(field, [text, times]) => {
  field.focus();
  field.value = JSON.parse(text).repeat(times);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.blur();
}"""
USABLE_S = 5
"""From a paste until the page answers again, on a slow computer."""
MARK = "\u0301"
ODD = ("🙂 👩🏽‍⚖️ שלום \u202eabc\u202c", "a\x00b", "half \ud83d", MARK)


def paste(field: Locator, text: str, times: int = 1) -> float:
    """Bring a text into a field as a paste does; seconds until the page answers again."""
    began = time.monotonic()
    field.evaluate(PASTE, [json.dumps(text), times])
    field.page.evaluate("new Promise(requestAnimationFrame)")
    return time.monotonic() - began


def test_ten_million_characters_are_said_to_be_too_many(
    desk: Desk, record_property: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helpers, "FIRST_TRY_MS", helpers.SECOND_TRY_MS)  # one press; it takes long
    # said by anywidget where a page is busy for two seconds; every card stands all the same
    desk.watch.expected += ["[anywidget] Failed to initialize model"]
    page = desk.open("14")
    plan = helpers.card(page, "my-plan")
    box, other = (helpers.item(plan, key).locator("input") for key in (FIELD, OTHER))
    box.fill("Each shift")
    helpers.wait_saved(plan)
    assert paste(box, "x", 10_000_000) < USABLE_S
    said = plan.locator(".tk-unsaved", has_text="NOT SAVED")
    said.wait_for()
    problem = helpers.item(plan, FIELD).locator(".tk-problem").inner_text()
    assert "10,000,0" in problem
    assert "at most 250,000" in problem

    other.fill("The duty officer")  # what is beside it goes on being saved
    helpers.until(lambda: desk.answers(lesson("14")).get(OTHER, {}).get("value"))
    assert said.inner_text().startswith("This answer has")  # and one is still not
    assert desk.answers(lesson("14"))[FIELD]["value"] == "Each shift"
    helpers.start_lesson(page)
    assert box.evaluate("field => field.value.length") == 10_000_000
    said.wait_for()
    words = said.inner_text()

    paste(box, "short again")
    helpers.wait_saved(plan)
    assert desk.answers(lesson("14"))[FIELD]["value"] == "short again"
    assert helpers.item(plan, FIELD).locator(".tk-problem").is_hidden()
    note(record_property, "large", 1, 0, words)


@pytest.mark.thorough
def test_signs_that_pile_up_and_halves_of_signs(desk: Desk, record_property: Record) -> None:
    page = desk.open("14")
    plan = helpers.card(page, "my-plan")
    box, other = (helpers.item(plan, key).locator("input") for key in (FIELD, OTHER))
    for text in ODD:
        times = 200_000 if text == MARK else 1
        assert paste(box, text, times) < USABLE_S
        helpers.wait_saved(plan)
        assert desk.answers(lesson("14"))[FIELD]["value"] == text * times
        helpers.start_lesson(page)  # opens with it, too
        helpers.until(lambda: plan.locator(".tk-saved").inner_text().startswith("Restored"))
        assert len(box.input_value()) >= len(text) * times  # two units for most emoji
    assert paste(box, MARK, 1_000_000) < USABLE_S
    plan.locator(".tk-unsaved", has_text="at most 250,000").wait_for()
    other.fill("The page is still of use")
    helpers.until(lambda: desk.answers(lesson("14")).get(OTHER, {}).get("value"))
    note(record_property, "text", len(ODD) + 1, 0, "")
