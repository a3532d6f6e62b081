"""A small valid course in a folder, and a way to break one place of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from toolkit_widgets.content.check import run
from toolkit_widgets.content.problems import Problem

from . import small_data as data
from . import small_forms as forms
from . import small_pages as pages

FILES = {
    "data/course.yaml": data.COURSE,
    "data/sources.yaml": data.SOURCES,
    "data/glossary.yaml": data.GLOSSARY,
    "data/principles.yaml": data.PRINCIPLES,
    "data/quizzes/00_start.yaml": data.QUIZZES_00,
    "data/quizzes/01_match.yaml": data.QUIZZES_01,
    "data/questionnaires/ready/questionnaire.yaml": forms.QUESTIONNAIRE,
    "data/questionnaires/ready/examples/dunmore.yaml": forms.EXAMPLE,
    "data/questionnaires/ready/examples/dunmore-legal.yaml": forms.SECOND_EXAMPLE,
    "data/cases/demo/case.yaml": data.CASE,
    "data/cases/demo/README.md": "# A demo\n\nEverything is invented.\n",
    "data/cases/night/story.yaml": data.STORY,
    "data/cases/night/README.md": "# A night\n\nEverything is invented.\n",
    "lessons/00_start.md": pages.LESSON_00,
    "lessons/01_match.md": pages.LESSON_01,
    "lessons/faces.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "facilitator/00_start.md": pages.SHEET_00,
    "facilitator/01_match.md": pages.SHEET_01,
}
LATER = "TO" + "DO"
"""A note to oneself, in two parts: a search for leftovers must not find it here."""
SHORT = {
    "course": "data/course.yaml",
    "sources": "data/sources.yaml",
    "glossary": "data/glossary.yaml",
    "principles": "data/principles.yaml",
    "quiz": "data/quizzes/01_match.yaml",
    "quiz 00": "data/quizzes/00_start.yaml",
    "form": "data/questionnaires/ready/questionnaire.yaml",
    "example": "data/questionnaires/ready/examples/dunmore.yaml",
    "case": "data/cases/demo/case.yaml",
    "story": "data/cases/night/story.yaml",
    "lesson": "lessons/01_match.md",
    "lesson 00": "lessons/00_start.md",
    "sheet": "facilitator/01_match.md",
}


def write(root: Path) -> Path:
    """The valid course below ``root``."""
    for label, text in FILES.items():
        file = root / label
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@dataclass(frozen=True)
class Broken:
    """One broken place: what is changed, and the one problem that must be found.

    ``at`` is a text in the line where the problem must stand (default: the first line of
    ``new``); ``also`` names rules that are broken as a consequence.
    """

    file: str
    old: str
    new: str
    rule: str
    path: str
    near: str = ""
    at: str = ""
    says: str = ""
    severity: str = "error"
    where: str = ""
    """The file of the problem, if it is another one."""
    also: frozenset[str] = field(default=frozenset())

    @property
    def name(self) -> str:
        """For the test's title."""
        return f"{self.file}-{self.rule}-{self.new.strip()[:30]}"


def prove(broken: Broken, root: Path) -> None:
    """The valid course has no such problem; the broken one has exactly this one."""
    write(root)
    label = SHORT[broken.file]
    text = FILES[label]
    assert text.count(broken.old) >= 1, f"'{broken.old}' is not in {label}"
    changed = text.replace(broken.old, broken.new, 1)
    (root / label).write_text(changed, encoding="utf-8")
    found = [p for p in run(root=root) if p.severity != "note" or p.rule == broken.rule]
    mine = [p for p in found if p.rule == broken.rule]
    assert mine, f"nothing found with rule {broken.rule}; found: {_listed(found)}"
    rest = {p.rule for p in found} - {broken.rule} - broken.also
    assert not rest, f"more was found: {_listed(found)}"
    assert len(mine) == 1, _listed(mine)
    problem = mine[0]
    other = SHORT.get(broken.where or broken.file, broken.where)
    lines = (root / other).read_text(encoding="utf-8")
    assert problem.file == other
    assert problem.severity == broken.severity
    assert problem.path == broken.path
    assert problem.nearest == broken.near
    mark = broken.at or broken.new.strip("\n").split("\n")[0]
    assert problem.line == line_of(lines, mark), _listed(mine)
    assert broken.says in problem.message
    assert problem.message.strip()


def line_of(text: str, mark: str) -> int:
    """The line, from 1, of the first occurrence of ``mark``."""
    return text[: text.index(mark)].count("\n") + 1


def _listed(problems: list[Problem]) -> str:
    return "\n" + "\n".join(f"[{p.rule}] {p}" for p in problems)
