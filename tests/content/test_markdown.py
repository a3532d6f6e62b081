"""Content is Markdown; what reaches a page is safe, and its words survive without marks."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.markdown import (
    Span,
    markdown,
    markdown_inline,
    paragraphs,
    plain,
    question,
    spans,
)

RENDERED_TAGS = re.compile(r"</?([a-zA-Z0-9]+)")
ALLOWED = {"p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr", "br"}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td"}
ALLOWED |= {f"h{n}" for n in range(1, 7)}


def test_inline_has_no_block() -> None:
    assert markdown_inline("**Stop** if *unsure*") == "<strong>Stop</strong> if <em>unsure</em>"


def test_blocks_and_tables() -> None:
    html = markdown("One\n\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<p>One</p>" in html
    assert "<li>two</li>" in html
    assert "<td>2</td>" in html


def test_headings_take_their_place_in_the_page() -> None:
    html = markdown("# One\n\n## Two\n\n###### Six", first_heading=4)
    assert re.findall(r"<(h\d)>", html) == ["h4", "h5", "h6"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](data:text/html;base64,PHNjcmlwdD4=)",
        "![tracked](https://example.org/pixel.png)",
        '<https://example.org/"onmouseover=alert(1)>',
    ],
)
def test_nothing_runs_and_nothing_is_loaded(hostile: str) -> None:
    for html in (markdown(hostile), markdown_inline(hostile)):
        assert set(RENDERED_TAGS.findall(html)) <= ALLOWED
        assert "src=" not in html.replace("src=x", "")
        assert 'href="javascript:' not in html
        assert 'href="data:' not in html


def test_links_open_beside_the_notebook() -> None:
    link = '<a href="https://example.org" rel="noopener" target="_blank">there</a>'
    assert markdown_inline("[there](https://example.org)") == link
    assert markdown_inline("[next](15_x.ipynb)") == '<a href="15_x.ipynb" rel="noopener">next</a>'


@pytest.mark.parametrize(
    "address",
    ["/logout", "//example.org/x", "files/x.html", "../x.ipynb", "/lab/x.ipynb", "?next=x", "x"],
)
def test_a_link_into_the_server_is_only_words(address: str) -> None:
    assert markdown_inline(f"[press]({address})") == f"[press]({address})"


def test_plain_words() -> None:
    text = "Ask *who*\n**signs** `x`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert plain(text) == "Ask who signs x.\none\ntwo\na | b\n1 | 2"


def test_paragraphs_keep_their_kind() -> None:
    text = "# How\n\nAnswer **now**.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd"
    kinds = [(p.kind, "".join(s.text for s in p.spans)) for p in paragraphs(text)]
    assert kinds == [
        ("heading", "How"),
        ("text", "Answer now."),
        ("entry", "one"),
        ("entry", "two"),
        ("row", "a | b"),
        ("row", "1 | 2"),
        ("text", "End"),
    ]


def test_spans_keep_the_type() -> None:
    assert spans("not *the* **Toolkit's** `own`") == [
        Span("not "),
        Span("the", emphasis=True),
        Span(" "),
        Span("Toolkit's", strong=True),
        Span(" "),
        Span("own", code=True),
    ]


@given(st.text(max_size=60))
def test_any_text_gives_only_known_tags(text: str) -> None:
    assert set(RENDERED_TAGS.findall(markdown(text))) <= ALLOWED
    assert "<" not in re.sub(r"</?[a-z0-9]+[^<>]*>", "", markdown_inline(text))


@given(st.text(alphabet="ab *_`[]()<>&|#-\n", max_size=40))
def test_spans_say_what_the_html_says(text: str) -> None:
    shown = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br[^>]*>", " ", markdown_inline(text))))
    assert shown.split() == "".join(span.text for span in spans(text)).split()


@pytest.mark.parametrize(
    ("text", "asked", "facts"),
    [
        ("Only *this*?", "Only <em>this</em>?", ""),
        ("A fact.\n\nWhat now?", "What now?", "<p>A fact.</p>"),
        ("What now?\n\n- one\n- two", "What now?", "<li>one</li>"),
        ("| a |\n|---|\n| 1 |\n\nWhich?", "Which?", "<td>1</td>"),
        ("Which?\n\n| a |\n|---|\n| 1 |", "Which?", "<td>1</td>"),
        ("3 of 4\n\n5 of 6?", "5 of 6?", "<p>3 of 4</p>"),
    ],
)
def test_a_question_and_the_facts_before_it(text: str, asked: str, facts: str) -> None:
    line, blocks = question(text)
    assert line.strip() == asked
    assert facts in blocks
    assert bool(blocks) == bool(facts)


def test_an_empty_corner_of_a_table_is_no_heading() -> None:
    html = markdown("| | Flagged |\n|---|---|\n| Stolen | 8 |")
    assert html.count("<th>") == 1
    assert "<th></th>" not in html
