"""Markdown of the content, as HTML, as plain text, or as runs of type.

Raw HTML is shown as the characters it is made of. Pictures are not loaded: a page of this course
asks nothing of any other machine. Only addresses on the web or of mail, places in the same page and
lessons beside it are made links: others would run something (``javascript:``), or lead to another
page of the server that shows the notebook. Characters that turn the words around them are dropped.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .characters import printable

_LISTS = {f"{kind}_list_{end}" for kind in ("bullet", "ordered") for end in ("open", "close")}


@dataclass(frozen=True)
class Span:
    """A run of text in one type."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A block: running text, a heading, an entry of a list, or a row of a table."""

    kind: Literal["text", "heading", "entry", "row"]
    spans: list[Span]


_LINKED = re.compile(r"https?://|mailto:|#|[\w-]+\.ipynb(#.*)?$", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n")
_BLOCK = re.compile(r"\s*(\||[-*+>#] |\d+[.)] )")


def markdown(text: str, *, first_heading: int = 4) -> str:
    """Blocks of HTML. ``#`` becomes a heading of level ``first_heading`` (2 to 6), ``##`` below."""
    tokens = _parser().parse(printable(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + first_heading - 1)}"
    for opened, words, closed in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opened.type == "th_open" and not words.content.strip():
            opened.tag = closed.tag = "td"  # an empty corner heads nothing
    return _render(tokens)


@functools.lru_cache(maxsize=4096)  # the options of one question are those of the next
def markdown_inline(text: str) -> str:
    """HTML that can stand inside a sentence, a cell or a legend: no blocks."""
    return _render(_parser().parseInline(printable(text)))


def question(text: str) -> tuple[str, str]:
    """What is asked, as one line of HTML, and the facts before it as blocks (``""`` if none).

    The last paragraph asks. Where a table or a list comes last, the first paragraph does.
    """
    blocks = _BLANK.split(text.strip())
    place = 0 if _BLOCK.match(blocks[-1]) else -1
    asked = blocks.pop(place)
    return markdown_inline(asked), markdown("\n\n".join(blocks)) if blocks else ""


def plain(text: str) -> str:
    """The words without marks: one line a paragraph or list entry, cells divided by a bar."""
    return "\n".join("".join(span.text for span in block.spans) for block in paragraphs(text))


def paragraphs(text: str) -> list[Paragraph]:
    """Blocks of text as runs of type, for formats that are not HTML; a table gives its rows."""
    found: list[Paragraph] = []
    kind: Literal["text", "heading", "entry", "row"] = "text"
    lists = 0
    row: list[Span] = []
    for token in _parser().parse(printable(text)):
        if token.type in _LISTS:
            lists += token.nesting
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "tr_open":
            kind, row = "row", []
        elif token.type == "tr_close":
            found.append(Paragraph("row", row))
            kind = "text"
        elif token.type == "inline":
            words = list(_spans(token.children or []))
            if kind == "row":
                row += [Span(" | "), *words] if row else words
                continue
            found.append(Paragraph("entry" if lists and kind == "text" else kind, words))
            kind = "text"
        elif token.type in ("fence", "code_block"):
            found.append(Paragraph("text", [Span(token.content.rstrip("\n"), code=True)]))
    return found


def spans(text: str) -> list[Span]:
    """One paragraph as runs of type, for formats that are not HTML."""
    tokens = _parser().parseInline(printable(text))
    return [span for token in tokens for span in _spans(token.children or [])]


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = lambda url: _LINKED.match(url) is not None  # type: ignore[method-assign]
    return parser


def _render(tokens: Sequence[Token]) -> str:
    parser = _parser()
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                child.attrSet("rel", "noopener")
                if re.match(r"https?:", str(child.attrGet("href")), re.IGNORECASE):
                    child.attrSet("target", "_blank")  # never away from an unfinished notebook
    return str(parser.renderer.render(tokens, parser.options, {})).strip()


def _spans(children: Sequence[Token]) -> Iterator[Span]:
    strong = emphasis = 0
    for token in children:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type == "softbreak":
            yield Span(" ", strong > 0, emphasis > 0)
        elif token.type == "hardbreak":
            yield Span("\n", strong > 0, emphasis > 0)
        elif token.content:
            yield Span(token.content, strong > 0, emphasis > 0, token.type == "code_inline")
