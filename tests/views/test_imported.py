"""A questionnaire file outside the lessons, in English and in French."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.exchange.survey_samples import ferry, filled
from toolkit_widgets.content.library import Library, library
from toolkit_widgets.content.problems import ContentError
from toolkit_widgets.exchange.writing import write_import
from toolkit_widgets.views.lesson import Lesson, show
from toolkit_widgets.views.words import (
    FORM,
    FORM_FR,
    KINDS,
    KINDS_FR,
    LEVEL,
    LEVEL_FR,
    form_words,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_import(ferry(), tmp_path / "ferry")
    return tmp_path / "ferry"


@pytest.mark.parametrize(
    ("english", "french"), [(FORM, FORM_FR), (KINDS, KINDS_FR), (LEVEL, LEVEL_FR)]
)
def test_french_has_every_word_and_the_same_gaps(
    english: dict[str, str], french: dict[str, str]
) -> None:
    assert list(french) == list(english)
    for key, text in english.items():
        assert sorted(re.findall(r"\{\w+\}", french[key])) == sorted(re.findall(r"\{\w+\}", text))
        assert french[key].strip()
    assert form_words("fr-CA") is FORM_FR
    assert form_words("de") is FORM


def test_it_runs_in_both_languages_on_the_same_answers(folder: Path) -> None:
    answers = folder / "answers"
    french = show(folder / "questionnaire.yaml", answers, "fr")
    spec = french.activity.spec
    assert (spec["lang"], spec["dir"], spec["words"]["next"]) == ("fr", "ltr", "Suivant")
    assert spec["title"] == "Une caméra de comptage sur le bac"
    assert spec["sections"][0]["items"][1]["html"] == "Où en est-ce ?"
    reply = french.activity.change({"phase": {"value": "live"}, "who": {"value": "all-3"}})
    assert reply["saved"]
    assert "signLive" in reply["visible"]
    assert "signDesign" not in reply["visible"]
    english = show(str(folder), str(answers))
    assert english.activity.spec["sections"][0]["items"][1]["html"] == "How far is it?"
    assert english.activity.answers["who"].value == "all-3"
    assert english.activity.store.notices == []
    assert repr(english) == "Questionnaire ferry: 16 items"


def test_the_level_is_said_in_the_language_of_the_form(folder: Path) -> None:
    form = show(folder, folder / "answers", "fr")
    assert form.activity.spec["results"]
    assert "Pas encore de niveau" in form._results()
    answers = filled(form.activity.form, lambda d: d == "raw", phase="live")
    form.activity.change({key: {"value": a.value} for key, a in answers.items()})
    html = form._results()
    assert "Niveau : Four." in html
    assert "<td>5 (10 avec toutes les variantes)</td>" in html
    assert "Restez au port." in html


def test_a_language_that_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(ContentError, match="no catalogue for the language 'de'; there is en, fr"):
        show(folder, folder / "answers", "de")


def test_a_lessons_questionnaire_speaks_what_lies_beside_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(library().data, data)
    target = data / "questionnaires" / "ferry"
    write_import(ferry(), target)
    lesson = Lesson("14", Library(data), tmp_path / "answers")
    assert lesson.questionnaire("ferry").activity.spec["lang"] == "en"
    assert lesson.questionnaire("ferry", language="fr").activity.spec["words"]["yes"] == "Oui"
    with pytest.raises(ContentError, match="there is en, fr"):
        lesson.questionnaire("ferry", language="xx")
