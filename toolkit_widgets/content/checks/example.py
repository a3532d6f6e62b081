"""Examples: every answer of a fictional respondent fits the questionnaire it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...models import SILENT, Answer, Example, ExampleAnswer, Item, Questionnaire, referenced
from ...scoring.visibility import conditions, visible
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .gates import check_decided
from .values import Scales, choices_of, scales_of, value_fault
from .whole import Whole, name_of

Doc = Document[Example]
SHOWN = {"value", "state"}
"""What of an answer decides about visibility."""


def check_example(document: Doc, whole: Whole) -> Iterator[Problem]:
    """Everything about one example."""
    example = document.model
    folder, stem = name_of("example", document.file).split("/")
    if example.id != stem:
        message = f"the id '{example.id}' and the name of the file differ"
        yield document.problem(("id",), message, found=example.id, allowed=stem, rule="file.name")
    if example.questionnaire != folder:
        yield document.problem(
            ("questionnaire",),
            f"this example belongs to '{example.questionnaire}', but stands in the folder of "
            f"'{folder}'",
            found=example.questionnaire,
            allowed=folder,
            nearest=nearest(example.questionnaire, whole.of("questionnaire")),
            rule="example.questionnaire",
        )
    form = whole.questionnaire(folder)
    if form is None:
        if not whole.is_broken(f"data/questionnaires/{folder}/questionnaire.yaml"):
            message = f"there is no questionnaire '{folder}'"
            yield document.problem(("questionnaire",), message, rule="example.questionnaire")
        return
    if stem not in form.examples:
        message = f"'{stem}' is not listed under 'examples' of questionnaire '{folder}'"
        yield document.problem((), message, "warning", rule="example.unlisted")
    items = {item.id: item for item in form.items}
    for name, answer in example.answers.items():
        path: Path = ("answers", name)
        if name not in items:
            yield document.problem(
                path,
                f"questionnaire '{folder}' has no item '{name}'",
                found=name,
                allowed=", ".join(items),
                nearest=nearest(name, items),
                rule="example.item",
            )
        else:
            yield from _answer(document, path, items[name], answer, form.scales)
    yield from _completeness(document, form)


def _answer(
    document: Doc, path: Path, item: Item, answer: ExampleAnswer, scales: Scales
) -> Iterator[Problem]:
    if answer.state == "answered":
        if answer.value is None:
            message = f"the answer to '{item.id}' has no value"
            yield document.problem(path, message, rule="example.value")
            return
        fault = value_fault(item, answer.value, scales)
        if fault:
            yield document.problem(
                (*path, "value"),
                f"item '{item.id}' ({item.type}): {fault}",
                found=str(answer.value),
                allowed=", ".join(choices_of(item, scales)),
                nearest=nearest(answer.value, choices_of(item, scales)),
                rule="example.value",
            )
        return
    if answer.state not in item.allow:
        yield document.problem(
            (*path, "state"),
            f"item '{item.id}' does not allow '{answer.state}'",
            found=answer.state,
            allowed=", ".join(item.allow) or "an answer",
            rule="example.state",
        )
    if answer.reason is None:
        message = f"'{answer.state}' on item '{item.id}' needs a 'reason'"
        yield document.problem(path, message, found="nothing", rule="example.reason")
    if answer.value is not None:
        message = f"'{answer.state}' on item '{item.id}' cannot have a value as well"
        yield document.problem((*path, "value"), message, rule="example.state")


def _completeness(document: Doc, form: Questionnaire) -> Iterator[Problem]:
    """Items that stay open, and answers to items that are never shown."""
    given = document.model.answers
    known = {item.id for item in form.items}
    if any(q not in known for c in chain(*conditions(form).values()) for q in referenced(c)):
        return  # a broken condition is reported with the questionnaire
    if any(not scales_of(item) <= form.scales.keys() for item in form.items):
        return  # so is a scale that does not exist
    answers = {k: Answer.model_validate(a.model_dump(include=SHOWN)) for k, a in given.items()}
    shown = visible(form, answers)
    asked = [i.id for i in form.items if not isinstance(i, SILENT) and i.id in shown]
    unanswered = [name for name in asked if name not in given]
    if unanswered:
        yield document.problem(
            ("answers",),
            f"{len(unanswered)} of {len(asked)} items stay open: {', '.join(unanswered)}; "
            "fine if the lesson speaks of it",
            "warning",
            found=", ".join(unanswered),
            rule="example.open",
        )
    yield from check_decided(document, form, answers)
    for name in given:
        if name not in shown and any(item.id == name for item in form.items):
            message = f"'{name}' is hidden by its condition with these answers, so it never counts"
            yield document.problem(("answers", name), message, "warning", rule="example.hidden")
