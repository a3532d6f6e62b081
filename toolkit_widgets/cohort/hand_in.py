"""What a learner hands in: the files of answers, by default without what was written in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..models import Answer, AnswerFile, Item, RiskRow
from ..reports.words import count
from ..store import Unreadable
from ..store.inbox import NotHandedIn, drop, pseudonym, remember_pseudonym
from ..store.reading import load_file
from ..store.strict_json import as_json
from .contents import WRITTEN, Contents

WITHOUT_WORDS = (
    "your choices, when you made them and how often you checked. What you wrote in words stays here"
)
WITH_WORDS = "your choices and everything that you wrote in words"
_RISK_PARTS = ("likelihood", "severity", "controls")


@dataclass(frozen=True)
class HandedIn:
    """Where it lies now, and what is in it."""

    file: Path
    name: str
    files: int
    words: bool
    left: tuple[str, ...]
    """Files that could not be handed in, each with the reason."""

    @property
    def sentence(self) -> str:
        """For the learner: what was handed in, under which name."""
        what = WITH_WORDS if self.words else WITHOUT_WORDS
        text = f"Handed in as {self.name}: {count(self.files, 'file')} with {what}."
        return f"{text} Not handed in: {'; '.join(self.left)}." if self.left else text


def hand_in(
    answers: Path,
    inbox: Path,
    name: str,
    contents: Contents,
    *,
    with_text: bool = False,
    more: Mapping[str, bytes] | None = None,
) -> HandedIn:
    """Put the answers in folder ``answers`` into ``inbox`` as one zip.

    ``more``: files of answers that only memory holds, by name; they win over those on disk. Raises
    :class:`~..store.inbox.NotHandedIn` with one sentence.
    """
    who = pseudonym(name)
    packed, left = {}, []
    for file in sorted(answers.glob("*.json")) if answers.is_dir() else []:
        try:
            packed[file.name] = load_file(file)
        except Unreadable as error:
            left.append(str(error))
    for file_name, data in (more or {}).items():
        packed[file_name] = AnswerFile.model_validate_json(data)
    if not packed:
        why = f" {left[0]}." if left else ""
        raise NotHandedIn(f"There are no answers in {answers} to hand in.{why}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file_name, found in packed.items():
            whole = found if with_text else without_words(found, contents)
            archive.writestr(file_name, as_json(whole.dump()))
    handed = drop(inbox, who, out.getvalue())
    remember_pseudonym(answers, who)
    return HandedIn(handed, who, len(packed), with_text, tuple(left))


def without_words(file: AnswerFile, contents: Contents) -> AnswerFile:
    """A copy with choices and numbers alone: no text that somebody typed is in it.

    An answer in words stays as an answer whose value is withheld, so that it counts as answered.
    Of what this edition does not know nothing is kept but that it was answered.
    """
    known = contents.find(file.content.kind, file.content.id)
    items = {column.item.id: column.item for column in known.columns} if known else {}
    return AnswerFile(
        content=file.content,
        tool=file.tool,
        revision=file.revision,
        created=file.created,
        updated=file.updated,
        answers={
            key: _without(items.get(key), answer)
            for key, answer in file.answers.items()
            if key in items
        },
        committed=dict(file.committed),
    )


def _without(item: Item | None, answer: Answer) -> Answer:
    kept = Answer(state=answer.state, at=answer.at, checked=answer.checked)
    if answer.state == "draft":
        return kept
    value, first = _closed(item, answer.value), _closed(item, answer.first)
    if value is None and not answer.empty and answer.state == "answered":
        return Answer.model_validate({**kept.model_dump(), "withheld": True})
    return kept.model_copy(update={"value": value, "first": first})


def _closed(item: Item | None, value: Any) -> Any:
    """The value where it is made of options and numbers of the item; else None."""
    if item is None or isinstance(item, WRITTEN) or value is None:
        return None
    if isinstance(item, RiskRow):
        if not isinstance(value, dict):
            return None
        stages = {
            stage: {key: part[key] for key in _RISK_PARTS if key in part}
            for stage in ("inherent", "current", "residual")
            if isinstance(part := value.get(stage), dict)
        }
        named = {key: value[key] for key in ("knowledge", "treatment") if key in value}
        return {**stages, **named}
    return value


__all__ = ["WITHOUT_WORDS", "WITH_WORDS", "HandedIn", "hand_in", "without_words"]
