"""Papers: documents that are filled in from the answers to a questionnaire.

A line keeps the author's words apart from what was answered: its text is Markdown with
``{placeholders}``, its ``values`` say what stands in their place. So whoever writes it out can
escape the one and read the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ..models import Answer, Item, Paper, PaperBlock, Questionnaire
from .saying import Said, find, said
from .visibility import Answers, counting, holds, visible

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9][A-Za-z0-9._-]*)\}")
"""The name of an item, or of an item and a part, in braces."""
TO_DECIDE = "To be decided"
GAPS = {"open": f"[{TO_DECIDE.lower()}]", "settled": "[does not apply]"}
"""What stands in a sentence of which another part is known."""

Kind = Literal["line", "bullet", "open"]


@dataclass(frozen=True)
class Filled:
    """One paragraph or entry of a list: Markdown whose placeholders stand for ``values``."""

    text: str
    values: Mapping[str, Said] = field(default_factory=dict)
    kind: Kind = "line"

    def pieces(self) -> Iterator[tuple[str, Said | None]]:
        """The text in order: words of the author, and what was answered (then with its value)."""
        yield from pieces(self.text, self.values)

    @property
    def plain(self) -> str:
        """The words alone, the author's marks included."""
        return "".join(value.pieces[0] if value else text for text, value in self.pieces())


@dataclass(frozen=True)
class FilledBlock:
    """A heading and what stands below it."""

    heading: Filled | None
    lines: tuple[Filled, ...]


@dataclass(frozen=True)
class Missing:
    """Something that the document asks for and nobody decided yet."""

    item: str
    question: str
    """Markdown."""
    why: str
    """In words: not answered, a draft, "don't know" with its reason."""


@dataclass(frozen=True)
class FilledPaper:
    """A document, ready to be written out."""

    paper: Paper
    title: Filled
    for_: Filled
    blocks: tuple[FilledBlock, ...]
    missing: tuple[Missing, ...]
    words: int
    """Of the whole document, headings included."""

    @property
    def lines(self) -> Iterator[Filled]:
        """Everything in it, in the order of reading."""
        yield self.title
        yield self.for_
        for block in self.blocks:
            if block.heading is not None:
                yield block.heading
            yield from block.lines


def pieces(text: str, values: Mapping[str, Said]) -> Iterator[tuple[str, Said | None]]:
    """A text taken apart at its placeholders; those without a value stay words.

    An answer that ends its own sentence gets no second full stop.
    """
    end = 0
    ended = False
    for found in PLACEHOLDER.finditer(text):
        value = values.get(found[1])
        if value is None:
            continue
        between = _once_ended(text[end : found.start()], ended)
        if between:
            yield between, None
        yield found[0], value
        end, ended = found.end(), value.pieces[-1].endswith((".", "!", "?"))
    rest = _once_ended(text[end:], ended)
    if rest:
        yield rest, None


def _once_ended(words: str, ended: bool) -> str:
    return words.removeprefix(".") if ended else words


def names_in(text: str) -> list[str]:
    """The names in the placeholders of a text, in order, with repeats."""
    return PLACEHOLDER.findall(text)


def fill(form: Questionnaire, paper: Paper, answers: Mapping[str, Answer]) -> FilledPaper:
    """The document with the answers in it.

    A line none of whose answers is there is left out. Where one of them is still to be given, the
    block's ``open`` stands in its place, once; not where the question is not asked or does not
    apply. A sentence that begins with words and ends with a colon goes with what it announces.
    Raises ValueError where a placeholder names nothing (the check of the content says where).
    """
    desk = _Desk(form, answers)
    title, for_ = desk.whole(paper.title), desk.whole(paper.for_)
    blocks = []
    for block in paper.blocks:
        if block.show_when is not None and not desk.holds(block):
            continue
        found = tuple(desk.lines(block))
        if found:
            blocks.append(FilledBlock(desk.whole(block.heading) if block.heading else None, found))
    done = FilledPaper(paper, title, for_, tuple(blocks), tuple(desk.missing.values()), 0)
    words = sum(len(line.plain.split()) for line in done.lines)
    words += sum(len(role.split()) for role in paper.signature)
    return replace(done, words=words)


