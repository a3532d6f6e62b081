"""10 to 5,000 items in one questionnaire: to usable, to a new score, and how the page answers.

Exponents are those between neighboring sizes (see :mod:`benchmarks.growth`): a cost that grows
linearly has none above 1, apart from noise.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from playwright.sync_api import Page

from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.level import level
from toolkit_widgets.scoring.score import Scorer

from .desk import Desk
from .growth import steepest
from .questions import OPTIONS, questionnaire
from .table import Figure

GROUP = "One questionnaire of 10 to 5,000 items"
SIZES = (10, 100, 1000, 5000)
RUNS, SCORES = 5, 10
LINEAR = 1.15
"""Goal for the exponent: linear, and what runs differ by."""
AT, INPUT_MS = 1000, 100
"""Goal: at so many items the page is never busy for longer after an input."""

INPUT = """([card, item, value]) => new Promise((resolve) => {
  const saved = card.querySelector('.tk-saved');
  const field = card.querySelector(`[data-item='${item}'] input[value='${value}']`);
  let last = 0, busy = 0, start = 0, done = 0, left = 3;
  const frame = () => {
    const now = performance.now();
    if (last) busy = Math.max(busy, now - last);
    last = now;
    if (done) left -= 1;
    if (left) requestAnimationFrame(frame);
    else resolve([done - start, busy]);
  };
  new MutationObserver((_, watcher) => {
    if (!start || !/^Saved/.test(saved.textContent)) return;
    watcher.disconnect();
    done = performance.now();
  }).observe(saved, { childList: true, characterData: true, subtree: true });
  requestAnimationFrame(frame);
  requestAnimationFrame(() => setTimeout(() => {
    start = performance.now();
    field.click();
  }, 5));
})"""
"""Choose an option: milliseconds until it is saved, and the longest time between two frames."""

TYPING = """([card, item, text]) => new Promise((resolve) => {
  const area = card.querySelector(`[data-item='${item}'] textarea`);
  let last = 0, busy = 0, at = 0, left = 3;
  const frame = () => {
    const now = performance.now();
    if (last) busy = Math.max(busy, now - last);
    last = now;
    if (at < text.length) {
      area.value += text[at];
      at += 1;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    } else left -= 1;
    if (left) requestAnimationFrame(frame);
    else resolve(busy);
  };
  requestAnimationFrame(frame);
})"""
"""Type, a key each frame: the longest time between two frames."""


def on_page(desk: Desk, count: int) -> tuple[float, list[float], list[float], float]:
    """To usable; to saved and counted anew; busy after a choice; busy while typing. In ms."""
    cells = ("from benchmarks import questions\n'ready'", f"questions.show_form({count})")
    with desk.sheet(*cells) as sheet:
        sheet.prepare()
        shown = sheet.show(1, ".tk-card input[type=radio]", count * len(OPTIONS))
        card = sheet.page.locator(".tk-card").element_handle()
        found = [sheet.page.evaluate(INPUT, [card, f"q{n}", "o1"]) for n in range(RUNS)]
        typing = typed(sheet.page, card)
    return shown.ms, [ms for ms, _ in found], [busy for _, busy in found], typing


def typed(page: Page, card: Any) -> float:
    """Typing a comment."""
    busy: float = page.evaluate(TYPING, [card, "q0", "Seen in the log."])
    return busy


def scored(count: int) -> Questionnaire:
    """The same items as steps of a scale in one dimension for each section, so with a score."""
    content = questionnaire(count)
    steps = [{"id": f"o{n}", "label": words, "points": n} for n, words in enumerate(OPTIONS)]
    for section in content["sections"]:
        section["dimension"] = section["id"]
        for item in section["items"]:
            del item["options"]
            item |= {"type": "scale", "scale": "five"}
    content |= {
        "scales": {"five": {"steps": steps}},
        "dimensions": {s["id"]: {"title": s["title"], "target": 3} for s in content["sections"]},
        "bands": [
            {"id": f"b{n}", "label": f"Level {n}", "meaning": "Made up.", "at_least": n}
            for n in range(len(OPTIONS))
        ],
    }
    return Questionnaire.model_validate(content)


def score_ms(count: int) -> list[float]:
    """Milliseconds of one processor to score all answers after one has changed."""
    form = scored(count)
    answers = {item.id: Answer(value="o2") for item in form.items}
    scorer = Scorer(form)
    level(scorer, answers)
    found = []
    for turn in range(SCORES):
        changed = answers | {f"q{turn}": Answer(value="o3")}
        began = time.process_time()
        level(scorer, changed)
        scorer.measures(changed)
        found.append((time.process_time() - began) * 1000)
    return found


def main(desk: Desk) -> list[Figure]:
    """Every size, and the exponents."""
    usable: dict[int, list[float]] = {count: [] for count in SIZES}
    saved: dict[int, list[float]] = {count: [] for count in SIZES}
    busy: list[float] = []
    typing: list[float] = []
    for _ in range(RUNS):
        for count in SIZES:
            ms, again, blocked, keys = on_page(desk, count)
            usable[count].append(ms)
            saved[count].append(statistics.median(again))
            if count == AT:
                busy.append(max(blocked))
                typing.append(keys)
    score = {count: score_ms(count) for count in SIZES}
    at = f"{AT:,} items"
    return [
        *_growing("run to usable", usable),
        *_growing("answer to saved and counted anew", saved),
        *_growing("to score anew after one answer", score),
        Figure(GROUP, f"page busy after a choice, {at}", "ms", busy, INPUT_MS),
        Figure(GROUP, f"page busy while typing, {at}", "ms", typing, INPUT_MS),
    ]


def _growing(what: str, runs: dict[int, list[float]]) -> list[Figure]:
    figures = [Figure(GROUP, f"{what}, {count:,} items", "ms", ms) for count, ms in runs.items()]
    exponent = steepest({count: statistics.median(ms) for count, ms in runs.items()})
    return [*figures, Figure(GROUP, f"{what}: steepest growth", "exponent", [exponent], LINEAR)]
