"""Expressions: the grammar, and conditions that mean what the original means."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.exchange.surveyjs.conditions import NotExpressible, Target, to_condition
from toolkit_widgets.exchange.surveyjs.expressions import (
    Binary,
    Call,
    ExpressionError,
    ListOf,
    Literal,
    Name,
    Node,
    Unary,
    parse,
    show,
)
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.visibility import holds, visible

A, B = Name("a"), Name("b")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{a} = 1 or {b} = 2 and {a} = 3",
         Binary("or", Binary("=", A, Literal(1)),
                Binary("and", Binary("=", B, Literal(2)), Binary("=", A, Literal(3))))),
        ("({a} = 1 or {b} = 2) and {a} = 3",
         Binary("and", Binary("or", Binary("=", A, Literal(1)), Binary("=", B, Literal(2))),
                Binary("=", A, Literal(3)))),
        ("{a} == 'x' && {b} <> \"y\" || !({a} empty)",
         Binary("or", Binary("and", Binary("=", A, Literal("x")), Binary("!=", B, Literal("y"))),
                Unary("not", Unary("empty", A)))),
        ("{a} contains 'x' = true",
         Binary("=", Binary("contains", A, Literal("x")), Literal(True))),
        ("{a}>=-2.5", Binary(">=", A, Literal(-2.5))),
        ("{a} ANYOF ['x', word, 3]",
         Binary("anyof", A, ListOf((Literal("x"), Literal("word"), Literal(3))))),
        ("{a} - 1 - 2", Binary("-", Binary("-", A, Literal(1)), Literal(2))),
        ("not ({a} notempty) and f({b}, 'it\\'s')",
         Binary("and", Unary("not", Unary("notempty", A)), Call("f", (B, Literal("it's"))))),
        ("! {a} and {b}", Binary("and", Unary("not", A), B)),
        ("{ a }", A),
        ("{a} notcontains undefined", Binary("notcontains", A, Literal(None))),
    ],
)  # fmt: skip
def test_grammar(text: str, tree: Node) -> None:
    assert parse(text) == tree
    assert parse(show(tree)) == tree


@pytest.mark.parametrize(
    "text", ["", "{a} =", "= 1", "{a", "{a} = 'x", "{a} {b}", "and", "{a} = [1, 2", "f(", "{a} § 1"]
)
def test_what_is_no_expression_is_said_with_its_place(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"at character \d+"):
        parse(text)


# -- the law: our condition holds exactly where the original's expression is true ------------------

ONE = ["item1-0", "item2-1", "item10-1", "Other"]
MANY = ["red", "Green", "item1"]
FORM = Questionnaire.model_validate(
    {
        "schema": "toolkit-questionnaire/1", "id": "law", "version": "1.0.0", "title": "Law",
        "minutes": 1, "about": "A law.",
        "sections": [{"id": "s", "title": "S", "items": [
            {"id": "one", "type": "choice", "text": "1",
             "options": [{"id": f"o{i}", "text": v} for i, v in enumerate(ONE)]},
            {"id": "level", "type": "choice", "text": "2",
             "options": [{"id": f"l{i}", "text": str(i)} for i in range(4)]},
            {"id": "many", "type": "choices", "text": "3",
             "options": [{"id": f"m{i}", "text": v} for i, v in enumerate(MANY)]},
            {"id": "amount", "type": "number", "text": "4"},
            {"id": "words", "type": "text", "text": "5"},
            {"id": "flag", "type": "yesno", "text": "6"},
        ]}],
    }
)  # fmt: skip
ITEMS = {item.id: item for item in FORM.items}
TARGETS = {
    "one": Target("one", "one", tuple((f"o{i}", v) for i, v in enumerate(ONE))),
    "level": Target("level", "one", tuple((f"l{i}", i) for i in range(4))),
    "many": Target("many", "many", tuple((f"m{i}", v) for i, v in enumerate(MANY))),
    "amount": Target("amount", "number"),
    "words": Target("words", "text"),
    "flag": Target("flag", "one", (("yes", True), ("no", False))),
}

texts = st.sampled_from(["item1", "item", "item1-0", "ITEM2-1", "-1", "red", "green", "other", "x"])
numbers = st.integers(-1, 4) | st.sampled_from([0.5, 2.5])
lists = st.lists(texts, max_size=3).map(lambda v: ListOf(tuple(map(Literal, v))))


def compared(names: list[str], ops: list[str], values: Any) -> Any:
    return st.builds(Binary, st.sampled_from(ops), st.sampled_from(names).map(Name), values)


EQUALITY, ORDER = ["=", "!="], ["<", "<=", ">", ">="]
MEMBERS = ["contains", "notcontains", "anyof", "allof"]
word = texts.map(Literal)
atoms = st.one_of(
    compared(["one"], EQUALITY + MEMBERS, word | lists.filter(lambda v: v.parts)),
    compared(["level"], EQUALITY + ORDER, numbers.map(Literal)),
    compared(["many"], EQUALITY + MEMBERS, word),
    compared(["many"], [*EQUALITY, *MEMBERS], lists.filter(lambda v: v.parts)),
    compared(["amount"], EQUALITY + ORDER, numbers.map(Literal)),
    compared(["words"], EQUALITY, word.filter(lambda v: v.value.islower())),
    compared(["flag"], EQUALITY, st.booleans().map(Literal)),
    st.builds(
        Unary, st.sampled_from(["empty", "notempty"]), st.sampled_from(list(TARGETS)).map(Name)
    ),
    st.sampled_from(list(TARGETS)).map(Name),
)
expressions = st.recursive(
    atoms,
    lambda inner: (
        st.builds(Binary, st.sampled_from(["and", "or"]), inner, inner)
        | st.builds(Unary, st.just("not"), inner)
    ),
    max_leaves=6,
)
states = st.fixed_dictionaries(
    {
        "one": st.none() | st.sampled_from(ONE),
        "level": st.none() | st.integers(0, 3),
        "many": st.lists(st.sampled_from(MANY), unique=True),
        "amount": st.none() | numbers,
        "words": st.none() | texts.filter(str.islower),
        "flag": st.none() | st.booleans(),
    }
)


def as_answers(state: dict[str, Any]) -> dict[str, Answer]:
    out = {}
    for key, value in state.items():
        if value is None or value == []:
            continue
        ids = {own: key_ for key_, own in TARGETS[key].options}
        if key == "flag":
            value = "yes" if value else "no"
        elif key in ("one", "level"):
            value = ids[value]
        elif key == "many":
            value = [ids[v] for v in value]
        out[key] = Answer(value=value)
    return out


def original(node: Node, state: dict[str, Any]) -> Any:
    """SurveyJS's own reading, written down again without our tables of operators."""
    if isinstance(node, Name):
        value = state[node.name]
        return None if value == [] else value
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, ListOf):
        return [original(part, state) for part in node.parts]
    if isinstance(node, Unary):
        inner = original(node.part, state)
        if node.op == "not":
            return not inner
        blank = inner is None or inner == "" or inner == []
        return blank if node.op == "empty" else not blank
    assert isinstance(node, Binary)
    left, right = original(node.left, state), original(node.right, state)
    if node.op == "and":
        return bool(left) and bool(right)
    if node.op == "or":
        return bool(left) or bool(right)
    return _compare(node.op, left, right)


