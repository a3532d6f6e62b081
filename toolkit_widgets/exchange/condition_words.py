"""Conditions in one cell, readable aloud: ``all(track.choice is lead, not(b answered))``.

::

    condition   all(condition, …)   any(condition, …)   not(condition)   test
    test        ITEM is VALUE            ITEM in (VALUE, …)      ITEM contains VALUE
                ITEM at least NUMBER     ITEM at most NUMBER     ITEM answered   ITEM unanswered
    VALUE       a word, a number, true, false, or any text in "double quotes"

The words are read by hand into the same plain data that a YAML file holds; nothing is evaluated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from ..content.problems import nearest, short
from ..models import All, Any_, Condition, Not, Test
from ..models.conditions import Scalar

MAX_DEPTH = 20
MAX_LENGTH = 20_000
FORM = "for example: track.choice is lead, or all(a is yes, not(b answered))"
TESTS = ("is", "in", "contains", "at least", "at most", "answered", "unanswered")

_WORD = r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*"
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"(?:[^"\\]|\\.)*")
      | (?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.-]))
      | (?P<word>[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)
      | (?P<sign>[(),])
    )""",
    re.VERBOSE | re.DOTALL,
)


class ConditionError(ValueError):
    """A condition cannot be read. ``found`` is the part, ``near`` what may be meant."""

    def __init__(self, message: str, found: str = "", allowed: str = FORM, near: str = "") -> None:
        super().__init__(message)
        self.found = found
        self.allowed = allowed
        self.near = near


def say(condition: Condition) -> str:
    """The condition in words, as :func:`read` reads it."""
    if isinstance(condition, All):
        return f"all({', '.join(say(part) for part in condition.all)})"
    if isinstance(condition, Any_):
        return f"any({', '.join(say(part) for part in condition.any)})"
    if isinstance(condition, Not):
        return f"not({say(condition.not_)})"
    return _say_test(condition)


def read(text: str) -> dict[str, Any]:
    """Plain data for :data:`~toolkit_widgets.models.Condition`. Raises :class:`ConditionError`."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"a condition has at most {MAX_LENGTH:,} characters")
    reader = _Reader(text)
    data = reader.condition(0)
    if reader.kind:
        reader.refuse("the condition is complete, and more follows", allowed="nothing more")
    return data


def say_values(values: Iterable[Scalar]) -> str:
    """Words, numbers and truth values divided by commas, as :func:`read_values` reads them."""
    return ", ".join(_value(value) for value in values)


def read_values(text: str) -> list[Scalar]:
    """``a, 3, true, "3"`` as values. Raises :class:`ConditionError`."""
    reader = _Reader(text[: MAX_LENGTH + 1])
    values = [reader.scalar()]
    while reader.kind:
        reader.sign(",")
        values.append(reader.scalar())
    return values


def _say_test(test: Test) -> str:
    if test.is_ is not None:
        return f"{test.q} is {_value(test.is_)}"
    if test.in_ is not None:
        return f"{test.q} in ({', '.join(_value(v) for v in test.in_)})"
    if test.contains is not None:
        return f"{test.q} contains {_value(test.contains)}"
    if test.at_least is not None:
        return f"{test.q} at least {test.at_least!r}"
    if test.at_most is not None:
        return f"{test.q} at most {test.at_most!r}"
    return f"{test.q} {'answered' if test.answered else 'unanswered'}"


def _value(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    bare = re.fullmatch(_WORD, value) and value not in ("true", "false")
    number = _TOKEN.fullmatch(value)
    if bare and not (number and number["number"]):
        return value
    return json.dumps(value, ensure_ascii=False)


class _Reader:
    """Tokens from left to right; ``kind`` and ``token`` are the one that is next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self.kind = self.token = ""
        self._next()

    def condition(self, depth: int) -> dict[str, Any]:
        if depth > MAX_DEPTH:
            self.refuse(f"nested more than {MAX_DEPTH} levels deep")
        name = self._item()
        if self.token != "(" or self.kind != "sign":
            return self._test(name)
        if name not in ("all", "any", "not"):
            near = nearest(name, ("all", "any", "not"))
            raise ConditionError(
                f"'{name}(' is not known here", name, "all( … ), any( … ), not( … )", near
            )
        self._next()
        parts = [self.condition(depth + 1)]
        while self.token == "," and self.kind == "sign" and name != "not":
            self._next()
            parts.append(self.condition(depth + 1))
        self.sign(")")
        return {name: parts[0] if name == "not" else parts}

    def refuse(self, message: str, allowed: str = FORM, near: str = "") -> NoReturn:
        found = self.token or "the end of the cell"
        raise ConditionError(f"{message} (at '{short(found, 30)}')", found, allowed, near)

    def _item(self) -> str:
        if self.kind not in ("word", "number"):
            self.refuse("here must be the id of an item")
        return self._take()

    def _test(self, item: str) -> dict[str, Any]:
        if self.kind != "word":
            self.refuse(f"after '{item}' must come a test", ", ".join(TESTS))
        word = self._take()
        if word == "at" and self.kind == "word" and self.token in ("least", "most"):
            return {"q": item, f"at_{self._take()}": self.scalar()}
        if word in ("at_least", "at_most", "is", "contains"):
            return {"q": item, word: self.scalar()}
        if word in ("answered", "unanswered"):
            return {"q": item, "answered": word == "answered"}
        if word == "in":
            return {"q": item, "in": self._values()}
        near = nearest(word, TESTS)
        raise ConditionError(f"'{word}' is not a test", word, ", ".join(TESTS), near)

    def _values(self) -> list[Any]:
        self.sign("(")
        values: list[Any] = []
        while self.token != ")" or self.kind != "sign":
            if values:
                self.sign(",")
            values.append(self.scalar())
        self.sign(")")
        return values

    def scalar(self) -> Scalar:
        kind = self.kind
        if kind not in ("text", "number", "word"):
            self.refuse("here must be a value", 'a word, a number, or a text in "quotes"')
        token = self.token
        if kind == "text":
            try:
                value: Scalar = json.loads(token, strict=False)
            except ValueError:
                self.refuse('this text is not whole; inside "…" write \\" for a quote')
        elif kind == "number":
            if len(token) > 40:
                self.refuse("this number is too long")
            value = int(token) if re.fullmatch(r"[-+]?\d+", token) else float(token)
        else:
            value = {"true": True, "false": False}.get(token, token)
        self._next()
        return value

    def sign(self, sign: str) -> None:
        if self.kind != "sign" or self.token != sign:
            self.refuse(f"here must be '{sign}'", f"'{sign}'")
        self._next()

    def _take(self) -> str:
        token = self.token
        self._next()
        return token

    def _next(self) -> None:
        if not self._text[self._place :].strip():
            self.kind = self.token = ""
            return
        match = _TOKEN.match(self._text, self._place)
        if match is None or match.lastgroup is None:
            self.kind, self.token = "other", self._text[self._place :].strip()[:20]
            return
        self._place = match.end()
        self.kind, self.token = match.lastgroup, match[match.lastgroup]
