"""The factsheet: its four questions in order, every statement with a source or said to be ours."""

from __future__ import annotations

from collections.abc import Iterator

from ..lesson_source import Page
from ..problems import Problem
from ..prose import citations
from .claims import OURS, check_claims
from .lesson_prose import check_markup
from .pages import check_empty, check_faults, check_headings, check_levels, fault
from .whole import Whole

HEADINGS = ("What is it?", "Why was it made?", "When does it help?", "How do you use it?")


def check_factsheet(page: Page, whole: Whole) -> Iterator[Problem]:
    """Everything about the factsheet. An account stands on it only where its words say so."""
    yield from check_faults(page)
    yield from check_levels(page)
    yield from check_empty(page)
    yield from check_headings(page, HEADINGS, "page.order")
    yield from check_markup(page)
    yield from check_claims(page, whole)
    for block in page.markdown:
        for passage in block.prose.passages:
            if passage.kind != "item":
                continue
            cited = list(citations(passage.source))
            if not cited and not OURS.search(passage.plain):
                message = "this line of the factsheet names no source, nor says that it is ours"
                yield fault(page, passage.line, message, "claim.source", found=passage.plain[:60])
            for one in cited:
                source = (whole.sources or {}).get(one.source)
                if source is not None and source.status == "unconfirmed":
                    message = f"'{one.source}' is unconfirmed; a factsheet prints none of it"
                    yield fault(page, one.line, message, "source.unconfirmed", found=one.source)
