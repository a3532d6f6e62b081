"""Decisions: the mark follows the standing, and reasons are sorted, never scored."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples_case import decision
from toolkit_widgets.models import CONFIDENCE, Answer, CaseDecision
from toolkit_widgets.scoring.decision import STANDING_MARK, Compared, calibration, compare

GATE = CaseDecision.model_validate(decision())
OPTIONS = [option.id for option in GATE.options]
REASONS = [reason.id for reason in GATE.reasons]


def answers(
    chosen: object = None, reasons: object = None, confidence: object = None
) -> dict[str, Answer]:
    given = {"decision": chosen, "reasons": reasons, "confidence": confidence}
    return {f"gate.{k}": Answer(value=v) for k, v in given.items() if v is not None}


def committed(chosen: object, reasons: object = None, confidence: object = None) -> Compared:
    return compare(GATE, answers(chosen, reasons, confidence))


def ids(reasons: tuple[object, ...]) -> list[str]:
    return [reason.id for reason in reasons]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("chosen", "mark"),
    [("ask", 1), ("stop", 1), ("wait", Fraction(1, 2)), ("go", 0), ("nonsense", 0), (None, 0)],
)
def test_the_mark_of_an_option(chosen: str | None, mark: Fraction | int) -> None:
    assert committed(chosen).mark == mark


def test_every_defensible_option_counts_the_same_and_more_than_any_other() -> None:
    assert STANDING_MARK["defensible"] > STANDING_MARK["weak"] > STANDING_MARK["wrong"]


def test_reasons_are_sorted_by_what_they_do_for_this_decision() -> None:
    found = committed("ask", ["free", "errors"])
    assert ids(found.carrying) == ["errors"]
    assert ids(found.misleading) == ["free"]
    assert ids(found.fair) == []
    assert ids(found.elsewhere) == ["free"]
    # 'law' speaks for every option; 'harm' speaks for stopping, which was not chosen
    assert ids(found.left_out) == ["law"]


def test_a_carrying_reason_can_speak_for_another_defensible_option() -> None:
    found = committed("ask", ["harm"])
    assert ids(found.carrying) == ["harm"]
    assert ids(found.elsewhere) == ["harm"]


@pytest.mark.parametrize("chosen", ["go", "wait", None])
def test_who_did_not_defend_is_shown_what_would_have_carried(chosen: str | None) -> None:
    assert ids(committed(chosen).left_out) == ["law", "errors", "harm"]


def test_strange_answers_are_ignored() -> None:
    found = committed(["ask"], "law", {"a": 1})
    assert (found.chosen, found.ticked, found.confidence) == (None, (), None)
    assert found.elsewhere == ()
    assert ids(committed("ask", ["law", "nobody", "law"]).ticked) == ["law"]


@given(
    chosen=st.sampled_from([*OPTIONS, None, "x"]),
    ticked=st.lists(st.sampled_from([*REASONS, "x"]), max_size=7),
    confidence=st.sampled_from([*(c.id for c in CONFIDENCE), None]),
)
def test_laws(chosen: str | None, ticked: list[str], confidence: str | None) -> None:
    found = committed(chosen, ticked, confidence)
    assert found.mark in STANDING_MARK.values()
    sorted_ = [*found.carrying, *found.fair, *found.misleading]
    assert sorted(ids(tuple(sorted_))) == sorted(set(ticked) & set(REASONS))
    assert not set(ids(found.left_out)) & set(ticked)
    assert all(reason.weight == "carries" for reason in found.left_out)
    assert set(ids(found.elsewhere)) <= set(ids(found.ticked))
    # neither reasons nor confidence change the mark
    assert found.mark == committed(chosen).mark
    assert bool(calibration(found)) == (found.chosen is not None and confidence is not None)


def test_confidence_is_set_beside_the_standing_in_its_own_words() -> None:
    said = {
        (chosen, sure.id): calibration(committed(chosen, [], sure.id))
        for chosen, sure in product(OPTIONS, CONFIDENCE)
    }
    for (_, sure), sentence in said.items():
        words = next(c.text for c in CONFIDENCE if c.id == sure)
        assert words.rstrip(".") in sentence
    assert said["ask", "sure"] == said["stop", "sure"] != said["go", "sure"]
    assert len({said[chosen, "guess"] for chosen in OPTIONS}) == 3
    assert all("cannot be defended" in said["go", sure.id] for sure in CONFIDENCE)
    assert all("can be defended" in said["ask", sure.id] for sure in CONFIDENCE)
