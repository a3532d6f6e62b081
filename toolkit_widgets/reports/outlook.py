"""What would change the level, what would lift it for least effort, and how it arose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..content.markdown import plain
from ..models import Answer, Questionnaire
from ..scoring.planner import Plan, Target, plan
from ..scoring.score import Scorer, explain
from ..scoring.sensitivity import Sensitivity, sensitivity


@dataclass(frozen=True)
class Outlook:
    """Everything about a level that is not the level itself."""

    up: Sensitivity
    down: Sensitivity
    plan: Plan | None
    """The cheapest actions to the next level; None at the highest one."""
    story: tuple[str, ...]
    terms: tuple[tuple[str, str, str, str], ...]
    """Item, weight, points or state, weight × points: the last column adds up."""


def outlook(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Outlook | None:
    """None before the first answer. Raises ValueError where there are no bands."""
    scorer = Scorer(questionnaire)
    up = sensitivity(scorer, answers, "up")
    if up.before is None:
        return None
    ordered = sorted(questionnaire.bands, key=lambda band: band.edge)
    place = ordered.index(up.before)
    following = ordered[place + 1].id if place + 1 < len(ordered) else None
    rule = questionnaire.level
    measure = scorer.measures(answers)[rule.dimension] if rule else scorer.pooled(answers)
    texts = {item.id: plain(item.text) for item in questionnaire.items}
    return Outlook(
        up=up,
        down=sensitivity(scorer, answers, "down"),
        plan=plan(questionnaire, answers, Target(band=following)) if following else None,
        story=measure.story,
        terms=tuple((texts[item], str(w), str(p), str(x)) for item, w, p, x in explain(measure)),
    )
