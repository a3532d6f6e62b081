"""A kernel that dies or starts again under the learner's fingers, and a tab that is closed."""

from __future__ import annotations

import contextlib
import random

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.faults.faults import Record, note
from toolkit_widgets.models import ShortText

from . import helpers
from .answering import lesson, quiz
from .conftest import Desk

TYPED = "The stop sheet is printed"
FIELDS = [item.id for item in quiz("14", "my-plan").items if isinstance(item, ShortText)]
EXPECTED = ["/api/kernels/", "/api/sessions/", "restarting kernel", "Kernel is dead"]


def typed_while(desk: Desk, page: Page, field: str, text: str, at: int, restart: bool) -> str:
    """Type; after ``at`` letters the kernel dies or is restarted. What the page says then."""
    box = helpers.item(helpers.card(page, "my-plan"), field).locator("input")
    box.fill("")
    box.press_sequentially(text[:at], delay=15)
    notebook = desk.server.notebook("14")
    if restart:
        kernel = desk.server.session(notebook)["kernel"]["id"]
        desk.server.api("POST", f"kernels/{kernel}/restart")
    else:
        desk.server.kernel_process(notebook).kill()
    box.press_sequentially(text[at:], delay=15)
    said = helpers.card(page, "my-plan").locator(".tk-unsaved", has_text="NOT SAVED")
    said.wait_for()
    words = said.inner_text()
    if not restart:  # Jupyter starts the kernel again and says so over the page
        with contextlib.suppress(TimeoutError):
            page.get_by_role("button", name="Ok").click(timeout=6000)
    box.fill(text)  # Jupyter's dialog may have taken a letter
    helpers.start_lesson(page)
    return words


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("fault", "tries"), [("kill-kernel", 6), ("restart-kernel", 3)], ids=["killed", "restarted"]
)
def test_typing_goes_on_while_a_kernel_goes_away(
    desk: Desk, fault: str, tries: int, record_property: Record
) -> None:
    desk.watch.expected += EXPECTED
    page = desk.open("14")
    dice = random.Random(4)
    wanted: dict[str, str] = {}
    for n in range(tries):
        field = FIELDS[n % len(FIELDS)]
        wanted[field] = f"{TYPED} {n}"
        at = dice.randrange(1, len(TYPED))
        said = typed_while(desk, page, field, wanted[field], at, fault == "restart-kernel")
        with contextlib.suppress(AssertionError):
            helpers.until(lambda: saved(desk) == wanted)
        assert saved(desk) == wanted
    note(record_property, fault, tries, 0, said)


def saved(desk: Desk) -> dict[str, str]:
    """Field → text, as it is on disk."""
    found = desk.answers(lesson("14"))
    return {key: str(found[key].get("value")) for key in FIELDS if key in found}


def test_a_tab_that_is_closed_takes_no_word_along(desk: Desk, record_property: Record) -> None:
    page = desk.open("14")
    field = FIELDS[0]
    helpers.item(helpers.card(page, "my-plan"), field).locator("input").fill("Each shift")
    page.close(run_before_unload=True)  # well within the second after which text is sent
    with contextlib.suppress(AssertionError):
        helpers.until(lambda: saved(desk))
    assert saved(desk) == {field: "Each shift"}
    note(record_property, "tab-closed", 1, 0, "")
