"""In a real Chromium: on paper, on the wall from a file, and with a speaker's eyes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.handouts import pdf
from toolkit_widgets.handouts.cards import cards
from toolkit_widgets.handouts.deck import deck, deck_html
from toolkit_widgets.handouts.factsheet import factsheet
from toolkit_widgets.handouts.handout import handout
from toolkit_widgets.handouts.page import page as whole_page
from toolkit_widgets.handouts.reveal import reveal
from toolkit_widgets.handouts.slide import Slide

from .gates import LESSONS, built

pytestmark = pytest.mark.browser
READINESS = "14_organizational_readiness"
ONE_IS_QUICK = [
    pytest.param(name, marks=() if name == READINESS else pytest.mark.thorough) for name in LESSONS
]
SHEETS = {"a4": 210 - 32, "letter": 215.9 - 32}
"""Width between the margins, in millimetres."""
PX = 96 / 25.4
SMALLEST = 24
"""Pixels of a slide that is 1280 wide."""

FAULTS_OF_SLIDE = """() => {
  const slide = Reveal.getCurrentSlide().querySelector('.slide');
  const all = [...slide.querySelectorAll('*')];
  const words = node =>
    [...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const size = node => parseFloat(getComputedStyle(node).fontSize);
  const block = node => !getComputedStyle(node).display.startsWith('inline');
  const out = [];
  if ([...slide.children].some(n => n.offsetTop + n.offsetHeight > 702)) out.push('too long');
  if (all.some(n => block(n) && n.scrollWidth > n.clientWidth + 2)) out.push('too wide');
  if (all.some(n => words(n) && size(n) < SMALLEST)) out.push('too small');
  return out.map(fault => `${fault}: ${slide.textContent.trim().slice(0, 60)}`);
}""".replace("SMALLEST", str(SMALLEST))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = pdf.chromium()
    if path is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1 is set, but no Chromium was found")
        pytest.skip("no Chromium was found: nothing was printed nor shown")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


def opened(browser: Any, file: Path, **options: Any) -> tuple[Any, list[str]]:
    """A page from the disk, with no network, and everything that it asks for."""
    context = browser.new_context(offline=True, **options)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(file.as_uri())
    return page, asked


def outside(asked: list[str]) -> list[str]:
    """What was asked for beyond the files of this disk."""
    return [url for url in asked if not url.startswith(("data:", "file:", "about:"))]


def too_wide(browser: Any, file: Path, width_mm: float) -> list[str]:
    """What does not fit between the margins of a sheet of paper."""
    page, _ = opened(browser, file, viewport={"width": round(width_mm * PX), "height": 1000})
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
            .filter(n => n.getBoundingClientRect().right > innerWidth + 1)
            .map(n => n.outerHTML.slice(0, 90))"""
    )
    page.context.close()
    return found


def faults_of_deck(browser: Any, file: Path) -> tuple[list[str], int]:
    """Every slide by the arrow key: what the last row cannot read, and how many there are."""
    page, asked = opened(browser, file, viewport={"width": 1280, "height": 720})
    count = page.evaluate("Reveal.getTotalSlides()")
    found: list[str] = []
    for place in range(count):
        assert page.evaluate("Reveal.getSlidePastCount()") == place
        found += page.evaluate(FAULTS_OF_SLIDE)
        page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.isLastSlide()")
    page.context.close()
    return found + [f"asks for {url}" for url in outside(asked)], count


