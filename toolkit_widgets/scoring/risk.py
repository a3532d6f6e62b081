"""Risks: their levels before, with and after controls, what does not fit, and in which order.

A level is looked up, never computed from the numbers of steps, and levels are never averaged: the
summary counts risks per level and names the worst. A range counts by the worst cell it touches.

Order of risks, as declared: the level that stands now (worst end), then weaker strength of
knowledge first (not stated counts as weak), then the larger affected group (not given last), then
the earlier due date (none last), then the id. The level that stands now is the current one, or
the inherent one where no current level is judged: a control that nobody judged lowers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..models import (
    KNOWLEDGE,
    Matrix,
    MatrixLevel,
    Questionnaire,
    RiskRow,
    Veto,
)
from .matrix import Judged, band_words
from .possible import possible
from .risk_line import Finding, RiskLine, risk_line
from .visibility import Answers, conditions, holds, is_answered, visible


@dataclass(frozen=True)
class LevelCount:
    """How many risks stand at a level by their worst end, and their numbers."""

    level: MatrixLevel
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class RiskSummary:
    """Everything that a results page says about risks. ``lines`` stand in the order of care."""

    questionnaire: Questionnaire
    matrix: Matrix
    lines: tuple[RiskLine, ...]
    """Every shown risk: the judged ones in order, then those not judged yet, then the rest."""
    counts: tuple[LevelCount, ...]
    """From the highest level to the lowest, of the level that stands now."""
    residual_counts: tuple[LevelCount, ...]
    """The same of the residual levels that are judged."""
    worst: MatrixLevel | None
    """The worst level now; None where no risk is judged."""
    worst_low: MatrixLevel
    worst_high: MatrixLevel
    """The worst level over all completions lies between these."""
    vetoes: tuple[Veto, ...]
    """Answers that decide whatever the levels are."""
    forced: MatrixLevel | None = None
    """The highest level that a veto names: the system as a whole is not below it."""

    @property
    def judged(self) -> tuple[RiskLine, ...]:
        """The risks that have a level."""
        return tuple(line for line in self.lines if line.state == "answered")

    @property
    def open(self) -> tuple[RiskLine, ...]:
        """The risks that apply and have no level yet."""
        return tuple(x for x in self.lines if x.state not in ("answered", "not_applicable"))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not fit, errors first, in the order of the risks."""
        every = [finding for line in self.lines for finding in line.findings]
        return tuple(sorted(every, key=lambda f: f.severity == "warning"))

    def words(self, judged: Judged | None) -> str:
        """The level of a judgement in words; a dash where there is none."""
        return "–" if judged is None else band_words(self.matrix, judged.low, judged.high)

    @property
    def sentence(self) -> str:
        """Counts per level with the risks by number, the worst, and what could still change it."""
        judged, still_open = self.judged, self.open
        applicable = len(judged) + len(still_open)
        if not applicable:
            return f"{self._first}No risk applies."
        if not judged:
            return f"{self._first}No risk is judged yet: {applicable} still to do."
        parts = [_counted(count) for count in self.counts if count.numbers]
        text = f"{len(judged)} of {_risks(applicable)} judged: {', '.join(parts)}."
        worst = self.counts[0].level if self.worst is None else self.worst
        text += f" The worst stands at {worst.label}"
        if self.worst_high.id != worst.id:
            text += f"; what is open could make it {self.worst_high.label}"
        text += "."
        across = [x.number for x in judged if x.standing is not None and x.standing.straddles]
        if across:
            many = len(across) > 1
            verb, counts, whose = (
                ("straddle", "count", "their") if many else ("straddles", "counts", "its")
            )
            text += (
                f" {_named(across)} {verb} two levels or more and {counts} by {whose} worst end."
            )
        return f"{self._first}{text}"

    @property
    def _first(self) -> str:
        number = len(self.vetoes)
        if not number:
            return ""
        answers = "1 answer decides" if number == 1 else f"{number} answers decide"
        level = "" if self.forced is None else f": the system is not below {self.forced.label}"
        return f"First of all, {answers} whatever the levels are{level}. "


