"""What a lab gives back, and how it is found by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..figures import Figure

Values = Mapping[str, int | float | str]
"""Control id → position: a number, or the id of an option."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What the controls lead to.

    ``readout`` is one short line for the place beside the controls. ``seen`` maps the id of a
    prediction to what the lab shows about it *at these positions*, in words with numbers. Where a
    prediction is about the starting position, compute it there, so that it stays the answer.
    """

    readout: str
    figure: Figure
    seen: Mapping[str, str] = field(default_factory=dict)


Run = Callable[[Values], Outcome]


def names() -> list[str]:
    """The labs of this edition, by id."""
    import toolkit_widgets.labs as room

    modules = (found.name for found in pkgutil.iter_modules(room.__path__))
    return sorted(m.replace("_", "-") for m in modules if m != "base" and not m.startswith("_"))


def find(name: str) -> Run:
    """The model of a lab. Raises LookupError where there is none of that name."""
    if name not in names():
        raise LookupError(f"there is no lab model '{name}'; there are {', '.join(names())}")
    module = importlib.import_module(f"toolkit_widgets.labs.{name.replace('-', '_')}")
    run: Run = module.run
    return run
