"""Review: the laws of its steps, and what counts after a change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, ReviewEvent, ReviewStep
from toolkit_widgets.scoring.answer_hash import answer_hashes, answers_hash
from toolkit_widgets.scoring.review import (
    Review,
    about_items,
    new_event,
    next_time,
    ordered,
    problem,
    review_of,
    steps_now,
)
from toolkit_widgets.scoring.review_words import FAULTS, STATES, fault_words, state_words

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST, SECOND = {"a": Answer(value="yes"), "b": Answer(value=3)}, {"a": Answer(value="no")}
REASON = "Say who may stop it."
STEPS: tuple[ReviewStep, ...] = (
    "submit", "comment", "return", "review", "refuse", "approve", "withdraw",
)  # fmt: skip


def events(
    *steps: tuple[ReviewStep, str], answers: dict[str, Answer] | None = None
) -> list[ReviewEvent]:
    """One step a minute, all about the same answers."""
    given_ = FIRST if answers is None else answers
    return [
        new_event(step, by, "officer", given_, (START + timedelta(minutes=n)).isoformat(), REASON)
        for n, (step, by) in enumerate(steps)
    ]


def after(*steps: tuple[ReviewStep, str], answers: dict[str, Answer] | None = None) -> Review:
    return review_of(events(*steps), FIRST if answers is None else answers)


APPROVED = (("submit", "Heron"), ("review", "Kite"), ("approve", "Owl"))


@pytest.mark.parametrize(
    ("steps", "state", "sentence"),
    [
        ((), "draft", "Draft, not reviewed."),
        (APPROVED[:1], "submitted", "Submitted by Heron (officer) on 2 March 2026; not reviewed"),
        (APPROVED[:2], "reviewed", "Reviewed by Kite (officer) on 2 March 2026; not approved yet."),
        (APPROVED, "approved", "Approved by Owl (officer) on 2 March 2026; the answers are unch"),
        ((*APPROVED[:1], ("return", "Kite")), "draft", f"Draft: returned by Kite (officer) on 2 "
         f"March 2026. Reason: {REASON}"),
        ((*APPROVED[:2], ("refuse", "Owl")), "refused", f"Refused by Owl (officer) on 2 March "
         f"2026. Reason: {REASON} The author may submit it again."),
        ((*APPROVED[:2], ("refuse", "Owl"), ("submit", "Heron")), "submitted", "Submitted by"),
        ((*APPROVED, ("withdraw", "Heron")), "draft", "Draft: withdrawn by Heron"),
        ((*APPROVED, ("comment", "Wren")), "approved", "Approved by Owl"),
    ],
)  # fmt: skip
def test_where_it_stands(
    steps: tuple[tuple[ReviewStep, str], ...], state: str, sentence: str
) -> None:
    found = after(*steps)
    assert (found.state, found.counts) == (state, state == "approved")
    assert state_words(found).startswith(sentence)
    assert all(entry.fault is None for entry in found.entries)


@pytest.mark.parametrize(
    ("before", "step", "by", "code", "names"),
    [
        (APPROVED[:1], "review", "Heron", "author_reviews", "Heron is the author"),
        (APPROVED[:1], "review", "  hERON ", "author_reviews", "a second person"),
        (APPROVED[:1], "return", "Heron", "author_reviews", "another pseudonym"),
        (APPROVED[:2], "approve", "Heron", "author_approves", "a third person"),
        (APPROVED[:2], "approve", "KITE", "reviewer_approves", "Kite reviewed it"),
        (APPROVED[:2], "refuse", "Kite", "reviewer_approves", "a third person"),
        (APPROVED[:1], "withdraw", "Kite", "other_author", "only Heron can"),
        ((*APPROVED[:1], ("return", "Kite")), "submit", "Kite", "other_author", "only Heron can"),
        ((), "review", "Kite", "not_now", "not possible"),
        (APPROVED[:1], "approve", "Owl", "not_now", "not possible"),
        (APPROVED, "refuse", "Owl", "not_now", "not possible"),
        (APPROVED, "submit", "Heron", "not_now", "not possible"),
    ],
)
def test_who_may_not(
    before: tuple[tuple[ReviewStep, str], ...], step: ReviewStep, by: str, code: str, names: str
) -> None:
    found = problem(after(*before), step, by, "officer", REASON, FIRST)
    assert found is not None
    assert found.code == code
    assert names in fault_words(found)
    ignored = after(*before, (step, by))
    assert ignored.state == after(*before).state
    assert ignored.entries[-1].fault == found  # kept, and says why it does not count


@pytest.mark.parametrize(
    ("by", "role", "note", "step", "code", "field"),
    [
        ("", "officer", "", "submit", "no_pseudonym", "by"),
        ("Heron", " \t", "", "submit", "no_role", "role"),
        ("H" * 81, "officer", "", "submit", "long_name", "by"),
        ("Heron", "r" * 81, "", "submit", "long_name", "role"),
        ("Heron", "officer", "n" * 4001, "comment", "long_note", "note"),
        ("Heron", "officer", "  ", "comment", "no_comment", "note"),
        ("Kite", "officer", "too short", "return", "no_reason", "note"),
        ("Kite", "officer", "          ", "return", "no_reason", "note"),
        ("Owl", "officer", "no", "refuse", "no_reason", "note"),
    ],
)
def test_what_must_be_typed(
    by: str, role: str, note: str, step: ReviewStep, code: str, field: str
) -> None:
    found = problem(after(("submit", "Heron")), step, by, role, note, FIRST)
    assert found is not None
    assert (found.code, found.field) == (code, field)


def test_a_change_undoes_an_approval_and_undoing_the_change_restores_it() -> None:
    approved = after(*APPROVED)
    assert (approved.changed, approved.counts) == (False, True)
    changed = after(*APPROVED, answers=SECOND)
    assert (changed.changed, changed.counts, changed.state) == (True, False, "approved")
    assert changed.changed_items == ("a", "b")
    assert "the approval no longer counts" in state_words(changed)
    assert steps_now(changed) == ("submit", "withdraw", "comment")
    again = after(*APPROVED, answers=dict(reversed(FIRST.items())))
    assert again.counts


def test_a_changed_submission_must_be_submitted_again() -> None:
    changed = after(("submit", "Heron"), answers=SECOND)
    assert steps_now(changed) == ("submit", "return", "withdraw", "comment")
    found = problem(changed, "review", "Kite", "officer", "", SECOND)
    assert found is not None
    assert "Heron must submit them again" in fault_words(found)
    late = new_event("submit", "Heron", "officer", SECOND, "2026-03-02T10:00:00+00:00")
    assert not review_of([*events(("submit", "Heron")), late], SECOND).changed


def test_when_and_how_often_an_answer_was_given_is_no_change() -> None:
    same = {"a": Answer(value="yes", at="2026-05-05", checked=3, first="no"), "b": Answer(value=3),
            "c": Answer()}  # fmt: skip
    assert answers_hash(same) == answers_hash(FIRST)
    assert answer_hashes(same).keys() == {"a", "b"}
    for field in ("reason", "comment", "evidence"):
        assert answers_hash({**FIRST, "b": Answer(value=3, **{field: "x"})}) != answers_hash(FIRST)


def test_comments_are_open_until_the_author_submits_again() -> None:
    steps: list[tuple[ReviewStep, str]] = [("submit", "Heron"), ("comment", "Kite")]
    listed = events(*steps)
    listed[1].item = "a"
    found = review_of(listed, FIRST)
    assert [event.by for event in about_items(found)["a"]] == ["Kite"]
    listed += events(*steps, ("return", "Kite"), ("submit", "Heron"))[2:]
    assert review_of(listed, FIRST).open_comments == ()


def test_the_respondent_of_the_file_is_the_author() -> None:
    assert review_of(events(("submit", "Kite")), FIRST, "Heron").state == "draft"
    assert review_of(events(("submit", "heron")), FIRST, "Heron").state == "submitted"


def test_every_word_is_used_and_every_state_has_one() -> None:
    assert {"draft", "submitted", "reviewed", "approved", "refused"} <= set(STATES)
    assert all(text.strip().endswith((".", "}")) for text in STATES.values())
    assert all(text.endswith(".") for text in FAULTS.values())


# -- laws ---------------------------------------------------------------------------------------

EVENTS = st.lists(
    st.builds(
        lambda step, by, minute, answers, note: new_event(
            step, by, "officer", answers, (START + timedelta(minutes=minute)).isoformat(), note
        ),
        st.sampled_from(STEPS),
        st.sampled_from(["Heron", "heron", "Kite", "Owl", ""]),
        st.integers(0, 30),
        st.sampled_from([FIRST, SECOND]),
        st.sampled_from(["", REASON]),
    ),
    max_size=9,
)


@given(EVENTS, EVENTS, EVENTS)
@settings(max_examples=60, deadline=None)
def test_putting_lists_together_is_a_union(
    one: list[ReviewEvent], two: list[ReviewEvent], three: list[ReviewEvent]
) -> None:
    assert ordered(one, two) == ordered(two, one)
    assert ordered(ordered(one, two), three) == ordered(one, ordered(two, three))
    assert ordered(ordered(one), one) == ordered(one)
    assert all(event in ordered(one, two) for event in [*one, *two])


@given(EVENTS, st.sampled_from([FIRST, SECOND]))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_and_nobody_approves_their_own(
    listed: list[ReviewEvent], answers: dict[str, Answer]
) -> None:
    found = review_of(listed, answers)
    assert [entry.event for entry in found.entries] == ordered(listed)
    if found.counts:
        assert found.last is not None
        people = [found.author.casefold(), found.reviewer.casefold(), found.last.by.casefold()]
        assert len(set(people)) == 3
        assert found.last.answers_sha256 == answers_hash(answers)
    assert state_words(found)


@given(EVENTS, st.sampled_from([FIRST, SECOND]), st.sampled_from(STEPS))
@settings(max_examples=200, deadline=None)
def test_a_button_is_there_exactly_where_somebody_could_take_the_step(
    listed: list[ReviewEvent], answers: dict[str, Answer], step: ReviewStep
) -> None:
    found = review_of(listed, answers)
    someone = ["Heron", "Kite", "Owl", "Wren", found.author or "Heron"]
    possible = any(problem(found, step, by, "officer", REASON, answers) is None for by in someone)
    assert (step in steps_now(found)) == possible


def test_a_clock_that_was_set_back_undoes_nothing() -> None:
    listed = events(*APPROVED[:2])
    at = next_time(listed, START - timedelta(days=1))
    listed.append(new_event("approve", "Owl", "chief", FIRST, at))
    assert review_of(listed, FIRST).counts
    assert next_time([], START) == "2026-03-02T09:00:00.000000+00:00"
    last = ReviewEvent(step="comment", by="Kite", at="9999-12-31T23:59:59.999999+00:00")
    assert next_time([last], START)


def test_times_that_cannot_be_read_come_first_and_break_nothing() -> None:
    odd = ReviewEvent(step="approve", by="Owl", role="x", at="yesterday \u202e", note="")
    found = review_of([*events(*APPROVED), odd], FIRST)
    assert found.entries[0].event == odd
    assert found.entries[0].fault is not None
    assert found.counts
