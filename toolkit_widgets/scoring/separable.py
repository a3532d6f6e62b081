"""Where what each item adds to the level is independent of the others: the fewest changes by sum.

Against a band's edge ``T`` a mean is reached when ``Σ w·(p − T) ≥ 0`` over the answered items, a
sum when ``Σ w·p ≥ T``, a share when ``Σ w·(p − T·maximum) ≥ 0``. Items that conditions or vetoes
tie together form a *knot*; all joint values of a knot are tried. Free items add their best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import prod

from ..models import Answer, Band, Choice, Choices, Item, Note, Scale, Veto, YesNo, referenced
from .level import Level, ordered
from .score import ZERO, Scorer, exact
from .values import option_ids
from .visibility import Answers, holds, is_answered

Values = dict[str, str | list[str]]
"""Item → the value to give it."""

MANY_OPTIONS = 8
"""A ``choices`` item with more options has too many values to try."""
JOINT = 5000
"""So many joint values of a knot are tried."""


@dataclass(frozen=True)
class Fewest:
    """``values``: the shortest list, or None where none does it. ``items``: how many can change."""

    values: Values | None
    items: int


@dataclass(frozen=True)
class _Aim:
    """What must become true, in one direction (``sign`` 1 up, −1 down)."""

    sign: int
    band: Band
    adds: Callable[[str, Answer | None, bool], Fraction]
    """Item, answer, shown → what it adds against the band's edge."""
    start: Fraction
    blocks: list[Veto]
    carries: list[Veto]

    def reached(self, total: Fraction) -> bool:
        """Whether the sum (without vetoes) lies on the right side of the edge."""
        above = total > 0 if self.band.at_least is None else total >= 0
        return above if self.sign > 0 else not above

    def done(self, blocked: bool, carried: bool, total: Fraction) -> bool:
        """Where both apply, "at most" wins: it blocks the way up and carries the way down."""
        if self.sign > 0:
            return not blocked and (carried or self.reached(total))
        return carried or (not blocked and self.reached(total))


def domain(scorer: Scorer, item: Item) -> list[str | list[str]] | None:
    """Every valid value of an item; None where they cannot be listed."""
    ids = option_ids(item, scorer.questionnaire.scales)
    if isinstance(item, Scale | Choice | YesNo):
        return list(ids)
    if isinstance(item, Choices) and len(ids) <= MANY_OPTIONS:
        most = item.at_most or len(ids)
        return [list(some) for n in range(1, most + 1) for some in combinations(ids, n)]
    return [] if isinstance(item, Note) else None


def label(scorer: Scorer, item: Item, value: object) -> str:
    """A value in the words of the page."""
    if isinstance(item, Scale):
        steps = scorer.questionnaire.scales[item.scale].steps
        return next((step.label for step in steps if step.id == value), str(value))
    if isinstance(item, Choice | Choices):
        chosen = value if isinstance(value, list) else [value]
        return " + ".join(option.text for option in item.options if option.id in chosen)
    return str(value).capitalize()


def fewest(scorer: Scorer, answers: Answers, now: Level, direction: str) -> Fewest | None:
    """The fewest changes, or None where adding up does not suffice."""
    aim = _aim(scorer, answers, now, direction)
    knots = _knots(scorer, answers)
    if aim is None or knots is None:
        return None
    tied = {key for knot in knots for key in knot}
    states: dict[tuple[bool, bool, int], tuple[Fraction, Values]] = {
        (False, False, 0): (aim.start, {})
    }
    for knot in knots:
        states = _joined(states, _options(scorer, answers, aim, knot), aim.sign)
    gains = []
    for key in scorer.scored:
        answer = answers.get(key)
        if key not in tied:
            here = aim.adds(key, answer, True)
            states = {s: (total + here, v) for s, (total, v) in states.items()}
            best = _best(scorer, aim, key, answer)
            if best is not None and (best[0] - here) * aim.sign > 0:
                gains.append(((best[0] - here), key, best[1]))
    gains.sort(key=lambda gain: -gain[0] * aim.sign)
    looked = len(gains) + len(tied)
    for count in range(1, looked + 1):
        for (blocked, carried, used), (total, values) in states.items():
            free = gains[: max(0, count - used)]
            if used <= count and aim.done(blocked, carried, total + sum(g for g, _, _ in free)):
                return Fewest(values | {key: value for _, key, value in free}, looked)
    return Fewest(None, looked)


def _aim(scorer: Scorer, answers: Answers, now: Level, direction: str) -> _Aim | None:
    form = scorer.questionnaire
    bands = ordered(form.bands)
    place = {band.id: n for n, band in enumerate(bands)}
    here = place[now.band.id] if now.band is not None else 0
    sign = 1 if direction == "up" else -1
    band = bands[here + 1] if sign > 0 else bands[here]
    adds = _adds(scorer, exact(band.edge))
    if adds is None:
        return None
    below = [v for v in form.vetoes if v.at_most and place[v.at_most] < here + (sign > 0)]
    above = [v for v in form.vetoes if v.at_least and place[v.at_least] >= here + (sign > 0)]
    blocks, carries = (below, above) if sign > 0 else (above, below)
    return _Aim(sign, band, adds[0], adds[1], blocks, carries)


