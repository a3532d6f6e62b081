"""Why not all at once: the formula, and the two ways out of it."""

from __future__ import annotations

import pytest

from toolkit_widgets.labs.compas import counted
from toolkit_widgets.labs.three_numbers import false_alarms, run


def test_it_returns_the_false_alarms_of_the_real_counts() -> None:
    for group in counted():
        base = (group.tp + group.fn) / group.people
        shares = group.shares
        found = false_alarms(base, shares["right"], shares["misses"])
        assert found == pytest.approx(shares["alarms"])


@pytest.mark.parametrize("base", [0.1, 0.3, 0.42, 0.6])
def test_only_equal_base_rates_or_flags_that_are_never_wrong_make_all_three_equal(
    base: float,
) -> None:
    other = base + 0.05
    assert false_alarms(base, 0.6, 0.4) != pytest.approx(false_alarms(other, 0.6, 0.4))
    assert false_alarms(base, 1.0, 0.4) == false_alarms(other, 1.0, 0.4) == 0


def test_a_score_that_cannot_exist_is_said_in_words() -> None:
    outcome = run({"a": 80, "b": 30, "right": 30, "misses": 0})
    assert "no such score for group A" in outcome.figure.title
    assert outcome.figure.table[1][4] == "not possible"


def test_what_the_prediction_asks() -> None:
    outcome = run({"a": 40, "b": 40, "right": 60, "misses": 40})
    assert outcome.figure.title == "False alarms are equal, too"
    assert outcome.seen["three-numbers.third"].startswith("27\N{NO-BREAK SPACE}% of group A and 17")
