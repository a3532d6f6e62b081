"""Choices of the original: texts, numbers, or value and text; "other" and "none"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .localized import Localized, own, read_localized
from .markdown_text import clean
from .names import Names, slug
from .reading import Element
from .report import Losses
from .work import Work

OTHER = own("Other (please describe)", "Autre (veuillez préciser)")
NONE = own("None", "Aucun")
NOT_CHOSEN = own("Not chosen", "Non choisi")
PLEASE_DESCRIBE = own("Please describe", "Veuillez préciser")


@dataclass
class Choice:
    """One choice of the original. ``value`` None: it stands for "no answer"."""

    value: object
    text: Localized
    raw: dict[str, Any]
    id: str = ""


def read_choices(element: Element, work: Work, key: str = "choices") -> list[Choice]:
    """Everything under ``key``; what cannot be a choice is reported."""
    losses = work.losses
    rule = work.profile.points if work.profile is not None else None
    known = {"value", "text"} | ({rule.property} if rule and rule.from_ == "property" else set())
    given = element.take(key)
    found: list[Choice] = []
    if given is not None and not isinstance(given, list):
        losses.add("error", element.path, element.name, f"'{key}' is no list", "left out")
        return found
    for number, raw in enumerate(given or []):
        path = f"{element.path}.{key}[{number}]"
        choice = _choice(raw)
        if choice is None:
            losses.add("error", path, element.name, "a choice without value and text", "left out")
            continue
        found.append(choice)
        if isinstance(raw, dict):
            inner = Element(raw, path)
            inner.take(*known)
            for name, value in inner.left():
                if value not in (None, "", False):
                    what = f"'{name}' of a choice"
                    losses.add("warning", path, element.name, what, "the choice stands without it")
    return found


def _choice(raw: object) -> Choice | None:
    if isinstance(raw, dict):
        value = raw.get("value")
        text = read_localized(raw.get("text"))
        if value is None and text is not None:
            value = text.english
        if not _is_value(value):
            return None
        words = text or read_localized(str(value))
        return Choice(_cleaned(value), words, raw) if words else None
    if not _is_value(raw):
        return None
    if isinstance(raw, str) and "|" in raw:  # the original's short form: value|text
        value, _, text_part = raw.partition("|")
        words = read_localized(text_part) or read_localized(value)
        return Choice(clean(value), words, {}) if words and value.strip() else None
    words = read_localized(str(raw).lower() if isinstance(raw, bool) else raw)
    return Choice(_cleaned(raw), words, {}) if words else None


def _is_value(value: object) -> bool:
    return isinstance(value, str | int | float) and value != ""


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def ordered(element: Element, choices: list[Choice]) -> list[Choice]:
    """In the order that the original asks for, where that is a fixed one."""
    wanted = element.data.get("choicesOrder")
    if wanted in ("asc", "desc"):
        element.take("choicesOrder")
        return sorted(choices, key=lambda c: c.text.english.casefold(), reverse=wanted == "desc")
    if wanted in ("none", "default"):
        element.take("choicesOrder")
    return choices


def special(element: Element) -> tuple[list[Choice], bool]:
    """The choices "none" and "other", and whether "other" is among them."""
    found: list[Choice] = []
    none_text = read_localized(element.take("noneText"))
    other_text = read_localized(element.take("otherText", "otherItemText"))
    if element.flag("hasNone", "showNoneItem"):
        found.append(Choice("none", none_text or NONE, {}))
    other = element.flag("hasOther", "showOtherItem")
    if other:
        found.append(Choice("other", other_text or OTHER, {}))
    return found, other


def give_ids(choices: Iterable[Choice], element: Element, losses: Losses) -> None:
    """A valid id for each, unlike any other of the same question."""
    names = Names()
    for choice in choices:
        written = _written(choice.value)
        wanted = slug(written, "option")
        doubled = wanted.lower() in names.taken
        choice.id = names.take(written, "option")
        if doubled:
            what = f"the value '{written}' is like that of another choice"
            instead = f"it has the id '{choice.id}'"
            losses.add("warning", element.path, element.name, what, instead)
        elif choice.id != written:
            what = "a value that cannot be an id here"
            instead = "an id made from it; see import.json"
            losses.add("note", element.path, element.name, what, instead)


def _written(value: object) -> str:
    if value is None:
        return "not-chosen"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and value < 0:
        return f"minus-{-value}"
    return str(value)


def options(
    choices: list[Choice], item_id: str, work: Work, element: Element, scored: bool
) -> list[dict[str, Any]]:
    """Our options, with points where the item is scored."""
    out = []
    for choice in choices:
        text = work.put(f"items.{item_id}.options.{choice.id}.text", choice.text, element)
        option: dict[str, Any] = {"id": choice.id, "text": text}
        if scored and work.profile is not None:
            nothing = choice.value is None
            option["points"] = 0 if nothing else work.profile.points_of(choice.value, choice.raw)
        out.append(option)
    return out