def _adds(
    scorer: Scorer, edge: Fraction
) -> tuple[Callable[[str, Answer | None, bool], Fraction], Fraction] | None:
    """What an item adds, and what the sum starts from; None where items do not simply add up."""
    form = scorer.questionnaire
    members, kind, start = set(scorer.scored), "mean", ZERO
    if form.level is not None:
        dimension = form.dimensions[form.level.dimension]
        members = set(scorer.members(form.level.dimension))
        kind = dimension.aggregate
        early = dimension.round is not None and dimension.round.when == "before_banding"
        if dimension.based_on is not None or dimension.modifiers or early or kind == "minimum":
            return None
        if kind != "mean" and any(scorer.scored[key].group for key in members):
            return None
        if form.level.of == "share":
            if kind == "mean":
                return None
            kind = "share"
        if kind == "sum":
            start = -edge
        elif kind == "share" and dimension.max_scope == "declared":
            best = sum(
                (s.high * s.item.weight for k, s in scorer.scored.items() if k in members), ZERO
            )
            kind, start = "sum", -edge * best

    def adds(key: str, answer: Answer | None, shown: bool) -> Fraction:
        if key not in members or not shown:
            return ZERO
        if answer is not None and answer.state == "not_applicable":
            return ZERO
        scored = scorer.scored[key]
        points = scored.value(answer)
        if kind == "share":
            return ((points or ZERO) - edge * scored.high) * scored.item.weight
        if points is None:
            return ZERO
        return (points - edge if kind == "mean" else points) * scored.item.weight

    return adds, start


def _best(
    scorer: Scorer, aim: _Aim, key: str, answer: Answer | None
) -> tuple[Fraction, str | list[str]] | None:
    """The value of a free item that pushes most, and what it then adds."""
    if answer is not None and answer.state == "not_applicable":
        return None
    scored = scorer.scored[key]
    value: str | list[str]
    if isinstance(scored.item, Choices):
        signed = sorted(scored.points.items(), key=lambda pair: -pair[1] * aim.sign)
        most = scored.item.at_most or len(signed)
        value = [k for k, points in signed[:most] if points * aim.sign > 0] or [signed[0][0]]
    else:
        value = max(scored.points, key=lambda k: scored.points[k] * aim.sign)
    return aim.adds(key, Answer.model_construct(value=value), True), value


def _knots(scorer: Scorer, answers: Answers) -> list[list[str]] | None:
    """Items tied together by conditions and vetoes; None where their values are too many."""
    groups: list[set[str]] = []
    ties = [
        {key, *(q for c in needed for q in referenced(c))}
        for key, needed in scorer.conditions.items()
        if needed
    ]
    ties += [set(referenced(veto.when)) for veto in scorer.questionnaire.vetoes]
    for tie in ties:
        for other in [g for g in groups if g & tie]:
            tie = tie | other
            groups.remove(other)
        groups.append(tie)
    for group in groups:
        sizes = []
        for key in group:
            values = _values(scorer, answers, key)
            if values is None:
                return None
            sizes.append(len(values) + 1)
        if prod(sizes) > JOINT:
            return None
    return [[key for key in scorer.order if key in group] for group in groups]


def _values(scorer: Scorer, answers: Answers, key: str) -> list[str | list[str]] | None:
    """The other values that an item can get; none where "not applicable" settles it."""
    item, answer = scorer.items[key], answers.get(key)
    if answer is not None and answer.state == "not_applicable":
        return []
    values = domain(scorer, item)
    if values is None:
        return None
    now = answer.value if answer is not None and is_answered(item, answer) else None
    return [value for value in values if value != now]


_Options = Mapping[tuple[bool, bool, int], tuple[Fraction, Values]]


def _options(scorer: Scorer, answers: Answers, aim: _Aim, knot: list[str]) -> _Options:
    """Blocked, carried, number of changes → the best sum of the knot, and how."""
    inside = set(knot)
    mine = [v for v in aim.blocks if set(referenced(v.when)) <= inside]
    carrying = [v for v in aim.carries if set(referenced(v.when)) <= inside]
    best: dict[tuple[bool, bool, int], tuple[Fraction, Values]] = {}
    for values in _joint(scorer, answers, knot):
        changed = {key: Answer.model_construct(value=v) for key, v in values.items()}
        known: dict[str, Answer] = {}
        total, scales = ZERO, scorer.questionnaire.scales
        for key in knot:
            item, answer = scorer.items[key], changed.get(key, answers.get(key))
            shown = all(holds(c, scorer.items, known, scales) for c in scorer.conditions[key])
            if shown and answer is not None and is_answered(item, answer):
                known[key] = answer
            if key in scorer.scored:
                total += aim.adds(key, answer, shown)
        blocked, carried = (
            any(holds(v.when, scorer.items, known, scales) for v in some)
            for some in (mine, carrying)
        )
        state = (blocked, carried, len(values))
        if state not in best or total * aim.sign > best[state][0] * aim.sign:
            best[state] = (total, values)
    return best


def _joint(scorer: Scorer, answers: Answers, knot: list[str]) -> Iterator[Values]:
    lists = [[None, *(_values(scorer, answers, key) or [])] for key in knot]
    for some in product(*lists):
        yield {key: value for key, value in zip(knot, some, strict=True) if value is not None}


def _joined(
    states: _Options, options: _Options, sign: int
) -> dict[tuple[bool, bool, int], tuple[Fraction, Values]]:
    best: dict[tuple[bool, bool, int], tuple[Fraction, Values]] = {}
    for (b1, c1, n1), (t1, v1) in states.items():
        for (b2, c2, n2), (t2, v2) in options.items():
            state = (b1 or b2, c1 or c2, n1 + n2)
            if state not in best or (t1 + t2) * sign > best[state][0] * sign:
                best[state] = (t1 + t2, v1 | v2)
    return best
