"""Items of a quiz as questions of a learning platform, and what becomes different there.

What the platform cannot say is written down in ``losses``: the place, and what stands instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ..content.checks.walk import texts
from ..content.cited import sources_html
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain
from ..models import (
    Choice,
    Choices,
    Date,
    Item,
    LongText,
    Matching,
    Multiple,
    Note,
    Number,
    Numeric,
    Option,
    Ordering,
    Rank,
    Ref,
    ShortText,
    Single,
    YesNo,
)
from .lms import (
    Answer,
    Body,
    Essay,
    Information,
    Numbers,
    Order,
    Pairs,
    Pick,
    Question,
    Span,
    Words,
    equal_shares,
)
from .surveyjs.report import Losses

RIGHT, WRONG, AGAINST = Fraction(1), Fraction(0), Fraction(-1)
FAR = Decimal(10) ** 9
"""Numbers further from the right one than this get the words for any other number."""
UNMARKED = "Nothing here is right or wrong."
PARTS = "a part of the mark for a part of the answer; here it is all or nothing"
PICTURE = "![a picture](file)"


@dataclass(frozen=True)
class Platform:
    """What differs between the formats."""

    name: str
    orders: bool
    """It has a question for an order."""
    marks: bool
    """A question's mark can be given: 0 for what nobody marks, a part for a row."""


