"""The words of the panels, as HTML. Everything a learner typed is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..content.markdown import markdown, markdown_inline
from ..models import Answer, Course, Example, LessonInfo, Track
from ..scoring.agreement import Alpha
from ..scoring.rounds import Comparison, ItemChange, in_points
from ..scoring.several import Spread
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


def example(title: str, about: str, fragment: str) -> str:
    """A shipped fictional agency's results."""
    return (
        head("Worked example", title)
        + markdown(about)
        + "<p><em>The agency and everybody in it are invented.</em></p>"
        + fragment
    )


def comparison(
    people: Sequence[Example],
    rows: Sequence[Spread],
    most: int,
    agreed: Alpha,
) -> str:
    """Several people's steps side by side; ``rows`` in the order of reading."""
    some = [row for row in rows if row.within_one is not None]
    same = sum(row.spread <= 1 for row in some)
    apart = len(some) - same
    text = head("Worked example", f"The same agency, seen by {_number(len(people))} colleagues")
    text += "".join(
        f"<p><strong>{escape(p.role)}.</strong> {markdown_inline(p.about)}</p>" for p in people
    )
    text += (
        f"<p><strong>On {same} of {len(rows)} items they stand within one step of each other. "
        f"On {apart} they are two steps or more apart.</strong> On {len(rows) - len(some)} "
        "fewer than two of them chose a step. The people are invented.</p>"
    )
    text += f"<p>{escape(agreed.sentence)} {escape(_unknowns(people, rows))}</p>"
    body = [
        (markdown_inline(row.text), *_steps(row), str(row.spread), escape(_beside(row)))
        for row in rows[:most]
    ]
    header = ["Item", *(p.role for p in people), "Steps apart", "Beside"]
    if not any(row[-1] for row in body):
        header, body = header[:-1], [row[:-1] for row in body]
    text += table(header, body, f"The {len(body)} items with the widest disagreement")
    text += "<h4>What they wrote</h4>"
    for row in rows[:most]:
        said = [
            f"<li><strong>{escape(p.role)}</strong> ({step}): {escape(answer.comment)}</li>"
            for p, step in zip(people, _steps(row), strict=True)
            if (answer := p.answers.get(row.id)) and answer.comment
        ]
        if said:
            text += f"<p>{markdown_inline(row.text)}</p><ul>{''.join(said)}</ul>"
    return text


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
    return words[count] if count < len(words) else str(count)


def _steps(row: Spread) -> list[str]:
    """What each of them chose, in words."""
    words = {"dont_know": "don't know", "not_applicable": "not applicable", "hidden": "not asked"}
    return [
        words.get(state, "no answer") if step is None else f"step {step}"
        for step, state in zip(row.steps, row.states, strict=True)
    ]


def _beside(row: Spread) -> str:
    """What makes an item weigh more in the talk."""
    return "can force the level" if row.in_veto else ""


def _unknowns(people: Sequence[Example], rows: Sequence[Spread]) -> str:
    """How often each of them did not know, in a sentence."""
    counts = {
        person.role: sum(row.states[place] == "dont_know" for row in rows)
        for place, person in enumerate(people)
    }
    items = sum(row.dont_know > 0 for row in rows)
    if not items:
        return "Nobody chose “don't know”."
    who = ", ".join(f"{role} {count}" for role, count in counts.items() if count)
    return f"“Don't know” stands on {items} of {len(rows)} items ({who})."


def rounds(found: Comparison, title: str) -> str:
    """Two rounds of one agency: what became worse, what better, what cannot be compared."""
    text = head("Worked example", title)
    text += (
        f"<p><strong>{escape(found.sentence)}</strong> Both rounds are invented, as is the "
        "agency.</p>"
    )
    header = ["What", found.before.title or "Before", found.after.title or "Now"]
    if found.totals:
        levels = found.totals[0]
        body = [(escape(t.title), in_points(t.before), in_points(t.after)) for t in found.totals]
        if levels.band_before and levels.band_after:
            body.insert(
                0, ("Level", escape(levels.band_before.label), escape(levels.band_after.label))
            )
        text += table(header, body, "Level, and mean step of the answered items")
    names = {
        "worse": "Lower than before",
        "better": "Higher than before",
        "not_comparable": "Cannot be compared",
        "new": "New items",
        "retired": "Retired items",
    }
    for verdict, name in names.items():
        rows = [_change(found, item) for item in found.items if item.verdict == verdict]
        if rows:
            text += table(["Item", *header[1:], "What was written now"], rows, name)
    same = [item for item in found.items if item.verdict == "same"]
    if same:
        lines = "".join(
            f"<li>{markdown_inline(item.text)} ({escape(item.after_words)})</li>" for item in same
        )
        text += f"<details><summary>{len(same)} the same</summary><ul>{lines}</ul></details>"
    return text


def _change(found: Comparison, item: ItemChange) -> tuple[str, str, str, str]:
    answer = found.after.answers.get(item.id)
    words = [item.why, (answer.reason or answer.comment) if answer else ""]
    return (
        markdown_inline(item.text),
        escape(item.before_words),
        escape(item.after_words),
        escape(". ".join(w for w in words if w)),
    )


def as_answers(example: Example) -> dict[str, Answer]:
    """A shipped example as answers, for scoring."""
    return {
        key: Answer(
            state=a.state,
            value=a.value,
            reason=a.reason or "",
            comment=a.comment or "",
            evidence=a.evidence or "",
        )
        for key, a in example.answers.items()
    }
