"""Everything can be done without a mouse, and the notebook keeps its hands off the keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from toolkit_widgets.models import Ordering

from . import helpers
from .access import eyes
from .answering import lesson, quiz
from .conftest import Desk

AT_ONCE_MS = 100
ACTIVE = """() => {
  const node = document.activeElement;
  return [node.closest('[data-item]')?.dataset.item ?? '', node.value ?? ''];
}"""


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """Lesson 01, shared: every test uses a card of its own."""
    opened = shared_desk.open("01")
    yield opened
    opened.close()


def focused(page: Page) -> tuple[str, str]:
    """The question and the value of what has the focus."""
    item, value = page.evaluate(ACTIVE)
    return item, value


def chosen(page: Page, item: str) -> list[str]:
    """What is marked in a question."""
    found: list[str] = page.eval_on_selector_all(
        f"[data-item='{item}'] input:checked", "all => all.map(i => i.value)"
    )
    return found


def test_arrow_keys_move_the_choice_and_stay_in_the_question(page: Page) -> None:
    first, second = quiz("01", "check-toolkit").items[:2]
    a, b, *others = options = [option.id for option in first.options]
    helpers.card(page, "check-toolkit").locator(".tk-title").click()
    page.keyboard.press("Tab")
    assert focused(page) == (first.id, a)
    assert chosen(page, first.id) == []
    page.keyboard.press("Space")
    seen = chosen(page, first.id)
    for _ in range(len(options) + 1):  # over the end and on
        page.keyboard.press("ArrowDown")
        assert focused(page)[0] == first.id
        seen += chosen(page, first.id)
    assert seen == [*options, a, b]
    seen = []
    for _ in range(3):
        page.keyboard.press("ArrowUp")
        seen += chosen(page, first.id)
    assert seen == [a, *reversed(options[-2:])]
    assert others
    assert chosen(page, second.id) == [], "the arrow keys answered the next question"
    page.keyboard.press("Tab")  # one stop a question: next is its button, then the next question
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Tab")
    assert focused(page)[0] == second.id


def test_enter_checks_at_once_even_while_the_kernel_stands_still(
    page: Page, shared_desk: Desk
) -> None:
    server = shared_desk.server
    first = quiz("01", "check-rights").items[0]
    card = helpers.card(page, "check-rights")
    question = helpers.item(card, first.id)
    question.locator("input").first.focus()
    page.keyboard.press("Space")
    helpers.wait_saved(card)
    page.evaluate(
        """box => {
          addEventListener('keydown', event => {
            if (event.key === 'Enter') window.pressed = performance.now();
          }, true);
          new MutationObserver(() => {
            window.shown ??= performance.now();
            requestAnimationFrame(() => requestAnimationFrame(
              () => { window.painted ??= performance.now(); }));
          }).observe(box, { attributes: true });
        }""",
        question.locator(".tk-feedback").element_handle(),
    )
    kernel = server.kernel_process(server.notebook("01"))
    kernel.suspend()
    try:
        page.keyboard.press("Enter")
        page.wait_for_function("window.painted")
        spoken = page.wait_for_function(
            "card => card.querySelector('[role=status]').textContent", arg=card.element_handle()
        )
    finally:
        kernel.resume()
    shown, painted = page.evaluate("[shown - pressed, painted - pressed]")
    print(f"\nEnter to feedback: {shown:.1f} ms in the page, {painted:.1f} ms painted")
    assert shown < AT_ONCE_MS
    verdict = question.locator(".tk-verdict").inner_text()
    assert verdict in ("✓ Right", "✗ Not quite")
    text = str(spoken.json_value())
    assert text.startswith(f"{verdict}. ")
    assert text[len(verdict) + 2 :].strip() in question.locator(".tk-feedback").inner_text()
    helpers.wait_saved(card)
    assert shared_desk.answers(lesson("01"))[first.id]["checked"] == 1


def test_space_marks_check_boxes(page: Page) -> None:
    use, facts = quiz("01", "rights-map").items[:2]
    one, two, three = [option.id for option in facts.options][:3]
    card = helpers.card(page, "rights-map")
    helpers.item(card, use.id).locator("input").first.focus()
    page.keyboard.press("Space")
    helpers.item(card, facts.id).wait_for()
    page.keyboard.press("Tab")
    assert focused(page) == (facts.id, one)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert chosen(page, facts.id) == [two, three]
    page.keyboard.press("Space")
    assert chosen(page, facts.id) == [two]
    page.keyboard.press("Enter")
    assert helpers.item(card, facts.id).locator(".tk-verdict").is_visible()


def test_moving_an_entry_keeps_the_focus_and_says_where_it_is(page: Page) -> None:
    card = helpers.card(page, "stages")
    order = next(i for i in quiz("01", "stages").items if isinstance(i, Ordering))
    down = helpers.item(card, order.id).get_by_role("button", name="Move down").first
    name = str(down.get_attribute("aria-label"))
    down.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    text = name.removeprefix("Move down: ")
    page.wait_for_function(
        "([card, words]) => card.querySelector('[role=status]').textContent === words",
        arg=[card.element_handle(), f"{text}: now 2 of {len(order.entries)}."],
    )


def test_letters_on_a_radio_button_do_nothing_to_the_notebook(page: Page) -> None:
    """b, d d, x, a, c, v, m, y: with the notebook's hands on them they would edit its cells."""
    before = page.locator(".jp-Cell").count()
    field = helpers.card(page, "check-match").locator("input").first
    field.focus()
    page.keyboard.type("bddxacvmy1")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.locator(".jp-Cell").count() == before
    assert page.locator(".jp-MarkdownCell:not(.jp-mod-rendered)").count() == 0
    assert field.evaluate("node => node === document.activeElement")


@pytest.mark.thorough
def test_tab_follows_the_page_and_comes_out_at_the_end(page: Page) -> None:
    """In a lesson of full length what access/test_keys.py shows for every kind of control."""
    stops = eyes.look(page, "watch")
    assert stops > 60
    assert eyes.walk(page, "Tab") == list(range(stops))
    print(f"\nlesson 01: {stops} stops in the cards, {len(page.evaluate('window.walked'))} in all")
    assert eyes.walk(page, "Shift+Tab") == list(reversed(range(stops)))
