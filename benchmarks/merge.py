"""How long it takes to merge 200 respondents on 120 items, with every figure of agreement.

``python benchmarks/merge.py`` prints it; ``main()`` returns it.
"""

from __future__ import annotations

import random
import time
from typing import Any

from toolkit_widgets.models import Answer, AnswerFile, Questionnaire, Respondent
from toolkit_widgets.scoring.several import agreement, discussion, responses, several
from toolkit_widgets.scoring.several import concordance as order_of_items
from toolkit_widgets.store import stamp_of
from toolkit_widgets.store.merge import merge

RESPONDENTS, ITEMS = 200, 120
ROLES = ("investigator", "supervisor", "legal adviser", "system owner", "chief or deputy")


def questionnaire() -> Questionnaire:
    """120 scale items of five steps in one dimension; every tenth is conditional."""
    steps = [{"id": f"s{n}", "label": f"Step {n}", "points": n} for n in range(1, 6)]
    items: list[dict[str, Any]] = [
        {"id": f"i{n}", "type": "scale", "text": f"Item {n}", "scale": "five"} for n in range(ITEMS)
    ]
    for n in range(11, ITEMS, 10):
        items[n]["show_when"] = {"q": f"i{n - 1}", "at_least": 2}
    return Questionnaire.model_validate(
        {
            "schema": "toolkit-questionnaire/1",
            "id": "benchmark",
            "version": "1.0.0",
            "title": "Benchmark",
            "minutes": 60,
            "about": "Made by a program.",
            "scales": {"five": {"steps": steps}},
            "dimensions": {"all": {"title": "All"}},
            "sections": [{"id": "s", "title": "S", "dimension": "all", "items": items}],
        }
    )


def files(form: Questionnaire, seed: int = 1) -> list[AnswerFile]:
    """200 people who differ around the same agency.

    Every second item lacks about one answer in twelve; everybody answers the others.
    """
    dice = random.Random(seed)
    truth = {item.id: dice.randint(1, 5) for item in form.items}
    stamp = stamp_of(form)
    out = []
    for number in range(RESPONDENTS):
        answers = {}
        for place, (key, level) in enumerate(truth.items()):
            luck = dice.random() if place % 2 else 1.0
            if luck < 0.05:
                answers[key] = Answer(state="dont_know", reason="Not seen.")
            elif luck > 0.08:
                step = min(5, max(1, level + dice.choice((-1, 0, 0, 0, 1))))
                answers[key] = Answer(value=f"s{step}")
        person = Respondent(pseudonym=f"p{number:03}", role=ROLES[number % len(ROLES)])
        out.append(AnswerFile(content=stamp, respondent=person, answers=answers))
    return out


def main() -> dict[str, float]:
    """Milliseconds for each step, and their sum; files are in memory, as after reading."""
    form = questionnaire()
    handed = files(form)
    times: dict[str, float] = {}
    start = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal start
        now = time.perf_counter()
        times[name] = round((now - start) * 1000, 1)
        start = now

    merged = merge(handed, questionnaire=form)
    lap("merge")
    rows = several(form, responses(merged.files))
    discussion(rows)
    lap("items")
    alpha = agreement(rows)
    lap("alpha with interval")
    order_of_items(rows)
    lap("W with interval")
    times["all"] = round(sum(times.values()), 1)
    assert (len(merged.files), alpha.items) == (RESPONDENTS, ITEMS)
    return times


if __name__ == "__main__":
    for name, value in main().items():
        print(f"{name}: {value:g}")
