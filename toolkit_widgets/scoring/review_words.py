"""A review in words. Another language replaces the words and the way to write a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..models import ReviewEvent
from .review import NAME, NOTE, REASON, Fault, Review
from .saying import day

STEPS = {
    "submit": "Submitted",
    "comment": "Comment",
    "return": "Returned",
    "review": "Reviewed",
    "refuse": "Refused",
    "approve": "Approved",
    "withdraw": "Withdrawn",
}
STATES = {
    "draft": "Draft, not reviewed.",
    "returned": "Draft: returned by {who} on {when}. Reason: {note}",
    "withdrawn": "Draft: withdrawn by {who} on {when}.",
    "submitted": "Submitted by {who} on {when}; not reviewed yet.",
    "reviewed": "Reviewed by {who} on {when}; not approved yet. The answers are unchanged since.",
    "approved": "Approved by {who} on {when}; the answers are unchanged since.",
    "refused": "Refused by {who} on {when}. Reason: {note} The author may submit it again.",
    "submitted_changed": "Changed since it was submitted by {who} on {when}. "
    "Before a review the author must submit it again.",
    "reviewed_changed": "Changed since it was reviewed by {who} on {when}: the review no longer "
    "counts. The author must submit it again.",
    "approved_changed": "Changed since it was approved by {who} on {when}: the approval no longer "
    "counts. The author must submit it again.",
}
FAULTS = {
    "no_pseudonym": "Type a pseudonym, so that the steps can be told apart.",
    "no_role": "Type your role, for example head of unit.",
    "long_name": f"A pseudonym or a role has at most {NAME} characters.",
    "long_note": f"A comment or a reason has at most {NOTE:,} characters; shorten it.",
    "no_comment": "Write the comment first.",
    "no_reason": f"Give the reason in at least {REASON} characters, so that the author can act "
    "on it.",
    "not_now": "This step is not possible as things stand.",
    "changed": "The answers have changed since they were submitted; {who} must submit them again "
    "first.",
    "other_author": "{who} is the author of these answers; only {who} can submit or withdraw them.",
    "author_reviews": "{who} is the author; a second person must review, under another pseudonym.",
    "author_approves": "{who} is the author; a third person must decide, under another pseudonym.",
    "reviewer_approves": "{who} reviewed it; a third person must decide, under another pseudonym.",
}
PROVES_NOTHING = (
    "Pseudonyms prove nothing: on one computer anybody can type any of them. A signature is given "
    "on paper."
)


def cut(text: str, most: int = NAME) -> str:
    """At most so many characters: a step that a file brings along may hold a whole book."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def who(event: ReviewEvent) -> str:
    """Pseudonym and role."""
    by, role = cut(event.by), cut(event.role)
    return f"{by} ({role})" if role else by


def note_of(event: ReviewEvent) -> str:
    """The comment or the reason, as far as it may be shown."""
    return cut(event.note, NOTE)


def state_key(review: Review) -> str:
    """Which sentence says where the review stands."""
    if review.state == "draft" and review.last is not None:
        return "returned" if review.last.step == "return" else "withdrawn"
    return f"{review.state}_changed" if review.changed else review.state


def state_words(
    review: Review, words: Mapping[str, str] = STATES, in_words: Callable[[str], str] = day
) -> str:
    """Where the review stands, in a sentence or two."""
    event = review.last
    if event is None:
        return words[state_key(review)]
    note = event.note if event.note.endswith((".", "!", "?")) else f"{event.note}."
    return words[state_key(review)].format(who=who(event), when=in_words(event.at[:10]), note=note)


def fault_words(fault: Fault, words: Mapping[str, str] = FAULTS) -> str:
    """Why a step is not possible, in a sentence."""
    return words[fault.code].format(who=cut(fault.who))
