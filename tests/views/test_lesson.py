"""The lesson frame: names, progress, route, and answers that come back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.samples_risk import risk_value, risks_alone
from toolkit_widgets.content.library import Library, UnknownName, library
from toolkit_widgets.models import MARKED, SILENT, Ordering, Scale
from toolkit_widgets.store import load_file
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.lab_activity import LabActivity
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.standing import Standing, activity_names, is_ready

READY = [info.id for info in library().course.lessons if is_ready(info.id)]


def lesson(name: str, folder: Path) -> Lesson:
    return Lesson(name, library(), folder)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict, list | None]]:
    """What the form sends to the page."""
    out: list[tuple[dict, list | None]] = []
    monkeypatch.setattr(
        Form, "send", lambda self, content, buffers=None: out.append((content, buffers))
    )
    return out


def test_there_are_lessons() -> None:
    assert {"00_start_here", "01_responsible_ai_innovation", "14_organizational_readiness"} <= set(
        READY
    )


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda x: x.quiz("chek-steps"),
            "no quiz 'chek-steps' in lesson 14; did you mean 'check-steps'?",
        ),
        (
            lambda x: x.questionnaire("organisational-readines"),
            "did you mean 'organizational-readiness'?",
        ),
        (lambda x: x.questionnaire("../course"), "no questionnaire '../course'"),
        (lambda x: x.case("vendor-deno"), "did you mean 'vendor-demo'?"),
        (lambda x: x.lab("galery"), "no lab 'galery' in the course; did you mean 'gallery'?"),
        (lambda x: x.example("organizational-readiness", "velmora"), "did you mean 'velmora-"),
    ],
)
def test_a_wrong_name_gets_the_nearest(tmp_path: Path, call, says: str) -> None:
    with pytest.raises(UnknownName, match=says.replace("?", r"\?")):
        call(lesson("14", tmp_path))


def test_a_wrong_lesson_gets_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean '00_start_here'"):
        lesson("00_start_her", tmp_path)


@pytest.mark.parametrize("name", READY)
def test_every_activity_of_every_lesson_can_be_answered_in_full(tmp_path: Path, name: str) -> None:
    """Give each activity an answer to everything that is asked: all of it ends as done."""
    standing = Standing(library(), tmp_path)
    for kind, activity_name in activity_names(name):
        act = standing.activity(name, kind, activity_name)
        _answer_everything(act)
        if act.hands_in:
            act.commit()
        if isinstance(act, LabActivity):
            act.change({key: {"value": value} for key, value in act.form.starts.items()})
            _answer_everything(act)
        assert act.done, f"{kind} {activity_name}: {act.progress()}"
    assert standing.lesson(library().lesson(name)).state == "done"
    again = Standing(library(), tmp_path)
    assert all(state.state == "done" for state in again.states(name))


def _answer_everything(act) -> None:
    for _ in range(3):  # answers open further questions
        for item in act.items.values():
            if item.id not in act.state()["visible"] or isinstance(item, SILENT):
                continue
            raw = {"value": _some_value(act, item)}
            act.check(item.id, raw) if isinstance(item, MARKED) else act.change({item.id: raw})


def _some_value(act, item):
    spec = {i["id"]: i for s in act.spec["sections"] for i in s["items"]}[item.id]
    control = spec["control"]
    options = [o["id"] for o in spec["options"]]
    if isinstance(item, Scale):
        return options[1]
    if isinstance(item, Ordering):
        return list(item.start)
    return {
        "radio": lambda: options[0],
        "checkbox": lambda: options[:1],
        "match": lambda: {p["id"]: options[0] for p in spec["prompts"]},
        "number": lambda: str(getattr(item, "minimum", None) or 1),
        "text": lambda: "words",
        "long_text": lambda: "more words",
        "date": lambda: "2026-12-01",
        "evidence": lambda: {"title": "a record"},
        "rank": lambda: options[: spec["choose"]],
        "repeat": lambda: [{p["id"]: _of_part(p) for p in spec["parts"]}] * max(spec["least"], 1),
        "risk": lambda: {"inherent": {a: [s[0]["id"]] * 2 for a, s in spec["axes"].items()}},
        # no permission is needed to stop, and nothing has to be there
        "gate": lambda: {"decision": "no_go", "decided_by": "chief", "decided_on": "2026-12-01"},
    }[control]()


def _of_part(part):
    kinds = {"number": "1", "date": "2026-12-01", "text": "words", "long_text": "more words"}
    return part["options"][0]["id"] if part["kind"] == "select" else kinds[part["kind"]]


def test_the_page_hears_only_after_the_answer_is_on_disk(tmp_path: Path, sent: list) -> None:
    form = lesson("14", tmp_path).questionnaire("organizational-readiness")
    item = next(i for i in form.activity.items.values() if isinstance(i, Scale))
    form._receive(None, {"kind": "change", "n": 7, "changes": {item.id: {"value": "s3"}}}, None)
    reply = sent[0][0]
    assert (reply["n"], reply["kind"], reply["saved"]) == (7, "change", True)
    assert load_file(form.activity.store.path).answers[item.id].value == "s3"


def test_a_fault_is_answered_so_that_the_page_does_not_wait(tmp_path: Path, sent: list) -> None:
    form = lesson("14", tmp_path).questionnaire("organizational-readiness")
    form._receive(None, {"kind": "check", "n": 3, "item": "nothing", "answer": {}}, None)
    form._receive(None, {"kind": "strange", "n": 4}, None)
    assert [(r["n"], "error" in r) for r, _ in sent] == [(3, True), (4, True)]


def test_results_and_reports_come_from_the_answers(tmp_path: Path, sent: list) -> None:
    form = lesson("14", tmp_path).questionnaire("organizational-readiness")
    form._receive(None, {"kind": "results", "n": 1}, None)
    assert "No level yet" in sent[0][0]["results"]
    items = [i for i in form.activity.items.values() if isinstance(i, Scale)]
    changes = {i.id: {"value": "s2"} for i in items}
    form._receive(None, {"kind": "change", "n": 2, "changes": changes}, None)
    form._receive(None, {"kind": "results", "n": 3}, None)
    assert "The mean step is 2.0 of 5" in sent[2][0]["results"]
    for number, (what, head) in enumerate(
        [("docx", b"PK"), ("html", b"<!doctype"), ("json", b"{")]
    ):
        form._receive(None, {"kind": "file", "n": 4 + number, "what": what}, None)
        reply, buffers = sent[-1]
        assert reply["name"].endswith(f".{what}")
        assert buffers[0][: len(head)].lower() == head.lower()


def test_risks_alone_have_results_and_every_download(
    tmp_path: Path, sent: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    risks, shipped = risks_alone(), Library.questionnaire
    monkeypatch.setattr(
        Library, "questionnaire", lambda self, n: risks if n == risks.id else shipped(self, n)
    )
    form = lesson("14", tmp_path).questionnaire(risks.id)
    assert form.spec["downloads"] == ["docx", "xlsx", "html", "json"]
    changes = {"leak": {"value": risk_value("likely", "grave")}}
    form._receive(None, {"kind": "change", "n": 1, "changes": changes}, None)
    form._receive(None, {"kind": "results", "n": 2}, None)
    assert "1 of 12 risks judged: 1 High (number 5)." in sent[1][0]["results"]
    assert "tk-band" not in sent[1][0]["results"]
    for what in form.spec["downloads"]:
        form._receive(None, {"kind": "file", "n": 3, "what": what}, None)
        reply, buffers = sent[-1]
        assert reply["name"] == f"{risks.id}-{datetime.now(UTC):%Y-%m-%d}.{what}"
        assert len(buffers[0]) > 1000
    assert json.loads(buffers[0])["risks"]["worst"]["now"] == "high"


def test_the_state_a_new_page_asks_for_is_the_present_one(tmp_path: Path, sent: list) -> None:
    form = lesson("01", tmp_path).quiz("check-match")
    item = next(iter(form.activity.items))
    value = form.spec["sections"][0]["items"][0]["options"][0]["id"]
    form._receive(None, {"kind": "change", "n": 1, "changes": {item: {"value": value}}}, None)
    assert form.get_state()["state"]["answers"][item]["value"] == value


def test_the_frame_counts_and_welcomes_back(tmp_path: Path) -> None:
    first = lesson("01", tmp_path)
    assert "0 of 11 activities done" in first.frame.html
    form = first.quiz("check-match")
    for item in form.activity.items.values():
        form.activity.check(item.id, {"value": item.options[0].id})
    assert "1 of 11 activities done" in first.frame.html
    assert "Welcome back: 2 answers restored" in lesson("01", tmp_path).frame.html


def test_the_route_follows_the_track_and_says_what_exists(tmp_path: Path) -> None:
    start = lesson("00", tmp_path)
    panel, form = start.route(), start.questionnaire("choose-track")
    assert "Choose a track" in panel.html
    form.activity.change({"track.choice": {"value": "guard"}})
    assert "in preparation" in panel.html
    assert 'href="01_responsible_ai_innovation.ipynb"' in panel.html
    assert "… begun" in panel.html  # this lesson


def test_the_last_card_takes_everything_along(tmp_path: Path) -> None:
    first = lesson("00", tmp_path)
    first.questionnaire("choose-track").activity.change({"track.choice": {"value": "lead"}})
    panel = first.close()
    assert "01_responsible_ai_innovation.ipynb" in panel.html  # the next lesson on the route
    name, media, data = panel._files("answers")
    assert (name[-4:], media) == (".zip", "application/zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        answers = json.loads(archive.read("choose-track.json"))["answers"]
    assert answers["track.choice"]["value"] == "lead"


def test_what_a_learner_typed_is_escaped_in_the_results(tmp_path: Path, sent: list) -> None:
    form = lesson("14", tmp_path).questionnaire("organizational-readiness")
    item = next(i for i in form.activity.items.values() if isinstance(i, Scale))
    raw = {"state": "dont_know", "value": None, "reason": "<img src=x onerror=alert(1)>"}
    form._receive(None, {"kind": "change", "n": 1, "changes": {item.id: raw}}, None)
    form._receive(None, {"kind": "results", "n": 2}, None)
    assert "<img src=x" not in sent[1][0]["results"]
    assert "&lt;img src=x" in sent[1][0]["results"]
