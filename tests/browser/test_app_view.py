"""The view without code: runs by itself, shows no code, asks nobody outside."""

from __future__ import annotations

from playwright.sync_api import Browser

from . import helpers
from .helpers import PATIENCE_MS
from .server import CourseServer
from .watch import Watch


def test_from_lesson_to_lesson_with_the_answers(chromium: Browser, server: CourseServer) -> None:
    """An answer is saved as in the other views, and is there again on the way back."""
    server.clear()
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{server.host}/voila/render/00_start_here.ipynb?token={server.token}")
    route = helpers.card(page, "choose-track")
    helpers.choose(route, "track.choice", "guard")
    helpers.wait_saved(route)
    assert helpers.answers(server.folder / "answers" / "choose-track.json")
    for title in ("14. Organizational", "00. Start here"):
        nav = page.get_by_role("navigation", name="Lessons").first
        nav.get_by_text("All lessons").click()
        nav.get_by_role("link", name=title).click()
        page.wait_for_url(f"**/voila/render/{title[:2]}_*.ipynb")
        page.locator(".tk-card").nth(1).wait_for()
    chosen = helpers.item(helpers.card(page, "choose-track"), "track.choice")
    assert chosen.locator("input[value='guard']").is_checked()
    assert page.get_by_text("no button Start lesson").is_visible()
    context.close()
    assert watch.outside == []


def test_a_lesson_without_code_and_without_the_outside(
    chromium: Browser, server: CourseServer
) -> None:
    server.clear()
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.goto(f"{server.host}/voila/render/00_start_here.ipynb?token={server.token}")
    page.locator(".tk-card").nth(1).wait_for(timeout=PATIENCE_MS)
    assert page.get_by_role("heading", level=1).count() == 1
    assert "open_lesson" not in page.content(), "the code is not even sent"
    assert page.locator(".jp-RenderedText[data-mime-type*=stderr]").count() == 0
    for path in ("voila/tree", "voila/render/no_such_lesson.ipynb"):
        page.goto(f"{server.host}/{path}")
        page.wait_for_load_state("networkidle")
    context.close()
    assert watch.outside == []


def test_a_browser_that_is_too_old_is_told(chromium: Browser, server: CourseServer) -> None:
    context = chromium.new_context()
    context.add_init_script("delete globalThis.DecompressionStream")
    page = context.new_page()
    page.goto(f"{server.host}/voila/render/00_start_here.ipynb?token={server.token}")
    page.get_by_text("This browser is too old for the course.").first.wait_for(timeout=PATIENCE_MS)
    assert page.locator(".tk-card").count() == 0
    context.close()


def test_voilas_own_page_would_be_caught(chromium: Browser) -> None:
    """The style sheet that Voilà's stock template asks for counts as the outside."""
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_content('<link rel="stylesheet" href="https://fonts.example.org/all.min.css">')
    context.close()
    assert watch.outside == ["https://fonts.example.org/all.min.css"]
