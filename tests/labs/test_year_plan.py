"""The year of Velmora: what the lab shows about the four plans, and a plan that fails."""

from __future__ import annotations

from toolkit_widgets.content.library import library
from toolkit_widgets.labs.year_plan import PLANS, run

START = library().lab("year-plan").starts


def test_the_first_links_of_the_chain_move_most_heavy_items() -> None:
    said = run(START).seen["year-plan.first"]
    assert "The three biggest first: 0 of 3 finish, 0 of 6 heavy items move." in said
    assert "data sheets first: 6 of 6 finish, 5 of 6 heavy items move." in said


def test_a_plan_that_fails_says_why_in_words() -> None:
    outcome = run({**START, "act.local-test": "q1"})
    assert outcome.figure.title == "0 of 1 actions finish; 0 of 6 heavy items move"
    assert "waits for: Data sheets" in outcome.figure.sentence
    assert "stays at" in outcome.readout


def test_a_wrong_match_in_the_third_quarter_takes_days_from_the_plan() -> None:
    plan = {**START, **{name: f"q{quarter}" for name, quarter in PLANS["chain"].items()}}
    plan |= {"act.arrest-rule": "q3", "event": "wrong-match"}
    outcome = run(plan)
    assert "does harm" in outcome.figure.sentence
    assert "5 of 6 actions" in outcome.figure.title or "4 of 6" in outcome.figure.title
