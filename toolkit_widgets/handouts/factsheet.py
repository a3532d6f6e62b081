"""The factsheet of the Toolkit, on one page: what, why, when, how. Ours, and independent.

Its words are ``data/factsheet.md``, written like a lesson: each fact with its source and place,
and checked by the same rules (``toolkit-course check``).
"""

from __future__ import annotations

import re
from html import escape

from ..content.lesson_source import read_page
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline
from ..content.prose import CITATION
from ..models import Source
from .page import Paper, page, stylesheet


def factsheet(library: Library, *, paper: Paper = "a4") -> str:
    """The factsheet as one page. Raises ``ContentError`` for a file that cannot be read."""
    found = read_page(library.data / "factsheet.md", "factsheet.md")
    known = {source.id: source for source in library.sources.sources}
    numbers: dict[str, int] = {}

    def cite(match: re.Match[str]) -> str:
        number = numbers.setdefault(match["source"], len(numbers) + 1)
        return f"[{number}]"

    first, *sections = found.sections
    title = first.heading.title
    intro = "\n\n".join(block.text for block in first.markdown).split("\n", 1)[1]
    parts = [f"<header><h1>{escape(title)}</h1>{markdown(CITATION.sub(cite, intro))}</header>"]
    for section in sections:
        text = "\n\n".join(block.text for block in section.markdown).split("\n", 1)[1]
        shown = markdown(CITATION.sub(cite, text), first_heading=2)
        parts.append(f"<section><h2>{escape(section.heading.title)}</h2>{shown}</section>")
    entries = "".join(_entry(known[key]) for key in numbers)
    parts.append(f'<section class="sources"><h2>Sources</h2><ol>{entries}</ol></section>')
    parts.append(f'<p class="whose">{escape(library.course.independence)}</p>')
    return page(title, "\n".join(parts), stylesheet("factsheet", paper, title))


def _entry(source: Source) -> str:
    address = f" {escape(source.address)}" if source.address else ""
    account = " <strong>Somebody's account of it.</strong>" if source.status == "secondary" else ""
    whole = f"{source.author}. *{source.title}*. {source.date}."
    return f"<li>{markdown_inline(whole)}{account}<span>{address}</span></li>"
