"""The words of a page: passages, sentences, citations, pictures, tables, and stray HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["heading", "paragraph", "item", "table"]

CITATION = re.compile(r"\[@(?P<source>[^\s\]:]+):\s*(?P<at>[^\]]*[^\]\s])\s*\]")
"""``[@source-id: place]``"""
_CITATION_BEGINS = re.compile(r"\[@[^\]]{0,60}\]?")
_ABBREVIATED = re.compile(
    r"(?<![\w'’])(?:[A-Z]|[cv]|vs|cf|approx|Dr|Mr|Ms|Mrs|St|[A-Za-z]\.[A-Za-z])\.$"
)
_BEFORE_A_NUMBER = re.compile(r"(?<![\w'’])(?:No|Nos|Arts?|arts?|paras?|pp?|ch|sec)\.$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")


@dataclass(frozen=True)
class Passage:
    """A heading, a paragraph, a list entry or a whole table."""

    kind: Kind
    source: str
    """As it is written, without the marks of list and table."""
    line: int
    plain: str
    """The words a reader sees, without citations."""


@dataclass(frozen=True)
class Citation:
    """``[@source: at]``"""

    source: str
    at: str
    line: int


@dataclass(frozen=True)
class Image:
    """A picture, and the paragraph below it (its text twin)."""

    alt: str
    address: str
    line: int
    below: str


@dataclass(frozen=True)
class Table:
    """A table as plain words; ``lines`` holds the line of each row, the head first."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


@dataclass
class Prose:
    """Everything that stands in one stretch of Markdown, in order."""

    passages: list[Passage] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    html: list[tuple[str, int]] = field(default_factory=list)
    fences: list[tuple[str, int]] = field(default_factory=list)


@cache
def _engine() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=4096)
def read_prose(text: str, line: int = 1) -> Prose:
    """Take Markdown apart. ``line`` is the line of its first character in the file."""
    out = Prose()
    tokens = _engine().parse(text)
    items = 0
    position = 0
    while position < len(tokens):
        token = tokens[position]
        start = line + (token.map[0] if token.map else 0)
        if token.type == "table_open":
            position = _table(tokens, position, line, out)
            continue
        if token.type in ("list_item_open", "list_item_close"):
            items += 1 if token.type == "list_item_open" else -1
        elif token.type == "html_block":
            out.html += [(found, start) for found in token.content.strip().splitlines()[:1]]
        elif token.type == "fence":
            out.fences.append((token.info.strip(), start))
        elif token.type == "inline":
            opened = tokens[position - 1].type
            kind: Kind = "item" if items else "paragraph"
            _inline(token, "heading" if opened == "heading_open" else kind, start, out)
        position += 1
    _twins(out)
    return out


def citations(text: str, line: int = 1) -> Iterator[Citation]:
    """All well-formed citations."""
    for found in CITATION.finditer(text):
        yield Citation(
            found["source"], found["at"].strip(), line + text.count("\n", 0, found.start())
        )


def broken_citations(text: str, line: int = 1) -> Iterator[tuple[str, int]]:
    """What begins like a citation and is none: ``[@id]`` without a place, for example."""
    for found in _CITATION_BEGINS.finditer(text):
        if not CITATION.match(text, found.start()):
            yield found[0], line + text.count("\n", 0, found.start())


def words(plain: str) -> int:
    """How many words: what stands between spaces and has a letter or a digit."""
    return sum(1 for part in plain.split() if any(c.isalnum() for c in part))


def sentences(plain: str) -> list[str]:
    """Split at the end of sentences, not at abbreviations and initials."""
    out, start = [], 0
    for end in _SENTENCE_END.finditer(plain):
        so_far, next_one = plain[start : end.start() + 1], plain[end.end()]
        if _ABBREVIATED.search(so_far):
            continue
        if next_one.isdigit() and _BEFORE_A_NUMBER.search(so_far):
            continue
        out.append(plain[start : end.end()].strip())
        start = end.end()
    rest = plain[start:].strip()
    return [*out, rest] if rest else out


def _inline(token: Token, kind: Kind, line: int, out: Prose) -> None:
    plain = _children(token, line, out)
    if plain or kind == "heading":
        out.passages.append(Passage(kind, token.content, line, plain))


def _children(token: Token, line: int, out: Prose) -> str:
    """Collects pictures, links and HTML of a line of text; returns its plain words."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
            parts.append(" ")
        elif child.type == "image":
            out.images.append(Image(child.content, str(child.attrs.get("src", "")), line, ""))
        elif child.type == "link_open":
            out.links.append((str(child.attrs.get("href", "")), line))
        elif child.type == "html_inline":
            out.html.append((child.content, line))
        else:
            parts.append(child.content)
    return " ".join(CITATION.sub("", "".join(parts)).split())


def _table(tokens: list[Token], position: int, line: int, out: Prose) -> int:
    """Reads a table; returns the position after it."""
    first = line + (tokens[position].map or [0])[0]
    rows: list[list[str]] = []
    lines: list[int] = []
    sources: list[str] = []
    while tokens[position].type != "table_close":
        token = tokens[position]
        if token.type == "tr_open":
            rows.append([])
            lines.append(line + (token.map or [0])[0])
        elif token.type == "inline":
            rows[-1].append(_children(token, lines[-1], out))
            sources.append(token.content)
        position += 1
    plain = " ".join(cell for row in rows for cell in row if cell)
    out.tables.append(Table(tuple(map(tuple, rows)), tuple(lines)))
    out.passages.append(Passage("table", " | ".join(sources), first, plain))
    return position + 1


def _twins(out: Prose) -> None:
    """Gives each picture the paragraph that stands below it."""
    for place, image in enumerate(out.images):
        after = [p for p in out.passages if p.line >= image.line]
        below = after[0].source if after and after[0].kind == "paragraph" else ""
        out.images[place] = Image(image.alt, image.address, image.line, below)
