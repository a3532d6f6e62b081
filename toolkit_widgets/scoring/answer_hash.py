"""Hashes of what answers say: whether they changed, and which ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from ..models import Answer


def answer_hashes(answers: Mapping[str, Answer]) -> dict[str, str]:
    """Item → the first twelve digits of the hash of what its answer says; empty ones have none.

    When it was given and how often it was checked says nothing about what it says.
    """
    return {key: _hash(_said(answer))[:12] for key, answer in answers.items() if not _empty(answer)}


def answers_hash(answers: Mapping[str, Answer]) -> str:
    """SHA-256 of everything that the answers say."""
    return _hash({key: _said(answer) for key, answer in answers.items() if not _empty(answer)})


def _said(answer: Answer) -> dict[str, object]:
    return answer.model_dump(
        mode="json", include={"state", "value", "reason", "comment", "evidence"}
    )


def _empty(answer: Answer) -> bool:
    return answer.model_copy(update={"checked": 0}).empty


def _hash(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
