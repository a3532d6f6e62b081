"""Scores of dimensions: exact, with bounds, and with every term that led to them.

A *term* is one scored item. Its value is ``weight × points``. Dimensions aggregate their terms:

- sum: ``Σ w·p``
- mean: ``Σ w·p / Σ w`` over answered terms
- minimum: the lowest ``p``
- share: ``Σ w·p / maximum``

Bounds run over all completions (see :mod:`.possible`): they contain every one, and are attained
where no item is conditional. Everything is computed in fractions, so nothing is rounded unless the
questionnaire says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from ..models import Choice, Choices, Condition, Dimension, Item, Questionnaire, Rounding, Scale
from .possible import Possible, possible
from .visibility import Answers, conditions, holds, is_answered, points_of, visible

ZERO = Fraction(0)
_MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_FLOOR,
    "up": ROUND_CEILING,
}


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest possible value."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Term:
    """One scored item. ``points`` is None while it has no answer that counts."""

    item: str
    dimension: str
    group: str
    branch: str
    weight: int
    points: Fraction | None
    low: Fraction
    high: Fraction
    maximum: Fraction
    state: str
    """answered · open · not_applicable · hidden"""
    certain: bool
    """Shown in every completion."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension. ``value`` is None where nothing is answered; ``maximum`` may be 0."""

    id: str
    title: str
    value: Fraction | None
    bounds: Range
    maximum: Fraction
    answered: int
    applicable: int
    terms: tuple[Term, ...]
    story: tuple[str, ...]
    """How it arose, in words, from the terms to the value."""
    before_rounding: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """``value / maximum``, or None without a value or a maximum."""
        return None if self.value is None or not self.maximum else self.value / self.maximum

    @property
    def share_bounds(self) -> Range:
        """The bounds divided by the maximum; 0 to 0 without a maximum."""
        if not self.maximum:
            return Range(ZERO, ZERO)
        return Range(self.bounds.low / self.maximum, self.bounds.high / self.maximum)


class Scorer:
    """A questionnaire made ready for scoring; use it for many sets of answers."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.items: dict[str, Item] = {item.id: item for item in questionnaire.items}
        self.conditions = conditions(questionnaire)
        self.conditional = any(self.conditions.values())
        self._scored: list[tuple[Item, str, str, str, Range]] = []
        self._points: dict[str, dict[str, Fraction]] = {}
        for section in questionnaire.sections:
            for item in section.items:
                ends = self._ends(item)
                dimension = item.dimension or section.dimension
                if ends is not None and dimension is not None:
                    group = section.exclusive_group or ""
                    self._scored.append((item, dimension, group, section.id, ends))

    def _ends(self, item: Item) -> Range | None:
        """The lowest and the highest points an item can give, or None where it never scores."""
        if isinstance(item, Scale):
            steps = self.questionnaire.scales[item.scale].steps
            points = {step.id: exact(step.points) for step in steps}
        elif isinstance(item, Choice | Choices):
            if all(option.points is None for option in item.options):
                return None
            points = {o.id: exact(o.points or 0) for o in item.options}
        else:
            return None
        self._points[item.id] = points
        values = points.values()
        if isinstance(item, Choices):
            most = item.at_most or len(points)
            up = sorted((v for v in values if v > 0), reverse=True)[:most]
            down = sorted(v for v in values if v < 0)[:most]
            return Range(sum(down, ZERO), sum(up, ZERO))
        return Range(min(values), max(values))

    def terms(self, answers: Answers, ends: Possible | None = None) -> list[Term]:
        """Every scored item that is shown or could be."""
        form = self.questionnaire
        shown = set(visible(form, answers)) if self.conditional else set(self.items)
        where = ends or possible(self.items, self.conditions, answers, form.scales)
        out: list[Term] = []
        for item, dimension, group, branch, limits in self._scored:
            if item.id not in where.may and item.id not in shown:
                continue
            answer = answers.get(item.id)
            if answer is not None and answer.state == "not_applicable":
                state, points = "not_applicable", None
            elif is_answered(item, answer) and answer is not None:
                state, points = "answered", self._value(item, answer.value)
                if points is None:
                    state = "open"
            else:
                state, points = "open", None
            if item.id not in shown:
                state = "hidden"
            low, high = (limits.low, limits.high) if points is None else (points, points)
            out.append(
                Term(
                    item.id,
                    dimension,
                    group,
                    branch,
                    item.weight,
                    points if state == "answered" else None,
                    low,
                    high,
                    limits.high,
                    state,
                    item.id in where.must,
                )
            )
        return out

    def _value(self, item: Item, value: object) -> Fraction | None:
        table = self._points[item.id]
        if isinstance(value, str):
            return table.get(value)
        if isinstance(value, list):
            found = points_of(item, value, self.questionnaire.scales)
            return None if found is None else exact(found)
        return None

    def measures(self, answers: Answers) -> dict[str, Measure]:
        """Every declared dimension, in order of need; ids as declared."""
        form = self.questionnaire
        terms = self.terms(answers)
        out: dict[str, Measure] = {}

        def measure(key: str) -> Measure:
            if key not in out:
                dimension = form.dimensions[key]
                if dimension.based_on is not None:
                    base = measure(dimension.based_on)
                    out[key] = self._derived(key, dimension, base, measure)
                else:
                    own = {key, *dimension.pools}
                    mine = [term for term in terms if term.dimension in own]
                    found = aggregate(key, dimension, mine, self._declared(own))
                    out[key] = self._derived(key, dimension, found, measure)
            return out[key]

        return {key: measure(key) for key in form.dimensions}

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Whether a condition holds now, for what is shown and answered."""
        shown = set(visible(self.questionnaire, answers))
        known = {k: a for k, a in answers.items() if k in shown and is_answered(self.items[k], a)}
        return holds(condition, self.items, known, self.questionnaire.scales)

    def pooled(self, answers: Answers) -> Measure:
        """The weighted mean over every scored item."""
        everything = Dimension(title="All items", aggregate="mean")
        return aggregate("overall", everything, self.terms(answers), ZERO)

    def _declared(self, own: set[str]) -> Fraction:
        """The maximum over declared items; alternatives of one group count once."""
        flat, groups = ZERO, dict[str, dict[str, Fraction]]()
        for item, dimension, group, branch, ends in self._scored:
            if dimension in own:
                best = ends.high * item.weight
                if group:
                    branches = groups.setdefault(group, {})
                    branches[branch] = branches.get(branch, ZERO) + best
                else:
                    flat += best
        return flat + sum((max(b.values()) for b in groups.values()), ZERO)

    def _derived(
        self, key: str, dimension: Dimension, base: Measure, measure: Callable[[str], Measure]
    ) -> Measure:
        value, low, high = base.value, base.bounds.low, base.bounds.high
        story = list(base.story)
        for step in dimension.modifiers:
            other = measure(step.dimension)
            by, edge = exact(step.multiply), exact(step.share_at_least)
            share, limits = other.share, other.share_bounds
            if share is not None and share >= edge and value is not None:
                value *= by
                story.append(f"× {show(by)} = {show(value)}: {step.because}")
            certain, may = limits.low >= edge, limits.high >= edge
            ends = [low * by, high * by] if certain else [low, high]
            if may and not certain:
                ends += [low * by, high * by]
            low, high = min(ends), max(ends)
        before = value
        if dimension.round is not None and dimension.round.when == "before_banding":
            if value is not None:
                value = rounded(value, dimension.round)
                story.append(f"rounded ({dimension.round.mode}) = {show(value)}")
            low, high = rounded(low, dimension.round), rounded(high, dimension.round)
        return Measure(
            key,
            dimension.title,
            value,
            Range(low, high),
            base.maximum,
            base.answered,
            base.applicable,
            base.terms,
            tuple(story),
            before,
        )


