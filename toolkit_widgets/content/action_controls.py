"""A control for each action of a questionnaire: in which quarter it begins, or not this year."""

from __future__ import annotations

from ..models import Action, Lab, Option, Questionnaire, SelectControl
from ..scoring.calendar import QUARTERS, quarters_of

NEVER = "never"
WHEN = (
    Option(id=NEVER, text="not this year"),
    *(Option(id=f"q{number}", text=f"quarter {number}") for number in range(1, QUARTERS + 1)),
)


def with_actions(lab: Lab, questionnaire: Questionnaire) -> Lab:
    """The lab with a control for every action in front of its own, under the action's id."""
    titles = {action.id: action.title or action.id for action in questionnaire.actions}
    controls = [_control(action, titles) for action in questionnaire.actions]
    return lab.model_copy(update={"controls": [*controls, *lab.controls]})


def _control(action: Action, titles: dict[str, str]) -> SelectControl:
    quarters = quarters_of(action)
    cost = f"{action.days or 0} days, {quarters} quarter{'' if quarters == 1 else 's'}."
    if action.needs:
        cost += f" Needs: {', '.join(titles[name] for name in action.needs)}."
    return SelectControl(
        type="select",
        id=action.id,
        text=titles[action.id],
        help=f"{cost} {action.text}",
        options=list(WHEN),
        start=NEVER,
    )
