"""Which changes of a content make results incomparable, and which are only words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import small_questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.models import (
    ContentStamp,
    Questionnaire,
    QuizSet,
    fingerprint,
    scoring_hash,
    text_hash,
)

FORM = small_questionnaire()


def edited(path: tuple[Any, ...], value: Any) -> Questionnaire:
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return Questionnaire.model_validate(data)


ITEM = ("sections", 1, "items", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "Another title"),
        (("version",), "1.2.1"),
        (("about",), "Other words."),
        ((*ITEM, "text"), "A question without its typo?"),
        ((*ITEM, "help"), "More help."),
        ((*ITEM, "anchors"), ["a", "b", "c", "d", "e"]),
        (("scales", "maturity", "steps", 0, "label"), "Nothing at all"),
        (("bands", 0, "meaning"), "Other words."),
        ((*ITEM, "refs"), [{"source": "course", "at": "lesson 14"}]),
        ((*ITEM, "roles"), ["chief"]),
        (("minutes",), 11),
    ],
)
def test_words_change_the_whole_hash_but_not_that_of_the_results(path: tuple, value: Any) -> None:
    new = edited(path, value)
    assert fingerprint(new) != fingerprint(FORM)
    assert scoring_hash(new) == scoring_hash(FORM)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        ((*ITEM, "id"), "culture.other"),
        ((*ITEM, "weight"), 2),
        ((*ITEM, "dimension"), "people"),
        ((*ITEM, "allow"), []),
        ((*ITEM, "show_when"), {"q": "ctx.staff", "at_least": 3}),
        ((*ITEM, "type"), "yesno"),
        (("scales", "maturity", "steps", 0, "points"), 0),
        (("scales", "maturity", "steps", 0, "id"), "zero"),
        (("dimensions", "culture", "aggregate"), "minimum"),
        (("dimensions", "culture", "target"), 4),
        (("bands", 1, "at_least"), 2.5),
        (("vetoes",), [{"id": "v", "when": {"q": "people.roles", "is": "none"},
                        "at_most": "begin", "because": "Nobody answers."}]),
        (("sections", 0, "items", 2, "unit"), "desks"),
    ],
)  # fmt: skip
def test_what_decides_the_results_changes_their_hash(path: tuple, value: Any) -> None:
    if path == (*ITEM, "type"):
        data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
        kept = {k: v for k, v in data["sections"][1]["items"][0].items()
                if k not in ("scale", "anchors")}  # fmt: skip
        path, value = ITEM, kept | {"type": "yesno"}
    assert scoring_hash(edited(path, value)) != scoring_hash(FORM)


def test_the_hash_of_the_words_follows_the_words() -> None:
    assert text_hash(edited((*ITEM, "text"), "Other?")) != text_hash(FORM)
    assert text_hash(edited(("bands", 0, "meaning"), "Other.")) != text_hash(FORM)
    assert text_hash(edited((*ITEM, "weight"), 3)) == text_hash(FORM)


def test_the_key_of_a_quiz_decides_and_its_feedback_does_not() -> None:
    quizzes = library().quiz_set("01_responsible_ai_innovation")
    assert quizzes is not None
    data = quizzes.model_dump(mode="json", by_alias=True)
    option = data["quizzes"][0]["items"][0]["options"][0]
    option["feedback"] += " And more."
    assert scoring_hash(QuizSet.model_validate(data)) == scoring_hash(quizzes)
    option["correct"] = not option["correct"]
    assert scoring_hash(QuizSet.model_validate(data)) != scoring_hash(quizzes)


def test_half_an_emoji_can_be_hashed() -> None:
    stamp = ContentStamp(kind="case", id="\ud83d", version="1.0.0", sha256="")
    assert len(fingerprint(stamp)) == 64


def test_stamps_with_the_same_results_are_told() -> None:
    base = {"kind": "case", "id": "c", "version": "1.0.0"}
    old = ContentStamp.model_validate(base | {"sha256": "a"})
    new = ContentStamp.model_validate(base | {"sha256": "b", "scoring_sha256": "s"})
    typo = ContentStamp.model_validate(base | {"sha256": "c", "scoring_sha256": "s"})
    assert new.same_results(typo)
    assert not old.same_results(new)
    assert old.same_results(old)
    assert not new.same_results(typo.model_copy(update={"id": "d"}))
    assert (old.scoring_sha256, old.text_sha256, old.shapes) == ("", "", {})
