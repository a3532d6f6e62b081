"""What an import could not express: never dropped in silence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from ...content.problems import Severity, short
from .markdown_text import clean


@dataclass(frozen=True)
class Loss:
    """One thing of the original that stands differently, or not at all, in the import.

    ``severity``: *error* where something that is asked or decided is missing, *warning* where it
    behaves differently, *note* where only its looks or its name changed.
    """

    severity: Severity
    path: str
    """The place in the original, for example ``pages[2].elements[0]``."""
    name: str
    what: str
    instead: str

    def as_dict(self) -> dict[str, str]:
        """For machines."""
        return asdict(self)


@dataclass
class Losses:
    """Every loss, in the order of the original."""

    found: list[Loss] = field(default_factory=list)

    def add(self, severity: Severity, path: str, name: object, what: str, instead: str) -> None:
        """Write one down."""
        label = short(clean(name)) if isinstance(name, str) else ""
        what, instead = short(clean(what), 200), short(clean(instead), 200)
        self.found.append(Loss(severity, clean(path), label, what, instead))

    def counts(self) -> dict[str, int]:
        """How many of each severity."""
        return {
            kind: sum(loss.severity == kind for loss in self.found)
            for kind in ("error", "warning", "note")
        }

    def merged(self) -> list[tuple[Loss, int]]:
        """The rows of a table: the same note about many elements once, with their number."""
        rows: dict[tuple[str, str, str], tuple[Loss, int]] = {}
        for loss in self.found:
            unique = loss.path if loss.severity != "note" else ""
            key = (unique, loss.what, loss.instead)
            first, count = rows.get(key, (loss, 0))
            rows[key] = (first, count + 1)
        rank = {"error": 0, "warning": 1, "note": 2}
        return sorted(rows.values(), key=lambda row: rank[row[0].severity])
