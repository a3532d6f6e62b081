"""Each gate of this room, shown something broken: a gate that cannot close proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from . import helpers
from .answering import quiz, secrets
from .server import CourseServer
from .watch import Watch

GOOD = """<html lang="en"><title>A page</title><main><h2>Before</h2>
<section class="tk-card" aria-labelledby="t"><h3 id="t">A card</h3>
  <fieldset><legend>A question</legend><label><input type="radio" name="a">Yes</label></fieldset>
</section></main>"""


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_context(viewport={"width": 400, "height": 600}).new_page()


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ('<input type="text">', "label"),
        ('<p style="color:#999;background:#fff">pale words</p>', "color-contrast"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ("<h6>too deep</h6>", "heading-order"),
        ('<div role="radio">Yes</div>', "aria-required-attr"),
    ],
)
def test_axe_sees_a_broken_card(page: Page, broken: str, rule: str) -> None:
    page.set_content(GOOD)
    assert helpers.violations(page) == []
    page.set_content(GOOD.replace("</fieldset>", f"</fieldset>{broken}"))
    assert [line for line in helpers.violations(page) if line.startswith(f"{rule} ")]


@pytest.mark.parametrize(
    "ask",
    [
        "fetch('https://example.org/count').catch(() => 0)",
        "new Image().src = 'http://192.0.2.1/pixel.gif'",
        "new WebSocket('wss://example.org/live')",
        "import('https://example.org/module.js').catch(() => 0)",
    ],
)
def test_a_request_to_the_outside_is_counted(chromium: Browser, ask: str) -> None:
    context = chromium.new_context()
    context.route("**/*", lambda route: route.abort())
    watch = Watch(context)
    page = context.new_page()
    page.set_content("<p>a page")
    assert watch.outside == []
    page.evaluate(f"() => {{ {ask}; }}")
    page.wait_for_timeout(200)
    context.close()
    assert len(watch.outside) == 1


def test_an_error_on_the_page_is_seen(chromium: Browser) -> None:
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_content("<p>a page<script>console.error('ours'); undefinedWord()</script>")
    page.evaluate("console.error('Comm not found for comm id 1')")
    page.wait_for_timeout(200)
    context.close()
    assert len(watch.errors) == 2
    assert len(watch.known) == 1


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<div style="width:900px">wide</div>', True),
        ("<p>" + "long" * 200 + "</p>", True),
        ('<div style="overflow-x:auto"><div style="width:900px">wide</div></div>', False),
        ("<p>" + "words " * 200 + "</p>", False),
    ],
)
def test_what_is_too_wide_is_found(page: Page, inside: str, found: bool) -> None:
    page.set_content(f'<section class="tk-card" style="max-width:300px">{inside}</section>')
    assert bool(helpers.too_wide(page)) is found


def test_a_page_that_scrolls_sideways_is_found(page: Page) -> None:
    page.set_content("<p>narrow")
    assert helpers.sideways(page) == []
    page.set_content('<div style="width:900px">wide</div>')
    assert helpers.sideways(page)


def test_a_field_without_a_name_shows_in_the_tree(page: Page) -> None:
    card = '<section class="tk-card" aria-label="A"><h3 class="tk-title">A</h3>{}</section>'
    page.set_content(card.format('<fieldset><legend>Why?</legend><input type="text"></fieldset>'))
    nodes = helpers.cards_tree(page)
    assert list(helpers.named(nodes, "group")) == ["Why?"]
    assert list(helpers.named(nodes, "textbox")) == [""]
    page.set_content(card.format("<div>Why?</div>"))
    assert list(helpers.named(helpers.cards_tree(page), "group")) == []


def test_secrets_are_pieces_of_every_feedback() -> None:
    test = quiz("01", "test")
    assert len(secrets(test)) >= len(test.items)


def test_a_server_that_dies_fails_with_its_words(tmp_path: Path) -> None:
    folder = tmp_path / "my-course"
    folder.write_text("a file is in the way")
    with pytest.raises(AssertionError, match="cannot be a folder"):
        CourseServer(folder)
