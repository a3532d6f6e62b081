"""From the sheet "Risk register" of a report back to answers, every problem with its cell.

Likelihoods, severities, controls and what was said are read; levels and findings follow from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..content.markdown import plain
from ..content.problems import ContentError, Problem, Severity, nearest, short
from ..content.register import (
    COLUMNS,
    NOTES,
    SHEET,
    STATE_WORDS,
    Column,
    control_names,
    given,
    ranges,
)
from ..models import STAGES, Answer, Questionnaire, RiskRow
from ..scoring.matrix import band_words
from ..scoring.records import Unfinished
from ..scoring.risk_line import risk_line
from ..scoring.values import read_answer
from .sheet_grid import Cell, cell_problem, raw_rows
from .workbook import open_workbook, read_bytes, rows

_NAMED = {column.name.casefold(): column for column in COLUMNS}


def read_register(
    file: Path, questionnaire: Questionnaire
) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers in a register, and what is wrong in it.

    An *error* could not be read at all; of a *warning* the answer is kept, as a draft where it is
    not valid. Raises :class:`ContentError` for a file that is no workbook with a register.
    """
    label = file.name
    problems: list[Problem] = []
    with open_workbook(read_bytes(file), label) as book:
        names = [name for name in book.sheetnames if hasattr(book[name], "iter_rows")]
        title = next((n for n in names if n.strip().casefold() == SHEET.casefold()), None)
        if title is None:
            message = f"the sheet '{SHEET}' is missing; a report of risks has it"
            raise ContentError(
                [Problem("error", label, 1, SHEET, message, "nothing", SHEET, rule="sheet.missing")]
            )
        found = list(raw_rows(SHEET, rows(book[title], label), label, problems))
    heads = found.pop(0)[1] if found and found[0][0] == 1 else {}
    columns = _columns(heads, label, problems)
    risks = {item.id: item for item in questionnaire.items if isinstance(item, RiskRow)}
    answers: dict[str, Answer] = {}
    seen: set[str] = set()
    if "Id" not in columns.values():
        return answers, problems
    for number, cells in found:
        line = _Line(questionnaire, number, columns, cells, label, problems)
        name = line.word("Id")
        if name not in risks or name in seen:
            message = (
                f"the risk '{short(name)}' stands in the register twice; keep one"
                if name in seen
                else f"no risk '{short(name)}' in '{questionnaire.id}'"
                if name
                else "this row names no risk"
            )
            near = "" if name in seen or not name else nearest(name, risks)
            line.wrong("Id", message, found=short(name), near=near)
            continue
        seen.add(name)
        answer = line.answer(risks[name])
        if not answer.empty:
            answers[name] = answer
    return answers, problems


def _columns(heads: Mapping[int, Cell], label: str, problems: list[Problem]) -> dict[int, str]:
    """Place → name of a column."""
    found: dict[int, str] = {}
    for place, cell in heads.items():
        said = short(cell.value)
        column = _NAMED.get(str(cell.value).strip().casefold())
        if column is not None and column.name not in found.values():
            found[place] = column.name
            continue
        message = f"the column '{said}' is given twice; keep one"
        near = ""
        if column is None:
            message, near = f"unknown column '{said}'", nearest(said, _NAMED)
            near = _NAMED[near].name if near else ""
        more = {"found": said, "nearest": near, "rule": "sheet.column"}
        problems.append(cell_problem(label, SHEET, (1, place), message, **more))
    for column in COLUMNS:
        needed = column.path or column.name in ("Id", "State", *map(str.capitalize, NOTES))
        if needed and column.name not in found.values():
            message = f"the column '{column.name}' is missing; nothing is read for it"
            problem = cell_problem(label, SHEET, (1, 1), message, rule="sheet.column")
            severe: Severity = "error" if column.name == "Id" else "warning"
            problems.append(replace(problem, severity=severe))
    return found


