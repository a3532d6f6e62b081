"""Review by a second and a third person: what a list of steps amounts to, and what may follow.

draft → submitted (by the author) → reviewed (by a second person) → approved (by a third one).
The reviewer may return it and the approver refuse it, with a reason; the author may withdraw it
and submit it again; anybody may comment at any time. Steps are only ever added. A step that was
not possible where it stands, for example after two files were merged, is kept and does not count.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from ..models import Answer, ReviewEvent, ReviewStep
from .answer_hash import answer_hashes, answers_hash

REASON = 10
"""Characters that a reason has at least."""
NAME, NOTE = 80, 4_000
"""Characters that a pseudonym or a role, and a comment or a reason, have at most."""

State = Literal["draft", "submitted", "reviewed", "approved", "refused"]
FaultCode = Literal[
    "no_pseudonym", "no_role", "long_name", "long_note", "no_comment", "no_reason",
    "not_now", "changed", "other_author", "author_reviews", "author_approves", "reviewer_approves",
]  # fmt: skip

_FROM: dict[ReviewStep, tuple[State, ...]] = {
    "submit": ("draft", "refused"),
    "review": ("submitted",),
    "return": ("submitted",),
    "approve": ("reviewed",),
    "refuse": ("reviewed",),
    "withdraw": ("submitted", "reviewed", "approved"),
    "comment": ("draft", "submitted", "reviewed", "approved", "refused"),
}
_TO: dict[ReviewStep, State] = {
    "submit": "submitted",
    "review": "reviewed",
    "return": "draft",
    "approve": "approved",
    "refuse": "refused",
    "withdraw": "draft",
}
PENDING: tuple[State, ...] = ("submitted", "reviewed", "approved")
"""States that hold for the answers as they were submitted, and for no others."""


@dataclass(frozen=True)
class Fault:
    """Why a step is not possible. ``field`` names what would have to be typed otherwise."""

    code: FaultCode
    field: Literal["by", "role", "note", ""]
    who: str = ""
    """The person that the sentence names."""


@dataclass(frozen=True)
class Entry:
    """A step, and why it does not count where it does not."""

    event: ReviewEvent
    fault: Fault | None = None


@dataclass(frozen=True)
class Review:
    """Where a review stands."""

    state: State = "draft"
    entries: tuple[Entry, ...] = ()
    """Every step, the oldest first."""
    author: str = ""
    reviewer: str = ""
    """Of the present round; "" where nobody reviewed it yet."""
    last: ReviewEvent | None = None
    """The step that led to ``state``; None where there was none."""
    submitted: ReviewEvent | None = None
    """The submission that the present round is about."""
    changed: bool = False
    """True where the answers are not those that the state is about."""
    changed_items: tuple[str, ...] = ()
    """The items whose answers changed, where that can be told; sorted."""

    @property
    def counts(self) -> bool:
        """True where it is approved and the answers are those that were approved."""
        return self.state == "approved" and not self.changed

    @property
    def open_comments(self) -> tuple[ReviewEvent, ...]:
        """Comments since the answers were submitted last: the author has not replied to them."""
        since = -1
        for place, entry in enumerate(self.entries):
            if entry.event.step == "submit" and entry.fault is None:
                since = place
        return tuple(
            entry.event
            for entry in self.entries[since + 1 :]
            if entry.event.step == "comment" and entry.fault is None
        )


def new_event(
    step: ReviewStep,
    by: str,
    role: str,
    answers: Mapping[str, Answer],
    at: str,
    note: str = "",
    item: str = "",
) -> ReviewEvent:
    """A step that is taken now, with what the answers say now."""
    return ReviewEvent(
        step=step,
        by=_line(by),
        role=_line(role),
        at=at,
        note=note.strip(),
        item=item if step == "comment" else "",
        answers_sha256=answers_hash(answers),
        answers=answer_hashes(answers) if step == "submit" else {},
    )


def review_of(
    events: Iterable[ReviewEvent], answers: Mapping[str, Answer], author: str = ""
) -> Review:
    """Where the review stands, from all its steps. ``author``: whose answers they are, if known."""
    found = Review(author=_line(author))
    for event in ordered(events):
        fault = _typed(event.step, event.by, event.role, event.note) or _order(
            found, event.step, event.by, event.answers_sha256
        )
        entries = (*found.entries, Entry(event, fault))
        found = replace(found, entries=entries)
        if fault is None and event.step != "comment":
            found = _after(found, event)
    return _with_changes(found, answers)


def problem(
    review: Review, step: ReviewStep, by: str, role: str, note: str, answers: Mapping[str, Answer]
) -> Fault | None:
    """Why this step is not possible now, or None."""
    return _typed(step, by, role, note) or _order(review, step, by, answers_hash(answers))


def steps_now(review: Review) -> tuple[ReviewStep, ...]:
    """The steps that somebody can take now, in the order of their buttons."""
    out: list[ReviewStep] = []
    for step, states in _FROM.items():
        again = step == "submit" and review.changed
        stale = review.changed and step in ("review", "approve")
        if (review.state in states or again) and not stale:
            out.append(step)
    return tuple(out)


def ordered(*lists: Iterable[ReviewEvent]) -> list[ReviewEvent]:
    """All steps of all lists by time, each once. The order of the lists makes no difference."""
    seen = {_key(event): event for events in lists for event in events}
    return [seen[key] for key in sorted(seen)]


def next_time(events: Iterable[ReviewEvent], now: datetime) -> str:
    """When a step that is taken ``now`` happened: after every other one, whatever the clocks say.

    Steps count in the order of their times; a clock that was set back must not undo a step.
    """
    latest = max((_time(event) for event in events), default=None)
    if latest is not None and latest >= now:
        now = latest + timedelta(microseconds=1)
    return now.isoformat(timespec="microseconds")


def same_person(one: str, other: str) -> bool:
    """True for the same pseudonym, whatever its capitals, accents' encoding and spaces."""
    return _person(one) == _person(other)


