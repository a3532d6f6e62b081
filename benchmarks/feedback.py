"""From hand to eye, and to the disk: quiz feedback, saved answers, pictures of labs.

A frame is what the browser draws: the handler of an event changes the page, and the next frame
shows it. An answer is *acknowledged* when the card says *Saved*; Python says so after the file was
flushed to disk.
"""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from tests.browser import helpers, labs
from tests.browser.answering import answer, quiz, wrong
from toolkit_widgets.content.library import library

from .desk import Desk
from .proxy import DelayingProxy
from .questions import OPTIONS
from .table import Figure

GROUP = "From hand to eye and to disk"
EACH_WAY_S = 0.1
ROUND_TRIP_MS = 2000 * EACH_WAY_S
QUIZ = ("01", "check-match")
CHECKS, SAVES = 15, 20
SAVED_MS = 20
"""Goal: an answer is on disk at most so long after what the line alone takes."""
PICTURE_MS, WORST_PICTURE_MS = 100, 1000
"""Goals: within 0.1 s an answer seems to come at once, within 1 s a thought is not interrupted.

Robert B. Miller, Response time in man-computer conversational transactions, 1968.
"""

CHECK = """box => new Promise((resolve) => {
  const button = box.querySelector('.tk-check');
  const shown = () => {
    const words = box.querySelector('.tk-feedback');
    return !words.hidden && words.getBoundingClientRect().height > 0;
  };
  box.querySelector('.tk-feedback').hidden = true;
  let frames = 0;
  const begin = (event) => {
    button.removeEventListener('click', begin, true);
    const look = () => {
      frames += 1;
      const ms = performance.now() - event.timeStamp;
      if (!shown()) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve([frames, ms]));
    };
    requestAnimationFrame(look);
  };
  button.addEventListener('click', begin, true);
  requestAnimationFrame(() => setTimeout(() => button.click(), 3));
})"""
"""Press Check: frames and milliseconds until the frame in which the feedback stands."""

SAVE = """([card, item, value]) => new Promise((resolve) => {
  const saved = card.querySelector('.tk-saved');
  const field = card.querySelector(`[data-item='${item}'] input[value='${value}']`);
  let start = 0;
  new MutationObserver((_, watcher) => {
    if (!start || !/^Saved/.test(saved.textContent)) return;
    watcher.disconnect();
    resolve(performance.now() - start);
  }).observe(saved, { childList: true, characterData: true, subtree: true });
  field.addEventListener('change', (event) => { start = event.timeStamp; },
    { capture: true, once: true });
  field.click();
})"""
"""Choose an option: milliseconds until the card says that it is saved."""


def checks(page: Page) -> list[tuple[float, float]]:
    """Frames and milliseconds from *Check* to the feedback."""
    lesson, name = QUIZ
    first = quiz(lesson, name).items[0]
    card = helpers.card(page, name)
    answer(card, first, wrong(first))
    helpers.wait_saved(card)
    box = helpers.item(card, first.id)
    found = []
    for _ in range(CHECKS):
        frames, ms = box.evaluate(CHECK)
        found.append((frames, ms))
        helpers.wait_saved(card)
    return found


def saves(card: Locator, items: int) -> list[float]:
    """Milliseconds from choosing an option to *Saved*, for several questions in turn."""
    node = card.element_handle()
    return [
        card.page.evaluate(SAVE, [node, f"q{n % items}", f"o{n // items % len(OPTIONS)}"])
        for n in range(SAVES)
    ]


def saving(desk: Desk, host: str = "") -> list[float]:
    """The same in a form of 100 questions; the file holds each answer afterwards."""
    cells = ("from benchmarks import questions\n'ready'", "questions.show_form(100)")
    with desk.sheet(*cells, host=host) as sheet:
        sheet.prepare()
        sheet.show(1, ".tk-card input[type=radio]", 500)
        card = sheet.page.locator(".tk-card")
        found = saves(card, SAVES)
        kept = helpers.answers(desk.server.folder / "answers" / "benchmark-100.json")
        assert len(kept) == SAVES, f"said to be saved {SAVES} times, and the file has {len(kept)}"
        return found


def feedback(desk: Desk, host: str = "") -> list[tuple[float, float]]:
    """Checks in a quiz of a lesson."""
    with desk.page() as page:
        desk.open(page, desk.server.notebook(QUIZ[0]), host)
        helpers.start_lesson(page)
        return checks(page)


def pictures(desk: Desk) -> Iterator[Figure]:
    """From a control to the picture, in every lab of every lesson."""
    pairs = labs.in_lessons()
    for lesson in dict.fromkeys(lesson for lesson, _ in pairs):
        with desk.page() as page:
            desk.open(page, desk.server.notebook(lesson))
            helpers.start_lesson(page)
            for name in (lab for other, lab in pairs if other == lesson):
                card, lab = helpers.card(page, name), library().lab(name)
                labs.predict(card, lab)
                times = labs.measure(card, lab)
                yield Figure(GROUP, f"lab {name}: control to picture", "ms", times, PICTURE_MS)
                yield Figure(
                    GROUP, f"lab {name}: the slowest", "ms", [max(times)], WORST_PICTURE_MS
                )


def main(desk: Desk) -> list[Figure]:
    """Every figure, near and through a slow line."""
    with DelayingProxy(desk.port, EACH_WAY_S) as proxy:
        near, far = feedback(desk), feedback(desk, proxy.address)
        saved, saved_far = saving(desk), saving(desk, proxy.address)
    line = f"{ROUND_TRIP_MS:.0f} ms round trip"
    beyond = [ms - ROUND_TRIP_MS for ms in saved_far]
    return [
        Figure(GROUP, "Check to feedback", "frames", [frames for frames, _ in near], 1),
        Figure(GROUP, "Check to feedback, time", "ms", [ms for _, ms in near]),
        Figure(GROUP, f"Check to feedback, {line}", "frames", [frames for frames, _ in far], 1),
        Figure(GROUP, f"Check to feedback, {line}, time", "ms", [ms for _, ms in far]),
        Figure(GROUP, "answer to on disk and said", "ms", saved, SAVED_MS),
        Figure(GROUP, f"answer to on disk and said, beyond {line}", "ms", beyond, SAVED_MS),
        *pictures(desk),
    ]
