"""The panels for several people and for two rounds say what stands behind them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.samples import STEPS, answers, small_questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer, Example
from toolkit_widgets.scoring.rounds import Round, compare_rounds
from toolkit_widgets.scoring.several import Response, agreement, by_disagreement, several
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.worked import as_answers, comparison_html, rounds_html

NAME = "organizational-readiness"
FORM = small_questionnaire()


def example(role: str, **given: str | dict) -> Example:
    data = {
        "schema": "toolkit-example/1",
        "id": role.lower(),
        "questionnaire": FORM.id,
        "title": role,
        "about": "Somebody.",
        "role": role,
        "answers": {
            k.replace("__", "."): {"value": v} if isinstance(v, str) else v
            for k, v in given.items()
        },
    }
    return Example.model_validate(data)


def shown(*people: Example) -> str:
    from toolkit_widgets.models import Respondent

    rows = several(FORM, [Response(Respondent(role=p.role), as_answers(p)) for p in people])
    return comparison_html(people, by_disagreement(rows), 8, agreement(rows))


def test_colleagues_are_compared_without_earlier_rounds(tmp_path: Path) -> None:
    panel = Lesson("14", library(), tmp_path).compare(NAME)
    shelf = library()
    colleagues = [
        e
        for name in shelf.questionnaire(NAME).examples[1:]
        if (e := shelf.example(NAME, name)).round is None
    ]
    assert panel.summary == f"Comparison: {len(colleagues)} colleagues"
    assert "seen by three colleagues" in panel.html
    assert re.search(r"Krippendorff&#x27;s alpha is 0\.\d\d \(95 % interval 0\.\d\d to", panel.html)
    counts = [sum(a.state == "dont_know" for a in e.answers.values()) for e in colleagues]
    for person, count in zip(colleagues, counts, strict=True):
        assert (f"{person.role} {count}" in panel.html) == (count > 0)


def test_too_few_is_said_instead_of_a_figure() -> None:
    html = shown(
        example("Chief", culture__leaders="none", culture__reports="none"),
        example("Clerk", culture__leaders="managed", culture__reports={
            "state": "dont_know", "reason": "New here."}),
    )  # fmt: skip
    assert "Too few for a figure of agreement: 2 of at least 3 respondents." in html
    assert "alpha is" not in html
    assert "“Don&#x27;t know” stands on 1 of 9 items (Clerk 1)." in html
    assert "<td>step 1</td><td>step 4</td><td>3</td>" in html
    assert "<td>step 1</td><td>don't know</td><td>0</td>" in html


def test_two_rounds_show_what_changed_and_escape_what_was_typed() -> None:
    before = answers(culture__leaders="none", culture__reports="managed", people__roles="none")
    after = answers(
        culture__leaders=Answer(value="defined", comment="<b>signed</b>"),
        culture__reports="started",
        people__roles=Answer(state="dont_know", reason="<i>lost</i>"),
        culture__public="none",
    )
    found = compare_rounds(Round(FORM, before, "spring"), Round(FORM, after, "<autumn>"))
    html = rounds_html(found, "Two rounds")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;signed&lt;/b&gt;" in html
    order = ["Lower than before", "Higher than before", "Cannot be compared"]
    places = [html.index(f"<caption>{name}</caption>") for name in order]
    assert places == sorted(places)
    assert "&lt;autumn&gt;" in html
    assert "1 higher, 1 lower, 0 the same" in html


def test_a_lesson_shows_the_two_rounds_of_the_agency(tmp_path: Path) -> None:
    shelf = library()
    panel = Lesson("14", shelf, tmp_path).rounds(NAME, "velmora-spring", "velmora-police")
    form = shelf.questionnaire(NAME)
    one, other = (shelf.example(NAME, n).answers for n in ("velmora-spring", "velmora-police"))
    steps = [step.id for step in form.scales["maturity5"].steps]
    assert list(STEPS) != steps
    scales = [item.id for item in form.items if item.type == "scale"]
    moved = [
        (steps.index(str(other[key].value)) - steps.index(str(one[key].value)))
        for key in scales
        if one[key].value and other[key].value
    ]
    higher, lower = sum(m > 0 for m in moved), sum(m < 0 for m in moved)
    assert higher
    assert lower
    assert f"{higher} higher, {lower} lower, {moved.count(0)} the same" in panel.html
    assert "Level before: “" in panel.html
    assert panel.summary.startswith("Two rounds, velmora-spring and velmora-police: ")


def test_a_round_against_itself_has_no_change(tmp_path: Path) -> None:
    panel = Lesson("14", library(), tmp_path).rounds(NAME, "velmora-police", "velmora-police")
    assert "0 higher, 0 lower" in panel.html
    assert "Lower than before" not in panel.html
