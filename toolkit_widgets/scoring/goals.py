"""Planning as covering: a goal is a sum that must grow by some need.

The weighted points of a mean, a sum or a share; the number of items at the target of a minimum;
one for every veto that a lifted item can release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from ..models import Action, Answer, Band, Scale, Veto, referenced
from .cover import Task
from .level import ordered
from .lift import reaches
from .numbers import ZERO, exact
from .score import Scorer
from .visibility import Answers


def task_of(
    scorer: Scorer,
    answers: Answers,
    band: str | None,
    goals: Mapping[str, int | float],
    actions: Sequence[Action],
) -> Task | None:
    """None where lifts do not simply add up: conditions on a lifted item, alternatives, modifiers,
    rounding before banding, or a veto that a lift can bring into force.
    """
    steps, lifts = _ranks(scorer, answers, actions)
    asked = {q for k in scorer.conditions for c in scorer.conditions[k] for q in referenced(c)}
    if asked & steps.keys():
        return None
    needs: list[Fraction] = []
    gains: list[dict[str, list[Fraction]]] = []

    def goal(key: str | None, edge: Fraction, strict: bool = False, share: bool = False) -> bool:
        if key is not None and not _adds_up(scorer, key):
            return False
        if (
            strict
            and key is not None
            and scorer.questionnaire.dimensions[key].aggregate == "minimum"
        ):
            return False
        found = _goal(scorer, answers, steps, key, edge, share)
        if found is None:
            return False
        need, gain = found
        if need > 0 or (strict and need == 0):
            # strictly above: the smallest amount that any set of lifts can make a difference by
            unit = Fraction(1, lcm(need.denominator, *_denominators(gain)))
            needs.append(need + unit if strict else need)
            gains.append(gain)
        return True

    if not all(goal(key, exact(target)) for key, target in goals.items()):
        return None
    if band is not None:
        bands = ordered(scorer.questionnaire.bands)
        wanted = next(b for b in bands if b.id == band)
        carried = _vetoes(scorer, answers, steps, bands, wanted, needs, gains)
        if carried is None:
            return None
        if not carried and bands.index(wanted) > 0:
            rule, strict = scorer.questionnaire.level, wanted.at_least is None
            key = rule.dimension if rule else None
            share = rule is not None and rule.of == "share"
            if not goal(key, exact(wanted.edge), strict, share):
                return None
    scale = lcm(*(n.denominator for n in needs), *(d for g in gains for d in _denominators(g)))
    return Task(
        [int(need * scale) for need in needs],
        [{k: [int(v * scale) for v in values] for k, values in g.items()} for g in gains],
        lifts,
    )


def _denominators(gain: Mapping[str, Sequence[Fraction]]) -> list[int]:
    return [value.denominator for values in gain.values() for value in values]


def _ranks(
    scorer: Scorer, answers: Answers, actions: Sequence[Action]
) -> tuple[dict[str, list[str]], list[dict[str, int]]]:
    """Item → its steps from where it stands up to the highest; and what each action reaches."""
    steps: dict[str, list[str]] = {}
    lifts: list[dict[str, int]] = []
    shown, scales = scorer.shown(answers), scorer.questionnaire.scales
    for action in actions:
        reached: dict[str, int] = {}
        for key in action.lifts:
            scored = scorer.scored.get(key)
            points = scored.value(answers.get(key)) if scored and key in shown else None
            if scored is None or points is None or not isinstance(scored.item, Scale):
                continue
            step = reaches(action, scored.item, points, scales)
            if step is None:
                continue
            if key not in steps:
                rising = sorted(scored.points.items(), key=lambda pair: pair[1])
                steps[key] = [k for k, p in rising if p >= points]
            reached[key] = max(reached.get(key, 0), steps[key].index(step.id))
        lifts.append(reached)
    return steps, lifts


def _adds_up(scorer: Scorer, key: str) -> bool:
    dimension = scorer.questionnaire.dimensions[key]
    early = dimension.round is not None and dimension.round.when == "before_banding"
    grouped = dimension.aggregate in ("sum", "share") and any(
        scorer.scored[k].group for k in scorer.members(key)
    )
    return not (dimension.based_on or dimension.modifiers or early or grouped)


def _goal(
    scorer: Scorer,
    answers: Answers,
    steps: Mapping[str, list[str]],
    key: str | None,
    edge: Fraction,
    share: bool,
) -> tuple[Fraction, dict[str, list[Fraction]]] | None:
    """How much is missing now, and what each rank of each lifted item adds.

    ``key``: the dimension; None: the mean of all items. ``share``: the edge is one of the share.
    """
    kind, members = "mean", list(scorer.scored)
    if key is not None:
        kind, members = scorer.questionnaire.dimensions[key].aggregate, scorer.members(key)
        if share or kind == "share":
            maximum = _maximum(scorer, answers, key)
            if maximum <= 0:
                return None
            edge, kind = edge * maximum, "sum" if kind == "share" else kind
    points = {k: scorer.scored[k].value(answers.get(k)) for k in members}
    shown = scorer.shown(answers)
    known = {k: p for k, p in points.items() if p is not None and k in shown}
    if not known:
        return None
    weights = {k: scorer.scored[k].item.weight for k in known}
    gain: dict[str, list[Fraction]] = {}
    if kind == "minimum":
        below = [k for k, p in known.items() if p < edge]
        for k in (k for k in below if k in steps):
            table = scorer.scored[k].points
            gain[k] = [Fraction(table[step] >= edge) for step in steps[k]]
        return Fraction(len(below)), gain
    for k in (k for k in known if k in steps):
        table = scorer.scored[k].points
        gain[k] = [(table[step] - known[k]) * weights[k] for step in steps[k]]
    now = sum((p * weights[k] for k, p in known.items()), ZERO)
    total = edge * sum(weights.values()) if kind == "mean" else edge
    return total - now, gain


def _maximum(scorer: Scorer, answers: Answers, key: str) -> Fraction:
    """What a share is divided by. Lifts do not move it: they neither show nor hide anything."""
    dimension = scorer.questionnaire.dimensions[key]
    if dimension.aggregate != "share":
        return scorer.measures(answers)[key].maximum
    items = [scorer.scored[k] for k in scorer.members(key)]
    if dimension.max_scope == "visible":
        terms = {t.item: t.state for t in scorer.terms(answers)}
        items = [s for s in items if terms.get(s.item.id) in ("open", "answered")]
    return sum((s.high * s.item.weight for s in items), ZERO)


def _vetoes(
    scorer: Scorer,
    answers: Answers,
    steps: Mapping[str, list[str]],
    bands: Sequence[Band],
    wanted: Band,
    needs: list[Fraction],
    gains: list[dict[str, list[Fraction]]],
) -> bool | None:
    """Adds a goal for what vetoes have in the way. True: one already carries the level there.

    Several vetoes on one item count together: step 2 may be held by another veto than step 1.
    None where a veto looks at several lifted items, or a lift can bring an item from free to held,
    or can end or begin a veto that carries.
    """
    place = {b.id: n for n, b in enumerate(bands)}
    carried = False
    on: dict[str, list[Veto]] = {}
    for veto in scorer.questionnaire.vetoes:
        blocks = veto.at_most is not None and place[veto.at_most] < place[wanted.id]
        carries = veto.at_least is not None and place[veto.at_least] >= place[wanted.id]
        lifted = set(referenced(veto.when)) & steps.keys()
        if not lifted:
            holds = (blocks or carries) and scorer.holds(veto.when, answers)
            carried = carried or (holds and carries)
            if holds and blocks:
                needs.append(Fraction(1))
                gains.append({})  # no lift ends it
        elif carries or (blocks and len(lifted) > 1):
            return None
        elif blocks:
            on.setdefault(lifted.pop(), []).append(veto)
    for key, vetoes in on.items():
        wheres = [veto.when for veto in vetoes]
        free = [
            not any(scorer.holding(wheres, {**answers, key: Answer(value=step)}))
            for step in steps[key]
        ]
        if free != sorted(free):
            return None
        if not free[0]:
            needs.append(Fraction(1))
            gains.append({key: [Fraction(one) for one in free]})
    return carried
