"""Gates in the form: the reply after each change, drafts, banners, files; facts entered once."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.samples_gates import GO, OVERRIDE, REASON, STOP, ready, register, workbook
from toolkit_widgets.content.library import Library, UnknownName, library
from toolkit_widgets.models import Answer, Questionnaire, Rename, Retire
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.store.merge import merge
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.gate_words import GATES, GATES_FR
from toolkit_widgets.views.imported import show
from toolkit_widgets.views.standing import Standing

FORM, REGISTER = workbook(), register()


def activity(folder: Path, form: Questionnaire = FORM) -> Activity:
    return Activity(form, Store(form, folder), library(), "key")


def fill(act: Activity, *names: str) -> None:
    given = ready()
    act.change({name: {"value": given[name].value} for name in names or given})


def decide(act: Activity, value: object, name: str = "planning.gate") -> dict[str, Any]:
    return act.change({name: {"value": value}})


def kept(act: Activity, name: str = "planning.gate") -> Answer:
    return load_file(act.store.path).answers[name]


def test_a_gate_is_shown_with_its_words_and_never_empty(tmp_path: Path) -> None:
    spec = activity(tmp_path).spec
    gate = spec["sections"][0]["items"][-1]
    assert gate["control"] == "gate"
    assert gate["decides"] == "The <strong>chief</strong>"
    assert [one["html"] for one in gate["decisions"]] == ["Go", "Go with conditions", "No go"]
    assert (spec["results"], spec["downloads"]) == (True, ["docx", "xlsx", "html", "json"])
    assert set(GATES) == set(GATES_FR)
    assert all(GATES_FR.values())


def test_what_is_missing_changes_with_every_answer(tmp_path: Path) -> None:
    act = activity(tmp_path)
    gate = act.state()["gates"]["planning.gate"]
    assert (gate["standing"], gate["open"], len(gate["missing"])) == ("Shut", False, 2)
    fill(act, "planning.name")
    assert act.state()["gates"]["planning.gate"]["missing"] == ["There is no legal opinion."]
    fill(act)
    gate = act.state()["gates"]["planning.gate"]
    assert (gate["standing"], gate["missing"]) == ("Open, not decided", [])


def test_go_at_a_shut_gate_is_saved_as_a_draft_and_said_aloud(tmp_path: Path) -> None:
    act = activity(tmp_path)
    fill(act, "planning.name")
    reply = decide(act, GO)
    assert "1 thing is missing" in reply["problems"]["planning.gate"]
    assert (kept(act).state, kept(act).value) == ("draft", GO)
    assert reply["progress"]["draft"] == 1
    fill(act)
    gate = act.state()["gates"]["planning.gate"]
    assert "once you confirm it" in gate["confirm"]
    assert decide(act, GO)["gates"]["planning.gate"]["standing"] == "Passed"


def test_what_is_missing_and_filled_in_together_with_the_decision_counts(tmp_path: Path) -> None:
    act = activity(tmp_path)
    given = {name: {"value": answer.value} for name, answer in ready().items()}
    reply = act.change({"planning.gate": {"value": GO}, **given})
    assert reply["gates"]["planning.gate"]["standing"] == "Passed"


def test_an_unfinished_decision_is_said_quietly(tmp_path: Path) -> None:
    act = activity(tmp_path)
    fill(act)
    reply = decide(act, {"decision": "go"})
    assert reply["problems"]["planning.gate"] is None
    assert reply["gates"]["planning.gate"]["unfinished"].startswith("Still open: who decided")


def test_sections_behind_carry_a_banner_and_can_still_be_filled_in(tmp_path: Path) -> None:
    act = activity(tmp_path)
    banners = act.state()["banners"]
    assert banners["planning"] == ""
    assert banners["use"] == (
        "Gate 1 (Planning) is shut: The system has no name. Nobody can ask for it. (and 1 more)"
    )
    reply = decide(act, STOP)
    assert reply["banners"]["use"] == (
        "Gate 1 (Planning) is stopped. Nobody may use it before the law says so."
    )
    assert act.change({"use.errors": {"value": "3"}})["problems"] == {"use.errors": None}


def test_a_withdrawn_override_is_listed_and_the_page_cannot_remove_it(tmp_path: Path) -> None:
    act = activity(tmp_path)
    fill(act, "planning.name")
    reply = decide(act, {**GO, **OVERRIDE})
    assert reply["gates"]["planning.gate"]["standing"] == "Passed although shut"
    assert reply["gates"]["planning.gate"]["former"] == []
    for value in (GO, {**GO, "former": []}, None):
        (former,) = decide(act, value)["gates"]["planning.gate"]["former"]
        assert former["said"] == f"2026-03-01, Deputy chief: {REASON}"
        assert former["missing"] == "Missing then: There is no legal opinion."
    assert act.progress()["answered"] == 1
    again = activity(tmp_path)
    assert len(again.state()["gates"]["planning.gate"]["former"]) == 1


def test_what_was_typed_cannot_become_markup(tmp_path: Path) -> None:
    act = activity(tmp_path)
    fill(act, "planning.name")
    decide(act, {**GO, **OVERRIDE, "override_reason": "<img src=x onerror=alert(1)> \u202e long."})
    gate = decide(act, GO)["gates"]["planning.gate"]
    assert "\u202e" not in json.dumps(gate, ensure_ascii=False)
    # former entries go to the page as text, reasons as HTML of the content alone
    assert gate["missing"] == ["There is no legal opinion."]


def test_in_french(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.speak("fr", {})
    state = act.state()
    assert state["gates"]["planning.gate"]["standing"] == "Fermée"
    assert unescape(state["gates"]["use.gate"]["missing"][0]) == (
        "Porte 1 (Planning) vient d'abord. État : fermée."
    )
    assert state["banners"]["use"].startswith("Porte 1 (Planning) est fermée : ")


def test_a_workbook_of_somebody_else_has_its_results_and_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "questionnaire.yaml"
    file.write_text(FORM.model_dump_json(by_alias=True, exclude_defaults=True), encoding="utf-8")
    form = show(file, tmp_path)
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(form, "send", lambda content, buffers=None: sent.append(content))
    form._receive(None, {"kind": "results", "n": 1}, None)
    form._receive(None, {"kind": "file", "n": 2, "what": "docx"}, None)
    assert "Gate 1 of 2 is shut" in sent[0]["results"]
    assert sent[1]["name"].endswith(".docx")


# -- files ---------------------------------------------------------------------------------------


def test_two_windows_keep_both_overrides(tmp_path: Path) -> None:
    one, other = activity(tmp_path), activity(tmp_path)
    fill(one, "planning.name")
    other.change({"planning.name": {"value": "Square camera 3"}})
    decide(one, {**GO, **OVERRIDE})
    decide(one, STOP)
    reply = decide(other, {**GO, **OVERRIDE, "override_by": "Night duty officer"})
    assert "also answered in another window" in " ".join(reply["notices"])
    (former,) = kept(other).value["former"]  # type: ignore[index,call-overload]
    assert former["override_by"] == "Deputy chief"
    decide(other, STOP)
    assert len(kept(other).value["former"]) == 2  # type: ignore[index,call-overload,arg-type]


def test_of_two_files_of_one_person_every_override_is_kept(tmp_path: Path) -> None:
    files = []
    for number, by in enumerate(("Deputy chief", "Night duty officer"), 1):
        act = activity(tmp_path / str(number))
        fill(act, "planning.name")
        decide(act, {**GO, **OVERRIDE, "override_by": by})
        decide(act, STOP if number == 1 else {**GO, **OVERRIDE, "override_by": by})
        file = load_file(act.store.path)
        file.respondent.pseudonym, file.updated = "heron", f"2026-03-0{number}T09:00:00+00:00"
        files.append(file)
    for order in (files, files[::-1]):
        (merged,) = merge(order, questionnaire=FORM).files
        value: Any = merged.answers["planning.gate"].value
        assert value["override_by"] == "Night duty officer"
        assert [one["override_by"] for one in value["former"]] == ["Deputy chief"]


@pytest.mark.parametrize("op", ["rename", "retire"])
def test_a_gate_can_be_renamed_and_retired(tmp_path: Path, op: str) -> None:
    act = activity(tmp_path)
    fill(act, "planning.name")
    decide(act, {**GO, **OVERRIDE})
    decide(act, STOP)
    before = kept(act).value
    data = json.loads(FORM.model_dump_json(by_alias=True, exclude_defaults=True))
    step: Rename | Retire
    if op == "rename":
        data["sections"][0]["items"][-1]["id"] = "planning.decision"
        data["sections"][2]["items"][-1]["after"] = "planning.decision"
        step = Rename(op="rename", old="planning.gate", new="planning.decision")
    else:
        del data["sections"][0]["items"][-1], data["sections"][2]["items"][-1]["after"]
        step = Retire(op="retire", item="planning.gate")
    data |= {
        "version": "1.1.0",
        "migrations": [{"from": "1.0.0", "to": "1.1.0", "steps": [step.model_dump()]}],
    }
    after = activity(tmp_path, Questionnaire.model_validate(data))
    if op == "rename":
        assert after.answers["planning.decision"].value == before
        assert len(after.state()["gates"]["planning.decision"]["former"]) == 1
    else:
        assert [(one.item, one.answer.value) for one in after.store.file.aside] == [
            ("planning.gate", before)
        ]


# -- facts that are entered once -------------------------------------------------------------------


class Shelf(Library):
    """The course's library with the two instruments of the tests."""

    def questionnaire(self, name: str) -> Questionnaire:
        forms = {form.id: form for form in (FORM, REGISTER)}
        if name not in forms:
            raise UnknownName(name)
        return forms[name]


