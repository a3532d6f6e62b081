"""Slides as one file: nbconvert lays them out, reveal.js runs them, and both are inside it.

No network, no folder beside it: it opens from a USB stick. *S* opens the speaker view, which
needs nothing else either.
"""

from __future__ import annotations

import nbformat
from nbconvert.exporters import SlidesExporter
from nbformat import NotebookNode

from ..content.library import Library
from .handout import find_lesson
from .page import TEMPLATES
from .reveal import Reveal
from .slide import Slide
from .slides import lesson_slides


def deck(library: Library, name: str, reveal: Reveal) -> str:
    """The slides of a lesson as one page. Raises ``UnknownName``."""
    info = find_lesson(library, name)
    return deck_html(f"{info.number}. {info.title}", lesson_slides(library, name), reveal)


def deck_html(title: str, slides: list[Slide], reveal: Reveal) -> str:
    """Any slides as one page. ``title`` is plain text."""
    notebook = nbformat.v4.new_notebook(metadata={"title": title})
    for slide in slides:
        body = f'<div class="slide slide-{slide.kind} {slide.size}">{slide.html}</div>'
        notebook.cells += [_cell(body, "slide"), _cell("".join(slide.notes), "notes")]
    exporter = SlidesExporter(template_name="slides", extra_template_basedirs=[str(TEMPLATES)])
    own = (TEMPLATES / "slides.css").read_text("utf-8")
    html, _ = exporter.from_notebook_node(notebook, {"parts": reveal, "own_style": own})
    return str(html)


def _cell(html: str, kind: str) -> NotebookNode:
    return nbformat.v4.new_raw_cell(
        html, metadata={"raw_mimetype": "text/html", "slideshow": {"slide_type": kind}}
    )
