"""A hash that ties answers and reports to the exact content they belong to."""

from __future__ import annotations

import hashlib
import json

from pydantic import BaseModel


def fingerprint(model: BaseModel) -> str:
    """SHA-256 (64 hex digits) of the model's canonical JSON."""
    data = model.model_dump(mode="json", by_alias=True)
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
