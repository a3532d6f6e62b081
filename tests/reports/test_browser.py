"""The HTML report in a real browser: no outside request, no broken rule of accessibility."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit_widgets.reports.html import to_html

from .test_report import report

pytestmark = pytest.mark.browser
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1 is set, but no Chromium was found")
        pytest.skip("no Chromium was found: the report was not looked at in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def opened(browser: Any, file: Path, **options: Any) -> tuple[Any, list[str], list[str]]:
    """A page, what it asked for, and what the console said."""
    page = browser.new_context(**options).new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    return page, asked, said


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(to_html(report()), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_it_is_alone_accessible_and_fits(browser: Any, file: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page, asked, said = opened(browser, file, **look)
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.locator("figure img:visible")
    assert shown.count() == 1
    assert shown.get_attribute("class") == f"tk-only-{scheme}"
    assert page.evaluate("document.querySelector('figure img').naturalWidth") > 300
    page.context.close()

    page, _, _ = opened(browser, file, bypass_csp=True, **look)  # axe is a script
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    page.context.close()


def test_these_checks_can_fail(browser: Any, file: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    text = file.read_text(encoding="utf-8").replace(" alt=", " data-was-alt=")
    outside = '<main><img alt="" src="https://example.org/pixel.png">'
    file.write_text(text.replace("<main>", outside), encoding="utf-8")
    page, _, said = opened(browser, file)
    assert any("Content Security Policy" in words for words in said)
    page.context.close()
    page, _, _ = opened(browser, file, bypass_csp=True)
    page.context.set_offline(True)
    assert "image-alt" in [rule["id"] for rule in Axe().run(page).response["violations"]]
    page.context.close()