def _after(found: Review, event: ReviewEvent) -> Review:
    state = _TO[event.step]
    if event.step == "submit":
        return replace(
            found, state=state, last=event, submitted=event, author=_line(event.by), reviewer=""
        )
    reviewer = _line(event.by) if event.step == "review" else found.reviewer
    return replace(found, state=state, last=event, reviewer=reviewer)


def _with_changes(found: Review, answers: Mapping[str, Answer]) -> Review:
    base = found.submitted
    if base is None or found.state not in PENDING or base.answers_sha256 == answers_hash(answers):
        return found
    now, then = answer_hashes(answers), base.answers
    items = [key for key in {*now, *then} if now.get(key) != then.get(key)] if then else []
    return replace(found, changed=True, changed_items=tuple(sorted(items)))


def _typed(step: ReviewStep, by: str, role: str, note: str) -> Fault | None:
    """What is wrong with the words alone."""
    if not _line(by):
        return Fault("no_pseudonym", "by")
    if not _line(role):
        return Fault("no_role", "role")
    if max(len(by), len(role)) > NAME:
        return Fault("long_name", "by" if len(by) > NAME else "role")
    if len(note) > NOTE:
        return Fault("long_note", "note")
    if step == "comment" and not note.strip():
        return Fault("no_comment", "note")
    if step in ("return", "refuse") and len(note.strip()) < REASON:
        return Fault("no_reason", "note")
    return None


def _order(found: Review, step: ReviewStep, by: str, sha256: str) -> Fault | None:
    """Whether this person can take this step there. ``sha256``: of the answers at that moment."""
    base = found.submitted.answers_sha256 if found.submitted else ""
    stale = found.state in PENDING and sha256 != base
    if found.state not in _FROM[step] and not (step == "submit" and stale):
        return Fault("not_now", "")
    if step in ("submit", "withdraw"):
        if found.author and not same_person(by, found.author):
            return Fault("other_author", "by", found.author)
        return None
    if step in ("review", "return"):
        if same_person(by, found.author):
            return Fault("author_reviews", "by", found.author)
    elif step in ("approve", "refuse"):
        if same_person(by, found.author):
            return Fault("author_approves", "by", found.author)
        if same_person(by, found.reviewer):
            return Fault("reviewer_approves", "by", found.reviewer)
    if stale and step in ("review", "approve"):
        return Fault("changed", "", found.author)
    return None


def _line(text: str) -> str:
    return " ".join(text.split())


def _person(text: str) -> str:
    return _line(unicodedata.normalize("NFKC", text)).casefold()


def _key(event: ReviewEvent) -> tuple[datetime, str]:
    """By time; what has no readable time is the oldest. The whole event breaks a tie."""
    data = event.model_dump(mode="json")
    return _time(event), json.dumps(data, sort_keys=True, ensure_ascii=True, default=str)


def _time(event: ReviewEvent) -> datetime:
    """In UTC; the oldest there is for what is no time, or none that a later one can follow."""
    oldest = datetime.min.replace(tzinfo=UTC)
    try:
        at = datetime.fromisoformat(event.at)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return oldest
    return at if at.year < datetime.max.year else oldest


def about_items(review: Review) -> dict[str, list[ReviewEvent]]:
    """Item → the open comments about it, the oldest first."""
    out: dict[str, list[ReviewEvent]] = {}
    for event in review.open_comments:
        if event.item:
            out.setdefault(event.item, []).append(event)
    return out
