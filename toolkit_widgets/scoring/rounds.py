"""Two rounds of the same instrument: what became better, what worse, what cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ..models import Answer, Band, Questionnaire, Scale, ScaleDef
from .profile import Profile, decimal, profile
from .visibility import visible

Verdict = Literal["better", "worse", "same", "new", "retired", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = ("worse", "better", "same", "new", "retired", "not_comparable")
"""In the order of reading: what got worse comes first."""


@dataclass(frozen=True)
class Round:
    """The answers of one round, with the questionnaire they are read with.

    ``version`` is the one that was answered, where the answers were carried over to another.
    ``changed`` names items whose answer was carried over to other steps, or kept aside, and why:
    they are not compared. ``gone`` names items of that version that exist no more.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    title: str = ""
    version: str = ""
    changed: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()

    @property
    def major(self) -> str:
        """The major version that was answered."""
        return (self.version or self.questionnaire.version).split(".")[0]


@dataclass(frozen=True)
class ItemChange:
    """One scale item in both rounds. Steps are counted from 1; None: no step."""

    id: str
    text: str
    verdict: Verdict
    before: int | None
    after: int | None
    before_words: str
    """The label of the step, or what stands in its place."""
    after_words: str
    why: str
    """Why it cannot be compared, else ""."""


@dataclass(frozen=True)
class Totals:
    """A mean in points and its level in both rounds."""

    title: str
    before: Fraction | None
    after: Fraction | None
    band_before: Band | None = None
    band_after: Band | None = None


