"""Classes with known abilities and questions: the report finds again what they were made from.

The tolerances say how far chance alone carries the figures. With 400 people a share has a standard
error of at most √(0.25 / 400) = 2.5 points, so the mean absolute error over many questions stays
under 2.5 points; 30 people have 9.1 points at most. The difficulties of these questions spread with
a variance of 0.04, so the correlation of true and found shares is about √(0.04 / (0.04 + e)) with e
the mean squared error of a share: above .99 for 400 people (asked: .95), about .92 for 30, where no
report could promise .95; .90 is asked of the mean of five classes. Discrimination is an order: it
needs many people, and blurs where nearly all are right.
"""

from __future__ import annotations

import math
from pathlib import Path
from random import Random
from statistics import NormalDist, correlation, mean

import pytest
from scipy import stats

from toolkit_widgets.cohort import gains
from toolkit_widgets.cohort.contents import Contents
from toolkit_widgets.cohort.questions import Question, questions
from toolkit_widgets.cohort.reading import Room, read_class
from toolkit_widgets.cohort.simulate import Simulated, hand_in, simulate
from toolkit_widgets.scoring.student import paired_gain, t_quantile

from . import classes

ITEMS = 40


def chance(a: float, b: float, shift: float = 0.0) -> float:
    """The share of a standard normal class that is right: the integral over all abilities."""
    grid = [n / 20 for n in range(-120, 121)]
    weights = [NormalDist().pdf(t) for t in grid]
    right = sum(
        w / (1 + math.exp(-a * (t + shift - b))) for t, w in zip(grid, weights, strict=True)
    )
    return right / sum(weights)


def a_class(folder: Path, people: int, seed: int, spread: float = 0.0) -> tuple[Simulated, Room]:
    known = classes.lesson("01_a", "t", ITEMS)
    made = simulate([known], people, seed, spread=spread)
    hand_in(made, folder)
    return made, read_class(folder, Contents(None, [known]))


def found_in(room: Room) -> dict[str, Question]:
    return {q.id: q for sheet in room.sheets.values() for q in questions(sheet)}


@pytest.mark.parametrize(
    ("people", "classes_", "least_r", "most_error"), [(30, 5, 0.90, 0.091), (400, 1, 0.95, 0.025)]
)
def test_difficulty_is_recovered(
    tmp_path: Path, people: int, classes_: int, least_r: float, most_error: float
) -> None:
    together = []
    for seed in range(classes_):
        folder = tmp_path / str(seed)
        folder.mkdir()
        made, room = a_class(folder, people, seed)
        found = found_in(room)
        assert len(found) == ITEMS
        true = {key: chance(1.0, b) for key, b in made.difficulties.items()}
        keys = sorted(true)
        together.append(correlation([true[k] for k in keys], [found[k].right for k in keys]))
        assert mean(abs(true[k] - found[k].right) for k in keys) <= most_error
    assert mean(together) >= least_r


def test_the_order_of_discrimination_is_recovered(tmp_path: Path) -> None:
    """2PL with discriminations from 0.1 to 1.9: rank correlation at least .75 with 400 people.

    Difficulty blurs it, since a question that nearly all get right cannot tell them apart.
    """
    made, room = a_class(tmp_path, 400, seed=5, spread=0.9)
    found = found_in(room)
    keys = sorted(found)
    tells = [found[k].discrimination for k in keys]
    assert None not in tells
    rank = stats.spearmanr([made.discriminations[k] for k in keys], tells).statistic
    assert rank >= 0.75
    strong = [found[k].discrimination for k in keys if made.discriminations[k] > 1.5]
    weak = [found[k].discrimination for k in keys if made.discriminations[k] < 0.5]
    assert mean(strong) > mean(weak) + 0.2


