"""Arithmetic that can be checked on paper, and the exact edges of rounding."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Rounding
from toolkit_widgets.scoring.score import Scorer, explain, plain, rounded, show

from .by_hand import form_of, given_, item


@given(
    st.fractions(-50, 50, max_denominator=400),
    st.sampled_from(["half_up", "half_even", "down", "up"]),
    st.integers(0, 2),
)
def test_rounding_goes_to_the_nearest_or_to_the_declared_side(
    value: Fraction, mode: str, digits: int
) -> None:
    how = Rounding.model_validate({"mode": mode, "digits": digits})
    unit = Fraction(1, 10**digits)
    found = rounded(value, how)
    assert found % unit == 0
    away = found - value
    if mode == "down":
        assert -unit < away <= 0
    elif mode == "up":
        assert 0 <= away < unit
    else:
        assert abs(away) <= unit / 2
        if abs(away) == unit / 2:
            assert away > 0 if mode == "half_up" else (found / unit) % 2 == 0


@pytest.mark.parametrize(
    ("value", "up", "even"), [("42.5", 43, 42), ("43.5", 44, 44), ("-2.5", -2, -2), ("-0.5", 0, 0)]
)
def test_halves(value: str, up: int, even: int) -> None:
    assert rounded(Fraction(value), Rounding(mode="half_up")) == up
    assert rounded(Fraction(value), Rounding(mode="half_even")) == even


@given(st.decimals(-100, 100, places=3))
def test_plain_is_exact(value: Any) -> None:
    assert Fraction(plain(Fraction(value))) == Fraction(value)
    assert plain(Fraction(7, 3)) == "7/3"
    assert show(Fraction(-1, 1000)) == "0"
    assert (show(Fraction(1, 8)), show(Fraction(100)), show(Fraction(5, 2), 0)) == (
        "0.13",
        "100",
        "3",
    )


def test_the_maximum_runs_over_shown_or_over_declared_items() -> None:
    gate = {"id": "g", "type": "yesno", "text": "g"}
    more = item("y", 0, 6, show_when={"q": "g", "is": "yes"})
    sections = [{"id": "s", "items": [gate, item("x", 0, 4), more]}]
    no = given_(g="no", x="o1")
    shown = Scorer(form_of(sections, {"aggregate": "share"})).measures(no)["d"]
    declared = {"aggregate": "share", "max_scope": "declared"}
    whole = Scorer(form_of(sections, declared)).measures(no)["d"]
    assert (shown.value, whole.value) == (1, Fraction(4, 10))
    unsure = Scorer(form_of(sections, {"aggregate": "share"})).measures(given_(x="o1"))["d"]
    assert (unsure.bounds.low, unsure.bounds.high) == (Fraction(4, 10), 1)


def test_alternatives_count_once() -> None:
    sections = [
        {"id": "one", "exclusive_group": "fork", "items": [item("a", 0, 3), item("b", 0, 4)]},
        {"id": "two", "exclusive_group": "fork", "items": [item("c", 0, 5)]},
        {"id": "rest", "items": [item("e", 0, 2)]},
    ]
    scorer = Scorer(form_of(sections, {"aggregate": "sum"}))
    found = scorer.measures(given_(a="o1", b="o0", c="o1", e="o1"))["d"]
    assert (found.value, found.maximum) == (5 + 2, 7 + 2)
    assert [row[3] for row in explain(found)] == ["", "", "5", "2"]
    half = scorer.measures(given_(a="o1", e="o1"))["d"]
    assert (half.bounds.low, half.bounds.high) == (3 + 2, 7 + 2)


def test_negative_points_with_a_moving_maximum() -> None:
    """−5 of a certain item with maximum 0; one item for 1 and one for 10 may appear."""
    gates = [{"id": g, "type": "yesno", "text": g} for g in ("g", "h")]
    small = item("y", 0, 1, show_when={"q": "g", "is": "yes"})
    large = item("z", 0, 10, show_when={"q": "h", "is": "yes"})
    sections = [{"id": "s", "items": [*gates, item("x", -5, 0), small, large]}]
    found = Scorer(form_of(sections, {"aggregate": "share"})).measures(given_(x="o0"))["d"]
    assert (found.bounds.low, found.bounds.high) == (-5, Fraction(6, 11))


@pytest.mark.parametrize(
    ("points", "at_most", "low", "high"),
    [
        ((1, 2, 4), None, 1, 7),
        ((1, 2, 4), 2, 1, 6),
        ((-1, -2, 4), 1, -2, 4),
        ((-1, -2), None, -3, -1),
        ((0.1, 0.2), None, Fraction(1, 10), Fraction(3, 10)),
    ],
)
def test_choices_give_what_can_be_marked(
    points: tuple[float, ...], at_most: int | None, low: Fraction, high: Fraction
) -> None:
    one = item("x", *points, kind="choices", **({"at_most": at_most} if at_most else {}))
    scorer = Scorer(form_of([{"id": "s", "items": [one]}], {"aggregate": "sum"}))
    found = scorer.measures({})["d"]
    assert (found.bounds.low, found.bounds.high, found.maximum) == (low, high, high)
    best = [f"o{n}" for n, p in enumerate(points) if p > 0]
    if best and (at_most is None or len(best) <= at_most):
        assert scorer.measures(given_(x=best))["d"].value == high


@pytest.mark.parametrize("value", [["o0", "o1", "o2"], ["o0", "o0"], ["other"], [], "o0"])
def test_what_cannot_be_marked_is_open(value: Any) -> None:
    one = item("x", 1, 2, 4, kind="choices", at_most=2)
    scorer = Scorer(form_of([{"id": "s", "items": [one]}], {"aggregate": "sum"}))
    found = scorer.measures(given_(x=value))["d"]
    assert (found.value, found.bounds.low, found.terms[0].state) == (None, 1, "open")


def test_the_maximum_of_a_mean_is_the_highest_mean() -> None:
    sections = [{"id": "s", "items": [item("x", 0, 5), item("y", 0, 2, weight=3)]}]
    found = Scorer(form_of(sections, {"aggregate": "mean"})).measures(given_(x="o1", y="o1"))["d"]
    assert found.value == found.maximum == Fraction(5 + 6, 4)
    assert found.share == 1


def test_not_applicable_leaves_sum_and_maximum() -> None:
    sections = [{"id": "s", "items": [item("x", 0, 5), item("y", 0, 2)]}]
    away = Answer(state="not_applicable", reason="none here")
    found = Scorer(form_of(sections, {"aggregate": "share"})).measures(
        {"x": away, "y": Answer(value="o1")}
    )["d"]
    assert (found.value, found.applicable) == (1, 1)
    assert [row[2] for row in explain(found)] == ["not_applicable", "2"]
    none = Scorer(form_of(sections, {"aggregate": "mean"})).measures({"x": away, "y": away})["d"]
    assert (none.value, none.share, none.always, none.story) == (
        None,
        None,
        False,
        ("nothing is answered yet",),
    )
