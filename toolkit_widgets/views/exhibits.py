"""Exhibits as a reader sees them: a document, a table, a chart or a picture. One renderer."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from operator import itemgetter
from pathlib import Path

from ..content.cited import sources_html
from ..content.datasets import Row, load_dataset
from ..content.library import Library, UnknownName
from ..content.markdown import markdown, markdown_inline, plain
from ..content.pictures import SUFFIXES, faults
from ..content.problems import ContentError, Problem, unknown
from ..figures import Figure, svg_uri
from ..models import ChartExhibit, DocumentExhibit, Exhibit, ImageExhibit, Ref, TableExhibit
from . import panels
from .panel import Panel
from .tables import rows_html


def exhibit_panel(library: Library, story: str, name: str) -> Panel:
    """One exhibit of a story on a card of its own. Raises ``UnknownName``."""
    found = library.story(story)
    exhibits = {exhibit.id: exhibit for exhibit in found.exhibits}
    if name not in exhibits:
        raise UnknownName(unknown("exhibit", name, list(exhibits), f"the story '{story}'"))
    exhibit = exhibits[name]
    html = panels.head(f"Exhibit · {plain(found.title)}", plain(exhibit.title))
    html += exhibit_html(exhibit, library.data / "cases" / story, library)
    return Panel(f"Exhibit {story} {name}: {exhibit.type}", html, "exhibit")


def folded(exhibit: Exhibit, folder: Path, library: Library, *, is_open: bool = True) -> str:
    """The exhibit under its title, which folds it away."""
    return (
        f'<details class="tk-exhibit"{" open" if is_open else ""}>'
        f"<summary>{markdown_inline(plain(exhibit.title))}</summary>"
        f"{exhibit_html(exhibit, folder, library)}</details>"
    )


def exhibit_html(exhibit: Exhibit, folder: Path, library: Library) -> str:
    """What the exhibit shows, with its sources. ``folder`` holds the case's pictures.

    Raises ``UnknownName`` or ``ContentError`` for a data set or a picture that cannot be shown.
    """
    rows: Sequence[Row] = ()
    if isinstance(exhibit, DocumentExhibit):
        html = markdown(exhibit.text)
    elif isinstance(exhibit, TableExhibit):
        html, rows = _table(exhibit, library)
    elif isinstance(exhibit, ChartExhibit):
        html, rows = _chart(exhibit, library)
    else:
        html = _image(exhibit, folder)
    sources = sources_html([*exhibit.refs, *_origins(exhibit, rows)], library)
    return html + (f"<p>{sources}</p>" if sources else "")


def _origins(exhibit: Exhibit, rows: Sequence[Row]) -> list[Ref]:
    """Where the figures that are shown were published, unless the exhibit says so itself."""
    said = {ref.source for ref in exhibit.refs}
    found = {
        (str(row["source"]), str(row["place"])): None
        for row in rows
        if row.get("source") and row.get("place") and row["source"] not in said
    }
    return [Ref(source=source, at=place) for source, place in found]


def figure_html(figure: Figure, alt: str = "") -> str:
    """A picture for light and for dark pages, and its numbers as a table.

    ``alt``: what to say instead of the picture, where a part of its sentence stands beside it.
    """
    sentence = escape(alt or figure.sentence)
    images = "".join(
        f'<img class="tk-only-{theme}" src="{svg_uri(svg)}" alt="{sentence}">'
        for theme, svg in (("light", figure.svg_light), ("dark", figure.svg_dark))
    )
    header, *rows = figure.table
    cells = [[escape(cell) for cell in row] for row in rows]
    return (
        f'<figure class="tk-figure">{images}</figure>'
        f"<details><summary>The same as a table</summary>"
        f"{panels.table(header, cells, figure.title)}</details>"
    )


def sorted_rows(rows: Sequence[Row], column: str, *, descending: bool = False) -> list[Row]:
    """In the order of a column; rows without a value there come last, in file order."""
    known = [row for row in rows if row[column] is not None]
    known.sort(key=itemgetter(column), reverse=descending)
    return known + [row for row in rows if row[column] is None]


def _table(exhibit: TableExhibit, library: Library) -> tuple[str, list[Row]]:
    dataset, rows = load_dataset(library.data / "datasets", library.dataset(exhibit.dataset).id)
    columns = {column.id: column for column in dataset.columns}
    if exhibit.sort:
        rows = sorted_rows(rows, exhibit.sort, descending=exhibit.descending)
    shown = rows[: exhibit.rows] if exhibit.rows else rows
    some = f"{len(shown):,} of {len(rows):,} rows" if len(shown) < len(rows) else ""
    say = f"<p>{markdown_inline(exhibit.say)}</p>"
    caption = f"{dataset.title}: {some}" if some else dataset.title
    html = rows_html(shown, [columns[name] for name in exhibit.columns], library, caption)
    return say + html, [] if "source" in exhibit.columns else shown


def _chart(exhibit: ChartExhibit, library: Library) -> tuple[str, list[Row]]:
    from ..figures.chart import chart_figure, chosen_rows

    dataset, rows = load_dataset(library.data / "datasets", library.dataset(exhibit.dataset).id)
    figure = chart_figure(exhibit, dataset, rows)
    numbers = figure.sentence.removeprefix(plain(exhibit.say)).strip()
    html = f"<p>{markdown_inline(exhibit.say)}</p>{figure_html(figure, numbers)}"
    return html, chosen_rows(exhibit, rows)


def _image(exhibit: ImageExhibit, folder: Path) -> str:
    file = folder / exhibit.file
    if file.parent != folder or not file.is_file():
        wrong = [f"there is no picture '{exhibit.file}' in this folder"]
    else:
        wrong = [f"'{exhibit.file}' {fault}" for fault in faults(file)]
    if wrong:
        label = f"{folder.name}/{exhibit.file}"
        raise ContentError([Problem("error", label, 1, "", text) for text in wrong])
    uri = f"data:{SUFFIXES[file.suffix]};base64,{base64.b64encode(file.read_bytes()).decode()}"
    return f'<figure class="tk-figure"><img src="{uri}" alt="{escape(exhibit.alt)}"></figure>'
