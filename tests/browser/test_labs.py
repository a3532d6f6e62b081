"""Labs in a browser: every one that a lesson shows, and a sample that is pushed to its limits."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Locator, Page

from tests.labs.sample import BROKEN_AT, NAME, SECRET, sample_lab
from toolkit_widgets.content.library import library

from . import helpers, labs
from .conftest import Desk
from .server import LESSONS, ROOT

FAST_MS, SLOW_MS = 1000, 2000
"""The middle of all movements, and each single one, on a computer that others use, too."""
SMALL = {"width": 320, "height": 900}


PAIRS = labs.in_lessons()


# -- a sample of our own -----------------------------------------------------------------------

CELL = """\
from tests.labs.sample import {model} as run, sample_lab
from toolkit_widgets.content.library import library
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.lab import LabForm
from toolkit_widgets.views.lab_activity import LabActivity

lab = sample_lab(id="{name}")
LabForm(LabActivity(lab, Store(lab, answers_folder()), library(), lab.id, run=run))
"""


def opened(desk: Desk, name: str = NAME, model: str = "run") -> Page:
    page = desk.context.new_page()
    page.set_default_timeout(helpers.PATIENCE_MS)
    cell = CELL.format(name=name, model=model)
    file = helpers.write_notebook(desk.server.folder, name, cell)
    helpers.open_notebook(page, desk.server, file)
    helpers.start_lesson(page)
    return page


def control(card: Locator, name: str) -> Locator:
    return card.locator(f"[data-control='{name}']")


def readout(card: Locator, text: str) -> None:
    """Until the readout says so."""
    card.locator(".tk-lab-readout", has_text=re.compile(f"^{text}$")).wait_for()


def back(card: Locator) -> None:
    card.get_by_role("button", name="Back to the start").click()
    readout(card, "50 hits")
    helpers.wait_saved(card)


def value(desk: Desk, name: str) -> object:
    """Where a control of the sample stands on disk."""
    return desk.answers(NAME).get(name, {}).get("value")


# each with a desk of its own: these come first, a fresh desk ends all kernels


def test_before_the_prediction(desk: Desk) -> None:
    page = opened(desk)
    card = helpers.card(page, NAME)
    assert not card.locator(".tk-lab").is_visible()
    assert helpers.violations(page) == []
    many = helpers.item(card, "many").locator("input")
    many.fill("a lot")
    commit = card.get_by_role("button", name="Commit my prediction")
    commit.click()  # one question is open, and said
    card.locator(".tk-problems", has_text="Question 1").wait_for()
    card.get_by_role("button", name="Commit it as it is").click()
    helpers.until(lambda: "not a number" in (card.locator("[role=status]").text_content() or ""))
    assert not card.locator(".tk-lab").is_visible(), "a prediction that cannot be read"
    assert SECRET not in "".join(desk.watch.frames)
    assert "data:image" not in "".join(desk.watch.frames)
    many.fill("12")
    helpers.wait_saved(card)
    card.locator(".tk-main").click()
    card.locator(".tk-lab").wait_for()
    assert page.evaluate("document.activeElement.className") == "tk-lab-committed"
    assert not helpers.item(card, "many").is_visible(), "the prediction can still be changed"
    text = card.locator(".tk-lab-compare").inner_text()
    assert "You predicted: nothing" in text
    assert "You predicted: 12 hits" in text
    assert SECRET not in text, "seen before anything was moved"


def test_a_position_that_a_dead_kernel_did_not_save(desk: Desk) -> None:
    page = opened(desk)
    card = helpers.card(page, NAME)
    labs.predict(card, sample_lab())
    control(card, "limit").press("ArrowRight")
    readout(card, "45 hits")
    helpers.wait_saved(card)
    desk.watch.expected += ["/api/kernels/", "/api/sessions/", "restarting kernel"]
    file = desk.server.folder / f"{NAME}.ipynb"
    desk.server.api("DELETE", f"kernels/{desk.server.session(file)['kernel']['id']}")
    control(card, "limit").press("ArrowRight")
    assert card.locator(".tk-lab-value").inner_text() == "0.60 points", "the hand is never blocked"
    card.locator(".tk-unsaved", has_text="NOT SAVED").wait_for()
    page.wait_for_timeout(4000)  # the movement has settled, and is kept in the page
    helpers.load(page, page.reload)
    helpers.start_lesson(page)
    helpers.until(lambda: value(desk, "limit") == 0.6)
    assert control(card, "limit").input_value() == "0.6"
    readout(card, "40 hits")


def test_the_gate_finds_a_control_that_does_nothing(desk: Desk) -> None:
    page = opened(desk, "stuck", "stuck")
    with pytest.raises(AssertionError, match="moving 'limit' shows nothing new"):
        labs.visit(helpers.card(page, "stuck"), sample_lab(id="stuck"))


# one desk for all


@pytest.fixture(scope="module")
def sample(shared_desk: Desk) -> Iterator[Locator]:
    """The card of the sample, its prediction committed; the tests leave it usable."""
    page = opened(shared_desk)
    card = helpers.card(page, NAME)
    labs.predict(card, sample_lab())
    yield card
    page.close()


def test_a_slider_by_keyboard(sample: Locator, shared_desk: Desk) -> None:
    page = sample.page
    back(sample)
    slider = control(sample, "limit")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert sample.locator(".tk-lab-value").inner_text() == "0.55 points"
    assert slider.get_attribute("aria-valuetext") == "0.55 points"
    readout(sample, "45 hits")
    assert page.evaluate("document.activeElement.dataset.control") == "limit"
    helpers.until(lambda: value(shared_desk, "limit") == 0.55)
    assert SECRET in sample.locator(".tk-lab-compare").inner_text()
    helpers.item(sample, "why").wait_for()


def test_quick_movements_are_put_together_and_said_once(sample: Locator) -> None:
    page = sample.page
    back(sample)
    page.wait_for_timeout(800)
    said = """card => {
      window.said = [];
      const status = card.querySelector('[role=status]');
      window.listener = new MutationObserver(() => {
        if (status.textContent) window.said.push(status.textContent);
      });
      window.listener.observe(status, { childList: true, characterData: true, subtree: true });
    }"""
    sample.evaluate(said)
    sample.evaluate(
        """card => {
          const field = card.querySelector("[data-control='limit']");
          for (let n = 0; n <= 18; n += 1) {
            field.value = 0.05 * n;
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }
        }"""
    )
    readout(sample, "10 hits")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.said") == ["At 0.90 there are 10 hits."]
    page.evaluate("window.listener.disconnect()")


def test_at_most_one_question_is_under_way(sample: Locator) -> None:
    page = sample.page
    back(sample)
    shots = """card => {
      window.asked = 0;
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (data) {
        const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
        if (/"kind":\\s*"move"/.test(text)) window.asked += 1;
        return send.call(this, data);
      };
      window.unwatch = () => { WebSocket.prototype.send = send; };
      const field = card.querySelector("[data-control='limit']");
      for (let n = 0; n <= 15; n += 1) {
        field.value = 0.05 * n;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }"""
    sample.evaluate(shots)
    readout(sample, "25 hits")
    assert page.evaluate("window.asked") == 2, "the first position, and the last"
    page.evaluate("window.unwatch()")


def test_a_number_that_is_not_allowed(sample: Locator, shared_desk: Desk) -> None:
    back(sample)
    people = control(sample, "people")
    before = labs.look(sample)
    people.fill("2000")
    words = "too high; the highest possible is 1000 persons. From 1 to 1,000 is possible."
    sample.locator(".tk-lab .tk-problem", has_text=words).wait_for()
    assert people.get_attribute("aria-invalid") == "true"
    helpers.until(lambda: words in (sample.locator("[role=status]").text_content() or ""))
    assert labs.look(sample) == before
    sample.page.wait_for_timeout(1000)
    assert value(shared_desk, "people") == 100
    assert helpers.violations(sample.page) == []
    people.fill("200")
    readout(sample, "100 hits")
    assert sample.locator(".tk-lab .tk-problem:visible").count() == 0
    helpers.until(lambda: value(shared_desk, "people") == 200)


def test_enter_asks_at_once(sample: Locator) -> None:
    """A number that is typed waits for a pause, and saving for a longer one; here none comes."""
    back(sample)
    people = control(sample, "people")
    sample.page.evaluate(
        """() => {
             window.waits = window.setTimeout;
             window.setTimeout = (what, ms, ...more) =>
               ms <= 600 ? 0.5 : window.waits(what, ms, ...more);
           }"""
    )
    people.fill("300")
    sample.page.evaluate("() => new Promise(done => window.waits(done, 300))")
    assert sample.locator(".tk-lab-readout").inner_text() != "150 hits"
    people.press("Enter")
    readout(sample, "150 hits")
    sample.page.evaluate("() => { window.setTimeout = window.waits; }")


def test_a_model_that_fails_is_said_and_the_picture_stays(sample: Locator) -> None:
    back(sample)
    before = labs.look(sample)
    control(sample, "people").fill(f"{BROKEN_AT}")
    failed = sample.locator(".tk-lab-screen .tk-problem")
    failed.filter(has_text="ZeroDivisionError: thirteen people").wait_for()
    assert labs.look(sample) == before
    helpers.until(lambda: "could not" in (sample.locator("[role=status]").text_content() or ""))
    back(sample)
    assert not failed.is_visible()


def test_a_list_and_the_table_below_the_picture(sample: Locator) -> None:
    back(sample)
    control(sample, "place").select_option("hall")
    readout(sample, "100 hits")
    table = sample.locator(".tk-lab-screen table")
    assert not table.is_visible()
    sample.locator("summary", has_text="The same as a table").press("Enter")
    assert labs.words(table.inner_text()) == "Limit Hits 0.50 100"
    assert table.locator("th[scope=col]").count() == 2
    assert helpers.violations(sample.page) == []


def test_what_is_marked_afterwards_is_checked_at_once(sample: Locator, shared_desk: Desk) -> None:
    control(sample, "limit").press("End")
    box = helpers.item(sample, "why")
    box.locator("input[value=yes]").check()
    box.get_by_role("button", name="Check").click()
    box.locator(".tk-verdict", has_text="✓ Right").wait_for()
    helpers.until(lambda: shared_desk.answers(NAME)["why"].get("checked") == 1)


def test_light_dark_forced_colours_and_paper(sample: Locator) -> None:
    page = sample.page
    shown = "card => [...card.querySelectorAll('.tk-lab-figure img')].map(i => i.offsetWidth > 0)"
    assert sample.evaluate(shown) == [True, False]
    helpers.dark_theme(page)
    control(sample, "limit").press("Home")
    readout(sample, r"\d+ hits")
    assert sample.evaluate(shown) == [False, True]
    assert helpers.violations(page) == []
    helpers.dark_theme(page, on=False)
    page.emulate_media(forced_colors="active")
    assert helpers.violations(page) == []
    page.emulate_media(forced_colors="none", media="print")
    assert sample.locator(".tk-button:visible").all_inner_texts() == []
    assert sample.evaluate(shown) == [True, False]
    page.emulate_media(media="screen")


def test_nothing_sticks_out_at_320_pixels(sample: Locator) -> None:
    page = sample.page
    wide = page.viewport_size
    page.set_viewport_size(SMALL)
    page.wait_for_timeout(300)
    try:
        assert helpers.too_wide(page) == []
        assert helpers.sideways(page) == []
    finally:
        page.set_viewport_size(wide or SMALL)


# -- every lab of every lesson -----------------------------------------------------------------


Visits = dict[str, list[labs.Visit]]
"""Lab → what was seen of it, and what is seen again after the lesson was opened anew."""


@pytest.fixture(scope="module")
def visits(shared_desk: Desk) -> Callable[[str], Visits]:
    """All labs of a lesson, gone through once."""
    return cache(lambda lesson: _visit(shared_desk, lesson))


def _visit(desk: Desk, lesson: str) -> Visits:
    names = [lab for other, lab in PAIRS if other == lesson]
    page = desk.open(lesson)
    found: Visits = {}
    for name in names:
        card, lab = helpers.card(page, name), library().lab(name)
        try:
            found[name] = [labs.visit(card, lab)]
            found[name][0].times = labs.measure(card, lab)
            labs.move(card, lab)
            helpers.until(lambda card=card, name=name: _same(card, found[name][0].sentence))
        except Exception as error:  # one broken lab must not hide the others
            found[name] = [labs.Visit(error=f"{type(error).__name__}: {error}")]
    page.wait_for_timeout(1500)  # the last movement settles and is saved
    helpers.load(page, page.reload)
    helpers.start_lesson(page)
    for name in names:
        if not found[name][0].error:
            card = helpers.card(page, name)
            card.locator(".tk-lab-sentence").wait_for()
            found[name].append(labs.Visit(**labs.seen(card, library().lab(name))))
    page.close()
    return found


def _same(card: Locator, sentence: str) -> bool:
    return card.locator(".tk-lab-sentence").inner_text() == sentence


SECOND_OF_ITS_KIND = "04_data_and_traps"
"""Its labs have no kind of control or picture that those of lesson 03 do not have."""


@pytest.mark.parametrize(
    ("lesson", "name"),
    [
        pytest.param(*pair, marks=[pytest.mark.thorough] if pair[0] == SECOND_OF_ITS_KIND else [])
        for pair in PAIRS
    ],
)
def test_predict_move_see_and_come_back(
    visits: Callable[[str], Visits], lesson: str, name: str
) -> None:
    seen = visits(lesson)[name]
    before = seen[0]
    assert not before.error, before.error
    assert before.alt
    assert "You predicted:" in before.predicted
    assert "The lab shows:" in before.predicted
    after = seen[1]
    wanted = (before.value, before.sentence, before.alt, before.predicted)
    assert (after.value, after.sentence, after.alt, after.predicted) == wanted
    times = sorted(before.times)
    assert times, "no movement of the first control showed a new picture"
    middle = statistics.median(times)
    print(f"\n{name}: control to picture {middle:.0f} ms in the middle, {times[-1]:.0f} ms at most")
    assert middle < FAST_MS
    assert times[-1] < SLOW_MS


def test_labs_are_found_in_the_lessons() -> None:
    """Where no lesson shows a lab, the test above would be empty and green."""
    assert len(PAIRS) >= 5
    shown = re.findall(
        r'lesson\.lab\("([^"]+)"\)',
        "".join((ROOT / "lessons" / f"{lesson}.md").read_text("utf-8") for lesson in LESSONS),
    )
    assert sorted(shown) == sorted(name for _, name in PAIRS)
