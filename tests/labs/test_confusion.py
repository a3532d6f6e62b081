"""Lab *confusion*: each measure divides by something else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.labs.confusion import run, shares

CELL = st.integers(0, 10_000)
START = {"tp": 85, "fn": 10, "fp": 7, "tn": 43}


def percents(tp: int, fn: int, fp: int, tn: int) -> dict[str, str]:
    return {share.name: share.percent for share in shares(tp, fn, fp, tn)}


def test_the_table_of_the_book() -> None:
    assert percents(85, 10, 7, 43) == {
        "Accuracy": "88.3 %",  # 128 / 145
        "Precision": "92.4 %",  # 85 / 92
        "Recall": "89.5 %",  # 85 / 95
        "False-alarm rate": "14.0 %",  # 7 / 50
    }


def test_ten_times_the_innocent_lowers_precision_and_not_the_rate() -> None:
    few, many = percents(85, 10, 7, 43), percents(85, 10, 70, 430)
    assert many["False-alarm rate"] == few["False-alarm rate"]
    assert many["Recall"] == few["Recall"]
    assert many["Precision"] == "54.8 %"  # 85 / 155


def test_accuracy_can_rise_while_more_innocent_people_are_accused() -> None:
    old, new = shares(85, 10, 7, 43), shares(95, 0, 12, 38)
    assert (new[0].value or 0) > (old[0].value or 0)
    assert new[3].part > old[3].part


@given(CELL, CELL, CELL, CELL)
def test_every_share_lies_between_0_and_1_or_has_no_value(
    tp: int, fn: int, fp: int, tn: int
) -> None:
    for share in shares(tp, fn, fp, tn):
        assert (share.value is None) == (share.whole == 0)
        assert share.value is None or 0 <= share.value <= 1


def test_an_empty_table_says_so_and_can_be_drawn() -> None:
    outcome = run(dict.fromkeys(START, 0))
    assert "no value" in outcome.readout
    assert outcome.figure.svg_light.startswith("<svg")


def test_prediction_is_about_the_starting_table() -> None:
    assert run(START).seen == run(dict.fromkeys(START, 3)).seen
    assert "14.0 %" in run(START).seen["confusion.rate"]
