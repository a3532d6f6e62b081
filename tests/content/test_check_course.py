"""Each rule for the syllabus, the principles, the sources and the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_widgets.content.check import run

from .small_course import FILES, SHORT, Broken, line_of, prove, write

LESSON = "lessons[1]"


def _line(name: str) -> str:
    """The line of a principle, with its end."""
    lines = FILES[SHORT["principles"]].splitlines(keepends=True)
    return next(line for line in lines if f"id: {name}," in line)


BROKEN = [
    Broken("course", '"01", C01]', '"01", C02]', "track.lesson", "tracks[0].lessons[2]", "C01",
           at='lessons: ["00"', says="no lesson with the number 'C02'"),
    Broken("course", '"01", C01]', '"01", 01_match]', "track.lesson", "tracks[0].lessons[2]", "01",
           at='lessons: ["00"', says="'01_match'"),
    Broken("course", '["00", "01", C01]', '["00", "01", "01"]', "id.duplicate",
           "tracks[0].lessons[2]", at='lessons: ["00"', says="track 'use'"),
    Broken("course", "- id: C01_robbery", "- id: 01_match", "id.duplicate", "lessons[2].id",
           at="- id: 01_match\n    title: A robbery", says="lesson '01_match'",
           also=frozenset({"track.lesson", "page.title", "clock.sum", "objective.none",
                           "objective.unknown"})),
    Broken("course", "- id: C01_robbery", "- id: 01_robbery", "id.duplicate", "lessons[2].id",
           says="lesson number '01'", also=frozenset({"track.lesson"})),
    Broken("course", "      - id: keep-answers", "      - id: find-button", "id.duplicate",
           "lessons[0].objectives[1].id", at="- id: find-button\n        text: Say",
           also=frozenset({"objective.unknown"})),
    Broken("course", "sources: [court-page]", "sources: [court-paeg]", "source.unknown",
           f"{LESSON}.sources[0]", "court-page"),
    Broken("course", "{source: toolkit-page, at: p. 3}", "{source: toolkitpage, at: p. 3}",
           "source.unknown", f"{LESSON}.objectives[0].refs[0].source", "toolkit-page"),
    Broken("course", "        rubric: Met when you have chosen.\n", "", "objective.rubric",
           "lessons[0].objectives[2]", at="- id: choose", says="lesson 00 has no test"),
    Broken("course", "- id: order-stages\n        text: Order the stages.",
           "- id: order-stages\n        text: Order them.\n        refs: [{source: course, at: "
           "lesson 01}]\n      - id: never-tested\n        text: Never tested.",
           "objective.uncovered", f"{LESSON}.objectives[2]", at="- id: never-tested",
           says="'objective: never-tested'"),
    Broken("course", "        refs: [{source: toolkit-page, at: p. 3}]\n", "", "shape.missing",
           f"{LESSON}.objectives[0].refs", at="- id: read-match"),
    Broken("principles", _line("instrumental-17"), "", "principle.count", "principles",
           at="principles:", says="16 instrumental principles",
           also=frozenset({"principle.pull"})),
    Broken("principles", "id: instrumental-2,", "id: instrumental-1,", "id.duplicate",
           "principles[6].id", at="id: instrumental-1, title: One, core: autonomy",
           says="principle 'instrumental-1'", also=frozenset({"principle.pull"})),
    Broken("principles", "why: Why 4, ", "", "principle.fields", "principles[8]",
           at="id: instrumental-4,", says="'instrumental-4' lacks why"),
    Broken("principles", "good: Good 4, bad: Bad 4, ", "", "principle.fields", "principles[8]",
           at="id: instrumental-4,", says="lacks good, bad"),
    Broken("principles", "evidence: [Paper 4, Record 4], ", "", "principle.fields",
           "principles[8]", at="id: instrumental-4,", says="lacks evidence"),
    Broken("principles", "evidence: [Paper 4, Record 4]", "evidence: [Paper 4]", "principle.many",
           "principles[8].evidence", at="id: instrumental-4,", says="has 2 to 4"),
    Broken("principles", "data: It holds at data 4, ", "", "principle.stages",
           "principles[8].requires", at="id: instrumental-4,", says="requires nothing at: data"),
    Broken("principles", "principle: instrumental-5,", "principle: instrumental-55,",
           "principle.pull", "principles[8].pulls[0].principle", "instrumental-5",
           at="id: instrumental-4,", says="no instrumental principle"),
    Broken("principles", "principle: instrumental-5,", "principle: instrumental-4,",
           "principle.pull", "principles[8].pulls[0].principle", at="id: instrumental-4,",
           says="which is itself"),
    Broken("principles", "principle: instrumental-5,", "principle: autonomy,",
           "principle.pull", "principles[8].pulls[0].principle", at="id: instrumental-4,",
           says="'autonomy', which is no instrumental principle"),
    Broken("principles", "how: Pull 4}", "how: Pull 4}, {principle: instrumental-5, how: Again}",
           "principle.pull", "principles[8].pulls[1].principle", at="id: instrumental-4,",
           says="twice"),
    Broken("principles", "planning: It holds at planning 6,", "planning: It holds at data 4,",
           "principle.twice", "principles[10].requires.planning", at="id: instrumental-6,",
           says="this sentence already stands in line"),
    Broken("principles", "core: autonomy", "core: autonmy", "principle.core",
           "principles[6].core", "autonomy"),
    Broken("principles", "  - {id: data, title: A stage, reading: Ours, span: A step}\n", "",
           "stage.order", "stages", at="stages:", says="in their order"),
    Broken("sources", "- id: court-page", "- id: toolkit-page", "id.duplicate", "sources[3].id",
           at="- id: toolkit-page\n    title: A case", says="source 'toolkit-page'",
           also=frozenset({"source.unknown"})),
    Broken("sources", "    address: https://example.org/case\n", "", "source.address",
           "sources[3]", at="- id: court-page", severity="warning", says="nobody can look it up"),
    Broken("glossary", "{id: lead, term", "{id: match, term", "id.duplicate", "terms[1].id",
           at="term: lead", says="term 'match'"),
    Broken("glossary", "term: lead,", "term: Match,", "id.duplicate", "terms[1].term",
           says="word 'match'", at="id: lead"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.name)
def test_broken_place(broken: Broken, tmp_path: Path) -> None:
    prove(broken, tmp_path)


def test_a_core_too_many_is_an_instrument_too_few(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["principles"]].replace("core: autonomy, ", "", 1)
    (tmp_path / SHORT["principles"]).write_text(text, encoding="utf-8")
    problems = run([tmp_path / SHORT["principles"]], root=tmp_path)
    found = [p.message for p in problems if p.rule == "principle.count"]
    assert found == [
        "there are 16 instrumental principles; the list has 17",
        "there are 6 core principles; the list has 5",
    ]


def test_a_lesson_with_a_page_needs_objectives(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["course"]]
    begins = text.index("    objectives:\n      - id: find-button")
    changed = text[:begins] + text[text.index("  - id: 01_match") :]
    (tmp_path / SHORT["course"]).write_text(changed, encoding="utf-8")
    (problem,) = run([tmp_path / SHORT["course"]], root=tmp_path)
    assert (problem.rule, problem.path) == ("objective.none", "lessons[0]")
    assert problem.line == line_of(changed, "- id: 00_start")
    assert "lessons/00_start.md exists" in problem.message


def test_three_to_five_objectives(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["course"]]
    begins, ends = text.index("      - id: keep-answers"), text.index("  - id: 01_match")
    (tmp_path / SHORT["course"]).write_text(text[:begins] + text[ends:], encoding="utf-8")
    (problem,) = run([tmp_path / SHORT["course"]], root=tmp_path)
    assert (problem.rule, problem.severity) == ("objective.count", "warning")
    assert problem.found == "1"


def test_without_a_test_every_objective_needs_a_rubric(tmp_path: Path) -> None:
    write(tmp_path)
    quizzes = FILES[SHORT["quiz"]]
    without = quizzes[: quizzes.index("  - id: test\n    title")]
    (tmp_path / SHORT["quiz"]).write_text(without, encoding="utf-8")
    found = run([tmp_path / SHORT["course"]], root=tmp_path)
    assert [(p.rule, p.path) for p in found] == [
        ("objective.rubric", "lessons[1].objectives[0]"),
        ("objective.rubric", "lessons[1].objectives[1]"),
    ]
