"""Cleaning too strictly loses what one looks for; careful settings mend almost everything."""

from __future__ import annotations

import itertools

import pytest

from toolkit_widgets.labs import find
from toolkit_widgets.labs.cleaning import KEY, clean, distance, known_spelling, records

SPELLINGS, COPIES, GAPS = ("off", "known", "alike"), ("off", "same", "day"), ("off", "mark", "drop")
CAREFUL = ("known", "same", "mark", 5)


def test_nothing_done_mends_nothing_and_loses_nothing() -> None:
    found = clean("off", "off", "off", 12)
    assert (found.mended, found.lost, found.key) == (0, 0, "")
    assert found.records == len(records()) == 200


def test_careful_cleaning_mends_most_faults_and_loses_no_call() -> None:
    found = clean(*CAREFUL)
    assert found.lost == 0
    assert found.key == ""
    assert found.mended / found.faults > 0.9
    assert sum(step.left for step in found.steps) == 8


@pytest.mark.parametrize(
    ("strict", "why"),
    [
        (("alike", "same", "mark", 5), "Mill Road"),
        (("known", "day", "mark", 5), "copy"),
        (("known", "same", "drop", 5), "empty"),
        (("known", "same", "mark", 2), "too old"),
    ],
)
def test_each_step_alone_loses_the_key_record_when_it_is_too_strict(
    strict: tuple[str, str, str, int], why: str
) -> None:
    found = clean(*strict)
    assert why in found.key
    assert len(found.lost_by) == 1
    assert found.lost > 0 or any(step.moved for step in found.steps)


def test_every_step_that_loses_the_key_record_is_named() -> None:
    assert clean("alike", "day", "drop", 2).lost_by == ("Spelling", "Copies", "Gaps", "Age")
    outcome = find("cleaning")({"spelling": "alike", "copies": "off", "gaps": "drop", "years": 12})
    assert "each of these steps alone loses it. Spelling: " in outcome.readout
    assert "under Mill Road; Gaps: dropped" in outcome.readout


def test_the_key_record_is_lost_exactly_where_a_step_is_too_strict() -> None:
    for spelling, copies, gaps, years in itertools.product(SPELLINGS, COPIES, GAPS, range(1, 13)):
        too_strict = spelling == "alike" or copies == "day" or gaps == "drop" or years < 3
        found = clean(spelling, copies, gaps, years)
        assert found.found != too_strict
        assert bool(found.key) == too_strict


def test_a_year_less_never_loses_fewer_calls() -> None:
    lost = [clean("known", "same", "mark", years).lost for years in range(12, 0, -1)]
    assert lost == sorted(lost)
    assert lost[12 - 5] == 0


def test_the_records_stay_as_they_are() -> None:
    before = [dict(row) for row in records()]
    clean("alike", "day", "drop", 1)
    assert [dict(row) for row in records()] == before
    assert [row["street"] for row in before if row["record"] == KEY] == ["Hill Road"]


@pytest.mark.parametrize(
    ("typed", "street"),
    [("mill rd.", "Mill Road"), ("MILL ROAD", "Mill Road"), ("Tower St", "Tower Street")],
)
def test_the_approved_list_of_spellings(typed: str, street: str) -> None:
    assert known_spelling(typed) == street


@pytest.mark.parametrize(
    ("one", "other", "signs"), [("", "ab", 2), ("Mill", "Hill", 1), ("kitten", "sitting", 3)]
)
def test_the_distance_of_two_words(one: str, other: str, signs: int) -> None:
    assert distance(one, other) == distance(other, one) == signs


def test_the_table_adds_up() -> None:
    outcome = find("cleaning")({"spelling": "known", "copies": "same", "gaps": "mark", "years": 5})
    found = clean(*CAREFUL)
    rows = outcome.figure.table[1:]
    assert sum(int(row[2]) for row in rows) == found.faults
    assert sum(int(row[3]) for row in rows) == found.faults - found.mended
    assert outcome.readout.endswith("The key record is found.")