@dataclass(frozen=True)
class Comparison:
    """Two rounds, item by item. ``totals`` is empty where they must not be compared."""

    before: Round
    after: Round
    items: tuple[ItemChange, ...]
    """Worse first, then better; inside each the largest change first, ties in page order."""
    untouched: int
    """Items that stay unanswered in both rounds; they are in no count."""
    totals: tuple[Totals, ...]
    no_totals: str
    """Why there are no totals, else ""."""

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many items got each verdict."""
        return {v: sum(item.verdict == v for item in self.items) for v in VERDICTS}

    @property
    def sentence(self) -> str:
        """What changed, in words that can be read aloud."""
        n = self.counts
        again = sum(i.verdict == "same" and i.after is None for i in self.items)
        both = n["better"] + n["worse"] + n["same"] - again
        if not both:
            words = "No item has a step in both rounds, so nothing can be compared."
        else:
            words = (
                f"Items with a step in both rounds: {both}. Of these {n['better']} higher, "
                f"{n['worse']} lower, {n['same'] - again} the same."
            )
        others: tuple[tuple[Verdict, str], ...] = (
            ("not_comparable", "cannot be compared"),
            ("new", "new"),
            ("retired", "retired"),
        )
        rest = [f"{n[verdict]} {what}" for verdict, what in others if n[verdict]]
        rest += [f"{again} again without a step"] if again else []
        if rest:
            words += f" Beside these: {', '.join(rest)}."
        if self.no_totals:
            return f"{words} {self.no_totals}"
        overall = self.totals[0]
        if overall.band_before is not None and overall.band_after is not None:
            words += (
                f" Level before: “{overall.band_before.label}”; now: “{overall.band_after.label}”."
            )
        return words


def compare_rounds(before: Round, after: Round) -> Comparison:
    """Compare by the order of the steps; a higher step of the same scale is better.

    Only items of type ``scale`` are compared: of nothing else is it known which end is better.
    Totals and levels are given only within one major version. Raises ValueError where the rounds
    belong to different questionnaires.
    """
    one, other = before.questionnaire, after.questionnaire
    if one.id != other.id:
        raise ValueError(f"'{one.id}' and '{other.id}' are different questionnaires")
    old, new = _scale_items(one), _scale_items(other)
    seen_before, seen_after = _seen(before), _seen(after)
    changes: list[ItemChange] = []
    untouched = 0
    for key in [*new, *(key for key in old if key not in new)]:
        item = new.get(key) or old[key]
        left = _said(old[key], before, seen_before) if key in old else (None, "", "no such item")
        right = _said(new[key], after, seen_after) if key in new else (None, "", "no such item")
        if key in old and key in new and left[1] == right[1] == "":
            untouched += key not in before.changed
            if key not in before.changed:
                continue
        verdict, why = _verdict(key, old, new, before, after, left, right)
        changes.append(
            ItemChange(key, item.text, verdict, left[0], right[0], left[2], right[2], why)
        )
    for key in before.gone:
        if key not in old and key not in new:
            changes.append(ItemChange(key, key, "retired", None, None, "", "no such item", ""))
    totals, no_totals = _totals(before, after)
    order = {verdict: place for place, verdict in enumerate(VERDICTS)}
    changes.sort(key=lambda c: (order[c.verdict], -abs((c.after or 0) - (c.before or 0))))
    return Comparison(before, after, tuple(changes), untouched, totals, no_totals)


Said = tuple[int | None, str, str]
"""Step, state ("" for nothing said) and words."""


def _said(item: Scale, one: Round, seen: set[str]) -> Said:
    answer = one.answers.get(item.id)
    if item.id not in seen:
        return None, "", "not asked"
    if answer is None:
        return None, "", "not answered"
    if answer.state == "dont_know":
        return None, "dont_know", "don't know"
    if answer.state == "not_applicable":
        return None, "not_applicable", "not applicable"
    for number, step in enumerate(one.questionnaire.scales[item.scale].steps, start=1):
        if answer.state == "answered" and step.id == answer.value:
            return number, "answered", step.label
    return None, "", "not answered"


def _verdict(
    key: str,
    old: Mapping[str, Scale],
    new: Mapping[str, Scale],
    before: Round,
    after: Round,
    left: Said,
    right: Said,
) -> tuple[Verdict, str]:
    if key not in old:
        return "new", ""
    if key not in new:
        return "retired", ""
    changed = before.changed.get(key) or after.changed.get(key)
    if changed:
        return "not_comparable", changed
    scales = before.questionnaire.scales, after.questionnaire.scales
    if _ids(old[key], scales[0]) != _ids(new[key], scales[1]):
        return "not_comparable", "its steps changed between the rounds"
    if left[0] is None or right[0] is None:
        if left[1] == right[1]:
            return "same", ""
        return "not_comparable", f"{left[2] if left[0] is None else 'a step'} before, " + (
            f"{right[2] if right[0] is None else 'a step'} now"
        )
    if left[0] == right[0]:
        return "same", ""
    return ("better" if right[0] > left[0] else "worse"), ""


def _totals(before: Round, after: Round) -> tuple[tuple[Totals, ...], str]:
    if before.major != after.major:
        return (), (
            f"No totals and no levels: the rounds used versions {before.major} and {after.major}, "
            "and a new major version means that they do not measure the same thing."
        )
    one, other = _profile(before), _profile(after)
    if one is None or other is None:
        return (), "This questionnaire has no totals."
    out = [Totals("All items", one.overall.value, other.overall.value, one.band, other.band)]
    earlier = {d.id: d.score.value for d in one.dimensions}
    out += [
        Totals(d.title, earlier[d.id], d.score.value) for d in other.dimensions if d.id in earlier
    ]
    return tuple(out), ""


def _profile(one: Round) -> Profile | None:
    if not one.questionnaire.bands:
        return None
    try:
        return profile(one.questionnaire, one.answers)
    except ValueError:  # nothing is scored
        return None


def in_points(value: Fraction | None) -> str:
    """A mean with one decimal, rounded half up."""
    return "none" if value is None else decimal(value)


def _seen(one: Round) -> set[str]:
    return set(visible(one.questionnaire, one.answers))


def _scale_items(questionnaire: Questionnaire) -> dict[str, Scale]:
    return {item.id: item for item in questionnaire.items if isinstance(item, Scale)}


def _ids(item: Scale, scales: Mapping[str, ScaleDef]) -> list[str]:
    return [step.id for step in scales[item.scale].steps]
