"""YAML without surprises: words stay words, numbers stay as typed, and every place is known."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.yaml_marks import MAX_DEPTH, Marked, YamlError, read_yaml


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "y", "n", "True"])
def test_words_that_other_parsers_turn_into_truth_stay_words(word: str) -> None:
    assert read_yaml(f"is: {word}").data == {"is": word}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("3", 3), ("-3", -3), ("0", 0), ("1.10", 1.1), ("2.", 2.0), (".5", 0.5), ("1.5e3", 1500.0),
        ("01", "01"), ("00", "00"), ("1.0.0", "1.0.0"), ("2026-03-01", "2026-03-01"),
        ("12:30", "12:30"), ("0x10", "0x10"), ("1_000", "1_000"), (".inf", ".inf"),
        ("'3'", "3"), ('"true"', "true"), ("!!str 5", "5"), ("a#b", "a#b"),
    ],
)  # fmt: skip
def test_what_a_value_is(written: str, value: object) -> None:
    found = read_yaml(f"x: {written}").data["x"]
    assert found == value
    assert type(found) is type(value)


def test_a_number_is_kept_as_typed() -> None:
    marked = read_yaml("a: 1.10\nb: [2, '3']")
    assert marked.written == {("a",): "1.10", ("b", 0): "2"}


def test_every_path_has_its_place() -> None:
    marked = read_yaml("a: 1\nb:\n  - c: x\n    d: [1, 2]\n  - {e: y}\n")
    assert marked.at(("a",)) == (1, 1)
    assert marked.at(("b",)) == (2, 1)
    assert marked.at(("b", 0)) == (3, 5)
    assert marked.at(("b", 0, "d")) == (4, 5)
    assert marked.at(("b", 0, "d", 1)) == (4, 12)
    assert marked.at(("b", 1, "e")) == (5, 6)
    assert marked.at(("b", 1, "e", "not", "there")) == (5, 6)
    assert marked.at(("nowhere",)) == (1, 1)


def test_a_key_given_twice_and_every_other_one() -> None:
    marked = read_yaml("a: 1\nb: {c: 2, c: 3}\na: [x, y]\nd: 4\n")
    assert marked.data == {"a": 1, "b": {"c": 2}, "d": 4}
    assert [(f.message, f.mark) for f in marked.faults] == [
        ("the key 'c' is given twice; keep one", (2, 11)),
        ("the key 'a' is given twice; keep one", (3, 1)),
    ]
    assert marked.at(("a",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "says", "mark"),
    [
        ("a: 1\nb: *x\n", "an alias (*)", (2, 4)),
        ("a: &x 1\n", "an anchor (&)", (1, 4)),
        ("a: !Stop here\n", "a tag (!)", (1, 4)),
        ("a: 1.0e999\n", "too large", (1, 4)),
        ("a: " + "9" * 5000, "too large", (1, 4)),
    ],
)
def test_faults_that_would_change_what_is_read(text: str, says: str, mark: tuple[int, int]) -> None:
    (fault,) = read_yaml(text).faults
    assert says in fault.message
    assert fault.mark == mark


@pytest.mark.parametrize(
    ("text", "says", "mark"),
    [
        ("a: b: c", "in quotes", (1, 5)),
        ("a: [1\nb: 2", "close the list", (2, 2)),
        ("a: 'x", "never closed", (1, 6)),
        ("x: 1\na: @y", "in quotes", (2, 4)),
        ("---\na: 1\n---\nb: 2", "one document", (3, 1)),
        ("? [a]\n: b", "a key must be a word", (1, 3)),
        ("a: 1\nb: x\x00y", "#x0000", (2, 5)),
    ],
)
def test_what_cannot_be_read_says_where(text: str, says: str, mark: tuple[int, int]) -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml(text)
    assert says in caught.value.message
    assert caught.value.mark == mark


def test_depth_is_bounded() -> None:
    """libyaml's own composer crashes the interpreter here."""
    with pytest.raises(YamlError, match=f"more than {MAX_DEPTH} levels"):
        read_yaml("[" * 100_000)
    assert read_yaml("[" * 50 + "]" * 50).faults == []


def test_an_alias_cannot_blow_up() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    marked = read_yaml("\n".join(lines))
    assert marked.data["a39"] == [None, None]
    assert len(marked.faults) == 40 + 2 * 39


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | WORD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3),
    max_leaves=12,
)


@given(DATA)
def test_json_is_read_as_json(data: object) -> None:
    """JSON is YAML: whatever is quoted stays text, and nothing is lost."""
    marked = read_yaml(json.dumps(data, ensure_ascii=False))
    assert marked.data == data
    assert marked.faults == []


def outcome(text: str) -> Marked | YamlError:
    """What was read, or why not; anything else that is raised fails the test."""
    try:
        return read_yaml(text)
    except YamlError as error:
        return error


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    found = outcome(text)
    if isinstance(found, YamlError):
        assert found.message
        assert found.mark >= (1, 1)
    else:
        assert found.marks or found.data is None