class _Desk:
    """Looks answers up, and remembers what was asked for and is not there."""

    def __init__(self, form: Questionnaire, answers: Mapping[str, Answer]) -> None:
        self.form = form
        self.items: dict[str, Item] = {item.id: item for item in form.items}
        self.shown = set(visible(form, answers))
        self.given = answers
        self.known: Answers = counting(self.items, self.shown, answers)
        self.missing: dict[str, Missing] = {}

    def holds(self, block: PaperBlock) -> bool:
        return block.show_when is None or holds(
            block.show_when, self.items, self.known, self.form.scales
        )

    def whole(self, text: str) -> Filled:
        """A title or a heading: one line, gaps named."""
        values = {name: self.value(name) or _gap(self.why(name)) for name in names_in(text)}
        return Filled(text, {name: _one(value) for name, value in values.items()})

    def value(self, name: str) -> Said | None:
        found = find(self.items, name)
        if found is None:
            raise ValueError(f"a paper asks for '{{{name}}}', which is no item of this form")
        item, part = found
        value = said(self.form, item, part, self.known) if item.id in self.shown else None
        if value is None and self.why(name):
            why = self.why(name)
            self.missing.setdefault(item.id, Missing(item.id, item.text, why))
        return value

    def why(self, name: str) -> str:
        """Why there is no answer yet; "" where there will be none: not asked, not applicable."""
        item, part = find(self.items, name) or (None, "")
        if item is None or item.id not in self.shown:
            return ""
        answer = self.given.get(item.id) or Answer()
        if answer.state == "not_applicable":
            return ""
        if answer.state == "dont_know":
            reason = " ".join(answer.reason.split())
            return f"don't know: {reason}" if reason else "don't know"
        if answer.state == "draft":
            return "not complete yet"
        return f"{part.replace('_', ' ')} not given" if item.id in self.known else "not answered"

    def lines(self, block: PaperBlock) -> Iterator[Filled]:
        """The lines that have something to say, and once what is open."""
        opened = False
        waiting: Filled | None = None  # an announcement, until something follows it
        for text in _split(block.lines):
            names = names_in(text)
            values = {name: self.value(name) for name in names}
            if names and not any(values.values()):
                if block.open and not opened and any(self.why(name) for name in names):
                    opened = True
                    if waiting is not None:
                        yield waiting
                    waiting = None
                    yield self.open(block.open)
                continue
            if not names and text.endswith(":"):
                waiting = Filled(text)
                continue
            if waiting is not None:
                yield waiting
                waiting = None
            yield from _written(text, {n: v or _gap(self.why(n)) for n, v in values.items()})

    def open(self, text: str) -> Filled:
        begins = text.casefold().startswith(TO_DECIDE.casefold())
        whole = self.whole(text if begins else f"{TO_DECIDE}: {text}")
        return Filled(whole.text, whole.values, "open")


def _split(lines: Iterable[str]) -> Iterator[str]:
    """One paragraph or entry each: a text of the content may hold several."""
    for line in lines:
        for one in re.split(r"\n\s*\n|\n(?=\s*- )", line):
            if one.strip():
                yield " ".join(one.split())


def _written(text: str, values: dict[str, Said]) -> Iterator[Filled]:
    """A line with its values; one that ends with several pieces goes on below."""
    bullet = text.startswith("- ")
    kind: Kind = "bullet" if bullet else "line"
    text = text.removeprefix("- ").strip()
    names = names_in(text)
    last = names[-1] if names else ""
    tail = text.rpartition(f"{{{last}}}")[2] if last else ""
    several = last != "" and len(values[last].pieces) > 1 and names.count(last) == 1
    if not several or tail.strip(" .;"):
        yield Filled(text, {name: _one(value) for name, value in values.items()}, kind)
        return
    value = values[last]
    head = text[: len(text) - len(tail) - len(last) - 2].strip()
    flat = {name: _one(each) for name, each in values.items() if name != last}
    if value.records and bullet and head:
        yield Filled(text, flat | {last: _one(value)}, kind)
        return
    rest = list(value.pieces)
    if head and value.records:
        yield Filled(head, flat, kind)
    elif head:  # the first paragraph goes on in the sentence
        yield Filled(f"{head} {{{last}}}", flat | {last: Said((rest.pop(0),), value.typed)}, kind)
    below: Kind = "bullet" if value.records else kind
    for piece in rest:
        yield Filled(f"{{{last}}}", {last: Said((piece,), value.typed)}, below)


def _one(value: Said) -> Said:
    """All of it in one piece."""
    return Said(
        ("; ".join(value.pieces) if value.records else " ".join(value.pieces),), value.typed
    )


def _gap(why: str) -> Said:
    return Said((GAPS["open" if why else "settled"],), typed=False)
