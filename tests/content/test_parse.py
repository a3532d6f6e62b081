"""From a file to a model: every problem in one run, with its line and what is meant instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_widgets.content.parse import MAX_BYTES, parse_file, parse_text
from toolkit_widgets.content.problems import ContentError, Problem
from toolkit_widgets.models import Example, Glossary, Questionnaire, QuizSet
from toolkit_widgets.models import Test as Condition

GOOD = "schema: toolkit-glossary/1\nterms:\n  - {id: a, term: lead, meaning: Something to check.}\n"
QUIZ = """\
schema: toolkit-quizzes/1
lesson: 01_match
version: 1.10
quizes: 3
quizzes:
  - id: check one
    title: yes
    kind: chek
    minutes: "1"
    pass_mark: often
    items:
      - type: single
        id: a
        text: 1.10
        optons: []
        options:
          - {id: a, text: b, feedback: x, correct: yes}
          - {id: b, text: b, fedback: x}
      - type: singel
        id: b
      - id: c
      - type: text
        id: d
        text: " "
        weight: heavy
        hlep: 3
      - type: scale
        id: e
        text: Which step?
        scale: 3
        anchors: [1]
        roles: chief
      - type: choice
        id: f
        text: Which?
        show_when: {q: a, iz: b}
        options: [{id: a, text: b}]
