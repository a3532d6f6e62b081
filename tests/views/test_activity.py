"""What comes back to the page: saved, visible, problems; and never the key before its time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Quiz, QuizSet
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.views.activity import Activity

SECRET = "the distinctive sentence of the feedback"


def quiz(reveal: str, **more: object) -> Quiz:
    options = [
        {"id": "a", "text": "A", "correct": True, "feedback": SECRET},
        {"id": "b", "text": "B", "feedback": "Because of b."},
    ]
    place = [{"source": "course", "at": "a test"}]
    items = [
        {"type": "single", "id": "one", "text": "One?", "options": options, "refs": place},
        {
            "type": "note",
            "id": "see",
            "text": "Seen.",
            "show_when": {"q": "one", "answered": True},
        },
        {"type": "number", "id": "n", "text": "How many?", "maximum": 10, "required": True},
    ]
    kind = "test" if reveal == "after_commit" else "check"
    data = {"id": "q", "title": "Q", "kind": kind, "reveal": reveal, "minutes": 1, "items": items}
    return Quiz.model_validate(data | more)


def activity(form: Quiz, folder: Path) -> Activity:
    content = QuizSet(schema_="toolkit-quizzes/1", lesson="x", version="1.0.0", quizzes=[form])
    return Activity(form, Store(content, folder), library(), "key")


@pytest.mark.parametrize("reveal", ["after_commit", "never"])
def test_the_key_is_not_sent_before_its_time(tmp_path: Path, reveal: str) -> None:
    act = activity(quiz(reveal), tmp_path)
    act.change({"one": {"value": "a"}})
    sent = json.dumps([act.spec, act.state()])
    assert SECRET not in sent
    assert '"correct"' not in sent


def test_on_check_sends_the_key_and_counts_checks(tmp_path: Path) -> None:
    act = activity(quiz("on_check"), tmp_path)
    assert SECRET in json.dumps(act.spec)
    reply = act.check("one", {"value": "b"})
    assert (reply["saved"], reply["visible"]) == (True, ["one", "see", "n"])
    act.change({"one": {"value": "a"}})
    assert act.state()["visible"] == ["one", "n"]  # a new value is not checked yet
    act.check("one", {"value": "a"})
    on_disk = load_file(act.store.path).answers["one"]
    assert (on_disk.value, on_disk.checked, on_disk.first) == ("a", 1, "b")


def test_checking_nothing_is_a_problem_not_a_check(tmp_path: Path) -> None:
    act = activity(quiz("on_check"), tmp_path)
    assert "problems" in act.check("one", {"value": None})
    assert act.answers["one"].checked == 0


def test_problems_come_back_in_words_and_the_text_is_kept(tmp_path: Path) -> None:
    act = activity(quiz("on_check"), tmp_path)
    reply = act.change({"n": {"value": "11"}})
    assert reply["problems"]["n"] == "11 is too high; the highest possible is 10."
    assert load_file(act.store.path).answers["n"].value == "11"
    assert act.progress()["draft"] == 1
    assert not act.done


def test_a_change_for_an_item_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    act = activity(quiz("on_check"), tmp_path)
    act.change({"other": {"value": "x"}, "one": "rubbish"})
    assert act.answers == {}


def test_handing_in_marks_and_reveals(tmp_path: Path) -> None:
    act = activity(quiz("after_commit", pass_mark=0.7), tmp_path)
    act.change({"one": {"value": "a"}})
    assert (act.done, act.started) == (False, True)
    reveal = act.commit()["reveal"]
    assert reveal["marks"] == {"one": 1.0}
    assert "1 of 1" in reveal["html"]
    assert "Passed" in reveal["html"]
    assert SECRET in json.dumps(reveal)
    assert act.done
    again = activity(quiz("after_commit", pass_mark=0.7), tmp_path)  # a new kernel
    assert again.state()["reveal"]["marks"] == {"one": 1.0}


def test_html_in_our_texts_is_switched_off(tmp_path: Path) -> None:
    act = activity(quiz("on_check", intro="<script>alert(1)</script>"), tmp_path)
    assert "<script>" not in act.spec["intro"]


def test_every_change_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    act = activity(quiz("on_check"), tmp_path)
    act.on_change = lambda: told.append(1)
    act.change({"one": {"value": "a"}})
    act.check("one", {"value": "a"})
    act.commit()
    assert len(told) == 3
