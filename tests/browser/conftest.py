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
from .server import CourseServer
from .watch import Watch


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
    context: BrowserContext
    watch: Watch

    def open(self, lesson: str, start: bool = True) -> Page:
        """A page with the lesson, started as a person starts it."""
        page = self.context.new_page()
        page.set_default_timeout(helpers.PATIENCE_MS)
        helpers.open_notebook(page, self.server, self.server.notebook(lesson))
        if start:
            helpers.start_lesson(page)
        return page

    def answers(self, name: str) -> helpers.Answers:
        """The answers of one file, as they are on disk now."""
        return helpers.answers(self.server.folder / "answers" / f"{name}.json")


# for this package only: another room of the tests starts a playwright of its own


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Skips where there is none, unless REQUIRE_BROWSER=1."""
    path = next(filter(None, map(shutil.which, helpers.CHROMIUM)), None)
    if path is None:
        reason = "there is no Chromium here: NOTHING was tested in a browser"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"{reason}, and REQUIRE_BROWSER=1 asks for it")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=helpers.FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseServer]:
    """The course server of one learner. Each desk begins with no answers and no kernels."""
    running = CourseServer(tmp_path_factory.mktemp("course") / "my-course")
    yield running
    running.close()


def _desk(chromium: Browser, server: CourseServer) -> Iterator[Desk]:
    server.clear()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    watch = Watch(context)
    yield Desk(server, context, watch)
    context.close()
    assert not watch.outside, f"asked outside this computer: {watch.outside}"
    assert not watch.errors, f"errors on the page: {watch.errors}"


@pytest.fixture
def desk(chromium: Browser, server: CourseServer) -> Iterator[Desk]:
    """A fresh desk for one test."""
    yield from _desk(chromium, server)


@pytest.fixture(scope="module")
def shared_desk(chromium: Browser, server: CourseServer) -> Iterator[Desk]:
    """One desk for the tests of a module that do not disturb one another."""
    yield from _desk(chromium, server)
