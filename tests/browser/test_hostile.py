"""Hostile texts wherever a file's words reach the browser: nothing runs, loads or leads away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from toolkit_widgets.reports import build_report
from toolkit_widgets.reports.html import to_html
from toolkit_widgets.reports.papers import paper_report
from toolkit_widgets.reports.papers_html import to_html as paper_page

from ..hostile.payloads import PAYLOADS
from ..hostile.tripwire import Tripwire
from ..hostile.written import Spoil, spoiled, spoiling, typed
from ..samples import NOW, answer_file, small_course, small_questionnaire
from ..samples_gates import workbook
from ..samples_papers import paper_questionnaire
from ..samples_risk import risk_questionnaire, risks_alone
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


@pytest.fixture(autouse=True)
def _one_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile course takes longer to read: a second press would restart what is under way."""
    monkeypatch.setattr(helpers, "FIRST_TRY_MS", helpers.SECOND_TRY_MS)


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


@pytest.mark.thorough
@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_goes_off_in_the_view_without_code(
    context: BrowserContext, server: CourseServer, lesson: str
) -> None:
    """The same widgets, but a page that the server renders."""
    server.clear()
    cells = [START.format(lesson=lesson, start=3), *LESSONS[lesson]]
    file = helpers.write_notebook(server.folder, f"hostile-app-{lesson}", *cells)
    watch, wire = Watch(context), Tripwire(context)
    page = context.new_page()
    page.goto(f"{server.host}/voila/render/{file.name}?token={server.token}")
    page.locator(CARDS).nth(len(cells) - 1).wait_for(timeout=2 * helpers.PATIENCE_MS)
    helpers.press_everything(page)
    # Voilà's own page has a script for each cell; what goes off anywhere is seen all the same
    assert wire.pull(page, ".tk-card") == []
    assert page.locator("body").inner_text().count("TRIP") > 20
    assert watch.outside == []
    file.unlink()


def pages(spoil: Spoil) -> Iterator[tuple[str, str]]:
    """Reports and papers as web pages: hostile words of the author and of the learner."""
    course = spoiled(small_course(), spoil)
    for make in (
        small_questionnaire,
        risk_questionnaire,
        risks_alone,
        workbook,
        paper_questionnaire,
    ):
        form = spoiled(make(), spoil)
        file = answer_file(form, typed(form, spoil), subject=spoil("S"))
        for paper in form.papers:
            yield f"{form.id}-{paper.id}", paper_page(paper_report(form, paper.id, file, NOW))
        yield form.id, to_html(build_report(form, file, course, NOW))


@pytest.mark.parametrize("start", [0, pytest.param(20, marks=pytest.mark.thorough)])
def test_nothing_goes_off_in_a_report_from_the_disk(
    chromium: Browser, tmp_path: Path, start: int
) -> None:
    """Also where the page's own policy against scripts is ignored."""
    seen = 0
    for bypass in (True, False):
        context = chromium.new_context(bypass_csp=bypass)
        wire, asked = Tripwire(context), list[str]()
        context.on("request", lambda request, asked=asked: asked.append(request.url))
        for name, html in pages(spoiling(start)):
            file = tmp_path / f"{name}.html"
            file.write_text(html, "utf-8")
            page = context.new_page()
            page.goto(file.as_uri())
            assert wire.pull(page, "body") == [], name
            assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
            assert "TRIP" in page.locator("body").inner_text()
            asked.clear()
            page.close()
            seen += 1
        context.close()
    assert seen > 10


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
