"""A class report as a web page, a workbook, or CSV files. No cell holds a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from ..content.cells import pieces, put, safe_text
from ..content.characters import printable
from ..content.sheets import dress, header
from ..figures import Figure, svg_uri
from ..reports.styles import TEMPLATES, fragment_css
from ..reports.words import count, moment
from .parts import NEVER_SHOWN, PRIVATE, ClassReport, Section, Table

FORMATS = ("html", "xlsx", "csv")
_WIDE = 46
"""Characters from which the words of a column need room."""
_WHOLE = 17
"""Up to here a cell stays on one line: a date, a number, a name."""


def text_of(value: Any) -> str:
    """A cell in words; what is missing is a dash."""
    if value is None or value != value:  # not a number
        return "–"
    if isinstance(value, float):
        return f"{value:g}"
    return printable(str(value))


# -- web page --------------------------------------------------------------------------------------


def to_html(report: ClassReport) -> str:
    """One file that asks for nothing outside itself, light and dark, fit to be printed."""
    css = fragment_css() + (TEMPLATES / "report.css").read_text("utf-8")
    css += Path(__file__).with_name("cohort.css").read_text("utf-8")
    facts = "".join(
        f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(text)}</dd></div>'
        for name, text in report.facts
    )
    contents = "".join(
        f'<li><a href="#{section.key}">{escape(section.title)}</a></li>'
        for section in report.sections
    )
    body = "".join(
        f'<section class="tk-profile" aria-labelledby="{s.key}">'
        f'<h2 id="{s.key}">{escape(s.title)}</h2>{section_html(s)}</section>'
        for s in report.sections
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in report.notes)
    title = escape(printable(report.title))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        f'<header><p class="tk-kind">For the trainer</p><h1>{title}</h1>'
        f'<p class="tk-sentence">{escape(report.sentence)}</p>'
        f'<p>{escape(PRIVATE)}</p><dl class="tk-facts">{facts}</dl></header>\n'
        f'<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>\n'
        f"<main>{body}</main>\n"
        f"<footer><p>{escape(NEVER_SHOWN)}</p>{notes}"
        f"<p>Made {escape(moment(report.made))}.</p></footer>\n</body>\n</html>\n"
    )


def section_html(section: Section) -> str:
    """The section without its heading: words, pictures with their tables, tables."""
    text = f"<p>{escape(printable(section.says))}</p>"
    if section.do:
        text += f'<p class="tk-band"><strong>What to do.</strong> {escape(section.do)}</p>'
    text += "".join(figure_html(figure) for figure in section.figures)
    return text + "".join(table_html(table) for table in section.tables if table.most != 0)


def figure_html(figure: Figure) -> str:
    """The picture with its sentence as words for those who do not see it, and its table."""
    alt = escape(printable(figure.sentence), quote=True)
    pictures = "".join(
        f'<img class="tk-only-{name}" src="{svg_uri(svg)}" alt="{alt}">'
        for name, svg in (("light", figure.svg_light), ("dark", figure.svg_dark))
    )
    head, *rows = figure.table
    caption = printable(figure.title)
    return (
        f"<h3>{escape(caption)}</h3>"
        f'<figure class="tk-figure">{pictures}</figure>'
        f"<details><summary>The picture as a table</summary>{_table(caption, head, rows)}</details>"
    )


def table_html(table: Table) -> str:
    """The table; of a long one the first rows, and where the others are."""
    frame = table.frame if table.most is None else table.frame.head(table.most)
    rows = [[text_of(value) for value in row] for row in frame.itertuples(index=False)]
    html = f"<p>{escape(table.note)}</p>" if table.note else ""
    html += _table(table.title, list(map(str, frame.columns)), rows)
    if len(frame) < len(table.frame):
        html += (
            f"<p>The first {len(frame)} of {len(table.frame):,} rows. All of them: "
            "<code>--to xlsx</code> or <code>--to csv</code>.</p>"
        )
    if table.folded:
        rows_in_all = count(len(table.frame), "row")
        summary = f"<summary>{escape(table.title)}: {rows_in_all}</summary>"
        html = f"<details>{summary}{html}</details>"
    return html


def _table(caption: str, head: list[str], rows: list[list[str]]) -> str:
    name = escape(caption, quote=True)
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row" dir="auto">{escape(cell)}</th>'
            if not place
            else f'<td{_kind(cell)} dir="auto">{escape(cell)}</td>'
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="tk-scroll" role="region" aria-label="{name}" tabindex="0">'
        f'<table class="tk-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _kind(cell: str) -> str:
    name = "tk-wide" if len(cell) > _WIDE else "tk-whole" if len(cell) <= _WHOLE else ""
    return f' class="{name}"' if name else ""


# -- workbook --------------------------------------------------------------------------------------


def to_xlsx(report: ClassReport) -> bytes:
    """A sheet for what is said first, and one for each table."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    first = [("Result", report.sentence), *report.facts]
    first += [(section.title, section.says) for section in report.sections]
    first += [("Note", note) for note in report.notes]
    first += [("Privacy", PRIVATE), ("Privacy", NEVER_SHOWN), ("Made", moment(report.made))]
    _sheet(book.create_sheet("Class"), [("About", 24.0), ("Value", 100.0)], first)
    for table in report.tables:
        frame = table.frame
        columns = [(str(name), _width(name, frame[name])) for name in frame.columns]
        rows = frame.itertuples(index=False)
        _sheet(book.create_sheet(table.key.capitalize()), columns, rows, filtered=True)
    core = book.properties
    core.title, core.creator, core.lastModifiedBy = "Class report", "", None
    core.created = report.made.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(
    target: Any, columns: list[tuple[str, float]], rows: Any, *, filtered: bool = False
) -> None:
    header(target, columns)
    last = 1
    for last, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            put(target.cell(last, place), _cell(value))
    if filtered and last > 1:
        target.auto_filter.ref = f"A1:{target.cell(last, len(columns)).coordinate}"
    dress(target)


def _cell(value: Any) -> Any:
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return next(pieces(value), "")
    return value.item() if hasattr(value, "item") else value


def _width(name: object, column: Any) -> float:
    longest = max([len(str(name)), *(len(text_of(v)) for v in column.head(200))])
    return float(min(max(longest + 2, 8), 60))


# -- CSV -------------------------------------------------------------------------------------------


def to_csv(report: ClassReport) -> Iterator[tuple[str, bytes]]:
    """Each table as a file: its name and its bytes, UTF-8 with a mark that spreadsheets expect."""
    for table in report.tables:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([safe_text(str(name)) for name in table.frame.columns])
        for row in table.frame.itertuples(index=False):
            writer.writerow(["" if (v := _cell(c)) is None else _plain(v) for c in row])
        yield f"{table.key}.csv", out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    return safe_text(value) if isinstance(value, str) else value
