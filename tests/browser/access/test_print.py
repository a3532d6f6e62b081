"""A printed page holds the question, the answer and the feedback."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .. import helpers
from ..answering import answer, quiz, right, wrong
from ..conftest import Desk
from . import eyes, sampler

STORY = " ".join(f"Line {n} of what happened at the festival." for n in range(1, 41))
PLACE = "Town hall, second floor, the third cabinet on the left, in the red folder of last year"
PRINTED = "nodes => nodes.filter(n => n.checkVisibility()).map(n => n.innerText)"


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """Some answers: long, short, chosen from a list, right and wrong."""
    opened = sampler.opened(shared_desk)
    items = quiz("01", "check-toolkit").items[:2]
    card = helpers.card(opened, "check-toolkit")
    for item, value in zip(items, (right(items[0]), wrong(items[1])), strict=True):
        answer(card, item, value)
        helpers.item(card, item.id).get_by_role("button", name="Check").click()
    parts = helpers.card(opened, "parts")
    helpers.item(parts, "parts.story").locator("textarea").fill(STORY)
    owner = helpers.item(parts, "parts.owner")
    owner.locator("summary").click()
    owner.get_by_label("Evidence you can name").fill(PLACE)
    yield opened
    opened.close()


def texts(page: Page, file: Path) -> str:
    """What the printed lesson says: of the PDF where it can be read, else of the page itself."""
    page.pdf(path=file, format="A4")
    if program := shutil.which("pdftotext"):
        done = subprocess.run([program, file, "-"], capture_output=True, text=True, check=True)
        return eyes.words(done.stdout)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    found = page.eval_on_selector_all(".tk-card", PRINTED)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return eyes.words(" ".join(found))


def test_question_answer_and_feedback_are_on_paper(page: Page, tmp_path: Path) -> None:
    card = helpers.card(page, "check-toolkit")
    asked = [eyes.words(text) for text in card.locator(".tk-question").all_inner_texts()]
    verdicts = card.locator(".tk-verdict:visible").all_inner_texts()
    said = [eyes.words(text) for text in card.locator(".tk-feedback:visible > p").all_inner_texts()]
    printed = texts(page, tmp_path / "lesson.pdf")
    flat = printed.replace(" ", "")
    assert sorted(verdicts) == ["✓ Right", "✗ Not quite"]
    assert [text for text in (*asked, *verdicts, *said) if text.replace(" ", "") not in flat] == []
    assert STORY.replace(" ", "") in flat, "a long text is cut"
    assert PLACE.replace(" ", "") in flat, "a long line is cut"


def test_what_was_chosen_stands_out_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    weights = page.eval_on_selector_all(
        ".tk-card[data-activity='check-toolkit'] .tk-option",
        """all => all.map(one => [one.querySelector('input').checked,
             Number(getComputedStyle(one).fontWeight)])""",
    )
    page.emulate_media(media="screen")
    assert {weight for chosen, weight in weights if chosen} == {700}
    assert {weight for chosen, weight in weights if not chosen} == {400}


def test_on_the_screen_nothing_of_it_is_left(page: Page, tmp_path: Path) -> None:
    page.pdf(path=tmp_path / "lesson.pdf", format="A4")
    assert page.locator(".tk-printed").count() == 0
    assert page.locator(".tk-copied").count() == 0
    story = helpers.item(helpers.card(page, "parts"), "parts.story").locator("textarea")
    assert story.is_visible()
    assert story.input_value() == STORY
