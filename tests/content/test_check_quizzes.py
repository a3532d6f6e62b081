"""Each rule for quizzes, proved by one broken place in a valid course."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from toolkit_widgets.content.check import run
from toolkit_widgets.content.checks.balance import right_is_longest
from toolkit_widgets.content.problems import Problem
from toolkit_widgets.models import Single

from .small_course import LATER, SHORT, Broken, line_of, prove, write
from .small_data import QUIZZES_01, single

MULTIPLE = "quizzes[0].items[1]"
ORDER, SORT = "quizzes[1].items[0]", "quizzes[1].items[1]"
NOTE = "quizzes[1].items[5]"

BROKEN = [
    Broken("quiz", "lesson: 01_match\n", "lesson: 01_mtach\n", "file.name", "lesson",
           also=frozenset({"lesson.unknown", "objective.uncovered"}), says="differ"),
    Broken("quiz", "  - id: stages\n", "  - id: check-match\n", "id.duplicate", "quizzes[1].id",
           at="  - id: check-match\n    title: Order", says="line 5",
           also=frozenset({"activity.id"})),
    Broken("quiz", "id: match.true", "id: match.means", "id.duplicate", "quizzes[0].items[1].id",
           at="id: match.means\n        type: multiple", says="'match.means' is already used"),
    Broken("quiz", "{id: proof,", "{id: lead,", "id.duplicate", f"{MULTIPLE}.options[1].id",
           at="text: It is proof", says="option 'lead'"),
    Broken("quiz", "{id: nobody, text", "{id: police, text", "id.duplicate",
           f"{SORT}.targets[2].id", at="{id: police, text: Nobody",
           says="target 'police'", also=frozenset({"quiz.accept"})),
    Broken("quiz", "correct: true, feedback: Why a of match", "feedback: Why a of match",
           "quiz.key", "quizzes[0].items[0].options", at="options:", says="0 right options"),
    Broken("quiz", "text: A second answer, feedback: Why b of match",
           "text: A second answer, correct: true, feedback: Why b of match", "quiz.key",
           "quizzes[0].items[0].options", at="options:", says="2 right options"),
    Broken("quiz", "It is a lead, correct: true", "It is a lead", "quiz.key",
           f"{MULTIPLE}.options", at="options:\n          - {id: lead", says="no right option"),
    Broken("quiz", "It is proof, feed", "It is proof, correct: true, feed", "quiz.key",
           f"{MULTIPLE}.options", at="options:\n          - {id: lead", says="no wrong option"),
    Broken("quiz", "It looks like proof to a tired eye.", "Somebody must check it.",
           "feedback.same", f"{MULTIPLE}.options[0].feedback", at="{id: lead",
           says="says the same to every answer", also=frozenset({"feedback.duplicate"})),
    Broken("quiz", "feedback: Then you buy.", "feedback: A vendor sells.", "feedback.duplicate",
           f"{SORT}.prompts[1].feedback", at="feedback: A vendor sells.\n", says="already stands"),
    Broken("quiz", "[buy, plan, test]", "[buy, plam, test]", "quiz.start", f"{ORDER}.start[1]",
           "plan", at="start:"),
    Broken("quiz", "[buy, plan, test]", "[buy, plan]", "quiz.start", f"{ORDER}.start",
           at="start:", says="each of the 3 entries once"),
    Broken("quiz", "[buy, plan, test]", "[plan, buy, test]", "quiz.start", f"{ORDER}.start",
           at="start:", says="already the right order"),
    Broken("quiz", "accept: [police]", "accept: [polise]", "quiz.accept",
           f"{SORT}.prompts[0].accept[0]", "police"),
    Broken("quiz", "accept: [police]", "accept: [police, vendor, nobody]", "quiz.accept",
           f"{SORT}.prompts[0].accept", says="no answer could be wrong"),
    Broken("quiz", "    kind: check\n", "    kind: check\n    gain_since: 00_start/first\n",
           "quiz.gain_since", "quizzes[0].gain_since", at="gain_since:",
           says="no baseline '00_start/first'"),
    Broken("quiz", "    kind: check\n", "    kind: baseline\n", "quiz.reveal", "quizzes[0].reveal",
           at="reveal: on_check", says="'reveal: never'",),
    Broken("quiz", "reveal: after_commit", "reveal: on_check", "quiz.reveal", "quizzes[2].reveal",
           at="reveal: on_check\n    pass_mark", says="after_commit"),
    Broken("quiz", "    pass_mark: 0.7\n", "", "quiz.pass_mark", "quizzes[2]", at="  - id: test\n",
           says="for example 0.7"),
    Broken("quiz", "    minutes: 4\n", "    minutes: 4\n    pass_mark: 0.5\n", "quiz.pass_mark",
           "quizzes[1].pass_mark", at="pass_mark: 0.5", says="only a test"),
    Broken("quiz", "    kind: turn\n", "    kind: check\n    pass_mark: 0.5\n", "quiz.pass_mark",
           "quizzes[1].pass_mark", at="pass_mark: 0.5", says="only a test"),
    Broken("quiz", "        objective: read-match\n        refs", "        refs", "objective.none",
           "quizzes[0].items[0]", at="id: match.means", says="'match.means' names no 'objective'"),
    Broken("quiz", "objective: read-match\n        refs: [{source: toolkit",
           "objective: read-macth\n        refs: [{source: toolkit", "objective.unknown",
           f"{MULTIPLE}.objective", "read-match"),
    Broken("quiz", "        refs: [{source: toolkit-page, at: p. 3}]\n", "", "quiz.refs", MULTIPLE,
           at="id: match.true", says="names no source"),
    Broken("quiz", "            refs: [{source: court-page, at: whole page}]\n", "", "quiz.refs",
           SORT, at="id: stages.sort", says="(sell have none)"),
    Broken("quiz", "{source: court-page, at", "{source: cuort-page, at", "source.unknown",
           f"{SORT}.prompts[1].refs[0].source", "court-page"),
    Broken("quiz", "at: whole page", "at: '-'", "source.place", f"{SORT}.prompts[1].refs[0].at",
           says="no place"),
    Broken("quiz", "source: toolkit-page", "source: toolkit-unread", "source.unconfirmed",
           f"{MULTIPLE}.refs[0].source", says="was not read"),
    Broken("quiz", "at: lesson 01", "at: lesson 77", "lesson.unknown",
           "quizzes[0].items[0].refs[0].at", says="lesson '77'"),
    Broken("quiz", "lesson: 00_start\n", "lesson: 01_match\n", "test.earlier", "quizzes[2].items",
           at="items:\n      - id: test.one", says="carries 1 items",
           also=frozenset({"objective.none"})),
    Broken("quiz", "lesson: 00_start\n", "lesson: 00_strat\n", "lesson.unknown",
           "quizzes[2].items[3].lesson", "00_start", also=frozenset({"test.earlier"})),
    Broken("quiz", "text: It is proof,", "text: All of the above,", "quiz.all_of_above",
           f"{MULTIPLE}.options[1].text", says="guessed"),
    Broken("quiz", "text: Which sentences are true?", "text: Which <b>sentences</b> are true?",
           "text.html", f"{MULTIPLE}.text", says="<b>"),
    Broken("quiz", "text: Which sentences are true?", f"text: {LATER} which are true?",
           "text.leftover", f"{MULTIPLE}.text"),
    Broken("quiz", "text: Which sentences are true?", "text: Which [@court-pgae, p. 1] are true?",
           "citation.shape", f"{MULTIPLE}.text"),
    Broken("quiz", "text: Which sentences are true?",
           'text: "Which [@court-pgae: p. 1] are true?"', "source.unknown", f"{MULTIPLE}.text",
           "court-page"),
    Broken("quiz", "is: last", "is: lsat", "condition.value", f"{NOTE}.show_when.any[0].is",
           "last"),
    Broken("quiz", "q: stages.mine", "q: stages.mnie", "condition.item",
           f"{NOTE}.show_when.any[0].q", "stages.mine"),
    Broken("quiz", "q: stages.mine, is: last", "q: match.true, is: lead", "condition.item",
           f"{NOTE}.show_when.any[0].q", says="in the quiz 'check-match', not here"),
    Broken("quiz", "q: stages.mine, is: last", "q: stages.order, is: plan", "condition.value",
           f"{NOTE}.show_when.any[0].is", says="answered: true"),
    Broken("quiz", "q: stages.mine, is: last", "q: stages.count, is: six", "condition.value",
           f"{NOTE}.show_when.any[0].is", says="not a number"),
    Broken("quiz", "q: stages.mine, is: last", "q: stages.mine, contains: last", "condition.value",
           f"{NOTE}.show_when.any[0].contains", says="use 'is'"),
    Broken("quiz", "q: stages.mine, is: last", "q: stages.mine, at_least: 2", "condition.value",
           f"{NOTE}.show_when.any[0].at_least", says="has none"),
    Broken("quiz", "q: stages.mine, is: last", "q: stages.note, answered: true",
           "condition.value", f"{NOTE}.show_when.any[0].answered", says="a note has no answer",
           also=frozenset({"condition.circle"})),
    Broken("quiz", "        type: choice\n",
           "        type: choice\n        show_when: {q: match.twin, is: yes}\n",
           "condition.later", "quizzes[1].items[3].show_when.q", severity="warning",
           at="show_when: {q: match.twin", says="comes later"),
    Broken("quiz", "        type: choice\n",
           "        type: choice\n        show_when: {q: stages.mine, is: first}\n",
           "condition.circle", "quizzes[1].items[3].show_when", at="show_when: {q: stages.mine",
           says="stages.mine → stages.mine"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.name)
def test_broken_place(broken: Broken, tmp_path: Path) -> None:
    prove(broken, tmp_path)


def changed(tmp_path: Path, quizzes: str) -> dict[str, Problem]:
    """The problems of the quiz file with other quizzes in it, by rule."""
    write(tmp_path)
    file = tmp_path / SHORT["quiz"]
    file.write_text(quizzes, encoding="utf-8")
    return {p.rule: p for p in run([file], root=tmp_path)}


def test_a_check_has_one_to_three_marked_items(tmp_path: Path) -> None:
    first = QUIZZES_01.index("      - id: match.true")
    more = "".join(single(f"more.{n}", "b", f"more {n}", "objective: read-match") for n in "xyz")
    problem = changed(tmp_path, QUIZZES_01[:first] + more + QUIZZES_01[first:])["quiz.size"]
    assert problem.path == "quizzes[0].items"
    assert problem.line == 10
    assert "5 marked items; a check has 1 to 3" in problem.message


def test_a_check_without_a_marked_item(tmp_path: Path) -> None:
    first, last = QUIZZES_01.index("      - id: match.means"), QUIZZES_01.index("  - id: stages")
    note = "      - {id: only, type: note, text: Nothing is asked.}\n"
    problem = changed(tmp_path, QUIZZES_01[:first] + note + QUIZZES_01[last:])["quiz.size"]
    assert problem.found == "0"


def test_the_right_option_is_the_longest_too_often(tmp_path: Path) -> None:
    long = QUIZZES_01.replace("A second answer, correct", "A second and long answer, correct")
    problem = changed(tmp_path, long)["quiz.longest"]
    assert problem.severity == "error"
    assert (problem.found, problem.allowed) == ("67%", "at most 40%")
    assert "in 4 of 6 single-choice items" in problem.message
    assert "match.means, test.one, test.three, test.old-one" in problem.message
    assert problem.line == line_of(long, "id: match.means")
    assert problem.path == "quizzes[0].items[0]"


def test_equally_long_options_and_marks_are_not_longest() -> None:
    """Only visible characters count, and a tie is no hint."""
    bold = single("x", "b", "one").replace("A second answer", "A **two** answer")
    quiz_set = yaml.safe_load("items:\n" + bold)
    assert right_is_longest(Single.model_validate(quiz_set["items"][0])) is False


def test_four_items_are_too_few_to_judge_length(tmp_path: Path) -> None:
    end = QUIZZES_01.index("      - id: test.three")
    long = QUIZZES_01[:end].replace("correct: true", "correct: true")
    assert "quiz.longest" not in changed(tmp_path, long)


def test_the_right_option_stands_in_one_place_too_often(tmp_path: Path) -> None:
    moved = QUIZZES_01
    for place in "bc":
        for name in ("test.one", "test.two", "test.old-one", "test.old-two"):
            moved = moved.replace(f", correct: true, feedback: Why {place} of {name}",
                                  f", feedback: Why {place} of {name}")  # fmt: skip
    for name in ("test.one", "test.two", "test.old-one"):
        moved = moved.replace(f", feedback: Why a of {name}",
                              f", correct: true, feedback: Why a of {name}")  # fmt: skip
    moved = moved.replace(", feedback: Why b of test.old-two",
                          ", correct: true, feedback: Why b of test.old-two")  # fmt: skip
    problem = changed(tmp_path, moved)["quiz.place"]
    assert "option a in 5 of 6" in problem.message
    assert problem.found == "83%"
    assert problem.line == line_of(moved, "id: match.means")


def test_the_shares_are_always_noted(tmp_path: Path) -> None:
    note = changed(tmp_path, QUIZZES_01)["quiz.balance"]
    assert note.severity == "note"
    assert note.message == (
        "6 single-choice items: the right option is the longest in 2 (33%); "
        "places of the right option: a 2, b 2, c 2"
    )


def test_a_test_item_from_a_later_lesson(tmp_path: Path) -> None:
    later = QUIZZES_01 + single("test.later", "b", "nine", "lesson: C01_robbery")
    problem = changed(tmp_path, later)["test.earlier"]
    assert problem.path == "quizzes[2].items[5].lesson"
    assert "'C01_robbery', which is not an earlier lesson" in problem.message
    assert problem.line == line_of(later, "lesson: C01_robbery")


def test_an_old_item_cannot_test_a_new_objective(tmp_path: Path) -> None:
    both = QUIZZES_01.replace(
        "        lesson: 00_start\n", "        lesson: 00_start\n        objective: read-match\n", 1
    )
    problem = changed(tmp_path, both)["objective.unknown"]
    assert problem.path == "quizzes[2].items[3].objective"


def test_feedback_that_is_empty_or_missing(tmp_path: Path) -> None:
    empty = QUIZZES_01.replace("feedback: Then you buy.", 'feedback: "  "').replace(
        ", feedback: It looks like proof to a tired eye.", ""
    )
    write(tmp_path)
    (tmp_path / SHORT["quiz"]).write_text(empty, encoding="utf-8")
    found = run([tmp_path / SHORT["quiz"]], root=tmp_path)
    assert [(p.path, p.message, p.line) for p in found] == [
        (
            "quizzes[0].items[1].options[1].feedback",
            "'feedback' is missing",
            line_of(empty, "{id: proof"),
        ),
        (
            "quizzes[1].items[0].entries[1].feedback",
            "this must not be empty",
            line_of(empty, "text: Buy"),
        ),
    ]