class _Line:
    """One row of the register."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        number: int,
        columns: Mapping[int, str],
        cells: Mapping[int, Cell],
        label: str,
        problems: list[Problem],
    ) -> None:
        self._form, self._number, self._label = questionnaire, number, label
        self._problems = problems
        self._places = {name: place for place, name in columns.items()}
        self._cells: dict[str, Any] = {}
        for place, cell in cells.items():
            name = columns.get(place)
            if name is None:
                message = "this cell stands in a column without a heading; name it or empty it"
                mark = (number, place)
                problems.append(cell_problem(label, SHEET, mark, message, rule="sheet.column"))
            elif cell.formula:
                message = "this cell is a formula or an error; write the value itself"
                self.wrong(name, message, found=short(cell.value))
            else:
                self._cells[name] = _as_typed(cell.value)

    def wrong(
        self, name: str, message: str, severity: Severity = "error", near: str = "", **more: str
    ) -> None:
        """Note a problem in a cell."""
        mark = (self._number, self._places.get(name, 1))
        more = {"rule": "register.cell", "nearest": near, **more}
        problem = cell_problem(self._label, SHEET, mark, message, **more)
        self._problems.append(replace(problem, severity=severity))

    def word(self, name: str) -> str:
        """The text of a cell, without blanks around it."""
        return str(self._cells.get(name, "")).strip()

    def answer(self, row: RiskRow) -> Answer:
        """The answer that the row holds."""
        raw: dict[str, Any] = {name: str(self._cells.get(name.capitalize(), "")) for name in NOTES}
        raw |= {"state": self._state(row), "value": self._value(row) or None}
        answer, problem = read_answer(row, raw, self._form.scales)
        if isinstance(problem, Unfinished):
            self.wrong("Id", f"{problem} It is kept as a draft.", "note")
        elif problem is not None and answer.state == "draft":
            self._faults(row, raw["value"])
        elif problem is not None:
            self.wrong("State", problem, "warning")
        self._levels(row, answer)
        return answer

    def _state(self, row: RiskRow) -> str:
        said = self.word("State")
        known = {words.casefold(): state for state, words in STATE_WORDS.items()}
        state = known.get(said.casefold()) if said else "answered"
        allowed = {words: s for words, s in known.items() if s in (*row.allow, *_ANSWERING)}
        if state is None or state not in allowed.values():
            words = ", ".join(STATE_WORDS[s] for s in allowed.values())
            near = nearest(said, allowed)
            near = STATE_WORDS[allowed[near]] if near else ""
            message = f"'{short(said)}' is no state of this risk"
            self.wrong("State", message, found=short(said), allowed=words, near=near)
            return "answered"
        return "answered" if state in _ANSWERING else state

    def _value(self, row: RiskRow) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for column in COLUMNS:
            if not column.path or column.name not in self._cells:
                continue
            found = self._part(row, column)
            if found is None:
                continue
            here = value
            for key in column.path[:-1]:
                here = here.setdefault(key, {})
            here[column.path[-1]] = found
        return value

    def _part(self, row: RiskRow, column: Column) -> Any:
        key, said = column.path[-1], self._cells[column.name]
        if key in ("likelihood", "severity"):
            return self._known(column, self.word(column.name), ranges(self._scale(row, key)))
        if key == "controls":
            names = [part.strip() for part in str(said).split("\n") if part.strip()]
            found = [self._known(column, name, control_names(row)) for name in names]
            return [one for one in found if one is not None] or None
        if len(column.path) == 1 and given(row, key):
            if str(said).strip() != given(row, key):
                message = "the questionnaire itself says this; what was changed here is not read"
                self.wrong(column.name, message, "warning", found=short(said))
            return None
        return said

    def _scale(self, row: RiskRow, axis: str) -> Any:
        return self._form.scales[getattr(row, axis)]

    def _known(self, column: Column, said: str, known: Mapping[str, Any]) -> Any:
        folded = {words.casefold(): words for words in known}
        words = said if said in known else folded.get(" ".join(said.split()).casefold())
        if words is not None:
            return known[words]
        ticks = column.path[-1] == "controls"
        message = f"'{short(said)}' is no step or range of steps"
        if ticks:
            own = f"Other {column.name[:1].lower()}{column.name[1:]}"
            message = f"'{short(said)}' is not offered for this risk; write it under '{own}'"
        allowed = [words for words, found in known.items() if ticks or found[0] == found[1]]
        allow = ", ".join(allowed) or "nothing"
        near = nearest(said, known)
        self.wrong(column.name, message, near=near, found=short(said), allowed=allow)
        return None

    def _faults(self, row: RiskRow, value: Mapping[str, Any]) -> None:
        """Each part read by itself tells which cell is not valid."""
        for column in COLUMNS:
            part: Any = value
            for key in column.path:
                part = part.get(key) if isinstance(part, Mapping) else None
            if part is None or not column.path:
                continue
            for key in reversed(column.path):
                part = {key: part}
            _, problem = read_answer(row, {"value": part}, self._form.scales)
            if problem is not None and not isinstance(problem, Unfinished):
                self.wrong(column.name, f"{problem} The risk is kept as a draft.", "warning")

    def _levels(self, row: RiskRow, answer: Answer) -> None:
        """Say where a level does not follow from its likelihood and severity."""
        line = risk_line(self._form, row, answer, 1)
        matrix = self._form.matrices[row.matrix]
        for stage in STAGES:
            name = f"{stage.capitalize()} level"
            judged = getattr(line, stage)
            if judged is None or not self.word(name):
                continue
            words = plain(band_words(matrix, judged.low, judged.high))
            if self.word(name).casefold() != words.casefold():
                message = f"the matrix gives '{words}'; levels are looked up, never read"
                self.wrong(name, message, "note", found=short(self.word(name)))


_ANSWERING = ("answered", "unanswered", "draft")


def _as_typed(value: Any) -> Any:
    """A day that the spreadsheet made a date of, as our files write it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if type(value) in (int, float, str) else str(value)


def errors(problems: Iterable[Problem]) -> bool:
    """True where something could not be read at all."""
    return any(problem.severity == "error" for problem in problems)
