"""Several respondents: what they chose, by role, and what to talk about first."""

from __future__ import annotations

import random
from itertools import combinations
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import STEPS, small_questionnaire
from toolkit_widgets.models import Answer, Questionnaire, Respondent
from toolkit_widgets.scoring.several import (
    Response,
    agreement,
    by_disagreement,
    concordance,
    discussion,
    several,
)

VETO = {"id": "v", "when": {"q": "people.roles", "is": "none"}, "at_most": "begin",
        "because": "Nobody answers for it."}  # fmt: skip
FORM = small_questionnaire(vetoes=[VETO])
ITEMS = [item.id for item in FORM.items if item.type == "scale"]


def person(role: str = "", **steps: int | str) -> Response:
    """Steps from 1; a word is a state. ``__`` in a name stands for the point of an id."""
    answers = {
        key.replace("__", "."): Answer(value=STEPS[step - 1])
        if isinstance(step, int)
        else Answer(state=step, reason="because")  # type: ignore[arg-type]
        for key, step in steps.items()
    }
    return Response(Respondent(role=role), answers)


def by_id(people: list[Response], form: Questionnaire = FORM) -> dict:
    return {row.id: row for row in several(form, people)}


def test_an_item_has_its_distribution_quartiles_and_unknowns() -> None:
    people = [
        person("lead", culture__leaders=1),
        person("lead", culture__leaders=4),
        person("legal", culture__leaders=2),
        person("legal", culture__leaders="dont_know"),
        person("user", culture__leaders="not_applicable"),
        person("user"),
    ]
    row = by_id(people)["culture.leaders"]
    assert row.steps == (1, 4, 2, None, None, None)
    assert row.distribution == (1, 1, 0, 1, 0)
    assert (row.median, row.quartiles, row.spread) == (2, (1.5, 3), 3)
    assert row.interquartile_range == 1.5
    assert row.within_one == pytest.approx(1 / 3)
    assert row.distance == pytest.approx((3 + 1 + 2) / 3)
    assert (row.unknown, row.dont_know, row.not_applicable) == (3, 1, 1)
    assert row.dont_know_rate == pytest.approx(1 / 4)
    assert [(r.role, r.asked, r.median, r.lowest, r.highest, r.dont_know) for r in row.by_role] == [
        ("lead", 2, 2.5, 1, 4, 0),
        ("legal", 2, 2, 2, 2, 1),
        ("user", 2, None, None, None, 0),
    ]


def test_nothing_said_is_nothing_known() -> None:
    for row in several(FORM, [person(), person()]):
        assert (row.median, row.quartiles, row.within_one, row.dont_know_rate) == (None,) * 4
        assert row.spread == row.distance == 0


def test_a_step_that_does_not_exist_or_is_no_step_is_not_counted() -> None:
    strange = [Answer(value="no-such"), Answer(value=["none"]), Answer(value=3), Answer(value={})]
    people = [Response(Respondent(), {"culture.leaders": answer}) for answer in strange]
    assert by_id(people)["culture.leaders"].distribution == (0, 0, 0, 0, 0)


def test_what_own_answers_hide_does_not_count() -> None:
    data = small_questionnaire().model_dump(mode="json", by_alias=True, exclude_none=True)
    data["sections"][1]["items"][1]["show_when"] = {"q": "culture.leaders", "at_least": 3}
    form = Questionnaire.model_validate(data)
    hides, shows = (person(culture__leaders=n, culture__reports=5) for n in (1, 3))
    row = by_id([hides, shows], form)["culture.reports"]
    assert row.states == ("hidden", "answered")
    assert row.distribution == (0, 0, 0, 0, 1)


def test_the_widest_disagreement_comes_first_weighted() -> None:
    people = [
        person(culture__leaders=1, processes__stopping=1),
        person(culture__leaders=3, processes__stopping=3),
    ]
    rows = by_disagreement(several(FORM, people))
    assert [row.id for row in rows[:2]] == ["processes.stopping", "culture.leaders"]  # weight 2
    assert [row.id for row in rows[2:]] == [i for i in ITEMS if i not in {r.id for r in rows[:2]}]


def test_the_discussion_weighs_disagreement_with_consequence() -> None:
    people = [
        person(culture__leaders=1, people__roles=2, culture__public=4, people__training=2),
        person(
            culture__leaders=4, people__roles=4, culture__public=4, people__training="dont_know"
        ),
        person(
            culture__leaders=1, people__roles=2, culture__public=4, people__training="dont_know"
        ),
    ]
    points = discussion(several(FORM, people))
    assert [(p.item.id, p.priority) for p in points] == [
        ("people.roles", pytest.approx(8 / 3)),  # two steps apart, doubled: it is in a veto
        ("culture.leaders", 2),
        ("people.training", 0),  # nobody disagrees, but most do not know
    ]
    assert points[0].why == "steps 2 to 4 among 3; can force the level"
    assert points[2].why == "2 of 3 don't know"


def test_agreement_is_that_of_the_steps() -> None:
    people = [person(**{i.replace(".", "__"): 1 + n % 4 for n, i in enumerate(ITEMS)})] * 3
    rows = several(FORM, people)
    assert agreement(rows).full
    assert concordance(rows).value == pytest.approx(1)
    assert "9 of at least 10 items" in agreement(rows).sentence


answers = st.dictionaries(
    st.sampled_from(ITEMS),
    st.integers(1, 5) | st.sampled_from(["dont_know", "not_applicable"]),
)
crowds = st.lists(st.tuples(st.sampled_from(["lead", "legal", ""]), answers), max_size=7)


@settings(max_examples=60, deadline=None)
@given(crowds, st.randoms(use_true_random=False))
def test_the_order_of_the_respondents_does_not_matter(
    crowd: list[tuple[str, dict]], dice: random.Random
) -> None:
    people = [person(role, **{k.replace(".", "__"): v for k, v in a.items()}) for role, a in crowd]
    shuffled = dice.sample(people, len(people))
    one, other = several(FORM, people), several(FORM, shuffled)
    for first, second in zip(one, other, strict=True):
        same = ("id", "distribution", "median", "quartiles", "spread", "distance", "within_one",
                "by_role", "dont_know_rate", "not_applicable")  # fmt: skip
        assert [getattr(first, name) for name in same] == [getattr(second, name) for name in same]
    assert [(p.item.id, p.priority, p.why) for p in discussion(one)] == [
        (p.item.id, p.priority, p.why) for p in discussion(other)
    ]
    assert agreement(one) == agreement(other)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=9))
def test_counting_pairs_is_the_same_as_listing_them(steps: list[int]) -> None:
    row = by_id([person(culture__leaders=step) for step in steps])["culture.leaders"]
    pairs = [abs(a - b) for a, b in combinations(steps, 2)]
    assert row.distance == pytest.approx(sum(pairs) / len(pairs))
    assert row.within_one == pytest.approx(sum(p <= 1 for p in pairs) / len(pairs))
    assert row.median == median(steps)
