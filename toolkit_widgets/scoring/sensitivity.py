"""The fewest answers that would change the level, up or down.

An answer is given or changed to another valid value; "not applicable" stays. The result is proven
to be shortest in two cases:

- the level rests on a weighted mean, a sum or a share without alternatives, modifiers and rounding
  before banding, and the items that conditions or vetoes tie together are few (see
  :mod:`.separable`): then what each item adds is independent of the others, and the best one, two,
  three … answers are found by adding up;
- otherwise all combinations of up to a few answers were tried: whatever is found is shortest, and
  :attr:`Sensitivity.looked` says how far the search went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Literal

from ..models import Answer, Band, referenced
from .level import Level, level, ordered
from .score import Scorer
from .separable import Values, domain, fewest, label
from .visibility import Answers, is_answered

Direction = Literal["up", "down"]
WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class Change:
    """One answer to give or to change."""

    item: str
    text: str
    was: str
    """The label of the answer now; empty where none counts."""
    value: str | list[str]
    becomes: str
    effect: Fraction
    """What it adds to the level's value if it alone is changed."""


@dataclass(frozen=True)
class Sensitivity:
    """``changes``: the shortest list, what holds the level down first, then by effect."""

    direction: Direction
    before: Band | None
    after: Band | None
    """None where no list was found."""
    changes: tuple[Change, ...]
    exact: bool
    """Proven: no shorter list changes the level; without changes: no list does."""
    looked: int
    """All combinations of up to so many answers are known not to do it, or to be the list."""

    @property
    def sentence(self) -> str:
        """One sentence for the reader."""
        if self.before is None:
            return "No level yet, so no answer can change it."
        verb = "lift" if self.direction == "up" else "lower"
        if self.after is None:
            if self.exact:
                return f"No answers can {verb} the level from “{self.before.label}”."
            return (
                f"Searched all combinations of up to {self.looked} answers: none would {verb} the "
                f"level from “{self.before.label}”."
            )
        listed = [_words(change) for change in self.changes[:3]]
        if len(self.changes) > 3:
            listed.append(f"and {len(self.changes) - 3} more")
        count = len(self.changes)
        number = WORDS[count] if count < len(WORDS) else str(count)
        proof = " No shorter list does." if self.exact and count > 1 else ""
        return (
            f"{number} answer{'' if count == 1 else 's'} would {verb} the level from "
            f"“{self.before.label}” to “{self.after.label}”: {'; '.join(listed)}.{proof}"
        )


def sensitivity(
    scorer: Scorer,
    answers: Answers,
    direction: Direction,
    *,
    most: int = 3,
    tries: int = 3000,
) -> Sensitivity:
    """The fewest answers that change the level in a direction.

    ``most`` and ``tries`` limit the search where adding up does not suffice: combinations of up to
    ``most`` answers, as far as all of one size fit into ``tries`` trials; single answers always.
    Raises ValueError where the questionnaire has no bands.
    """
    now = level(scorer, answers)
    places = [band.id for band in ordered(scorer.questionnaire.bands)]
    if now.band is None:
        return Sensitivity(direction, None, None, (), True, 0)
    place = places.index(now.band.id)
    if place == (len(places) - 1 if direction == "up" else 0):
        return Sensitivity(direction, now.band, None, (), True, 0)

    def moved(values: Values) -> Level | None:
        found = level(scorer, with_values(answers, values))
        if found.band is None:
            return None
        other = places.index(found.band.id)
        return found if (other > place if direction == "up" else other < place) else None

    summed = fewest(scorer, answers, now, direction)
    if summed is not None:
        values = summed.values
        after = None if values is None else moved(values)
        if values is None:
            return Sensitivity(direction, now.band, None, (), True, summed.items)
        if after is not None:
            changes = _changes(scorer, answers, now, values)
            return Sensitivity(direction, now.band, after.band, changes, True, len(values))
    choices, complete = _choices(scorer, answers)
    looked = 0
    for size in range(1, min(most, len(choices)) + 1):
        count = sum(prod(len(v) for _, v in some) for some in combinations(choices, size))
        if size > 1 and count > tries:
            break
        tries -= count
        for values in _combined(choices, size):
            after = moved(values)
            if after is not None:
                changes = _changes(scorer, answers, now, values)
                return Sensitivity(direction, now.band, after.band, changes, complete, size)
        looked = size
    exact = complete and looked == len(choices)
    return Sensitivity(direction, now.band, None, (), exact, looked)


def with_values(answers: Answers, values: Values) -> dict[str, Answer]:
    """The answers after the changes."""
    return {**answers, **{key: Answer(value=value) for key, value in values.items()}}  # type: ignore[arg-type]


def _choices(
    scorer: Scorer, answers: Answers
) -> tuple[list[tuple[str, list[str | list[str]]]], bool]:
    """Every item that can matter, with its other values; and whether none had to be left out."""
    form, complete = scorer.questionnaire, True
    matters = set(scorer.scored)
    for needed in (*scorer.conditions.values(), [veto.when for veto in form.vetoes]):
        for condition in needed:
            matters |= set(referenced(condition))
    out: list[tuple[str, list[str | list[str]]]] = []
    where = scorer.possible(answers).may | scorer.shown(answers)
    for key, item in scorer.items.items():
        answer = answers.get(key)
        settled = answer is not None and answer.state == "not_applicable"
        if key not in matters or settled or (key not in where and not scorer.conditions[key]):
            continue
        values = domain(scorer, item)
        if values is None:
            complete = False
            continue
        now = answer.value if answer is not None and is_answered(item, answer) else None
        others = [value for value in values if value != now]
        if others:
            out.append((key, others))
    return out, complete


def _combined(choices: list[tuple[str, list[str | list[str]]]], size: int) -> Iterator[Values]:
    for some in combinations(choices, size):
        for values in product(*(v for _, v in some)):
            yield {key: value for (key, _), value in zip(some, values, strict=True)}


def _changes(scorer: Scorer, answers: Answers, now: Level, values: Values) -> tuple[Change, ...]:
    holding = {key for veto in now.vetoes for key in referenced(veto.when)}
    found = []
    for key in (k for k in scorer.items if k in values):
        alone = level(scorer, with_values(answers, {key: values[key]})).value
        effect = Fraction(0) if alone is None or now.value is None else alone - now.value
        item, answer = scorer.items[key], answers.get(key)
        was = label(scorer, item, answer.value) if answer and is_answered(item, answer) else ""
        becomes = label(scorer, item, values[key])
        found.append(Change(key, item.text, was, values[key], becomes, effect))
    return tuple(sorted(found, key=lambda c: (c.item not in holding, -abs(c.effect))))


def _words(change: Change) -> str:
    was = f"from “{change.was}” " if change.was else ""
    return f"{change.text} {was}→ “{change.becomes}”"
