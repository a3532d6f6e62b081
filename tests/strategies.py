"""Small random questionnaires and answers, and every completion of them, by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Choice, Choices, Item, Questionnaire, Scale, YesNo
from toolkit_widgets.scoring.visibility import is_answered, visible

POINTS = [-2, -0.5, 0, 0.1, 1, 2.5, 3]
BANDS = ["low", "middle", "high"]
STATES = ["draft", "dont_know", "not_applicable"]


def values_of(item: Item, form: Questionnaire) -> list[Any]:
    """Every valid value of an item with options."""
    if isinstance(item, Scale):
        return [step.id for step in form.scales[item.scale].steps]
    if isinstance(item, YesNo):
        return ["yes", "no"]
    if isinstance(item, Choice):
        return [option.id for option in item.options]
    if isinstance(item, Choices):
        ids = [option.id for option in item.options]
        most = item.at_most or len(ids)
        return [list(some) for n in range(1, most + 1) for some in combinations(ids, n)]
    return []


def completions(form: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[dict[str, Answer]]:
    """Every way to answer what is open and shown. Conditions must look at earlier items only."""
    shown = set(visible(form, answers))
    for item in form.items:
        answer = answers.get(item.id)
        settled = answer is not None and answer.state == "not_applicable"
        if item.id in shown and not settled and not is_answered(item, answer):
            for value in values_of(item, form):
                yield from completions(form, {**answers, item.id: Answer(value=value)})
            return
    yield dict(answers)


@st.composite
def tests_of(draw: st.DrawFn, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A condition over one of the items."""
    item = draw(st.sampled_from(items))
    kind = draw(st.sampled_from(["is", "answered", "at_least", "at_most", "not"]))
    if kind == "answered":
        return {"q": item["id"], "answered": draw(st.booleans())}
    if item["type"] == "yesno":
        return {"q": item["id"], "is": draw(st.sampled_from(["yes", "no"]))}
    if item["type"] == "choices":
        return {"q": item["id"], "contains": draw(st.sampled_from(["o0", "o1"]))}
    if kind in ("at_least", "at_most"):
        return {"q": item["id"], kind: draw(st.sampled_from(POINTS))}
    test = {"q": item["id"], "is": "s1" if item["type"] == "scale" else "o1"}
    return {"not": test} if kind == "not" else test


@st.composite
def conditions_of(draw: st.DrawFn, items: list[dict[str, Any]]) -> dict[str, Any]:
    """One test, or two joined."""
    one = draw(tests_of(items))
    joined = draw(st.sampled_from(["", "", "all", "any"]))
    return {joined: [one, draw(tests_of(items))]} if joined else one


@st.composite
def items_of(draw: st.DrawFn, name: str, kinds: list[str]) -> dict[str, Any]:
    """One item of a kind; options may have the same points, scales never have."""
    kind = draw(st.sampled_from(kinds))
    item: dict[str, Any] = {"id": name, "type": kind, "text": f"Item {name}"}
    item["weight"] = draw(st.integers(1, 3))
    if kind == "scale":
        item["scale"] = draw(st.sampled_from(["two", "three"]))
    elif kind in ("choice", "choices"):
        count = draw(st.integers(2, 3))
        points = draw(st.lists(st.sampled_from(POINTS), min_size=count, max_size=count))
        item["options"] = [
            {"id": f"o{n}", "text": f"Option {n}", "points": p} for n, p in enumerate(points)
        ]
        if kind == "choices" and draw(st.booleans()):
            item["at_most"] = draw(st.integers(1, count))
    return item


