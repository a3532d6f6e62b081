"""Make ``docs/pictures/*.png``: each lesson as a learner sees it, light and dark, wide and narrow.

A picture shows the top of the page, the first quiz with an answer and its feedback and, where the
lesson has an instrument with results, these. It needs Chromium and the tools of the tests.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import helpers  # noqa: E402
from tests.browser.answering import answer, right  # noqa: E402
from tests.browser.server import LESSONS, CourseServer  # noqa: E402
from toolkit_widgets.content.lesson_source import read_page  # noqa: E402
from toolkit_widgets.content.library import library  # noqa: E402
from toolkit_widgets.models import Item, Questionnaire, Quiz  # noqa: E402
from toolkit_widgets.models.questionnaire import ExampleAnswer  # noqa: E402
from toolkit_widgets.views.words import STATUS  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
WIDE, NARROW = 1280, 400
SCREEN = 900
GAP, GREY = 10, (128, 128, 128)
MAX_BYTES = 300_000
README_LESSON = "14_organizational_readiness"
CARD = (250, 0, 1030, 720)
"""Where a card with its first answered question stands in a wide part of a picture."""


def main() -> int:
    """All pictures of all lessons. Returns 1 where one is too large."""
    chromium = next(filter(None, map(shutil.which, helpers.CHROMIUM)), None)
    if chromium is None:
        print("There is no Chromium on this computer; install it, then run this again.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    large = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = CourseServer(Path(folder) / "my-course")
        try:
            server.clear()
            browser = playwright.chromium.launch(executable_path=chromium, args=helpers.FLAGS)
            for lesson in LESSONS:
                page = browser.new_page(viewport={"width": WIDE, "height": SCREEN})
                helpers.open_notebook(page, server, server.notebook(lesson))
                helpers.start_lesson(page)
                fill(page, lesson)
                for theme in ("light", "dark"):
                    helpers.dark_theme(page, theme == "dark")
                    for width in (WIDE, NARROW):
                        file = PICTURES / f"{lesson}-{theme}-{width}.png"
                        parts = list(views(page, lesson, width))
                        save(parts, file)
                        if (lesson, theme, width) == (README_LESSON, "light", WIDE):
                            save([parts[1].crop(CARD)], PICTURES / "readme.png")
                        print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")
                        large += [file.name] if file.stat().st_size > MAX_BYTES else []
                    page.set_viewport_size({"width": WIDE, "height": SCREEN})
                helpers.dark_theme(page, on=False)
                page.close()
            browser.close()
        finally:
            server.close()
    if large:
        print(f"Larger than {MAX_BYTES // 1000} kB: {', '.join(large)}")
    return int(bool(large))


def first_quiz(lesson: str) -> Quiz:
    """The first quiz of a lesson that gives feedback at once."""
    found = library().quiz_set(lesson)
    return next(quiz for quiz in found.quizzes if quiz.reveal == "on_check" and quiz.marked)


def instruments(lesson: str) -> Iterator[Questionnaire]:
    """The instruments of a lesson that end in a profile."""
    for cell in read_page(ROOT / "lessons" / f"{lesson}.md").activities:
        if cell.call == "questionnaire":
            content = library().questionnaire(cell.ids[0])
            if content.results == "profile":
                yield content


def fill(page: Page, lesson: str) -> None:
    """Answer the first quiz, and each instrument as the fictional agency of the course does."""
    quiz = first_quiz(lesson)
    card = helpers.card(page, quiz.id)
    item = quiz.marked[0]
    answer(card, item, right(item))
    helpers.item(card, item.id).get_by_role("button", name="Check").click()
    for content in instruments(lesson):
        card = helpers.card(page, content.id)
        example = library().example(content.id, content.examples[0])
        for section in content.sections:
            card.locator(".tk-tab").nth(content.sections.index(section)).click()
            for entry in section.items:
                if given := example.answers.get(entry.id):
                    enter(card, entry, given)
        card.get_by_role("button", name="Show my results").click()
        card.locator(".tk-results img:visible").first.wait_for()


def enter(card: Locator, item: Item, given: ExampleAnswer) -> None:
    """One shipped answer, with its reason, comment and evidence."""
    box = helpers.item(card, item.id)
    if given.state in STATUS:
        box.get_by_label(STATUS[given.state]).check()
        box.get_by_label("Reason").fill(given.reason or "")
    else:
        answer(card, item, given.value)
    for label, text in (("Comment", given.comment), ("Evidence you can", given.evidence)):
        field = box.get_by_label(label)
        if text and field.count():
            if not field.is_visible():
                box.locator(".tk-more > summary").click()
            field.fill(text)


def views(page: Page, lesson: str, width: int) -> Iterator[Image.Image]:
    """The parts of one picture, from top to bottom."""
    page.set_viewport_size({"width": width, "height": SCREEN})
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.wait_for_timeout(600)
    yield Image.open(io.BytesIO(page.screenshot()))
    yield shot(page, helpers.card(page, first_quiz(lesson).id))
    for content in instruments(lesson):
        results = helpers.card(page, content.id).locator(".tk-results")
        yield shot(page, results, SCREEN // 2)
        yield shot(page, results.locator("figure, .tk-figure").first)


def shot(page: Page, part: Locator, tallest: int = SCREEN) -> Image.Image:
    """One part of the page, as high as it needs and at most ``tallest`` pixels."""
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": 2 * SCREEN})
    page.wait_for_timeout(400)
    part.evaluate("node => node.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(400)
    box = part.bounding_box()
    panel = page.locator(".jp-WindowedPanel-outer").bounding_box()
    top = max(box["y"] - 12, panel["y"])
    height = min(box["height"] + 24, tallest, panel["y"] + panel["height"] - top)
    clip = {"x": 0, "y": top, "width": width, "height": height}
    return Image.open(io.BytesIO(page.screenshot(clip=clip)))


def save(parts: list[Image.Image], file: Path) -> None:
    """One below the other, with a grey line where something of the page was left out."""
    width = max(part.width for part in parts)
    height = sum(part.height for part in parts) + GAP * (len(parts) - 1)
    picture = Image.new("RGB", (width, height), GREY)
    y = 0
    for part in parts:
        picture.paste(part.convert("RGB"), (0, y))
        y += part.height + GAP
    picture.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        file, optimize=True
    )


if __name__ == "__main__":
    raise SystemExit(main())