"""


def problems(text: str, model: type = QuizSet) -> list[Problem]:
    """What is found in a text that cannot be used."""
    with pytest.raises(ContentError) as caught:
        parse_text(text, model, "x.yaml")
    return caught.value.problems


def test_a_good_file(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_text(GOOD, encoding="utf-8")
    document = parse_file(file, Glossary)
    assert document.file == "glossary.yaml"
    assert document.model.terms[0].term == "lead"
    problem = document.problem(("terms", 0, "meaning"), "too short", "warning", rule="x")
    assert (problem.line, problem.column, problem.path) == (3, 25, "terms[0].meaning")
    assert str(problem) == "glossary.yaml:3: warning: terms[0].meaning: too short"


EXPECTED = [
    # line, path, message, found, nearest
    (3, "version", "this must be text; put it in quotes", "1.10", ""),
    (4, "quizes", "unknown key 'quizes'", "quizes", "quizzes"),
    (6, "quizzes[0].id", "'check one' is not an id", "check one", ""),
    (8, "quizzes[0].kind", "'chek' is not one of the allowed values", "chek", "check"),
    (9, "quizzes[0].minutes", "this must be a whole number", "1", ""),
    (10, "quizzes[0].pass_mark", "this must be a number", "often", ""),
    (14, "quizzes[0].items[0].text", "this must be text; put it in quotes", "1.10", ""),
    (15, "quizzes[0].items[0].optons", "unknown key 'optons'", "optons", "options"),
    (17, "quizzes[0].items[0].options[0].correct", "this must be true or false", "yes", "true"),
    (18, "quizzes[0].items[0].options[1].fedback", "unknown key 'fedback'", "fedback", "feedback"),
    (18, "quizzes[0].items[0].options[1].feedback", "'feedback' is missing", "nothing", ""),
    (19, "quizzes[0].items[1].type", "'singel' is not one of the allowed values", "singel",
     "single"),
    (21, "quizzes[0].items[2]", "'type' is missing", "nothing", ""),
    (24, "quizzes[0].items[3].text", "this must not be empty", "", ""),
    (25, "quizzes[0].items[3].weight", "this must be a whole number", "heavy", ""),
    (26, "quizzes[0].items[3].hlep", "unknown key 'hlep'", "hlep", "help"),
    (30, "quizzes[0].items[4].scale", "this must be text; put it in quotes", "3", ""),
    (31, "quizzes[0].items[4].anchors[0]", "this must be text; put it in quotes", "1", ""),
    (32, "quizzes[0].items[4].roles", "this must be a list: one entry a line, each with '- '",
     "chief", ""),
    (36, "quizzes[0].items[5].show_when.iz", "unknown key 'iz'", "iz", "is"),
    (37, "quizzes[0].items[5].options", "this list needs at least 2 entries", "1", ""),
]  # fmt: skip


def test_every_problem_in_one_run() -> None:
    found = sorted((p.line, p.path, p.message, p.found, p.nearest) for p in problems(QUIZ))
    assert found == sorted(EXPECTED)


def test_yes_stays_a_word_where_a_word_is_wanted() -> None:
    """``title: yes`` is fine; the file above has no problem in line 7."""
    assert 7 not in {p.line for p in problems(QUIZ)}


def test_a_condition_says_what_it_needs() -> None:
    text = QUIZ.replace("{q: a, iz: b}", "{q: a}")
    (problem,) = (p for p in problems(text) if "condition" in p.message)
    assert problem.path == "quizzes[0].items[5].show_when"
    assert "exactly one of is, in, contains, at_least" in problem.message


def test_a_path_through_nested_conditions() -> None:
    text = QUIZ.replace("{q: a, iz: b}", "{all: [{not: {q: 1, is: b}}, {any: []}]}")
    found = {p.path: p.message for p in problems(text) if "show_when" in p.path}
    assert found == {
        "quizzes[0].items[5].show_when.all[0].not.q": "this must be text; put it in quotes",
        "quizzes[0].items[5].show_when.all[1].any": "this list needs at least 1 entry",
    }


def test_a_value_of_several_types_is_one_problem() -> None:
    (problem,) = problems("q: a\nis: {y: 1}\n", Condition)
    assert problem.path == "is"
    assert problem.message == "this must be text or a number or true/false"


def test_the_key_of_a_dictionary_is_an_id() -> None:
    text = "schema: toolkit-example/1\nid: a\nquestionnaire: b\ntitle: c\nabout: d\nrole: e\n"
    (problem,) = problems(text + "answers:\n  a b: {value: 1}\n", Example)
    assert (problem.line, problem.path) == (8, "answers.a b")
    assert problem.message == "'a b' is not an id"


def test_a_union_named_by_another_key_than_type() -> None:
    text = "schema: toolkit-questionnaire/1\nid: a\nversion: 1.0.0\ntitle: b\nminutes: 1\n"
    text += "about: c\nsections: []\nmigrations:\n  - {from: 1.0.0, to: 1.1.0, steps: [\n"
    text += "    {op: renam, old: a, new: b}]}\n"
    found = {p.path: p for p in problems(text, Questionnaire)}
    assert set(found) == {"sections", "migrations[0].steps[0].op"}
    assert found["migrations[0].steps[0].op"].nearest == "rename"
    assert found["migrations[0].steps[0].op"].line == 10


def test_a_duplicate_key_and_other_problems_together() -> None:
    found = problems(GOOD.replace("term: lead", "term: lead, term: x, trem: y"), Glossary)
    assert [(p.line, p.rule, p.nearest) for p in found] == [
        (3, "yaml", ""),
        (3, "shape.extra_forbidden", "term"),
    ]
    assert "the key 'term' is given twice" in found[0].message


def test_a_duplicate_key_alone_is_enough_to_refuse() -> None:
    (problem,) = problems(GOOD + "terms: []\n", Glossary)
    assert (problem.line, problem.column) == (4, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("- a\n- b\n", "this must be a block of 'key: value' lines"),
        ("words\n", "this must be a block of 'key: value' lines"),
    ],
)
def test_a_file_that_is_no_mapping(text: str, says: str) -> None:
    (problem,) = problems(text)
    assert problem.message == says
    assert problem.line == 1


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    document = parse_file(file, Glossary)
    assert document.model.terms[0].meaning == "Something to check."
    assert document.marked.at(("terms", 0, "id")) == (3, 6)


def refusal(file: Path) -> Problem:
    """The one problem of a file that cannot be read."""
    with pytest.raises(ContentError) as caught:
        parse_file(file, Glossary)
    (problem,) = caught.value.problems
    return problem


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_bytes(GOOD.encode() + "  - {id: b, term: Führung, meaning: x}\n".encode("latin-1"))
    problem = refusal(file)
    assert problem.line == 4
    assert problem.message == "not UTF-8 text at byte 107; save the file as UTF-8"


def test_too_big(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_text(GOOD + "#" * MAX_BYTES, encoding="utf-8")
    assert refusal(file).message == "the file is larger than 5,000,000 bytes"


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refusal(tmp_path / "gone.yaml").message
    assert "cannot be read: " in refusal(tmp_path).message
