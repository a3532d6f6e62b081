"""The gallery lab: a small rate, in many comparisons."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.library import library
from toolkit_widgets.figures.style import LIGHT, settings
from toolkit_widgets.labs.gallery import (
    ASKED,
    RATES,
    SIZES,
    amount,
    at_least_one,
    chance_words,
    expected,
    percent,
    run,
)

EVERY = list(itertools.product(SIZES, RATES))
rates, sizes = st.floats(1e-9, 0.5), st.integers(1, 1_000_000)


def test_the_figures_of_the_lesson() -> None:
    assert at_least_one(1000, 0.001) == pytest.approx(0.632, abs=0.0005)
    assert expected(100_000, 0.001) == pytest.approx(100)
    assert expected(*ASKED) == pytest.approx(100)


@given(sizes, rates)
def test_a_chance_and_a_mean_that_fit_together(people: int, rate: float) -> None:
    chance, mean = at_least_one(people, rate), expected(people, rate)
    assert 0 < chance <= 1
    assert chance <= mean * (1 + 1e-9)  # at least one is no likelier than the mean number
    assert at_least_one(people + 1, rate) >= chance


def test_against_many_simulated_searches() -> None:
    """The formula gives what counting gives."""
    dice = random.Random(7)
    people, rate, searches = 200, 0.01, 4000
    hits = [sum(dice.random() < rate for _ in range(people)) for _ in range(searches)]
    assert sum(hits) / searches == pytest.approx(expected(people, rate), rel=0.05)
    some = sum(h > 0 for h in hits) / searches
    assert some == pytest.approx(at_least_one(people, rate), abs=0.02)


def test_the_controls_of_the_content_are_those_of_the_model() -> None:
    controls = {c.id: c for c in library().lab("gallery").controls}
    assert [o.id for o in controls["size"].options] == list(SIZES)
    assert [o.id for o in controls["rate"].options] == list(RATES)
    for option in controls["size"].options:
        assert int(option.text.replace(",", "")) == SIZES[option.id]
    for option in controls["rate"].options:
        assert option.text.startswith(percent(RATES[option.id]).replace("\u00a0", " "))


@pytest.mark.parametrize(("size", "rate"), EVERY)
def test_words_and_picture_say_the_same(size: str, rate: str) -> None:
    found = run({"size": size, "rate": rate})
    hits = amount(expected(SIZES[size], RATES[rate]))
    chance = chance_words(at_least_one(SIZES[size], RATES[rate]))
    assert f" {hits} " in found.readout
    assert f"returns {hits} false alarm" in found.figure.sentence
    searches = f"1 false alarm in {round(1 / expected(SIZES[size], RATES[rate])):,} searches"
    assert found.figure.title.startswith((f"{hits} false alarm", searches))
    assert chance in found.figure.sentence
    assert [f"{SIZES[size]:,}", hits, chance] in found.figure.table
    assert "returns 1 false alarms" not in found.figure.sentence


def test_as_many_marks_as_false_alarms() -> None:
    import matplotlib

    def marks(size: str, rate: str) -> int:
        with matplotlib.rc_context(settings(LIGHT)):
            axes = run({"size": size, "rate": rate}).figure.draw(LIGHT).axes[0]
        faces = [c for c in axes.collections if c.get_gid() == "wrong-faces"]
        return sum(len(c.get_offsets()) for c in faces)

    assert marks("n10k", "r01") == 10
    assert marks("n100k", "r01") == 100
    assert marks("n1m", "r1") == 100  # and the words say of how many
    assert marks("n10", "r001") == 0


def test_what_is_seen_about_the_prediction_does_not_move() -> None:
    said = {run({"size": s, "rate": r}).seen["gallery.how-many"] for s, r in EVERY}
    assert len(said) == 1
    assert "about 100 photos" in said.pop()


def test_no_chance_is_called_certain() -> None:
    assert chance_words(1.0) == "more than 99.9\u00a0%"
    assert chance_words(0.00001) == "0.001\u00a0%"
    assert chance_words(0.632) == "63\u00a0%"
    assert chance_words(0.9956) == "more than 99\u00a0%"
    assert chance_words(0.9944) == "99\u00a0%"
