"""Carry answers from one version of a questionnaire to another, by declared steps only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ..models import (
    AnswerFile,
    Aside,
    ContentStamp,
    Item,
    Migration,
    Questionnaire,
    Rename,
    Rescale,
    Retire,
    RiskRow,
    ScaleDef,
)
from ..scoring.values import option_ids
from .stamp import MATRIX, Content, items_of, scales_of


@dataclass(frozen=True)
class Change:
    """What became of one answer. ``item`` is its id afterwards, for *retired* the old one.

    *levels*: the answers are as they were, and the matrix ``item`` gives them other levels.
    """

    item: str
    kind: Literal["renamed", "rescaled", "aside", "retired", "levels"]
    words: str
    """One sentence for the person who answered."""


def chain(migrations: Iterable[Migration], start: str, end: str) -> list[Migration]:
    """The migrations that lead from ``start`` to ``end``, or [] where none are declared."""
    by_start = {m.from_: m for m in migrations}
    path: list[Migration] = []
    while start != end and start in by_start and len(path) < len(by_start):
        path.append(by_start[start])
        start = path[-1].to
    return path if start == end else []


def migrate(file: AnswerFile, path: Iterable[Migration]) -> list[Change]:
    """Apply the steps to ``file`` in place. Returns what changed, in order.

    An answer that has no place any more is kept aside, never dropped.
    """
    said: list[Change] = []
    for migration in path:
        for step in migration.steps:
            if isinstance(step, Rename):
                said += _rename(file, step)
            elif isinstance(step, Rescale):
                said += _rescale(file, step)
            else:
                said += _retire(file, step)
        file.content.version = migration.to
    return said


def fit(file: AnswerFile, content: Content, stamp: ContentStamp) -> list[Change]:
    """Bring ``file`` in place to this edition, whose stamp is ``stamp``. Returns what changed.

    First the declared migrations; then every answer that has no place here is kept aside: its
    item is gone, or its scale changed and no migration says what the old step means now. Risks
    whose matrix changed stay, and that is said.
    """
    said: list[Change] = []
    if isinstance(content, Questionnaire):
        said += migrate(file, chain(content.migrations, file.content.version, stamp.version))
    items = {item.id: item for item in items_of(content)}
    said += _without_place(file, items, scales_of(content), stamp)
    said += _other_levels(file, items, stamp)
    file.content = stamp.model_copy(deep=True)
    return said


def put_aside(file: AnswerFile, item: str, why: str) -> None:
    """Move the item's answer to the file's ``aside`` list."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    file.aside.append(Aside(item=item, answer=file.answers.pop(item), why=why, at=now))


def _rename(file: AnswerFile, step: Rename) -> list[Change]:
    if step.old in file.content.shapes:
        file.content.shapes[step.new] = file.content.shapes.pop(step.old)
    if step.old not in file.answers:
        return []
    if step.new in file.answers:  # a damaged or hand-made file: keep both
        put_aside(file, step.new, f"'{step.old}' took its place")
    file.answers[step.new] = file.answers.pop(step.old)
    return [Change(step.new, "renamed", f"'{step.old}' is now called '{step.new}'.")]


def _retire(file: AnswerFile, step: Retire) -> list[Change]:
    if step.item not in file.answers:
        return []
    put_aside(file, step.item, "the question was retired")
    words = f"'{step.item}' was retired; your answer is kept aside."
    return [Change(step.item, "retired", words)]


def _rescale(file: AnswerFile, step: Rescale) -> list[Change]:
    file.content.shapes.pop(step.item, None)  # this step says what the old steps mean now
    answer = file.answers.get(step.item)
    if answer is None or answer.state != "answered" or answer.value is None:
        return []
    old = str(answer.value)
    new = step.step(old)
    if new is None:
        put_aside(file, step.item, "the steps of the question changed")
        return [Change(step.item, "aside", _again(step.item))]
    file.answers[step.item] = answer.model_copy(update={"value": new})
    words = f"'{step.item}': your step '{old}' became '{new}'; please look again."
    return [Change(step.item, "rescaled", words)]


def _without_place(
    file: AnswerFile, items: dict[str, Item], scales: dict[str, ScaleDef], stamp: ContentStamp
) -> list[Change]:
    said: list[Change] = []
    for key, answer in list(file.answers.items()):
        item = items.get(key)
        if item is None:
            put_aside(file, key, "the question is not in this edition")
            words = f"'{key}' is not in this edition; your answer is kept aside."
            said.append(Change(key, "retired", words))
            continue
        before, now = file.content.shapes.get(key), stamp.shapes.get(key)
        changed = before is not None and before != now
        given = answer.state == "answered" and answer.value is not None
        if given and (changed or _unknown(item, answer.value, scales)):
            put_aside(file, key, "the possible answers changed")
            said.append(Change(key, "aside", _again(key)))
    return said


def _other_levels(
    file: AnswerFile, items: dict[str, Item], stamp: ContentStamp
) -> Iterable[Change]:
    answered = [items[key] for key in file.answers if key in items]
    for name in dict.fromkeys(item.matrix for item in answered if isinstance(item, RiskRow)):
        before = file.content.shapes.get(f"{MATRIX}{name}")
        if before is not None and before != stamp.shapes.get(f"{MATRIX}{name}"):
            words = (
                f"The matrix '{name}' has changed: your risks are as you judged them, but their "
                "levels may be others; please look at them again."
            )
            yield Change(name, "levels", words)


def _unknown(item: Item, value: object, scales: dict[str, ScaleDef]) -> bool:
    """True where the value names a step or an option that the item does not have."""
    known = option_ids(item, scales) if not isinstance(value, dict) else []
    given = value if isinstance(value, list) else [value]
    return bool(known) and any(v not in (None, "") and str(v) not in known for v in given)


def _again(item: str) -> str:
    return f"'{item}' has new steps; please answer it again (the old answer is kept aside)."
