"""Filled papers as HTML: a page of their own, and a preview in the notebook or in a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..content.markdown import markdown_inline
from ..models import Questionnaire
from ..scoring.papers import Filled, FilledBlock, FilledPaper, fill
from ..scoring.visibility import Answers
from .papers import NOTICE, SIGN, STILL, PaperReport, length_warning, runs, text_of
from .styles import TEMPLATES
from .words import count, printable


def line_html(line: Filled) -> str:
    """A line as HTML; every text in it is escaped."""
    out = []
    for span in runs(line):
        words = escape(span.text)
        words = f"<em>{words}</em>" if span.emphasis else words
        out.append(f"<strong>{words}</strong>" if span.strong else words)
    return "".join(out)


def block_html(block: FilledBlock, level: int) -> str:
    """A heading, paragraphs and lists."""
    out = [f"<h{level}>{line_html(block.heading)}</h{level}>"] if block.heading else []
    listing = False
    for line in block.lines:
        bullet = line.kind == "bullet"
        if bullet != listing:
            out.append("<ul>" if bullet else "</ul>")
            listing = bullet
        if bullet:
            out.append(f'<li dir="auto">{line_html(line)}</li>')
        elif line.kind == "open":
            out.append(f'<p class="tk-open"><strong>{line_html(line)}</strong></p>')
        else:
            out.append(f'<p dir="auto">{line_html(line)}</p>')
    return "".join([*out, "</ul>" if listing else ""])


def missing_html(filled: FilledPaper, level: int) -> str:
    """What the document still asks for, as a list; nothing where all of it is there."""
    if not filled.missing:
        return ""
    rows = "".join(
        f"<li>{markdown_inline(one.question)} <em>({escape(printable(one.why))})</em></li>"
        for one in filled.missing
    )
    return f"<h{level}>{STILL}</h{level}><ul>{rows}</ul>"


def papers_fragment(form: Questionnaire, answers: Answers, heading_level: int = 4) -> str:
    """Every paper of the questionnaire as it now stands, with what is still to be decided."""
    return previews([fill(form, paper, answers) for paper in form.papers], heading_level)


def previews(papers: Sequence[FilledPaper], heading_level: int = 4) -> str:
    """Filled papers one below the other, each with what is still to be decided."""
    return "".join(_preview(filled, heading_level) for filled in papers)


def _preview(filled: FilledPaper, level: int) -> str:
    state = (
        f"{count(len(filled.missing), 'question')} still to be decided."
        if filled.missing
        else "Everything it asks for is there."
    )
    warning = length_warning(filled)
    return (
        f'<p class="tk-paper-state"><strong>{escape(text_of(filled.title))}: {state}</strong> '
        f"{filled.words:,} words. {escape(warning)}</p>"
        f"{missing_html(filled, level)}"
        f'<article class="tk-paper" data-paper="{escape(filled.paper.id)}">'
        f"{sheet_html(filled, level)}</article>"
    )


def sheet_html(filled: FilledPaper, level: int) -> str:
    """The document itself: title, for whom, blocks, lines to sign."""
    inner = min(6, level + 1)
    out = [
        f"<h{level}>{line_html(filled.title)}</h{level}>",
        f'<p class="tk-paper-for">{line_html(filled.for_)}</p>',
        *(block_html(block, inner) for block in filled.blocks),
        _signatures(filled.paper.signature),
        f'<p class="tk-paper-notice">{NOTICE}</p>',
    ]
    return "".join(out)


def _signatures(roles: Iterable[str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{markdown_inline(role)}</th><td></td><td></td><td></td></tr>'
        for role in roles
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in SIGN)
    if not rows:
        return ""
    return (
        '<table class="tk-sign"><caption>Signatures</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def to_html(report: PaperReport) -> str:
    """The paper as one page that asks for nothing outside itself."""
    css = "".join(
        (TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "paper.css")
    )
    review = f"<p>Review: {escape(report.review)}</p>" if report.review else ""
    warning = f'<p class="tk-caution">{escape(report.warning)}</p>' if report.warning else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        f'<main><article class="tk-paper">{sheet_html(report.filled, 1)}</article>\n'
        f'<aside class="tk-paper-about" aria-label="About this paper">'
        f"<p>{escape(report.by)}</p>{review}{warning}"
        f"{missing_html(report.filled, 2)}</aside></main>\n"
        f"<footer><p>{escape(report.footer)}</p></footer>\n</body>\n</html>\n"
    )
