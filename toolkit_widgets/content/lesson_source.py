"""The source of a page: ``lessons/NN_slug.md`` and ``facilitator/NN_slug.md``.

A page is a list of blocks in order. Each heading begins a new :class:`Markdown` block, and each
code cell is an :class:`Activity`. What is wrong with the structure itself stands in
:attr:`Page.faults`; reading never fails on a page's content.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .parse import read_text
from .yaml_marks import YamlError, read_yaml

if TYPE_CHECKING:
    from .prose import Citation, Image, Prose

TOKENS = ("meta", "objectives", "sources")
"""Comments that the build replaces: ``<!-- meta -->`` and so on."""
TOKEN = re.compile(r"<!-- (meta|objectives|sources) -->")

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})(.*)$")
_NUMBERED = re.compile(r"(\d+)\.\s+(.*)")


@dataclass(frozen=True)
class Heading:
    """A heading; ``## 2. Who answers`` has level 2, number 2 and title "Who answers"."""

    level: int
    text: str
    line: int

    @property
    def number(self) -> int | None:
        """The number in front of the title, if it has one."""
        found = _NUMBERED.match(self.text)
        return int(found[1]) if found else None

    @property
    def title(self) -> str:
        """The text without its number."""
        found = _NUMBERED.match(self.text)
        return found[2] if found else self.text


@dataclass(frozen=True)
class Markdown:
    """A stretch of text. It begins with ``heading``, or has none (text below an activity)."""

    text: str
    line: int
    heading: Heading | None = None

    @property
    def prose(self) -> Prose:
        """Passages, pictures and tables with their lines in the file."""
        from .prose import read_prose  # a start cell looks at the code cells alone

        return read_prose(self.text, self.line)

    @property
    def tokens(self) -> list[tuple[str, int]]:
        """The comment tokens in the text: name and line."""
        text = self.text
        return [(m[1], self.line + text.count("\n", 0, m.start())) for m in TOKEN.finditer(text)]


@dataclass(frozen=True)
class Activity:
    """A code cell. ``lesson.quiz("check-roles")`` has call ``quiz`` and ids ``("check-roles",)``.

    The start cell has call ``open_lesson``. ``call`` is empty and ``fault`` says why where the
    cell is something else. ``line`` is the line of the first line of code.
    """

    code: str
    call: str
    ids: tuple[str, ...]
    line: int
    tags: tuple[str, ...] = ()
    fault: str = ""

    @property
    def name(self) -> str:
        """As a reader of the source knows it: ``quiz("check-roles")``."""
        return f"{self.call}({', '.join(repr(i) for i in self.ids)})".replace("'", '"')


Block = Markdown | Activity


@dataclass(frozen=True)
class Section:
    """A heading of level 1 or 2 and what stands below it."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def activities(self) -> list[Activity]:
        """The code cells, in order."""
        return [b for b in self.blocks if isinstance(b, Activity)]

    @property
    def markdown(self) -> list[Markdown]:
        """The stretches of text, in order."""
        return [b for b in self.blocks if isinstance(b, Markdown)]


@dataclass(frozen=True)
class Page:
    """A lesson or a facilitator sheet. ``name`` is the file name without ending."""

    name: str
    file: str
    front: dict[str, Any]
    blocks: tuple[Block, ...]
    faults: tuple[tuple[int, str], ...] = ()

    @property
    def headings(self) -> list[Heading]:
        """All headings, in order."""
        return [b.heading for b in self.markdown if b.heading]

    @property
    def markdown(self) -> list[Markdown]:
        """All stretches of text, in order."""
        return [b for b in self.blocks if isinstance(b, Markdown)]

    @property
    def activities(self) -> list[Activity]:
        """All code cells, in order; the first one is the start cell."""
        return [b for b in self.blocks if isinstance(b, Activity)]

    @property
    def sections(self) -> list[Section]:
        """The page cut at its headings of level 1 and 2."""
        out: list[tuple[Heading, list[Block]]] = []
        for block in self.blocks:
            if isinstance(block, Markdown) and block.heading and block.heading.level <= 2:
                out.append((block.heading, []))
            if out:
                out[-1][1].append(block)
        return [Section(heading, tuple(blocks)) for heading, blocks in out]

    @property
    def citations(self) -> Iterator[Citation]:
        """Everything cited, in order."""
        from .prose import citations

        for block in self.markdown:
            yield from citations(block.text, block.line)

    @property
    def images(self) -> list[Image]:
        """All pictures, in order."""
        return [image for block in self.markdown for image in block.prose.images]


def read_page(file: Path, label: str | None = None) -> Page:
    """Read a page. Raises :class:`ContentError` if it is too big or not UTF-8."""
    label = label or file.name
    return parse_page(read_text(file, label), file.stem, label)


def parse_page(text: str, name: str, label: str) -> Page:
    """The same for text that is already in memory."""
    lines = text.splitlines()
    faults: list[tuple[int, str]] = []
    front, start = _front_matter(lines, faults)
    return Page(name, label, front, tuple(_blocks(lines, start, faults)), tuple(faults))


def _front_matter(lines: list[str], faults: list[tuple[int, str]]) -> tuple[dict[str, Any], int]:
    """The block between the first two ``---`` lines, and the index of the line after it."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        faults.append((1, "the front matter is opened with '---' and never closed"))
        return {}, 1
    try:
        data = read_yaml("\n".join(lines[1:end])).data
    except YamlError as error:
        faults.append((error.mark[0] + 1, f"front matter: {error.message}"))
        data = {}
    return (data if isinstance(data, dict) else {}), end + 1