def standing(folder: Path) -> Standing:
    return Standing(Shelf(library().data), folder)


def opened(desk: Standing, name: str = "small-register") -> Activity:
    return desk.activity("16", "questionnaire", name)


def test_a_fact_is_taken_once_and_saved(tmp_path: Path) -> None:
    desk = standing(tmp_path)
    fill(opened(desk, "small-workbook"), "planning.name")
    state = opened(desk).state()
    assert state["answers"]["facts.name"]["value"] == "Square camera 3"
    assert state["taken"] == {"facts.name": "From “The workbook of a camera”."}
    assert load_file(tmp_path / "small-register.json").answers["facts.name"].value == (
        "Square camera 3"
    )


def test_it_is_read_from_the_file_of_another_day(tmp_path: Path) -> None:
    fill(activity(tmp_path))
    state = opened(standing(tmp_path)).state()
    assert state["answers"]["facts.errors"]["value"] == 3


def test_without_the_other_file_nothing_happens(tmp_path: Path) -> None:
    state = opened(standing(tmp_path)).state()
    assert (state["answers"], state["taken"]) == ({}, {})
    assert not (tmp_path / "small-register.json").exists()
    (tmp_path / "small-workbook.json").write_text("{", encoding="utf-8")
    assert opened(standing(tmp_path)).state()["taken"] == {}


