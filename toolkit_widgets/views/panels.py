"""The words of the panels, as HTML. Everything a learner typed is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..content.markdown import markdown_inline
from ..models import Course, LessonInfo, Track
from .self_check import Check


@dataclass(frozen=True)
class Done:
    """How far an activity or a lesson is. ``state``: none, started or done."""

    title: str
    state: str
    note: str = ""


SIGNS = {"done": "✓ done", "started": "… begun", "none": "– not yet", "missing": "in preparation"}


def head(label: str, title: str, minutes: str = "") -> str:
    """The top of a card."""
    return (
        f'<header class="tk-head"><p class="tk-card-label">{escape(label)}</p>'
        f'<h3 class="tk-title">{escape(title)}</h3>'
        f'<p class="tk-minutes">{escape(minutes)}</p></header>'
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """A table; the cells are safe HTML already, the header and the caption are plain text."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        "<tr>"
        + f'<th scope="row">{row[0]}</th>'
        + "".join(f"<td>{cell}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<table tabindex="0">{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def frame(info: LessonInfo, activities: Sequence[Done], notes: Sequence[str], nav: str) -> str:
    """The start card: where the learner stands in this lesson, and ``nav`` to the others."""
    done = sum(a.state == "done" for a in activities)
    begun = sum(a.state == "started" for a in activities)
    words = f"{done} of {len(activities)} activities done"
    if begun:
        words += f", {begun} begun"
    notices = "".join(f'<p class="tk-notice">{escape(note)}</p>' for note in notes)
    return (
        head(f"Lesson {info.number}", info.title, f"{info.minutes} minutes")
        + f"<p><strong>{words}.</strong> Your answers are saved as you go, in the folder "
        "<code>answers</code>. The course sends them nowhere else.</p>" + notices + nav
    )


def closing(activities: Sequence[Done], following: LessonInfo | None, where: str) -> str:
    """What was done, what is open, and what comes next."""
    rows = [
        (escape(a.title), SIGNS[a.state] + (f" ({a.note})" if a.note else "")) for a in activities
    ]
    text = head("Save and next", "What you did in this lesson")
    text += table(["Activity", "State"], rows)
    text += f"<p>Your answers are in <code>{escape(where)}</code>.</p>"
    if following:
        text += (
            f'<p><strong>Next:</strong> <a href="{following.id}.ipynb">'
            f"{following.number}. {escape(following.title)}</a> ({following.minutes} minutes). "
            f"{markdown_inline(following.promise)}</p>"
        )
    else:
        text += "<p>There is no further lesson in this edition on your way.</p>"
    return text


WITH_TEXT = "hand-in-with-text"
HAND_IN = [
    {"what": "hand-in", "label": "Hand in to your trainer", "act": "1"},
    {"what": WITH_TEXT, "label": "Hand in, with what I wrote", "act": "1"},
]


def handing_in(inbox: str) -> str:
    """What is handed in, and what is not."""
    from ..cohort.hand_in import WITHOUT_WORDS  # only where there is an inbox

    return (
        "<h4>Hand in to your trainer</h4><p>A copy of the answers of all your lessons goes into "
        f"the folder <code>{escape(inbox)}</code>, under a pseudonym: {escape(WITHOUT_WORDS)}, "
        "unless you press <em>Hand in, with what I wrote</em>. Choose a word and a number, not "
        "your name, and use the same each time. You can hand in again; the latest counts.</p>"
    )


def route(course: Course, track: Track | None, states: Mapping[str, Done]) -> str:
    """The learner's route as a map with progress. ``states``: lesson id → how far."""
    if track is None:
        return (
            "<p>Choose a track in <em>Your route</em> above; the map of your lessons then "
            "appears here.</p>"
        )
    lessons = {info.number: info for info in course.lessons}
    rows, minutes, ready = [], 0, 0
    for number in track.lessons:
        info = lessons[number]
        state = states[info.id]
        name = escape(info.title)
        if state.state != "missing":
            name = f'<a href="{info.id}.ipynb">{name}</a>'
            ready += 1
        minutes += info.minutes
        note = f" ({escape(state.note)})" if state.note else ""
        rows.append((number, name, f"{info.minutes}", SIGNS[state.state] + note))
    text = f"<p><strong>{escape(track.title)}.</strong> {markdown_inline(track.who)}</p>"
    text += table(["No.", "Lesson", "Minutes", "State"], rows, "Your route")
    text += (
        f"<p>{len(rows)} lessons, about {_hours(minutes)}. {ready} of them are in this edition; "
        "the others are in preparation. The route is a suggestion: every lesson is open to you.</p>"
    )
    if track.plus:
        text += f"<p>{markdown_inline(track.plus)}</p>"
    return text


def _hours(minutes: int) -> str:
    halves = round(minutes / 30)
    return f"{minutes} minutes" if halves < 2 else f"{halves / 2:g} hours"


def checks(found: Sequence[Check]) -> str:
    """The self-check as a table, with one sentence on top."""
    bad = [check for check in found if not check.ok]
    say = "Everything the course needs is here." if not bad else f"{len(bad)} of these need help."
    rows = [
        (
            escape(check.what),
            "✓ fine" if check.ok else "✗ look at this",
            escape(check.found) + (f"<br>{escape(check.remedy)}" if not check.ok else ""),
        )
        for check in found
    ]
    return (
        head("Self-check", "This computer")
        + f"<p><strong>{say}</strong></p>"
        + f"<details{' open' if bad else ''}><summary>What was looked at</summary>"
        + table(["What", "Verdict", "Found"], rows)
        + "</details>"
    )
