"""A form with every kind of question with parts, from the first change to a new kernel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.samples_risk import judged, risk_questionnaire, risk_value
from toolkit_widgets.content.library import library
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.packed import unpack
from toolkit_widgets.views.part_words import PARTS, PARTS_FR
from toolkit_widgets.views.spec import form_spec

FORM = risk_questionnaire()


def activity(folder: Path) -> Activity:
    return Activity(FORM, Store(FORM, folder), library(), "risks")


def test_a_run_through_every_new_control(tmp_path: Path) -> None:
    act = activity(tmp_path)
    assert act.state()["derived"]["cameras"] == "0 cameras"
    act.change({"systems": {"value": [{"name": "Square", "cameras": "12"}, {}]}})
    act.change({"groups": {"value": ["press"]}})
    act.change({"test-record": {"value": {"title": "Test of May", "where": "Archive"}}})
    value = risk_value(
        "possible..likely", "serious", current=judged("unlikely", "serious", controls=["log"])
    )
    reply = act.change({"leak": {"value": value}})
    assert reply["problems"] == {"leak": None}
    assert reply["derived"]["leak"].startswith(
        "Inherent: Medium to High (counts as High). Current: Medium."
    )
    assert reply["derived"]["cameras"] == "12 cameras"
    assert reply["derived"]["groups"] == "1 of 2 in order. The rest may stay open."
    assert reply["progress"]["answered"] == 4

    on_disk = load_file(act.store.path).answers
    assert on_disk["systems"].value == [{"name": "Square", "cameras": 12}]
    assert on_disk["leak"].value == value
    again = activity(tmp_path)  # a new kernel
    assert again.state()["answers"]["leak"]["value"] == value
    assert again.state()["derived"] == reply["derived"]


def test_nobody_can_judge_it_is_said_beside_the_answer(tmp_path: Path) -> None:
    act = activity(tmp_path)
    reply = act.change({"secrecy": {"state": "dont_know", "reason": "Ask the prosecutor."}})
    assert reply["derived"]["secrecy"] == "Nobody could judge it: it counts as Extreme."


def test_unfinished_is_said_beside_the_answer_and_a_fault_as_a_problem(tmp_path: Path) -> None:
    act = activity(tmp_path)
    half = {"inherent": {"likelihood": ["rare", "rare"]}, "owner": "Head"}
    reply = act.change({"leak": {"value": half}})
    assert reply["problems"]["leak"] is None
    assert reply["derived"]["leak"] == "Before any control (inherent): still open: severity."
    assert load_file(act.store.path).answers["leak"].value == half
    reply = act.change({"leak": {"value": risk_value("rare", "minor", due="soon")}})
    assert "Due: 'soon' is not a date" in reply["problems"]["leak"]
    assert reply["derived"]["leak"].startswith("Inherent: Low.")


def test_errors_of_a_judgement_are_said_at_once(tmp_path: Path) -> None:
    act = activity(tmp_path)
    value = risk_value("likely", "serious", residual=judged("rare", "minor"), treatment="accept")
    said = act.change({"leak": {"value": value}})["derived"]["leak"]
    assert "no planned control is named" in said
    assert "Accepting a risk also needs the role of who accepts it, the date and a reason." in said


@pytest.mark.parametrize("control", ["risk", "repeat", "rank", "evidence", "computed"])
def test_the_page_gets_every_control_as_plain_data(control: str) -> None:
    spec = json.loads(json.dumps(form_spec(FORM, "k", library())))
    found = [i for s in spec["sections"] for i in s["items"] if i["control"] == control]
    assert found
    assert all(item["html"] for item in found)


def test_the_widget_is_one_module_that_asks_for_nothing(tmp_path: Path) -> None:
    form = Form(activity(tmp_path), "Risks")
    module = unpack(form._code)["module"]
    assert module.count("export default") == 1
    assert "Object.assign(CONTROLS" in module
    assert "import " not in "".join(
        line for line in module.splitlines() if not line.lstrip().startswith("//")
    )


def test_both_languages_have_the_same_words() -> None:
    assert PARTS.keys() == PARTS_FR.keys()
    for key, words in PARTS.items():
        places = [part.split("}")[0] for part in words.split("{")[1:]]
        assert all(f"{{{place}}}" in PARTS_FR[key] for place in places), key
