"""A scored survey of our own: every number below was worked out by hand from ferry.json."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit_widgets.models import Choice, Choices
from toolkit_widgets.scoring.level import level
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.visibility import visible

from .survey_samples import ferry, filled, given, vector

FORM = ferry().questionnaire
DIMENSIONS = ("raw", "care", "current")


def test_maxima_run_over_hidden_questions_and_count_alternatives_once() -> None:
    scorer = Scorer(FORM)
    measures = scorer.measures({})
    assert [int(measures[key].maximum) for key in DIMENSIONS] == [12, 5, 12]
    assert [int(scorer.declared_alternatives(key)) for key in DIMENSIONS] == [12, 10, 12]


@pytest.mark.parametrize(
    ("high", "phase", "expected"),
    [
        (lambda d: True, "live", (12, 5, 9, "three")),  # 12 × 0.75 = 9 of 12, inclusive
        (lambda d: True, "design", (8, 5, 6, "two")),  # 'later' is hidden on paper
        (lambda d: d == "raw", "live", (12, 0, 12, "four")),
        (lambda d: d == "care", "live", (1, 5, 1, "one")),  # 0.75 is rounded to 1
        (lambda d: False, "live", (1, 0, 1, "one")),
        (lambda d: False, "design", (0, 0, 0, "one")),
    ],
)
def test_golden_fills(high: Any, phase: str, expected: tuple[int | str, ...]) -> None:
    assert vector(FORM, filled(FORM, high, phase=phase), *DIMENSIONS) == expected


LIVE = {"phase": "live"}
DESIGN = {"phase": "design"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # 3 + 1 + 2 = 6; care 3 of 5 is 0.6 exactly: 4.5 is rounded half up, not to the even 4
        (
            {**DESIGN, "who": "all-3", "data": ["number-1"], "kind": "kind1-2",
             "signDesign": "yes-3"},
            (6, 3, 5, "two"),
        ),
        # the same with too little care: 6 of 12 is still the second level
        (
            {**DESIGN, "who": "all-3", "data": ["number-1"], "kind": "kind1-2",
             "eraseDesign": "yes-2"},
            (6, 2, 6, "two"),
        ),
        ({**DESIGN, "who": "all-3", "data": ["faces-2"], "kind": "kind1-2"}, (7, 0, 7, "three")),
        # 4 × 0.75 = 3 of 12: a quarter, inclusive
        (
            {**LIVE, "who": "all-3", "later": "no-1", "signLive": "yes-3"},
            (4, 3, 3, "one"),
        ),
        # answers to the page of the other phase are kept but do not count
        ({**LIVE, "who": "all-3", "signDesign": "yes-3", "eraseDesign": "yes-2"}, (3, 0, 3, "one")),
        # no points: the digits belong to a question that its own name takes out
        ({**DESIGN, "colour-N": "red-9"}, (0, 0, 0, "")),
    ],
)  # fmt: skip
def test_golden_vectors(answers: dict[str, Any], expected: tuple[int | str, ...]) -> None:
    assert vector(FORM, given(FORM, **answers), *DIMENSIONS) == expected


def test_a_part_of_a_text_opens_every_option_that_holds_it() -> None:
    for kind, shown in (("kind1-2", True), ("kind10-1", True), ("kind2-0", False)):
        assert ("kindWhy" in visible(FORM, given(FORM, kind=kind))) is shown
    assert "kindWhy" not in visible(FORM, {})


def test_a_number_opens_a_question_and_its_edge_does_not() -> None:
    key = "crew-size"
    assert "why" not in visible(FORM, given(FORM, **{key: 3}))
    assert "why" in visible(FORM, given(FORM, **{key: 3.5}))


def test_an_open_form_says_how_far_the_level_could_go() -> None:
    found = level(Scorer(FORM), given(FORM, phase="live", who="all-3"))
    assert (found.low.id, found.high.id) == ("one", "four")


def test_points_stand_apart_from_ids_and_only_where_the_profile_says() -> None:
    scored = {
        item.id: [o.points for o in item.options]
        for item in FORM.items
        if isinstance(item, Choice | Choices)
    }
    assert scored["data"] == [1, 2, 0]
    assert scored["phase"] == [None, None]
    assert scored["colour-N"] == [None, None]
    assert scored["later"] == [4, 1]
