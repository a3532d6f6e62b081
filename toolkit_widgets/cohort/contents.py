"""What this edition asks, made ready for reading many files: one column for each item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..content.confidence import with_confidence
from ..content.library import Library, UnknownName
from ..content.markdown import plain
from ..models import (
    MARKED,
    SILENT,
    Answer,
    Choice,
    ContentStamp,
    Date,
    Evidence,
    Gate,
    Item,
    LongText,
    Questionnaire,
    Quiz,
    QuizSet,
    Repeat,
    RiskRow,
    Scale,
    ShortText,
    Single,
    YesNo,
    referenced,
)
from ..scoring.risk_line import judgements
from ..scoring.visibility import conditions, visible
from ..store import stamp_of
from ..store.stamp import Content, items_of

WRITTEN = (ShortText, LongText, Date, Repeat, Evidence, Gate)
"""Items whose answer is words or records that somebody typed."""

NOTHING, DONT_KNOW, NOT_APPLICABLE, HIDDEN, GIVEN = 0, -1, -2, -3, -4
"""Codes below the first option. GIVEN: answered, and not one single option."""


@dataclass(frozen=True)
class Column:
    """One item. ``codes``: option id → 1, 2, 3 … for items with one option as their answer."""

    item: Item
    text: str
    """The question without Markdown."""
    quiz: Quiz | None
    number: int
    """Its place in its quiz or questionnaire among the items that ask, from 1."""
    codes: Mapping[str, int]
    labels: tuple[str, ...]
    """The options in words, in the order of their codes."""
    checked_only: bool
    """A value that was not checked yet is no answer."""
    whole: Callable[[object], int] | None = None
    """The code of a value that is no single option (the level of a risk)."""

    @property
    def marked(self) -> bool:
        """It has a right answer."""
        return isinstance(self.item, MARKED)


@dataclass(frozen=True)
class Known:
    """One content of this edition with its columns."""

    content: Content
    stamp: ContentStamp
    title: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """``quizzes/00_start_here``."""
        return f"{self.stamp.kind}/{self.stamp.id}"

    @property
    def name(self) -> str:
        """Short, for the head of a column: the number of a lesson, else the id."""
        return self.stamp.id.split("_", 1)[0] if self.stamp.kind == "quizzes" else self.stamp.id

    @property
    def quizzes(self) -> list[Quiz]:
        """The quizzes of a lesson; none of any other content."""
        return self.content.quizzes if isinstance(self.content, QuizSet) else []

    @cached_property
    def places(self) -> dict[str, int]:
        """Item → its column."""
        return {column.item.id: place for place, column in enumerate(self.columns)}

    @cached_property
    def coded(self) -> tuple[Mapping[str, int], ...]:
        """The codes of each column, with "" for no answer."""
        return tuple({"": NOTHING, **column.codes} for column in self.columns)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The items on which it depends what else of a questionnaire is shown."""
        if not isinstance(self.content, Questionnaire):
            return ()
        needed = conditions(self.content).values()
        return tuple(sorted({q for cs in needed for c in cs for q in referenced(c)}))

    def column(self, item: str) -> Column:
        """The column of an item. Raises KeyError."""
        return self.columns[self.places[item]]

    def hidden(self, answers: Mapping[str, Answer]) -> tuple[int, ...]:
        """The places of the columns that these answers hide."""
        assert isinstance(self.content, Questionnaire)
        shown = set(visible(self.content, answers))
        return tuple(n for n, c in enumerate(self.columns) if c.item.id not in shown)


class Contents:
    """The contents of a library, each made ready when the first file of it is met."""

    def __init__(self, library: Library | None, known: Iterable[Known] = ()) -> None:
        self.library = library
        self._known: dict[tuple[str, str], Known | None] = {
            (one.stamp.kind, one.stamp.id): one for one in known
        }

    def find(self, kind: str, name: str) -> Known | None:
        """None where this edition has no such content."""
        if (kind, name) not in self._known:
            if len(self._known) > 10_000:  # names made up by somebody
                return None
            self._known[kind, name] = self._load(kind, name)
        return self._known[kind, name]

    def _load(self, kind: str, name: str) -> Known | None:
        if self.library is None:
            return None
        try:
            if kind == "quizzes":
                info = self.library.lesson(name)
                if info.id != name:  # a number is no id
                    return None
                return known(with_confidence(self.library, info), info.title)
            if kind == "questionnaire":
                form = self.library.questionnaire(name)
                return known(form, form.title)
            if kind == "case":
                case = self.library.case(name)
                return known(case, case.title)
            if kind == "lab":
                lab = self.library.lab(name)
                return known(lab, lab.title)
        except (UnknownName, ValueError):  # ValueError: a lesson without quizzes
            return None
        return None


def known(content: Content, title: str) -> Known:
    """A content with its columns."""
    quizzes: dict[str, Quiz] = {}
    if isinstance(content, QuizSet):
        quizzes = {item.id: quiz for quiz in content.quizzes for item in quiz.items}
    count: dict[str, int] = {}
    columns = []
    for item in items_of(content):
        if isinstance(item, SILENT):
            continue
        quiz = quizzes.get(item.id)
        place = quiz.id if quiz else ""
        count[place] = count.get(place, 0) + 1
        columns.append(_column(item, quiz, count[place], content))
    return Known(content, stamp_of(content), plain(title), tuple(columns))


def _column(item: Item, quiz: Quiz | None, number: int, content: Content) -> Column:
    options: list[tuple[str, str]] = []
    whole = None
    if isinstance(item, Single | Choice):
        options = [(option.id, option.text) for option in item.options]
    elif isinstance(item, YesNo):
        options = [("yes", "Yes"), ("no", "No")]
    elif isinstance(item, Scale) and isinstance(content, Questionnaire):
        options = [(step.id, step.label) for step in content.scales[item.scale].steps]
    elif isinstance(item, RiskRow) and isinstance(content, Questionnaire):
        levels = content.matrices[item.matrix].levels
        options = [(level.id, level.label) for level in levels]
        whole = _level_of(content, item)
    return Column(
        item=item,
        text=plain(item.text),
        quiz=quiz,
        number=number,
        codes={} if whole else {key: place for place, (key, _) in enumerate(options, 1)},
        labels=tuple(plain(label) for _, label in options),
        checked_only=quiz is not None and quiz.reveal == "on_check" and isinstance(item, MARKED),
        whole=whole,
    )


def _level_of(form: Questionnaire, row: RiskRow) -> Callable[[object], int]:
    """The level that stands now (its worst end) as a code, from 1 for the lowest."""
    matrix = form.matrices[row.matrix]

    def level(value: object) -> int:
        if not isinstance(value, dict):
            return NOTHING
        found = judgements(form.scales, matrix, row, value)
        standing = found["current"] or found["inherent"]
        return NOTHING if found["inherent"] is None or standing is None else standing.high + 1

    return level
