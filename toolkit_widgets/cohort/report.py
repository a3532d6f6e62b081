"""The report on a class: what is said first, and the sections in their order."""

from __future__ import annotations

from datetime import UTC, datetime

from ..content.markdown import plain
from . import gains, opinions, sections, sections_opinions
from .groups import FEWEST
from .parts import ClassReport, short
from .questions import Question, questions
from .reading import Room
from .sections_opinions import Points


def class_report(room: Room, now: datetime | None = None) -> ClassReport:
    """The report. ``now``: when it is made, by default this moment."""
    asked = [q for sheet in room.sheets.values() for q in questions(sheet)]
    compared = list(gains.compared(room))
    points = sections_opinions.points_of(room)
    parts = [
        sections.who_did_what(room),
        sections.hard(room, asked),
        sections.gained(compared),
        sections_opinions.disagreement(room, points),
        *sections_opinions.readiness(room),
        *sections_opinions.risks(room),
        *sections.written(room),
        sections.left_out(room),
    ]
    roles = opinions.role_sizes(room)
    shown = ", ".join(f"{name} {size}" for name, size in roles.items())
    return ClassReport(
        title=f"Class report: {room.folder}",
        sentence=_sentence(room, asked, compared, points),
        facts=(
            ("People", str(len(room.learners))),
            ("Files of answers", f"{room.files:,}"),
            ("Left out", f"{len(room.skipped):,}"),
            ("Roles", shown or f"not shown: no role has {FEWEST} people or more"),
        ),
        sections=tuple(parts),
        made=now or datetime.now(UTC),
        notes=tuple(room.notes),
    )


def _sentence(
    room: Room,
    asked: list[Question],
    compared: list[gains.Compared],
    points: Points,
) -> str:
    people = len(room.learners)
    if not people:
        return "Nobody has handed in answers yet."
    text = f"{people} {'person has' if people == 1 else 'people have'} handed in"
    if people < FEWEST:
        return f"{text}; figures appear from {FEWEST} people on."
    parts = []
    if asked:
        hardest = min(asked, key=lambda q: q.right)
        parts.append(f"the hardest was {hardest.name}, which {100 * hardest.right:.0f} % had right")
    if points:
        parts.append(f"you differ most on this: “{short(plain(points[0][1].item.text))}”")
    parts += [
        f"the marks rose by {100 * c.gain.gain:.0f} points since the start"
        for c in compared
        if c.gain is not None and c.gain.low > 0
    ]
    if not parts:
        return f"{text}; no question has answers of {FEWEST} people yet."
    return f"{text}; {'; and '.join([', '.join(parts[:-1]), parts[-1]] if parts[1:] else parts)}."
