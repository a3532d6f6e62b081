"""The HTML report: one file, complete, and nothing in it reaches out."""

from __future__ import annotations

import re
from itertools import pairwise

from toolkit_widgets.models import Answer
from toolkit_widgets.reports.html import to_html

from ..samples import some_answers
from .pages import Page
from .test_report import report


def page(given: dict[str, Answer] | None = None, **more: object) -> Page:
    return Page(to_html(report(given, **more)))


def test_one_file_without_outside_resources() -> None:
    shown = page()
    assert shown.tags.isdisjoint({"script", "link", "iframe", "object", "embed", "base", "form"})
    assert all(value.startswith("data:") for value in shown.values("src"))
    assert not shown.values("srcset")
    assert not re.search(r"@import|url\(", shown.source)
    policy = shown.values("content", "meta")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


def test_structure() -> None:
    shown = page()
    assert shown.unclosed == []
    assert shown.values("lang", "html") == ["en"]
    levels = [level for level, _ in shown.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - before <= 1 for before, later in pairwise(levels))
    assert len(shown.ids) == len(set(shown.ids))


def test_contents_lead_to_what_is_there() -> None:
    shown = page()
    links = [value[1:] for value in shown.values("href", "a") if value.startswith("#")]
    assert len(links) == 11
    assert set(links) <= set(shown.ids)


def test_first_page_says_whose_it_is() -> None:
    words = page().words
    assert "This is a training instrument of this course." in words
    assert "It is not endorsed by UNICRI or INTERPOL." in words


def test_annex_has_everything_that_was_answered() -> None:
    words = page().words
    annex = words[words.rindex("Annex: all answers") :]
    for expected in (
        "How far is your agency with leaders?",
        "Done every time",
        "leaders: what a reader would see at step 4",
        "Order 12 of 2 February",
        "Two reports last year.\nNone since.",
        "The press office would know.",
        "Not answered",
        "12 officers",
    ):
        assert expected in annex


def test_footer() -> None:
    words = page().words
    footer = words[words.rindex("Readiness of a small agency 1.2.0") :]
    assert report().profile.sha256[:12] in footer
    assert "made 2026-03-02 09:30 UTC" in footer
    assert "6 of 8 applicable items answered" in footer


def test_typed_text_is_only_text() -> None:
    text = '</style></td><script>alert(1)</script><img src="https://example.org/x">'
    hostile = {
        key: answer.model_copy(update={"comment": text, "evidence": text})
        for key, answer in some_answers().items()
    }
    shown = page(hostile, subject=text, created=text)
    assert shown.unclosed == []
    assert "script" not in shown.tags
    assert all(value.startswith("data:") for value in shown.values("src"))
    assert shown.words.count(text) > 10
    assert text in dict(report(hostile, subject=text).facts)["Subject"]


def test_markdown_of_the_content_is_rendered() -> None:
    assert "<strong>every</strong> system" in page().source
    assert "**" not in page().words
