"""The page around everything that is printed: one style, page numbers, whose course it is."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Literal

from .. import __version__
from ..reports.styles import fragment_css

TEMPLATES = Path(__file__).parent / "templates"
Paper = Literal["a4", "letter"]
PAPERS: dict[Paper, str] = {"a4": "A4", "letter": "letter"}
"""Sizes of paper, and their names in CSS."""
WHOSE = "Independent course, neither made nor endorsed by UNICRI or INTERPOL"
CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def stylesheet(name: str, paper: Paper, footer: str = "") -> str:
    """The common style, that of ``name`` and the sheet of paper with its foot.

    Browsers print the foot from ``@page`` boxes (Chromium since 131); others print their own.
    """
    style = "".join((TEMPLATES / f"{one}.css").read_text("utf-8") for one in ("paper", name))
    foot = _words(f"{footer} · edition {__version__}" if footer else f"Edition {__version__}")
    page = (
        f"@page {{ size: {PAPERS[paper]}; margin: 14mm 16mm 18mm; "
        f'@bottom-left {{ content: {foot} "\\A" {_words(WHOSE)}; white-space: pre; }} '
        '@bottom-right { content: counter(page) " / " counter(pages); } }'
    )
    return f"{fragment_css()}\n{style}\n{page}"


def page(title: str, body: str, style: str) -> str:
    """A whole page that asks for nothing outside itself. ``body`` is safe HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _words(text: str) -> str:
    """A CSS string; ``<`` is escaped, so that it cannot end the style sheet."""
    safe = text.replace("\\", "").replace('"', "'").replace("<", "\\3c ")
    return f'"{safe}"'
