"""One risk: its levels before, with and after controls, and what of it does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..models import STAGES, Answer, Matrix, Questionnaire, RiskRow, ScaleDef
from .matrix import Judged, axis_of, band_words, judge
from .records import nothing
from .visibility import is_answered


@dataclass(frozen=True)
class Finding:
    """Something that does not fit, or is missing, in one sentence."""

    item: str
    severity: Literal["error", "warning"]
    rule: str
    message: str


@dataclass(frozen=True)
class RiskLine:
    """One risk. ``low`` and ``high``: the level that stands now can still lie between these.

    For a risk that nobody could judge both are the highest level.
    """

    id: str
    number: int
    """Its place among the declared risks, from 1; it does not change when others are hidden."""
    text: str
    what: str
    whom: str
    state: str
    """answered · unanswered · draft · dont_know · not_applicable"""
    reason: str
    inherent: Judged | None
    current: Judged | None
    residual: Judged | None
    controls: tuple[str, ...]
    """In place, in words."""
    planned: tuple[str, ...]
    knowledge: str
    knowledge_reason: str
    affected: int | None
    treatment: str
    owner: str
    due: str
    review: str
    accepted_by: str
    accepted_on: str
    accept_reason: str
    low: int
    high: int
    findings: tuple[Finding, ...]

    @property
    def standing(self) -> Judged | None:
        """The judgement that counts now: current, or else inherent."""
        return self.current or self.inherent

    @property
    def left(self) -> Judged | None:
        """What would be left in the end: residual, or else what stands now."""
        return self.residual or self.standing


def risk_line(
    questionnaire: Questionnaire, row: RiskRow, answer: Answer | None, number: int
) -> RiskLine:
    """One risk with everything that its answer says. A draft counts as not judged."""
    matrix = questionnaire.matrices[row.matrix]
    state: str = "unanswered" if answer is None else answer.state
    value: Any = answer.value if answer is not None and isinstance(answer.value, dict) else {}
    judged = judgements(questionnaire.scales, matrix, row, value)
    if state == "answered" and (not is_answered(row, answer) or judged["inherent"] is None):
        state = "unanswered"
    if state != "answered":
        judged = dict.fromkeys(STAGES)
    standing = judged["current"] or judged["inherent"]

    def said(key: str) -> str:
        return str(value.get(key) or "").strip()

    top = len(matrix.levels) - 1
    least = top if state == "dont_know" else 0
    affected = value.get("affected")
    whole = isinstance(affected, int) and not isinstance(affected, bool)
    line = RiskLine(
        id=row.id,
        number=number,
        text=row.text,
        what=row.what or said("what"),
        whom=row.whom or said("whom"),
        state=state,
        reason="" if answer is None else answer.reason,
        inherent=judged["inherent"],
        current=judged["current"],
        residual=judged["residual"],
        controls=controls_of(row, value.get("current")),
        planned=controls_of(row, value.get("residual")),
        affected=affected if whole else None,
        low=least if standing is None else standing.low,
        high=top if standing is None else standing.high,
        findings=(),
        **{
            key: said(key)
            for key in (
                "knowledge", "knowledge_reason", "treatment", "owner", "due", "review",
                "accepted_by", "accepted_on", "accept_reason",
            )
        },
    )  # fmt: skip
    if state != "answered":
        return line
    return replace(line, findings=tuple(findings(matrix, line)))


def judgements(
    scales: Mapping[str, ScaleDef], matrix: Matrix, row: RiskRow, value: Mapping[str, Any]
) -> dict[str, Judged | None]:
    """The level of each stage, as far as it is judged. Nothing is guessed from a broken part."""
    out: dict[str, Judged | None] = dict.fromkeys(STAGES)
    for stage in STAGES:
        part = value.get(stage)
        if not isinstance(part, Mapping):
            continue
        likelihood = axis_of(scales[row.likelihood], part.get("likelihood"))
        severity = axis_of(scales[row.severity], part.get("severity"))
        if likelihood is not None and severity is not None:
            out[stage] = judge(matrix, likelihood, severity)
    return out


def controls_of(row: RiskRow, part: Any) -> tuple[str, ...]:
    """The controls that a judgement names: those offered, then the respondent's own words."""
    if not isinstance(part, Mapping):
        return ()
    ticked = part.get("controls")
    known = ticked if isinstance(ticked, list) else []
    found = [control.text for control in row.controls if control.id in known]
    own = part.get("named")
    return (*found, str(own).strip()) if not nothing(own) else tuple(found)


def findings(matrix: Matrix, line: RiskLine) -> Iterable[Finding]:
    """What of a judged risk does not fit together, and what its treatment lacks."""

    def words(judged: Judged) -> str:
        return band_words(matrix, judged.low, judged.high)

    before = first = line.inherent
    if before is None or first is None:
        return
    steps = (("current", line.current, line.controls), ("residual", line.residual, line.planned))
    names = {"current": "no control in place", "residual": "no planned control"}
    named_before = "inherent"
    for stage, judged, controls in steps:
        if judged is None:
            continue
        if judged.high > first.high:
            yield Finding(
                line.id,
                "warning",
                "risk.above",
                f"The {stage} level, {words(judged)}, is above the inherent one, {words(first)}. "
                "Controls can bring risks of their own; say which, or look again.",
            )
        elif judged.high < before.high and not controls:
            yield Finding(
                line.id,
                "error",
                "risk.no_control",
                f"The {stage} level, {words(judged)}, is lower than the {named_before} one, "
                f"{words(before)}, but {names[stage]} is named. Name what lowers it.",
            )
        before, named_before = judged, stage
    if line.knowledge and not line.knowledge_reason:
        yield Finding(
            line.id,
            "warning",
            "risk.knowledge",
            f"The strength of knowledge, {line.knowledge}, has no reason. Say what it rests on.",
        )
    yield from _treatment(line)


def _treatment(line: RiskLine) -> Iterable[Finding]:
    needs = {
        "accept": {
            "the role of who accepts it": line.accepted_by,
            "the date": line.accepted_on,
            "a reason": line.accept_reason,
        },
        "reduce": {"an owner": line.owner, "a due date": line.due},
    }
    lacking = [name for name, given in needs.get(line.treatment, {}).items() if not given]
    if not line.treatment:
        message = "No treatment is chosen: avoid, reduce, share or accept."
        yield Finding(line.id, "warning", "risk.treatment", message)
    elif lacking:
        verb = {"accept": "Accepting", "reduce": "Reducing"}[line.treatment]
        listed = lacking[0] if len(lacking) == 1 else f"{', '.join(lacking[:-1])} and {lacking[-1]}"
        message = f"{verb} a risk also needs {listed}."
        yield Finding(line.id, "error", f"risk.{line.treatment}", message)
