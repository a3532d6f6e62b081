"""A condition as a reader of paper follows it: "only if you answered “No” to question 3"."""

from __future__ import annotations

from collections.abc import Mapping

from ..content.markdown import plain
from ..models import All, Any_, Condition, Item, Not, ScaleDef
from ..models.conditions import Scalar, Test


def only_if(
    condition: Condition,
    items: Mapping[str, Item],
    numbers: Mapping[str, int],
    scales: Mapping[str, ScaleDef],
) -> str:
    """The condition in plain words. ``numbers``: item → the number that stands before it."""

    def say(part: Condition) -> str:
        if isinstance(part, All):
            return " and ".join(say(one) for one in part.all)
        if isinstance(part, Any_):
            return " or ".join(say(one) for one in part.any)
        if isinstance(part, Not):
            return f"not ({say(part.not_)})"
        return _test(part)

    def label(item: Item | None, value: Scalar) -> str:
        named = {o.id: o.text for o in getattr(item, "options", [])}
        if item is not None and item.type == "scale":
            named = {step.id: step.label for step in scales[item.scale].steps}
        if item is not None and item.type == "yesno":
            named = {"yes": "Yes", "no": "No"}
        return f"“{plain(named.get(str(value), str(value))).rstrip('.')}”"

    def _test(test: Test) -> str:
        item = items.get(test.q)
        name = f"question {numbers[test.q]}" if test.q in numbers else f"“{test.q}”"
        if test.answered is not None:
            return f"{name} {'has an answer' if test.answered else 'has no answer'}"
        if test.at_least is not None or test.at_most is not None:
            least, bound = test.at_least is not None, test.at_least
            return f"{name} is {bound if least else test.at_most} or {'more' if least else 'less'}"
        given = test.in_ if test.in_ is not None else [test.is_ if test.contains is None else None]
        if test.contains is not None:
            given = [test.contains]
        words = " or ".join(label(item, value) for value in given if value is not None)
        return f"{name}: {words}"

    return say(condition)
