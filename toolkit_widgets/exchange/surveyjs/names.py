"""Stable ids from names of others: the same name gives the same id, and no two are alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 70
"""Characters; an id of ours may have 80, and a row or a number can still be added."""

_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")


def slug(name: str, empty: str = "item") -> str:
    """A valid id. A name that is one already stays as it is; nothing left of it becomes a hash."""
    if _ID.fullmatch(name) and len(name) <= LONGEST:
        return name
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9._-]+", "-", folded)
    words = re.sub(r"[._-]*-[._-]*|[._-]{2,}", "-", words).strip("-._")
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    if not words:
        return f"{empty}-{digest}"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 9].strip('-._')}-{digest}"


class Names:
    """The ids given so far in one space."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, name: str, empty: str = "item") -> str:
        """A new id for ``name``; a second one gets ``-2``."""
        wanted = slug(name, empty)
        found, number = wanted, 1
        while found.lower() in self.taken:
            number += 1
            found = f"{wanted}-{number}"
        self.taken.add(found.lower())
        return found
