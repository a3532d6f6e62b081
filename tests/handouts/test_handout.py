"""Every lesson on paper: all questions once, no key, nothing that a printer cannot do."""

from __future__ import annotations

import pytest

from toolkit_widgets.content.library import UnknownName, library
from toolkit_widgets.handouts.handout import SKIPPED, find_lesson, handout
from toolkit_widgets.models import MARKED

from .gates import (
    LESSONS,
    MOST_ARE_THOROUGH,
    built,
    given_away,
    id_faults,
    ids_of,
    items_of,
    page_faults,
    soup,
    text,
)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_handout_of_a_lesson(lesson: str) -> None:
    """In one test, so that one worker builds it once."""
    html = built(lesson)
    assert id_faults(html, ids_of(lesson)) == []
    assert page_faults(html) == []
    assert given_away(text(html), lesson) == []


@pytest.mark.parametrize("lesson", MOST_ARE_THOROUGH)
def test_the_trainers_copy_has_a_key_for_every_marked_question(lesson: str) -> None:
    html = built(lesson, with_answers=True)
    page = soup(html)
    assert page_faults(html) == []
    numbers = {
        str(node["data-item"]): node.select_one(".no").get_text()  # type: ignore[union-attr]
        for node in page.select("[data-item]:not(.note)")
    }
    keys = {node.get_text() for node in page.select(".end-answers .no")}
    marked = {numbers[item.id] for item in items_of(lesson) if isinstance(item, MARKED)}
    assert marked <= keys


def test_numbers_go_up_by_one() -> None:
    shown = [
        int(node.get_text()) for node in soup(built("C02_cameras_at_the_festival")).select(".no")
    ]
    assert shown == list(range(1, len(shown) + 1))


def test_what_speaks_of_the_screen_is_left_out() -> None:
    headings = {node.get_text() for node in soup(built(LESSONS[0])).select("h2")}
    assert "On your desk" in headings
    assert not headings & set(SKIPPED)
    assert "Press Start lesson" not in text(built("14_organizational_readiness"))


def test_a_lab_shows_its_figure_at_the_end_with_its_sentence() -> None:
    page = soup(built("03_algorithms_and_errors"))
    figures = page.select(".end-pictures figure")
    assert len(figures) == 6
    assert "143 missed, 22 false alarms" in figures[0].get_text()
    assert not page.select("section.form img")


def test_long_forms_stand_at_the_end_and_can_be_left_out() -> None:
    lesson = "14_organizational_readiness"
    assert soup(built(lesson)).select(".end-form [data-item='arrest.reason']")
    short = handout(library(), lesson, forms=False)
    assert not soup(short).select(".end-form")
    assert len(short) < len(built(lesson))


@pytest.mark.parametrize(("paper", "says"), [("a4", "size: A4"), ("letter", "size: letter")])
def test_the_sheet_of_paper_and_its_foot(paper: str, says: str) -> None:
    html = handout(library(), "00", paper=paper)  # type: ignore[arg-type]
    assert says in html
    assert "counter(page)" in html
    assert "neither made nor endorsed by UNICRI or INTERPOL" in html


def test_an_unknown_lesson_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match="did you mean '14_organizational_readiness'"):
        find_lesson(library(), "14_organisational_readiness")
    with pytest.raises(UnknownName, match="in preparation; there is 00, 01"):
        find_lesson(library(), "02")


# -- these gates can fail ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("<h1>a</h1><h1>b</h1>", "2 headings of level 1"),
        ("<h1>a</h1><script>1</script>", "1 scripts"),
        ("<h1>a</h1><input>", "dead: input"),
        ("<h1>a</h1><img alt='x' src='picture.png'>", "asks for picture.png"),
        ("<h1>a</h1><a href='https://example.org/'>x</a>", "links to https://example.org/"),
        ("<h1>a</h1><img src='data:,'>", "a picture without words"),
    ],
)
def test_a_broken_page_is_found(broken: str, says: str) -> None:
    assert page_faults(broken) == [says]


def test_a_missing_and_a_double_question_are_found() -> None:
    html = "<p data-item='a'></p><p data-item='b'></p><p data-item='b'></p>"
    assert sorted(id_faults(html, ["a", "b", "c"])) == ["b: 2 times", "c: 0 times"]


def test_a_key_on_the_learners_copy_is_found() -> None:
    lesson = "14_organizational_readiness"
    assert len(given_away(text(built(lesson, with_answers=True)), lesson)) > 20
