"""What the class gained: a final assessment against the baseline that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..content.markdown import plain
from ..models import Quiz
from ..scoring.student import Gain, paired_gain
from .groups import FEWEST
from .questions import marks_of, places_of
from .reading import Room, Sheet

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Compared:
    """A final assessment and its baseline. ``gain`` is None with fewer than five pairs."""

    before: str
    after: str
    pairs: int
    gain: Gain | None

    @property
    def sentence(self) -> str:
        """The gain in words a trainer can say."""
        if self.gain is None:
            return (
                f"“{self.after}” and “{self.before}” were both answered by fewer than {FEWEST} "
                "people, so no gain is shown."
            )
        g = self.gain
        sure = (
            "chance alone would rarely give that"
            if g.low > 0 or g.high < 0
            else "so small a change can be chance"
        )
        return (
            f"From “{self.before}” to “{self.after}” the mean of {g.people} people went from "
            f"{100 * g.before:.0f} % to {100 * g.after:.0f} % of the marks: "
            f"{100 * g.gain:+.0f} points, with a 95 % "
            f"interval from {100 * g.low:+.0f} to {100 * g.high:+.0f}; {sure}."
        )


NO_FINAL = (
    "Nobody has handed in a final assessment that is compared with the first questions, so no gain "
    "can be measured."
)


def compared(room: Room) -> Iterator[Compared]:
    """Every handed-in quiz that names another with ``gain_since``, and that other one."""
    for sheet in room.sheets.values():
        for quiz in sheet.known.quizzes:
            if quiz.gain_since is None:
                continue
            lesson, _, name = quiz.gain_since.partition("/")
            first = room.sheets.get(f"quizzes/{lesson}")
            start = [q for q in first.known.quizzes if q.id == name] if first else []
            if first is None or not start:
                continue
            early, late = shares(first, start[0]), shares(sheet, quiz)
            both = sorted(early.keys() & late.keys())
            gain = None
            if len(both) >= FEWEST:
                gain = paired_gain([early[k] for k in both], [late[k] for k in both])
            yield Compared(plain(start[0].title), plain(quiz.title), len(both), gain)


def shares(sheet: Sheet, quiz: Quiz) -> dict[str, float]:
    """The share of all marks of everybody who answered something of the quiz, by learner.

    An item without an answer gets nothing, as where the quiz is marked.
    """
    import numpy as np

    places = places_of(sheet, quiz)
    if not places:
        return {}
    marks: np.ndarray = marks_of(sheet, sheet.codes, places)
    some = ~np.isnan(marks).all(axis=1)
    share = np.nansum(marks, axis=1) / len(places)
    return {who: float(share[n]) for n, who in enumerate(sheet.learners) if some[n]}
