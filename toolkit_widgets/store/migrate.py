"""Carry answers from one version of a questionnaire to another, by declared steps only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from ..models import AnswerFile, Aside, Migration, Rename, Rescale


def chain(migrations: Iterable[Migration], start: str, end: str) -> list[Migration]:
    """The migrations that lead from ``start`` to ``end``, or [] where none are declared."""
    by_start = {m.from_: m for m in migrations}
    path: list[Migration] = []
    while start != end and start in by_start and len(path) < len(by_start):
        path.append(by_start[start])
        start = path[-1].to
    return path if start == end else []


def migrate(file: AnswerFile, path: Iterable[Migration]) -> list[str]:
    """Apply the steps to ``file`` in place. Returns what changed, in words.

    An answer that has no place any more is kept aside, never dropped.
    """
    said: list[str] = []
    for migration in path:
        for step in migration.steps:
            if isinstance(step, Rename):
                if step.old in file.answers:
                    file.answers[step.new] = file.answers.pop(step.old)
                    said.append(f"'{step.old}' is now called '{step.new}'")
            elif isinstance(step, Rescale):
                said += _rescale(file, step)
            elif step.item in file.answers:
                put_aside(file, step.item, "the question was retired")
                said.append(f"'{step.item}' was retired; your answer is kept aside")
        file.content.version = migration.to
    return said


def put_aside(file: AnswerFile, item: str, why: str) -> None:
    """Move the item's answer to the file's ``aside`` list."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    file.aside.append(Aside(item=item, answer=file.answers.pop(item), why=why, at=now))


def _rescale(file: AnswerFile, step: Rescale) -> list[str]:
    answer = file.answers.get(step.item)
    if answer is None or answer.state != "answered":
        return []
    old = str(answer.value)
    if step.how == "map" and old in step.map:
        file.answers[step.item] = answer.model_copy(update={"value": step.map[old]})
        return [f"'{step.item}': your step '{old}' became '{step.map[old]}'; please look again"]
    put_aside(file, step.item, "the steps of the question changed")
    return [f"'{step.item}' has new steps; please answer it again (the old answer is kept aside)"]
