"""Without names most people are alone with three facts; coarser facts hide almost all."""

from __future__ import annotations

import itertools

import pytest

from toolkit_widgets.labs import find
from toolkit_widgets.labs.reidentify import people, published, search

AGES, CODES, SEXES = ("exact", "band", "hidden"), ("exact", "area", "hidden"), ("shown", "hidden")


def test_three_facts_single_out_most_people_and_the_neighbor_finds_her() -> None:
    found = search("exact", "exact", "shown")
    assert found.people == 1000
    assert found.alone > 800
    assert (found.k, found.fits, found.reasons) == (1, 1, ("asked for protection",))


def test_coarser_facts_hide_her_and_still_not_everybody() -> None:
    found = search("band", "area", "shown")
    assert found.fits > 10
    assert len(found.reasons) > 1
    assert 0 < found.alone < 20


def test_who_is_not_alone_can_still_share_the_secret() -> None:
    for age, code, sex in itertools.product(AGES, CODES, SEXES):
        found = search(age, code, sex)
        assert found.alone + found.same <= found.people
    assert search("band", "area", "shown").same == 19
    assert search("hidden", "hidden", "shown").same == 0
    outcome = find("reidentify")({"age": "band", "postcode": "area", "sex": "shown"})
    assert "19 people" in outcome.readout


def test_a_coarser_fact_never_leaves_more_people_alone() -> None:
    for age, code, sex in itertools.product(AGES, CODES, SEXES):
        here = search(age, code, sex)
        assert sum(here.sizes) == here.people
        for finer in (
            (AGES[max(AGES.index(age) - 1, 0)], code, sex),
            (age, CODES[max(CODES.index(code) - 1, 0)], sex),
            (age, code, "shown"),
        ):
            assert here.alone <= search(*finer).alone
            assert here.fits >= search(*finer).fits
            assert here.k >= search(*finer).k


def test_nothing_published_hides_everybody() -> None:
    assert search("hidden", "hidden", "hidden").k == 1000


@pytest.mark.parametrize(
    ("how", "facts"),
    [
        (("exact", "exact", "shown"), ("47", "2103", "f")),
        (("band", "area", "shown"), ("40s", "21", "f")),
        (("hidden", "hidden", "hidden"), ("", "", "")),
    ],
)
def test_how_facts_are_published(how: tuple[str, str, str], facts: tuple[str, ...]) -> None:
    woman = next(row for row in people() if (row["age"], row["postcode"]) == (47, "2103"))
    assert published(woman | {"sex": "f"}, *how) == facts


def test_the_table_counts_everybody_once() -> None:
    outcome = find("reidentify")({"age": "band", "postcode": "area", "sex": "shown"})
    assert sum(int(row[1].replace(",", "")) for row in outcome.figure.table[1:]) == 1000
    assert "17 rows" in outcome.readout
