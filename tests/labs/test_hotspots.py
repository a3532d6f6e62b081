"""Records run away, wander or stay near the truth, depending on how patrols follow them."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit_widgets.labs import find
from toolkit_widgets.labs.hotspots import REMEDIES, RULES, RUNS, simulate

HALF_YEAR = 180


def test_all_patrols_to_the_higher_record_put_nearly_all_crime_in_one_place() -> None:
    low, _, _ = simulate("highest", "none", 0.5, HALF_YEAR).ends
    assert low > 0.98


def test_in_proportion_the_runs_wander_and_evenly_split_they_stay_near_half() -> None:
    low, _, high = simulate("proportional", "none", 0.5, HALF_YEAR).ends
    assert high - low > 0.2
    low, _, high = simulate("equal", "none", 0.5, HALF_YEAR).ends
    assert 0.46 < low < high < 0.54


def test_in_proportion_a_true_difference_is_overstated() -> None:
    _, middle, _ = simulate("proportional", "none", 0.55, 360).ends
    assert middle > 0.6


def test_reports_dampen_the_loop_and_do_not_end_it() -> None:
    _, middle, _ = simulate("highest", "reports", 0.5, HALF_YEAR).ends
    assert 0.7 < middle < 0.85


def test_what_nobody_looks_at_cannot_be_corrected() -> None:
    alone, without = (simulate("highest", r, 0.5, HALF_YEAR) for r in ("discount", "none"))
    assert np.array_equal(alone.shares, without.shares)
    low, _, high = simulate("highest", "both", 0.5, HALF_YEAR).ends
    assert 0.45 < low < high < 0.55


@pytest.mark.parametrize("true", [0.5, 0.55])
def test_a_corrected_count_in_proportion_finds_the_truth(true: float) -> None:
    low, middle, high = simulate("proportional", "discount", true, 360).ends
    assert abs(middle - true) < 0.02
    assert high - low < 0.06


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("remedy", REMEDIES)
def test_shares_are_shares_and_runs_are_repeated(rule: str, remedy: str) -> None:
    one = simulate(rule, remedy, 0.5, 60).shares
    assert one.shape == (RUNS, 61)
    assert one[:, 0] == pytest.approx(11 / 21)
    assert np.all((one >= 0) & (one <= 1))
    assert np.array_equal(one, simulate.__wrapped__(rule, remedy, 0.5, 60).shares)


def test_the_figure_says_that_recorded_is_not_committed() -> None:
    outcome = find("hotspots")({"rule": "highest", "remedy": "none"})
    assert "Recorded is not committed." in outcome.figure.sentence
    assert [row[0] for row in outcome.figure.table[1:4]] == ["0", "30", "60"]
    assert "50\N{NO-BREAK SPACE}% of the crimes" in outcome.figure.title
