"""Several people's answers to the same scale items: where they agree, and where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from ..models import Answer, Questionnaire, Scale
from .visibility import points_of


@dataclass(frozen=True)
class Agreement:
    """One item over all respondents. Points and spread are in steps' points."""

    id: str
    text: str
    points: tuple[float | None, ...]
    """One per respondent, in the given order; None: no step chosen."""
    median: float | None
    spread: float
    """Highest minus lowest."""
    within_one: float | None
    """Share of pairs of respondents at most one step apart; None with fewer than two answers."""
    unknown: int
    """Respondents who chose "don't know" or gave no step."""
    weight: int


def compare(
    questionnaire: Questionnaire, answers: Sequence[Mapping[str, Answer]]
) -> list[Agreement]:
    """Every scale item, the widest disagreement × weight first, ties in page order."""
    out = []
    for item in questionnaire.items:
        if not isinstance(item, Scale):
            continue
        row = []
        for one in answers:
            answer = one.get(item.id)
            ok = answer is not None and answer.state == "answered"
            row.append(
                points_of(item, answer.value, questionnaire.scales) if ok and answer else None
            )
        known = [p for p in row if p is not None]
        pairs = [abs(a - b) <= 1 for a, b in combinations(known, 2)]
        out.append(
            Agreement(
                id=item.id,
                text=item.text,
                points=tuple(row),
                median=median(known) if known else None,
                spread=max(known) - min(known) if known else 0,
                within_one=sum(pairs) / len(pairs) if pairs else None,
                unknown=len(row) - len(known),
                weight=item.weight,
            )
        )
    return sorted(out, key=lambda a: -a.spread * a.weight)
