"""A hub for a test, and what a learner does there first."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tools.hub_namespaces import NotHere
from tools.local_hub import PASSWORD, LocalHub

from . import helpers
from .watch import Watch

FIRST = "/notebooks/my-course/00_start_here.ipynb"
PATIENCE_MS = 90_000


def running_hub(*users: str, idle_s: int = 0) -> Iterator[LocalHub]:
    """For a fixture. Skips where no hub can run, unless REQUIRE_HUB=1."""
    try:
        hub = LocalHub(users, idle_s=idle_s)
    except NotHere as reason:
        words = f"{reason}: NOTHING was tested on a hub"
        if os.environ.get("REQUIRE_HUB") == "1":
            pytest.fail(f"{words}, and REQUIRE_HUB=1 asks for it")
        pytest.skip(words)
    try:
        hub.start()
        yield hub
    finally:
        hub.stop()


def log_in(hub: LocalHub, chromium: Browser, name: str) -> tuple[Page, Watch]:
    """Fill in the login page and send it, in a browser of one's own; wait for nothing more."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    watch = Watch(context)
    # the rehearsal's proxy says so while a kernel is not ready; pages ask again
    watch.expected.append("Sent non-empty 'Sec-WebSocket-Protocol' header")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{hub.host}/hub/login")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click(no_wait_after=True)
    return page, watch


def begin(page: Page, watch: Watch) -> None:
    """Wait until lesson 00 has opened by itself and its kernel has answered, then start it."""
    page.wait_for_url(f"**{FIRST}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    while not any("kernel_info_reply" in frame for frame in watch.frames):
        page.wait_for_timeout(100)
    helpers.start_lesson(page)