def test_discrimination_is_pearsons_with_the_rest(tmp_path: Path) -> None:
    """The same figure by another way: scipy's point-biserial with the sum of the other items."""
    made, room = a_class(tmp_path, 60, seed=2)
    sheet = room.sheets["quizzes/01_a"]
    marks = [[int(code == 1) for code in row] for row in sheet.codes.tolist()]  # option a is right
    found = found_in(room)
    for place, column in enumerate(sheet.known.columns):
        mine = [row[place] for row in marks]
        rest = [sum(row) - row[place] for row in marks]
        expected = stats.pointbiserialr(mine, rest).statistic
        assert found[column.item.id].discrimination == pytest.approx(expected)
    assert made.difficulties


def test_t_and_the_interval_agree_with_scipy() -> None:
    for freedom in (4, 5, 9, 29, 399):
        assert t_quantile(0.975, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=0.01)
    before, after = [0.2, 0.4, 0.5, 0.3, 0.6, 0.1], [0.5, 0.4, 0.9, 0.4, 0.8, 0.4]
    gain = paired_gain(before, after)
    expected = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert (gain.low, gain.high) == pytest.approx((expected.low, expected.high), abs=0.002)


def test_the_interval_holds_the_true_gain_in_95_of_100_classes() -> None:
    """1,000 classes of 30. The share that holds it is binomial: 95 % ± 3 · 0.7 % by chance."""
    base = classes.lesson("00_a", "base", 10, kind="baseline", reveal="never")
    final = classes.lesson("20_z", "final", 15, gain_since="00_a/base")
    holds = 0
    runs = 1_000
    for seed in range(runs):
        dice = Random(seed)
        before, after, true = [], [], 0.0
        bs = [dice.uniform(-1.8, 1.8) for _ in range(25)]
        for _ in range(30):
            theta = dice.gauss(0, 1)
            shares = []
            for part, shift in ((bs[:10], 0.0), (bs[10:], 0.8)):
                p = [1 / (1 + math.exp(-(theta + shift - b))) for b in part]
                shares.append(sum(dice.random() < x for x in p) / len(p))
            before.append(shares[0])
            after.append(shares[1])
        true = mean(EXPECTED(b, 0.8) for b in bs[10:]) - mean(EXPECTED(b, 0.0) for b in bs[:10])
        gain = paired_gain(before, after)
        holds += gain.low <= true <= gain.high
    assert 0.929 <= holds / runs <= 0.971
    assert base.quizzes
    assert final.quizzes[0].gain_since == "00_a/base"


def EXPECTED(b: float, shift: float) -> float:
    """:func:`chance`, from a table: it is asked 25,000 times."""
    key = round(b - shift, 2)
    if key not in _TABLE:
        _TABLE[key] = chance(1.0, key)
    return _TABLE[key]


_TABLE: dict[float, float] = {}


def test_a_gain_is_found_between_the_quizzes_that_declare_it(tmp_path: Path) -> None:
    base = classes.lesson("00_a", "base", 20, kind="baseline", reveal="never")
    final = classes.lesson("20_z", "final", 20, gain_since="00_a/base")
    made = simulate([base, final], 60, 4, gain=1.2)
    hand_in(made, tmp_path)
    room = read_class(tmp_path, Contents(None, [base, final]))
    (one,) = gains.compared(room)
    assert one.gain is not None
    early = mean(chance(1.0, made.difficulties[f"base.{n}"]) for n in range(1, 21))
    late = mean(chance(1.0, made.difficulties[f"final.{n}"], 1.2) for n in range(1, 21))
    assert one.gain.low <= late - early <= one.gain.high
    assert one.gain.low > 0
    assert "chance alone would rarely give that" in one.sentence


def test_without_a_final_the_report_says_so(tmp_path: Path) -> None:
    from toolkit_widgets.cohort.report import class_report

    base = classes.lesson("00_a", "base", 4, kind="baseline", reveal="never")
    hand_in(simulate([base], 6, 1), tmp_path)
    report = class_report(read_class(tmp_path, Contents(None, [base])))
    says = {section.key: section.says for section in report.sections}
    assert says["gain"] == gains.NO_FINAL
