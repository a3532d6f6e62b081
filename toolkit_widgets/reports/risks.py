"""Risks in every format of a report: a fragment of HTML, and data."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..content.library import library
from ..content.markdown import plain
from ..figures import Figure, heat_figure, risk_grid_figure, svg_uri
from ..models import STAGES, Answer, Questionnaire, RiskRow
from ..scoring.matrix import Judged
from ..scoring.risk import RiskSummary, risk_summary
from ..scoring.risk_line import RiskLine
from .fragment import environment
from .plan import HEADER, ORDER, Step, plan_of
from .words import printable

HOW = (
    "Levels are looked up in the matrix, never multiplied or averaged. A range counts by its worst "
    "end, and a risk that nobody could judge as the highest level. Order: level now, weaker "
    "knowledge, larger group, earlier due date."
)

FOLD_FROM = 12
"""Lists of more risks are folded in a notebook."""

DECIDES = "Each of these answers decides, whatever the levels of the risks are."


@dataclass(frozen=True)
class Risks:
    """The risks of a questionnaire with their heat map, their grid and their treatment plan."""

    summary: RiskSummary
    figure: Figure
    answers: Mapping[str, Answer]
    grid: Figure | None = None
    """Principles × stages; None where no risk names both."""
    plan: tuple[Step, ...] = ()


def risks_of(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Risks | None:
    """The risks; None where the questionnaire has no risk rows."""
    if not any(isinstance(item, RiskRow) for item in questionnaire.items):
        return None
    summary = risk_summary(questionnaire, answers)
    return Risks(
        summary,
        heat_figure(summary, summary.matrix),
        answers,
        _grid(summary),
        plan_of(summary),
    )


def _grid(summary: RiskSummary) -> Figure | None:
    if not any(item.principles and item.stages for item in summary.questionnaire.items):
        return None
    known = library().principles
    return risk_grid_figure(
        summary,
        {one.id: one.title for one in known.principles if one.core is not None},
        {one.id: one.title for one in known.stages},
    )


def risk_fragment(
    risks: Risks, *, heading_level: int = 3, prefix: str = "", vetoes: bool = True
) -> str:
    """HTML without a page around it; everything a respondent typed is escaped.

    ``vetoes``: whether to list them; a profile beside it has them already.
    """
    template = environment().get_template("risks.html.jinja")
    return str(
        template.render(
            summary=risks.summary,
            figure=risks.figure,
            light=svg_uri(risks.figure.svg_light),
            dark=svg_uri(risks.figure.svg_dark),
            grid=risks.grid,
            grid_light=svg_uri(risks.grid.svg_light) if risks.grid else "",
            grid_dark=svg_uri(risks.grid.svg_dark) if risks.grid else "",
            plan=risks.plan,
            plan_header=HEADER,
            plan_order=ORDER,
            level=heading_level,
            prefix=prefix,
            vetoes=vetoes and bool(risks.summary.vetoes),
            folds=len(risks.summary.lines) > FOLD_FROM,
            how=HOW,
            facts=functools.partial(facts, risks.summary.questionnaire),
            still_open=functools.partial(still_open, risks.summary),
            titles={},
        )
    )


@dataclass(frozen=True)
class Fact:
    """Something said about a risk. ``markdown``: by the questionnaire, else by the respondent."""

    name: str
    text: str
    markdown: bool = False

    @property
    def plain(self) -> str:
        """The words without marks."""
        return plain(self.text) if self.markdown else printable(self.text)


def facts(questionnaire: Questionnaire, line: RiskLine) -> list[Fact]:
    """What was said about a risk, as far as something was."""
    rows = {item.id: item for item in questionnaire.items if isinstance(item, RiskRow)}
    row = rows[line.id]
    offered = {control.text for control in row.controls}

    def named(controls: tuple[str, ...]) -> str:
        return "; ".join(plain(text) if text in offered else text for text in controls)

    known = [
        Fact("What happens", line.what, row.what is not None),
        Fact("To whom", line.whom, row.whom is not None),
    ]
    said = [
        ("People affected", "" if line.affected is None else f"{line.affected:,}"),
        ("Controls in place", named(line.controls)),
        ("Planned controls", named(line.planned)),
        ("Strength of knowledge", line.knowledge),
        ("Reason", line.knowledge_reason),
        ("Treatment", line.treatment),
        ("Owner", line.owner),
        ("Due", line.due),
        ("Review", line.review),
        ("Accepted by", line.accepted_by),
        ("Accepted on", line.accepted_on),
        ("Reason for accepting", line.accept_reason),
    ]
    known += [Fact(name, text) for name, text in said]
    return [fact for fact in known if fact.text]


def still_open(summary: RiskSummary, line: RiskLine) -> str:
    """What is said of a risk that is not judged: how it counts, and the respondent's reason."""
    reason = printable(line.reason.strip())
    if line.state != "dont_know":
        return reason
    counts = f"Nobody could judge it; it counts as {plain(summary.matrix.levels[-1].label)}."
    return f"{counts} {reason}".strip()


def risks_data(risks: Risks) -> dict[str, Any]:
    """Risks as data; levels by id."""
    summary = risks.summary
    levels = [level.id for level in summary.matrix.levels]

    def band(judged: Judged | None) -> dict[str, Any] | None:
        if judged is None:
            return None
        return {
            "low": levels[judged.low],
            "high": levels[judged.high],
            "straddles": judged.straddles,
        }

    header, *cells = risks.grid.table if risks.grid else [[]]
    return {
        "sentence": summary.sentence,
        "matrix": summary.matrix.label,
        "forced": summary.forced.id if summary.forced else None,
        "worst": {
            "now": summary.worst.id if summary.worst else None,
            "low": summary.worst_low.id,
            "high": summary.worst_high.id,
        },
        "counts": [
            {"level": c.level.id, "risks": list(c.numbers), "nobody_could_judge": list(c.unknown)}
            for c in summary.counts
        ],
        "risks": [
            {
                "id": line.id,
                "number": line.number,
                "state": line.state,
                **{stage: band(getattr(line, stage)) for stage in STAGES},
                "said": {f.name: printable(f.text) for f in facts(summary.questionnaire, line)},
                "findings": [
                    {"severity": f.severity, "rule": f.rule, "message": f.message}
                    for f in line.findings
                ],
            }
            for line in summary.lines
        ],
        "vetoes": [{"id": v.id, "because": v.because} for v in summary.vetoes],
        "grid": [dict(zip(header, row, strict=True)) for row in cells],
        "plan": [asdict(step) for step in risks.plan],
    }
