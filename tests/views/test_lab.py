"""A lab: nothing is shown before the prediction, nothing is lost after it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from tests.labs.sample import BROKEN_AT, SECRET, run, sample_lab
from toolkit_widgets.content.library import UnknownName, library
from toolkit_widgets.models import Lab
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.views.lab import LabForm
from toolkit_widgets.views.lab_activity import KEPT, LabActivity, prediction
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.standing import Standing
from toolkit_widgets.views.words import form_words, lab_words

POSITIONS = {"limit": 0.5, "people": 100, "place": "square"}


def activity(folder: Path, lab: Lab | None = None, model: Any = run) -> LabActivity:
    found = lab or sample_lab()
    return LabActivity(found, Store(found, folder), library(), "key", run=model)


def predicted(folder: Path, **more: Any) -> LabActivity:
    """With the prediction committed."""
    found = activity(folder, **more)
    found.change({"guess": {"value": "up"}, "many": {"value": "7"}})
    found.commit()
    return found


def test_nothing_that_the_lab_shows_is_sent_before_the_prediction(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.change({"guess": {"value": "up"}})
    sent = json.dumps([act.spec, act.state(), act.move({"limit": "0.2"})])
    assert SECRET not in sent
    assert "data:image" not in sent
    assert act.state()["visible"] == ["guess", "many"]
    assert act.state()["lab"] is None


def test_committing_shows_the_start_and_the_prediction(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.change({"guess": {"value": "up"}, "many": {"value": "7"}})
    reply = act.commit()
    assert (reply["committed"], reply["moved"]) == (True, False)
    assert reply["said"]["guess"] == {"question": "What happens?", "predicted": "It rises."}
    assert reply["said"]["many"]["predicted"] == "7 hits"
    lab = reply["lab"]
    assert lab["values"] == POSITIONS
    assert (lab["readout"], lab["sentence"]) == ("50 hits", "At 0.50 there are 50 hits.")
    assert lab["seen"]["many"] == "50 hits"
    assert lab["table"] == [["Limit", "Hits"], ["0.50", "50"]]
    assert {k: v[:26] for k, v in lab["picture"].items()} == dict.fromkeys(
        ("light", "dark"), "data:image/svg+xml;base64,"
    )
    assert lab["picture"]["light"] != lab["picture"]["dark"]


def test_a_prediction_stands_once_it_is_committed(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    act.change({"guess": {"value": "down"}, "limit": {"value": "0.2"}})
    assert load_file(act.store.path).answers["guess"].value == "up"
    again = activity(tmp_path)  # a new kernel
    assert again.state()["said"]["guess"]["predicted"] == "It rises."


def test_what_cannot_be_read_is_not_committed(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.change({"many": {"value": "a lot"}})
    reply = act.commit()
    assert "not a number" in reply["problems"]["many"]
    assert (reply["committed"], reply["lab"]) == (False, None)
    act.change({"many": {"value": "8"}})
    assert act.commit()["committed"]


def test_controls_cannot_be_moved_before_the_prediction(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.change({"limit": {"value": "0.2"}})
    assert act.positions == POSITIONS
    assert not act.moved


def test_moving_shows_and_saves_nothing(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    before = act.store.path.read_bytes()
    reply = act.move({"limit": "0.25", "place": "hall"}, "dark")
    assert reply["lab"]["readout"] == "150 hits"
    assert list(reply["lab"]["picture"]) == ["dark"]
    assert reply["problems"] == dict.fromkeys(POSITIONS)
    assert act.store.path.read_bytes() == before


def test_positions_are_saved_and_come_back(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    reply = act.change({"limit": {"value": "0.25"}, "people": {"value": "40"}})
    assert (reply["saved"], reply["lab"]["readout"]) == (True, "30 hits")
    assert sorted(reply["lab"]["picture"]) == ["dark", "light"]
    again = activity(tmp_path)
    assert again.positions == POSITIONS | {"limit": 0.25, "people": 40}
    assert again.state()["lab"]["readout"] == "30 hits"
    assert again.store.notices == []
    assert again.store.file.aside == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("0", "0 is too low; the lowest possible is 1 persons. From 1 to 1,000 is possible."),
        ("1001", "too high"),
        ("1.5", "whole number"),
        ("many", "'many' is not a number we can read."),
        ("", "Enter a number. From 1 to 1,000 is possible."),
    ],
)
def test_what_is_typed_wrongly_is_said_and_the_picture_stays(
    tmp_path: Path, typed: str, says: str
) -> None:
    act = predicted(tmp_path)
    reply = act.move({"people": typed})
    assert list(reply) == ["problems"]
    assert list(reply["problems"]) == ["people"]
    assert says in reply["problems"]["people"]
    assert "possible" in reply["problems"]["people"]


def test_an_option_that_does_not_exist_is_no_position(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    assert "not one of the answers" in act.move({"place": "moon"})["problems"]["place"]
    act.change({"place": {"value": "moon"}})
    assert act.positions == POSITIONS


def test_positions_in_a_file_that_are_not_possible_count_as_none(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    act.change({"limit": {"value": "0.25"}})
    data = json.loads(act.store.path.read_text("utf-8"))
    data["answers"] |= {
        "limit": {"value": 1e300},
        "people": {"value": ["many"]},
        "place": {"value": {"moon": True}},
    }
    act.store.path.write_text(json.dumps(data), "utf-8")
    again = activity(tmp_path)
    assert again.positions == POSITIONS
    assert again.state()["lab"]["readout"] == "50 hits"
    again.change({"limit": {"value": "0.25"}})
    assert again.positions == POSITIONS | {"limit": 0.25}


def test_a_model_that_fails_is_said_in_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    act = predicted(tmp_path)
    with caplog.at_level(logging.ERROR):
        found = act.move({"people": BROKEN_AT})["lab"]
    assert "ZeroDivisionError: thirteen people" in found["failed"]
    assert "picture" not in found
    assert "thirteen people" in caplog.text
    act.change({"people": {"value": f"{BROKEN_AT}"}})
    assert "thirteen people" in activity(tmp_path).state()["lab"]["failed"]  # it still opens
    assert act.move({"people": "20"})["lab"]["failed"] == ""


def test_a_lab_without_a_model_says_so(tmp_path: Path) -> None:
    act = activity(tmp_path, model=None)
    assert "no lab model 'sample'" in act.sentence


def test_done_is_predicted_moved_and_checked(tmp_path: Path) -> None:
    act = activity(tmp_path)
    assert (act.started, act.done, act.note) == (False, False, "prediction not committed")
    act = predicted(tmp_path)
    assert (act.started, act.done, act.note) == (True, False, "controls not moved")
    assert act.state()["visible"] == ["guess", "many"]
    act.change({"limit": {"value": "0.25"}})
    assert (act.done, act.note) == (False, "questions open")
    assert act.state()["visible"] == ["guess", "many", "why", "yours"]
    act.check("why", {"value": "no"})
    assert act.done


def test_controls_are_no_questions(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    act.change({"limit": {"value": "0.25"}, "place": {"value": "hall"}})
    assert act.progress()["asked"] == 4
    assert act.progress()["answered"] == 2
    assert act.state()["restored"] == 2


def test_a_new_edition_keeps_what_still_has_a_place(tmp_path: Path) -> None:
    act = predicted(tmp_path)
    act.change({"limit": {"value": "0.25"}, "place": {"value": "hall"}})
    data = sample_lab().model_dump(by_alias=True)
    data |= {"version": "1.1.0", "title": "Another title"}
    data["controls"][2]["options"][1]["id"] = "foyer"  # the hall has gone
    newer = Lab.model_validate(data)
    again = LabActivity(newer, Store(newer, tmp_path), library(), "key", run=run)
    assert again.committed
    assert again.positions == POSITIONS | {"limit": 0.25}
    assert [aside.item for aside in again.store.file.aside] == ["place"]


def test_two_windows_do_not_lose_each_other(tmp_path: Path) -> None:
    one = predicted(tmp_path)
    other = activity(tmp_path)
    other.change({"place": {"value": "hall"}})
    one.change({"limit": {"value": "0.25"}})
    assert activity(tmp_path).positions == POSITIONS | {"limit": 0.25, "place": "hall"}


def test_outcomes_are_remembered_and_forgotten(tmp_path: Path) -> None:
    asked: list[object] = []

    def counted(values: Any) -> Any:
        asked.append(values["people"])
        return run(values)

    act = predicted(tmp_path, model=counted)
    asked.clear()
    for _ in range(3):
        act.move({"people": "5"}, "light")
    assert asked == [5]
    for people in range(20, 21 + KEPT):
        act.outcome(POSITIONS | {"people": people})
    act.move({"people": "5"}, "light")
    assert asked[-1] == 5


def test_predictions_in_words() -> None:
    words = form_words("en") | lab_words("en")
    many = sample_lab().predict[1]
    from toolkit_widgets.models import Answer, Choices, YesNo

    yes = YesNo(type="yesno", id="y", text="?")
    some = Choices.model_validate(
        {
            "type": "choices",
            "id": "c",
            "text": "?",
            "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
        }
    )
    assert prediction(many, Answer(value=12500), words) == "12,500 hits"
    assert prediction(many, Answer(value=0), words) == "0 hits"
    assert prediction(many, Answer(), words) == ""
    assert prediction(yes, Answer(value="no"), words) == "No"
    assert prediction(some, Answer(value=["b", "a"]), words) == "B; A"


# -- the widget ------------------------------------------------------------------------------------


def test_what_the_notebook_keeps_is_the_text_twin(tmp_path: Path) -> None:
    form = LabForm(activity(tmp_path))
    assert repr(form) == "Lab sample: 2 predictions, 3 controls\nAt 0.50 there are 50 hits."


def test_messages(tmp_path: Path) -> None:
    form = LabForm(activity(tmp_path))
    sent: list[dict[str, Any]] = []
    form.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    form._receive(None, {"kind": "change", "n": 1, "changes": {"many": {"value": "3"}}}, [])
    form._receive(None, {"kind": "commit", "n": 2}, [])
    form._receive(None, {"kind": "move", "n": 3, "values": {"limit": "0"}, "theme": "light"}, [])
    form._receive(None, {"kind": "move", "n": 4, "values": 5}, [])
    assert [message["n"] for message in sent] == [1, 2, 3, 4]
    assert sent[1]["lab"]["readout"] == "50 hits"
    assert sent[2]["lab"]["readout"] == "100 hits"
    assert "error" in sent[3]  # a page that sends nonsense hears of it


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_of_a_lab_is_there(language: str) -> None:
    code = (Path(__file__).parents[2] / "toolkit_widgets/views/lab.js").read_text("utf-8")
    import re

    asked = set(re.findall(r"words\.(\w+)", code))
    assert asked
    assert asked <= (form_words(language) | lab_words(language)).keys()


def test_a_lesson_shows_its_lab_and_counts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "toolkit_widgets.views.standing.activity_names"
    monkeypatch.setattr(names, lambda lesson: (("lab", "gallery"),))
    lesson = Lesson("00", library(), tmp_path)
    form = lesson.lab("gallery")
    assert repr(form).startswith("Lab gallery: 1 prediction, 2 controls\nIn this simplified model")
    standing = Standing(library(), tmp_path)
    assert [d.state for d in standing.states("00_start_here")] == ["none"]
    form.activity.change({"gallery.how-many": {"value": "5"}})
    form.activity.commit()
    found = Standing(library(), tmp_path).states("00_start_here")
    assert [(d.title, d.state, d.note) for d in found] == [
        ("One face, many photos", "started", "controls not moved")
    ]
    assert "1 begun" in lesson.frame.html
    form.activity.change({"size": {"value": "n1k"}})
    form.activity.check("gallery.vendor-says", {"value": "right"})
    assert [d.state for d in Standing(library(), tmp_path).states("00_start_here")] == ["done"]


def test_a_wrong_name_is_said_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean 'gallery'"):
        Lesson("00", library(), tmp_path).lab("galery")