def _same(x: Any, y: Any) -> bool:
    if isinstance(x, str) and isinstance(y, str):
        return x.lower() == y.lower()
    if isinstance(x, list) and isinstance(y, list):
        return len(x) == len(y) and {v.lower() for v in x} == {v.lower() for v in y}
    if type(x) is bool or type(y) is bool:
        return x is y
    if isinstance(x, int | float) and isinstance(y, int | float):
        return x == y
    return x is None and y is None


def _has(left: Any, right: Any) -> bool:
    if left is None:
        return False
    if isinstance(left, list):
        parts = right if isinstance(right, list) else [right]
        return all(any(_same(v, part) for v in left) for part in parts)
    return (",".join(right) if isinstance(right, list) else right) in left


def _compare(op: str, left: Any, right: Any) -> bool:
    if op in ("=", "!="):
        return _same(left, right) is (op == "=")
    if op in ("<", "<=", ">", ">="):
        if left is None:
            return False
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op]
    if op in ("contains", "notcontains"):
        return _has(left, right) is (op == "contains")
    if op == "anyof":
        if left is None:
            return False
        if not isinstance(left, list):  # the other way round
            return _has(right, left)
        return any(_has(left, part) for part in (right if isinstance(right, list) else [right]))
    return all(_has(left, part) for part in (right if isinstance(right, list) else [right]))


@settings(max_examples=600, deadline=None)
@given(expressions, states)
def test_our_condition_holds_exactly_where_the_original_does(
    node: Node, state: dict[str, Any]
) -> None:
    again = parse(show(node))
    assert again == node
    verdict = to_condition(again, TARGETS)
    expected = bool(original(node, state))
    if isinstance(verdict, bool):
        assert verdict is expected
        return
    data = json.loads(json.dumps(FORM.model_dump(mode="json", by_alias=True, exclude_none=True)))
    last = {"id": "then", "type": "note", "text": "Shown", "show_when": verdict}
    data["sections"][0]["items"].append(last)
    form = Questionnaire.model_validate(data)
    answers = as_answers(state)
    then = next(item for item in form.items if item.id == "then")
    assert then.show_when is not None
    assert holds(then.show_when, ITEMS, answers, {}) is expected
    assert ("then" in visible(form, answers)) is expected


@given(st.text(max_size=60) | st.text("{}ab=<>!'\"[](),. 01&|andortempy", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        node = parse(text)
    except ExpressionError:
        return
    try:
        to_condition(node, {})
    except NotExpressible:
        return
