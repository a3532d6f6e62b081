"""What can still be shown: never too narrow, whatever the open items become."""

from __future__ import annotations

from hypothesis import given, settings

from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.possible import possible
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.visibility import conditions, visible

from ..strategies import answered, completions

Filled = tuple[Questionnaire, dict[str, Answer]]


@settings(max_examples=100)
@given(answered(conditional=True, most=4))
def test_every_completion_shows_what_must_be_and_nothing_but_what_may(filled: Filled) -> None:
    form, answers = filled
    found = possible({i.id: i for i in form.items}, conditions(form), answers, form.scales)
    for completed in completions(form, answers):
        shown = set(visible(form, completed))
        assert found.must <= shown <= found.may


@given(answered(conditional=True))
def test_the_scorer_shows_what_the_page_shows(filled: Filled) -> None:
    form, answers = filled
    scorer = Scorer(form)
    assert scorer.shown(answers) == set(visible(form, answers))
    found = possible(scorer.items, scorer.conditions, answers, form.scales)
    assert scorer.possible(answers) == found


@given(answered(conditional=False))
def test_without_conditions_all_is_certain(filled: Filled) -> None:
    form, answers = filled
    found = Scorer(form).possible(answers)
    assert found.must == found.may == {item.id for item in form.items}


def test_a_note_is_never_answered() -> None:
    form = _form({"id": "n", "type": "note", "text": "n"}, show_when={"q": "n", "answered": True})
    assert Scorer(form).possible({}).may == {"n"}


def test_an_open_gate_leaves_both_ways() -> None:
    gate = {"id": "g", "type": "yesno", "text": "g"}
    form = _form(gate, show_when={"q": "g", "is": "yes"})
    scorer = Scorer(form)
    assert (scorer.possible({}).must, scorer.possible({}).may) == ({"g"}, {"g", "x"})
    for state in ("draft", "dont_know"):
        unsure = {"g": Answer.model_validate({"state": state, "value": "yes"})}
        assert scorer.possible(unsure) == scorer.possible({})
    settled = {"g": Answer(state="not_applicable", value="yes", reason="r")}
    assert scorer.possible(settled).may == {"g"}
    assert scorer.possible({"g": Answer(value="yes")}).must == {"g", "x"}


def _form(first: dict[str, object], show_when: dict[str, object]) -> Questionnaire:
    options = [{"id": "o0", "text": "0", "points": 0}, {"id": "o1", "text": "1", "points": 1}]
    second = {"id": "x", "type": "choice", "text": "x", "options": options, "show_when": show_when}
    return Questionnaire.model_validate(
        {
            "schema": "toolkit-questionnaire/1",
            "id": "two",
            "version": "1.0.0",
            "title": "Two",
            "minutes": 1,
            "about": "Two items.",
            "sections": [{"id": "s", "title": "S", "items": [first, second]}],
        }
    )
