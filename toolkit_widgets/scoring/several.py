"""Several respondents on the same scale items: where they agree, where not, what to talk about.

Steps are counted from 1, the lowest step of the item's scale. A step that a respondent's own
answers hide does not count, like everywhere else.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import median
from typing import Generic, TypeVar

from ..models import Answer, AnswerFile, Questionnaire, Respondent, Scale, referenced
from .agreement import Alpha, Concordance, alpha, kendall_w
from .bootstrap import quantile
from .visibility import visible

IN_A_VETO = 2
"""How much more an item weighs in the discussion if an answer to it can force the level."""
MANY_UNKNOWN = 0.5
"""From this share of "don't know" on an item is talked about even where the others agree."""


@dataclass(frozen=True)
class Response:
    """One respondent, a pseudonym and a role, with the answers."""

    respondent: Respondent
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class RoleSpread:
    """The answers of everybody with one role."""

    role: str
    asked: int
    distribution: tuple[int, ...]
    median: float | None
    lowest: int | None
    highest: int | None
    dont_know: int


@dataclass(frozen=True)
class Tally:
    """One scale item over many respondents, by counts alone."""

    id: str
    text: str
    labels: tuple[str, ...]
    """The steps, lowest first."""
    distribution: tuple[int, ...]
    """How many chose each step, lowest step first."""
    dont_know: int
    """Respondents who chose "don't know"."""
    not_applicable: int
    """Respondents who chose "not applicable"."""
    median: float | None
    quartiles: tuple[float, float] | None
    """25th and 75th percentile, linear between neighbours; None without a step."""
    spread: int
    """Highest step minus lowest."""
    distance: float
    """Mean distance of two respondents, in steps; 0 with fewer than two."""
    within_one: float | None
    """Share of pairs of respondents at most one step apart; None with fewer than two answers."""
    weight: int
    in_veto: bool
    """An answer to this item can force the level."""

    @property
    def chose(self) -> int:
        """Respondents who chose a step."""
        return sum(self.distribution)

    @property
    def dont_know_rate(self) -> float | None:
        """Share of "don't know" among those who chose a step or "don't know"; None without any."""
        said = self.chose + self.dont_know
        return self.dont_know / said if said else None

    @property
    def interquartile_range(self) -> float | None:
        """The width of the middle half of the answers, in steps."""
        return None if self.quartiles is None else self.quartiles[1] - self.quartiles[0]

    @property
    def consequence(self) -> int:
        """Weight of the item, doubled where an answer to it can force the level."""
        return self.weight * (IN_A_VETO if self.in_veto else 1)


@dataclass(frozen=True)
class Spread(Tally):
    """The same with what each respondent chose."""

    steps: tuple[int | None, ...]
    """One per respondent, in the given order; None: no step chosen."""
    states: tuple[str, ...]
    """One per respondent: answered · dont_know · not_applicable · unanswered · hidden"""
    by_role: tuple[RoleSpread, ...]
    """In alphabetical order of the roles."""

    @property
    def unknown(self) -> int:
        """Respondents who chose no step, whatever the reason."""
        return sum(step is None for step in self.steps)


Row = TypeVar("Row", bound=Tally)


@dataclass(frozen=True)
class Point(Generic[Row]):
    """One item of the discussion. ``priority``: mean distance in steps × consequence."""

    item: Row
    priority: float
    why: str


def responses(files: Iterable[AnswerFile]) -> list[Response]:
    """The respondents of several files, in the order of the files."""
    return [Response(file.respondent, file.answers) for file in files]


def several(questionnaire: Questionnaire, people: Sequence[Response]) -> list[Spread]:
    """Every scale item over all respondents, in page order."""
    shown = [set(visible(questionnaire, one.answers)) for one in people]
    vetoes = in_vetoes(questionnaire)
    out = []
    for item in questionnaire.items:
        if not isinstance(item, Scale):
            continue
        scale = questionnaire.scales[item.scale].steps
        number = {step.id: place for place, step in enumerate(scale, start=1)}
        steps: list[int | None] = []
        states: list[str] = []
        for one, theirs in zip(people, shown, strict=True):
            answer = one.answers.get(item.id)
            state, step = "unanswered", None
            if item.id not in theirs:
                state = "hidden"
            elif answer is not None and answer.state in ("dont_know", "not_applicable"):
                state = answer.state
            elif answer is not None and answer.state == "answered":
                step = number.get(answer.value) if isinstance(answer.value, str) else None
                state = "unanswered" if step is None else "answered"
            steps.append(step)
            states.append(state)
        roles = [one.respondent.role for one in people]
        out.append(_spread(item, [s.label for s in scale], steps, states, roles, vetoes))
    return out


def tally(
    item: Scale,
    labels: Sequence[str],
    counts: Sequence[int],
    dont_know: int,
    not_applicable: int,
    vetoes: Container[str],
) -> Tally:
    """From how many chose each step, lowest first. ``vetoes``: see :func:`in_vetoes`."""
    known = [step for step, count in enumerate(counts, start=1) for _ in range(count)]
    pairs = len(known) * (len(known) - 1) // 2
    apart = close = 0
    for low, first in enumerate(counts):
        close += first * (first - 1) // 2
        for high in range(low + 1, len(counts)):
            apart += (high - low) * first * counts[high]
            close += first * counts[high] if high == low + 1 else 0
    return Tally(
        id=item.id,
        text=item.text,
        labels=tuple(labels),
        distribution=tuple(counts),
        dont_know=dont_know,
        not_applicable=not_applicable,
        median=median(known) if known else None,
        quartiles=(quantile(known, 0.25), quantile(known, 0.75)) if known else None,
        spread=known[-1] - known[0] if known else 0,
        distance=apart / pairs if pairs else 0.0,
        within_one=close / pairs if pairs else None,
        weight=item.weight,
        in_veto=item.id in vetoes,
    )


def in_vetoes(questionnaire: Questionnaire) -> set[str]:
    """The items an answer to which can force the level."""
    return {item for veto in questionnaire.vetoes for item in referenced(veto.when)}


def _spread(
    item: Scale,
    labels: Sequence[str],
    steps: Sequence[int | None],
    states: Sequence[str],
    roles: Sequence[str],
    vetoes: set[str],
) -> Spread:
    counts = [steps.count(step) for step in range(1, len(labels) + 1)]
    unsure, without = states.count("dont_know"), states.count("not_applicable")
    counted = tally(item, labels, counts, unsure, without, vetoes)
    return Spread(
        **{name.name: getattr(counted, name.name) for name in fields(Tally)},
        steps=tuple(steps),
        states=tuple(states),
        by_role=tuple(
            _role(role, len(labels), [(s, t) for s, t, r in zip(steps, states, roles, strict=True)
                                      if r == role])
            for role in sorted(set(roles))
        ),
    )  # fmt: skip


def _role(role: str, size: int, theirs: Sequence[tuple[int | None, str]]) -> RoleSpread:
    known = sorted(step for step, _ in theirs if step is not None)
    return RoleSpread(
        role=role,
        asked=sum(state != "hidden" for _, state in theirs),
        distribution=tuple(known.count(step) for step in range(1, size + 1)),
        median=median(known) if known else None,
        lowest=known[0] if known else None,
        highest=known[-1] if known else None,
        dont_know=sum(state == "dont_know" for _, state in theirs),
    )


def by_disagreement(rows: Iterable[Spread]) -> list[Spread]:
    """The widest spread × weight first, ties in the given order: for a handful of people."""
    return sorted(rows, key=lambda row: -row.spread * row.weight)


def discussion(rows: Iterable[Row]) -> list[Point[Row]]:
    """What to talk about, in order: disagreement × consequence, ties in the given order.

    Disagreement is the mean distance of two respondents in steps (not the spread, which one person
    of two hundred decides); consequence is the item's weight, doubled where an answer to it can
    force the level. Items on which all agree are left out, unless half or more do not know; those
    come last.
    """
    points = []
    for row in rows:
        priority = row.distance * row.consequence
        rate = row.dont_know_rate or 0
        if priority or rate >= MANY_UNKNOWN:
            points.append(Point(row, priority, _why(row)))
    return sorted(points, key=lambda p: (-p.priority, -(p.item.dont_know_rate or 0)))


def _why(row: Tally) -> str:
    words = []
    if row.distance:
        known = [step for step, count in enumerate(row.distribution, start=1) if count]
        words.append(f"steps {known[0]} to {known[-1]} among {row.chose}")
    if row.dont_know:
        words.append(f"{row.dont_know} of {row.chose + row.dont_know} don't know")
    if row.in_veto:
        words.append("can force the level")
    if row.weight > 1:
        words.append(f"weight {row.weight}")
    return "; ".join(words)


def agreement(rows: Sequence[Spread]) -> Alpha:
    """Krippendorff's alpha for ordered steps over all items of one and the same scale length.

    Items with fewer or more steps than most are left out: their step 3 is not the others' step 3.
    """
    return alpha([row.steps for row in _alike(rows)], "ordinal")


def concordance(rows: Sequence[Spread]) -> Concordance:
    """Kendall's W over the same items as :func:`agreement`."""
    return kendall_w([row.steps for row in _alike(rows)])


def _alike(rows: Sequence[Spread]) -> list[Spread]:
    sizes = [len(row.labels) for row in rows]
    common = max(sorted(set(sizes)), key=sizes.count, default=0)
    return [row for row in rows if len(row.labels) == common]
