"""Scores of dimensions: exact, with bounds, and with every term that led to them.

A *term* is one scored item. Dimensions aggregate the terms that are answered and shown:

- sum: ``Σ w·p`` (of alternatives in an exclusive group the highest sum counts, once)
- mean: ``Σ w·p / Σ w``
- minimum: the lowest ``p``; weights and groups do not matter
- share: the sum divided by its maximum

Drafts, "don't know" and blanks are open; "not applicable" is left out; hidden items never score.
A completion gives every open item that it shows some valid answer and leaves the others as they
are. Bounds contain every completion. They are attained where no item is conditional and no
modifier looks at items that the dimension itself counts, nor two modifiers at the same items.
Everything is computed in fractions; nothing is rounded unless the questionnaire says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from graphlib import TopologicalSorter

from ..models import Answer, Condition, Dimension, Item, Questionnaire, referenced
from .aggregate import aggregate
from .measure import Measure, Range, Term, explain
from .numbers import ZERO, exact, plain, rounded, show
from .possible import Possible, possible
from .scored import Scored, scored_items
from .visibility import Answers, conditions, holds, is_answered

__all__ = [
    "ZERO",
    "Measure",
    "Range",
    "Scorer",
    "Term",
    "exact",
    "explain",
    "plain",
    "rounded",
    "show",
]

POOLED = Dimension(title="All items", aggregate="mean")
_POOLED = ""  # no id is empty


@dataclass
class _State:
    """What is known about one set of answers."""

    seen: dict[str, object]
    shown: frozenset[str]
    where: Possible
    terms: dict[str, Term]
    measures: dict[str, Measure] = field(default_factory=dict)


class Scorer:
    """A questionnaire made ready for scoring; use it for many sets of answers.

    It keeps the last result and computes only what a changed answer touches, so the next result
    after one change is quick. Answers are compared by content; they may be changed in place.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.items: dict[str, Item] = {item.id: item for item in questionnaire.items}
        self.conditions = conditions(questionnaire)
        self.conditional = any(self.conditions.values())
        self.scored: dict[str, Scored] = {s.item.id: s for s in scored_items(questionnaire)}
        graph = {k: {q for c in cs for q in referenced(c)} for k, cs in self.conditions.items()}
        self.order = [k for k in TopologicalSorter(graph).static_order() if k in self.items]
        self._asked = frozenset[str]().union(*graph.values()) & self.items.keys()
        self._watched = list(self.scored.keys() | self._asked)
        self._declared = {k: s.term(None, True, True, True) for k, s in self.scored.items()}
        self._members = {key: self._items_of(d, key) for key, d in questionnaire.dimensions.items()}
        self._members[_POOLED] = list(self.scored)
        self._feeds = self._fed()
        self._last: _State | None = None

    def _items_of(self, dimension: Dimension, key: str) -> list[str]:
        own = {key, *dimension.pools}
        return [k for k, s in self.scored.items() if s.dimension in own]

    def _fed(self) -> dict[str, set[str]]:
        """Item → the measures that it can change, directly or through another dimension."""
        above: dict[str, set[str]] = {key: {key} for key in self._members}
        declared = self.questionnaire.dimensions
        changed = True
        while changed:
            changed = False
            for key, dimension in declared.items():
                for other in (dimension.based_on, *(m.dimension for m in dimension.modifiers)):
                    if other is not None and not above[key] <= above[other]:
                        above[other] |= above[key]
                        changed = True
        fed: dict[str, set[str]] = {key: set() for key in self._watched}
        for key, members in self._members.items():
            for item in members:
                fed[item] |= above[key]
        return fed

    def members(self, dimension: str) -> list[str]:
        """The scored items of a dimension, those it pools included, in page order."""
        return self._members[dimension]

    def shown(self, answers: Answers) -> frozenset[str]:
        """The ids that are shown now, as :func:`~.visibility.visible` finds them."""
        return self._state(answers).shown

    def possible(self, answers: Answers) -> Possible:
        """What is shown in every completion, and what in some."""
        return self._state(answers).where

    def terms(self, answers: Answers) -> list[Term]:
        """Every scored item that is shown or could be, in page order."""
        return list(self._state(answers).terms.values())

    def measures(self, answers: Answers) -> dict[str, Measure]:
        """Every declared dimension; ids and order as declared."""
        state = self._state(answers)
        return {key: self._measure(key, state) for key in self.questionnaire.dimensions}

    def pooled(self, answers: Answers) -> Measure:
        """The weighted mean over every scored item."""
        return self._measure(_POOLED, self._state(answers))

    def declared_alternatives(self, dimension: str) -> Fraction:
        """The highest sum over all declared items with every alternative counted.

        Where exclusive groups let only one of several branches count, this is more than the
        maximum that can be reached: 154 against 77 in Canada's assessment.
        """
        based_on = self.questionnaire.dimensions[dimension].based_on
        if based_on is not None:
            return self.declared_alternatives(based_on)
        declared = (self._declared[key] for key in self._members[dimension])
        return sum((term.maximum * term.weight for term in declared), ZERO)

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Whether a condition holds now, for what is shown and answered."""
        return self.holding([condition], answers)[0]

    def holding(self, wanted: Sequence[Condition], answers: Answers) -> list[bool]:
        """The same, for several conditions."""
        shown = self.shown(answers)
        known = {
            k: answers[k]
            for k in {q for condition in wanted for q in referenced(condition)}
            if k in shown and is_answered(self.items[k], answers.get(k))
        }
        return [holds(one, self.items, known, self.questionnaire.scales) for one in wanted]

    def _state(self, answers: Answers) -> _State:
        seen = {key: _content(answers.get(key)) for key in self._watched}
        last = self._last
        if last is None:
            changed = set(self._watched)
        else:
            changed = {key for key in self._watched if seen[key] != last.seen[key]}
            if not changed:
                return last
        if last is None or changed & self._asked:
            shown, where = self._look(answers)
        else:
            shown, where = last.shown, last.where
        terms: dict[str, Term] = {}
        touched: set[str] = set()
        for key, scored in self.scored.items():
            old = last.terms.get(key) if last is not None else None
            moved = last is not None and where is not last.where
            if old is not None and key not in changed and not moved:
                terms[key] = old
                continue
            if key in shown or key in where.may:
                terms[key] = scored.term(
                    answers.get(key), key in shown, key in where.must, key in where.may
                )
            if last is not None and terms.get(key) != old:
                touched |= self._feeds[key]
        kept = {} if last is None else last.measures
        kept = {key: measure for key, measure in kept.items() if key not in touched}
        self._last = _State(seen, shown, where, terms, kept)
        return self._last

    def _look(self, answers: Answers) -> tuple[frozenset[str], Possible]:
        where = possible(
            self.items, self.conditions, answers, self.questionnaire.scales, self.order
        )
        if not self.conditional:
            return frozenset(self.items), where
        shown: set[str] = set()
        known: dict[str, Answer] = {}
        found: dict[int, bool] = {}  # items of a section share its condition: look once
        for key in self.order:
            good = True
            for condition in self.conditions[key]:
                if id(condition) not in found:
                    scales = self.questionnaire.scales
                    found[id(condition)] = holds(condition, self.items, known, scales)
                good = good and found[id(condition)]
            if good:
                shown.add(key)
                answer = answers.get(key)
                if answer is not None and is_answered(self.items[key], answer):
                    known[key] = answer
        return frozenset(shown), where

    def _measure(self, key: str, state: _State) -> Measure:
        done = state.measures.get(key)
        if done is not None:
            return done
        dimension = POOLED if key == _POOLED else self.questionnaire.dimensions[key]
        if dimension.based_on is not None:
            found = replace(self._measure(dimension.based_on, state), id=key, title=dimension.title)
        else:
            members = self._members[key]
            mine = [state.terms[k] for k in members if k in state.terms]
            every = [self._declared[k] for k in members]
            found = aggregate(key or "overall", dimension, mine, every)
        if dimension.modifiers or dimension.round is not None:
            others = {m.dimension: self._measure(m.dimension, state) for m in dimension.modifiers}
            found = _derived(dimension, found, others)
        state.measures[key] = found
        return found


_PLAIN = {str, int, float, bool, type(None)}


def _content(answer: Answer | None) -> object:
    """What of an answer counts here, detached from it."""
    if answer is None:
        return None
    value = answer.value
    kept = value if type(value) in _PLAIN else repr(value)
    return answer.state, type(value), kept, answer.checked > 0


def _derived(dimension: Dimension, base: Measure, others: Mapping[str, Measure]) -> Measure:
    """The modifiers in order, then the rounding. A modifier may or may not apply in completions."""
    value, ends, shares, story = base.value, base.bounds, base.share_bounds, list(base.story)
    for step in dimension.modifiers:
        other = others[step.dimension]
        by, edge = exact(step.multiply), exact(step.share_at_least)
        share, limits = other.share, other.share_bounds
        if share is not None and share >= edge and value is not None:
            value *= by
            story.append(f"× {plain(by)} = {show(value)}: {step.because}")
        always = other.always and limits.low >= edge
        sometimes = other.maxima.high > 0 and limits.high >= edge
        ends = _multiplied(ends, by, always, sometimes)
        shares = _multiplied(shares, by, always, sometimes)
    before, how = value, dimension.round
    if how is not None and how.when == "before_banding":
        if value is not None:
            value = rounded(value, how)
            story.append(f"rounded ({how.mode}) = {plain(value)}")
        ends = Range(rounded(ends.low, how), rounded(ends.high, how))
        shares = _over_maxima(ends, base.maxima)
    return replace(
        base,
        value=value,
        bounds=ends,
        story=tuple(story),
        before_rounding=before,
        share_bounds=shares,
    )


def _over_maxima(ends: Range, maxima: Range) -> Range:
    """The bounds divided by the positive maxima; the two are taken as independent."""
    if maxima.high <= 0:
        return Range(ZERO, ZERO)
    quotients = [end / top for end in (ends.low, ends.high) for top in (maxima.low, maxima.high)]
    return Range(min(quotients), max(quotients))


def _multiplied(ends: Range, by: Fraction, always: bool, sometimes: bool) -> Range:
    if not sometimes:
        return ends
    found = [ends.low * by, ends.high * by]
    if not always:
        found += [ends.low, ends.high]
    return Range(min(found), max(found))
