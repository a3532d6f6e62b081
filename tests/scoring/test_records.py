"""Answers with parts: bad input gets a sentence that names the part; nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples_risk import judged, risk_answers, risk_questionnaire, risk_value
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.computed import computed_value, computed_words
from toolkit_widgets.scoring.records import Unfinished
from toolkit_widgets.scoring.values import option_ids, read_answer
from toolkit_widgets.scoring.visibility import is_answered, progress, visible

FORM = risk_questionnaire()
ITEMS = {item.id: item for item in FORM.items}


def read(name: str, value: object) -> tuple[Answer, str | None]:
    return read_answer(ITEMS[name], {"value": value}, FORM.scales)


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("groups", ["press"], ["press"]),
        ("groups", ["shops", "press"], ["shops", "press"]),
        ("systems", [{"name": "A", "cameras": " 3 ", "own": "no"}, {"name": ""}],
         [{"name": "A", "cameras": 3, "own": "no"}]),
        ("test-record", {"title": "Test", "where": "Archive", "date": "2026-02-01", "owner": ""},
         {"title": "Test", "where": "Archive", "date": "2026-02-01"}),
        ("leak", risk_value("rare", "minor", affected="1 200", owner=""),
         risk_value("rare", "minor", affected=1200)),
        ("leak", {"inherent": {"likelihood": "rare", "severity": "minor"}},
         risk_value("rare", "minor")),
        ("leak", risk_value("rare", "minor", current={"named": "A lock"}),
         risk_value("rare", "minor", current={"named": "A lock"})),
    ],
)  # fmt: skip
def test_good_input(name: str, value: object, kept: object) -> None:
    answer, problem = read(name, value)
    assert (answer.state, problem, answer.value) == ("answered", None, kept)
    assert is_answered(ITEMS[name], answer)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("groups", ["press", "youth", "shops"], "You put 3 in order; at most 2"),
        ("groups", ["press", "press"], "twice"),
        ("groups", ["nobody"], "'nobody' is not one of the answers"),
        ("groups", "press", "does not belong"),
        ("systems", [{"name": "A"}, {"name": "B", "since": "May"}],
         "System 2, In use since: 'May' is not a date"),
        ("systems", [{"name": "A", "cameras": "2,5"}], "System 1, Cameras: 2,5 has decimals"),
        ("systems", [{"name": n} for n in "ABCD"], "There are 4 entries; at most 3"),
        ("systems", {"name": "A"}, "does not belong"),
        ("test-record", {"title": "T", "date": "yesterday"}, "Date: 'yesterday' is not a date"),
        ("test-record", {"title": "T" * 401}, "Title: This text has 401 characters"),
        ("leak", risk_value("likely..rare", "minor"),
         "(inherent): likelihood: the range runs from 'Likely' down to 'Rare'"),
        ("leak", risk_value("often", "minor"), "'often' is not one of the steps"),
        ("leak", risk_value("rare", "minor", due="soon"), "Due: 'soon' is not a date"),
        ("leak", risk_value("rare", "minor", affected="some"), "People affected: 'some'"),
        ("leak", risk_value("rare", "minor", affected="-1"), "People affected: -1 is too low"),
        ("leak", risk_value("rare", "minor", treatment="hope"), "Treatment: 'hope'"),
        ("leak", risk_value("rare", "minor", current=judged("rare", "minor", controls=["moat"])),
         "(current): 'moat' is not one of the controls"),
        ("leak", [1], "does not belong"),
    ],
)  # fmt: skip
def test_bad_input_is_explained_and_kept(name: str, value: object, says: str) -> None:
    answer, problem = read(name, value)
    assert answer.state == "draft"
    assert problem is not None
    assert says in problem
    assert not isinstance(problem, Unfinished)
    assert answer.value == value


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("systems", [{"cameras": "2"}], "System 1, Name: still open."),
        ("test-record", {"where": "Archive"}, "Give the record its title"),
        ("leak", {"owner": "Head"}, "Still open: likelihood and severity before any control."),
        ("leak", {"inherent": {"likelihood": ["rare", "rare"]}}, "still open: severity."),
        ("leak", {"inherent": {"likelihood": ["rare", ""], "severity": ["minor", "minor"]}},
         "still open: likelihood."),
        ("leak", risk_value("rare", "minor", residual={"severity": ["minor", "minor"]}),
         "(residual): still open: likelihood."),
    ],
)  # fmt: skip
def test_what_only_needs_more_typing_is_said_quietly(name: str, value: object, says: str) -> None:
    answer, problem = read(name, value)
    assert isinstance(problem, Unfinished)
    assert says in problem
    assert (answer.state, answer.value) == ("draft", value)


def test_ranges_can_be_switched_off() -> None:
    row = ITEMS["leak"].model_copy(update={"ranges": False})
    answer, problem = read_answer(row, {"value": risk_value("rare..likely", "minor")}, FORM.scales)
    assert answer.state == "draft"
    assert "one step is asked for, not a range" in str(problem)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["inherent", "current", "likelihood", "severity", "controls", "named",
                         "due", "name", "title", "affected", "treatment", "x"]), inner, max_size=4
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.sampled_from(["leak", "systems", "groups", "test-record", "cameras"]), anything)
def test_whatever_comes_is_read_or_kept(name: str, value: object) -> None:
    answer, problem = read(name, value)
    if problem is not None:
        assert answer.value == value
    if answer.state == "answered" and answer.value:
        again, problem = read(name, answer.value)
        assert (again.value, problem) == (answer.value, None)


def test_option_ids_and_progress_know_the_new_types() -> None:
    assert option_ids(ITEMS["groups"], FORM.scales) == ["youth", "press", "shops"]
    count = progress(FORM.items, set(visible(FORM, {})), {})
    assert count["asked"] == 17  # 12 risks, 5 questions; what is computed asks nothing


# -- computed ----------------------------------------------------------------------------------


def with_computed(value: dict[str, Any], **more: Any) -> tuple[Questionnaire, Any]:
    data = FORM.model_dump(mode="json", by_alias=True, exclude_unset=True)
    wanted = {"id": "c", "type": "computed", "text": "C", "value": value, **more}
    data["sections"][0]["items"] += [
        {"id": "l", "type": "scale", "scale": "likelihood", "text": "L"},
        {"id": "s", "type": "scale", "scale": "severity", "text": "S"},
        wanted,
    ]
    form = Questionnaire.model_validate(data)
    return form, next(item for item in form.items if item.id == "c")


RECORDS = Answer(value=[{"cameras": 4, "own": "yes"}, {"cameras": 1}, {"own": "no"}])


@pytest.mark.parametrize(
    ("value", "more", "words"),
    [
        ({"rule": "count", "of": ["systems"]}, {}, "3"),
        ({"rule": "count", "of": ["systems"], "part": "own"}, {}, "2"),
        ({"rule": "count", "of": ["screen.prohibited"], "values": ["yes"]}, {}, "0"),
        ({"rule": "sum", "of": ["systems"], "part": "cameras"}, {"unit": "cameras"}, "5 cameras"),
        ({"rule": "mean", "of": ["systems"], "part": "cameras"}, {"digits": 1}, "2.5"),
        ({"rule": "mean", "of": ["systems"], "part": "cameras"}, {}, "3"),
        ({"rule": "share", "of": ["systems"], "part": "own", "values": ["yes"]}, {}, "50 %"),
        ({"rule": "share", "of": ["screen.plan"], "values": ["yes"]}, {},
         "Nothing to compute yet."),
        ({"rule": "level", "matrix": "rights", "likelihood": "l", "severity": "s"}, {},
         "Low to High, while an answer is open"),
    ],
)  # fmt: skip
def test_computed_values(value: dict[str, Any], more: dict[str, Any], words: str) -> None:
    form, item = with_computed(value, **more)
    given = {
        "systems": RECORDS,
        "screen.prohibited": Answer(value="no"),
        "l": Answer(value="unlikely"),
    }
    assert computed_words(form, item, given) == words


def test_a_computed_level_is_looked_up() -> None:
    rule = {"rule": "level", "matrix": "rights", "likelihood": "l", "severity": "s"}
    form, item = with_computed(rule)
    given = {"l": Answer(value="likely"), "s": Answer(value="irreparable")}
    assert computed_words(form, item, given) == "Extreme"
    assert computed_words(form, item, {}) == "Nothing to compute yet."
    assert computed_value(form, item, given) is None


def test_hidden_and_draft_answers_are_not_computed_with() -> None:
    form, item = with_computed({"rule": "sum", "of": ["systems"], "part": "cameras"})
    draft = RECORDS.model_copy(update={"state": "draft"})
    assert computed_words(form, item, {"systems": draft}) == "0"


def test_the_sample_answers_are_valid() -> None:
    for key, answer in risk_answers().items():
        if answer.state == "answered":
            assert read(key, answer.value) == (Answer(value=answer.value), None)
