"""A year of actions under a budget: what begins, what waits, what finishes.

A plan gives each action the quarter (1 to 4) in which it shall begin. Its person-days are spread
evenly over its quarters: weeks divided by 13, rounded up. In each quarter, actions that run come
first; then those that shall begin, the smallest first. An action waits while one of its
``needs`` is not there, or while the quarter has no days left for it.

The figures of days and weeks are this course's own rough estimates.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..models import Action, Answer, Questionnaire, Scale
from .level import Level, level
from .lift import reaches
from .score import Scorer, exact
from .visibility import Answers, points_of

QUARTERS = 4
WEEKS = 13
"""Weeks of a quarter."""
IN_PLACE = 3
"""An action that others need is there where every item that it lifts stands at this step."""

Event = Literal["nothing", "leaves", "wrong-match"]
"""What happens at the beginning of the third quarter."""
REVIEW_DAYS = 30
"""Person-days that a review takes after an arrest on a wrong match."""
PREVENTS = {"leaves": "act.role-chart", "wrong-match": "act.arrest-rule"}
"""The action that keeps an event from doing harm, if it has finished by then."""
SPECIALIST = frozenset({"act.data-sheets", "act.local-test", "act.complete-logs"})
"""Work that stands still for a quarter when the one person who can do it leaves."""


@dataclass
class Course:
    """One action in the year. ``cells``: what each quarter brings; ``why``: reasons, in order."""

    action: Action
    start: int
    """The quarter of the plan."""
    cells: list[Literal["", "work", "wait", "lost"]] = field(
        default_factory=lambda: [""] * QUARTERS
    )
    why: list[str] = field(default_factory=list)
    finished: int = 0
    """The quarter at whose end it is done; 0: not this year."""

    @property
    def quarters(self) -> int:
        """How many quarters of work it takes."""
        return quarters_of(self.action)

    @property
    def rate(self) -> float:
        """Person-days in each of them."""
        return (self.action.days or 0) / self.quarters

    @property
    def worked(self) -> int:
        """Quarters of work so far."""
        return self.cells.count("work")


@dataclass(frozen=True)
class Year:
    """What became of a plan."""

    courses: tuple[Course, ...]
    spent: tuple[float, ...]
    """Person-days in each quarter."""
    budget: int
    """Person-days that each quarter has."""
    moved: Mapping[str, str]
    """Item → the step that it reaches by the actions that finish."""
    before: Level
    after: Level
    hit: bool
    """The event did harm."""

    @property
    def finished(self) -> list[Course]:
        """The actions that are done within the year."""
        return [course for course in self.courses if course.finished]


def quarters_of(action: Action) -> int:
    """How many quarters of work an action takes, at least one."""
    return max(1, math.ceil((action.weeks or WEEKS) / WEEKS))


def in_place(questionnaire: Questionnaire, action: Action, answers: Answers) -> bool:
    """Whether everything that the action lifts stands high enough already."""
    items = {item.id: item for item in questionnaire.items}
    for name in action.lifts:
        item, answer = items[name], answers.get(name)
        if not isinstance(item, Scale) or answer is None or answer.state != "answered":
            return False
        points = points_of(item, answer.value, questionnaire.scales)
        if points is None or points < IN_PLACE:
            return False
    return True


def run_year(
    questionnaire: Questionnaire,
    answers: Answers,
    plan: Mapping[str, int],
    budget: int,
    event: Event = "nothing",
) -> Year:
    """Carry out ``plan`` (action id → quarter) with ``budget`` person-days in each quarter.

    Raises KeyError for an action that the questionnaire has not, and ValueError for a quarter
    that is none.
    """
    actions = {action.id: action for action in questionnaire.actions}
    for name, quarter in plan.items():
        if not 1 <= quarter <= QUARTERS:
            raise ValueError(f"'{name}' begins in quarter {quarter}; a year has 1 to {QUARTERS}")
    order = [action for action in questionnaire.actions if action.id in plan]
    if len(order) != len(plan):
        missing = next(name for name in plan if name not in actions)
        raise KeyError(missing)
    courses = [Course(action, plan[action.id]) for action in order]
    there = {a.id for a in questionnaire.actions if in_place(questionnaire, a, answers)}
    spent, hit = [], False
    for quarter in range(1, QUARTERS + 1):
        left = float(budget)
        if quarter == 3 and event != "nothing":
            hit = PREVENTS[event] not in there
            if hit and event == "wrong-match":
                left -= REVIEW_DAYS
        stopped = SPECIALIST if hit and event == "leaves" and quarter == 3 else frozenset()
        left = _quarter(courses, quarter, left, there, stopped, actions)
        spent.append(budget - left)
        for course in courses:
            if not course.finished and course.worked == course.quarters:
                course.finished = quarter
        there |= {course.action.id for course in courses if course.finished == quarter}
    after, moved = lifted(questionnaire, answers, [c.action for c in courses if c.finished])
    scorer = Scorer(questionnaire)
    return Year(
        tuple(courses), tuple(spent), budget, moved,
        level(scorer, answers), level(scorer, after), hit,
    )  # fmt: skip


def _quarter(
    courses: list[Course],
    quarter: int,
    left: float,
    there: set[str],
    stopped: frozenset[str],
    actions: Mapping[str, Action],
) -> float:
    """Work of one quarter; gives back the days that are left."""
    running = [c for c in courses if c.worked and not c.finished]
    waiting = [c for c in courses if not c.worked and c.start <= quarter]
    waiting.sort(key=lambda course: course.rate)
    for course in (*running, *waiting):
        place = quarter - 1
        needs = [name for name in course.action.needs if name not in there]
        if course in waiting and needs:
            course.cells[place] = "wait"
            _say(course, f"waits for: {', '.join(_name(actions[name]) for name in needs)}")
        elif course.action.id in stopped:
            course.cells[place] = "lost"
            _say(course, "stands still: the person who can do it has left")
        elif course.rate > left + 1e-9:
            course.cells[place] = "wait" if course in waiting else "lost"
            _say(course, f"no days left in quarter {quarter}")
        else:
            course.cells[place] = "work"
            left -= course.rate
    return left


def _say(course: Course, words: str) -> None:
    if words not in course.why:
        course.why.append(words)


def _name(action: Action) -> str:
    return action.title or action.id


def lifted(
    questionnaire: Questionnaire, answers: Answers, actions: list[Action]
) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers after the actions, and item → the step that it then stands on.

    By the rule of :mod:`.lift`: the highest step counts, and an item without an answer stays.
    """
    out = dict(answers)
    moved: dict[str, str] = {}
    items = {item.id: item for item in questionnaire.items}
    for name in dict.fromkeys(name for action in actions for name in action.lifts):
        item, answer = items[name], answers.get(name)
        if not isinstance(item, Scale) or answer is None or answer.state != "answered":
            continue
        points = points_of(item, answer.value, questionnaire.scales)
        if points is None:
            continue
        steps = [reaches(a, item, exact(points), questionnaire.scales) for a in actions]
        higher = [step for step in steps if step is not None]
        if higher:
            best = max(higher, key=lambda step: step.points)
            moved[name] = best.id
            out[name] = answer.model_copy(update={"value": best.id})
    return out, moved
