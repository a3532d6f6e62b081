"""The treatment plan: what is done about each risk, by whom and by when, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.markdown import plain
from ..models import Questionnaire, RiskRow
from ..scoring.risk import RiskSummary
from ..scoring.risk_line import RiskLine
from .words import printable

HEADER = ["No.", "Risk", "Now", "Left", "What", "Who", "Due", "Review"]
ORDER = (
    "First what has no date, with the risks that nobody could judge; then by due date; accepted "
    "risks last, by review date. Among equals the order of care."
)
NONE = "–"


@dataclass(frozen=True)
class Step:
    """One row about a risk, in plain words. ``what`` names controls that are new."""

    number: int
    id: str
    risk: str
    now: str
    left: str
    treatment: str
    what: str
    who: str
    due: str
    review: str

    @property
    def cells(self) -> list[str]:
        """The row as it is printed, under :data:`HEADER`; a dash where nothing was said."""
        said = [self.what, self.who, self.due, self.review]
        return [str(self.number), self.risk, self.now, self.left, *(x or NONE for x in said)]


def plan_of(summary: RiskSummary) -> tuple[Step, ...]:
    """The risks with a level, judged or counted as the highest, in the order of :data:`ORDER`."""
    rows = {i.id: i for i in summary.questionnaire.items if isinstance(i, RiskRow)}
    places = {line.id: place for place, line in enumerate(summary.counted)}

    def key(line: RiskLine) -> tuple[bool, str, int]:
        accepted = line.treatment == "accept"
        day = line.review or "9999-99-99" if accepted else line.due
        return accepted, day, places[line.id]

    return tuple(
        _step(summary, summary.questionnaire, rows[line.id], line)
        for line in sorted(summary.counted, key=key)
    )


def _step(summary: RiskSummary, questionnaire: Questionnaire, row: RiskRow, line: RiskLine) -> Step:
    offered = {control.text for control in row.controls}
    new = _new(line)
    planned = "; ".join(plain(text) if text in offered else text for text in new)
    accepted = line.treatment == "accept"
    name = line.treatment.capitalize()
    if accepted:
        on = f" on {line.accepted_on}" if line.accepted_on else ""
        name = f"Accepted{on}"
        reason = line.accept_reason.rstrip(".")
        planned = ". Planned: ".join(part for part in (reason, planned) if part)
    now, left = summary.words(line.standing), summary.words(line.left)
    if line.state == "dont_know":
        name, planned = "Find out", line.reason
        now = left = summary.matrix.levels[-1].label
    what = ": ".join(part for part in (name, planned) if part)
    return Step(
        number=line.number,
        id=line.id,
        risk=plain(line.text),
        now=plain(now),
        left=plain(left),
        treatment=line.treatment,
        what=printable(what),
        who=printable((line.accepted_by or line.owner) if accepted else line.owner),
        due=printable(line.due),
        review=printable(line.review),
    )


def _new(line: RiskLine) -> list[str]:
    """Planned controls without those that work already, also where own words begin with them."""
    out = []
    for text in line.planned:
        for works in line.controls:
            text = text.removeprefix(works).strip()
        if text:
            out.append(text)
    return out
