"""Going through a lab as a learner does: predict, commit, move, see, come back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator

from toolkit_widgets.content.lesson_source import read_page
from toolkit_widgets.models import Lab, LabControl, Note, SelectControl

from . import helpers
from .answering import answer, anything
from .server import LESSONS, ROOT

SEEN_MS = 2000
"""After a movement the picture and its words have changed within so many milliseconds."""
MOVE = """async ([card, control, value, patience]) => {
  const field = card.querySelector(`[data-control='${control}']`);
  const images = [...card.querySelectorAll('.tk-lab-figure img')];
  const began = performance.now();
  const seen = new Promise(resolve => {
    const watcher = new MutationObserver(() => {
      watcher.disconnect();
      const image = images.find(one => getComputedStyle(one).display !== 'none');
      image.decode().then(() => resolve(performance.now() - began), () => resolve(null));
    });
    for (const image of images) watcher.observe(image, { attributeFilter: ['src'] });
    setTimeout(() => { watcher.disconnect(); resolve(null); }, patience);
  });
  field.value = value;
  for (const kind of ['input', 'change'])
    field.dispatchEvent(new Event(kind, { bubbles: true }));
  return await seen;
}"""
"""Put a control somewhere: milliseconds until the new picture is there, null if it is the old."""


def in_lessons() -> list[tuple[str, str]]:
    """Lesson and lab, for every lab that a built lesson shows."""
    return [
        (lesson, cell.ids[0])
        for lesson in LESSONS
        for cell in read_page(ROOT / "lessons" / f"{lesson}.md").activities
        if cell.call == "lab"
    ]


@dataclass
class Visit:
    """What was seen of one lab. ``error`` says what went wrong, if anything did."""

    error: str = ""
    value: str = ""
    sentence: str = ""
    alt: str = ""
    predicted: str = ""
    times: list[float] = field(default_factory=list)


def predict(card: Locator, lab: Lab) -> None:
    """Answer everything that is predicted, and commit."""
    for item in lab.predict:
        if not isinstance(item, Note):
            answer(card, item, anything(item))
    card.get_by_role("button", name="Commit my prediction").click()
    card.locator(".tk-lab").wait_for(timeout=helpers.PATIENCE_MS)
    card.page.wait_for_function("c => c.querySelector('.tk-lab-figure img').src", arg=_node(card))


def move(card: Locator, lab: Lab) -> None:
    """Move the first control far: a slider with one key, a list by choosing."""
    control = lab.controls[0]
    place = card.locator(f"[data-control='{control.id}']")
    place.evaluate("field => field.closest('details')?.setAttribute('open', '')")
    if isinstance(control, SelectControl):
        place.select_option(far(control))
        return
    place.focus()
    if control.type == "range":
        card.page.keyboard.press("Home" if control.start == control.maximum else "End")
    else:
        place.fill(str(far(control)))


def visit(card: Locator, lab: Lab) -> Visit:
    """The whole way. Raises AssertionError where moving the first control shows nothing new."""
    predict(card, lab)
    before = look(card)
    move(card, lab)
    try:
        card.page.wait_for_function(
            """([card, sources, sentence]) =>
                 [...card.querySelectorAll('.tk-lab-figure img')].some((one, n) =>
                   getComputedStyle(one).display !== 'none' && one.src !== sources[n])
                 && card.querySelector('.tk-lab-sentence').textContent !== sentence""",
            arg=[_node(card), before["sources"], before["sentence"]],
            timeout=SEEN_MS,
        )
    except Exception as error:
        control = lab.controls[0].id
        raise AssertionError(f"{lab.id}: moving '{control}' shows nothing new: {error}") from error
    helpers.until(lambda: card.locator("[role=status]").text_content() == look(card)["sentence"])
    helpers.wait_saved(card)
    assert card.locator(".tk-lab .tk-problem:visible").count() == 0
    return Visit(**seen(card, lab))


def look(card: Locator) -> dict[str, Any]:
    """The addresses of the pictures, and the sentence."""
    found: dict[str, Any] = card.evaluate(
        """card => ({
             sources: [...card.querySelectorAll('.tk-lab-figure img')].map(one => one.src),
             sentence: card.querySelector('.tk-lab-sentence').textContent,
           })"""
    )
    return found


def seen(card: Locator, lab: Lab) -> dict[str, str]:
    """What a learner finds again after opening the lesson anew."""
    image = card.locator(".tk-lab-figure img").first
    return {
        "value": card.locator(f"[data-control='{lab.controls[0].id}']").input_value(),
        "sentence": card.locator(".tk-lab-sentence").inner_text(),
        "alt": str(image.get_attribute("alt")),
        "predicted": card.locator(".tk-lab-compare").inner_text(),
    }


def far(control: LabControl) -> int | float | str:
    """A position far from the start."""
    if isinstance(control, SelectControl):
        return next(o.id for o in reversed(control.options) if o.id != control.start)
    return control.minimum if control.start == control.maximum else control.maximum


def measure(card: Locator, lab: Lab, count: int = 8) -> list[float]:
    """Milliseconds from a movement of the first control to the decoded picture."""
    control = lab.controls[0]
    values: list[int | float | str]
    if isinstance(control, SelectControl):
        values = [option.id for option in control.options]
    else:
        step = getattr(control, "step", 1)
        steps = (control.maximum - control.minimum) / step
        share = max(1, round(steps / count))
        values = [control.minimum + step * n for n in range(0, int(steps), share)][:count]
        values = [round(v, 10) if isinstance(v, float) else v for v in values]
    found = [
        card.page.evaluate(MOVE, [_node(card), control.id, f"{value}", SEEN_MS]) for value in values
    ]
    return [ms for ms in found if ms is not None]


def words(text: str) -> str:
    """With single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def _node(card: Locator) -> Any:
    return card.element_handle()
