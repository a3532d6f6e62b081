"""What the instruments and the tests cover: principle × stage, and objective × item.

Nothing here prints; ``toolkit-course check --coverage`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..models import SILENT, Course, Gap, LessonInfo, Principle, Principles, Questionnaire, QuizSet
from .problems import Problem

LETTERS = {
    "organizational-readiness": "R",
    "innovation-workbook": "W",
    "risk-assessment": "K",
}
"""Readiness, workbook and risk; K, because R is taken. Other instruments get a free letter."""
EXERCISES = frozenset({"eight-risks", "settle-disagreement"})
"""They work on a fictional agency; nobody is asked about a system of their own."""
FILE = "data/principles.yaml"

Cell = tuple[str, str]
"""A principle and a stage, by id."""


@dataclass(frozen=True)
class Instrument:
    """A questionnaire whose items name principles."""

    letter: str
    id: str
    title: str
    items: int
    """Items that name a principle."""
    without_stage: tuple[str, ...]
    """Those of them that name no stage, so they stand in no cell."""


@dataclass(frozen=True)
class Grid:
    """Which items ask about which principle at which stage."""

    principles: tuple[Principle, ...]
    """The instrumental ones, in the order of the file."""
    stages: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    cells: Mapping[Cell, Mapping[str, tuple[str, ...]]]
    """Cell → letter → ids of items; cells that nobody asks about are left out."""
    gaps: tuple[Gap, ...] = ()

    def counts(self, cell: Cell) -> dict[str, int]:
        """Letter → number of items, only letters that have some."""
        return {letter: len(items) for letter, items in self.cells.get(cell, {}).items()}

    @property
    def empty(self) -> list[Cell]:
        """Cells without an item, in the order of the grid."""
        every = [(p.id, stage) for p in self.principles for stage in self.stages]
        return [cell for cell in every if cell not in self.cells]

    def reason(self, cell: Cell) -> str:
        """Why this cell is empty, as the file says; else nothing."""
        return next((g.because for g in self.gaps if (g.principle, g.stage) == cell), "")

    @property
    def problems(self) -> list[Problem]:
        """Empty rows (errors), empty cells without a reason and reasons without an empty cell."""
        return [*self._rows(), *self._unexplained(), *self._idle()]

    def _rows(self) -> Iterable[Problem]:
        for one in self.principles:
            if all((one.id, stage) not in self.cells for stage in self.stages):
                message = f"no item of any instrument asks about '{one.id}', at no stage"
                yield Problem("error", FILE, 1, one.id, message, rule="coverage.row")

    def _unexplained(self) -> Iterable[Problem]:
        for principle, stage in self.empty:
            if not self.reason((principle, stage)):
                message = (
                    f"no instrument asks about '{principle}' at the stage '{stage}'; add an item, "
                    "or the reason under 'gaps'"
                )
                place = f"{principle} × {stage}"
                yield Problem("warning", FILE, 1, place, message, rule="coverage.gap")

    def _idle(self) -> Iterable[Problem]:
        known = {p.id for p in self.principles}
        for gap in self.gaps:
            cell = (gap.principle, gap.stage)
            place = f"{gap.principle} × {gap.stage}"
            if gap.principle not in known:
                message = f"'gaps' names '{gap.principle}', which is no instrumental principle"
                yield Problem("error", FILE, 1, place, message, rule="coverage.reason")
            elif cell in self.cells:
                asked = ", ".join(f"{k} {n}" for k, n in self.counts(cell).items())
                message = f"'gaps' explains a cell that is not empty ({asked}); take it out"
                yield Problem("warning", FILE, 1, place, message, rule="coverage.reason")


@dataclass(frozen=True)
class Tested:
    """One objective of a lesson, and the items that test it."""

    objective: str
    checks: tuple[str, ...]
    """Marked items of checks."""
    turns: tuple[str, ...]
    """Marked items of other activities."""
    tests: tuple[str, ...]
    """Items of the closing test."""
    rubric: bool


@dataclass(frozen=True)
class Coverage:
    """The whole answer."""

    grid: Grid
    lessons: tuple[tuple[LessonInfo, tuple[Tested, ...]], ...]
    broken: tuple[str, ...] = field(default=())
    """Files that could not be read; what they hold is missing above."""


def grid(principles: Principles, forms: Iterable[Questionnaire]) -> Grid:
    """Count the items of ``forms`` in each cell.

    A questionnaire without an item that names a principle is no instrument, nor is an exercise.
    An item with several principles or stages counts in every cell of them.
    """
    instruments, cells = [], dict[Cell, dict[str, list[str]]]()
    for form, letter in _lettered(forms):
        asked = [i for i in form.items if i.principles and not isinstance(i, SILENT)]
        without = tuple(item.id for item in asked if not item.stages)
        instruments.append(Instrument(letter, form.id, form.title, len(asked), without))
        for item in asked:
            for cell in {(p, s) for p in item.principles for s in item.stages}:
                cells.setdefault(cell, {}).setdefault(letter, []).append(item.id)
    rest = tuple(p for p in principles.principles if p.core is not None)
    known = {p.id for p in rest}
    return Grid(
        principles=rest,
        stages=tuple(stage.id for stage in principles.stages),
        instruments=tuple(instruments),
        cells={
            cell: {letter: tuple(ids) for letter, ids in found.items()}
            for cell, found in cells.items()
            if cell[0] in known
        },
        gaps=tuple(principles.gaps),
    )


def _lettered(forms: Iterable[Questionnaire]) -> list[tuple[Questionnaire, str]]:
    """The instruments with their letters, the known ones first."""
    found = {
        form.id: form
        for form in forms
        if form.id not in EXERCISES and any(item.principles for item in form.items)
    }
    free = (x for x in "ABCDEFGHIJLMNOPQSTUVXYZ")
    known = [(found[name], letter) for name, letter in LETTERS.items() if name in found]
    return known + [(f, next(free)) for name, f in sorted(found.items()) if name not in LETTERS]


def tested(info: LessonInfo, quiz_set: QuizSet | None) -> tuple[Tested, ...]:
    """The objectives of one lesson, each with the items that test it."""
    by_kind: dict[tuple[str, str], list[str]] = {}
    for quiz in quiz_set.quizzes if quiz_set else ():
        for item in quiz.marked:
            if item.objective:
                by_kind.setdefault((item.objective, quiz.kind), []).append(item.id)
    return tuple(
        Tested(
            objective=one.id,
            checks=tuple(by_kind.get((one.id, "check"), ())),
            turns=tuple(by_kind.get((one.id, "turn"), ())),
            tests=tuple(by_kind.get((one.id, "test"), ())),
            rubric=one.rubric is not None,
        )
        for one in info.objectives
    )


def coverage(
    course: Course,
    principles: Principles,
    forms: Iterable[Questionnaire],
    quiz_sets: Mapping[str, QuizSet],
    pages: Sequence[str],
) -> Coverage:
    """Everything, for the lessons that have a page. ``quiz_sets`` is by lesson id."""
    lessons = tuple(
        (info, tested(info, quiz_sets.get(info.id))) for info in course.lessons if info.id in pages
    )
    return Coverage(grid(principles, forms), lessons)


def coverage_of(root: Path) -> Coverage:
    """The coverage of the course below ``root``. Raises FileNotFoundError where it has no core."""
    from .checks.whole import load  # the checks read more than this module needs

    whole = load(root)
    if whole.course is None or whole.principles is None:
        raise FileNotFoundError(
            f"{root}: data/course.yaml and {FILE} are needed, and one of them cannot be read; "
            "'toolkit-course check' tells more."
        )
    found = coverage(
        whole.course,
        whole.principles,
        (document.model for document in whole.of("questionnaire").values()),
        {name: document.model for name, document in whole.of("quizzes").items()},
        list(whole.pages.get("lesson", {})),
    )
    return Coverage(found.grid, found.lessons, tuple(sorted(whole.broken)))
