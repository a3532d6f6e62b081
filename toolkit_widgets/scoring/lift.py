"""How far an action lifts an item: one rule, for priorities and plans alike."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..models import Action, Item, Scale, ScaleDef, Step
from .numbers import exact

RULE = (
    "An action lifts each of its items to the step it names, or by one step where it names none. "
    "Two actions on one item do not add up: the higher step counts. An item without an answer is "
    "not lifted, since nobody knows where it stands."
)
"""The rule, as a reader sees it."""


def reaches(
    action: Action, item: Item, points: Fraction | None, scales: Mapping[str, ScaleDef]
) -> Step | None:
    """The step above ``points`` that the item stands on after the action, or None if it stays.

    ``points``: where the item stands now; None: not answered. Raises ValueError where ``action.to``
    is not a step of the item's scale.
    """
    if not isinstance(item, Scale) or item.id not in action.lifts:
        return None
    steps = sorted(scales[item.scale].steps, key=lambda step: step.points)
    if action.to is not None and all(step.id != action.to for step in steps):
        known = ", ".join(step.id for step in steps)
        raise ValueError(
            f"action '{action.id}' lifts '{item.id}' to '{action.to}', which is no step of the "
            f"scale '{item.scale}' (its steps: {known})"
        )
    if points is None:
        return None
    higher = [step for step in steps if exact(step.points) > points]
    if action.to is not None:
        return next((step for step in higher if step.id == action.to), None)
    return higher[0] if higher else None
