"""Lessons: how much is to be read, how long the sentences are, and what Jupyter cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lesson_source import TOKEN, Activity, Page
from ..problems import Problem, short
from ..prose import sentences, words
from .names import LEFTOVER
from .pages import fault
from .whole import Whole

BETWEEN = 350
"""Words between two things to do."""
PARAGRAPH = 200
SENTENCE = 20
"""Words of an average sentence, at most."""
ALT = 20
"""Characters of a picture's description, at least."""
TWIN = "**In words:**"
AVOIDED = re.compile(
    r"\b(simply|obviously|as everyone knows|robust|leverag(?:e|es|ed|ing)|"
    r"in today['’]s|fast-paced)\b",
    re.IGNORECASE,
)


def check_prose(page: Page, whole: Whole) -> Iterator[Problem]:
    """Reading load, style and pictures of a lesson."""
    yield from _between(page)
    yield from _sentences(page)
    yield from check_markup(page)
    yield from _pictures(page, whole)


def check_markup(page: Page) -> Iterator[Problem]:
    """Raw HTML, directives that Jupyter does not know, leftovers and words to avoid."""
    for block in page.markdown:
        prose = block.prose
        for found, line in prose.html:
            if not TOKEN.fullmatch(found):
                message = f"no raw HTML in a page: {short(found, 40)}; use Markdown"
                yield fault(page, line, message, "text.html", found=short(found))
        for info, line in prose.fences:
            if info.startswith("{"):
                message = f"Jupyter shows the directive {info} as code; write it as plain Markdown"
                yield fault(page, line, message, "text.directive", found=info)
        for number, text in enumerate(block.text.splitlines(), block.line):
            leftover = LEFTOVER.search(text)
            if leftover:
                message = f"'{leftover[0]}' is a note to yourself; finish the text"
                yield fault(page, number, message, "text.leftover", found=leftover[0])
            for word in AVOIDED.findall(text):
                message = f"a word to avoid: '{word}'"
                yield fault(page, number, message, "text.word", "warning", found=word)


def _between(page: Page) -> Iterator[Problem]:
    """Words from one activity to the next; the time plan is looked at, not read."""
    count, begins = 0, 1
    for block in page.blocks:
        if isinstance(block, Activity):
            if count > BETWEEN:
                yield fault(
                    page,
                    begins,
                    f"{count} words up to the next thing to do (line {block.line}); "
                    f"at most {BETWEEN}: cut, or let the reader do something",
                    "prose.between",
                    found=str(count),
                    allowed=str(BETWEEN),
                )
            count, begins = 0, block.line
            continue
        if block.heading and block.heading.text == "Time plan":
            continue
        for passage in block.prose.passages:
            length = words(passage.plain)
            count += length
            if passage.kind != "table" and length > PARAGRAPH:
                message = f"a paragraph of {length} words; at most {PARAGRAPH}"
                yield fault(
                    page,
                    passage.line,
                    message,
                    "prose.paragraph",
                    found=str(length),
                    allowed=str(PARAGRAPH),
                )


def _sentences(page: Page) -> Iterator[Problem]:
    """The average, always as a note, with the three longest sentences."""
    found: list[tuple[int, int, str]] = []
    for block in page.markdown:
        for passage in block.prose.passages:
            whole_sentence = passage.plain.endswith((".", "!", "?", ":", '"', "”", "…", ")"))
            if passage.kind == "paragraph" or (passage.kind == "item" and whole_sentence):
                for sentence in sentences(passage.plain):
                    if words(sentence):
                        found.append((words(sentence), passage.line, sentence))
    if not found:
        return
    average = sum(length for length, _, _ in found) / len(found)
    longest = sorted(found, key=lambda f: (-f[0], f[1]))[:3]
    listed = "; ".join(f"line {line}, {n} words: “{short(s, 70)}”" for n, line, s in longest)
    text = (
        f"the average sentence has {average:.1f} words ({len(found)} sentences). Longest: {listed}"
    )
    yield fault(page, 1, text, "prose.sentences", "note", found=f"{average:.1f}")
    if average > SENTENCE:
        message = f"the average sentence has {average:.1f} words; at most {SENTENCE}. Cut: {listed}"
        yield fault(
            page,
            longest[0][1],
            message,
            "prose.sentences",
            found=f"{average:.1f}",
            allowed=str(SENTENCE),
        )


def _pictures(page: Page, whole: Whole) -> Iterator[Problem]:
    for image in page.images:
        if len(image.alt.strip()) < ALT:
            message = f"describe the picture in at least {ALT} characters between '![' and ']'"
            yield fault(page, image.line, message, "picture.alt", found=image.alt or "nothing")
        if not image.below.startswith(TWIN):
            message = f"the paragraph below a picture begins with {TWIN} and says what it shows"
            yield fault(page, image.line, message, "picture.words", allowed=TWIN)
        yield from _file(page, image.address, image.line, whole, "picture")
    for block in page.markdown:
        for address, line in block.prose.links:
            if not re.match(r"[a-z]+:", address):
                yield from _file(page, address, line, whole, "link")


def _file(page: Page, address: str, line: int, whole: Whole, kind: str) -> Iterator[Problem]:
    if re.match(r"[a-z]+:", address):
        message = "a picture is a file of the course; nothing is fetched from the network"
        yield fault(page, line, message, f"{kind}.file", found=address)
        return
    name = address.split("#", 1)[0]
    places = (whole.root / "lessons", whole.root / "notebooks")
    stem = name.removesuffix(".ipynb")
    if (
        name
        and stem not in whole.pages.get("lesson", {})
        and not any((place / name).is_file() for place in places)
    ):
        message = f"the {kind} leads to no file: {address}"
        yield fault(page, line, message, f"{kind}.file", found=address)
