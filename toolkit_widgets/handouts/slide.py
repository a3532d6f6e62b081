"""One slide, and how text is cut so that the last row can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from ..content.markdown import markdown, plain
from ..content.prose import CITATION, sentences, words

MOST = 40
"""Words of running text on one slide, its heading not counted."""
_PAIRED = ('"', "*", "`")
_ENTRY = re.compile(r"(?:[-*+]|\d+[.)])\s+")


LINE = 50
"""Characters of a line at the largest size."""
LINES = (8, 10)
"""Lines up to which the largest and the middle size fit."""


@dataclass
class Slide:
    """What the room sees, and what only the trainer sees; both safe HTML."""

    html: str
    kind: str = "text"
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words the room reads, without headings and labels."""
        soup = BeautifulSoup(self.html, "html.parser")
        for node in soup.select("h1, h2, .label"):
            node.decompose()
        return words(soup.get_text(" "))

    @property
    def size(self) -> str:
        """``large``, ``dense`` or ``small``: the largest type in which the slide fits, roughly."""
        soup = BeautifulSoup(self.html, "html.parser")
        blocks = soup.select("p:not(.label), li, tr, h2")
        lines = sum(-(-len(node.get_text()) // LINE) for node in blocks)
        return "large" if lines <= LINES[0] else "dense" if lines <= LINES[1] else "small"


def uncited(text: str) -> str:
    """The text without its citations: the sources are on the handout."""
    return re.sub(r"\s*" + CITATION.pattern, "", text)


def blocks(text: str) -> list[str]:
    """The paragraphs, lists and tables of Markdown, citations removed."""
    return [part.strip() for part in re.split(r"\n\s*\n", uncited(text)) if part.strip()]


def is_table(block: str) -> bool:
    """True for a Markdown table."""
    return block.startswith("|")


def is_list(block: str) -> bool:
    """True for a list, numbered or not."""
    return _ENTRY.match(block) is not None


def count(block: str) -> int:
    """Words of a piece of Markdown."""
    return words(plain(block).replace("|", " "))


def packed(text: str, most: int = MOST) -> list[str]:
    """Markdown cut into pieces of at most ``most`` words; each becomes one slide's HTML.

    Cut between paragraphs, entries of a list and sentences, never inside a sentence or a table: a
    longer one stands alone. The pieces are as even as can be.
    """
    pieces = [(piece, joint, count(piece)) for piece, joint in _pieces(blocks(text))]
    parts = _filled(pieces, most)
    for fewer in range(most - 1, 0, -1):  # as many slides, but none of them nearly empty
        even = _filled(pieces, fewer)
        if len(even) > len(parts):
            break
        parts = even
    return [markdown("".join(part)) for part in parts]


def _filled(pieces: Sequence[tuple[str, str, int]], most: int) -> list[list[str]]:
    out: list[list[str]] = []
    used = 0
    for piece, joint, size in pieces:
        if not out or used + size > most:
            out.append([])
            used = 0
        out[-1].append((joint if out[-1] else "") + piece)
        used += size
    return out


def _pieces(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each piece, and what joins it to the one before it."""
    for block in parts:
        if is_table(block):
            yield block, "\n\n"
        elif is_list(block):
            for entry in _entries(block):
                yield entry, "\n"
        else:
            joint = "\n\n"
            for sentence in cut(block):
                yield sentence, joint
                joint = " "


def _entries(block: str) -> list[str]:
    found: list[str] = []
    for line in block.splitlines():
        if _ENTRY.match(line):
            found.append(line)
        else:
            found[-1] += "\n" + line
    return found


def cut(block: str) -> list[str]:
    """Sentences as Markdown. A quotation or a run of type stays in one piece."""
    out: list[str] = []
    for sentence in sentences(block):
        if out and any(out[-1].count(mark) % 2 for mark in _PAIRED):
            out[-1] += f" {sentence}"
        else:
            out.append(sentence)
    return out
