"""Problems as sentences, tables and data; the nearest name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.problems import ContentError, Problem, nearest, short, unknown

NAMES = ["check-roles", "check-steps", "14_organizational_readiness", "maturity5"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("chek-roles", "check-roles"),
        ("Maturity5", "maturity5"),
        ("maturity", "maturity5"),
        ("14", "14_organizational_readiness"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_nearest(word: str, near: str) -> None:
    assert nearest(word, NAMES) == near


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_nearest_is_one_of_the_names_or_nothing(word: str, names: list[str]) -> None:
    assert nearest(word, names) in [*names, ""]
    if word:
        assert nearest(word, [word]) == word


def test_unknown_is_a_sentence_with_a_way_out() -> None:
    assert unknown("quiz", "chek-roles", NAMES, "lesson 14") == (
        "no quiz 'chek-roles' in lesson 14; did you mean 'check-roles'?"
    )
    assert unknown("quiz", "zzz", ["b", "a"], "lesson 14") == (
        "no quiz 'zzz' in lesson 14; there is a, b"
    )
    assert unknown("quiz", "zzz", [], "lesson 14").endswith("there is none yet")


def test_a_problem_reads_as_a_line() -> None:
    problem = Problem("error", "a.yaml", 3, "x[0]", "no such step", "foo", "one, two", "one")
    assert str(problem) == "a.yaml:3: error: x[0]: no such step; did you mean 'one'?"
    assert str(Problem("note", "a.md", 1, "", "fine")) == "a.md:1: note: fine"
    assert problem.as_dict()["allowed"] == "one, two"
    assert str(ContentError([problem, problem])) == f"{problem}\n{problem}"


def test_short_fits_a_cell() -> None:
    assert short("a\n  b") == "a b"
    assert short({"a": 1}) == "{'a': 1}"
    assert len(short("x" * 100)) == 60
    assert short("x" * 100).endswith("…")
