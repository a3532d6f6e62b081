"""The overall error stays low while the small group's climbs; a remedy moves errors about."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from toolkit_widgets.labs import find
from toolkit_widgets.labs.imbalance import ROWS, SHARES, errors, fit


def test_both_kinds_are_served_alike_where_both_are_half() -> None:
    even = errors(50, "none")
    assert abs(even.calls - even.written) < 0.03


def test_the_overall_error_falls_while_the_small_group_is_left_behind() -> None:
    curve = [errors(share, "none") for share in SHARES]
    assert curve[-1].overall < curve[0].overall
    assert curve[-1].written > 1.6 * curve[0].written
    assert curve[-1].written > 2.5 * curve[-1].calls
    steps = itertools.pairwise(curve)
    assert all(after.written > before.written - 0.005 for before, after in steps)


@pytest.mark.parametrize("remedy", ["reweight", "collect"])
def test_a_remedy_helps_those_who_write_and_costs_those_who_call(remedy: str) -> None:
    before, after = errors(10, "none"), errors(10, remedy)
    assert after.written < before.written - 0.1
    assert after.calls > before.calls + 0.04
    assert after.overall > before.overall


def test_collected_messages_make_the_kinds_more_alike_than_weights_do() -> None:
    weighted, collected = errors(10, "reweight"), errors(10, "collect")
    assert abs(collected.calls - collected.written) < abs(weighted.calls - weighted.written)
    assert collected.rows == (1800, 1800)
    assert weighted.rows == (1800, 200)


@pytest.mark.parametrize("share", [2, 26, 50])
def test_the_overall_error_is_the_mix_of_both(share: int) -> None:
    found = errors(share, "none")
    mix = found.calls * (100 - share) / 100 + found.written * share / 100
    assert found.overall == pytest.approx(mix)
    assert sum(found.rows) == ROWS


def test_the_fit_finds_a_line_that_is_known() -> None:
    chance = np.random.default_rng(1)
    signs = chance.standard_normal((20_000, 2))
    logit = 0.5 + 2 * signs[:, 0] - signs[:, 1]
    urgent = (chance.random(20_000) < 1 / (1 + np.exp(-logit))).astype(float)
    assert fit(signs, urgent, np.ones(20_000)) == pytest.approx([0.5, 2, -1], abs=0.1)


def test_the_prediction_is_about_the_lab_not_about_the_slider() -> None:
    run = find("imbalance")
    here, there = run({"share": 50, "remedy": "none"}), run({"share": 2, "remedy": "collect"})
    assert here.seen == there.seen
    assert here.readout != there.readout
