"""A consensus: a draft that proposes nothing, and answers that show every dissent."""

from __future__ import annotations

from tests.samples import small_questionnaire
from tests.scoring.test_several import person
from toolkit_widgets.models import Consensus, ContentStamp, Decision, Dissent, Input
from toolkit_widgets.scoring.consensus import consensus_answers, draft
from toolkit_widgets.scoring.profile import profile
from toolkit_widgets.scoring.several import several

FORM = small_questionnaire()
STAMP = ContentStamp(kind="questionnaire", id=FORM.id, version=FORM.version, sha256="0" * 64)


def made(*decisions: Decision) -> Consensus:
    return Consensus(content=STAMP, decisions=list(decisions))


def test_a_draft_settles_only_what_everybody_chose_alone() -> None:
    people = [
        person(culture__leaders=2, culture__reports=1, culture__public=3, people__roles=4),
        person(culture__leaders=2, culture__reports=4, culture__public="dont_know"),
    ]
    inputs = [Input(pseudonym="a", sha256="1" * 64), Input(pseudonym="b", sha256="2" * 64)]
    found = draft(STAMP, inputs, several(FORM, people), FORM)
    assert found.inputs == inputs
    assert found.decisions[0].item == "culture.reports"  # what to talk about first
    settled = {d.item: d.step for d in found.decisions if d.state != "open"}
    assert settled == {"culture.leaders": "started"}
    assert {d.item for d in found.decisions} == {i.id for i in FORM.items if i.type == "scale"}
    assert all(not d.step and not d.why for d in found.decisions if d.state == "open")


def test_one_respondent_settles_nothing() -> None:
    found = draft(STAMP, [], several(FORM, [person(culture__leaders=2)]), FORM)
    assert {d.state for d in found.decisions} == {"open"}


def test_a_consensus_becomes_answers_with_every_dissent() -> None:
    dissent = Dissent(role="night analyst", step="none", reason="  Not at night.\n")
    found = consensus_answers(
        FORM,
        made(
            Decision(item="culture.leaders", state="answered", step="defined", why="The order.",
                     dissent=[dissent], evidence="Order 14", when="2026-03-01"),
            Decision(item="culture.public", state="dont_know", why="No paper.", dissent=[dissent]),
            Decision(item="culture.reports"),
            Decision(item="no.such.item", state="answered", step="none"),
        ),
    )  # fmt: skip
    assert set(found) == {"culture.leaders", "culture.public"}
    leaders = found["culture.leaders"]
    assert (leaders.state, leaders.value, leaders.evidence) == ("answered", "defined", "Order 14")
    assert leaders.comment == ("The order.\nDissent (night analyst, step none):   Not at night.\n")
    assert (found["culture.public"].state, found["culture.public"].reason) == (
        "dont_know",
        "No paper.",
    )
    assert "Not at night." in found["culture.public"].comment
    assert profile(FORM, found).overall.answered == 1


def test_a_step_that_does_not_exist_is_kept_and_never_scores() -> None:
    decision = Decision(item="culture.leaders", state="answered", step="defned")
    found = consensus_answers(FORM, made(decision))
    assert (found["culture.leaders"].state, found["culture.leaders"].value) == ("draft", "defned")
    assert profile(FORM, found).overall.answered == 0
