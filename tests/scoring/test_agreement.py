"""Alpha and W agree with packages that many use, and say so where there is no figure."""

from __future__ import annotations

import random

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from toolkit_widgets.scoring.agreement import Metric, alpha, kendall_w
from toolkit_widgets.scoring.bootstrap import percentile_interval, quantile

METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")
NO_DRAWS = {"replicates": 0}


def tables(rating: st.SearchStrategy, least_items: int = 1, least_raters: int = 1):
    """Tables of one row per item and one column per respondent."""
    return st.integers(least_raters, 6).flatmap(
        lambda raters: st.lists(
            st.lists(rating, min_size=raters, max_size=raters), min_size=least_items, max_size=12
        )
    )


steps = st.integers(1, 5).map(float)
decimals = st.integers(-4000, 4000).map(lambda n: n / 8)


def theirs(table: list[list[float | None]], metric: Metric) -> float:
    data = np.array([[np.nan if x is None else x for x in row] for row in table], float).T
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=metric))


@pytest.mark.parametrize("metric", METRICS)
@settings(max_examples=150, deadline=None)
@given(table=tables(steps | st.none(), least_raters=2) | tables(decimals | st.none(), 1, 2))
def test_alpha_agrees_with_the_krippendorff_package(
    metric: Metric, table: list[list[float | None]]
) -> None:
    found = alpha(table, metric, **NO_DRAWS)
    pairs = [[x for x in row if x is not None] for row in table]
    values = {x for row in pairs if len(row) > 1 for x in row}
    assume(len(values) > 1)  # else the package divides by zero
    assert found.value == pytest.approx(theirs(table, metric), abs=1e-9)


def test_alpha_of_the_published_example() -> None:
    """Krippendorff 2011, section C: four observers, twelve units, with gaps."""
    rows = (
        (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
        (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
    )
    table = list(zip(*rows, strict=True))
    found = {metric: alpha(table, metric, **NO_DRAWS) for metric in METRICS}
    assert [round(found[m].value or 0, 3) for m in METRICS] == [0.743, 0.815, 0.849]
    assert (found["ordinal"].items, found["ordinal"].ratings) == (11, 40)


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.none() | steps, min_size=1, max_size=12),
    raters=st.integers(2, 5),
    metric=st.sampled_from(METRICS),
)
def test_where_all_agree_alpha_is_one_and_called_full_agreement(
    values: list[float | None], raters: int, metric: Metric
) -> None:
    found = alpha([[value] * raters for value in values], metric, **NO_DRAWS)
    if found.items:
        assert found.value == pytest.approx(1)
        assert found.full
    else:
        assert found.value is None
        assert "no item was rated by two or more" in found.why


def test_one_value_everywhere_is_full_agreement_instead_of_zero_by_zero() -> None:
    found = alpha([[2.0, 2.0, 2.0]] * 12)
    assert (found.value, found.full, found.interval) == (1.0, True, None)
    assert found.sentence == "Full agreement on all 12 items that two or more rated."


@pytest.mark.parametrize("table", [[], [[1.0, None]], [[None, None]], [[1.0], [2.0]]])
def test_fewer_than_two_ratings_are_undefined_with_a_reason(table: list) -> None:
    found = alpha(table)
    assert found.value is None
    assert found.sentence == (
        "No figure for agreement: no item was rated by two or more respondents."
    )


def test_rows_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        alpha([[1.0, 2.0], [1.0, 2.0, 3.0]])


@settings(max_examples=60, deadline=None)
@given(tables(steps | st.none()), st.randoms(use_true_random=False))
def test_no_figure_depends_on_the_order_of_items_or_respondents(
    table: list[list[float | None]], dice: random.Random
) -> None:
    items = dice.sample(table, len(table))
    order = dice.sample(range(len(table[0])), len(table[0]))
    shuffled = [[row[place] for place in order] for row in items]
    assert alpha(table, replicates=20) == alpha(shuffled, replicates=20)
    one, other = kendall_w(table, replicates=20), kendall_w(shuffled, replicates=20)
    assert (one.value, one.interval, one.why) == (other.value, other.interval, other.why)


