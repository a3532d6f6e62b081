"""When a server on a hub ends: not under a reader, and no answer ends with it.

The three hours of deploy/ are thirty seconds here; the rest is the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tools.local_hub import LocalHub

from . import helpers
from .at_a_hub import FIRST, PATIENCE_MS, begin, log_in, running_hub

NAME = "learner-1"
IDLE_S = 30
FIRST_LINK = f"/hub/user-redirect{FIRST}"


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    yield from running_hub(NAME, idle_s=IDLE_S)


@pytest.mark.thorough
def test_reading_ends_no_server_and_the_end_of_a_server_loses_no_answer(
    hub: LocalHub, chromium: Browser
) -> None:
    page, watch = log_in(hub, chromium, NAME)
    context = page.context
    begin(page, watch)
    card = helpers.card(page, "sign")
    helpers.choose(card, "sign.decision", "not")
    helpers.wait_saved(card)
    page.wait_for_timeout(1.5 * IDLE_S * 1000)  # somebody reads
    assert hub.server(NAME)["ready"]
    page.close()
    helpers.until(lambda: not hub.server(NAME), seconds=4 * IDLE_S)

    again = context.new_page()
    again.set_default_timeout(PATIENCE_MS)
    watch.frames.clear()
    again.goto(hub.host + FIRST_LINK)
    begin(again, watch)  # nobody has to ask for a server
    card = helpers.card(again, "sign")
    assert helpers.item(card, "sign.decision").locator("input[value=not]").is_checked()
    context.close()
