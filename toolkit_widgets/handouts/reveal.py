"""reveal.js, from the package that ships it: nothing of it is in this repository, nor fetched."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "sphinx_revealjs"
EXTRA = "slides"
_FILES = {
    "script": ("dist/reveal.js",),
    "notes": ("plugin/notes/notes.js",),
    "style": ("dist/reset.css", "dist/reveal.css"),
    "licence": ("LICENSE",),
}


class NoReveal(RuntimeError):
    """reveal.js is not installed. The message says what to install."""


@dataclass(frozen=True)
class Reveal:
    """The parts of reveal.js that a deck carries inside."""

    script: str
    notes: str
    style: str
    licence: str


def reveal() -> Reveal:
    """Read reveal.js from its package. Raises :class:`NoReveal`."""
    found = importlib.util.find_spec(PACKAGE)
    places = list(found.submodule_search_locations or []) if found else []
    folder = Path(places[0]) / "_static" / "revealjs" if places else Path()
    names = [name for part in _FILES.values() for name in part]
    if not places or not all((folder / name).is_file() for name in names):
        raise NoReveal(
            f"Slides need reveal.js, which comes with the extra '{EXTRA}': install "
            f"'toolkit-widgets[{EXTRA}]', or the package '{PACKAGE.replace('_', '-')}'. "
            "Handouts, cards and the factsheet need none of it."
        )
    parts = {
        key: "\n".join((folder / name).read_text("utf-8") for name in part)
        for key, part in _FILES.items()
    }
    # inside a page, a script ends at its first closing tag, also in the middle of a string
    for key in ("script", "notes"):
        parts[key] = re.sub(r"</(script)", r"<\\/\1", parts[key], flags=re.IGNORECASE)
    return Reveal(**parts)
