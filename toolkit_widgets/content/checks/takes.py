"""Facts that are entered once: both items exist, and an answer to one is an answer to the other."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import (
    SILENT,
    Choice,
    Choices,
    Gate,
    Item,
    Number,
    Questionnaire,
    Rank,
    Repeat,
    RiskRow,
    Scale,
)
from ...scoring.values import option_ids
from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path
from .names import missing
from .walk import duplicates
from .whole import Whole

Doc = Document[Questionnaire]


def check_takes(document: Doc, whole: Whole) -> Iterator[Problem]:
    """Every ``takes`` of one questionnaire."""
    form = document.model
    own: dict[str, Item] = {item.id: item for item in form.items}
    named = [(("takes", n, "item"), take.item) for n, take in enumerate(form.takes)]
    yield from duplicates(document, "item", named, "'takes'")
    known = [name for name in whole.of("questionnaire") if name != form.id]
    for number, take in enumerate(form.takes):
        path: Path = ("takes", number)
        yield from missing(document, (*path, "item"), "item", take.item, own, "take.item")
        where: Path = (*path, "questionnaire")
        other = whole.questionnaire(take.questionnaire)
        if take.questionnaire == form.id:
            message = f"'{form.id}' cannot take an answer from itself"
            yield document.problem(where, message, found=form.id, rule="take.questionnaire")
            continue
        if other is None:
            label = f"data/questionnaires/{take.questionnaire}/questionnaire.yaml"
            if not whole.is_broken(label):
                rule = "take.questionnaire"
                yield from missing(
                    document, where, "questionnaire", take.questionnaire, known, rule
                )
            continue
        theirs: dict[str, Item] = {item.id: item for item in other.items}
        yield from missing(document, (*path, "source"), "item", take.source, theirs, "take.source")
        item, source = own.get(take.item), theirs.get(take.source)
        if item is None or source is None:
            continue
        fault = misfit(item, form, source, other)
        if fault:
            yield document.problem(
                path,
                f"'{take.item}' cannot take the answer to '{take.source}' of '{other.id}': {fault}",
                found=f"{source.type} → {item.type}",
                rule="take.type",
            )


def misfit(item: Item, form: Questionnaire, source: Item, other: Questionnaire) -> str:
    """Why an answer to ``source`` is no answer to ``item``; empty where every one is."""
    if item.type != source.type:
        return f"one is {source.type}, the other {item.type}"
    if isinstance(item, (Gate, RiskRow, *SILENT)):
        return f"a {item.type} is never taken from elsewhere"
    if isinstance(item, Scale) and isinstance(source, Scale):
        if item.scale not in form.scales or source.scale not in other.scales:
            return ""  # reported with the questionnaire
        steps = [option_ids(source, other.scales), option_ids(item, form.scales)]
        return "" if steps[0] == steps[1] else "their scales have other steps"
    if isinstance(item, Choice | Choices | Rank):
        lacking = set(option_ids(source, {})) - set(option_ids(item, {}))
        return f"'{sorted(lacking)[0]}' is no option here" if lacking else ""
    if isinstance(item, Number) and isinstance(source, Number):
        same = (item.unit or "") == (source.unit or "")
        return "" if same else f"units are '{source.unit or 'none'}' and '{item.unit or 'none'}'"
    if isinstance(item, Repeat) and isinstance(source, Repeat):
        ours = {part.id: part for part in item.parts}
        for part in source.parts:
            if part.id not in ours:
                return f"part '{part.id}' does not exist here"
            fault = misfit(ours[part.id], form, part, other)
            if fault:
                return f"part '{part.id}': {fault}"
    return ""
