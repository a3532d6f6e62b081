"""Beyond the lesson: the web reports, the view without code, JupyterLab, and Jupyter's own page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.reports.test_report import report
from toolkit_widgets.reports.html import to_html

from .. import helpers
from ..conftest import Desk
from ..server import CourseServer
from . import axe, contrast, eyes, sampler

JUPYTERS = ".jp-InternalAnchorLink, .anchor-link, .jp-collapseHeadingButton"
"""What Jupyter puts into the headings of our prose."""


@pytest.fixture
def sheet(chromium: Browser) -> Iterator[Page]:
    """A page for a report: its own policy forbids scripts, axe is one."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_web_report(sheet: Page, tmp_path: Path, scheme: str, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(report()), "utf-8")
    sheet.emulate_media(color_scheme=scheme)
    sheet.set_viewport_size({"width": width, "height": 900})
    sheet.goto(file.as_uri())
    found = axe.findings(sheet, None)
    assert found.wrong == []
    assert found.unreviewed == []
    assert contrast.pale(eyes.look(sheet, "colors", "body")) == []
    assert eyes.look(sheet, "targets", "body")["small"] == []
    assert eyes.look(sheet, "moving", "body") == []
    assert eyes.look(sheet, "cut", "body") == []
    sheet.add_style_tag(content=eyes.SPACING)
    assert eyes.look(sheet, "cut", "body") == []


def test_the_view_without_code(chromium: Browser, server: CourseServer) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.host}/voila/render/00_start_here.ipynb?token={server.token}")
    page.locator(".tk-card").nth(5).wait_for(timeout=helpers.KERNEL_S * 1000)
    page.wait_for_timeout(500)
    found = axe.findings(page, lifted=True)
    _print("the view without code", axe.findings(page, None, axe.CARDS))
    assert axe.findings(page, ".jp-RenderedMarkdown", JUPYTERS).wrong == []
    assert found.wrong == []
    assert found.unreviewed == []
    assert contrast.pale(eyes.look(page, "colors")) == []
    assert eyes.orphans(page) == []
    context.close()


def test_arrows_in_jupyterlab(desk: Desk) -> None:
    """JupyterLab has more keys of its own than Notebook 7: none of them takes ours away."""
    helpers.write_notebook(desk.server.folder, sampler.NOTEBOOK, *sampler.CELLS)
    page = desk.context.new_page()
    page.set_default_timeout(helpers.PATIENCE_MS)
    address = f"{desk.server.host}/lab/tree/{sampler.NOTEBOOK}.ipynb?token={desk.server.token}"
    helpers.load(page, lambda: page.goto(address))
    helpers.start_lesson(page)
    box = helpers.item(helpers.card(page, "parts"), "parts.owner")
    cells = page.locator(".jp-Cell").count()
    box.locator("input").first.focus()
    page.keyboard.press("Space")
    seen = []
    for _ in range(5):
        page.keyboard.press("ArrowDown")
        seen.append(page.evaluate("document.activeElement.value"))
    assert seen[:3] == ["no", "tk:not_applicable", "tk:dont_know"]
    assert set(seen) == {"yes", *seen[:3]}
    helpers.item(helpers.card(page, "parts"), "parts.story").locator("textarea").focus()
    page.keyboard.type("bddxa1")
    assert page.evaluate("document.activeElement.value") == "bddxa1"
    assert page.locator(".jp-Cell").count() == cells
    assert axe.findings(page, without=[axe.CONTRAST]).wrong == []
    _print("JupyterLab", axe.findings(page, None, axe.CARDS))


def test_what_axe_finds_in_jupyters_own_page(desk: Desk) -> None:
    """Listed, not counted: docs/accessibility.md says what it is."""
    page = desk.open("00")
    own = axe.findings(page, None, axe.CARDS)
    _print("Notebook 7", own)
    prose = axe.findings(page, ".jp-RenderedMarkdown", JUPYTERS, lifted=True)
    assert prose.wrong == []


def _print(name: str, own: axe.Findings) -> None:
    wrong = Counter(line.split(" ")[0] for line in own.wrong)
    left = Counter(line.split(":")[0] for line in own.left_open)
    print(f"\n{name}, its own: {dict(wrong)}; left open by axe: {dict(left)}")
    for line in own.wrong:
        print(f"  {line[:220]}")


@pytest.mark.thorough
def test_what_was_reviewed_still_occurs(sheet: Page, tmp_path: Path) -> None:
    """An entry of the list that axe no longer leaves open is to be taken out."""
    file = tmp_path / "report.html"
    file.write_text(to_html(report()), "utf-8")
    sheet.set_viewport_size({"width": 320, "height": 900})
    sheet.goto(file.as_uri())
    left = axe.findings(sheet, None).left_open
    assert [one for one in axe.REVIEWED if not any(map(one.is_about, left))] == []
