"""The planner on the learner's own answers: their weak items bring their actions to the top."""

from __future__ import annotations

from pathlib import Path

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store
from toolkit_widgets.views.planner import PlannerActivity
from toolkit_widgets.views.standing import Standing

LESSON = "13_organizational_roadmap"
SETTINGS = 3
"""Days, event, and whether the system is off meanwhile."""
FORM = library().questionnaire("organizational-readiness")


def planner(folder: Path) -> PlannerActivity:
    activity = Standing(library(), folder).activity(LESSON, "lab", "own-year")
    assert isinstance(activity, PlannerActivity)
    return activity


def test_without_answers_it_works_on_the_fictional_agency_and_says_so(tmp_path: Path) -> None:
    found = planner(tmp_path)
    assert not found.own
    assert "Velmora" in found.spec["intro"]
    assert len(found.controls) == len(FORM.actions) + SETTINGS


def test_a_weak_item_brings_its_action_to_the_top(tmp_path: Path) -> None:
    store = Store(FORM, tmp_path)
    items = [item.id for item in FORM.items if item.type == "scale"]
    answers = {name: Answer(value="s5") for name in items} | {
        "processes.notice": Answer(value="s1")
    }
    store.update(answers)
    found = planner(tmp_path)
    assert found.own
    ranked = [control["id"] for control in found.spec["lab"]["controls"]][SETTINGS:]
    assert ranked[0] == "act.notice"
    assert found.spec["lab"]["fold"] < len(ranked)


def test_the_plan_moves_the_learners_own_item(tmp_path: Path) -> None:
    store = Store(FORM, tmp_path)
    store.update({"processes.human-review": Answer(value="s1")})
    found = planner(tmp_path)
    values = dict(found.form.starts) | {"act.arrest-rule": "q1"}
    said = found.outcome(values).seen["own-year.first"]
    assert "step 1 → 3" in said
    assert "no answer yet" in said


def test_an_action_stands_behind_what_it_waits_for(tmp_path: Path) -> None:
    store = Store(FORM, tmp_path)
    items = [item.id for item in FORM.items if item.type == "scale"]
    answers = {name: Answer(value="s5") for name in items}
    weak = ("processes.notice", "processes.disclosure", "processes.complaints")
    answers |= {name: Answer(value="s1") for name in weak}
    store.update(answers)
    ranked = [control["id"] for control in planner(tmp_path).spec["lab"]["controls"]][SETTINGS:]
    order = [
        ranked.index(f"act.{name}") for name in ("disclosure-rule", "notice", "complaints-route")
    ]
    assert order == sorted(order)
    assert max(order) < 10
