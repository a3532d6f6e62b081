"""Bad input gets a sentence; nothing typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.models import Quiz
from toolkit_widgets.scoring.values import LONG, SHORT, option_ids, read_answer

from .test_marks import ITEM

ASKED = Quiz.model_validate(
    {
        "id": "q",
        "title": "Q",
        "kind": "turn",
        "minutes": 1,
        "items": [
            {
                "type": "number",
                "id": "n",
                "text": "n",
                "unit": "cameras",
                "minimum": 0,
                "maximum": 100,
                "whole": True,
            },
            {"type": "number", "id": "share", "text": "n"},
            {"type": "text", "id": "t", "text": "t"},
            {"type": "long_text", "id": "l", "text": "l"},
            {"type": "date", "id": "d", "text": "d"},
            {
                "type": "choices",
                "id": "c",
                "text": "c",
                "at_most": 2,
                "options": [{"id": x, "text": x} for x in "abc"],
            },
            {"type": "yesno", "id": "y", "text": "y", "allow": ["dont_know"]},
        ],
    }
)
ITEMS = {item.id: item for item in ASKED.items} | ITEM


def read(name: str, value: object, **more: object):
    return read_answer(ITEMS[name], {"value": value, **more}, {})


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("n", "12", 12),
        ("n", " 12 ", 12),
        ("share", "12,5", 12.5),
        ("share", "12.50", 12.5),
        ("share", "−3", -3),
        ("share", "1 250", 1250),
        ("t", "words", "words"),
        ("d", "2026-11-24", "2026-11-24"),
        ("c", ["b", "a"], ["a", "b"]),
        ("y", "no", "no"),
        ("ordering", ["y", "x", "z"], ["y", "x", "z"]),
        ("matching", {"p1": "l", "p2": "l"}, {"p1": "l", "p2": "l"}),
        ("numeric", "0,3", 0.3),
    ],
)
def test_good_input(name: str, value: object, kept: object) -> None:
    answer, problem = read(name, value)
    assert (answer.state, answer.value, problem) == ("answered", kept, None)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("n", "twelve", "'twelve' is not a number"),
        ("n", "1.250,5", "is not a number"),
        ("n", "12.5", "whole number"),
        pytest.param("share", "9" * 5000, "This number has 5,000 characters", id="5000 digits"),
        pytest.param("n", "9" * 400, "at most 30 are possible", id="400 digits"),
        pytest.param("share", "9" * 400 + ".5", "at most 30 are possible", id="infinite"),
        ("n", "-1", "the lowest possible is 0 cameras"),
        ("n", "101", "the highest possible is 100 cameras"),
        ("t", "x" * (SHORT + 1), "401 characters; 400 are possible"),
        ("l", "x" * (LONG + 1), "20,001 characters"),
        ("d", "24.11.2026", "Write year-month-day"),
        ("c", ["a", "b", "c"], "You marked 3; mark at most 2"),
        ("c", ["z"], "'z' is not one of the answers"),
        ("y", "maybe", "'maybe' is not one of the answers"),
        ("ordering", ["x", "x", "z"], "exactly once"),
        ("matching", {"p1": "l"}, "1 of 2 rows are still open"),
        ("matching", {"p9": "l"}, "does not belong"),
        ("matching", "l", "2 of 2 rows are still open"),
    ],
)
def test_bad_input_is_kept_as_typed_and_explained(name: str, value: object, says: str) -> None:
    answer, problem = read(name, value)
    assert answer.state == "draft"
    assert problem is not None
    assert says in problem
    if name != "c":
        assert answer.value == value


def test_dont_know_asks_for_a_reason() -> None:
    answer, problem = read("y", None, state="dont_know")
    assert (answer.state, problem) == (
        "dont_know",
        "Please add a reason, so that others can understand it.",
    )
    answer, problem = read("y", None, state="dont_know", reason="I am new here")
    assert (answer.reason, problem) == ("I am new here", None)


def test_a_state_that_the_item_does_not_allow_is_not_taken() -> None:
    answer, _ = read("n", "5", state="not_applicable")
    assert (answer.state, answer.value) == ("answered", 5)


def test_a_long_comment_is_kept() -> None:
    answer, problem = read("y", "yes", comment="x" * (LONG + 1))
    assert len(answer.comment) == LONG + 1
    assert problem is not None
    assert "comment is longer" in problem


@given(
    st.sampled_from(sorted(ITEMS)),
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    ),
)
def test_no_input_raises(name: str, value: object) -> None:
    answer, problem = read(name, value)
    empty = value in (None, "", [], {})
    assert (answer.state == "answered") is (problem is None)
    if empty:
        assert answer.value is None


def test_option_ids_are_the_ids_a_value_can_name() -> None:
    assert option_ids(ITEMS["y"], {}) == ["yes", "no"]
    assert option_ids(ITEMS["matching"], {}) == ["l", "r"]
    assert option_ids(ITEMS["t"], {}) == []
