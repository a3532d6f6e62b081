"""A year of actions: what begins, what waits, what finishes, and which readiness items move.

The model is :mod:`~toolkit_widgets.scoring.calendar`; the actions are those of the readiness
questionnaire, and ids are shared. Here the agency is the shipped fictional one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from ..content.library import library
from ..content.markdown import plain
from ..figures import Figure
from ..figures.style import BODY, SMALL, Theme
from ..models import Answer, Questionnaire
from ..scoring.calendar import QUARTERS, Course, Event, Year, run_year
from ..scoring.level import Level
from ._sheet import POINTS, sheet, words, wrong_marks
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

QUESTIONNAIRE, EXAMPLE = "organizational-readiness", "velmora-police"
HEAVY = 2
"""An item of this weight or more is heavy."""
NEVER = "never"
OFF_STOPS: Event = "wrong-match"
"""What cannot happen while the system is off."""
OFF = "It is off: no wrong match can come from it, and nobody is found by it."
PLANS: Mapping[str, Mapping[str, int]] = {
    "big": {"act.local-test": 1, "act.train-by-role": 1, "act.examiner-tests": 1},
    "quick": {
        "act.reject-rule": 1, "act.notice": 1, "act.public-register": 1, "act.count-load": 1,
        "act.complaints-route": 2,
    },
    "chain": {
        "act.arrest-rule": 1, "act.disclosure-rule": 1, "act.role-chart": 1, "act.data-sheets": 1,
        "act.stop-sheet": 2, "act.local-test": 2,
    },
    "all": {
        f"act.{name}": 1
        for name in (
            "arrest-rule", "disclosure-rule", "role-chart", "stop-sheet", "data-sheets",
            "local-test", "examiner-tests", "train-by-role", "notice", "complaints-route",
            "quarterly-report", "count-load", "reject-rule", "public-register",
        )
    },
}  # fmt: skip
"""The four plans of the prediction, with 50 person-days in each quarter and nothing unforeseen."""
_WORDS = {"work": "work", "wait": "waits", "lost": "stands still", "": "–"}


def run(values: Values) -> Outcome:
    """``days``: person-days a quarter; ``event``; each action id: ``never``, ``q1`` … ``q4``."""
    form = library().questionnaire(QUESTIONNAIRE)
    answers = example_answers(form)
    found = outcome(form, answers, values)
    seen = {"year-plan.first": _compared(form, answers), **found.seen}
    return replace(found, seen=seen)


def outcome(form: Questionnaire, answers: Mapping[str, Answer], values: Values) -> Outcome:
    """The year of any agency, by its answers to the readiness questionnaire."""
    plan = {
        action.id: int(str(values[action.id])[1:])
        for action in form.actions
        if str(values.get(action.id, NEVER)) != NEVER
    }
    days, event = int(float(values["days"])), cast("Event", str(values["event"]))
    off = str(values.get("off")) == "off"
    year = run_year(form, answers, plan, days, "nothing" if off and event == OFF_STOPS else event)
    title = _title(form, answers, year)
    table = _table(form, year)
    return Outcome(
        readout=_readout(year) + (f" {OFF}" if off else ""),
        figure=Figure(title, _sentence(form, year, off), table, partial(_draw, year, title)),
        seen={"own-year.first": _heavy_steps(form, answers, year)},
    )


def example_answers(form: Questionnaire) -> dict[str, Answer]:
    """The settled answers of the shipped fictional agency."""
    example = library().example(form.id, EXAMPLE)
    return {
        key: Answer.model_validate(given.model_dump(exclude_none=True))
        for key, given in example.answers.items()
    }


def _compared(form: Questionnaire, answers: Mapping[str, Answer]) -> str:
    """What becomes of the four plans of the prediction."""
    names = {
        "big": "The three biggest first",
        "quick": "Quick results first",
        "chain": "Orders, role sheets and data sheets first",
        "all": "Everything at once",
    }
    found = []
    for key, plan in PLANS.items():
        year = run_year(form, answers, plan, 50)
        done = f"{len(year.finished)} of {len(plan)} finish"
        found.append(f"{names[key]}: {done}, {_heavy_words(form, answers, year)}.")
    return " ".join(found)


def _heavy(form: Questionnaire) -> list[str]:
    return [item.id for item in form.items if item.weight >= HEAVY]


def _heavy_words(form: Questionnaire, answers: Mapping[str, Answer], year: Year) -> str:
    heavy = _heavy(form)
    moved = sum(name in heavy for name in year.moved)
    return f"{moved} of {len(heavy)} heavy items move"


def _heavy_steps(form: Questionnaire, answers: Mapping[str, Answer], year: Year) -> str:
    """Every heavy item with the step it stands on and, where it moves, the one it reaches."""
    titles = {item.id: plain(item.text) for item in form.items}
    said = []
    for name in _heavy(form):
        answer = answers.get(name)
        now = str(answer.value) if answer and answer.state == "answered" else ""
        step = f"step {now.removeprefix('s')}" if now else "no answer yet"
        if name in year.moved:
            step += f" → {year.moved[name].removeprefix('s')}"
        said.append(f"{titles[name]} {step}.")
    return " ".join(said)


def _title(form: Questionnaire, answers: Mapping[str, Answer], year: Year) -> str:
    if not year.courses:
        return "Nothing is planned, and nothing moves"
    done = f"{len(year.finished)} of {len(year.courses)} actions finish"
    return f"{done}; {_heavy_words(form, answers, year)}"


def _readout(year: Year) -> str:
    spent = " · ".join(f"Q{n} {days:.0f}" for n, days in enumerate(year.spent, 1))
    before, after = (plain(level.band.label) if level.band else "–" for level in _levels(year))
    level = f"stays at {before}" if before == after else f"from {before} to {after}"
    return f"Days of {year.budget}: {spent}. Level {level}."


def _levels(year: Year) -> tuple[Level, Level]:
    return year.before, year.after


def _sentence(form: Questionnaire, year: Year, off: bool) -> str:
    parts = [OFF] if off else []
    late = [course for course in year.courses if not course.finished]
    for course in late:
        why = "; ".join(course.why) if course.why else "begun too late for this year"
        parts.append(f"{_name(course)}: not finished ({why}).")
    texts = {item.id: plain(item.text) for item in form.items}
    for name, step in year.moved.items():
        parts.append(f"Moves to step {step.removeprefix('s')}: {texts[name]}")
    if year.hit:
        parts.append(
            "What happens in the third quarter does harm; one action would have stopped it."
        )
    return " ".join([_readout(year), *parts])


def _name(course: Course) -> str:
    return course.action.title or course.action.id


def _table(form: Questionnaire, year: Year) -> list[list[str]]:
    header = ["Action", *(f"Quarter {n}" for n in range(1, QUARTERS + 1)), "End", "Why not"]
    rows = [header]
    for course in year.courses:
        end = f"quarter {course.finished}" if course.finished else "not this year"
        cells = [_WORDS[cell] for cell in course.cells]
        rows.append([_name(course), *cells, end, "; ".join(course.why) or "–"])
    spent = [f"{days:.0f} of {year.budget} days" for days in year.spent]
    return [*rows, ["Person-days", *spent, "–", "–"]]


_ROW, _LEFT = 27.0, 158.0


def _draw(year: Year, title: str, theme: Theme) -> Drawing:
    """A calendar: filled is work, hatched is waiting, an end has its sign."""
    from matplotlib.patches import Rectangle

    rows = max(1, len(year.courses))
    drawing, axes, top = sheet(_ROW * (rows + 2) + 22, title)
    wide = (POINTS - _LEFT - 26) / QUARTERS
    for number, days in enumerate(year.spent):
        x = _LEFT + number * wide
        words(axes, x + 3, top, f"Q{number + 1}", size=BODY, bold=True)
        low = top + _ROW * (rows + 1)
        words(axes, x + 3, low, f"{days:.0f} of {year.budget}", size=SMALL)
        axes.plot([x, x], [top, low + 14], color=theme.faint, linewidth=0.8)
    words(axes, 0, top + _ROW * (rows + 1), "person-days", size=SMALL, color=theme.muted)
    for row, course in enumerate(year.courses):
        y = top + 22 + row * _ROW
        words(axes, 0, y + 2, _name(course), size=BODY, bold=bool(course.finished))
        for place, cell in enumerate(course.cells):
            if not cell:
                continue
            box = (_LEFT + place * wide + 2, y)
            style = wrong_marks(theme) if cell != "work" else {"color": theme.main, "linewidth": 0}
            axes.add_patch(Rectangle(box, wide - 4, _ROW - 9, **style))
        sign = "\N{CHECK MARK}" if course.finished else "\N{MULTIPLICATION SIGN}"
        words(axes, POINTS - 16, y + 1, sign, size=BODY, bold=True)
    if not year.courses:
        words(axes, 0, top + 24, "Choose a first quarter.", size=BODY)
    key = (
        "Filled: work. Hatched: it waits or stands still. Bold with \N{CHECK MARK}: done this year."
    )
    words(axes, 0, top + _ROW * (rows + 2) + 4, key, size=SMALL, color=theme.muted)
    return drawing
