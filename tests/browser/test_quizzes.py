"""Quizzes: what is said when, and what a page must not know before its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from toolkit_widgets.models import Matching, Ordering
from toolkit_widgets.scoring.marks import mark

from . import helpers
from .answering import answer, lesson, quiz, right, secrets, wrong
from .conftest import Desk


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """Lesson 01, shared: every test uses cards of its own."""
    opened = shared_desk.open("01")
    yield opened
    opened.close()


def known_to_the_page(desk: Desk, page: Page) -> str:
    """All that a curious learner could find: what kernels sent, the DOM, the tab's memory."""
    memory = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    fields = page.eval_on_selector_all("input, textarea", "all => all.map(f => f.value).join(' ')")
    return "\n".join([*desk.watch.frames, page.content(), memory, fields])


def test_feedback_is_said_at_once_and_goes_when_the_answer_changes(page: Page) -> None:
    first = quiz("01", "check-match").items[0]
    card = helpers.card(page, "check-match")
    box = helpers.item(card, first.id)
    check, verdict = box.get_by_role("button", name="Check"), box.locator(".tk-verdict")
    check.click()
    assert box.locator(".tk-problem").inner_text() == "Choose an answer first."
    assert not verdict.is_visible()
    answer(card, first, wrong(first))
    check.click()
    assert verdict.inner_text() == "✗ Not quite"
    assert not box.locator(".tk-problem").is_visible()
    answer(card, first, right(first))
    assert not verdict.is_visible(), "the feedback of another answer is still there"
    check.click()
    assert verdict.inner_text() == "✓ Right"
    others = box.locator(".tk-feedback details")
    others.locator("summary").click()
    assert others.locator("li").count() == len(first.options) - 1


def test_matching_says_what_fits_row_by_row(page: Page, shared_desk: Desk) -> None:
    sort = quiz("01", "people-map").items[0]
    assert isinstance(sort, Matching)
    card = helpers.card(page, "people-map")
    box = helpers.item(card, sort.id)
    check, verdict = box.get_by_role("button", name="Check"), box.locator(".tk-verdict")
    rows = len(sort.prompts)
    box.locator("select").first.select_option(sort.prompts[0].accept[0])
    check.click()
    second = box.locator("select").nth(1)
    helpers.until(lambda: second.evaluate("node => node === document.activeElement"))
    spoken = helpers.until(lambda: card.locator("[role=status]").inner_text())
    assert spoken == f"{rows - 1} of {rows} rows are still open."
    assert not verdict.is_visible()
    given = right(sort)
    assert isinstance(given, dict)
    mistake = wrong(sort)
    assert isinstance(mistake, dict)
    last = sort.prompts[-1].id
    given |= {last: mistake[last]}
    answer(card, sort, given)
    check.click()
    assert verdict.inner_text() == f"✗ Partly right: {rows - 1} of {rows}"
    answer(card, sort, right(sort))
    check.click()
    assert verdict.inner_text() == "✓ Right"
    stored = shared_desk.answers
    helpers.until(lambda: stored(lesson("01"))[sort.id]["value"] == right(sort))


def test_an_order_is_made_with_buttons(page: Page, shared_desk: Desk) -> None:
    order = next(i for i in quiz("01", "stages").items if isinstance(i, Ordering))
    card = helpers.card(page, "stages")
    box = helpers.item(card, order.id)
    check, verdict = box.get_by_role("button", name="Check"), box.locator(".tk-verdict")
    check.click()
    assert verdict.inner_text() == "✗ Not quite"
    answer(card, order, right(order))
    check.click()
    assert verdict.inner_text() == "✓ Right"
    helpers.until(lambda: shared_desk.answers(lesson("01")).get(order.id, {}).get("checked"))
    stored = shared_desk.answers(lesson("01"))[order.id]
    assert stored["value"] == right(order)
    assert stored["first"] == order.start, "the first checked order is the honest one"


