"""The page that goes with an export: how to import it, how to set up each quiz, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..content.markdown import plain
from ..models import Quiz
from .lms import Order
from .lms_quizzes import Exported

_IMPORT = {
    "moodle": "*More*, *Question bank*, *Import*, *Moodle XML format*. Leave "
    "*Get category from file* ticked: each quiz becomes a category of its own.",
    "gift": "*More*, *Question bank*, *Import*, *GIFT format*. Leave *Get category from file* "
    "ticked: each quiz becomes a category of its own. Other platforms read GIFT, too; not all of "
    "them know its categories, its tags and the star that accepts any answer.",
}
_ORDERING = (
    "- If your Moodle refuses the question type *ordering*, export once more with `--pairs`. "
    "A refused question stops the whole import."
)
_SETTINGS = {
    "on_check": "*Immediate feedback*, or *Interactive with multiple tries*",
    "after_commit": "*Deferred feedback*: what is right is shown after the quiz is handed in",
    "never": "*Deferred feedback*, with all review options off: nobody is to see the key",
}


def notes(exported: Sequence[Exported], kind: str, file: str) -> str:
    """Markdown for the person who imports ``file``. ``kind``: ``moodle`` or ``gift``."""
    lines = [f"# {file}: how to use it, and what is different", "", *_import(kind)]
    bodies = [
        question.body for made in exported for bank in made.banks for question in bank.questions
    ]
    if any(isinstance(body, Order) for body in bodies):
        lines += [_ORDERING]
    for lesson in exported:
        lines += ["", f"## {lesson.lesson.number}. {lesson.lesson.title}", "", *_quizzes(lesson)]
        lines += _differences(lesson)
    return "\n".join(lines) + "\n"


def _import(kind: str) -> Iterator[str]:
    yield f"In Moodle, open your course, then {_IMPORT[kind]}"
    yield ""
    yield "- Make a quiz, add the questions of one category in their order, and set it up as below."
    yield "- Trying a question again costs nothing: the penalty is 0."
    yield "- The first page of most quizzes is an introduction. Where it names a button of this"
    yield "  course, such as *Check*, name the one of your platform."
    yield "- Give a quiz beside its section of the lesson: questions may point to what is there."


def _quizzes(lesson: Exported) -> Iterator[str]:
    yield "| Quiz | Section of the lesson | Minutes | How the questions behave |"
    yield "|---|---|---|---|"
    for quiz in lesson.quizzes:
        place = lesson.places.get(quiz.id, "")
        title = plain(quiz.title)
        yield _row(f"{title} (`{quiz.id}`)", place, str(quiz.minutes), _setting(quiz))


def _setting(quiz: Quiz) -> str:
    if not quiz.marked:
        return "nothing is marked"
    passed = f". Grade to pass: {quiz.pass_mark:.0%}" if quiz.pass_mark else ""
    return _SETTINGS[quiz.reveal] + passed


def _differences(lesson: Exported) -> Iterator[str]:
    rows: dict[tuple[str, str], list[str]] = {}
    for loss in lesson.losses:
        rows.setdefault((loss.what, loss.instead), []).append(loss.path)
    if rows:
        yield ""
        yield "| Where | What your platform lacks | What stands instead |"
        yield "|---|---|---|"
        for (what, instead), places in rows.items():
            yield _row(", ".join(f"`{place}`" for place in places), what, instead)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def summary(exported: Iterable[Exported]) -> str:
    """One sentence for the command line."""
    lessons = list(exported)
    count = sum(lesson.count for lesson in lessons)
    quizzes = sum(len(lesson.quizzes) for lesson in lessons)
    different = sum(len(lesson.losses) for lesson in lessons)
    return f"{count} questions of {quizzes} quizzes; {different} notes on what is different there."
