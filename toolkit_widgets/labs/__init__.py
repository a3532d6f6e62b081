"""Labs: one module for each phenomenon, with a pure, seeded model and its figure.

A module has ``run(values) -> Outcome``. ``values`` holds the position of every control of the
lab's content file, by id; each is a number or, for a select control, an option's id.
"""

from .base import Outcome, Run, Values, find, names

__all__ = ["Outcome", "Run", "Values", "find", "names"]
