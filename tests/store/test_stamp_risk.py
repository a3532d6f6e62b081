"""A changed scale or matrix of risks is noticed when answers are opened again."""

from __future__ import annotations

from typing import Any

from tests.samples import answer_file
from tests.samples_risk import GRID, risk_answers, risk_data, teaching_matrix
from toolkit_widgets.models import AnswerFile, Questionnaire
from toolkit_widgets.store import stamp_of
from toolkit_widgets.store.migrate import Change, fit
from toolkit_widgets.store.rounds import as_round

FORM = Questionnaire.model_validate(risk_data())


def opened(now: Questionnaire) -> tuple[AnswerFile, list[Change]]:
    file = answer_file(FORM, risk_answers(), content=stamp_of(FORM))
    return file, fit(file, now, stamp_of(now))


def edition(**changes: Any) -> Questionnaire:
    return Questionnaire.model_validate(risk_data(version="2.0.0", **changes))


def other_grid() -> Questionnaire:
    matrix = teaching_matrix()
    matrix["grid"] = [[*row] for row in GRID]
    matrix["grid"][0][3] = "low"
    return edition(matrices={"rights": matrix})


def test_the_stamp_holds_both_scales_and_the_grid() -> None:
    shapes = stamp_of(FORM).shapes
    assert shapes["leak"] == (
        "rare unlikely possible likely expected × minor limited serious grave irreparable"
    )
    assert shapes["matrix:rights"].startswith(
        "low medium high extreme: low low low medium medium /"
    )
    assert shapes["matrix:rights"].count("/") == 4


def test_a_changed_step_puts_the_judgements_aside() -> None:
    data = risk_data()
    data["scales"]["severity"]["steps"][1]["id"] = "modest"
    file, said = opened(edition(scales=data["scales"]))
    assert {change.kind for change in said} == {"aside"}
    # what was never judged in steps stays
    assert file.answers.keys() & {"leak", "secrecy", "staff"} == {"secrecy", "staff"}
    assert {aside.item for aside in file.aside} >= {"leak", "wrong-match"}
    assert "screen.plan" in file.answers


def test_a_changed_grid_keeps_the_answers_and_says_so_once() -> None:
    file, said = opened(other_grid())
    assert file.answers == risk_answers()
    assert [(change.item, change.kind) for change in said] == [("rights", "levels")]
    assert "please look at them again" in said[0].words
    assert file.content.shapes == stamp_of(other_grid()).shapes


def test_nothing_is_said_where_nothing_changed_or_nothing_is_known() -> None:
    assert opened(edition())[1] == []
    file = answer_file(FORM, risk_answers())  # of an earlier edition, without shapes
    assert fit(file, other_grid(), stamp_of(other_grid())) == []


def test_a_round_is_not_called_changed_for_its_matrix() -> None:
    file = answer_file(FORM, risk_answers(), content=stamp_of(FORM))
    assert as_round(file, other_grid(), "Before").changed == {}
