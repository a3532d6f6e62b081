"""Lab *rare*: 99.5 % accuracy finds nobody."""

from __future__ import annotations

import pytest

from toolkit_widgets.labs.rare import MISUSE, NOBODY, OFFICERS, detect, run


def test_everyone_is_honest_has_the_accuracy_of_the_book() -> None:
    assert NOBODY.found == 0
    assert NOBODY.right / OFFICERS == pytest.approx(0.995)
    assert detect(0, 0) == NOBODY


def test_a_useful_detector_has_lower_accuracy() -> None:
    useful = detect(80, 5)
    assert useful.found == 4
    assert useful.wrongly == 50  # 995 × 0.05 = 49.75
    assert useful.right < NOBODY.right


def test_most_of_those_flagged_are_honest() -> None:
    flagged = detect(100, 5)
    assert flagged.found == MISUSE
    assert flagged.wrongly > 9 * flagged.found


def test_half_are_guilty_only_when_the_alarm_rate_equals_the_share_sought() -> None:
    assert detect(100, 0.5).wrongly == MISUSE
    assert detect(100, 1).wrongly > MISUSE


@pytest.mark.parametrize("alarms", [n / 2 for n in range(41)])
def test_more_alarms_never_help_the_accuracy(alarms: float) -> None:
    assert detect(60, alarms).right <= detect(60, max(alarms - 0.5, 0)).right


def test_readout_without_a_flag_divides_by_nothing() -> None:
    outcome = run({"found": 0, "alarms": 0})
    assert "nobody is flagged" in outcome.readout
    assert "accuracy 99.5 %" in outcome.readout


def test_predictions_are_fixed() -> None:
    seen = run({"found": 0, "alarms": 20}).seen
    assert "finds 0 of the 5" in seen["rare.nobody"]
    assert "7 in 100" in seen["rare.flagged"]  # 4 of 54
