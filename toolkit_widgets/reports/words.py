"""Words that every format of a report uses, and text that no format can choke on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from ..content.characters import printable as printable
from ..content.counted import count as count
from ..models import Band
from ..scoring.saying import MONTHS

EFFORT = {"S": "small: days", "M": "medium: weeks", "L": "large: months"}
"""What the effort classes of an action mean: of one person's work, this course's own classes."""

VETOES_SAY = "Each of these answers holds the level down, whatever the mean says."
BANDS_ARE_OURS = "Level bands, targets and effort classes are this course's own."
TRAINING = (
    "This is a training instrument of this course. It is not one of the questionnaires of the "
    "Toolkit for Responsible AI Innovation in Law Enforcement."
)
PRIORITY = (
    "In order of what an action can lift for its effort: the points it can add to its items, at "
    "most up to the target, times their weight, divided by 1 (small), 2 (medium) or 4 (large)."
)

CALENDAR = (
    "Lesson 13 puts these actions into a calendar. Open it after this: the actions that lift most "
    "of your items stand on top there."
)


def edge_words(band: Band) -> str:
    """Where a level begins: ``2.5``, or ``above 2.5`` where the edge itself is still below it."""
    return f"above {band.above:g}" if band.above is not None else f"{band.edge:g}"


def lesson_label(lesson: str, titles: Mapping[str, str]) -> str:
    """``Lesson 14, Organizational readiness``; without a known title just ``Lesson 14``."""
    if not lesson:
        return ""
    number = lesson.split("_", 1)[0]
    kind = {"C": "Case", "B": "Briefing"}.get(number[0], "Lesson")
    title = titles.get(lesson)
    return f"{kind} {number}, {title}" if title else f"{kind} {number}"


def moment(value: datetime) -> str:
    """``2 March 2026, 09:30 UTC``, in English whatever the machine's language is."""
    at = value.astimezone(UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"


def moment_of(text: str) -> str:
    """The same for a time as it stands in a file; what is not a time is given back as it is."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return printable(text)
    return moment(value if value.tzinfo else value.replace(tzinfo=UTC))


def weight_words(weight: int) -> str:
    """How much an item counts, where it is more than once; else nothing."""
    return {1: "", 2: "counts double", 3: "counts triple"}.get(weight, f"counts {weight} times")
