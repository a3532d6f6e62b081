"""Lessons: each code cell is one known activity, and what it names exists and is used once."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Quiz
from ..lesson_source import Activity, Page
from ..problems import Problem, nearest
from .pages import fault, section
from .whole import Whole

ARGUMENTS: dict[str, tuple[int, ...]] = {
    "quiz": (1,), "questionnaire": (1,), "case": (1, 2), "lab": (1,), "group": (1,),
    "exhibit": (2,), "table": (1,), "example": (2,), "compare": (1,), "rounds": (3,),
    "principles": (0,), "route": (0,), "self_check": (0,), "confidence": (0,), "close": (0,),
}  # fmt: skip
"""Activities and how many ids each one takes."""
SHORT_LINE = 80
COLLEAGUES = 2
"""A comparison needs at least so many examples."""


def check_activities(page: Page, whole: Whole) -> Iterator[Problem]:
    """All code cells of a lesson."""
    cells = page.activities
    yield from _start(page, cells)
    for cell in cells:
        yield from _cell(page, cell)
    for cell in cells[1:]:
        if cell.call and not cell.fault:
            yield from _exists(page, cell, whole)
    yield from _twice(page, cells)
    yield from _closing(page, cells)
    yield from _every_quiz(page, cells, whole)


def _start(page: Page, cells: list[Activity]) -> Iterator[Problem]:
    wanted = f'lesson = open_lesson("{page.name}")'
    if not cells:
        message = f"the page has no code cell; the first one holds {wanted}"
        yield fault(page, 1, message, "activity.start", allowed=wanted)
        return
    first = cells[0]
    if first.call != "open_lesson" or first.ids != (page.name,):
        found = first.name if first.call else first.code
        message = f"the first code cell must hold {wanted}, with this lesson's own id"
        near = nearest(first.ids[0], [page.name]) if first.ids else ""
        yield fault(
            page, first.line, message, "activity.start", found=found, allowed=wanted, nearest=near
        )
    above = [h.text for h in page.headings if h.level == 2 and h.line < first.line]
    if not above or above[-1] != "Time plan":
        message = "the first code cell stands right after the time plan"
        yield fault(page, first.line, message, "activity.start", found=above[-1] if above else "")
    for again in cells[1:]:
        if again.call == "open_lesson":
            yield fault(page, again.line, "a lesson is opened once, at the top", "activity.start")


def _cell(page: Page, cell: Activity) -> Iterator[Problem]:
    if cell.fault:
        yield fault(page, cell.line, cell.fault, "activity.code", found=cell.code[:60])
    if cell.tags != ("activity",):
        message = "a code cell needs the line ':tags: [activity]' and no other tag"
        found = ", ".join(cell.tags) or "nothing"
        yield fault(page, cell.line, message, "activity.tag", found=found, allowed="activity")
    for line in cell.code.splitlines():
        if len(line) > SHORT_LINE:
            message = f"this line has {len(line)} characters; keep it to {SHORT_LINE}"
            yield fault(page, cell.line, message, "activity.code", found=str(len(line)))


def _exists(page: Page, cell: Activity, whole: Whole) -> Iterator[Problem]:
    if cell.call == "open_lesson":
        return
    if cell.call not in ARGUMENTS:
        yield fault(
            page,
            cell.line,
            f"there is no activity lesson.{cell.call}",
            "activity.unknown",
            found=cell.call,
            allowed=", ".join(ARGUMENTS),
            nearest=nearest(cell.call, ARGUMENTS),
        )
        return
    if len(cell.ids) not in ARGUMENTS[cell.call]:
        takes = " or ".join(map(str, ARGUMENTS[cell.call]))
        message = f"lesson.{cell.call} takes {takes} ids, not {len(cell.ids)}"
        yield fault(page, cell.line, message, "activity.code", found=cell.name)
        return
    for kind, name, known in _named(page, cell, whole):
        if name not in known:
            yield fault(
                page,
                cell.line,
                f"there is no {kind} '{name}'",
                "activity.id",
                found=name,
                allowed=", ".join(known),
                nearest=nearest(name, known),
            )
    if cell.call == "compare":
        form = whole.questionnaire(cell.ids[0])
        if form and len(form.examples) < COLLEAGUES:
            message = (
                f"'{form.id}' ships {len(form.examples)} examples; comparing needs two or more"
            )
            yield fault(page, cell.line, message, "activity.compare", found=cell.ids[0])


def _named(page: Page, cell: Activity, whole: Whole) -> Iterator[tuple[str, str, list[str]]]:
    """Kind, name and the names that exist, for each id of a call; nothing for broken files."""
    if cell.call == "quiz":
        quiz_set = whole.quizzes(page.name)
        if quiz_set or not whole.is_broken(f"data/quizzes/{page.name}.yaml"):
            names = [quiz.id for quiz in quiz_set.quizzes] if quiz_set else []
            yield f"quiz in data/quizzes/{page.name}.yaml called", cell.ids[0], names
    elif cell.call == "lab":
        if not whole.is_broken(f"data/labs/{cell.ids[0]}.yaml"):
            yield "lab", cell.ids[0], list(whole.of("lab"))
    elif cell.call == "table":
        if not whole.is_broken(f"data/datasets/{cell.ids[0]}/dataset.yaml"):
            yield "data set", cell.ids[0], list(whole.of("dataset"))
    elif cell.call == "exhibit":
        story = cell.ids[0]
        if not whole.is_broken(f"data/cases/{story}/story.yaml"):
            stories = whole.of("story")
            yield "story", story, list(stories)
            if story in stories:
                exhibits = [exhibit.id for exhibit in stories[story].model.exhibits]
                yield f"exhibit of '{story}' called", cell.ids[1], exhibits
    elif cell.call in ("case", "group"):
        if not whole.is_broken(f"data/cases/{cell.ids[0]}/case.yaml"):
            yield "case", cell.ids[0], list(whole.cases)
            if len(cell.ids) > 1 and cell.ids[0] in whole.cases:
                parts = whole.cases[cell.ids[0]].model.parts
                yield f"part of '{cell.ids[0]}' called", cell.ids[1], [part.id for part in parts]
    elif cell.call in ("questionnaire", "compare", "example", "rounds"):
        name = cell.ids[0]
        if whole.is_broken(f"data/questionnaires/{name}/questionnaire.yaml"):
            return
        yield "questionnaire", name, list(whole.of("questionnaire"))
        form = whole.questionnaire(name)
        if cell.call in ("example", "rounds") and form:
            for example in cell.ids[1:]:
                yield f"example of '{name}' called", example, list(form.examples)


def _twice(page: Page, cells: list[Activity]) -> Iterator[Problem]:
    seen: dict[tuple[str, tuple[str, ...]], int] = {}
    for cell in cells:
        key = (cell.call, cell.ids)
        if cell.call and cell.call != "open_lesson" and key in seen:
            message = f"this activity already stands in line {seen[key]}; one page shows it once"
            yield fault(page, cell.line, message, "activity.twice", found=cell.name)
        seen.setdefault(key, cell.line)


def _closing(page: Page, cells: list[Activity]) -> Iterator[Problem]:
    last = [cell.call for cell in cells[-2:]]
    if last != ["confidence", "close"]:
        yield fault(
            page,
            cells[-1].line if cells else 1,
            "the last two activities are lesson.confidence() and lesson.close()",
            "activity.closing",
            found=", ".join(last),
            allowed="confidence, close",
        )
    for call, title in (("confidence", "How sure are you?"), ("close", "Save and next")):
        part = section(page, title)
        if part and [cell.call for cell in part.activities] != [call]:
            message = f"'## {title}' holds one activity: lesson.{call}()"
            yield fault(page, part.heading.line, message, "activity.closing", allowed=call)


def _every_quiz(page: Page, cells: list[Activity], whole: Whole) -> Iterator[Problem]:
    quiz_set = whole.quizzes(page.name)
    if quiz_set is None:
        return
    used = {cell.ids[0]: cell for cell in cells if cell.call == "quiz" and cell.ids}
    document = whole.of("quizzes")[page.name]
    for number, quiz in enumerate(quiz_set.quizzes):
        if quiz.id not in used:
            yield document.problem(
                ("quizzes", number, "id"),
                f"no cell of {page.file} shows the quiz '{quiz.id}'",
                found=quiz.id,
                nearest=nearest(quiz.id, [u for u in used if u not in _ids(quiz_set.quizzes)]),
                rule="quiz.unused",
            )
    tests = [quiz.id for quiz in quiz_set.quizzes if quiz.kind == "test"]
    part = section(page, "Assessment")
    inside = [cell.ids[0] for cell in part.activities if cell.ids] if part else []
    for name in tests:
        if name in used and part and name not in inside:
            message = f"the test '{name}' belongs under '## Assessment'"
            yield fault(page, used[name].line, message, "activity.test", found=name)


def _ids(quizzes: list[Quiz]) -> set[str]:
    return {quiz.id for quiz in quizzes}