def test_what_a_condition_hides_comes_and_goes(page: Page) -> None:
    one, first_question, first_table, second_question = quiz("01", "rights-map").items[:4]
    card = helpers.card(page, "rights-map")
    shown = [helpers.item(card, i.id) for i in (first_question, first_table, second_question)]
    assert [box.is_visible() for box in shown] == [False, False, False]
    use = helpers.item(card, one.id).locator("input")
    use.nth(0).check()
    shown[0].wait_for()
    assert [box.is_visible() for box in shown] == [True, False, False]
    answer(card, first_question, right(first_question))
    assert not shown[1].is_visible(), "the table tells the answer before it was checked"
    shown[0].get_by_role("button", name="Check").click()
    shown[1].wait_for()
    use.nth(1).check()
    shown[2].wait_for()
    assert [box.is_visible() for box in shown] == [False, False, True]
    use.nth(0).check()
    shown[0].wait_for()
    assert shown[0].locator("input:checked").count() == len(right(first_question)), "forgotten"


def test_a_test_is_marked_when_it_is_handed_in(page: Page, shared_desk: Desk) -> None:
    test = quiz("01", "test")
    card = helpers.card(page, "test")
    hidden = secrets(test)
    assert len(hidden) > 10
    for item in test.items[:-2]:
        answer(card, item, right(item))
    hand_in = card.locator(".tk-main")
    assert hand_in.inner_text() == "Hand in"
    hand_in.click()
    problems = card.locator(".tk-problems")
    n = len(test.items)
    expected = f"There is no answer yet to: Question {n - 1}, Question {n}."
    assert problems.inner_text().startswith(expected)
    helpers.until(lambda: card.locator("[role=status]").inner_text().startswith(expected))
    active = "document.activeElement.closest('[data-item]').dataset.item"
    assert page.evaluate(active) == test.items[-2].id
    problems.get_by_role("link", name=f"Question {n}").click()
    assert page.evaluate(active) == test.items[-1].id

    known = known_to_the_page(shared_desk, page)
    assert [piece for piece in hidden if piece in known] == [], "the key is in the page already"

    answer(card, test.items[-2], wrong(test.items[-2]))
    assert hand_in.inner_text() == "Hand in as it is"
    hand_in.click()
    reveal = card.locator(".tk-reveal").first
    reveal.wait_for()
    got = n - 2 + float(mark(test.items[-2], wrong(test.items[-2])))
    assert reveal.inner_text().startswith(f"{f'{got:.1f}'.removesuffix('.0')} of {n}.")
    assert "✓ Passed" in reveal.inner_text()
    assert page.evaluate("document.activeElement.className").startswith("tk-reveal")
    verdicts = card.locator(".tk-verdict").all_inner_texts()
    assert verdicts[: n - 2] == ["✓ Right"] * (n - 2)
    assert [v[0] for v in verdicts[n - 2 :]] == ["✗", "✗"]
    assert card.locator(".tk-item input:enabled").count() == 0
    known = known_to_the_page(shared_desk, page)
    assert [piece for piece in hidden if piece not in known] == [], "the search cannot fail"

    card.get_by_role("button", name="Try again").click()
    assert card.locator(".tk-item input:enabled").count() > 0
    assert card.locator(".tk-verdict:visible").count() == 0
    answer(card, test.items[-2], right(test.items[-2]))
    answer(card, test.items[-1], right(test.items[-1]))
    card.locator(".tk-main").click()
    helpers.until(lambda: reveal.inner_text().startswith(f"{n} of {n}."))


def test_a_checked_quiz_has_its_key_in_the_page(page: Page, shared_desk: Desk) -> None:
    """The proof that the search above finds a key where there is one."""
    known = known_to_the_page(shared_desk, page)
    pieces = secrets(quiz("01", "check-people"))
    assert pieces
    assert [piece for piece in pieces if piece not in known] == []


def test_the_baseline_never_sends_its_key(shared_desk: Desk) -> None:
    baseline = quiz("00", "baseline")
    hidden = secrets(baseline)
    assert len(hidden) >= len(baseline.items)
    page = shared_desk.open("00")
    card = helpers.card(page, "baseline")
    for item in baseline.items:
        answer(card, item, right(item))
    shown = f"{len(baseline.items)} of {len(baseline.items)} answered"
    card.locator(".tk-counts", has_text=shown).wait_for()
    known = known_to_the_page(shared_desk, page)
    assert [piece for piece in hidden if piece in known] == []
    assert card.locator(".tk-verdict, .tk-check, .tk-main").count() == 0
    stored = shared_desk.answers(lesson("00"))
    assert {i.id for i in baseline.items} <= stored.keys()
    page.close()
