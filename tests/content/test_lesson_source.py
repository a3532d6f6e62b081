"""A page as blocks in order, with the lines of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.lesson_source import Activity, Heading, Markdown, parse_page, read_page
from toolkit_widgets.content.problems import ContentError
from toolkit_widgets.content.prose import Citation

from .small_course import FILES, SHORT

TEXT = """\
---
kernelspec: {display_name: Python 3, name: python3}
---

# 14. A title

<!-- meta -->

Some words [@a: p. 3].

```{code-cell} ipython3
:tags: [activity]

from toolkit_widgets import open_lesson
lesson = open_lesson("14_title")
```

## 1. First

```python
# no heading
```

+++

Below the break.

~~~{code-cell} ipython3
:tags: [activity, extra]
lesson.example("form", "one")
~~~

### Inside

![A picture](a.svg)
"""


def test_blocks_in_order() -> None:
    page = parse_page(TEXT, "14_title", "lessons/14_title.md")
    assert page.front == {"kernelspec": {"display_name": "Python 3", "name": "python3"}}
    assert page.faults == ()
    title, first, inside = (
        Heading(1, "14. A title", 5), Heading(2, "1. First", 18), Heading(3, "Inside", 33),
    )  # fmt: skip
    start = 'from toolkit_widgets import open_lesson\nlesson = open_lesson("14_title")'
    assert page.blocks == (
        Markdown("# 14. A title\n\n<!-- meta -->\n\nSome words [@a: p. 3].", 5, title),
        Activity(start, "open_lesson", ("14_title",), 14, ("activity",)),
        Markdown("## 1. First\n\n```python\n# no heading\n```", 18, first),
        Markdown("Below the break.", 26),
        Activity('lesson.example("form", "one")', "example", ("form", "one"), 30,
                 ("activity", "extra")),
        Markdown("### Inside\n\n![A picture](a.svg)", 33, inside),
    )  # fmt: skip
    assert page.headings == [title, first, inside]
    assert [s.heading for s in page.sections] == [title, first]
    assert len(page.sections[1].blocks) == 4
    assert list(page.citations) == [Citation("a", "p. 3", 9)]
    assert [image.line for image in page.images] == [35]
    assert page.markdown[0].tokens == [("meta", 7)]


def test_heading_numbers() -> None:
    assert (Heading(2, "12. Twelve", 1).number, Heading(2, "12. Twelve", 1).title) == (12, "Twelve")
    assert (Heading(2, "Sources", 1).number, Heading(2, "Sources", 1).title) == (None, "Sources")


@pytest.mark.parametrize(
    ("code", "call", "ids", "fault"),
    [
        ('lesson.quiz("a")', "quiz", ("a",), ""),
        ("lesson.close()", "close", (), ""),
        ("lesson.quiz(a)", "quiz", (), "ids in quotes"),
        ('lesson.quiz(name="a")', "quiz", (), "ids in quotes"),
        ("lesson.quiz(3)", "quiz", (), "ids in quotes"),
        ('lesson.quiz("a"); print(1)', "", (), "one line"),
        ("x = 1", "", (), "one line"),
        ("lesson", "", (), "one call"),
        ("", "", (), "one line"),
        ('lesson.quiz("a"', "", (), "not Python"),
    ],
)
def test_calls(code: str, call: str, ids: tuple[str, ...], fault: str) -> None:
    (cell,) = parse_page(f"```{{code-cell}}\n{code}\n```\n", "a", "a.md").activities
    assert (cell.call, cell.ids) == (call, ids)
    assert fault in cell.fault
    assert bool(cell.fault) is bool(fault)


def test_a_name_for_messages() -> None:
    (cell,) = parse_page('```{code-cell}\nlesson.example("a", "b")\n```', "a", "a.md").activities
    assert cell.name == 'example("a", "b")'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\nkernelspec: x\n", 1, "never closed"),
        ("---\na: [\n---\n# T\n", 3, "front matter"),
        ("# T\n\n```python\nx\n", 3, "never closed"),
    ],
)
def test_faults(text: str, line: int, says: str) -> None:
    ((found, message),) = parse_page(text, "a", "a.md").faults
    assert found == line
    assert says in message


def test_lines_are_those_of_the_file() -> None:
    """Each block of a whole lesson stands where it says."""
    text = FILES[SHORT["lesson"]]
    lines = text.splitlines()
    page = parse_page(text, "01_match", "x.md")
    assert len(page.activities) == 10
    for block in page.blocks:
        first = block.code if isinstance(block, Activity) else block.text
        assert lines[block.line - 1] == first.splitlines()[0]


LINES = ["# a", "text", "", "```{code-cell}", "```", "+++", "lesson.x()", "---", "## 1. b"]


@given(st.lists(st.sampled_from([*LINES, ":tags: [activity]", "~~~"]), max_size=14))
def test_any_page_is_read_and_no_word_is_lost(lines: list[str]) -> None:
    page = parse_page("\n".join(lines), "a", "a.md")
    if not lines or lines[0] != "---":
        kept = [b.text if isinstance(b, Markdown) else b.code for b in page.blocks]
        assert sum(t.count("text") for t in kept) == lines.count("text")
    for block in page.blocks:
        assert 1 <= block.line <= len(lines) + 1


def test_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "14_title.md"
    file.write_text(TEXT, encoding="utf-8-sig")
    page = read_page(file, "lessons/14_title.md")
    assert (page.name, page.file) == ("14_title", "lessons/14_title.md")
    assert page.front
    with pytest.raises(ContentError):
        read_page(tmp_path / "gone.md")