@settings(max_examples=150, deadline=None)
@given(tables(steps, least_items=3, least_raters=2))
def test_w_agrees_with_scipy(table: list[list[float]]) -> None:
    assume(any(len(set(rater)) > 1 for rater in zip(*table, strict=True)))
    raters, items = len(table[0]), len(table)
    chi_square = float(friedmanchisquare(*table).statistic)
    found = kendall_w(table, **NO_DRAWS)
    assert found.value == pytest.approx(chi_square / (raters * (items - 1)), abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(tables(steps, least_items=2, least_raters=2), st.data())
def test_w_with_copies_of_items_is_the_w_of_the_longer_table(
    table: list[list[float]], data: st.DataObject
) -> None:
    """The fast sums of the bootstrap against the plain definition."""
    from toolkit_widgets.scoring.ranking import _Ranks

    copies = st.lists(st.integers(0, 3), min_size=len(table), max_size=len(table))
    times = data.draw(copies)
    longer = [row for row, count in zip(table, times, strict=True) for _ in range(count)]
    assume(len(longer) > 2)
    assume(any(len(set(rater)) > 1 for rater in zip(*longer, strict=True)))
    chi_square = float(friedmanchisquare(*longer).statistic)
    expected = chi_square / (len(table[0]) * (len(longer) - 1))
    assert _Ranks(table).w(times) == pytest.approx(expected, abs=1e-9)


def test_w_says_what_it_left_out() -> None:
    rows: list[list[float | None]] = [[n, n + 1, None, n] for n in range(1, 13)]
    rows += [[1, None, None, 2], [None, 1, None, 1]]
    found = kendall_w(rows, replicates=50)
    assert found.value == pytest.approx(1)
    assert (found.items, found.respondents) == (12, 3)
    assert (found.left_out_items, found.left_out_respondents) == ((12, 13), (2,))
    assert "Left out: 2 items not rated by everybody." in found.sentence
    assert "Left out: 1 respondent without any rating." in found.sentence


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([], "fewer than two respondents"),
        ([[1.0, None]] * 12, "fewer than two respondents"),
        ([[1.0, 2.0, 3.0]], "fewer than two items"),
        ([[1.0, 2.0, 3.0]] * 12, "gave all items the same rating"),
    ],
)
def test_w_is_undefined_with_a_reason(table: list, says: str) -> None:
    found = kendall_w(table)
    assert found.value is None
    assert says in found.sentence


@pytest.mark.parametrize(
    ("respondents", "items", "says"),
    [(2, 12, "2 of at least 3 respondents"), (3, 9, "9 of at least 10 items"), (3, 10, "")],
)
def test_too_few_is_said_instead_of_a_figure(respondents: int, items: int, says: str) -> None:
    table = [[float(1 + (n + r) % 5) for r in range(respondents)] for n in range(items)]
    found = alpha(table), kendall_w(table)
    for figure in found:
        assert (says in figure.too_few) if says else not figure.too_few
        assert figure.sentence.startswith("Too few") == bool(says)
        assert figure.value is not None


def test_the_interval_is_deterministic_stated_and_around_the_figure() -> None:
    dice = random.Random(7)
    table = [[min(5, max(1, level + dice.choice((-1, 0, 0, 1)))) for _ in range(5)]
             for level in (dice.randint(1, 5) for _ in range(40))]  # fmt: skip
    one, again = alpha(table), alpha(table)
    assert one == again
    assert one.interval is not None
    assert one.interval.low < one.value < one.interval.high  # type: ignore[operator]
    assert (one.interval.replicates, one.interval.used) == (1000, 1000)
    assert "95 % interval" in one.sentence
    assert "from 1,000 random draws" in one.sentence
    assert alpha(table, seed=1).interval != one.interval


def test_the_percentile_interval_of_a_mean_covers_as_often_as_it_should() -> None:
    """Over many samples of 40, about 95 of 100 intervals hold the true mean 0.5."""
    dice = random.Random(3)
    hits = 0
    for sample in range(200):
        data = [dice.random() for _ in range(40)]
        found = percentile_interval(
            40, lambda t, d=data: sum(map(float.__mul__, d, map(float, t))) / 40, 200, sample
        )
        assert found is not None
        hits += found.low <= 0.5 <= found.high
    assert 0.88 <= hits / 200 <= 0.99


def test_an_interval_over_a_minority_of_draws_is_not_given() -> None:
    assert percentile_interval(10, lambda times: None, 50) is None
    rare = percentile_interval(10, lambda times: 1.0 if times[0] > 2 else None, 200)
    assert rare is None


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=20), st.floats(0, 1))
def test_quantiles_are_those_of_numpy(values: list[int], share: float) -> None:
    assert quantile(sorted(values), share) == pytest.approx(np.quantile(values, share), abs=1e-9)
