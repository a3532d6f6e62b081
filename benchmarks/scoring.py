"""How long scoring takes: a questionnaire of 300 items, with bands and bounds.

Run with ``python benchmarks/scoring.py``. Medians of 21 runs, in milliseconds of one processor.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.level import level
from toolkit_widgets.scoring.planner import Target, plan
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.sensitivity import sensitivity

ITEMS, SECTIONS, RUNS = 300, 6, 21
STEPS = ["s1", "s2", "s3", "s4", "s5"]


def questionnaire(conditional: bool) -> Questionnaire:
    """Six dimensions of fifty items; with ``conditional``, every fifth hangs on the one before."""
    per = ITEMS // SECTIONS
    dice = random.Random(1)
    names = [f"d{n // per}.q{n}" for n in range(ITEMS)]

    def item(n: int) -> dict[str, Any]:
        out: dict[str, Any] = {"id": names[n], "type": "scale", "scale": "five", "text": names[n]}
        out["weight"] = dice.randint(1, 3)
        if conditional and n % 5 == 4:
            out["show_when"] = {"q": names[n - 1], "at_least": 2}
        return out

    return Questionnaire.model_validate(
        {
            "schema": "toolkit-questionnaire/1",
            "id": "large",
            "version": "1.0.0",
            "title": "Large",
            "minutes": 60,
            "about": "Made for measuring time.",
            "scales": {
                "five": {
                    "steps": [{"id": s, "label": s, "points": n + 1} for n, s in enumerate(STEPS)]
                }
            },
            "dimensions": {f"d{d}": {"title": f"D{d}", "target": 3} for d in range(SECTIONS)},
            "bands": [
                {"id": f"b{n}", "label": f"B{n}", "meaning": "m", "at_least": n}
                for n in range(1, 5)
            ],
            "vetoes": [
                {"id": "v", "when": {"q": names[0], "at_most": 1}, "at_most": "b1", "because": "b"}
            ],
            "sections": [
                {
                    "id": f"d{d}",
                    "title": f"D{d}",
                    "dimension": f"d{d}",
                    "items": [item(n) for n in range(d * per, (d + 1) * per)],
                }
                for d in range(SECTIONS)
            ],
            "actions": [
                {
                    "id": f"a{n}",
                    "text": "Act",
                    "effort": dice.choice("SML"),
                    "lifts": dice.sample(names, 6),
                    "to": "s5",
                }
                for n in range(25)
            ],
        }
    )


def filled(form: Questionnaire) -> dict[str, Answer]:
    """Five of six items answered."""
    dice = random.Random(2)
    return {
        item.id: Answer(value=dice.choice(STEPS)) for n, item in enumerate(form.items) if n % 6 != 5
    }


def median(run: Callable[[int], object]) -> float:
    """Of :data:`RUNS` runs, in milliseconds."""
    times = []
    for number in range(RUNS):
        start = time.process_time()
        run(number)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def measure(conditional: bool) -> dict[str, float]:
    """First score, and the score after one changed answer."""
    form = questionnaire(conditional)
    answers = filled(form)
    scorers = [Scorer(form) for _ in range(RUNS)]

    def first(number: int) -> None:
        level(scorers[number], answers)
        scorers[number].measures(answers)

    scorer = scorers[0]
    names = list(answers)

    def again(number: int) -> None:
        name = names[number * 7]
        changed = answers | {name: Answer(value=STEPS[STEPS.index(str(answers[name].value)) - 1])}
        level(scorer, changed)
        scorer.measures(changed)

    return {"first score": median(first), "after one answer": median(again)}


def main() -> dict[str, float]:
    """Every figure in milliseconds."""
    figures: dict[str, float] = {}
    for conditional in (False, True):
        words = "conditional items" if conditional else "nothing conditional"
        for name, value in measure(conditional).items():
            figures[f"{name}, {ITEMS} items, {words}"] = value
    form = questionnaire(conditional=False)
    answers, scorer = filled(form), Scorer(form)
    figures["sensitivity, 300 items"] = median(lambda n: sensitivity(scorer, answers, "up"))
    figures["plan, 25 actions"] = median(lambda n: plan(form, answers, Target(dimension="d0")))
    return figures


if __name__ == "__main__":
    for name, value in main().items():
        print(f"{value:8.2f} ms  {name}")
