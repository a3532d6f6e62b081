"""No page of any view asks another computer. The calm view is watched in every other test."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from . import helpers
from .server import LESSONS, CourseServer
from .watch import Watch


def watched(chromium: Browser) -> tuple[Page, Watch]:
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_default_timeout(2 * helpers.PATIENCE_MS)
    return page, watch


@pytest.mark.thorough  # one lesson in this view is in test_app_view
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_in_the_view_without_code(
    chromium: Browser, server: CourseServer, lesson: str
) -> None:
    server.clear()
    page, watch = watched(chromium)
    page.goto(f"{server.host}/voila/render/{lesson}.ipynb?token={server.token}")
    page.locator(".tk-card").nth(1).wait_for()
    page.wait_for_function("document.querySelectorAll('.tk-card').length > 3")
    helpers.press_everything(page)
    assert page.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    page.context.close()
    assert watch.outside == []


def test_a_lesson_in_jupyterlab(chromium: Browser, server: CourseServer) -> None:
    server.clear()
    page, watch = watched(chromium)
    address = f"{server.host}/lab/tree/00_start_here.ipynb?token={server.token}"
    helpers.load(page, lambda: page.goto(address))
    page.get_by_role("button", name="Start lesson").first.click()
    page.locator(".tk-card").nth(3).wait_for()
    helpers.press_everything(page)
    page.context.close()
    assert watch.outside == []
