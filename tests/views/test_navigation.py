"""The way to the other lessons, and the words of a page that starts by itself."""

from __future__ import annotations

import re

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.navigation import lesson_nav
from toolkit_widgets.views.panel import Panel
from toolkit_widgets.views.standing import is_ready
from toolkit_widgets.views.words import form_words


def test_every_lesson_of_this_edition_is_one_link_away() -> None:
    frame = Lesson("03", library()).frame.html
    others = {info.id for info in library().course.lessons if is_ready(info.id)}
    linked = re.findall(r'<a href="(\w+)\.ipynb">', frame)
    assert set(linked) == others - {"03_algorithms_and_errors"}
    assert len(linked) == len(set(linked)) > 5
    assert frame.count('aria-current="page"') == 1


def test_a_title_is_text() -> None:
    info = library().lesson("00").model_copy(update={"title": "<b>Start</b>"})
    assert "<b>" not in lesson_nav([info], "01_x")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_without_the_button_does_not_name_it(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    assert "Start lesson" in form_words(language)["unsaved"]
    assert "Start lesson" in Panel("a", "b").no_reply
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1/voila/render/00.ipynb")
    assert "Start lesson" not in form_words(language)["unsaved"]
    assert "Start lesson" not in Panel("a", "b").no_reply
