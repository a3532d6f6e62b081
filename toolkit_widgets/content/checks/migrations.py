"""Migrations: versions rise, and what they rename or rescale exists in this edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...models import Migration, Questionnaire, Rename, Rescale, Retire, Scale
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path

Doc = Document[Questionnaire]


def check_migrations(document: Doc) -> Iterator[Problem]:
    """The migrations of one questionnaire, oldest first."""
    form = document.model
    before: str | None = None
    for number, migration in enumerate(form.migrations):
        path: Path = ("migrations", number)
        old, new = migration.from_, migration.to
        if _number(new) <= _number(old):
            message = f"a migration goes to a later version, not from {old} to {new}"
            yield document.problem((*path, "to"), message, found=new, rule="migration.order")
        if before is not None and _number(old) < _number(before):
            message = f"migrations stand oldest first; {old} comes after one that ends at {before}"
            yield document.problem((*path, "from"), message, found=old, rule="migration.order")
        if _number(new) > _number(form.version):
            message = f"this migration ends at {new}, but this file is version {form.version}"
            yield document.problem((*path, "to"), message, found=new, rule="migration.order")
        yield from _steps(document, path, migration, form.migrations[number + 1 :])
        before = new


def _steps(
    document: Doc, path: Path, migration: Migration, later: Sequence[Migration]
) -> Iterator[Problem]:
    items = {item.id: item for item in document.model.items}
    for place, step in enumerate(migration.steps):
        where = (*path, "steps", place)
        if isinstance(step, Retire):
            if step.item in items:
                message = f"'{step.item}' is said to be gone, but this file still has it"
                yield document.problem((*where, "item"), message, rule="migration.retire")
            continue
        key, name = ("new", step.new) if isinstance(step, Rename) else ("item", step.item)
        now = _today(name, later)
        if now is None or (now != name and now not in items):
            continue  # retired later, or reported where it gets its last name
        if now not in items:
            yield document.problem(
                (*where, key),
                f"the item '{name}' does not exist in version {document.model.version}",
                found=name,
                allowed=", ".join(items),
                nearest=nearest(name, items),
                rule="migration.item",
            )
        elif isinstance(step, Rename) and step.old in items:
            message = f"'{step.old}' is said to have a new name, but this file still has it"
            yield document.problem((*where, "old"), message, rule="migration.rename")
        elif isinstance(step, Rescale) and step.how == "map":
            yield from _map(document, where, step, now)
        elif isinstance(step, Rescale) and step.how in ("clamp", "proportional"):
            yield from _both_scales(document, where, step)


def _map(document: Doc, where: Path, step: Rescale, name: str) -> Iterator[Problem]:
    form = document.model
    item = next(item for item in form.items if item.id == name)
    if not step.map:
        message = "how: map needs a 'map' from each old step to a new one"
        yield document.problem((*where, "how"), message, rule="migration.map")
    if not isinstance(item, Scale) or item.scale not in form.scales:
        return
    steps = [s.id for s in form.scales[item.scale].steps]
    for old, new in step.map.items():
        if new not in steps:
            yield document.problem(
                (*where, "map", old),
                f"the scale of '{name}' has no step '{new}'",
                found=new,
                allowed=", ".join(steps),
                nearest=nearest(new, steps),
                rule="migration.map",
            )


def _both_scales(document: Doc, where: Path, step: Rescale) -> Iterator[Problem]:
    for key, given in (("old", step.old), ("new", step.new)):
        if len(given) < 2 or len(set(given)) != len(given):
            message = (
                f"how: {step.how} needs '{key}', the steps of the {key} scale, lowest first, "
                "each once"
            )
            yield document.problem((*where, "how"), message, rule="migration.scales")


def _today(name: str, later: Sequence[Migration]) -> str | None:
    """What an item is called after the later migrations; None if they retire it."""
    for migration in later:
        for step in migration.steps:
            if isinstance(step, Rename) and step.old == name:
                name = step.new
            elif isinstance(step, Retire) and step.item == name:
                return None
    return name


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
