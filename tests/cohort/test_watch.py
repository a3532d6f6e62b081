"""Following an inbox: names at once, figures in steps of five, no half-copied file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from toolkit_widgets.cohort.contents import Contents
from toolkit_widgets.cohort.watch import Watch
from toolkit_widgets.views import room as module
from toolkit_widgets.views.room import LiveCard, RoomBook

from . import classes
from .classes import given, put

FORM = classes.form()


def arrive(folder: Path, *numbers: int) -> None:
    for number in numbers:
        put(folder, f"p{number}", given(FORM, {"i0": f"s{1 + number % 5}", "i1": "s1"}))


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path, Contents(None, [FORM]))


def test_figures_move_in_steps_of_five(watch: Watch, tmp_path: Path) -> None:
    assert watch.poll()
    arrive(tmp_path, 0, 1, 2, 3)
    assert not watch.poll(), "it may still be copied"
    assert watch.poll()
    assert (len(watch.room.learners), len(watch.figures.learners)) == (4, 0)
    arrive(tmp_path, 4)
    assert [watch.poll(), watch.poll(), watch.poll()] == [False, True, False]
    assert len(watch.figures.learners) == 5
    arrive(tmp_path, 5)
    watch.poll()
    watch.poll()
    assert watch.waiting == ["p5"]
    watch.draw_everybody()
    assert watch.waiting == []


def test_the_card_is_drawn_only_where_something_changed(watch: Watch, tmp_path: Path) -> None:
    card = LiveCard(watch)
    drawn: list[str] = []
    card.panel.observe(lambda change: drawn.append(change["new"]), "html")
    card.tick()
    assert drawn == []
    arrive(tmp_path, 0)
    card.tick()
    card.tick()
    card.tick()
    assert len(drawn) == 1
    assert "1 have handed in" in drawn[0]
    assert "<img" not in drawn[0]


def test_it_stops_and_says_so(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_S", 0.02)

    async def scene() -> str:
        card = LiveCard(watch)
        card.start()
        arrive(tmp_path, 0)
        while "1 have handed in" not in card.panel.html:
            await asyncio.sleep(0.02)
        assert card._act("stop", "").startswith("Stopped at")
        arrive(tmp_path, 1)
        await asyncio.sleep(0.2)
        return card.panel.html

    html = asyncio.run(asyncio.wait_for(scene(), 10))
    assert "1 have handed in" in html
    assert "Stopped at" in html


def test_an_inbox_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    card = LiveCard(Watch(tmp_path / "gone", Contents(None, [FORM])))
    assert "cannot be read: No such file or directory" in card.panel.html


def test_the_notebook_shows_an_invented_class_until_files_are_there(tmp_path: Path) -> None:
    book = RoomBook(tmp_path / "inbox")
    assert repr(book) == "Class: 30 invented people"
    assert "A class of invented people" in book.frame.html
    assert repr(book.show("gain")) == "What was gained: 0 rows"
    with pytest.raises(KeyError, match="did you mean 'questions'"):
        book.table("question")
    assert len(book.table("who")) == 30
