"""The review below a form: what the browser shows, and what becomes of a step. No widget."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from ..content.characters import printable
from ..content.markdown import plain
from ..models import SILENT, AnswerFile, Questionnaire, ReviewEvent, ReviewStep
from ..scoring.review import (
    Entry,
    Fault,
    Review,
    about_items,
    new_event,
    next_time,
    problem,
    review_of,
    steps_now,
)
from ..scoring.review_words import cut, fault_words, note_of, state_words, who
from .review_words import ReviewWords, review_words

Reply = dict[str, Any]


def review_spec(form: Questionnaire, language: str) -> Reply:
    """What does not change: the words, and the questions that a comment can be about."""
    items = [
        {"id": item.id, "label": plain(item.text)}
        for item in form.items
        if not isinstance(item, SILENT)
    ]
    return {"words": dict(review_words(language).form), "items": items}


def review_now(file: AnswerFile) -> Review:
    """Where the review of a file of answers stands."""
    return review_of(file.review, file.answers, file.respondent.pseudonym)


def review_state(form: Questionnaire, file: AnswerFile, language: str) -> Reply:
    """What changes: the state in words, the history, open comments, and the steps possible now."""
    review, words = review_now(file), review_words(language)
    names = {item.id: plain(item.text) for item in form.items}
    return {
        "state": review.state,
        "changed": review.changed,
        "sentence": printable(state_words(review, words.states, words.day)),
        "changed_items": [names.get(key, key) for key in review.changed_items],
        "history": [_entry(entry, names, words) for entry in review.entries],
        "comments": {
            key: [{"who": printable(who(e)), "note": printable(e.note)} for e in events]
            for key, events in about_items(review).items()
        },
        "open": len(review.open_comments),
        "steps": list(steps_now(review)),
        "by": printable(file.respondent.pseudonym),
        "role": printable(file.respondent.role),
    }


def _entry(entry: Entry, names: Mapping[str, str], words: ReviewWords) -> Reply:
    event = entry.event
    about = ""
    if event.item:
        label = names.get(event.item)
        about = words.form["on"].format(item=label) if label else words.form["gone"]
    fault = fault_words(entry.fault, words.faults) if entry.fault else ""
    return {
        "step": words.steps[event.step],
        "who": printable(who(event)),
        "at": printable(cut(event.at)),
        "note": printable(note_of(event)),
        "about": about,
        "fault": printable(fault),
    }


def take_step(form: Questionnaire, file: AnswerFile, raw: Mapping[str, Any]) -> ReviewEvent | Fault:
    """The step that the browser asks for, or why it is not possible."""
    step: ReviewStep = raw.get("step", "")
    by, role, note, item = (
        printable(str(raw.get(key) or "")) for key in ("by", "role", "note", "item")
    )
    if step not in get_args(ReviewStep):
        return Fault("not_now", "")
    fault = problem(review_now(file), step, by, role, note, file.answers)
    if fault is not None:
        return fault
    known = {one.id for one in form.items}
    at = next_time(file.review, datetime.now(UTC))
    return new_event(step, by, role, file.answers, at, note, item if item in known else "")


def fault_reply(fault: Fault, language: str) -> Reply:
    """Why a step is not possible, in words, and the field to look at."""
    sentence = printable(fault_words(fault, review_words(language).faults))
    return {"sentence": sentence, "field": fault.field}