def _blocks(lines: list[str], start: int, faults: list[tuple[int, str]]) -> Iterator[Block]:
    text: list[str] = []
    begins, heading, position = start, None, start
    while position < len(lines):
        line = lines[position]
        fence, head = _FENCE.match(line), _HEADING.match(line)
        if fence:
            end = _fence_end(lines, position, fence[1])
            if end is None:
                faults.append((position + 1, f"the fence '{line.strip()}' is never closed"))
                end = len(lines)
            if fence[2].strip().startswith("{code-cell}"):
                yield from _markdown(text, begins, heading)
                yield _activity(lines[position + 1 : end], position + 2)
                text, begins, heading = [], end + 1, None
            else:
                text += lines[position : end + 1]
            position = end + 1
            continue
        if head or line.startswith("+++"):  # "+++" is MyST's mark for a new cell
            yield from _markdown(text, begins, heading)
            text, begins = [], position if head else position + 1
            heading = Heading(len(head[1]), head[2], position + 1) if head else None
        if not line.startswith("+++"):
            text.append(line)
        position += 1
    yield from _markdown(text, begins, heading)


def _fence_end(lines: list[str], position: int, mark: str) -> int | None:
    for index in range(position + 1, len(lines)):
        closing = lines[index].strip()
        if closing.startswith(mark) and not closing.strip(mark[0]):
            return index
    return None


def _markdown(text: list[str], begins: int, heading: Heading | None) -> Iterator[Markdown]:
    first = next((i for i, line in enumerate(text) if line.strip()), None)
    if first is not None:
        yield Markdown("\n".join(text[first:]).rstrip(), begins + first + 1, heading)


def _activity(cell: list[str], line: int) -> Activity:
    """A code cell from the lines between its fences; ``line`` is that of the first of them."""
    options: list[str] = []
    while cell and (cell[0].startswith(":") or not cell[0].strip()):
        if cell[0].strip():
            options.append(cell[0][1:])
        cell, line = cell[1:], line + 1
    try:
        data = read_yaml("\n".join(options)).data
    except YamlError:
        data = None
    tags = data.get("tags") if isinstance(data, dict) else None
    code = "\n".join(cell).strip()
    names = tuple(map(str, tags)) if isinstance(tags, list) else ()
    call, ids, fault = _call(code)
    return Activity(code, call, ids, line, names, fault)


def _call(code: str) -> tuple[str, tuple[str, ...], str]:
    """Name and text arguments of the one call in a cell, and what is wrong with it."""
    try:
        statements = ast.parse(code).body
    except SyntaxError as error:
        return "", (), f"this is not Python: {error.msg}"
    start = "from toolkit_widgets import open_lesson\nlesson = open_lesson("
    if code.startswith(start) and len(statements) == 2 and isinstance(statements[1], ast.Assign):
        call: ast.expr = statements[1].value
    elif len(statements) == 1 and isinstance(statements[0], ast.Expr):
        call = statements[0].value
    else:
        return "", (), 'a code cell holds one line: lesson.quiz("…") or another activity'
    if not isinstance(call, ast.Call):
        return "", (), 'a code cell holds one call: lesson.quiz("…") or another activity'
    name = ast.unparse(call.func).removeprefix("lesson.")
    constants = [a.value for a in call.args if isinstance(a, ast.Constant)]
    ids = tuple(value for value in constants if isinstance(value, str))
    if len(ids) < len(call.args) or call.keywords:
        return name, ids, f"the arguments of lesson.{name} are ids in quotes, nothing else"
    return name, ids, ""
