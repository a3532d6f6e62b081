"""The faults that are tested, by the names under which docs/reliability.md lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FAULTS = {
    "kill-moment": "kill -9 at any moment of a save",
    "kill-step": "kill -9 at each step of a save, of a backup, and of opening",
    "kill-kernel": "kill -9 to a Jupyter kernel while somebody types",
    "restart-kernel": "kernel restarted while somebody types",
    "server-gone": "course server killed, and started again on the same port",
    "tab-closed": "tab closed within a second of the last letter",
    "truncated": "file of answers cut at each byte",
    "byte": "one byte of the file of answers changed",
    "missing": "file of answers gone",
    "disk-full": "disk full at each step of a save",
    "size-limit": "the system refuses to let the file grow",
    "read-only": "folder that this user cannot write, or cannot even look into",
    "two-kernels": "two processes that save into one file at the same time",
    "older-file": "an older copy of the file put back while the lesson is open",
    "clock": "clock set back between two saves",
    "next-version": "file saved by a newer edition of the course",
    "large": "a comment of ten million characters",
    "large-file": "answers that are too large together",
    "text": "emoji, right-to-left, NUL, half an emoji, a million combining marks",
    "no-storage": "browser without session storage, or with a full one",
}
"""Key → what went wrong, in words."""


@dataclass
class Row:
    """One fault: how often it was tried, what was lost, what the learner read."""

    fault: str
    tries: int
    lost: int
    said: str


Record = Callable[[str, Any], None]


def note(record: Record, fault: str, tries: int, lost: int, said: str) -> None:
    """Keep a row for the table. ``record``: pytest's ``record_property``. Raises KeyError."""
    record("fault", (FAULTS[fault], tries, lost, " ".join(said.split())))
