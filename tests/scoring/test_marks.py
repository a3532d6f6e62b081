"""Marking: exact, and the same for every order in which things are typed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Quiz
from toolkit_widgets.scoring.marks import mark, mark_quiz

OPTIONS = [
    {"id": "a", "text": "a", "correct": True, "feedback": "f"},
    {"id": "b", "text": "b", "feedback": "g"},
    {"id": "c", "text": "c", "correct": True, "feedback": "h"},
]
QUIZ = Quiz.model_validate(
    {
        "id": "q",
        "title": "Q",
        "kind": "test",
        "reveal": "after_commit",
        "pass_mark": 0.7,
        "minutes": 1,
        "items": [
            {"type": "single", "id": "single", "text": "t", "options": OPTIONS[:2]},
            {"type": "multiple", "id": "multiple", "text": "t", "options": OPTIONS},
            {
                "type": "numeric",
                "id": "numeric",
                "text": "t",
                "answer": 0.3,
                "tolerance": 0.1,
                "feedback": {"right": "r", "low": "l", "high": "h"},
            },
            {
                "type": "ordering",
                "id": "ordering",
                "text": "t",
                "entries": [{"id": x, "text": x, "feedback": x} for x in "xyz"],
                "start": ["z", "y", "x"],
            },
            {
                "type": "matching",
                "id": "matching",
                "text": "t",
                "targets": [{"id": "l", "text": "l"}, {"id": "r", "text": "r"}],
                "prompts": [
                    {"id": "p1", "text": "p", "accept": ["l"], "feedback": "f"},
                    {"id": "p2", "text": "p", "accept": ["l", "r"], "feedback": "f"},
                ],
            },
            {"type": "yesno", "id": "asked", "text": "not marked"},
        ],
    }
)
ITEM = {item.id: item for item in QUIZ.items}
RIGHT = {
    "single": "a",
    "multiple": ["a", "c"],
    "numeric": 0.3,
    "ordering": ["x", "y", "z"],
    "matching": {"p1": "l", "p2": "r"},
}


@pytest.mark.parametrize("name", RIGHT)
def test_the_right_value_gets_one(name: str) -> None:
    assert mark(ITEM[name], RIGHT[name]) == 1


@pytest.mark.parametrize(
    ("name", "value", "share"),
    [
        ("single", "b", 0),
        ("single", None, 0),
        ("multiple", ["a"], 0),
        ("multiple", ["a", "b", "c"], 0),
        ("multiple", ["c", "a"], 1),
        ("numeric", 0.4, 1),  # the tolerance is inclusive, in decimals
        ("numeric", 0.2, 1),
        ("numeric", 0.41, 0),
        ("numeric", "0.3", 0),
        ("numeric", True, 0),
        ("ordering", ["y", "x", "z"], 0),
        ("matching", {"p1": "r", "p2": "r"}, Fraction(1, 2)),
        ("matching", {}, 0),
        ("asked", "yes", 0),
    ],
)
def test_other_values(name: str, value: object, share: Fraction | int) -> None:
    assert mark(ITEM[name], value) == share


def test_the_pass_mark_is_reached_at_exactly_the_share() -> None:
    result = mark_quiz(QUIZ, {k: Answer(value=v) for k, v in RIGHT.items()})
    assert (result.got, result.total, result.passed) == (5, 5, True)
    less = mark_quiz(QUIZ, {k: Answer(value=RIGHT[k]) for k in ("single", "multiple", "numeric")})
    assert (less.share, less.passed) == (Fraction(3, 5), False)
    assert mark_quiz(QUIZ, {}).passed is False


@given(st.permutations(list(RIGHT)))
def test_the_order_of_answers_does_not_matter(order: list[str]) -> None:
    assert mark_quiz(QUIZ, {k: Answer(value=RIGHT[k]) for k in order}).share == 1
