"""Lab *neighbours*: the answer turns with the number of voters and with a unit."""

from __future__ import annotations

import math

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.labs.neighbours import CASES, nearest, run, vote


def test_three_say_triangle_and_five_say_square() -> None:
    assert vote(1) == "triangle"
    assert vote(3) == "triangle"
    assert vote(5) == "square"


def test_another_unit_turns_the_answer_of_three() -> None:
    assert vote(3, 0.25) == "square"
    assert vote(3, 1) == "triangle"


def test_another_unit_turns_the_nearest_one() -> None:
    assert vote(1, 2) == "square"


def test_the_five_never_change_with_the_unit() -> None:
    assert {vote(5, n / 4) for n in range(1, 13)} == {"square"}


@pytest.mark.parametrize("stretch", [0.25, 1, 3])
def test_the_nearest_are_the_nearest(stretch: float) -> None:
    near = nearest(3, stretch)
    others = [case for case in CASES if case not in near]
    assert max(c.distance(stretch) for c in near) <= min(c.distance(stretch) for c in others)


def test_distance_is_pythagoras() -> None:
    assert CASES[0].distance(2) == pytest.approx(math.sqrt(1.2**2 + 0.2**2))


def test_the_table_names_the_voters() -> None:
    table = run({"k": "k3", "stretch": 1}).figure.table
    assert [row[3] for row in table[1:]] == ["yes", "yes", "yes", "no", "no"]


def test_the_distances_of_the_prediction_are_those_of_the_model() -> None:
    far = " | ".join(f"{case.distance(1):.1f}" for case in nearest(5, 1))
    series = " | ".join(case.series for case in nearest(5, 1))
    asked = library().lab("neighbours").predict[0].text
    assert far in asked
    assert series in asked
