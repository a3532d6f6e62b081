"""Plans: they reach the target, nothing in them is idle, and no cheaper set does it."""

from __future__ import annotations

import random
import time
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Action, Answer, Questionnaire, Test
from toolkit_widgets.scoring.goals import task_of
from toolkit_widgets.scoring.level import level
from toolkit_widgets.scoring.planner import Plan, Target, cost, lifted, plan
from toolkit_widgets.scoring.score import Scorer, exact

from ..samples import STEPS, answers, small_questionnaire, some_answers
from ..strategies import BANDS, answers_to, questionnaires

ACTIONS = st.lists(
    st.tuples(
        st.sampled_from("SML"),
        st.sets(st.integers(0, 4), min_size=1, max_size=3),
        st.sampled_from([None, None, "s1"]),
    ),
    max_size=6,
)
TARGETS = st.sampled_from(
    [*(Target(band=band) for band in BANDS), Target(dimension="a"), Target(dimension="b"), Target()]
)


def with_actions(
    form: Questionnaire, wanted: list[tuple[str, set[int], str | None]]
) -> Questionnaire:
    """The questionnaire with targets and actions."""
    names = [item.id for item in form.items]
    actions = [
        Action(id=f"act{n}", text="Act", effort=effort, lifts=lifts, to=to)  # type: ignore[arg-type]
        for n, (effort, places, to) in enumerate(wanted)
        if (lifts := [names[p] for p in sorted(places) if p < len(names)])
    ]
    dimensions = {k: d.model_copy(update={"target": 1}) for k, d in form.dimensions.items()}
    return form.model_copy(update={"actions": actions, "dimensions": dimensions})


def holds(form: Questionnaire, given_: dict[str, Answer], target: Target, actions: Any) -> bool:
    """Whether the target holds after the actions, told without the planner's search."""
    scorer = Scorer(form)
    after = dict(given_)
    for key, (_, step) in lifted(scorer, given_, actions).items():
        after[key] = Answer(value=step.id)
    if target.band is not None:
        band = level(scorer, after).band
        order = sorted(form.bands, key=lambda b: (b.edge, b.above is not None))
        places = [b.id for b in order]
        return band is not None and places.index(band.id) >= places.index(target.band)
    keys = list(form.dimensions) if target.dimension is None else [target.dimension]
    values = [scorer.measures(after)[key].value for key in keys]
    return all(
        v is not None and v >= exact(form.dimensions[k].target or 0)
        for k, v in zip(keys, values, strict=True)
    )


def check(form: Questionnaire, given_: dict[str, Answer], target: Target) -> Plan:
    found = plan(form, given_, target)
    sets = [s for n in range(len(form.actions) + 1) for s in combinations(form.actions, n)]
    reaching = [s for s in sets if holds(form, given_, target, s)]
    assert found.exact
    assert found.reached == bool(reaching)
    if found.reached:
        assert holds(form, given_, target, found.actions)
        assert found.effort == cost(found.actions) == min(cost(s) for s in reaching)
        cheapest = [len(s) for s in reaching if cost(s) == found.effort]
        assert len(found.actions) == min(cheapest)
        for action in found.actions:
            rest = [a for a in found.actions if a is not action]
            assert not holds(form, given_, target, rest)
    return found


@settings(max_examples=150)
@given(st.data(), ACTIONS, TARGETS)
def test_a_plan_is_cheapest_whatever_the_rules(
    data: st.DataObject, wanted: Any, target: Target
) -> None:
    form = with_actions(data.draw(questionnaires(kinds=("scale", "scale", "choice"))), wanted)
    check(form, data.draw(answers_to(form)), target)


@settings(max_examples=200)
@given(st.data(), ACTIONS, TARGETS, st.booleans())
def test_a_plan_is_cheapest_where_lifts_add_up(
    data: st.DataObject, wanted: Any, target: Target, vetoes: bool
) -> None:
    drawn = questionnaires(
        kinds=("scale",), conditional=False, derived=False, groups=False, vetoes=vetoes
    )
    form = with_actions(data.draw(drawn), wanted)
    given_ = data.draw(answers_to(form, full=True))
    if not vetoes and target.band is not None and form.level is None:
        scorer = Scorer(form)
        assert task_of(scorer, given_, target.band, {}, form.actions) is not None
    check(form, given_, target)


def test_a_plan_by_hand() -> None:
    form = small_questionnaire()
    done = check(form, some_answers(), Target(dimension="culture"))
    assert (done.actions, done.sentence) == (
        (),
        "Nothing to do: the target of “Culture” is reached.",
    )
    lone = check(form, some_answers(), Target(band="work"))
    assert [a.id for a in lone.actions] == ["act.list", "act.stop", "act.test", "act.teach"]
    assert lone.sentence == (
        "4 actions together reach the level “Working”, at an effort of 9; no cheaper set does."
    )
    assert [(x.item, x.before.id, x.after.id) for x in lone.lifts][-1] == (
        "processes.stopping",
        "none",
        "started",
    )
    never = check(form, some_answers(), Target(band="learn"))
    assert never.sentence == "The level “Learning” cannot be reached with these actions."
    assert never.actions == never.lifts == ()


