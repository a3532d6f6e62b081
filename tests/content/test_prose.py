"""Words, sentences, citations, tables and pictures of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.prose import (
    Citation,
    Passage,
    broken_citations,
    citations,
    read_prose,
    sentences,
    words,
)

TEXT = """\
## A heading

One **bold** line with a [link](a.md)
and `code` in two lines [@court-page: para. 3].

- An entry [@press: p. 1]
- Another <b>entry</b>

| Clock | Part |
|---|---|
| 0:00 | *The* desk |

![A picture of two faces](faces.svg)

**In words:** two faces.

```{note}
Not shown.
```

<div>block</div>
"""


def test_passages_have_their_line_and_their_words() -> None:
    prose = read_prose(TEXT, 11)
    assert [(p.kind, p.line, p.plain) for p in prose.passages] == [
        ("heading", 11, "A heading"),
        ("paragraph", 13, "One bold line with a link and code in two lines ."),
        ("item", 16, "An entry"),
        ("item", 17, "Another entry"),
        ("table", 19, "Clock Part 0:00 The desk"),
        ("paragraph", 25, "In words: two faces."),
    ]


def test_links_pictures_tables_html_and_fences() -> None:
    prose = read_prose(TEXT, 11)
    assert prose.links == [("a.md", 13)]
    (image,) = prose.images
    assert (image.alt, image.address, image.line) == ("A picture of two faces", "faces.svg", 23)
    assert image.below == "**In words:** two faces."
    (table,) = prose.tables
    assert table.rows == (("Clock", "Part"), ("0:00", "The desk"))
    assert table.lines == (19, 21)
    assert prose.html == [("<b>", 17), ("</b>", 17), ("<div>block</div>", 31)]
    assert prose.fences == [("{note}", 27)]


def test_a_list_below_a_picture_is_no_text_twin() -> None:
    (image,) = read_prose("![a](b.svg)\n\n- one\n\n**In words:** x\n").images
    assert image.below == ""


def test_less_than_is_not_html() -> None:
    assert read_prose("If a < b, see <https://example.org> and `<b>`.").html == []


def test_citations_with_lines() -> None:
    text = "One [@a: p. 3] and\n[@b-c.d: whole page ]."
    assert list(citations(text, 7)) == [
        Citation("a", "p. 3", 7),
        Citation("b-c.d", "whole page", 8),
    ]
    assert list(broken_citations(text)) == []


@pytest.mark.parametrize(
    "broken", ["[@a]", "[@a:]", "[@a: ]", "[@a p. 3]", "[@: p. 3]", "[@a: p. 3"]
)
def test_broken_citations(broken: str) -> None:
    assert list(broken_citations(f"x\n{broken} y", 4)) == [
        (broken if broken.endswith("]") else f"{broken} y", 5)
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", 3),
        ("See Art. 5 and pp. 3 of No. 7. Then stop.", 2),
        ("State v. Loomis was decided by J. Smith. It stands.", 2),
        ("They are ours, not the Toolkit's. A law firm says so.", 2),
        ("He said: “No.” Then he left.", 2),
        ("It costs 3.5 million, e.g. Two of them. Yes.", 2),
        ("No full stop", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


@given(st.text(alphabet="ab A.!?\"' 1", max_size=60))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    plain = " ".join(text.split())
    assert sum(words(s) for s in sentences(plain)) == words(plain)


def test_words() -> None:
    assert words("It is 21:40 – sign, or not? 99.8 %") == 7


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    for passage in read_prose(text).passages:
        assert isinstance(passage, Passage)
        assert 1 <= passage.line <= lines
