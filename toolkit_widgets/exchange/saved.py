"""Answers saved by the original tool: ``{version, currentPage, data}``, or the data alone.

SurveyJS keeps the answers to hidden questions while somebody fills the form and drops them when
it is completed. What is imported is the completed state: such answers are put aside, and said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .. import __version__
from ..models import Answer, AnswerFile, Aside, Choices, ContentStamp, Item, fingerprint
from ..scoring.values import read_answer
from ..scoring.visibility import visible
from .surveyjs import Imported, Losses, Origin
from .surveyjs.markdown_text import clean
from .surveyjs.operators import equal
from .surveyjs.reading import read_survey

HIDDEN = "the question is hidden; the original drops this answer on completion"
UNKNOWN = "the imported questionnaire has no place for it"


@dataclass(frozen=True)
class SavedAnswers:
    """A file of answers of ours, and what of the original's it does not hold."""

    file: AnswerFile
    losses: Losses


def import_answers(content: bytes, label: str, imported: Imported) -> SavedAnswers:
    """Read a saved file into answers to ``imported``.

    Raises :class:`~toolkit_widgets.exchange.surveyjs.NotASurvey` where it is no such file.
    """
    root = read_survey(content, label)
    inner = root.get("data")
    given: dict[str, Any] = inner if isinstance(inner, dict) else root
    losses = Losses()
    if given is not root:
        for key in sorted(set(root) - {"data", "version", "currentPage", "pageNo"}):
            losses.add("note", key, "", f"'{key}' beside the answers", "left out")
    form = imported.questionnaire
    items = {item.id: item for item in form.items}
    file = AnswerFile(
        content=ContentStamp(
            kind="questionnaire", id=form.id, version=form.version, sha256=fingerprint(form)
        ),
        tool=f"toolkit-widgets {__version__}, from {label}",
    )
    used: set[str] = set()
    found: dict[str, Answer] = {}
    for item_id, origin in imported.origins.items():
        if item_id in items:
            for key, value in _given(origin, given):
                used.add(key)
                answer = _answer(items[item_id], origin, value, imported, losses)
                if answer is not None:
                    found[item_id] = answer
    for key, value in given.items():
        if key not in used:
            losses.add("warning", key, "", f"an answer to '{key}': {UNKNOWN}", "kept aside")
            _put_aside(file, key, Answer(value=_plain(value)), UNKNOWN)
    _only_shown(file, form, found, losses)
    return SavedAnswers(file, losses)


def _only_shown(file: AnswerFile, form: Any, found: dict[str, Answer], losses: Losses) -> None:
    shown = set(visible(form, found))
    for key, answer in found.items():
        if key in shown:
            file.answers[key] = answer
        else:
            losses.add("note", key, "", "an answer to a hidden question", "kept aside")
            _put_aside(file, key, answer, HIDDEN)


def _put_aside(file: AnswerFile, item: str, answer: Answer, why: str) -> None:
    file.aside.append(Aside(item=item, answer=answer, why=why))


def _given(origin: Origin, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The saved value that belongs to an item, with its key in the file."""
    if origin.part == "#comment":
        key = f"{origin.name}-Comment"
        if data.get(key) is not None:
            yield key, data[key]
    elif origin.name in data:
        value = data[origin.name]
        if origin.part:
            value = value.get(origin.part) if isinstance(value, dict) else None
        if value is not None:
            yield origin.name, value
        elif isinstance(data[origin.name], dict):
            yield origin.name, None


def _answer(
    item: Item, origin: Origin, value: Any, imported: Imported, losses: Losses
) -> Answer | None:
    if value is None:
        return None
    raw: Any = value
    if origin.options:
        given = value if isinstance(value, list) else [value]
        ids = [next((k for k, own in origin.options if equal(own, v)), None) for v in given]
        for one, found in zip(given, ids, strict=True):
            if found is None:
                what = f"the answer {one!r} is not one of the choices"
                losses.add("warning", origin.name, item.id, what, "left out")
        known = [key for key in ids if key is not None]
        if not known:
            return None
        raw = known if isinstance(item, Choices) else known[0]
    elif isinstance(value, str):
        raw = clean(value)
    elif isinstance(value, dict | list):
        losses.add("warning", origin.name, item.id, "an answer with parts", "kept as text")
        raw = json.dumps(value, ensure_ascii=False, sort_keys=True)
    answer, problem = read_answer(item, {"value": raw}, imported.questionnaire.scales)
    if problem is not None:
        losses.add("warning", origin.name, item.id, problem, "kept as a draft")
    return None if answer.empty else answer


def _plain(value: Any) -> Any:
    """Without characters that no file can hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {clean(str(k)): _plain(v) for k, v in value.items()}
    return value
