"""Boxes and lines for every kind of question, and conditions in words."""

from __future__ import annotations

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.handouts.flat import flat
from toolkit_widgets.handouts.only_if import only_if
from toolkit_widgets.handouts.paper_form import CONTROLS, NOTE, letters
from toolkit_widgets.models import All, Any_, Choice, Not, Option, Scale, ScaleDef, Step, YesNo
from toolkit_widgets.models.conditions import Test
from toolkit_widgets.views.spec import CONTROL

from .gates import built, soup

OPTIONS = [Option(id="a", text="One *thing*."), Option(id="b", text="Another.")]
ITEMS = {
    "c": Choice(type="choice", id="c", text="?", options=OPTIONS),
    "y": YesNo(type="yesno", id="y", text="?"),
    "s": Scale(type="scale", id="s", text="?", scale="five"),
}
SCALES = {
    "five": ScaleDef(
        steps=[Step(id="low", label="Low", points=1), Step(id="high", label="High", points=5)]
    )
}
IS_A, YES = Test(q="c", is_="a"), Test(q="y", is_="yes")


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (IS_A, "question 3: “One thing”"),
        (YES, "question 4: “Yes”"),
        (Test(q="s", is_="high"), "question 5: “High”"),
        (Test(q="c", in_=["a", "b"]), "question 3: “One thing” or “Another”"),
        (Test(q="c", contains="b"), "question 3: “Another”"),
        (Test(q="s", at_least=3), "question 5 is 3 or more"),
        (Test(q="s", at_most=2), "question 5 is 2 or less"),
        (Test(q="y", answered=True), "question 4 has an answer"),
        (Test(q="y", answered=False), "question 4 has no answer"),
        (All(all=[IS_A, YES]), "question 3: “One thing” and question 4: “Yes”"),
        (Any_(any=[IS_A, YES]), "question 3: “One thing” or question 4: “Yes”"),
        (Not(not_=YES), "not (question 4: “Yes”)"),
        (Test(q="elsewhere", is_="x"), "“elsewhere”: “x”"),
    ],
)
def test_a_condition_in_words(condition: object, says: str) -> None:
    assert only_if(condition, ITEMS, {"c": 3, "y": 4, "s": 5}, SCALES) == says  # type: ignore[arg-type]


def test_paper_knows_every_control_of_the_screen() -> None:
    assert set(CONTROL.values()) - {"note"} == set(CONTROLS)


def test_letters_end_somewhere() -> None:
    assert letters(3) == "ABC"
    with pytest.raises(ValueError, match="27 options"):
        letters(27)


@pytest.mark.parametrize(
    ("item", "boxes", "lines"),
    [
        ("steps.climb", 4, 0),  # one of four
        ("first.question", 0, 2),  # a line of words
        ("letter.text", 0, 4),  # several lines
    ],
)
def test_room_for_the_answer(item: str, boxes: int, lines: int) -> None:
    page = soup(built("14_organizational_readiness"))
    found = page.select_one(f"[data-item='{item}']")
    assert found is not None
    assert (len(found.select(".box")), len(found.select(".lines div"))) == (boxes, lines)


def test_a_scale_has_a_box_for_each_step_with_its_anchor() -> None:
    form = library().questionnaire("organizational-readiness")
    item = next(i for i in form.items if isinstance(i, Scale))
    found = soup(built("14_organizational_readiness")).select_one(f"[data-item='{item.id}']")
    assert found is not None
    entries = found.select(".opts li")
    assert [len(entry.select(".box")) for entry in entries] == [1] * len(item.anchors)
    assert item.anchors[2].split()[-1].strip(".") in entries[2].get_text()


def test_what_appears_after_an_answer_is_only_named() -> None:
    page = soup(built("14_organizational_readiness"))
    assert NOTE in page.get_text()


def test_flat_opens_folds_and_drops_what_repeats() -> None:
    html = flat(
        '<details><summary>About</summary><p id="x" tabindex="0">Words</p></details>'
        "<details><summary>The same as a table</summary><p>1 2 3</p></details>"
        '<img class="tk-only-light" alt="a"><img class="tk-only-dark" alt="a">'
    )
    assert html == (
        '<div class="fold"><p class="fold-title">About</p><p>Words</p></div>'
        '<img alt="a" class="tk-only-light"/>'
    )
