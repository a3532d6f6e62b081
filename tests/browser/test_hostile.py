"""Hostile texts wherever a file's words reach the browser: nothing runs, loads or leads away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from ..hostile.payloads import PAYLOADS
from ..hostile.tripwire import Tripwire
from . import helpers
from .server import CourseServer
from .watch import Watch

CARDS = ".tk-card"
LIVE = [payload for payload in PAYLOADS if payload.live]
START = """\
from tests.hostile.show import *

lesson = show_hostile("{lesson}", {start})
lesson.frame
"""
LESSONS = {
    "14": [
        "lesson.quiz('check-steps')", "lesson.quiz('test')", "lesson.confidence()",
        "lesson.compare('organizational-readiness')",
        "lesson.example('organizational-readiness', 'velmora-police')",
        "lesson.rounds('organizational-readiness', 'velmora-spring', 'velmora-police')",
        "lesson.questionnaire('organizational-readiness')",
        "lesson.questionnaire('risk-assessment')", "lesson.questionnaire('innovation-workbook')",
        "lesson.questionnaire('choose-track')", "lesson.route()", "lesson.close()",
    ],
    "C02": [
        "lesson.group('cameras-at-the-festival')", "lesson.case('cameras-at-the-festival')",
        "lesson.case('cameras-at-the-festival', 'first-evening')",
        "lesson.exhibit('spine', 'time-clock')", "lesson.exhibit('spine', 'search-log')",
        "lesson.table('compas-counts')", "lesson.lab('threshold')", "lesson.lab('own-year')",
        "lesson.principles()", "survey()", "sheet()",
    ],
}  # fmt: skip


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of its own: what goes off here is no other test's error."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize("start", [0, *(pytest.param(n, marks=pytest.mark.thorough)
                                        for n in (7, 15, 24, 33))])  # fmt: skip
@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_of_a_hostile_course_goes_off_in_a_lesson(
    context: BrowserContext, server: CourseServer, lesson: str, start: int
) -> None:
    server.clear()
    cells = [START.format(lesson=lesson, start=start), *LESSONS[lesson]]
    file = helpers.write_notebook(server.folder, f"hostile-{lesson}", *cells)
    watch, wire = Watch(context), Tripwire(context)
    page = context.new_page()
    page.set_default_timeout(helpers.PATIENCE_MS)
    helpers.open_notebook(page, server, file)
    helpers.start_lesson(page)
    assert page.locator(CARDS).count() == len(cells)
    for _ in range(2):  # before and after handing in, with results
        helpers.press_everything(page)
        assert sorted(set(wire.pull(page, CARDS))) == []
    assert page.locator("body").inner_text().count("TRIP") > 20, "as words they are shown"
    assert watch.outside == []
    assert watch.errors == []
    file.unlink()


def test_a_page_that_takes_text_for_html_would_be_caught(
    context: BrowserContext, server: CourseServer
) -> None:
    """Every live payload goes off in such a page: scripts, handlers, links, styles, requests."""
    wire = Tripwire(context)
    texts = iter(LIVE)
    context.route("**/wide-open", lambda route: route.fulfill(
        body=f"<!doctype html><title>x</title><main>{next(texts).text}</main>",
        content_type="text/html",
    ))  # fmt: skip
    silent = []
    for payload in LIVE:
        page = context.new_page()
        page.goto(f"{server.host}/wide-open", wait_until="commit")
        if payload.name in ("form", "leave"):
            page.locator("button, a").first.click(no_wait_after=True)
        page.wait_for_timeout(50)
        if not wire.trips:
            wire.pull(page, "body, head")
        if not wire.trips:
            silent.append(payload.name)
        wire.trips.clear()
        page.close()
    assert silent == []


def test_what_only_stands_there_would_be_caught(chromium: Browser) -> None:
    """A handler that did not go off, and a link that nobody pressed, are found in the page."""
    page = chromium.new_page()
    wire = Tripwire(page.context)
    page.set_content('<main><p onclick="x()" style="background:url(a)"><a href=" javascript:x()">')
    found = wire.pull(page, "main")
    page.context.close()
    assert found == ["<p onclick>", "style background:url(a)", '<a href=" javascript:x()">']
