"""SurveyJS expressions: from a string to a tree and back.

The precedence is that of the library's own grammar, from loose to tight: ``or``; ``and``; the
comparisons; ``+ -``; ``* / %``; ``^``; ``contains notcontains anyof allof``; ``!`` and brackets;
``empty notempty`` after a value. Operators that stand side by side are taken from the left.
``not`` is read like ``!``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

MAX_CHARACTERS = 20_000
MAX_DEPTH = 40

Value = str | int | float | bool | None


class ExpressionError(ValueError):
    """The expression cannot be read. The message says what and at which character."""


@dataclass(frozen=True)
class Name:
    """``{question}``"""

    name: str


@dataclass(frozen=True)
class Literal:
    """A text, a number, true, false or null."""

    value: Value


@dataclass(frozen=True)
class ListOf:
    """``['a', 'b']``"""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Call:
    """``iif(…)`` and the like."""

    name: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Unary:
    """``op``: *not*, *empty* or *notempty*."""

    op: str
    part: Node


@dataclass(frozen=True)
class Binary:
    """``op`` is one of the signs of :data:`LEVELS`."""

    op: str
    left: Node
    right: Node


Node = Name | Literal | ListOf | Call | Unary | Binary

LEVELS: tuple[dict[str, str], ...] = (
    {"||": "or", "or": "or"},
    {"&&": "and", "and": "and"},
    {
        **{"=": "=", "==": "=", "equal": "=", "equals": "="},
        **{"!=": "!=", "<>": "!=", "notequal": "!=", "notequals": "!="},
        **{"<": "<", "less": "<", ">": ">", "greater": ">"},
        **{"<=": "<=", "=<": "<=", "lessorequal": "<="},
        **{">=": ">=", "=>": ">=", "greaterorequal": ">="},
    },
    {"+": "+", "-": "-"},
    {"*": "*", "/": "/", "%": "%"},
    {"^": "^", "power": "^"},
    {
        **{"contains": "contains", "contain": "contains", "*=": "contains"},
        **{"notcontains": "notcontains", "notcontain": "notcontains"},
        **{"anyof": "anyof", "allof": "allof"},
    },
)
"""Signs from loose to tight, each with the name of its operator."""

COMPARISONS = frozenset({*LEVELS[2].values(), *LEVELS[6].values()})
_NOT = ("!", "not", "negate")
_EMPTY = ("empty", "notempty")
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None, "undefined": None}
_WORDS = {sign for level in LEVELS for sign in level} | {*_NOT, *_EMPTY}

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>\{[^{}]+\})
    | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    | (?P<number>0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<sign>\|\||&&|<=|=<|>=|=>|==|!=|<>|\*=|[=<>!+\-*/%^()\[\],])
    )""",
    re.VERBOSE | re.ASCII | re.DOTALL,
)


def parse(text: str) -> Node:
    """The tree of an expression. Raises :class:`ExpressionError`."""
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(f"the expression is longer than {MAX_CHARACTERS:,} characters")
    return _Parser(text).whole()


def show(node: Node) -> str:
    """An expression that :func:`parse` turns into the same tree; every pair in brackets."""
    if isinstance(node, Name):
        return f"{{{node.name}}}"
    if isinstance(node, Literal):
        return _literal(node.value)
    if isinstance(node, ListOf):
        return f"[{', '.join(show(part) for part in node.parts)}]"
    if isinstance(node, Call):
        return f"{node.name}({', '.join(show(part) for part in node.parts)})"
    if isinstance(node, Unary):
        inner = show(node.part)
        if node.op == "not":
            return f"!({inner})"
        return f"({inner} {node.op})"
    return f"({show(node.left)} {node.op} {show(node.right)})"


def _literal(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return str(value)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[_Token] = []
        self.place = 0
        self.depth = 0
        at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if not found:
                left = len(text) - len(text[at:].lstrip())
                self.fail(f"'{text[left : left + 10]}' cannot be read", left)
            kind = str(found.lastgroup)
            self.tokens.append(_Token(kind, found.group(kind), found.start(kind)))
            at = found.end()

    def fail(self, message: str, at: int) -> NoReturn:
        raise ExpressionError(f"{message}, at character {at + 1}")

    def whole(self) -> Node:
        node = self.level(0)
        if self.here is not None:
            self.fail(f"'{self.here.text}' is not expected", self.here.at)
        return node

    @property
    def here(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def sign(self, signs: dict[str, str] | tuple[str, ...]) -> str | None:
        """The next token if it is one of the signs; it is taken."""
        token = self.here
        if token is None or token.kind not in ("sign", "word") or token.text.lower() not in signs:
            return None
        self.place += 1
        return token.text.lower()

    def need(self, sign: str) -> None:
        if self.sign((sign,)) is None:
            token = self.here
            found = f"'{token.text}'" if token else "the end"
            self.fail(f"'{sign}' is missing before {found}", token.at if token else len(self.text))

    def level(self, number: int) -> Node:
        if number == len(LEVELS):
            return self.factor()
        node = self.level(number + 1)
        while (sign := self.sign(LEVELS[number])) is not None:
            at = self.tokens[self.place - 1].at
            if number == 2 and isinstance(node, Unary) and node.op == "not" and self._bare(at):
                self.fail("'!' before a comparison needs brackets to be clear", at)
            node = Binary(LEVELS[number][sign], node, self.level(number + 1))
        return node

    def _bare(self, at: int) -> bool:
        """Whether the negation just read ended without a bracket: ``!{a} = 1``."""
        return not self.text[:at].rstrip().endswith(")")

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"nested more than {MAX_DEPTH} levels deep", self.tokens[self.place - 1].at)
        if self.sign(_NOT) is not None:
            node: Node = Unary("not", self.factor())
        else:
            node = self.atom()
            while (word := self.sign(_EMPTY)) is not None:
                node = Unary(word, node)
        self.depth -= 1
        return node

    def atom(self) -> Node:
        token = self.here
        if token is None:
            self.fail("something is missing at the end", len(self.text))
        self.place += 1
        if token.kind == "name":
            return Name(token.text[1:-1].strip().removeprefix("#"))
        if token.kind == "text":
            return Literal(re.sub(r"\\(['\"\\])", r"\1", token.text[1:-1]))
        if token.kind == "number":
            return Literal(_number(token.text))
        if token.text == "(":
            node = self.level(0)
            self.need(")")
            return node
        if token.text == "[":
            return ListOf(self.sequence("]"))
        if token.text == "-" and self.here is not None and self.here.kind == "number":
            self.place += 1
            return Literal(-_number(self.tokens[self.place - 1].text))
        if token.kind == "word":
            return self.word(token)
        self.fail(f"'{token.text}' is not expected", token.at)

    def word(self, token: _Token) -> Node:
        if self.here is not None and self.here.text == "(" and token.text.lower() not in _WORDS:
            self.place += 1
            return Call(token.text, self.sequence(")"))
        if token.text.lower() in _CONSTANTS:
            return Literal(_CONSTANTS[token.text.lower()])
        if token.text.lower() in _WORDS:
            self.fail(f"'{token.text}' is not expected", token.at)
        return Literal(token.text)

    def sequence(self, end: str) -> tuple[Node, ...]:
        parts: list[Node] = []
        if self.sign((end,)) is not None:
            return ()
        while True:
            parts.append(self.level(0))
            if self.sign((",",)) is None:
                self.need(end)
                return tuple(parts)


def _number(text: str) -> int | float:
    if text[:2].lower() == "0x":
        return int(text, 16)
    return float(text) if "." in text else int(text[:300])
