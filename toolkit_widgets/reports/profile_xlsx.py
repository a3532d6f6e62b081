"""The sheets of a profile: dimensions, items, actions, and how the score arose."""

from __future__ import annotations

from collections.abc import Sequence

from ..content.markdown import plain
from ..scoring.profile import Line, Profile
from .annex import OPEN
from .report import Report
from .words import EFFORT, PRIORITY, lesson_label, weight_words
from .workbook import Column, Sheet, Value, number


def dimensions(profile: Profile) -> Sheet:
    """The score of each dimension, with its bounds and its target."""
    rows: list[Sequence[Value]] = []
    for row in profile.dimensions:
        score = row.score
        rows.append(
            (
                plain(row.title),
                number(score.value),
                number(score.low),
                number(score.high),
                number(row.target),
                number(row.gap),
                score.answered,
                score.applicable,
            )
        )
    overall = profile.overall
    rows.append(
        (
            "All items",
            number(overall.value),
            number(overall.low),
            number(overall.high),
            None,
            None,
            overall.answered,
            overall.applicable,
        )
    )
    about = (
        "“Could be”: from every open item at its lowest step to every one at its highest. "
        "Answered: of the items that apply."
    )
    names = ("Score", "Could be, low", "Could be, high", "Target", "Gap", "Answered", "Applicable")
    return "Dimensions", about, (Column("Dimension", 34), *(Column(n, 12) for n in names)), rows


def items(report: Report, profile: Profile) -> Sheet:
    """Every scored item with its step, its reason and who should answer."""
    titles = {row.id: plain(row.title) for row in profile.dimensions}

    def row(line: Line) -> Sequence[Value]:
        return (
            line.id,
            plain(line.text),
            titles.get(line.dimension, line.dimension),
            OPEN.get(line.state, "Answered"),
            plain(line.step),
            plain(line.anchor),
            number(line.points),
            number(line.target),
            line.weight,
            line.reason,
            line.comment,
            line.evidence,
            "; ".join(line.roles),
            lesson_label(line.lesson, report.lessons),
        )

    columns = (
        Column("Id", 22),
        Column("Item", 40),
        Column("Dimension", 16),
        Column("State", 12),
        Column("Step", 16),
        Column("What that step says", 36),
        Column("Points", 8),
        Column("Target", 8),
        Column("Weight", 8),
        Column("Reason", 26),
        Column("Comment", 26),
        Column("Evidence", 26),
        Column("Who should answer", 30, beside=True),
        Column("Lesson", 34, beside=True),
    )
    return "Items", "Every scored item that was shown.", columns, [row(x) for x in profile.lines]


def actions(report: Report, profile: Profile) -> Sheet:
    """The actions in order, with room for an owner and a date."""
    rows = [
        (
            place,
            plain(priority.action.text),
            EFFORT[priority.action.effort],
            "yes" if priority.quick else "",
            "\n".join(plain(line.text) for line in priority.lifts),
            lesson_label(priority.action.lesson or "", report.lessons),
            None,
            None,
        )
        for place, priority in enumerate(profile.priorities, 1)
    ]
    columns = (
        Column("No.", 6),
        Column("Action", 50),
        Column("Effort", 16),
        Column("Quick win", 10),
        Column("What it lifts", 60),
        Column("Lesson", 34),
        Column("Owner", 22),
        Column("Done by", 14),
    )
    return "Actions", f"{PRIORITY} Owner and date are for you to fill in.", columns, rows


def arose(profile: Profile) -> Sheet:
    """Each term of the score, and how the level follows."""
    rows: list[Sequence[Value]] = []
    for line in profile.lines:
        value = None if line.points is None else line.points * line.weight
        note = OPEN.get(line.state, weight_words(line.weight))
        row = (line.dimension, line.id, number(line.points), line.weight, number(value), note)
        rows.append(row)
    rows += [("All items", "", None, None, None, words) for words in _story(profile)]
    columns = (
        Column("Dimension", 24),
        Column("Item", 34),
        Column("Points", 10),
        Column("Weight", 10),
        Column("Points × weight", 12),
        Column("How it counts", 70),
    )
    about = "Each term of the score; items without points do not count in it."
    return "How it arose", about, columns, rows


def _story(profile: Profile) -> list[str]:
    measure = profile.level.measure
    said = list(measure.story)
    band, unforced = profile.band, profile.level.unforced
    if band is not None and unforced is not None:
        said.append(f"level by the score alone: {plain(unforced.label)}")
        said += [f"veto: {plain(veto.because)}" for veto in profile.vetoes]
        said.append(f"level: {plain(band.label)}")
    return said