@st.composite
def questionnaires(
    draw: st.DrawFn,
    *,
    conditional: bool | None = None,
    derived: bool = True,
    groups: bool = True,
    vetoes: bool = True,
    aggregates: tuple[str, ...] = ("mean", "sum", "minimum", "share"),
    kinds: tuple[str, ...] = ("scale", "choice", "choices", "yesno"),
    positive: bool = False,
    level: bool = True,
    most: int = 5,
) -> Questionnaire:
    """Two to ``most`` items in up to three sections, two or three dimensions, three bands."""
    conditional = draw(st.booleans()) if conditional is None else conditional
    total = draw(st.integers(2, most))
    cuts = sorted(draw(st.sets(st.integers(1, total - 1), max_size=2)))
    items: list[dict[str, Any]] = []
    sections: list[dict[str, Any]] = []
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, total], strict=True)):
        section: dict[str, Any] = {"id": f"part{number}", "title": f"Part {number}", "items": []}
        section["dimension"] = draw(st.sampled_from(["a", "b"]))
        before = list(items)
        if conditional and before and draw(st.booleans()):
            section["show_when"] = draw(conditions_of(before))
        if groups and draw(st.integers(0, 3)) == 0:
            section["exclusive_group"] = "fork"
        for place in range(start, end):
            item = draw(items_of(f"q{place}", list(kinds)))
            if conditional and items and draw(st.booleans()):
                item["show_when"] = draw(conditions_of(items))
            section["items"].append(item)
            items.append(item)
        sections.append(section)
    steps = sorted(draw(st.sets(st.sampled_from(POINTS), min_size=3, max_size=3)))
    if positive:
        steps = [abs(steps[0]) + n + 1 for n in range(3)]
        for item in items:
            for option in item.get("options", []):
                option["points"] = abs(option["points"])
    scope = st.sampled_from(["visible", "declared"])
    dimensions: dict[str, Any] = {
        key: {
            "title": key,
            "aggregate": draw(st.sampled_from(aggregates)),
            "max_scope": draw(scope),
            "pools": draw(st.sampled_from([[], ["b" if key == "a" else "a"]])),
        }
        for key in ("a", "b")
    }
    if derived:
        other = draw(st.sampled_from(["a", "b"]))
        dimensions["c"] = {"title": "c", "based_on": "b" if other == "a" else "a"}
        dimensions["c"]["modifiers"] = draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "dimension": st.just(other),
                        "share_at_least": st.sampled_from([0, 0.5, 0.8, 1]),
                        "multiply": st.sampled_from([0.85, 1.5, -1]),
                        "because": st.just("a reason"),
                    }
                ),
                max_size=2,
            )
        )
        modes = ["half_up", "half_even", "down", "up"]
        if draw(st.booleans()):
            dimensions["c"]["round"] = {
                "mode": draw(st.sampled_from(modes)),
                "digits": draw(st.integers(0, 1)),
                "when": draw(st.sampled_from(["before_banding", "after_banding"])),
            }
    edges = sorted(
        draw(st.sets(st.sampled_from([-1, 0, 0.5, 1, 1.5, 2, 4]), min_size=3, max_size=3))
    )
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": "random",
        "version": "1.0.0",
        "title": "Random",
        "minutes": 1,
        "about": "Made by a test.",
        "scales": {
            "two": {"steps": _steps(steps[:2])},
            "three": {"steps": _steps(steps)},
        },
        "dimensions": dimensions,
        "bands": [
            {"id": name, "label": name.title(), "meaning": "m", draw(_SIDE): edge}
            for name, edge in zip(BANDS, edges, strict=True)
        ],
        "sections": sections,
    }
    if level and draw(st.booleans()):
        data["level"] = {
            "dimension": draw(st.sampled_from(list(dimensions))),
            "of": draw(st.sampled_from(["value", "share"])),
        }
    if vetoes:
        data["vetoes"] = [
            {
                "id": f"veto{n}",
                "when": draw(conditions_of(items)),
                draw(st.sampled_from(["at_most", "at_least"])): draw(st.sampled_from(BANDS)),
                "because": "a reason",
            }
            for n in range(draw(st.integers(0, 2)))
        ]
    return Questionnaire.model_validate(data)


_SIDE = st.sampled_from(["at_least", "above"])


def _steps(points: list[float]) -> list[dict[str, Any]]:
    return [{"id": f"s{n}", "label": f"Step {n}", "points": p} for n, p in enumerate(points)]


@st.composite
def answers_to(draw: st.DrawFn, form: Questionnaire, full: bool = False) -> dict[str, Answer]:
    """Answers of every state; ``full``: a valid answer to each item."""
    out: dict[str, Answer] = {}
    for item in form.items:
        value = draw(st.sampled_from(values_of(item, form)))
        state = "answered" if full else draw(st.sampled_from(["", "answered", "answered", *STATES]))
        if state == "not_applicable" and draw(st.booleans()):
            state = ""
        if state:
            out[item.id] = Answer.model_validate({"state": state, "value": value, "reason": "r"})
    return out


@st.composite
def answered(
    draw: st.DrawFn, full: bool = False, **how: Any
) -> tuple[Questionnaire, dict[str, Answer]]:
    """A questionnaire and answers to it."""
    form = draw(questionnaires(**how))
    return form, draw(answers_to(form, full))
