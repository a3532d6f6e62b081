"""The review in the form: what the browser is told, in both languages, and what it may ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.samples import small_questionnaire
from tests.samples_papers import NAME, paper_questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.scoring.review import NOTE
from toolkit_widgets.scoring.review_words import FAULTS, STATES, STEPS
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.files import questionnaire_file
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.review_words import (
    FAULTS_FR,
    FORM,
    FORM_FR,
    STATES_FR,
    STEPS_FR,
    jour,
    review_words,
)

REASON = "Say within how many minutes."


@pytest.fixture
def activity(tmp_path: Path) -> Activity:
    content = paper_questionnaire()
    made = Activity(content, Store(content, tmp_path), library(), "test")
    made.change({"sys.name": {"value": "CamWatch"}})
    return made


def step(activity: Activity, name: str, by: str, **more: str) -> dict[str, Any]:
    return activity.review({"step": name, "by": by, "role": "officer", **more})


@pytest.mark.parametrize(
    ("english", "french"),
    [(FORM, FORM_FR), (STEPS, STEPS_FR), (STATES, STATES_FR), (FAULTS, FAULTS_FR)],
)
def test_french_has_every_word_and_the_same_gaps(
    english: Mapping[str, str], french: Mapping[str, str]
) -> None:
    assert list(french) == list(english)
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", french[key])) == set(re.findall(r"\{\w+\}", text)), key
        assert french[key].strip()
    assert review_words("fr-CA").form is FORM_FR
    assert review_words("de").form is FORM
    assert [jour("2026-03-01"), jour("2026-08-03"), jour("?")] == [
        "1er mars 2026",
        "3 août 2026",
        "?",
    ]


def test_a_form_without_review_has_none(tmp_path: Path) -> None:
    content = small_questionnaire()
    plain = Activity(content, Store(content, tmp_path), library(), "test")
    assert "review" not in plain.spec
    assert "review" not in plain.state()
    with pytest.raises(ValueError, match="has no review"):
        plain.review({"step": "submit", "by": "Heron", "role": "head"})


def test_the_spec_lists_what_a_comment_can_be_about(activity: Activity) -> None:
    review = activity.spec["review"]
    assert [one["id"] for one in review["items"]] == [i.id for i in activity.form.items]
    assert review["items"][0]["label"] == "What is the system called?"
    assert "Pseudonyms prove nothing" in review["words"]["about"]


def test_steps_are_saved_and_a_change_is_told_at_once(activity: Activity) -> None:
    assert step(activity, "submit", "Heron")["saved"]
    reply = step(activity, "return", "Kite", note=REASON)
    assert reply["review"]["sentence"].startswith("Draft: returned by Kite (officer)")
    reply = step(activity, "comment", "Kite", note="<b>How?</b>", item="stop.minutes")
    assert reply["review"]["comments"] == {
        "stop.minutes": [{"who": "Kite (officer)", "note": "<b>How?</b>"}]
    }
    for name, by in (("submit", "Heron"), ("review", "Kite"), ("approve", "Owl")):
        reply = step(activity, name, by)
    assert (reply["review"]["state"], reply["review"]["changed"]) == ("approved", False)
    assert reply["review"]["steps"] == ["withdraw", "comment"]
    reply = activity.change({"sys.name": {"value": "CamWatch 2"}})
    assert reply["review"]["changed"]
    assert reply["review"]["changed_items"] == ["What is the system called?"]
    assert [e.step for e in load_file(activity.store.path).review] == [
        "submit", "return", "comment", "submit", "review", "approve",
    ]  # fmt: skip


def test_an_impossible_step_is_a_sentence_and_saves_nothing(activity: Activity) -> None:
    step(activity, "submit", "Heron")
    revision = activity.store.file.revision
    reply = step(activity, "review", "heron")
    assert reply["fault"]["field"] == "by"
    assert "a second person must review" in reply["fault"]["sentence"]
    assert reply["review"]["state"] == "submitted"
    assert activity.store.file.revision == revision
    assert step(activity, "burn", "Heron")["fault"]["sentence"] == FAULTS["not_now"]
    assert step(activity, "comment", "Kite", note="Hm.", item="nowhere")["saved"]
    assert activity.store.file.review[-1].item == ""


def test_in_french(activity: Activity) -> None:
    activity.language = "fr"
    assert activity.spec["review"]["words"]["title"] == "Relecture"
    reply = step(activity, "submit", "")
    assert reply["fault"]["sentence"] == FAULTS_FR["no_pseudonym"]
    reply = step(activity, "submit", "Heron")
    assert reply["review"]["sentence"].startswith("Soumis par Heron (officer) le ")
    assert reply["review"]["history"][0]["step"] == "Soumis"


def test_the_browser_asks_with_a_message(activity: Activity) -> None:
    form = Form(activity, "Reviewed")
    sent: list[dict[str, Any]] = []
    form.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    asked = {"kind": "review", "n": 7, "step": "comment", "by": "Kite", "role": "officer",
             "note": "Which one?", "about": "sys.name"}  # fmt: skip
    form._receive(form, asked, [])
    assert (sent[0]["n"], sent[0]["saved"]) == (7, True)
    assert activity.store.file.review[0].item == "sys.name"


def test_a_step_from_a_file_sends_no_more_than_a_step_may_say(activity: Activity) -> None:
    step(activity, "comment", "Kite", note="Hm.")
    event = activity.store.file.review[0]
    activity.store.file.review[0] = event.model_copy(update={"note": "x" * 2_000_000})
    entry = activity.state()["review"]["history"][0]
    assert entry["note"] == f"{'x' * NOTE} …"
    assert entry["fault"] == FAULTS["long_note"]


def test_turned_words_stay_out_of_the_page(activity: Activity) -> None:
    reply = step(activity, "comment", "Ki\u202ete", note="a\u202eb\x00")
    entry = reply["review"]["history"][0]
    assert (entry["who"], entry["note"]) == ("Kite (officer)", "ab")


def test_papers_have_buttons_and_files(activity: Activity) -> None:
    spec = activity.spec
    assert spec["downloads"][:2] == ["paper:order:docx", "paper:order:html"]
    label = spec["words"]["download_paper:order:docx"]
    assert label == "Make Standing order on … (Word)"
    content, file = paper_questionnaire(), activity.store.file
    for what in spec["downloads"]:
        name, media, data = questionnaire_file(content, file, library().course, what)
        assert name.startswith("order-" if what.startswith("paper:") else f"{NAME}-")
        assert media
        assert data
    for wrong, says in (("paper:ordre:docx", "there is order"), ("paper:order:xlsx", "docx, html"),
                        ("pdf", "report format")):  # fmt: skip
        with pytest.raises(ValueError, match=says):
            questionnaire_file(content, file, library().course, wrong)