def test_progress_alone_takes_nothing(tmp_path: Path) -> None:
    desk = standing(tmp_path)
    fill(opened(desk, "small-workbook"), "planning.name")
    assert opened(desk).progress()["answered"] == 0
    assert not (tmp_path / "small-register.json").exists()


def test_where_both_exist_and_differ_a_note_says_so_and_nothing_changes(tmp_path: Path) -> None:
    desk = standing(tmp_path)
    book = opened(desk, "small-workbook")
    fill(book, "planning.name")
    act = opened(desk)
    act.state()
    book.change({"planning.name": {"value": "Square camera 4"}})
    state = act.state()
    assert state["answers"]["facts.name"]["value"] == "Square camera 3"
    assert state["taken"]["facts.name"] == (
        "“The workbook of a camera” now says: Square camera 4. Nothing was changed here."
    )


def test_what_was_emptied_on_purpose_stays_empty(tmp_path: Path) -> None:
    desk = standing(tmp_path)
    fill(opened(desk, "small-workbook"), "planning.name")
    act = opened(desk)
    act.state()
    act.change({"facts.name": {"value": ""}})
    for again in (act, opened(desk), opened(standing(tmp_path))):
        state = again.state()
        assert "value" not in state["answers"]["facts.name"]
        assert "facts.name" not in state["taken"]


def test_a_draft_and_a_hidden_answer_are_not_taken(tmp_path: Path) -> None:
    desk = standing(tmp_path)
    opened(desk, "small-workbook").change({"use.errors": {"value": "101"}})
    assert opened(desk).state()["answers"] == {}


def test_the_widget_starts_with_the_facts(tmp_path: Path) -> None:
    desk = standing(tmp_path)
    fill(opened(desk, "small-workbook"), "planning.name")
    form = Form(opened(desk), "register")
    assert form.state["answers"]["facts.name"]["value"] == "Square camera 3"
