"""Every quiz of the course goes out, is read back by others, and says the same there."""

from __future__ import annotations

from functools import cache

import pytest
from moodle_xml_parser import parser as moodle_parser

from toolkit_widgets.content.library import library
from toolkit_widgets.content.markdown import markdown, markdown_inline, plain
from toolkit_widgets.exchange.lms_quizzes import PLATFORMS, Exported, export_lesson, write_banks
from toolkit_widgets.models import (
    Item,
    Matching,
    Multiple,
    Note,
    Numeric,
    Ordering,
    QuizSet,
    Single,
)

from .lms_reading import Option, Read, html, read_gift, read_moodle

SETS = [s for info in library().course.lessons if (s := library().quiz_set(info.id))]
EACH = pytest.mark.parametrize("quiz_set", SETS, ids=lambda s: s.lesson.split("_")[0])
KIND = pytest.mark.parametrize("kind", list(PLATFORMS))


@cache
def exported(lesson: str, kind: str) -> tuple[Exported, bytes]:
    found = library().quiz_set(lesson)
    assert found is not None
    made = export_lesson(found, library(), PLATFORMS[kind], with_baseline=True)
    return made, write_banks([made], kind)


def read_back(lesson: str, kind: str) -> dict[str, Read]:
    data = exported(lesson, kind)[1]
    return {read.id: read for read in (read_gift if kind == "gift" else read_moodle)(data)}


def said(option: Option, feedback: str) -> bool:
    return option.feedback.startswith(html(markdown_inline(feedback)))


@KIND
@EACH
def test_every_item_is_there_with_its_key(quiz_set: QuizSet, kind: str) -> None:
    found = read_back(quiz_set.lesson, kind)
    number = quiz_set.lesson.split("_")[0]
    everything = " ".join(read.text + read.feedback for read in found.values())
    for quiz in quiz_set.quizzes:
        for words in (quiz.intro, quiz.debrief):
            assert not words or html(markdown(words)) in everything
        for item in quiz.items:
            if isinstance(item, Note):
                assert html(markdown(item.text)) in everything
            elif f"{number}:{item.id}" in found:
                compare(item, found[f"{number}:{item.id}"], kind)
            else:
                assert isinstance(item, Matching)
                compare_rows(item, [r for n, r in found.items() if f":{item.id}:" in n])


def compare(item: Item, read: Read, kind: str) -> None:
    assert read.text.startswith(html(markdown(item.text)))
    assert f"item {item.id}" in read.tags
    assert {f"source {ref.source}" for ref in item.refs} <= read.tags
    assert not item.objective or f"objective {item.objective}" in read.tags
    if isinstance(item, Single | Multiple):
        texts = [html(markdown_inline(option.text)) for option in item.options]
        assert [option.text for option in read.options] == texts
        assert read.right == [t for t, o in zip(texts, item.options, strict=True) if o.correct]
        assert read.single == isinstance(item, Single)
        wrong = {o.share for o in read.options if o.share <= 0}
        assert wrong == ({0} if read.single else {-100})
        assert all(said(r, o.feedback) for r, o in zip(read.options, item.options, strict=True))
    elif isinstance(item, Numeric):
        right, low, rest = read.options
        first, last = (float(end) for end in right.text.split(".."))
        assert (first, last) == (item.answer - item.tolerance, item.answer + item.tolerance)
        assert low.text.endswith(f"..{right.text.split('..')[0]}")
        assert [o.share for o in read.options] == [100, 0, 0]
        parts = (item.feedback.right, item.feedback.low, item.feedback.high)
        assert all(said(o, text) for o, text in zip((right, low, rest), parts, strict=True))
    elif isinstance(item, Ordering):
        entries = [html(markdown_inline(entry.text)) for entry in item.entries]
        if kind == "moodle":
            assert [option.text for option in read.options] == entries
        else:
            assert sorted(read.rows, key=lambda row: int(row[1])) == [
                (entry, str(place)) for place, entry in enumerate(entries, 1)
            ]
        assert all(html(markdown_inline(e.feedback)) in read.feedback for e in item.entries)
    elif isinstance(item, Matching):
        targets = {target.id: plain(target.text) for target in item.targets}
        rows = [(html(markdown_inline(p.text)), targets[p.accept[0]]) for p in item.prompts]
        assert [row for row in read.rows if row[0]] == rows
        assert {target for _, target in read.rows} == set(targets.values())
        assert all(html(markdown_inline(p.feedback)) in read.feedback for p in item.prompts)
    else:
        assert read.marks == (1 if kind == "gift" else 0)


def compare_rows(item: Matching, rows: list[Read]) -> None:
    """Several targets can be defended: every row is a question, and all of them are right."""
    assert any(len(prompt.accept) > 1 for prompt in item.prompts)
    names = {target.id: html(markdown_inline(target.text)) for target in item.targets}
    assert len(rows) == len(item.prompts)
    for read, prompt in zip(rows, item.prompts, strict=True):
        assert html(markdown_inline(prompt.text)) in read.text
        assert html(markdown_inline(prompt.feedback)) in read.feedback
        assert set(read.right) == {names[name] for name in prompt.accept}
        assert [option.text for option in read.options] == list(names.values())


@EACH
def test_another_parser_reads_the_same_options(quiz_set: QuizSet) -> None:
    data = exported(quiz_set.lesson, "moodle")[1]
    ours = [read for read in read_moodle(data) if read.kind == "multichoice"]
    theirs = moodle_parser.parse_bytes(data)["multichoice"]
    assert [q.name for q in theirs] == [read.id for read in ours]
    for their, our in zip(theirs, ours, strict=True):
        assert their.single == our.single
        assert [o.score_fraction for o in their.options] == [o.share for o in our.options]
        for o, p in zip(their.options, our.options, strict=True):
            assert words(o.answer) == words(p.text)
            assert words(o.feedback or "") == words(p.feedback)


def words(text: str) -> str:
    """That parser also undoes the entities of the HTML, once."""
    from html import unescape

    return unescape(unescape(text))


@EACH
def test_what_is_different_is_said(quiz_set: QuizSet) -> None:
    made, _ = exported(quiz_set.lesson, "moodle")
    items = {item.id: item for quiz in quiz_set.quizzes for item in quiz.items}
    said_of = {loss.path for loss in made.losses}
    for name, item in items.items():
        several = isinstance(item, Matching) and any(len(p.accept) > 1 for p in item.prompts)
        differs = item.show_when or isinstance(item, Multiple) or several
        assert name in said_of or not differs
    assert said_of <= items.keys() | {quiz.id for quiz in quiz_set.quizzes}
    assert all(quiz.id in said_of for quiz in quiz_set.quizzes if quiz.debrief)


def test_the_baseline_stays_secret_unless_it_is_asked_for() -> None:
    found = library().quiz_set("00_start_here")
    assert found is not None
    made = export_lesson(found, library(), PLATFORMS["moodle"])
    data = write_banks([made], "moodle")
    assert made.kept == ("baseline",)
    assert b"baseline" not in data
    assert [loss.severity for loss in made.losses if loss.path == "baseline"] == ["error"]
    assert b"00:baseline." in exported("00_start_here", "moodle")[1]


def test_marks_of_a_split_question_add_up_to_one() -> None:
    rows = [r for r in read_back("00_start_here", "moodle").values() if ":map.desk:" in r.id]
    assert sum(row.marks for row in rows) == pytest.approx(1, abs=1e-6)
