"""Lesson 14: a long instrument in pages, its results, and documents that open elsewhere."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Scale

from . import helpers
from .answering import answer, quiz
from .conftest import Desk

NAME = "organizational-readiness"


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """Lesson 14, shared; the tests follow one another as a learner would go."""
    opened = shared_desk.open("14")
    yield opened
    opened.close()


@pytest.fixture
def card(page: Page) -> Locator:
    return helpers.card(page, NAME)


def fetched(page: Page, button: Locator) -> tuple[str, bytes]:
    """Name and content of the file behind a button."""
    with page.expect_download() as coming:
        button.click()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def test_sections_are_pages_and_progress_is_in_words(page: Page, card: Locator) -> None:
    form = library().questionnaire(NAME)
    tabs, sections = card.locator(".tk-tab"), card.locator(".tk-section")
    assert tabs.count() == len(form.sections) > 1
    page.wait_for_function("!document.querySelector('.tk-coming')")  # laid out to the end
    assert card.locator(".tk-item").last.evaluate("e => getComputedStyle(e).contentVisibility") == (
        "visible"
    )
    for n, section in enumerate(form.sections):
        here = [sections.nth(i).is_visible() for i in range(len(form.sections))]
        assert here == [i == n for i in range(len(form.sections))]
        assert tabs.nth(n).get_attribute("aria-current") == "step"
        asked = [i for i in section.items if isinstance(i, Scale) and i.show_when is None]
        for m, item in enumerate(asked):
            answer(card, item, f"s{1 + (n + m) % 4}")
        counted = re.compile(rf"^{len(asked)} of \d+ answered")
        tabs.nth(n).locator(".tk-count").filter(has_text=counted).wait_for()
        if n + 1 < len(form.sections):
            card.get_by_role("button", name="Next").click()
            heading = page.evaluate("document.activeElement.textContent")
            assert heading == form.sections[n + 1].title.replace("*", "")
    assert not card.get_by_role("button", name="Next").is_visible()
    card.get_by_role("button", name="Back").click()
    assert sections.nth(len(form.sections) - 2).is_visible()
    tabs.nth(0).click()
    assert sections.nth(0).is_visible()
    assert helpers.violations(page) == []


def test_results_come_when_they_are_asked_for(page: Page, card: Locator) -> None:
    results = card.locator(".tk-results")
    assert results.inner_text() == ""
    began = time.perf_counter()
    card.get_by_role("button", name="Show my results").click()
    figure = results.locator("img:visible").first
    figure.wait_for()
    print(f"\nresults with figure: {time.perf_counter() - began:.2f} s")
    assert page.evaluate("document.activeElement.className") == "tk-results"
    assert figure.evaluate("image => image.naturalWidth") > 300
    assert len(str(figure.get_attribute("alt"))) > 20
    bands = [band.label for band in library().questionnaire(NAME).bands]
    first = results.inner_text().strip().splitlines()[0]
    assert any(label in first for label in bands), f"the first sentence names no level: {first}"
    assert helpers.violations(page) == []
    helpers.dark_theme(page)
    assert helpers.violations(page) == [], "dark"
    assert results.locator("img:visible").count() == 1
    helpers.dark_theme(page, on=False)
    for width in (400, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        assert helpers.too_wide(page) == [], f"at {width} pixels"
        assert helpers.sideways(page) == [], f"at {width} pixels"
    page.set_viewport_size({"width": 1280, "height": 900})


def test_reports_arrive_and_open(page: Page, card: Locator, shared_desk: Desk) -> None:
    def button(name: str) -> Locator:
        return card.get_by_role("button", name=name)

    title = library().questionnaire(NAME).title
    name, data = fetched(page, button("Word report"))
    assert re.fullmatch(rf"{NAME}-\d{{4}}-\d\d-\d\d\.docx", name)
    document = Document(io.BytesIO(data))
    text = "\n".join(p.text for p in document.paragraphs)
    assert title in text
    assert len(document.tables) > 1
    assert len(document.inline_shapes) >= 1, "the figure is missing"

    name, data = fetched(page, button("Web page"))
    assert name.endswith(".html")
    html = data.decode("utf-8")
    assert f"<h1>{title}" in html or title in html
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?https?:", html)

    name, data = fetched(page, button("Data (JSON)"))
    assert name.endswith(".json")
    report = json.loads(data)
    stored = shared_desk.answers(NAME)
    assert len(stored) > 30
    assert json.dumps(report).count('"processes.') >= sum(
        k.startswith("processes.") for k in stored
    )

    if button("Spreadsheet").count():
        name, data = fetched(page, button("Spreadsheet"))
        assert name.endswith(".xlsx")
        assert load_workbook(io.BytesIO(data)).sheetnames


def test_all_answers_in_one_file(page: Page, shared_desk: Desk) -> None:
    plan = helpers.card(page, "my-plan").locator("input[type=text]").first
    plan.fill("Each shift gets the stop sheet")
    helpers.wait_saved(helpers.card(page, "my-plan"))
    last = page.locator(".tk-kind-frame").last
    name, data = fetched(page, last.get_by_role("button", name="Download all my answers"))
    assert re.fullmatch(r"answers-\d{4}-\d\d-\d\d\.zip", name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        folder = shared_desk.server.folder / "answers"
        on_disk = {path.name: path.read_bytes() for path in folder.glob("*.json")}
        assert {n: archive.read(n) for n in archive.namelist()} == on_disk
    assert f"{NAME}.json" in on_disk
    title = quiz("14", "my-plan").title
    row = last.get_by_role("row").filter(has_text=title)
    helpers.until(lambda: "begun (1 of " in row.inner_text())
    helpers.until(lambda: last.locator("[role=status]").inner_text() == name)


def test_a_button_without_a_kernel_says_so(page: Page, shared_desk: Desk) -> None:
    last = page.locator(".tk-kind-frame").last
    kernel = shared_desk.server.kernel_process(shared_desk.server.notebook("14"))
    kernel.suspend()
    try:
        last.get_by_role("button", name="Download all my answers").click()
        last.get_by_text("The notebook does not reply").wait_for(timeout=6000)
    finally:
        kernel.resume()
