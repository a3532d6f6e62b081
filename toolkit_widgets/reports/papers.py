"""Papers for the desk: a filled document with where it comes from, its words and its length.

What was typed into an answer is only ever text here; Markdown is read in the author's words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any

from ..content.markdown import Span, plain, spans
from ..models import AnswerFile, Paper, Questionnaire, fingerprint
from ..scoring.papers import Filled, FilledPaper, fill, pieces
from ..scoring.saying import Said
from .review import review_part
from .words import count, moment, moment_of, printable

NOTICE = "Made with a course exercise; not an official form of UNICRI or INTERPOL."
SIGN = ("Role", "Name", "Signature", "Date")
STILL = "Still to be decided"

# An A4 page in our Word style: 10.5 point Arial, 17 cm wide, 25.5 cm high without the footer.
# Ten documents of 250 to 530 words, set by LibreOffice, came out within a seventh of a page of it.
_PAGE, _LINE, _GAP = 723.0, 13.9, 6.0
"""Points: the height of a page, of a line, and of the space below a paragraph."""
_CHARACTERS = 104
_EXTRA = {"title": 32.0, "for": 29.0, "about": 20.0, "heading": 27.0, "row": 31.0}


@dataclass(frozen=True)
class PaperReport:
    """A filled document with where it comes from."""

    filled: FilledPaper
    instrument: str
    """Name and version of the questionnaire."""
    hash: str
    """The first twelve digits of the questionnaire's SHA-256."""
    by: str
    """Whose answers they are, and of when, in one sentence; may be empty."""
    review: str
    """The state of the review in words; empty where the questionnaire has none."""
    produced: datetime
    """UTC."""

    @property
    def title(self) -> str:
        """The title in words."""
        return text_of(self.filled.title)

    @property
    def pages(self) -> float:
        """How long it is on paper, estimated for the Word style."""
        return pages_of(self.filled)

    @property
    def warning(self) -> str:
        """A sentence where it is longer than it should be, or nothing."""
        return length_warning(self.filled)

    @property
    def footer(self) -> str:
        """The line with instrument, hash and date."""
        return f"{self.instrument} · hash {self.hash} · {moment(self.produced)}"


def paper_report(form: Questionnaire, name: str, file: AnswerFile, now: datetime) -> PaperReport:
    """Fill the paper ``name`` from a file of answers. Raises ValueError if there is no such one."""
    filled = fill(form, find_paper(form, name), file.answers)
    role, pseudonym = printable(file.respondent.role), printable(file.respondent.pseudonym)
    part = review_part(form, file)
    who = f"{role} ({pseudonym})" if role and pseudonym else role or pseudonym
    by = f"Filled in from the answers of {who}" if who else "Filled in from answers"
    if file.updated:
        by += f", last changed {moment_of(file.updated)}"
    return PaperReport(
        filled=filled,
        instrument=f"{plain(form.title)} {form.version}",
        hash=fingerprint(form)[:12],
        by=f"{by}.",
        review=part.sentence if part else "",
        produced=now.astimezone(UTC),
    )


def find_paper(form: Questionnaire, name: str) -> Paper:
    """The paper of that id. Raises ValueError with the ids that there are."""
    for paper in form.papers:
        if paper.id == name:
            return paper
    known = ", ".join(paper.id for paper in form.papers) or "none"
    raise ValueError(f"questionnaire '{form.id}' has no paper '{name}'; there is {known}")


def write_paper(report: PaperReport, to: str) -> tuple[bytes, str, str]:
    """The paper as bytes, its media type and the ending of its file name: ``docx`` or ``html``.

    Raises ValueError if there is no such format.
    """
    from . import FORMATS

    if to == "docx":
        from .papers_docx import to_docx

        data = to_docx(report)
    elif to == "html":
        from .papers_html import to_html

        data = to_html(report).encode()
    else:
        raise ValueError(f"no paper as '{to}'; there is docx, html")
    return data, FORMATS[to].media_type, FORMATS[to].suffix


# -- words ----------------------------------------------------------------------------------------


def runs(line: Filled) -> list[Span]:
    """A line as runs of type; what was answered stands in it as text."""
    return list(_runs(line))


def _runs(line: Filled) -> Iterator[Span]:
    for span in spans(line.text):
        for text, value in pieces(span.text, line.values):
            words = text if value is None else said_words(value)
            yield Span(words, span.strong, span.emphasis, span.code)


def said_words(value: Said) -> str:
    """An answer as text: the questionnaire's own words without their marks."""
    words = " ".join(value.pieces)
    return printable(words if value.typed else plain(words))


def text_of(line: Filled) -> str:
    """A line as text."""
    return "".join(span.text for span in runs(line))


def papers_sentence(papers: Sequence[FilledPaper]) -> str:
    """How far the papers are, in a sentence; "" where there is none."""
    if not papers:
        return ""
    parts = []
    for filled in papers:
        still = len(filled.missing)
        state = f"{count(still, 'question')} still to be decided" if still else "complete"
        parts.append(f"“{text_of(filled.title)}”: {state}")
    return f"{'; '.join(parts)}."


def papers_data(papers: Sequence[FilledPaper]) -> list[dict[str, Any]]:
    """Filled papers for the report as data."""
    return [
        {
            "id": filled.paper.id,
            "title": text_of(filled.title),
            "for": text_of(filled.for_),
            "blocks": [
                {
                    "heading": text_of(block.heading) if block.heading else "",
                    "lines": [{"kind": line.kind, "text": text_of(line)} for line in block.lines],
                }
                for block in filled.blocks
            ],
            "missing": [{"item": one.item, "why": printable(one.why)} for one in filled.missing],
            "words": filled.words,
        }
        for filled in papers
    ]


# -- length ---------------------------------------------------------------------------------------


def pages_of(filled: FilledPaper) -> float:
    """How many A4 pages it fills in our Word style, estimated from its characters."""
    height = _EXTRA["title"] * ceil(len(text_of(filled.title)) / 38)
    height += _EXTRA["for"] + _EXTRA["about"]
    for block in filled.blocks:
        height += _EXTRA["heading"] if block.heading else 0
        for line in block.lines:
            width = _CHARACTERS - (5 if line.kind == "bullet" else 0)
            lines = max(1, ceil(len(text_of(line)) / width))
            height += lines * _LINE + (4.0 if line.kind == "bullet" else _GAP)
    rows = len(filled.paper.signature)
    height += _EXTRA["row"] * (rows + 1) + _EXTRA["heading"] if rows else 0
    return height / _PAGE


def length_warning(filled: FilledPaper) -> str:
    """A sentence where the paper is longer than the pages it should fit on, or nothing."""
    aim = filled.paper.pages
    pages = pages_of(filled)
    if pages <= aim:
        return ""
    return (
        f"This will hardly fit on {count(aim, 'page')}: it has {filled.words:,} words and fills "
        f"about {max(pages, aim + 0.1):.1f} pages. Shorten the longest answers."
    )
