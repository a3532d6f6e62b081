"""Which items are shown, and what counts as answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Quiz
from toolkit_widgets.scoring.visibility import cycle, is_answered, progress, visible


def quiz(*items: dict) -> Quiz:
    return Quiz.model_validate(
        {"id": "q", "title": "Q", "kind": "turn", "minutes": 1, "items": list(items)}
    )


def yesno(name: str, **more: object) -> dict:
    return {"type": "yesno", "id": name, "text": name, **more}


CHAIN = quiz(
    yesno("a"),
    yesno("b", show_when={"q": "a", "is": "yes"}),
    yesno("c", show_when={"q": "b", "is": "yes"}),
)
YES = Answer(value="yes")


def test_a_hidden_item_keeps_its_answer_but_counts_as_unanswered() -> None:
    answers = {"a": Answer(value="no"), "b": YES, "c": YES}
    assert visible(CHAIN, answers) == ["a"]
    assert visible(CHAIN, answers | {"a": YES}) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("condition", "value", "shown"),
    [
        ({"q": "x", "is": "one"}, "one", True),
        ({"q": "x", "is": "one"}, "two", False),
        ({"q": "x", "in": ["one", "two"]}, "two", True),
        ({"q": "x", "in": ["one"]}, "two", False),
        ({"q": "x", "answered": True}, "two", True),
        ({"q": "x", "answered": True}, None, False),
        ({"q": "x", "answered": False}, None, True),
        ({"q": "x", "at_least": 2}, "two", True),
        ({"q": "x", "at_least": 3}, "two", False),
        ({"q": "x", "at_most": 1}, "two", False),
        ({"q": "x", "at_most": 2}, "two", True),
        ({"not": {"q": "x", "is": "one"}}, "two", True),
        ({"any": [{"q": "x", "is": "one"}, {"q": "x", "is": "two"}]}, "two", True),
        ({"all": [{"q": "x", "answered": True}, {"q": "x", "is": "one"}]}, "two", False),
    ],
)
def test_each_kind_of_condition(condition: dict, value: str | None, shown: bool) -> None:
    options = [{"id": "one", "text": "1", "points": 1}, {"id": "two", "text": "2", "points": 2}]
    form = quiz(
        {"type": "choice", "id": "x", "text": "x", "options": options},
        yesno("y", show_when=condition),
    )
    answers = {"x": Answer(value=value)} if value else {}
    assert ("y" in visible(form, answers)) is shown


def test_contains_looks_into_a_list() -> None:
    options = [{"id": "one", "text": "1"}, {"id": "two", "text": "2"}]
    form = quiz(
        {"type": "choices", "id": "x", "text": "x", "options": options},
        yesno("y", show_when={"q": "x", "contains": "two"}),
    )
    assert "y" in visible(form, {"x": Answer(value=["one", "two"])})
    assert "y" not in visible(form, {"x": Answer(value=["one"])})


@pytest.mark.parametrize("state", ["not_applicable", "dont_know", "draft"])
def test_only_an_answer_is_an_answer(state: str) -> None:
    answers = {"a": Answer(value="yes", state=state)}
    assert visible(CHAIN, answers) == ["a"]


def test_a_quiz_item_is_answered_once_it_was_checked() -> None:
    form = quiz(
        {
            "type": "single",
            "id": "s",
            "text": "s",
            "options": [
                {"id": "r", "text": "r", "correct": True, "feedback": "f"},
                {"id": "w", "text": "w", "feedback": "g"},
            ],
        },
        yesno("y", show_when={"q": "s", "answered": True}),
    )
    assert visible(form, {"s": Answer(value="r")}) == ["s"]
    assert visible(form, {"s": Answer(value="r", checked=1)}) == ["s", "y"]
    assert not is_answered(form.items[0], None)


def test_a_circle_is_found_and_named() -> None:
    form = quiz(
        yesno("a", show_when={"q": "b", "is": "yes"}),
        yesno("b", show_when={"not": {"q": "a", "is": "yes"}}),
        yesno("c"),
    )
    assert set(cycle(form)) == {"a", "b"}
    assert cycle(CHAIN) == []


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from(["yes", "no"])))
def test_what_is_hidden_never_shows_anything(values: dict[str, str]) -> None:
    answers = {k: Answer(value=v) for k, v in values.items()}
    shown = visible(CHAIN, answers)
    seen = {k: a for k, a in answers.items() if k in shown}
    assert visible(CHAIN, seen) == shown


def test_progress_counts_what_is_shown() -> None:
    form = quiz(yesno("a"), yesno("b"), yesno("c"), {"type": "note", "id": "n", "text": "n"})
    answers = {"a": YES, "b": Answer(state="dont_know", reason="new here")}
    assert progress(form.items, set(visible(form, answers)), answers) == {
        "asked": 3,
        "answered": 1,
        "not_applicable": 0,
        "dont_know": 1,
        "draft": 0,
    }
