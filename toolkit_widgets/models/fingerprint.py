"""Hashes that tie answers and reports to the content they belong to.

Three of them: the whole content, what decides the results, and the words a reader sees.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from pydantic import BaseModel

from .texts import text_fields

NO_RESULT = {
    "about", "actions", "comment", "evidence", "examples", "help", "intro", "lesson",
    "migrations", "minutes", "objective", "papers", "principles", "refs", "required", "review",
    "roles", "stages", "takes",
}  # fmt: skip
"""Fields that no score, level or mark depends on. Every other field that is no text counts."""
WORDS_THAT_COUNT = {"unit"}
"""Texts that change what an answer means: 5 minutes are not 5 hours."""


def fingerprint(model: BaseModel) -> str:
    """SHA-256 (64 hex digits) of the model's canonical JSON."""
    return _hash(model.model_dump(mode="json", by_alias=True))


def scoring_hash(content: BaseModel) -> str:
    """SHA-256 of what decides the results of a questionnaire, a lesson's quizzes or a case.

    Ids, types, options with their points, scales, weights, dimensions, conditions, bands, vetoes
    and right answers, and of the version the major number alone: its meaning is "not comparable".
    Results with the same hash are comparable, whatever was corrected in the texts. A field at its
    default is left out, so a new optional field of a later edition changes nothing.
    """
    data = _without_words(content)
    version = getattr(content, "version", None)
    if isinstance(version, str):
        data["version"] = version.split(".")[0]
    return _hash(data)


def text_hash(content: BaseModel) -> str:
    """SHA-256 of every word a reader of the content sees, each with its place."""
    return _hash(_words(content))


def _hash(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # half of an emoji, as some keyboards leave it, is no valid UTF-8 but can be hashed
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _counting(model: type[BaseModel]) -> dict[str, Any]:
    """The fields that results depend on, with their defaults."""
    skip = (text_fields(model) - WORDS_THAT_COUNT) | NO_RESULT
    fields = model.model_fields
    return {name: field.default for name, field in fields.items() if name not in skip}


def _without_words(value: Any) -> Any:
    if isinstance(value, BaseModel):
        counting, found = _counting(type(value)), vars(value)
        return {
            name: _without_words(found[name])
            for name, default in counting.items()
            if found[name] != default
        }
    if isinstance(value, dict):
        return {key: _without_words(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_words(part) for part in value]
    return value


def _words(value: Any) -> Any:
    if isinstance(value, BaseModel):
        texts = text_fields(type(value))
        return {
            name: found if name in texts else _words(found)
            for name, found in vars(value).items()
            if name in texts or isinstance(found, BaseModel | dict | list | tuple)
        }
    if isinstance(value, dict):
        return {key: _words(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_words(part) for part in value]
    return None
