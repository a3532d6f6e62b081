"""Languages: every string of a form has an id, and a catalogue beside the content replaces it.

The id of a string is its path by ids, not by places: ``title``, ``sections.<id>.title``,
``items.<id>.text``, ``items.<id>.options.<id>.text``, ``bands.<id>.label``. Where entries of a list
have no id, their number (from 0) stands for it. Items are named from the root, since their ids are
unique in a form; so a string keeps its id when a question moves to another section.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from ..models import ItemBase
from ..models.texts import text_fields

M = TypeVar("M", bound=BaseModel)
Catalogue = Mapping[str, tuple[str, str]]
"""String id → (the English it was translated from, the translation)."""


def strings(model: BaseModel) -> dict[str, str]:
    """Every string of a form by its id, in the order of the model."""
    found: dict[str, str] = {}

    def note(string_id: str, text: str) -> str:
        found[string_id] = text
        return text

    _walk(model, "", note)
    return found


def translated(model: M, catalogue: Catalogue) -> M:
    """The same form in another language.

    A string without a translation, or whose English has changed since it was translated, stays
    English: a wrong sentence is worse than a foreign one.
    """

    def say(string_id: str, text: str) -> str:
        source, target = catalogue.get(string_id, ("", ""))
        return target.strip() if target.strip() and source.strip() == text else text

    changed: M = _walk(model, "", say)
    return changed


def stale(model: BaseModel, catalogue: Catalogue) -> Iterator[str]:
    """Ids in the catalogue whose English is another one now, or that no string has."""
    now = strings(model)
    for string_id, (source, _) in catalogue.items():
        if now.get(string_id) != source.strip():
            yield string_id


Change = Callable[[str, str], str]


def _walk(model: Any, path: str, change: Change) -> Any:
    if isinstance(model, ItemBase) and not path.startswith("items."):  # a part keeps its item's
        path = f"items.{model.id}"
    updates: dict[str, Any] = {}
    kind: type[BaseModel] = type(model)
    for name in kind.model_fields:
        before = getattr(model, name)
        key = f"{path}.{name.rstrip('_')}" if path else name.rstrip("_")
        after = _value(before, key, name in text_fields(kind), change)
        if after is not before:
            updates[name] = after
    return model.model_copy(update=updates) if updates else model


def _value(value: Any, path: str, is_text: bool, change: Change) -> Any:
    if isinstance(value, str):
        return change(path, value) if is_text else value
    if isinstance(value, BaseModel):
        return _walk(value, path, change)
    if isinstance(value, list):
        pairs = [(_name(one, number), one) for number, one in enumerate(value)]
        after = [_value(one, f"{path}.{name}", is_text, change) for name, one in pairs]
        return after if any(a is not b for a, b in zip(after, value, strict=True)) else value
    if isinstance(value, dict):
        new = {k: _value(one, f"{path}.{k}", is_text, change) for k, one in value.items()}
        return new if any(new[k] is not value[k] for k in value) else value
    return value


def _name(entry: Any, number: int) -> str:
    found = getattr(entry, "id", None)
    return found if isinstance(found, str) else str(number)
