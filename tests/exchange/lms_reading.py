"""Question banks read back: GIFT by an independent parser, Moodle XML by the importer's rules."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pygiftparser import parser as gift
from pygiftparser.utils import reAnswerMultipleChoices

ACCEPTED = (
    0, 5, 10, 11.11111, 12.5, 14.28571, 16.66667, 20, 25, 30, 33.33333, 40, 50, 60, 66.66667,
    70, 75, 80, 83.33333, 90, 100,
)  # fmt: skip
"""Per cents that Moodle's importer accepts, also below zero; one other refuses the whole file."""
KINDS = {"multichoice", "matching", "ordering", "numerical", "shortanswer", "essay", "description"}


@dataclass
class Option:
    """``share`` in per cent; for a number ``text`` is ``low..high`` or ``*``."""

    text: str
    share: float
    feedback: str = ""


@dataclass
class Read:
    """A question as the other side understands it."""

    id: str
    kind: str
    text: str
    feedback: str
    single: bool = True
    options: list[Option] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    category: str = ""
    marks: float = 1

    @property
    def right(self) -> list[str]:
        """The options that bring something."""
        return [option.text for option in self.options if option.share > 0]


class Refused(Exception):
    """Moodle's importer would not take it."""


def read_moodle(data: bytes) -> list[Read]:
    """Raises :class:`Refused` with the rule that is broken."""
    found: list[Read] = []
    category = ""
    for node in ElementTree.fromstring(data).iterfind("question"):
        if node.get("type") == "category":
            category = _text(node, "category")
            _must(category.startswith("$course$/top/"), "a category begins at the top")
            continue
        read = _moodle_question(node)
        read.category = category
        _must(
            all((r.category, r.id) != (category, read.id) for r in found), f"{read.id} stands twice"
        )
        found.append(read)
    return found


def _moodle_question(node: Element) -> Read:
    kind = node.get("type", "")
    _must(kind in KINDS, f"no question type '{kind}'")
    read = Read(_text(node, "name"), kind, _text(node, "questiontext"), "")
    read.feedback = _text(node, "generalfeedback")
    read.single = node.findtext("single", "true") == "true"
    read.marks = float(node.findtext("defaultgrade", "1"))
    read.tags = {_text(tag) for tag in node.iterfind("tags/tag")}
    _must(bool(read.id) and bool(read.text), "a question needs a name and a text")
    _must(node.findtext("idnumber") == read.id, "the id number is the name")
    _must(all(len(t) <= 50 and "," not in t for t in read.tags), f"{read.id}: a tag is too long")
    for answer in node.iterfind("answer"):
        share = float(answer.get("fraction", "0"))
        if kind != "ordering":
            near = min(ACCEPTED, key=lambda accepted: abs(accepted - abs(share)))
            _must(abs(near - abs(share)) < 0.001, f"{read.id}: no share of {share} %")
        read.options.append(Option(_number(answer), share, _text(answer, "feedback")))
    for row in node.iterfind("subquestion"):
        read.rows.append((_text(row), _text(row.find("answer"))))
    shares = [option.share for option in read.options]
    if kind == "multichoice":
        _must(len(shares) >= 2, f"{read.id}: at least two options")
        whole = max(shares) if read.single else sum(share for share in shares if share > 0)
        _must(round(whole / 100, 2) == 1, f"{read.id}: the right options make {whole} %")
    elif kind in ("numerical", "shortanswer"):
        _must(100 in shares, f"{read.id}: no right answer")
    elif kind == "matching":
        _must(sum(bool(row) for row, _ in read.rows) >= 2, f"{read.id}: at least two rows")
        _must(all(target for _, target in read.rows), f"{read.id}: a row without a target")
    return read


def _number(answer: Element) -> str:
    tolerance = answer.findtext("tolerance")
    text = _text(answer)
    if tolerance is None or text == "*":
        return text
    return f"{float(text) - float(tolerance):g}..{float(text) + float(tolerance):g}"


def _text(node: Element | None, *path: str) -> str:
    found = node.find("/".join([*path, "text"])) if node is not None else None
    return (found.text or "").strip() if found is not None else ""


def _must(holds: bool, rule: str) -> None:
    if not holds:
        raise Refused(rule)


def read_gift(data: bytes) -> list[Read]:
    """Every question that the parser finds, with what stands in the comment before it."""
    return [_gift_question(found) for found in gift.parseFile(io.StringIO(data.decode()))]


def _gift_question(found: gift.Question) -> Read:
    comment = re.search(r"^//.*$", found.full, re.MULTILINE)
    head = comment[0] if comment else ""
    read = Read(unescaped(found.title), "", html(f"[{found.markup}]{found.text}"), "")
    read.tags = set(re.findall(r"\[tag:([^]]*)\]", head))
    read.feedback = html(found.generalFeedback)
    answers = getattr(found, "answers", None)
    if answers is None:  # its own reader of numbers knows none below zero
        body = found.source.split("{#", 1)[1].split("####")[0]
        read.kind = "numerical"
        parts = reAnswerMultipleChoices.finditer(body)
        read.options = [
            Option(m["answer"].strip() or "*", float(m["fraction"] or 0), html(m["feedback"] or ""))
            for m in parts
        ]
        return read
    read.kind = {
        "SelectSet": "multichoice",
        "MultipleChoicesSet": "multichoice",
        "MatchingSet": "matching",
        "NumericAnswerSet": "numerical",
        "ShortSet": "shortanswer",
        "Essay": "essay",
        "Description": "description",
    }[type(answers).__name__]
    read.single = type(answers).__name__ != "MultipleChoicesSet"
    if read.kind == "matching":
        read.rows = [(html(a.question), unescaped(a.answer)) for a in answers.answers]
    elif read.kind in ("multichoice", "shortanswer"):
        read.options = [
            Option(html(a.answer), a.fraction, html(a.feedback)) for a in answers.answers
        ]
    elif read.kind == "numerical":
        read.options = [
            Option(f"{a.mini}..{a.maxi}", a.fraction, html(a.feedback)) for a in answers.answers
        ]
    return read


def html(text: str) -> str:
    """HTML without the mark of its format, with entities for characters undone that GIFT needs."""
    words = unescaped(text).removeprefix("[html]").strip()
    return re.sub(r"&#(92|123|125);", lambda m: chr(int(m[1])), words)


def unescaped(text: str) -> str:
    """A backslash says that the sign after it stands for itself; ``n`` is a new line."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text).strip()
