"""Risks: their levels before, with and after controls, what does not fit, and in which order.

A level is looked up, never computed from the numbers of steps, and levels are never averaged: the
summary counts risks per level and names the worst. A range counts by the worst cell it touches.
A risk that nobody could judge ("don't know") counts at the highest level, now and in the end,
until somebody judges it. One that is still to be answered counts nowhere, and is said to be open.

Order of risks, as declared: the level that stands now (worst end), then weaker strength of
knowledge first (nobody could judge it, then not stated or weak), then the larger affected group
(not given last), then the earlier due date (none last), then the id. The level that stands now is
the current one, or the inherent one where no current level is judged: a control that nobody judged
lowers nothing.
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
    """How many risks stand at a level by their worst end, and their numbers.

    ``unknown`` are those of them that stand here because nobody could judge them.
    """

    level: MatrixLevel
    numbers: tuple[int, ...]
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True)
class RiskSummary:
    """Everything that a results page says about risks. ``lines`` stand in the order of care."""

    questionnaire: Questionnaire
    matrix: Matrix
    lines: tuple[RiskLine, ...]
    """Every shown risk: those with a level in order, then those still to do, then the rest."""
    counts: tuple[LevelCount, ...]
    """From the highest level to the lowest, of the level that stands now."""
    residual_counts: tuple[LevelCount, ...]
    """The same of the residual levels that are judged."""
    worst: MatrixLevel | None
    """The worst level now; None where no risk has one."""
    worst_low: MatrixLevel
    worst_high: MatrixLevel
    """The worst level over all completions lies between these."""
    vetoes: tuple[Veto, ...]
    """Answers that decide whatever the levels are."""
    forced: MatrixLevel | None = None
    """The highest level that a veto names: the system as a whole is not below it."""

    @property
    def judged(self) -> tuple[RiskLine, ...]:
        """The risks that somebody has judged."""
        return tuple(line for line in self.lines if line.state == "answered")

    @property
    def unknown(self) -> tuple[RiskLine, ...]:
        """The risks that apply and nobody could judge; they count at the highest level."""
        return tuple(line for line in self.lines if line.state == "dont_know")

    @property
    def counted(self) -> tuple[RiskLine, ...]:
        """The risks that have a level, judged or not, in the order of care."""
        return tuple(x for x in self.lines if x.state in ("answered", "dont_know"))

    @property
    def open(self) -> tuple[RiskLine, ...]:
        """The risks that apply and are not judged: nobody could, or they are still to do."""
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
        if not self.counted:
            return f"{self._first}No risk is judged yet: {applicable} still to do."
        parts = [_counted(count) for count in self.counts if count.numbers]
        text = f"{len(judged)} of {_risks(applicable)} judged"
        unknown = self.unknown
        if unknown:
            them = "it counts" if len(unknown) == 1 else "they count"
            text += (
                f". Nobody could judge {_list(_numbers(unknown))}, so {them} as "
                f"{self.matrix.levels[-1].label}. Together"
            )
        text += f": {', '.join(parts)}."
        worst = self.counts[0].level if self.worst is None else self.worst
        text += f" The worst stands at {worst.label}"
        if self.worst_high.id != worst.id:
            text += f"; what is open could make it {self.worst_high.label}"
        text += "."
        return f"{self._first}{text}{''.join(self._doubts())}"

    def _doubts(self) -> Iterable[str]:
        """Which risks could be one level or another, the worst first."""
        bands: dict[tuple[int, int], list[int]] = {}
        for line in self.judged:
            if line.standing is not None and line.standing.straddles:
                band = (line.standing.high, line.standing.low)
                bands.setdefault(band, []).append(line.number)
        for (high, low), numbers in sorted(bands.items(), reverse=True):
            labels = [level.label for level in self.matrix.levels[low : high + 1]]
            counts = "counts" if len(numbers) == 1 else "count"
            yield (
                f" {_named(numbers)} could be {_list(labels, 'or')}, and {counts} as {labels[-1]}."
            )

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
    unknown = [line.number for line in lines if line.state == "dont_know"]
    applies = [line for line in every if line.state != "not_applicable"]
    low = max((line.low for line in applies if line.id in where.must), default=0)
    high = max((line.high for line in applies if line.id in where.may), default=0)
    worst = max((x.standing.high for x in judged if x.standing is not None), default=None)
    levels = matrix.levels
    if unknown:
        worst = len(levels) - 1
    vetoes = tuple(_vetoes(questionnaire, answers, shown))
    named = {veto.at_least for veto in vetoes}
    return RiskSummary(
        questionnaire=questionnaire,
        matrix=matrix,
        lines=tuple(lines),
        counts=_counts(matrix, [(x.number, x.standing) for x in judged], unknown),
        residual_counts=_counts(matrix, [(x.number, x.residual) for x in judged], unknown),
        worst=None if worst is None else levels[worst],
        worst_low=levels[low],
        worst_high=levels[high],
        vetoes=vetoes,
        forced=next((level for level in reversed(levels) if level.id in named), None),
    )


def order(line: RiskLine) -> tuple[Any, ...]:
    """The declared order of care; risks still to do and those that do not apply come last."""
    place = {"answered": 0, "dont_know": 0, "not_applicable": 2}.get(line.state, 1)
    known = KNOWLEDGE.index(line.knowledge) if line.knowledge in KNOWLEDGE else 0
    if line.state == "dont_know":
        known = -1
    return (
        place,
        -line.high if place == 0 else 0,
        known,
        1 if line.affected is None else -line.affected,
        line.due or "9999-99-99",
        line.id,
    )


def _counts(
    matrix: Matrix, found: Iterable[tuple[int, Judged | None]], unknown: list[int]
) -> tuple[LevelCount, ...]:
    """``unknown``: numbers of risks that nobody could judge; they stand at the highest level."""
    numbers: dict[int, list[int]] = {place: [] for place in range(len(matrix.levels))}
    last = len(matrix.levels) - 1
    numbers[last] += unknown
    for number, judged in found:
        if judged is not None:
            numbers[judged.high].append(number)
    return tuple(
        LevelCount(
            matrix.levels[place],
            tuple(sorted(numbers[place])),
            tuple(sorted(unknown)) if place == last else (),
        )
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
    return f"{'Risk' if len(ordered) == 1 else 'Risks'} {_list(ordered)}"


def _numbers(lines: Iterable[RiskLine]) -> list[str]:
    numbers = sorted(line.number for line in lines)
    if len(numbers) > MOST_NAMED:
        return [f"{len(numbers)} risks"]
    words = [str(number) for number in numbers]
    words[0] = f"{'number' if len(words) == 1 else 'numbers'} {words[0]}"
    return words


def _list(words: list[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _risks(number: int) -> str:
    return "1 risk" if number == 1 else f"{number} risks"
