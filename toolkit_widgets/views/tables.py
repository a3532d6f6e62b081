"""A data set as a reader sees it: the first rows, and its card folded below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ..content.cited import sources_html
from ..content.datasets import Row, Value, read_rows, shown
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline
from ..models import Column, Dataset, Source
from . import panels
from .panel import Panel

SHOWN_ROWS, FIRST_ROWS = 30, 12
"""Rows that a page carries, and those of them that are not folded."""
WHOLE = 10
"""Characters up to which the words of a cell stay on one line."""


def dataset_table(library: Library, name: str) -> Panel:
    """The table of one data set. Raises ``UnknownName``, or ``ContentError`` for a broken csv."""
    dataset = library.dataset(name)
    rows = read_rows(library.data / "datasets" / name, dataset)
    count = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    some = f"first {SHOWN_ROWS} of {len(rows):,} rows" if len(rows) > SHOWN_ROWS else count
    html = panels.head("Table", dataset.title, some)
    html += rows_html(rows[:FIRST_ROWS], dataset.columns, library, some)
    more = rows[FIRST_ROWS:SHOWN_ROWS]
    if more:
        title = f"The next {len(more)} rows"
        folded = rows_html(more, dataset.columns, library, title)
        html += f"<details><summary>{title}</summary>{folded}</details>"
    html += card_html(dataset, library)
    return Panel(f"Table {name}: {count}", html, "case")


def rows_html(
    rows: Sequence[Row], columns: Sequence[Column], library: Library, caption: str
) -> str:
    """Rows with titled columns; an origin is shown by its short name."""
    sources = {source.id: source for source in library.sources.sources}
    body = [[_cell(row[c.id], c, sources) for c in columns] for row in rows]
    return panels.table([column.title for column in columns], body, caption)


def card_html(dataset: Dataset, library: Library) -> str:
    """Why it exists, how it was made, what a column means, licence and limits, folded."""
    parts = (
        ("Why it exists", dataset.why),
        ("How it was made", dataset.how),
        ("Licence", dataset.licence),
        ("What it cannot show", dataset.limits),
    )
    kind = (
        "Synthetic: written by a program, about nobody."
        if dataset.synthetic
        else "Published figures: each row names its source."
    )
    text = f"<p><strong>{kind}</strong></p>"
    text += "".join(f"<p><strong>{title}.</strong></p>{markdown(words)}" for title, words in parts)
    meanings = [(escape(c.title), markdown_inline(c.meaning)) for c in dataset.columns]
    text += panels.table(["Column", "Meaning"], meanings, "What the columns mean")
    text += f"<p>{sources_html(dataset.refs, library)}</p>"
    return f"<details><summary>About this data set</summary>{text}</details>"


def _cell(value: Value | None, column: Column, sources: Mapping[str, Source]) -> str:
    if column.id == "source" and value in sources:
        found = sources[str(value)]
        return markdown_inline(f"*{found.short or found.title}*")
    words = escape(shown(value, column))
    whole = column.type != "text" or len(words) <= WHOLE
    return f'<span class="tk-whole">{words}</span>' if whole else words