@dataclass
class ItemWriter:
    """Writes the items of one lesson; ``losses`` grows with each of them."""

    number: str
    library: Library
    platform: Platform
    losses: Losses

    def questions(self, item: Item, quiz: str) -> list[Question]:
        """One question, several (rows with more than one right target), or none."""
        self._extras(item)
        marks = RIGHT if isinstance(item, Single | Multiple | Numeric | Ordering) else WRONG
        feedback = self._sources(item.refs)
        body: Body
        if isinstance(item, Matching):
            return self._matching(item, quiz)
        if isinstance(item, Single):
            body = Pick(True, tuple(self._answers(item)))
        elif isinstance(item, Multiple):
            self._warn(item, f"the platform gives {PARTS}", _MULTIPLE)
            body = Pick(False, tuple(self._answers(item)))
        elif isinstance(item, Numeric):
            body = self._numeric(item)
        elif isinstance(item, Ordering):
            body = self._ordering(item)
            feedback = (
                self._reasons(((e.text, e.feedback, e.refs) for e in item.entries), "ol") + feedback
            )
        else:
            found = self._unmarked(item)
            if found is None:
                self.losses.add("error", item.id, "", f"'{item.type}' is no question there", _LEFT)
                return []
            body = found
            self._unweighed(item, body)
        return [self._question(item, quiz, body, marks, feedback)]

    def _question(
        self, item: Item, quiz: str, body: Body, marks: Fraction, feedback: str
    ) -> Question:
        return Question(
            id=f"{self.number}:{item.id}",
            text=self._text(item),
            body=body,
            marks=marks,
            feedback=feedback,
            tags=tuple(self._tags(item, quiz)),
        )

    def _text(self, item: Item) -> str:
        text = markdown(item.text)
        if item.help:
            text += f"\n<p><em>{markdown_inline(item.help)}</em></p>"
        if isinstance(item, Number | Numeric) and item.unit:
            text += f"\n<p>Unit: {markdown_inline(item.unit)}</p>"
        if isinstance(item, Rank):
            text += _list((markdown_inline(option.text) for option in item.options), "ul")
        return text

    def _tags(self, item: Item, quiz: str) -> Iterator[str]:
        yield f"lesson {self.number}"
        yield f"quiz {quiz}"
        yield f"item {item.id}"
        if item.objective:
            yield f"objective {item.objective}"
        if item.lesson and not item.lesson.startswith(f"{self.number}_"):
            yield f"from lesson {item.lesson.split('_')[0]}"
        cited = [ref.source for ref in item.refs]
        for group in ("options", "entries", "prompts"):
            cited += [ref.source for part in getattr(item, group, []) for ref in _refs(part)]
        yield from (f"source {name}" for name in dict.fromkeys(cited))

    def _answers(self, item: Single | Multiple) -> Iterator[Answer]:
        right = iter(equal_shares(max(1, sum(option.correct for option in item.options))))
        wrong = WRONG if isinstance(item, Single) else AGAINST
        for option in item.options:
            share = next(right) if option.correct else wrong
            yield Answer(
                markdown_inline(option.text), share, self._said(option.feedback, option.refs)
            )

    def _numeric(self, item: Numeric) -> Numbers:
        answer, away = Decimal(str(item.answer)), Decimal(str(item.tolerance))
        low, high = answer - away, answer + away
        return Numbers(
            spans=(
                Span(low, high, RIGHT, markdown_inline(item.feedback.right)),
                Span(low - FAR, low, WRONG, markdown_inline(item.feedback.low)),
            ),
            rest=Answer("", WRONG, markdown_inline(item.feedback.high)),
        )

    def _ordering(self, item: Ordering) -> Order | Pairs:
        if self.platform.orders:
            return Order(tuple(markdown_inline(entry.text) for entry in item.entries))
        self._warn(item, f"no question for an order, and {PARTS}", "each entry is given its place")
        places = {entry.id: str(place) for place, entry in enumerate(item.entries, 1)}
        entries = {entry.id: markdown_inline(entry.text) for entry in item.entries}
        return Pairs(tuple((entries[name], places[name]) for name in item.start))

    def _matching(self, item: Matching, quiz: str) -> list[Question]:
        if any(len(prompt.accept) > 1 for prompt in item.prompts):
            return list(self._rows(item, quiz))
        targets = {target.id: plain(target.text) for target in item.targets}
        rows = tuple((markdown_inline(p.text), targets[p.accept[0]]) for p in item.prompts)
        taken = {target for _, target in rows}
        spare = tuple(target for target in targets.values() if target not in taken)
        pairs = ((f"{p.text} *{targets[p.accept[0]]}*", p.feedback, p.refs) for p in item.prompts)
        self.losses.add("note", item.id, "", "no words for each row", "below the question, for all")
        feedback = self._reasons(pairs, "ul") + self._sources(item.refs)
        return [self._question(item, quiz, Pairs(rows, spare), RIGHT, feedback)]

    def _rows(self, item: Matching, quiz: str) -> Iterator[Question]:
        """Where several targets can be defended, a row is a question of its own."""
        count = len(item.prompts)
        part = f"1/{count} of a mark each" if self.platform.marks else "one mark each"
        self._warn(item, "no rows that accept several targets", f"{count} questions, {part}")
        marks = Fraction(1, count) if self.platform.marks else RIGHT
        for prompt in item.prompts:
            body = Pick(True, tuple(
                Answer(
                    markdown_inline(target.text),
                    RIGHT if target.id in prompt.accept else WRONG,
                )
                for target in item.targets
            ))  # fmt: skip
            said = f"<p>{self._said(prompt.feedback, prompt.refs)}</p>" + self._sources(item.refs)
            whole = self._question(item, quiz, body, marks, said)
            yield replace(
                whole,
                id=f"{whole.id}:{prompt.id}",
                text=f"{whole.text}\n<p><strong>{markdown_inline(prompt.text)}</strong></p>",
            )

    def _unmarked(self, item: Item) -> Body | None:
        """What is asked and has no right answer."""
        if isinstance(item, Note):
            return Information()
        if isinstance(item, Choice | YesNo):
            options = item.options if isinstance(item, Choice) else _YES_NO
            words = (markdown_inline(option.text) for option in options)
            return Pick(True, tuple(Answer(text, RIGHT, UNMARKED) for text in words))
        if isinstance(item, Choices):
            if item.at_most:
                self._warn(item, f"no limit of {item.at_most} options", "any number can be chosen")
            shares = equal_shares(len(item.options))
            return Pick(False, tuple(
                Answer(markdown_inline(option.text), share, UNMARKED)
                for option, share in zip(item.options, shares, strict=True)
            ))  # fmt: skip
        if isinstance(item, Number):
            if item.whole:
                self._warn(item, "whole numbers cannot be asked for", "any number in the range")
            if item.minimum is None or item.maximum is None:
                return Words()
            low, high = Decimal(str(item.minimum)), Decimal(str(item.maximum))
            return Numbers((Span(low, high, RIGHT, UNMARKED),))
        if isinstance(item, Date):
            self._warn(item, "no calendar", "one line of words")
            return Words()
        if isinstance(item, ShortText):
            return Words()
        if isinstance(item, Rank):
            self._warn(item, "no order without a right one", "the options are listed, words asked")
            return Essay()
        return Essay() if isinstance(item, LongText) else None

    def _unweighed(self, item: Item, body: Body) -> None:
        """A platform says *Correct* beside what nobody marks, and may count it."""
        if isinstance(body, Information):
            return
        mark = "worth no mark" if self.platform.marks else "set its mark to 0 in the quiz"
        if isinstance(body, Essay):
            what, instead = "no long answer that nobody marks", f"an essay for a reader; {mark}"
        else:
            what, instead = "no question without a right answer", f"any answer is right; {mark}"
        self.losses.add("note", item.id, "", what, instead)

    def _extras(self, item: Item) -> None:
        for present, what in (
            (item.comment, "a box for a comment"),
            (item.evidence, "a note on evidence"),
            ("dont_know" in item.allow, "the answer *don't know*"),
            ("not_applicable" in item.allow, "the answer *not applicable*"),
        ):
            if present:
                self._warn(item, f"no place for {what}", _LEFT)
        if any("![" in text for _, text in texts(item.model_dump())):
            self._warn(item, "a picture in the words", f"{PICTURE} is left out: add it by hand")

    def _warn(self, item: Item, what: str, instead: str) -> None:
        self.losses.add("warning", item.id, "", what, instead)

    def _reasons(self, parts: Iterable[tuple[str, str, Sequence[Ref]]], kind: str) -> str:
        """A list: what it is, and why."""
        return _list(
            (
                f"<strong>{markdown_inline(text)}</strong><br />{self._said(why, refs)}"
                for text, why, refs in parts
            ),
            kind,
        )

    def _said(self, feedback: str, refs: Sequence[Ref]) -> str:
        return f"{markdown_inline(feedback)} {sources_html(refs, self.library)}".strip()

    def _sources(self, refs: Sequence[Ref]) -> str:
        cited = sources_html(refs, self.library)
        return f"<p>{cited}</p>" if cited else ""


_LEFT = "left out"
_MULTIPLE = "right options share the mark; one wrong option takes all of it"
_YES_NO = [Option(id="yes", text="Yes"), Option(id="no", text="No")]


def _refs(part: object) -> list[Ref]:
    return getattr(part, "refs", [])


def _list(entries: Iterable[str], kind: str) -> str:
    """``<ol>`` or ``<ul>``."""
    return f"<{kind}>" + "".join(f"<li>{entry}</li>" for entry in entries) + f"</{kind}>"
