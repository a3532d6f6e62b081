"""Conditions, lists and values in one cell: said, and read back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from toolkit_widgets.content.cells import MOST, pieces, safe_text, starts_formula
from toolkit_widgets.exchange.condition_words import (
    MAX_DEPTH,
    ConditionError,
    read,
    read_values,
    say,
    say_values,
)
from toolkit_widgets.exchange.lists import ListError, join_list, split_list
from toolkit_widgets.models import Condition

from .forms import CONDITION, SCALAR

ADAPTER: TypeAdapter[Condition] = TypeAdapter(Condition)


@given(CONDITION)
def test_a_condition_is_read_back(data: dict[str, Any]) -> None:
    condition = ADAPTER.validate_python(data)
    assert ADAPTER.validate_python(read(say(condition))) == condition


@pytest.mark.parametrize(
    ("words", "data"),
    [
        ("track.choice is lead", {"q": "track.choice", "is": "lead"}),
        ("a in (b, 3, true)", {"q": "a", "in": ["b", 3, True]}),
        ('a is "3"', {"q": "a", "is": "3"}),
        ("a  at   least -1.5", {"q": "a", "at_least": -1.5}),
        ("a at_most 4", {"q": "a", "at_most": 4}),
        ("01 unanswered", {"q": "01", "answered": False}),
        (
            "all(a is yes,\n not(b answered))",
            {"all": [{"q": "a", "is": "yes"}, {"not": {"q": "b", "answered": True}}]},
        ),
    ],
)
def test_how_a_condition_is_written(words: str, data: dict[str, Any]) -> None:
    assert read(words) == data


@pytest.mark.parametrize(
    ("words", "says", "found", "near"),
    [
        ("", "must be the id of an item", "the end of the cell", ""),
        ("a", "after 'a' must come a test", "the end of the cell", ""),
        ("a iz b", "'iz' is not a test", "iz", "is"),
        ("a answred", "'answred' is not a test", "answred", "answered"),
        ("ani(a is b)", "'ani(' is not known", "ani", "any"),
        ("all(a is b", "here must be ')'", "the end of the cell", ""),
        ("not(a is b, c is d)", "here must be ')'", ",", ""),
        ("a is b c", "more follows", "c", ""),
        ("a is 'b'", "here must be a value", "'b'", ""),
        ("__import__('os')", "must be the id", "__import__('os')", ""),
        ("not(" * (MAX_DEPTH + 2), "levels deep", "not", ""),
        ("a is " + "9" * 5000, "too long", "9" * 5000, ""),
        ("a" * 30_000, "at most 20,000", "", ""),
    ],
)
def test_what_cannot_be_read(words: str, says: str, found: str, near: str) -> None:
    with pytest.raises(ConditionError) as caught:
        read(words)
    assert says in str(caught.value)
    assert (caught.value.found, caught.value.near) == (found, near)
    assert len(str(caught.value)) < 200


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except ConditionError as error:
        found = {"refused": str(error)}
    assert all(found.values()) or "answered" in found or "in" in found


@given(st.lists(SCALAR, min_size=1, max_size=5))
def test_values_are_read_back(values: list[Any]) -> None:
    found = read_values(say_values(values))
    assert found == values
    assert [type(v) for v in found] == [type(v) for v in values]


@given(st.lists(st.text(max_size=8)))
def test_a_list_is_read_back(entries: list[str]) -> None:
    assert split_list(join_list(entries)) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [("a; b", ["a", "b"]), ("a\nb\n", ["a", "b"]), (" a ;; ", ["a"]), ('"a; b"; c', ["a; b", "c"])],
)
def test_how_a_list_is_written(text: str, entries: list[str]) -> None:
    assert split_list(text) == entries


@pytest.mark.parametrize("text", ['"a', 'a; "b', '"a" b'])
def test_a_list_that_is_none(text: str) -> None:
    with pytest.raises(ListError, match="quote"):
        split_list(text)


@given(st.text(max_size=60), st.integers(8, 20))
def test_pieces_join_to_the_text(text: str, most: int) -> None:
    parts = list(pieces(text, most))
    assert "".join(parts) == text
    assert all(len(p.encode("utf-16-le", "surrogatepass")) // 2 <= most for p in parts)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\r=1", " =1", "\n+1"])
def test_csv_text_never_begins_a_formula(text: str) -> None:
    assert starts_formula(text)
    assert safe_text(text).startswith("'")
    assert safe_text("a=1\x00") == "a=1"
    assert MOST == 32_767
