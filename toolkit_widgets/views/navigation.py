"""The way from one lesson to another, and which page this is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape

from ..models import LessonInfo


def runs_by_itself() -> bool:
    """True in the view without code: the page has no *Start lesson*; loading it again is that."""
    return "VOILA_REQUEST_URL" in os.environ


def lesson_nav(lessons: Iterable[LessonInfo], here: str) -> str:
    """Links to ``lessons``, folded. ``here``: the id of the open one, which is no link.

    The addresses are relative, so that the next lesson opens in the same view.
    """
    entries = ""
    for info in lessons:
        title = escape(f"{info.number}. {info.title}")
        entries += (
            f'<li aria-current="page">{title} (this page)</li>'
            if info.id == here
            else f'<li><a href="{info.id}.ipynb">{title}</a></li>'
        )
    return (
        '<nav class="tk-nav" aria-label="Lessons"><details><summary>All lessons</summary>'
        f"<ul>{entries}</ul></details></nav>"
    )
