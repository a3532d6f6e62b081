"""Each kind of item becomes a question, and what the platform lacks is named with its place."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.exchange.lms import (
    Body,
    Essay,
    Information,
    Numbers,
    Order,
    Pairs,
    Pick,
    Words,
)
from toolkit_widgets.exchange.lms_quizzes import PLATFORMS, Exported, export_lesson
from toolkit_widgets.models import QuizSet

OPTIONS = [{"id": name, "text": f"Option {name}"} for name in "abc"]
MARKED = [{**option, "feedback": f"Why {option['id']}."} for option in OPTIONS]
ENTRIES = {"entries": MARKED, "start": ["c", "a", "b"]}
FEEDBACK = {"right": "Yes.", "low": "Too low.", "high": "Too high."}


def export(*items: dict[str, Any], kind: str = "moodle", **quiz: Any) -> Exported:
    data = {
        "schema": "toolkit-quizzes/1",
        "lesson": "01_responsible_ai_innovation",
        "version": "1.0.0",
        "quizzes": [
            {
                "id": "try",
                "title": "Try",
                "kind": "turn",
                "minutes": 1,
                "items": list(items),
                **quiz,
            }
        ],
    }
    return export_lesson(QuizSet.model_validate(data), library(), PLATFORMS[kind])


def item(type_: str, **more: Any) -> dict[str, Any]:
    return {"id": "one", "type": type_, "text": "What do you do?", **more}


@pytest.mark.parametrize(
    ("given", "body", "differs"),
    [
        (item("single", options=[{**MARKED[0], "correct": True}, *MARKED[1:]]), Pick, ""),
        (item("multiple", options=[{**MARKED[0], "correct": True}, *MARKED[1:]]), Pick, "part"),
        (item("numeric", answer=3, tolerance=0.5, feedback=FEEDBACK), Numbers, ""),
        (item("ordering", **ENTRIES), Order, ""),
        (item("choice", options=OPTIONS), Pick, "without a right answer"),
        (item("choices", options=OPTIONS, at_most=2), Pick, "no limit of 2"),
        (item("yesno"), Pick, "without a right answer"),
        (item("number", minimum=0, maximum=9, whole=True), Numbers, "whole numbers"),
        (item("number", minimum=0), Words, "without a right answer"),
        (item("text"), Words, "without a right answer"),
        (item("long_text"), Essay, "nobody marks"),
        (item("date"), Words, "no calendar"),
        (item("rank", options=OPTIONS), Essay, "no order without a right one"),
        (item("note"), Information, ""),
        (item("text", comment=True), Words, "a box for a comment"),
        (item("text", allow=["dont_know"]), Words, "*don't know*"),
        (item("text", help="See ![the desk](desk.png)."), Words, "a picture in the words"),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else None,
)
def test_a_kind_of_item(given: dict[str, Any], body: type[Body], differs: str) -> None:
    made = export(given)
    (question,) = made.banks[0].questions
    assert isinstance(question.body, body)
    assert question.id == "01:one"
    assert question.marks == (
        1 if given["type"] in ("single", "multiple", "numeric", "ordering") else 0
    )
    said = " ".join(loss.what for loss in made.losses)
    assert differs in said
    assert bool(differs) == bool(made.losses)
    assert {loss.path for loss in made.losses} <= {"one"}


@pytest.mark.parametrize("given", [item("evidence"), item("scale", scale="steps")])
def test_what_only_a_questionnaire_asks_is_left_out_aloud(given: dict[str, Any]) -> None:
    made = export(given)
    assert made.banks[0].questions == ()
    (loss,) = made.losses
    assert (loss.severity, loss.path, loss.instead) == ("error", "one", "left out")


def test_pairs_stand_for_an_order_where_there_is_none() -> None:
    made = export(item("ordering", **ENTRIES), kind="moodle-pairs")
    assert made.banks[0].questions[0].body == Pairs(
        (("Option c", "3"), ("Option a", "1"), ("Option b", "2"))
    )
    assert "no question for an order" in made.losses[0].what


def test_conditions_notes_and_last_words() -> None:
    made = export(
        item("yesno"),
        {**item("text"), "id": "two", "show_when": {"q": "one", "is": "yes"}},
        {**item("note"), "id": "after", "text": "Now you know.",
         "show_when": {"q": "one", "answered": True}},
        {**item("note"), "id": "else", "text": "Ask again.",
         "show_when": {"not": {"q": "two", "answered": True}}},
        intro="Read *first*.",
        debrief="Go on.",
    )  # fmt: skip
    first, one, two = made.banks[0].questions
    assert (first.id, first.text) == ("01:try", "<p>Read <em>first</em>.</p>")
    assert one.feedback == "<p>Now you know.</p>"
    assert two.feedback == "<p>Ask again.</p><p>Go on.</p>"
    assert [(loss.path, loss.what) for loss in made.losses if loss.severity == "warning"] == [
        ("else", "shown only where not(two answered)"),
        ("two", "asked only where one is yes"),
    ]


def test_rows_with_several_right_targets_are_questions_of_their_own() -> None:
    rows = [
        {"id": "x", "text": "Row x", "accept": ["a", "b"], "feedback": "Both."},
        {"id": "y", "text": "Row y", "accept": ["c"], "feedback": "Only c."},
    ]
    made = export(item("matching", targets=OPTIONS, prompts=rows))
    x, y = made.banks[0].questions
    assert (x.id, x.marks, y.id, y.marks) == (
        "01:one:x",
        Fraction(1, 2),
        "01:one:y",
        Fraction(1, 2),
    )
    assert isinstance(x.body, Pick)
    assert [answer.share for answer in x.body.answers] == [1, 1, 0]
    assert made.losses[0].instead == "2 questions, 1/2 of a mark each"
