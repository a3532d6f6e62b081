"""The course server is gone, and comes back: words, and nothing that was typed is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.faults.faults import Record, note
from tests.learn.running import Running
from toolkit_widgets.models import ShortText

from . import helpers
from .answering import lesson, quiz
from .conftest import Desk
from .server import CourseServer
from .watch import Watch

BEFORE, DURING = [i.id for i in quiz("14", "my-plan").items if isinstance(i, ShortText)][:2]


@pytest.fixture
def own_desk(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a server that may be killed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    desk = Desk(CourseServer(tmp_path / "my-course"), context, Watch(context))
    yield desk
    context.close()
    desk.server.close()


def test_a_server_that_was_killed_and_started_again(
    own_desk: Desk, record_property: Record
) -> None:
    page = own_desk.open("14")
    plan = helpers.card(page, "my-plan")
    fields = {key: helpers.item(plan, key).locator("input") for key in (BEFORE, DURING)}
    fields[BEFORE].fill("An order to every shift")
    helpers.wait_saved(plan)

    host = own_desk.server.host
    Running.close(own_desk.server)  # kill -9, to the kernel as well
    fields[DURING].press_sequentially("The stop sheet", delay=10)
    said = plan.locator(".tk-unsaved", has_text="NOT SAVED")
    said.wait_for()
    words = said.inner_text()

    own_desk.server = CourseServer(own_desk.server.folder)
    assert own_desk.server.host == host  # the same port again, without being asked
    helpers.load(page, page.reload)
    helpers.start_lesson(page)

    def on_disk() -> dict[str, object]:
        stored = own_desk.answers(lesson("14"))
        return {key: stored.get(key, {}).get("value") for key in fields}

    wanted = {BEFORE: "An order to every shift", DURING: "The stop sheet"}
    with contextlib.suppress(AssertionError):
        helpers.until(lambda: on_disk() == wanted)
    assert on_disk() == wanted
    note(record_property, "server-gone", 1, 0, words)
