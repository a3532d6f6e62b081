"""A Word document in the house style: headings, contents, tables, picture and footer.

python-docx writes the parts; styles, numbering and settings come from ``templates/docx`` and
replace those of its default template, which carries a hundred table styles and a personal author.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeGuard

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Inches
from docx.table import Table
from docx.text.paragraph import Paragraph

from ..content.markdown import Span, spans
from .styles import TEMPLATES
from .words import printable

Words = str | Sequence[Span]
"""Text as it stands, or runs of type."""
Block = tuple[str, Words]
"""A paragraph in a cell: the name of its style, and its words."""
Cell = Words | list[Block]

TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
_KEPT = {RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.THEME, RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}


class WordDocument:
    """A document that is written from top to bottom and then saved."""

    def __init__(self, title: str, about: str, made: datetime) -> None:
        self._document = Document()
        self._headings: list[tuple[int, str, str, str]] = []
        self._numbers = [0, 0]
        self._contents: Paragraph | None = None
        self._house_style()
        core = self._document.core_properties
        core.title, core.comments, core.language = printable(title), printable(about), "en-GB"
        core.author = core.last_modified_by = core.keywords = ""
        core.created = core.modified = made.replace(tzinfo=None)

    def paragraph(self, words: Words, style: str = "Normal", *, with_next: bool = False) -> None:
        """A paragraph in a named style. ``with_next`` keeps it on the page of what follows."""
        paragraph = self._document.add_paragraph(style=style)
        if with_next:
            paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, words)

    def heading(self, words: str, level: int = 1, *, new_page: bool = False) -> None:
        """A numbered heading of level 1 or 2, which also stands in the contents."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (2 - level)
        number = ".".join(str(n) for n in self._numbers[:level])
        mark = f"_Toc{len(self._headings) + 1:08d}"
        paragraph = self._document.add_paragraph(style=f"Heading {level}")
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        index = str(len(self._headings) + 1)
        paragraph._p.append(_element("w:bookmarkStart", {"w:id": index, "w:name": mark}))
        _write(paragraph, words)
        paragraph._p.append(_element("w:bookmarkEnd", {"w:id": index}))
        self._headings.append((level, number, printable(words), mark))

    def subheading(self, words: Words, *, new_page: bool = False) -> None:
        """A heading without a number, which stands in no contents."""
        paragraph = self._document.add_paragraph(style="Heading 2")
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_numId().val = 0  # takes the style's numbers away
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        _write(paragraph, words)

    def contents(self, words: str = "Contents") -> None:
        """The place of the table of contents; it is filled when the document is saved."""
        self._contents = self._document.add_paragraph(style="TOC Heading")
        _write(self._contents, words)

    def picture(self, png: bytes, width: float, alt: str) -> None:
        """A picture ``width`` inches wide with its text for readers who do not see it."""
        run = self._document.add_paragraph(style="Figure").add_run()
        shape = run.add_picture(io.BytesIO(png), width=Inches(width))
        shape._inline.docPr.set("descr", printable(alt))

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float],
        about: str, *, row_height: float = 0,
    ) -> None:  # fmt: skip
        """A table whose header is repeated on each page; ``widths`` in centimetres.

        ``row_height``: what each row has at least, in centimetres.
        """
        table = self._document.add_table(rows=0, cols=len(header), style="Toolkit Table")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        properties = table._tbl.tblPr
        properties.append(_element("w:tblDescription", {"w:val": printable(about)}))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        first = _row(table, list(header), widths)
        first.append(_element("w:tblHeader"))
        for row in rows:
            properties = _row(table, row, widths)
            if row_height:
                twips = str(Cm(row_height).twips)
                properties.append(_element("w:trHeight", {"w:val": twips, "w:hRule": "atLeast"}))

    def footer(self, words: str) -> None:
        """The same line at the foot of every page, with the page number and their count."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        _write(paragraph, f"{words}\tPage ")
        _field(paragraph, "PAGE", "1")
        paragraph.add_run(" of ")
        _field(paragraph, "NUMPAGES", "1")

    def save(self) -> bytes:
        """The file."""
        self._fill_contents()
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _house_style(self) -> None:
        document = self._document
        for owner in (document.part, document.part.package):
            for key in [k for k, rel in owner.rels.items() if rel.reltype not in _KEPT]:
                del owner.rels[key]
        replaced = {
            "styles": document.styles.element,
            "numbering": document.part.numbering_part.element,
            "settings": document.settings.element,
        }
        for name, element in replaced.items():
            ours = parse_xml((TEMPLATES / "docx" / f"{name}.xml").read_bytes())
            element[:] = [child for child in ours if isinstance(child.tag, str)]
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2.2)
        section.footer_distance = Cm(1)

    def _fill_contents(self) -> None:
        """A field that Word can update, holding its result already: nothing asks on opening.

        Entries are numbered links without page numbers (switch ``\\n``), since only Word knows
        where a page ends.
        """
        if self._contents is None:
            return
        after = self._contents
        for place, (level, number, words, mark) in enumerate(self._headings):
            paragraph = Paragraph(OxmlElement("w:p"), after._parent)
            after._p.addnext(paragraph._p)
            paragraph.style = f"toc {level}"
            if place == 0:
                _mark(paragraph, "begin")
                _instruction(paragraph, 'TOC \\o "1-2" \\n \\h \\z \\u')
                _mark(paragraph, "separate")
            link = _element("w:hyperlink", {"w:anchor": mark, "w:history": "1"})
            run = paragraph.add_run(f"{number}\t{words}")
            link.append(run._r)
            paragraph._p.append(link)
            if place == len(self._headings) - 1:
                _mark(paragraph, "end")
            after = paragraph


def inline(text: str) -> list[Span]:
    """Markdown of the content as runs of type."""
    return spans(text)


def _row(table: Table, cells: Sequence[Cell], widths: Sequence[float]) -> Any:
    row = table.add_row()
    for cell, words, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Cm(width)
        blocks = words if _is_blocks(words) else _one_block(words)
        paragraph = cell.paragraphs[0]
        for place, (style, text) in enumerate(blocks):
            if place:
                paragraph = cell.add_paragraph()
            paragraph.style = style
            _write(paragraph, text)
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    return properties


def _one_block(words: Any) -> list[Block]:
    return [("Table Text", words)]


def _is_blocks(cell: Cell) -> TypeGuard[list[Block]]:
    return isinstance(cell, list) and bool(cell) and isinstance(cell[0], tuple)


def _write(paragraph: Paragraph, words: Words) -> None:
    for span in [Span(words)] if isinstance(words, str) else words:
        text = re.sub(r"\t+", "\t", printable(span.text))
        if text:
            run = paragraph.add_run(text)
            run.bold = span.strong or None
            run.italic = span.emphasis or None


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element


def _mark(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": kind}))


def _instruction(paragraph: Paragraph, code: str) -> None:
    text = _element("w:instrText", {"xml:space": "preserve"})
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    _mark(paragraph, "begin")
    _instruction(paragraph, code)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")
