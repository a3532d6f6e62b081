"""From a SurveyJS expression to a condition of ours: data, never evaluated code.

A comparison with a single choice becomes ``in`` over every option for which the original
comparison holds, so that "contains" keeps meaning a part of a text there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .expressions import COMPARISONS, Binary, Call, ListOf, Name, Node, Unary
from .expressions import Literal as Constant
from .operators import equal, holds, is_empty, truthy

Data = dict[str, Any]
"""A condition as it stands in YAML."""
Verdict = Data | bool

Kind = Literal["one", "many", "number", "text"]
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


class NotExpressible(ValueError):
    """Our conditions cannot say this. The message says what."""


@dataclass(frozen=True)
class Target:
    """An item of ours that stands for a question of the original.

    ``options``: our id and the original's value. An option with the value None stands for "no
    answer" (where the original had a single box to tick).
    """

    item: str
    kind: Kind
    options: tuple[tuple[str, object], ...] = ()


def to_condition(node: Node, targets: Mapping[str, Target]) -> Verdict:
    """The condition, or True or False where it does not depend on any answer.

    Raises :class:`NotExpressible`.
    """
    if isinstance(node, Constant):
        return truthy(node.value)
    if isinstance(node, Name):
        return _bare(_target(node.name, targets))
    if isinstance(node, Unary):
        if node.op == "not":
            return negated(to_condition(node.part, targets))
        return _emptiness(node, targets)
    if isinstance(node, Binary) and node.op in ("and", "or"):
        parts = (to_condition(node.left, targets), to_condition(node.right, targets))
        return every(*parts) if node.op == "and" else some(*parts)
    if isinstance(node, Binary) and node.op in COMPARISONS:
        return _comparison(node, targets)
    if isinstance(node, Binary):
        raise NotExpressible(f"it calculates with '{node.op}'")
    if isinstance(node, Call):
        raise NotExpressible(f"it uses the function {node.name}()")
    raise NotExpressible("a list stands where a condition is expected")


def every(*parts: Verdict) -> Verdict:
    """All of them; nested ones are made flat."""
    return _joined("all", parts, neutral=True)


def some(*parts: Verdict) -> Verdict:
    """At least one of them."""
    return _joined("any", parts, neutral=False)


def negated(part: Verdict) -> Verdict:
    """The opposite; a double negation goes away."""
    if isinstance(part, bool):
        return not part
    if set(part) == {"q", "answered"}:
        return {"q": part["q"], "answered": not part["answered"]}
    inner: Data = part.get("not", {"not": part})
    return inner


def _joined(key: str, parts: tuple[Verdict, ...], neutral: bool) -> Verdict:
    out: list[Data] = []
    for part in parts:
        if isinstance(part, bool):
            if part is not neutral:
                return part
        else:
            out += [x for x in part.get(key, [part]) if x not in out]
    if not out:
        return neutral
    return out[0] if len(out) == 1 else {key: out}


def _target(name: str, targets: Mapping[str, Target]) -> Target:
    """By name; ``panel.name`` and ``name-of-a-panel.name`` also find the question."""
    if name in targets:
        return targets[name]
    lowered = {key.lower(): key for key in targets}  # the original does not mind case
    for candidate in (name, name.removeprefix("panel."), name.rsplit(".", 1)[-1]):
        if candidate.lower() in lowered:
            return targets[lowered[candidate.lower()]]
    raise NotExpressible(f"it looks at '{name}', and no imported question has that name")


def _constant(node: Node) -> object:
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, ListOf):
        return [_constant(part) for part in node.parts]
    if isinstance(node, Name):
        raise NotExpressible("it compares two questions with each other")
    if isinstance(node, Call):
        raise NotExpressible(f"it uses the function {node.name}()")
    raise NotExpressible("it compares the result of another comparison or calculation")


def _comparison(node: Binary, targets: Mapping[str, Target]) -> Verdict:
    op, left, right = node.op, node.left, node.right
    if isinstance(left, Name):
        return _compare(op, _target(left.name, targets), _constant(right))
    if not isinstance(right, Name):
        return holds(op, _constant(left), _constant(right))
    target, value = _target(right.name, targets), _constant(left)
    if target.kind == "one":
        return _chosen(target, lambda answer: holds(op, value, answer))
    if op in _FLIPPED:
        return _compare(_FLIPPED[op], target, value)
    raise NotExpressible(f"a fixed value stands left of '{op}'")


def _compare(op: str, target: Target, value: object) -> Verdict:
    if target.kind == "one":
        return _chosen(target, lambda answer: holds(op, answer, value))
    if op == "!=":
        return negated(_compare("=", target, value))
    if op == "=" and not isinstance(value, list) and is_empty(value):
        return {"q": target.item, "answered": False}
    if target.kind == "many":
        return _members(op, target, value)
    if target.kind == "number":
        return _amount(op, target, value)
    if op == "=" and isinstance(value, str | int | float) and not isinstance(value, bool):
        return {"q": target.item, "is": str(value)}
    raise NotExpressible(f"it compares a free text with '{op}'")


def _chosen(target: Target, test: Callable[[object], bool]) -> Verdict:
    """Over the options of a single choice, and over no answer."""
    open_ = test(None)
    hits = [key for key, value in target.options if test(value)]
    misses = [key for key, value in target.options if not test(value)]
    if not misses:
        return True if open_ else {"q": target.item, "answered": True}
    if open_:
        return negated(_one_of(target, misses)) if hits else {"q": target.item, "answered": False}
    return _one_of(target, hits)


def _one_of(target: Target, ids: list[str]) -> Verdict:
    if not ids:
        return False
    if len(ids) == len(target.options):
        return {"q": target.item, "answered": True}
    return {"q": target.item, "is": ids[0]} if len(ids) == 1 else {"q": target.item, "in": ids}


def _members(op: str, target: Target, value: object) -> Verdict:
    wanted = value if isinstance(value, list) else [value]

    def member(one: object) -> Verdict:
        ids = [key for key, own in target.options if equal(own, one)]
        return some(*({"q": target.item, "contains": key} for key in ids))

    if op == "=":
        if not isinstance(value, list):
            return False  # the original, too, never finds a list equal to a single value
        if not value:
            return {"q": target.item, "answered": False}
        others = [k for k, own in target.options if not any(equal(own, one) for one in value)]
        rest = [negated({"q": target.item, "contains": key}) for key in others]
        return every(*(member(one) for one in value), *rest)
    if op in ("contains", "notcontains"):
        found = every(*(member(one) for one in wanted))
        found = {"q": target.item, "answered": True} if found is True else found
        return found if op == "contains" else negated(found)
    if op == "anyof":
        return True if is_empty(value) else some(*(member(one) for one in wanted))
    if op == "allof":
        return every(*(member(one) for one in wanted))
    raise NotExpressible(f"it compares several answers with '{op}'")


def _amount(op: str, target: Target, value: object) -> Verdict:
    number = _as_number(value)
    if number is None:
        if op == "=":
            return False
        raise NotExpressible(f"it compares a number with '{value}'")
    same: Data = {"q": target.item, "is": number}
    edges: dict[str, Verdict] = {
        "=": same,
        ">=": {"q": target.item, "at_least": number},
        "<=": {"q": target.item, "at_most": number},
        ">": every({"q": target.item, "at_least": number}, negated(same)),
        "<": every({"q": target.item, "at_most": number}, negated(same)),
    }
    if op not in edges:
        raise NotExpressible(f"it compares a number with '{op}'")
    return edges[op]


def _as_number(value: object) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return int(number) if number.is_integer() else number


def _bare(target: Target) -> Verdict:
    if target.kind == "one":
        return _chosen(target, truthy)
    known: Data = {"q": target.item, "answered": True}
    return every(known, {"not": {"q": target.item, "is": 0}}) if target.kind == "number" else known


def _emptiness(node: Unary, targets: Mapping[str, Target]) -> Verdict:
    if not isinstance(node.part, Name):
        found = is_empty(_constant(node.part))
        return found if node.op == "empty" else not found
    target = _target(node.part.name, targets)
    known: Verdict = {"q": target.item, "answered": True}
    if target.kind == "one":
        known = _chosen(target, lambda answer: not is_empty(answer))
    return known if node.op == "notempty" else negated(known)