def pages(printed: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def axe(browser: Any, file: Path) -> list[tuple[str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(browser, file, bypass_csp=True)
    found = Axe().run(page).response["violations"]
    page.context.close()
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found]


def written(folder: Path, html: str) -> Path:
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    return file


@pytest.mark.parametrize("lesson", ONE_IS_QUICK)
def test_a_handout_fits_both_papers_and_is_accessible(
    browser: Any, tmp_path: Path, lesson: str
) -> None:
    file = written(tmp_path, built(lesson))
    page, asked = opened(browser, file)
    assert outside(asked) == []
    page.context.close()
    assert axe(browser, file) == []
    for width in SHEETS.values():
        assert too_wide(browser, file, width) == []


@pytest.mark.parametrize("lesson", ONE_IS_QUICK)
def test_slides_run_from_the_disk_and_nothing_overflows(
    browser: Any, tmp_path: Path, lesson: str
) -> None:
    found, count = faults_of_deck(browser, written(tmp_path, deck(library(), lesson, reveal())))
    assert found == []
    assert count > 30


def test_s_opens_the_notes_with_no_network(browser: Any, tmp_path: Path) -> None:
    slides = [
        Slide("<h1>First</h1>", "title", ["<p>What I say first</p>"]),
        Slide("<h2>Second</h2>", "text", ["<p>What I say then</p>"]),
    ]
    page, asked = opened(browser, written(tmp_path, deck_html("Deck", slides, reveal())))
    with page.context.expect_page() as found:
        page.keyboard.press("s")
    speaker = found.value
    notes = speaker.locator(".speaker-controls-notes")
    notes.get_by_text("What I say first").wait_for(timeout=15_000)
    page.keyboard.press("ArrowRight")
    notes.get_by_text("What I say then").wait_for(timeout=15_000)
    assert len(asked) > 2  # the deck, and twice in the speaker view: now and next
    assert outside(asked) == []
    assert not page.get_by_text("What I say then").is_visible()
    page.context.close()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_factsheet_is_one_page(browser: Any, paper: Any) -> None:
    html = factsheet(library(), paper=paper)
    assert pages(_printed(browser, html)) == 1


def test_the_factsheet_and_the_cards_are_accessible(browser: Any, tmp_path: Path) -> None:
    for html in (factsheet(library()), cards(library(), "C02")):
        file = written(tmp_path, html)
        assert axe(browser, file) == []
        assert too_wide(browser, file, SHEETS["a4"]) == []


def _printed(browser: Any, html: str) -> bytes:
    """With the browser that runs already; playwright cannot be started twice."""
    page = browser.new_page()
    page.set_content(html)
    data: bytes = page.pdf(prefer_css_page_size=True)
    page.close()
    return data


def test_chromium_prints_by_itself_too(tmp_path: Path, browser: Any) -> None:
    path = pdf.chromium()
    assert path is not None
    source, target = written(tmp_path, factsheet(library())), tmp_path / "page.pdf"
    pdf._by_itself(path, source, target)
    assert pages(target.read_bytes()) == 1


def test_a_command_prints_in_a_process_of_its_own(tmp_path: Path) -> None:
    import subprocess
    import sys

    if pdf.chromium() is None:
        pytest.skip("no Chromium was found: nothing was printed")
    command = [sys.executable, "-m", "toolkit_widgets.cli", "export", "handout", "00"]
    subprocess.run([*command, "--out", str(tmp_path)], check=True, capture_output=True)
    printed = (tmp_path / "handout-00.pdf").read_bytes()
    assert 5 <= pages(printed) <= 12
    assert b"/StructTreeRoot" in printed  # read aloud with its headings


# -- these gates can fail --------------------------------------------------------------------------


def test_a_slide_that_overflows_or_is_too_small_is_found(browser: Any, tmp_path: Path) -> None:
    slides = [
        Slide(f"<h1>Long</h1>{'<p>line</p>' * 30}", "title", [""]),
        Slide("<p style='white-space: nowrap'>" + "wide " * 200 + "</p>", "text", [""]),
        Slide("<p style='font-size: 12px'>small</p>", "text", [""]),
    ]
    found, _ = faults_of_deck(browser, written(tmp_path, deck_html("x", slides, reveal())))
    assert [fault.split(":")[0] for fault in found] == ["too long", "too wide", "too small"]


def test_a_slide_that_asks_outside_is_found(browser: Any, tmp_path: Path) -> None:
    slides = [Slide("<h1>a</h1><img alt='' src='http://example.org/a.png'>", "title", [""])]
    found, _ = faults_of_deck(browser, written(tmp_path, deck_html("x", slides, reveal())))
    assert "asks for http://example.org/a.png" in found


def test_a_page_that_is_too_wide_or_unreadable_is_found(browser: Any, tmp_path: Path) -> None:
    body = "<h1>Wide</h1><div style='width: 900px'>x</div><img src='data:,'>"
    file = written(tmp_path, whole_page("x", body, ""))
    assert too_wide(browser, file, SHEETS["letter"])
    assert "image-alt" in [rule for rule, _ in axe(browser, file)]


def test_a_factsheet_of_two_pages_is_found(browser: Any) -> None:
    html = factsheet(library()).replace("</main>", f"{'<p>more</p>' * 60}</main>")
    assert pages(_printed(browser, html)) == 2


def test_the_forms_of_a_long_handout_begin_a_page(browser: Any) -> None:
    short, long = handout(library(), READINESS, forms=False), built(READINESS)
    assert pages(_printed(browser, long)) - pages(_printed(browser, short)) > 8