def aggregate(key: str, dimension: Dimension, terms: Iterable[Term], declared: Fraction) -> Measure:
    """One dimension from its terms."""
    every = tuple(terms)
    mine = tuple(t for t in every if t.state != "hidden")
    counted = [t for t in mine if t.state != "not_applicable"]
    known = [(t, t.points) for t in mine if t.points is not None]
    possible_terms = [t for t in every if t.state != "not_applicable"]
    maximum = declared if dimension.max_scope == "declared" else _sum_of_best(counted)
    value: Fraction | None = None
    if dimension.aggregate == "mean":
        weight = sum(t.weight for t, _ in known)
        value = sum((p * t.weight for t, p in known), ZERO) / weight if weight else None
        bounds = Range(_mean(possible_terms, low=True), _mean(possible_terms, low=False))
        maximum = max((t.maximum for t in counted), default=ZERO)
    elif dimension.aggregate == "minimum":
        value = min((p for _, p in known), default=None)
        bounds = _minimum(possible_terms)
        maximum = max((t.maximum for t in counted), default=ZERO)
    else:
        value = _sum(known) if known else None
        bounds = _sum_bounds(possible_terms)
        if dimension.aggregate == "share":
            value = value / maximum if value is not None and maximum else None
            bounds = _share_bounds(bounds, possible_terms, maximum, dimension)
            maximum = Fraction(1)
    return Measure(
        key,
        dimension.title,
        value,
        bounds,
        maximum,
        len(known),
        len(counted),
        mine,
        _story(dimension, known, value),
        value,
    )


def exact(number: int | float) -> Fraction:
    """The decimal as it is written: 0.1 is one tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(str(number))


def rounded(value: Fraction, how: Rounding) -> Fraction:
    """Round as declared. Never Python's half-even unless that is declared."""
    scale = 10**how.digits
    scaled = value * scale
    whole, rest = divmod(scaled, 1)
    if how.mode in ("half_up", "half_even") and rest == Fraction(1, 2):
        odd = int(whole) % 2 == 1
        up = odd if how.mode == "half_even" else True
        return Fraction(int(whole) + up, scale)
    if how.mode in ("half_up", "half_even"):
        return Fraction(int(whole) + (rest > Fraction(1, 2)), scale)
    return Fraction(int(whole) + (how.mode == "up" and rest > 0), scale)


