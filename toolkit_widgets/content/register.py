"""The risk register as a sheet: its columns, and what stands in them of each risk.

Reports write it and exchange reads it back, so both take the columns from here. Columns with a
``path`` are read back; the others follow from them, or from the questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..models import STAGES, Answer, Questionnaire, RiskRow, ScaleDef
from ..scoring.matrix import band_words
from ..scoring.records import RISK_WORDS, nothing
from ..scoring.risk_line import RiskLine
from .markdown import plain

SHEET = "Risk register"
STATE_WORDS = {
    "answered": "Answered",
    "unanswered": "Not answered",
    "draft": "Draft, not counted",
    "dont_know": "Don't know",
    "not_applicable": "Not applicable",
}
NOTES = ("reason", "comment", "evidence")
"""Texts of an answer beside its value."""
Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A heading, the width in characters, and where in the answer's value its cell stands."""

    name: str
    width: int
    path: tuple[str, ...] = ()


def _stage(stage: str) -> list[Column]:
    columns = [
        Column(f"{stage.capitalize()} {axis}", 13, (stage, axis))
        for axis in ("likelihood", "severity")
    ]
    columns.append(Column(f"{stage.capitalize()} level", 12))
    if stage == "inherent":
        return columns
    kind = "controls in place" if stage == "current" else "planned controls"
    own = Column(f"Other {kind}", 22, (stage, "named"))
    return [*columns, Column(kind.capitalize(), 22, (stage, "controls")), own]


_WIDTHS = {"affected": 10, "knowledge": 12, "treatment": 11, "due": 12, "review": 12}
_WIDTHS |= {"accepted_on": 12, "owner": 18, "accepted_by": 18, "whom": 18}
_TEXTS = {key: Column(RISK_WORDS[key], _WIDTHS.get(key, 26), (key,)) for key in RISK_WORDS}

COLUMNS: tuple[Column, ...] = (
    Column("Id", 15),
    Column("No.", 5),
    Column("Risk", 24),
    Column("State", 13),
    *(_TEXTS[key] for key in ("what", "whom", "affected")),
    *(column for stage in STAGES for column in _stage(stage)),
    Column("Straddles", 12),
    *(column for key, column in _TEXTS.items() if key not in ("what", "whom", "affected")),
    *(Column(name.capitalize(), 24) for name in NOTES),
    Column("Findings", 44),
)


def ranges(scale: ScaleDef) -> dict[str, list[str]]:
    """``Possible to Likely`` → the ids of both ends, for every range of the scale.

    Ids stand for the labels where labels would leave open which range is meant.
    """
    labels = _ranges([(step.id, plain(step.label)) for step in scale.steps])
    size = len(scale.steps)
    if len({words.casefold() for words in labels}) == size * (size + 1) // 2:
        return labels
    return _ranges([(step.id, step.id) for step in scale.steps])


def control_names(row: RiskRow) -> dict[str, str]:
    """Words in the register → id of the control. Ids where the words are not one line each."""
    names = {plain(control.text): control.id for control in row.controls}
    one_line = all("\n" not in name for name in names)
    alone = len({name.casefold() for name in names}) == len(row.controls)
    return names if one_line and alone else {control.id: control.id for control in row.controls}


def register_row(
    questionnaire: Questionnaire, line: RiskLine, answer: Answer | None
) -> list[Value]:
    """One risk, a value for each of :data:`COLUMNS`. What a draft holds stands there as typed."""
    rows = {item.id: item for item in questionnaire.items if isinstance(item, RiskRow)}
    row = rows[line.id]
    matrix = questionnaire.matrices[row.matrix]
    judged = [(stage, getattr(line, stage)) for stage in STAGES]
    follows: dict[str, Value] = {
        "Id": line.id,
        "No.": line.number,
        "Risk": plain(line.text),
        "State": STATE_WORDS[line.state],
        "Straddles": ", ".join(stage for stage, found in judged if found and found.straddles),
        "Findings": "\n".join(
            f"{'Does not fit' if finding.severity == 'error' else 'Look again'}: {finding.message}"
            for finding in line.findings
        ),
    }
    for stage, found in judged:
        words = plain(band_words(matrix, found.low, found.high)) if found else None
        follows[f"{stage.capitalize()} level"] = words
    for name in NOTES:
        follows[name.capitalize()] = getattr(answer, name) if answer else ""
    value = answer.value if answer is not None and isinstance(answer.value, Mapping) else {}
    return [
        _cell(questionnaire, row, column.path, value) if column.path else follows[column.name]
        for column in COLUMNS
    ]


def given(row: RiskRow, key: str) -> str:
    """What the questionnaire itself says under ``what`` or ``whom``, in plain words."""
    text = {"what": row.what, "whom": row.whom}.get(key)
    return plain(text) if text else ""


def _cell(
    questionnaire: Questionnaire, row: RiskRow, path: tuple[str, ...], value: Mapping[str, Any]
) -> Value:
    found: Any = value
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    if len(path) == 1 and given(row, path[0]):
        return given(row, path[0])
    if path[-1] in ("likelihood", "severity"):
        known = ranges(questionnaire.scales[getattr(row, path[-1])])
        return next((words for words, ends in known.items() if ends == found), None)
    if path[-1] == "controls":
        ticked = found if isinstance(found, list) else []
        return "\n".join(name for name, key in control_names(row).items() if key in ticked)
    if nothing(found):
        return None
    return found if type(found) in (int, float) else str(found)


def _ranges(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    steps = list(names)
    return {
        first if low == high else f"{first} to {last}": [low, high]
        for place, (low, first) in enumerate(steps)
        for high, last in steps[place:]
    }
