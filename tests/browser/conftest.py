"""A real server, a real browser, and a desk with fresh lessons for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from . import helpers
from .helpers import Watch
from .server import CourseServer

NEEDED = os.environ.get("REQUIRE_BROWSER") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Desk:
    """One learner: a folder of lessons, a browser of their own, eyes on what goes wrong."""

    server: CourseServer
    folder: Path
    context: BrowserContext
    watch: Watch

    def notebook(self, lesson: str) -> Path:
        """The file of a lesson, by the beginning of its name."""
        return next(self.folder.glob(f"{lesson}*.ipynb"))

    def open(self, lesson: str, start: bool = True) -> Page:
        """A page with the lesson, started as a person starts it."""
        page = self.context.new_page()
        page.set_default_timeout(helpers.PATIENCE_MS)
        helpers.open_notebook(page, self.server, self.notebook(lesson))
        if start:
            helpers.start_lesson(page)
        return page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Skips where there is none, unless REQUIRE_BROWSER=1."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "no Chromium on this machine: NOTHING was tested in a browser"
        if NEEDED:
            pytest.fail(f"{reason}, and REQUIRE_BROWSER=1 asks for it")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=helpers.FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseServer]:
    """The course server; each test works in a folder below its own."""
    running = CourseServer(tmp_path_factory.mktemp("course") / "my-course")
    yield running
    running.close()


def _desk(chromium: Browser, server: CourseServer) -> Iterator[Desk]:
    server.clear()
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    found = Desk(server, server.folder, context, Watch(context))
    yield found
    context.close()
    assert not found.watch.outside, f"asked outside this machine: {found.watch.outside}"
    assert not found.watch.errors, f"errors on the page: {found.watch.errors}"


@pytest.fixture
def desk(chromium: Browser, server: CourseServer) -> Iterator[Desk]:
    """A fresh desk for one test."""
    yield from _desk(chromium, server)


@pytest.fixture(scope="module")
def shared_desk(chromium: Browser, server: CourseServer) -> Iterator[Desk]:
    """One desk for the tests of a module that do not disturb one another."""
    yield from _desk(chromium, server)
