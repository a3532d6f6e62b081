"""A year of actions: needs, days, events, and what moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.content.library import library
from toolkit_widgets.labs.year_plan import PLANS, example_answers
from toolkit_widgets.scoring.calendar import QUARTERS, run_year

FORM = library().questionnaire("organizational-readiness")
ANSWERS = example_answers(FORM)
NAMES = [action.id for action in FORM.actions]
plans = st.dictionaries(st.sampled_from(NAMES), st.integers(1, QUARTERS), max_size=14)
events = st.sampled_from(["nothing", "leaves", "wrong-match"])


def test_every_action_has_days_and_weeks_and_its_needs_are_actions() -> None:
    for action in FORM.actions:
        assert all((action.title, action.days, action.weeks)), action.id
        assert set(action.needs) <= set(NAMES)


def test_an_action_waits_for_what_it_needs_and_says_so() -> None:
    year = run_year(FORM, ANSWERS, {"act.local-test": 1}, 90)
    (course,) = year.courses
    assert course.cells == ["wait"] * QUARTERS
    assert course.why == ["waits for: Data sheets"]
    assert not year.moved


def test_the_long_chain_fits_only_if_it_begins_at_once() -> None:
    early = run_year(FORM, ANSWERS, {"act.data-sheets": 1, "act.local-test": 2}, 50)
    late = run_year(FORM, ANSWERS, {"act.data-sheets": 2, "act.local-test": 3}, 50)
    assert "processes.errors-by-group" in early.moved
    assert "processes.errors-by-group" not in late.moved


def test_more_days_do_not_make_a_chain_shorter() -> None:
    late = {"act.data-sheets": 2, "act.local-test": 3}
    assert len(run_year(FORM, ANSWERS, late, 1000).finished) == 1


@pytest.mark.parametrize(
    ("event", "cure"), [("leaves", "act.role-chart"), ("wrong-match", "act.arrest-rule")]
)
def test_one_cheap_action_keeps_an_event_from_doing_harm(event: str, cure: str) -> None:
    plan = dict(PLANS["chain"])
    assert not run_year(FORM, ANSWERS, plan, 50, event).hit  # type: ignore[arg-type]
    plan.pop(cure)
    assert run_year(FORM, ANSWERS, plan, 50, event).hit  # type: ignore[arg-type]


def test_everything_at_once_finishes_less_than_a_plan() -> None:
    chain = run_year(FORM, ANSWERS, PLANS["chain"], 50)
    everything = run_year(FORM, ANSWERS, PLANS["all"], 50)
    assert len(chain.finished) == len(PLANS["chain"])
    heavy = {item.id for item in FORM.items if item.weight > 1}
    assert len(heavy & chain.moved.keys()) == 5
    assert len(heavy & everything.moved.keys()) < 5
    assert chain.before.band is not None
    assert chain.after.band is not None
    assert chain.after.band.edge > chain.before.band.edge


@settings(max_examples=40, deadline=None)
@given(plans, st.integers(0, 200), events)
def test_no_quarter_spends_more_than_it_has(plan: dict[str, int], days: int, event: str) -> None:
    year = run_year(FORM, ANSWERS, plan, days, event)  # type: ignore[arg-type]
    review = 30 if year.hit and event == "wrong-match" else 0
    for quarter, spent in enumerate(year.spent, 1):
        assert spent <= max(days, review if quarter == 3 else 0) + 1e-6
    for course in year.courses:
        assert (course.finished > 0) == (course.worked == course.quarters)
        assert all(cell == "" for cell in course.cells[: course.start - 1])


def test_wrong_plans_are_refused() -> None:
    with pytest.raises(ValueError, match="quarter 5"):
        run_year(FORM, ANSWERS, {"act.notice": 5}, 50)
    with pytest.raises(KeyError):
        run_year(FORM, ANSWERS, {"act.nothing": 1}, 50)
