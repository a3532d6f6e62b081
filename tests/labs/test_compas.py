"""COMPAS: the published rates, and the conflict between four meanings of fair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.labs.compas import EQUAL, MEASURES, Group, counted, equalize, run


def test_the_rates_as_scored() -> None:
    black, white = counted()
    assert (round(black.people), round(white.people)) == (3139, 2132)
    assert [round(100 * s, 2) for s in black.shares.values()] == [44.85, 27.9, 54.62, 56.51]
    assert [round(100 * s, 2) for s in white.shares.values()] == [23.45, 48.76, 48.6, 31.85]


@pytest.mark.parametrize("definition", MEASURES)
@pytest.mark.parametrize("who", ["black", "white"])
def test_one_measure_becomes_equal_and_no_other(definition: str, who: str) -> None:
    groups = equalize(definition, who)
    if (definition, who) == ("right", "white"):
        assert groups is None, "chance cannot make flags right more often"
        return
    assert groups is not None
    gaps = {m: abs(groups[0].shares[m] - groups[1].shares[m]) for m in MEASURES}
    assert gaps[definition] < 1e-6
    assert [m for m, gap in gaps.items() if gap < EQUAL] == [definition]
    assert [g.people for g in groups] == pytest.approx([g.people for g in counted()])


@given(st.floats(0, 1), *(st.integers(1, 2000) for _ in range(4)))
def test_false_alarms_follow_from_base_rate_right_flags_and_misses(
    share: float, tp: int, fp: int, fn: int, tn: int
) -> None:
    """Chouldechova (2017): FPR = p/(1-p) · (1-PPV)/PPV · (1-FNR), whatever is flagged."""
    group = Group("a group", tp, fp, fn, tn).flag(share)
    rates, again = group.shares, group.tp + group.fn
    base = again / group.people
    right, misses = rates["right"], rates["misses"]
    expected = base / (1 - base) * (1 - right) / right * (1 - misses)
    assert rates["alarms"] == pytest.approx(expected, abs=1e-9)


def test_taking_flags_away_at_random_never_makes_them_right_more_often() -> None:
    black, _ = counted()
    assert black.unflag(0.4).shares["right"] == pytest.approx(black.shares["right"])


def test_it_says_in_people_what_it_costs() -> None:
    outcome = run({"definition": "alarms", "who": "black"})
    assert outcome.readout.startswith("846 Black defendants are flagged no longer")
    assert "three measures are not" in outcome.figure.title
    assert "none of the other three" in outcome.seen["compas.together"]
