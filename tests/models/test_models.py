"""The models refuse what they do not know, and a hash names exactly one content."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.samples import small_questionnaire
from toolkit_widgets.models import (
    All,
    Answer,
    AnswerFile,
    Any_,
    ContentStamp,
    Not,
    Ref,
    Scale,
    Test,
    fingerprint,
    referenced,
)


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Ref.model_validate({"source": "course", "at": "p. 1", "page": 1})


def test_types_are_not_guessed() -> None:
    with pytest.raises(ValidationError, match="valid string"):
        Ref.model_validate({"source": "course", "at": 12})


def test_content_never_changes() -> None:
    ref = Ref(source="course", at="p. 1")
    with pytest.raises(ValidationError, match="frozen"):
        ref.at = "p. 2"  # type: ignore[misc]


@pytest.mark.parametrize("bad", ["", "with space", "../up", "-x", "a..b", "ä", "x" * 81])
def test_ids_are_plain(bad: str) -> None:
    with pytest.raises(ValidationError):
        Ref(source=bad, at="p. 1")


def test_conditions_are_read_as_data() -> None:
    found = All.model_validate(
        {"all": [{"q": "a", "is": "no"}, {"any": [{"not": {"q": "b", "contains": "x"}}]}]}
    )
    assert isinstance(found.all[0], Test)
    assert isinstance(found.all[1], Any_)
    assert isinstance(found.all[1].any[0], Not)
    assert list(referenced(found)) == ["a", "b"]


@pytest.mark.parametrize("data", [{"q": "a"}, {"q": "a", "is": "x", "answered": True}])
def test_a_condition_has_exactly_one_test(data: dict) -> None:
    with pytest.raises(ValidationError, match="exactly one of"):
        Test.model_validate(data)


def test_a_string_is_not_a_condition() -> None:
    with pytest.raises(ValidationError):
        All.model_validate({"all": ["a == 1"]})


def test_the_type_chooses_the_item() -> None:
    item = next(i for i in small_questionnaire().items if i.type == "scale")
    assert isinstance(item, Scale)


def test_the_hash_changes_with_one_word() -> None:
    one, same = small_questionnaire(), small_questionnaire()
    assert fingerprint(one) == fingerprint(same)
    assert fingerprint(one) != fingerprint(small_questionnaire(title="Another title"))
    assert len(fingerprint(one)) == 64


def test_an_answer_file_round_trips_without_saying_nothing_at_length() -> None:
    file = AnswerFile(
        content=ContentStamp(kind="case", id="c", version="1.0.0", sha256="0" * 64),
        answers={"a": Answer(value="yes"), "b": Answer(state="dont_know", reason="new")},
    )
    data = file.dump()
    assert data["answers"] == {
        "a": {"value": "yes"},
        "b": {"state": "dont_know", "reason": "new"},
    }
    assert AnswerFile.model_validate(data) == file


@pytest.mark.parametrize(
    ("answer", "empty"),
    [
        (Answer(), True),
        (Answer(value=""), True),
        (Answer(value=[]), True),
        (Answer(value=0), False),
        (Answer(comment="c"), False),
        (Answer(state="dont_know"), False),
    ],
)
def test_empty_means_nothing_was_entered(answer: Answer, empty: bool) -> None:
    assert answer.empty is empty
