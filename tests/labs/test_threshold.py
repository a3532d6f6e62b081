"""Lab *threshold*: no limit is free, and the cheapest one moves with the costs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.library import library
from toolkit_widgets.labs.threshold import CASES, LIMITS, cheapest, count, run, scores

COSTS = st.integers(0, 1000)


def test_there_are_2000_messages_and_about_one_in_ten_matters() -> None:
    matter, others = scores()
    assert len(matter) + len(others) == CASES
    assert 0.08 < len(matter) / CASES < 0.12


def test_counts_are_those_of_a_plain_count() -> None:
    matter, others = scores()
    now = count(0.6)
    assert now.missed == sum(score < 0.6 for score in matter)
    assert now.alarms == sum(score >= 0.6 for score in others)
    assert now.found + now.missed == now.matter


def test_a_lower_limit_trades_one_error_for_the_other() -> None:
    counts = [count(limit) for limit in LIMITS]
    assert all(low.missed <= high.missed for low, high in pairwise(counts))
    assert all(low.alarms >= high.alarms for low, high in pairwise(counts))


def test_no_limit_is_free() -> None:
    assert all(count(limit).missed + count(limit).alarms > 100 for limit in LIMITS)


def test_from_060_to_050_more_are_flagged_for_nothing_than_found() -> None:
    old, new = count(0.6), count(0.5)
    assert 0 < old.missed - new.missed < new.alarms - old.alarms


@given(COSTS, COSTS)
def test_no_limit_is_cheaper_than_the_cheapest(miss: int, alarm: int) -> None:
    best = cheapest(miss, alarm).cost(miss, alarm)
    assert all(count(limit).cost(miss, alarm) >= best for limit in LIMITS)


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 100))
def test_dearer_misses_never_raise_the_cheapest_limit(miss: int, alarm: int, more: int) -> None:
    assert cheapest(miss + more, alarm).limit <= cheapest(miss, alarm).limit


def test_the_cheapest_limit_is_nobodys_default() -> None:
    assert cheapest(20, 1).limit < 0.5
    assert cheapest(1, 20).limit > 0.6


def test_predictions_keep_their_answer_when_the_controls_move() -> None:
    here = run({"limit": 0.6, "miss": 20, "alarm": 1})
    there = run({"limit": 0.1, "miss": 1, "alarm": 50})
    assert here.seen == there.seen
    old, new = count(0.6), count(0.5)
    assert f"from {old.missed} to {new.missed} of" in here.seen["threshold.lower"]


def test_table_and_title_say_the_same() -> None:
    shown = run({"limit": 0.35, "miss": 20, "alarm": 1}).figure
    row = next(row for row in shown.table if row[0].endswith("(now)"))
    assert row[1] == f"{count(0.35).missed} of {count(0.35).matter}"
    assert str(count(0.35).missed) in shown.title
    assert row[3].endswith("(cheapest)")


def test_the_counts_in_the_words_of_the_lab() -> None:
    """Its prediction and its feedback name them."""
    old, new = count(0.6), count(0.5)
    assert (old.matter, old.others) == (207, 1793)
    assert (old.missed, old.alarms) == (143, 22)
    assert old.missed - new.missed == 53
    assert min(map(count, LIMITS), key=lambda c: c.missed + c.alarms) == old
    asked = library().lab("threshold").predict[0].text
    assert "53 more" in asked
    assert "1,793 others" in asked
