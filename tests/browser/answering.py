"""Answering any question of the content with the hands of a learner."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

from toolkit_widgets.content.library import library
from toolkit_widgets.models import (
    CasePart,
    Choice,
    Choices,
    Item,
    LongText,
    Matching,
    Multiple,
    Number,
    Numeric,
    Ordering,
    Quiz,
    Scale,
    ShortText,
    Single,
    YesNo,
)
from toolkit_widgets.scoring.visibility import Form

from .helpers import item as question
from .server import LESSONS

Value = object


def lesson(number: str) -> str:
    """The full name of a lesson."""
    return next(name for name in LESSONS if name.startswith(number))


def quiz(number: str, name: str) -> Quiz:
    """A quiz as its authors wrote it."""
    return library().quiz(lesson(number), name)


def right(item: Item) -> Value:
    """The value that is right, as it stands in a file of answers."""
    if isinstance(item, Single):
        return next(option.id for option in item.options if option.correct)
    if isinstance(item, Multiple):
        return [option.id for option in item.options if option.correct]
    if isinstance(item, Numeric):
        return item.answer
    if isinstance(item, Ordering):
        return [entry.id for entry in item.entries]
    if isinstance(item, Matching):
        return {prompt.id: prompt.accept[0] for prompt in item.prompts}
    raise ValueError(f"'{item.id}' has no right answer")


def wrong(item: Item) -> Value:
    """A value that is valid and not right."""
    if isinstance(item, Single):
        return next(option.id for option in item.options if not option.correct)
    if isinstance(item, Multiple):
        return [option.id for option in item.options if not option.correct][:1]
    if isinstance(item, Numeric):
        return item.answer + 10 * (item.tolerance or 1)
    if isinstance(item, Ordering):
        return [entry.id for entry in reversed(item.entries)]
    if isinstance(item, Matching):
        targets = [target.id for target in item.targets]
        return {p.id: next(t for t in targets if t not in p.accept) for p in item.prompts}
    raise ValueError(f"'{item.id}' has no right answer")


def anything(item: Item) -> Value:
    """Some valid value."""
    if isinstance(item, Choice):
        return item.options[0].id
    if isinstance(item, Choices):
        return [item.options[0].id]
    if isinstance(item, YesNo):
        return "yes"
    if isinstance(item, Scale):
        return "s3"
    if isinstance(item, ShortText | LongText):
        return "The duty officer, by Friday."
    if isinstance(item, Number):
        return item.minimum or 1
    return right(item)


def answer(card: Locator, item: Item, value: Value) -> None:
    """Enter a value as a learner does."""
    box = question(card, item.id)
    if isinstance(value, list) and not isinstance(item, Ordering):
        for field in box.locator(".tk-options input").all():
            field.set_checked(field.get_attribute("value") in value)
    elif isinstance(item, Ordering):
        assert isinstance(value, list)
        put_in_order(box, [next(e.text for e in item.entries if e.id == key) for key in value])
    elif isinstance(value, dict):
        for select, prompt in zip(box.locator("select").all(), value, strict=True):
            select.select_option(value[prompt])
    elif isinstance(item, Numeric | Number | ShortText | LongText):
        box.locator(".tk-line input, textarea").first.fill(f"{value}")
    else:
        box.locator(f"input[value='{value}']").check()


def put_in_order(box: Locator, texts: list[str]) -> None:
    """Press *Move up* until the entries stand as wanted."""
    rows = box.locator(".tk-order > li")
    for place, text in enumerate(texts):
        now = rows.all_inner_texts()
        at = next(i for i, row in enumerate(now) if words(text) in words(row))
        for step in range(at, place, -1):
            rows.nth(step).get_by_role("button", name="Move up").click()


def words(text: str) -> str:
    """Without marks of Markdown and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`]", "", text)).strip()


def secrets(form: Form) -> list[str]:
    """A distinctive piece of each feedback: what a page must not hold before its time."""
    texts: list[str] = []
    for item in form.items:
        for name in ("options", "entries", "prompts"):
            parts = getattr(item, name, [])
            texts += [part.feedback for part in parts if hasattr(part, "feedback")]
        if isinstance(item, Numeric):
            texts += list(item.feedback.model_dump().values())
    if isinstance(form, CasePart):
        decision = form.decision
        texts += [decision.answer, decision.gives_up, decision.would_change]
        texts += [thing.why for thing in (*decision.options, *decision.variations)]
    # the longest run without quotes, marks and line ends, which JSON and HTML write differently
    found = [max(re.findall(r"[A-Za-z0-9 ,;:]+", text), key=len).strip() for text in texts]
    return [piece for piece in found if len(piece) > 20]
