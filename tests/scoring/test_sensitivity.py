"""The fewest answers that change the level: applied, they do; and no shorter list does."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.level import level, ordered
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.sensitivity import Sensitivity, sensitivity, with_values
from toolkit_widgets.scoring.separable import fewest

from ..samples import answers, small_questionnaire, some_answers
from ..strategies import answered, values_of

Filled = tuple[Questionnaire, dict[str, Answer]]
DIRECTIONS = st.sampled_from(["up", "down"])


def place(scorer: Scorer, given_: dict[str, Answer]) -> int | None:
    band = level(scorer, given_).band
    ids = [b.id for b in ordered(scorer.questionnaire.bands)]
    return None if band is None else ids.index(band.id)


def shortest(form: Questionnaire, given_: dict[str, Answer], direction: str) -> int | None:
    """By trying every combination of every number of answers."""
    scorer = Scorer(form)
    now = place(scorer, given_)
    items = [
        item
        for item in form.items
        if item.id not in given_ or given_[item.id].state != "not_applicable"
    ]
    for size in range(1, len(items) + 1):
        for some in combinations(items, size):
            for values in product(*(values_of(item, form) for item in some)):
                chosen = {i.id: v for i, v in zip(some, values, strict=True)}
                other = place(scorer, with_values(given_, chosen))
                if now is None or other is None:
                    continue
                if other > now if direction == "up" else other < now:
                    return size
    return None


def check(form: Questionnaire, given_: dict[str, Answer], direction: Any) -> Sensitivity:
    scorer = Scorer(form)
    found = sensitivity(scorer, given_, direction, most=5, tries=100_000)
    if level(scorer, given_).band is None:
        assert found.sentence == "No level yet, so no answer can change it."
        return found
    best = shortest(form, given_, direction)
    assert found.exact  # nothing here is a number or a text, and the search goes to the end
    assert (best is None) == (found.after is None) == (not found.changes)
    if best is not None and found.after is not None:
        assert len(found.changes) == best
        after = with_values(given_, {c.item: c.value for c in found.changes})
        moved, now = place(scorer, after), place(scorer, given_)
        assert moved is not None
        assert now is not None
        assert (moved > now) if direction == "up" else (moved < now)
    return found


@settings(max_examples=60)
@given(answered(most=3), DIRECTIONS)
def test_the_list_is_shortest_whatever_the_rules(filled: Filled, direction: str) -> None:
    check(*filled, direction)


@settings(max_examples=60)
@given(
    answered(
        most=4,
        derived=False,
        groups=False,
        aggregates=("mean", "sum", "share"),
        kinds=("scale", "choice", "yesno"),
    ),
    DIRECTIONS,
)
def test_the_list_is_shortest_where_answers_add_up(filled: Filled, direction: str) -> None:
    """Conditions and vetoes included: they tie items into knots."""
    check(*filled, direction)


@settings(max_examples=60)
@given(
    answered(most=3, derived=False, conditional=False, groups=False, level=False),
    DIRECTIONS,
)
def test_adding_up_finds_it_alone_for_the_mean_of_all_items(filled: Filled, direction: str) -> None:
    """The claim of exactness itself: no search is needed here."""
    form, given_ = filled
    scorer = Scorer(form)
    now = level(scorer, given_)
    places = ordered(form.bands)
    if now.band is None or now.band is (places[-1] if direction == "up" else places[0]):
        return
    found = fewest(scorer, given_, now, direction)
    assert found is not None
    best = shortest(form, given_, direction)
    assert (None if found.values is None else len(found.values)) == best


def test_by_hand() -> None:
    # sum of weight × points: 16 over 7, a mean of 2.29 ("Building"); 3 needs five more points
    form, given_ = small_questionnaire(), some_answers()
    up = check(form, given_, "up")
    assert [c.item for c in up.changes] == ["processes.stopping"]
    assert (up.changes[0].was, up.changes[0].becomes) == ("Nothing yet", "Checked and improved")
    assert up.sentence == (
        "One answer would lift the level from “Building” to “Working”: How far is your agency with "
        "*stopping*? from “Nothing yet” → “Checked and improved”."
    )
    down = check(form, given_, "down")
    assert [c.item for c in down.changes] == ["people.roles"]
    assert down.changes[0].effect < 0


def test_what_holds_the_level_comes_first() -> None:
    veto = {
        "id": "v",
        "when": {"q": "people.training", "is": "none"},
        "at_most": "begin",
        "because": "Nobody is trained.",
    }
    form = small_questionnaire(vetoes=[veto])
    given_ = answers(
        culture__leaders="none",
        culture__reports="none",
        culture__public="none",
        people__training="none",
    )
    found = check(form, given_, "up")
    assert [c.item for c in found.changes] == ["people.training"]
    lower = {**given_, "processes.stopping": Answer(value="none")}
    found = check(form, lower, "up")
    assert [c.item for c in found.changes] == ["people.training", "processes.stopping"]
    assert found.sentence.endswith("No shorter list does.")


def test_the_ends_and_the_empty_form() -> None:
    form = small_questionnaire()
    names = [i.id for i in form.items if i.type == "scale"]
    best = {name: Answer(value="improving") for name in names}
    worst = {name: Answer(value="none") for name in names}
    scorer = Scorer(form)
    assert sensitivity(scorer, best, "up").sentence == (
        "No answers can lift the level from “Learning”."
    )
    assert sensitivity(scorer, worst, "down").sentence == (
        "No answers can lower the level from “Beginning”."
    )
    assert check(form, {}, "up").sentence == "No level yet, so no answer can change it."


def test_a_bounded_search_says_how_far_it_looked() -> None:
    rounding = {"mode": "half_up", "digits": 0}
    base = {"title": "B", "aggregate": "minimum"}
    form = small_questionnaire(
        dimensions={
            "culture": base,
            "people": base,
            "processes": {"title": "P", "aggregate": "minimum", "pools": ["culture", "people"]},
            "all": {"title": "All", "based_on": "processes", "round": rounding},
        },
        level={"dimension": "all"},
    )
    given_ = {i.id: Answer(value="none") for i in form.items if i.type == "scale"}
    found = sensitivity(Scorer(form), given_, "up", most=2)
    assert (found.after, found.exact, found.looked) == (None, False, 2)
    assert found.sentence == (
        "Searched all combinations of up to 2 answers: none would lift the level from “Beginning”."
    )
    soon = sensitivity(Scorer(form), given_, "up", most=3, tries=40)
    assert soon.looked == 1


def test_without_bands_there_is_no_level() -> None:
    with pytest.raises(ValueError, match="has no bands"):
        sensitivity(Scorer(small_questionnaire(bands=[])), {}, "up")