def risk_summary(questionnaire: Questionnaire, answers: Answers) -> RiskSummary:
    """Look up and gather every shown risk.

    Raises ValueError where the questionnaire has no risk rows, or its risks use several matrices
    (levels of different tables cannot be counted together).
    """
    rows = [item for item in questionnaire.items if isinstance(item, RiskRow)]
    used = {row.matrix for row in rows}
    if len(used) != 1:
        found = "no risk rows" if not used else f"several matrices: {', '.join(sorted(used))}"
        raise ValueError(f"questionnaire '{questionnaire.id}' has {found}; it needs one matrix")
    matrix = questionnaire.matrices[used.pop()]
    shown = set(visible(questionnaire, answers))
    where = possible(
        {item.id: item for item in questionnaire.items},
        conditions(questionnaire),
        answers,
        questionnaire.scales,
    )
    every = [
        risk_line(questionnaire, row, answers.get(row.id), number)
        for number, row in enumerate(rows, 1)
    ]
    lines = sorted((line for line in every if line.id in shown), key=order)
    judged = [line for line in lines if line.state == "answered"]
    applies = [line for line in every if line.state != "not_applicable"]
    low = max((line.low for line in applies if line.id in where.must), default=0)
    high = max((line.high for line in applies if line.id in where.may), default=0)
    worst = max((x.standing.high for x in judged if x.standing is not None), default=None)
    levels = matrix.levels
    vetoes = tuple(_vetoes(questionnaire, answers, shown))
    named = {veto.at_least for veto in vetoes}
    return RiskSummary(
        questionnaire=questionnaire,
        matrix=matrix,
        lines=tuple(lines),
        counts=_counts(matrix, [(x.number, x.standing) for x in judged]),
        residual_counts=_counts(matrix, [(x.number, x.residual) for x in judged]),
        worst=None if worst is None else levels[worst],
        worst_low=levels[low],
        worst_high=levels[high],
        vetoes=vetoes,
        forced=next((level for level in reversed(levels) if level.id in named), None),
    )


def order(line: RiskLine) -> tuple[Any, ...]:
    """The declared order of care; not judged and not applicable risks come last."""
    place = {"answered": 0, "not_applicable": 2}.get(line.state, 1)
    standing = line.standing
    known = KNOWLEDGE.index(line.knowledge) if line.knowledge in KNOWLEDGE else 0
    return (
        place,
        0 if standing is None else -standing.high,
        known,
        1 if line.affected is None else -line.affected,
        line.due or "9999-99-99",
        line.id,
    )


def _counts(matrix: Matrix, found: Iterable[tuple[int, Judged | None]]) -> tuple[LevelCount, ...]:
    numbers: dict[int, list[int]] = {place: [] for place in range(len(matrix.levels))}
    for number, judged in found:
        if judged is not None:
            numbers[judged.high].append(number)
    return tuple(
        LevelCount(matrix.levels[place], tuple(sorted(numbers[place])))
        for place in reversed(range(len(matrix.levels)))
    )


def _vetoes(questionnaire: Questionnaire, answers: Answers, shown: set[str]) -> Iterable[Veto]:
    items = {item.id: item for item in questionnaire.items}
    known = {
        key: answers[key]
        for key in shown
        if key in answers and is_answered(items[key], answers[key])
    }
    for veto in questionnaire.vetoes:
        if holds(veto.when, items, known, questionnaire.scales):
            yield veto


MOST_NAMED = 12
"""A sentence names at most so many risks of a kind; the rest are counted."""


def _counted(count: LevelCount) -> str:
    if len(count.numbers) > MOST_NAMED:
        return f"{len(count.numbers)} {count.level.label}"
    numbers = ", ".join(str(number) for number in count.numbers)
    which = "number" if len(count.numbers) == 1 else "numbers"
    return f"{len(count.numbers)} {count.level.label} ({which} {numbers})"


def _named(numbers: list[int]) -> str:
    if len(numbers) > MOST_NAMED:
        return f"{len(numbers)} risks"
    ordered = [str(number) for number in sorted(numbers)]
    if len(ordered) == 1:
        return f"Risk {ordered[0]}"
    return f"Risks {', '.join(ordered[:-1])} and {ordered[-1]}"


def _risks(number: int) -> str:
    return "1 risk" if number == 1 else f"{number} risks"