def test_actions_on_one_item_do_not_add_up() -> None:
    steps = [
        {"id": "a1", "text": "One", "effort": "S", "lifts": ["culture.leaders"]},
        {"id": "a2", "text": "Two", "effort": "S", "lifts": ["culture.leaders"]},
        {"id": "a3", "text": "Far", "effort": "L", "lifts": ["culture.leaders"], "to": "managed"},
    ]
    form = small_questionnaire(actions=steps)
    given_ = answers(culture__leaders="none")
    scorer = Scorer(form)
    both = lifted(scorer, given_, form.actions[:2])
    assert both["culture.leaders"][1].id == "started"
    every = lifted(scorer, given_, form.actions)
    assert every["culture.leaders"][1].id == "managed"
    assert lifted(scorer, answers(culture__leaders="improving"), form.actions) == {}
    assert lifted(scorer, {}, form.actions) == {}
    found = check(form, given_, Target(dimension="culture"))
    assert [a.id for a in found.actions] == ["a3"]


def test_what_holds_the_level_is_named() -> None:
    veto = {
        "id": "v",
        "when": {"q": "culture.public", "answered": False},
        "at_most": "begin",
        "because": "Nobody asked.",
    }
    form = small_questionnaire(vetoes=[veto])
    found = check(form, some_answers(), Target(band="build"))
    assert [v.id for v in found.held] == ["v"]
    assert found.sentence.endswith("actions: 1 answer would still hold the level.")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (Target(band="heaven"), "no band 'heaven'.*begin, build"),
        (Target(dimension="luck"), "no dimension 'luck' with a target.*culture, people"),
    ],
)
def test_an_unknown_target_says_so(target: Target, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        plan(small_questionnaire(), {}, target)


def test_an_unknown_step_says_so() -> None:
    wrong = {"id": "a", "text": "A", "effort": "S", "lifts": ["culture.leaders"], "to": "perfect"}
    with pytest.raises(ValueError, match="'perfect', which is no step of the scale 'maturity'"):
        plan(small_questionnaire(actions=[wrong]), {}, Target(dimension="culture"))


def large(seed: int, actions: int, items: int = 40) -> tuple[Questionnaire, dict[str, Answer]]:
    """Many items in four dimensions, and actions that lift one to four of them."""
    dice = random.Random(seed)
    names = [f"d{n % 4}.q{n}" for n in range(items)]
    sections = [
        {
            "id": f"d{d}",
            "title": f"D{d}",
            "dimension": f"d{d}",
            "items": [
                {
                    "id": name,
                    "type": "scale",
                    "scale": "maturity",
                    "text": name,
                    "weight": dice.randint(1, 3),
                }
                for name in names[d::4]
            ],
        }
        for d in range(4)
    ]
    form = small_questionnaire(
        dimensions={f"d{d}": {"title": f"D{d}", "target": 2.4} for d in range(4)},
        sections=sections,
        actions=[
            {
                "id": f"a{n}",
                "text": "Act",
                "effort": dice.choice("SML"),
                "lifts": dice.sample(names, dice.randint(1, 4)),
                **({"to": dice.choice(STEPS[2:4])} if dice.random() < 0.6 else {}),
            }
            for n in range(actions)
        ],
    )
    return form, {name: Answer(value=dice.choice(STEPS[:3])) for name in names}


@pytest.mark.parametrize("seed", range(12))
def test_twenty_five_actions_are_planned_exactly_and_soon(seed: int) -> None:
    form, given_ = large(seed, 25)
    for target in (Target(band="work"), Target(band="build"), Target(), Target(dimension="d1")):
        start = time.process_time()
        found = plan(form, given_, target)
        assert time.process_time() - start < 1
        assert found.exact
        assert found.reached == holds(form, given_, target, found.actions or form.actions)


@pytest.mark.parametrize("seed", range(4))
def test_more_actions_are_planned_within_a_limit_and_say_so(seed: int) -> None:
    form, given_ = large(seed, 70)
    for target in (Target(band="work"), Target()):
        found = plan(form, given_, target)
        assert found.reached == holds(form, given_, target, form.actions)
        if found.reached:
            assert holds(form, given_, target, found.actions)
            proof = "no cheaper set does." if found.exact else "a cheaper set may exist."
            assert found.sentence.endswith(proof)
        for action in found.actions:
            rest = [a for a in found.actions if a is not action]
            assert not holds(form, given_, target, rest)


@pytest.mark.parametrize("nodes", [1, 4])
def test_a_search_that_stops_early_is_not_proven(
    monkeypatch: pytest.MonkeyPatch, nodes: int
) -> None:
    form, given_ = large(1, 70)
    monkeypatch.setattr("toolkit_widgets.scoring.planner.NODES", nodes)
    found = plan(form, given_, Target(band="work"))
    assert (found.reached, found.exact) == (True, False)
    assert found.sentence.endswith("a cheaper set may exist.")
    for action in found.actions:
        rest = [a for a in found.actions if a is not action]
        assert not holds(form, given_, Target(band="work"), rest)


def test_under_other_rules_idle_actions_are_taken_away() -> None:
    """A condition on a lifted item: lifts no longer only add up."""
    form, given_ = large(5, 30)
    first, second, *others = form.sections
    gate = Test.model_validate({"q": first.items[0].id, "at_least": 1})
    gated = second.model_copy(update={"show_when": gate})
    form = form.model_copy(update={"sections": [first, gated, *others]})
    found = plan(form, given_, Target(band="build"))
    assert (found.reached, found.exact) == (True, not found.actions)
    for action in found.actions:
        rest = [a for a in found.actions if a is not action]
        assert not holds(form, given_, Target(band="build"), rest)