def show(value: Fraction, digits: int = 2) -> str:
    """At most ``digits`` decimals, rounded half up, without trailing zeros."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    text = str(number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _groups(terms: Iterable[Term]) -> tuple[list[Term], dict[str, dict[str, list[Term]]]]:
    flat: list[Term] = []
    groups: dict[str, dict[str, list[Term]]] = {}
    for term in terms:
        if term.group:
            groups.setdefault(term.group, {}).setdefault(term.branch, []).append(term)
        else:
            flat.append(term)
    return flat, groups


def _sum(known: list[tuple[Term, Fraction]]) -> Fraction:
    """The sum; of alternative branches the highest counts, once."""
    flat = ZERO
    groups: dict[str, dict[str, Fraction]] = {}
    for term, points in known:
        if term.group:
            branches = groups.setdefault(term.group, {})
            branches[term.branch] = branches.get(term.branch, ZERO) + points * term.weight
        else:
            flat += points * term.weight
    return flat + sum((max(b.values()) for b in groups.values()), ZERO)


def _sum_of_best(terms: Iterable[Term]) -> Fraction:
    return _sum([(t, t.maximum) for t in terms])


def _sum_bounds(terms: Iterable[Term]) -> Range:
    flat, groups = _groups(terms)
    low = sum((_least(t) for t in flat), ZERO)
    high = sum((_most(t) for t in flat), ZERO)
    for branches in groups.values():
        lows = [sum((_least(t) for t in b), ZERO) for b in branches.values()]
        highs = [sum((_most(t) for t in b), ZERO) for b in branches.values()]
        certain = all(t.certain for b in branches.values() for t in b)
        low += max(lows) if certain else min([*lows, ZERO])
        high += max(highs)
    return Range(low, high)


def _least(term: Term) -> Fraction:
    value = term.low * term.weight
    return value if term.certain else min(value, ZERO)


def _most(term: Term) -> Fraction:
    value = term.high * term.weight
    return value if term.certain else max(value, ZERO)


def _share_bounds(
    total: Range, terms: Iterable[Term], maximum: Fraction, dimension: Dimension
) -> Range:
    """Contains every completion; the maximum itself can move where it runs over visible items."""
    if dimension.max_scope == "declared":
        ends = Range(maximum, maximum)
    else:
        every = list(terms)
        ends = Range(_sum_of_best(t for t in every if t.certain), _sum_of_best(every))
    if not ends.high:
        return Range(ZERO, ZERO)
    lowest, highest = min(x for x in (ends.low, ends.high) if x), ends.high
    low = total.low / (highest if total.low >= 0 else lowest)
    high = total.high / (lowest if total.high >= 0 else highest)
    if dimension.max_scope == "visible":  # no sum is above its own maximum
        high = min(high, Fraction(1)) if ends.low else max(min(high, Fraction(1)), ZERO)
        low = min(low, high)
    return Range(low, high)


def _mean(terms: list[Term], low: bool) -> Fraction:
    """The lowest (or highest) weighted mean; uncertain terms are taken in where they push it."""
    sign = 1 if low else -1
    values = [((t.low if low else t.high) * sign, t.weight, t.certain) for t in terms]
    total = sum((v * w for v, w, certain in values if certain), ZERO)
    weight = sum(w for _, w, certain in values if certain)
    for value, w, _ in sorted(v for v in values if not v[2]):
        if weight and value * weight >= total:
            break
        total, weight = total + value * w, weight + w
        if weight == w:  # the first term alone: no other can push the mean further
            break
    return sign * total / weight if weight else ZERO


def _minimum(terms: list[Term]) -> Range:
    if not terms:
        return Range(ZERO, ZERO)
    certain = [t.high for t in terms if t.certain]
    return Range(min(t.low for t in terms), min(certain) if certain else max(t.high for t in terms))


def _story(
    dimension: Dimension, known: list[tuple[Term, Fraction]], value: Fraction | None
) -> tuple[str, ...]:
    if value is None:
        return ("nothing is answered yet",)
    names = {
        "mean": "weighted mean",
        "sum": "sum",
        "minimum": "lowest value",
        "share": "sum divided by the maximum",
    }
    return (f"{names[dimension.aggregate]} of {len(known)} answered items = {show(value)}",)


def explain(measure: Measure) -> list[tuple[str, int, str, str]]:
    """Term by term: item, weight, points (or its state), weight × points. The last column adds up.

    For a sum the last column's total is the value before modifiers; for a mean, divide it by the
    total weight of the answered items.
    """
    rows = []
    for term in measure.terms:
        if term.points is None:
            rows.append((term.item, term.weight, term.state, ""))
        else:
            product = term.points * term.weight
            rows.append((term.item, term.weight, show(term.points), show(product)))
    return rows
