"""Nothing the learner typed is ever lost, and what happened is said in words."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import small_questionnaire, small_quizzes
from toolkit_widgets.models import Answer, AnswerFile
from toolkit_widgets.store import Store, Unreadable, load_file
from toolkit_widgets.store import store as store_module
from toolkit_widgets.store.files import KEEP, back_up, backups

FORM = small_questionnaire()
ITEM, OTHER = "culture.leaders", "culture.reports"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def step(value: str, **more: str) -> Answer:
    return Answer(value=value, **more)


def test_an_answer_is_on_disk_when_put_returns(folder: Path) -> None:
    store = Store(FORM, folder)
    saved = store.put(ITEM, step("defined", comment="signed in May"))
    assert (saved.on_disk, saved.revision) == (True, 1)
    on_disk = load_file(store.path)
    assert on_disk.answers[ITEM].value == "defined"
    assert on_disk.answers[ITEM].comment == "signed in May"
    assert on_disk.content.sha256 == store.stamp.sha256


def test_opening_again_restores(folder: Path) -> None:
    Store(FORM, folder).put(ITEM, step("defined"))
    again = Store(FORM, folder)
    assert again.answers[ITEM].value == "defined"
    assert (again.restored, again.notices, again.trouble) == (1, [], None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_are_for_their_owner_alone(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, step("defined"))
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text", ["🙂 ünï\u0000code", "\ud83d", "עברית", "a" * 1_000_000, "́" * 1000, "\r\n\t"]
)
def test_any_text_survives(folder: Path, text: str) -> None:
    Store(FORM, folder).put(ITEM, step("defined", comment=text))
    again = Store(FORM, folder)
    assert again.answers[ITEM].comment == text
    assert not again.notices


def test_damage_without_a_backup_is_said(folder: Path) -> None:
    folder.mkdir()
    (folder / f"{FORM.id}.json").write_text("{", "utf-8")
    store = Store(FORM, folder)
    assert "There was no good backup" in store.notices[0]
    assert store.put(ITEM, step("defined")).on_disk


def test_damage_while_the_lesson_is_open_is_kept_aside(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, step("defined"))
    store.path.write_text("not ours", "utf-8")
    saved = store.put(OTHER, step("none"))
    assert "was damaged" in saved.notices[0]
    assert load_file(store.path).answers.keys() == {ITEM, OTHER}
    assert [p.read_text("utf-8") for p in folder.glob("*.damaged-*")] == ["not ours"]


def test_five_backups_are_kept_and_the_same_one_not_twice(folder: Path) -> None:
    folder.mkdir()
    file = folder / "x.json"
    for number in range(KEEP + 3):
        file.write_text(str(number), "utf-8")
        back_up(file)
        back_up(file)
    assert [b.read_text("utf-8") for b in backups(file)] == ["7", "6", "5", "4", "3"]


def test_a_full_disk_is_said_and_the_answers_stay_in_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, step("started"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "write_atomic", full)
        saved = store.put(OTHER, step("defined"))
    assert not saved.on_disk
    assert store.trouble is not None
    assert "No space left" in store.trouble
    assert OTHER not in load_file(store.path).answers
    assert json.loads(store.dump())["answers"][OTHER]["value"] == "defined"  # the download
    assert store.put(ITEM, step("managed")).on_disk  # space again: everything is written
    assert store.trouble is None
    assert load_file(store.path).answers[OTHER].value == "defined"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    store = Store(FORM, tmp_path / "file" / "answers")
    assert store.trouble is not None
    assert "cannot be saved" in store.trouble
    assert not store.put(ITEM, step("defined")).on_disk
    assert store.answers[ITEM].value == "defined"


def test_two_windows_merge_item_by_item(folder: Path) -> None:
    one, two = Store(FORM, folder), Store(FORM, folder)
    one.put(ITEM, step("started"))
    saved = two.put(OTHER, step("defined"))
    assert saved.notices == [
        f"Taken over from another window: {ITEM}. Press Start lesson to see it here."
    ]
    assert load_file(two.path).answers.keys() == {ITEM, OTHER}


def test_where_both_changed_one_item_both_are_kept(folder: Path) -> None:
    one, two = Store(FORM, folder), Store(FORM, folder)
    one.put(ITEM, step("started"))
    saved = two.put(ITEM, step("managed"))
    assert "kept aside" in saved.notices[0]
    file = load_file(two.path)
    assert file.answers[ITEM].value == "managed"
    assert [(a.item, a.answer.value) for a in file.aside] == [(ITEM, "started")]


changes = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([ITEM, OTHER, "people.roles"]), st.integers(0, 4)),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(changes)
def test_no_value_of_two_windows_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[int, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("two") / "answers"
    steps = ["none", "started", "defined", "managed", "improving"]
    windows = [Store(FORM, folder), Store(FORM, folder)]
    last: dict[str, str] = {}
    for window, item, number in history:
        windows[window].put(item, step(steps[number]))
        last[item] = steps[number]
    if history:
        assert {k: a.value for k, a in load_file(windows[0].path).answers.items()} == last


def test_a_newer_format_is_left_untouched(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, step("defined"))
    data = json.loads(store.path.read_bytes()) | {"format": "toolkit-answers/2"}
    store.path.write_text(json.dumps(data), "utf-8")
    before = store.path.read_bytes()
    newer = Store(FORM, folder)
    assert newer.trouble is not None
    assert "reads 'toolkit-answers/1'" in newer.trouble
    assert not newer.put(ITEM, step("none")).on_disk
    assert newer.path.read_bytes() == before


def test_unknown_fields_of_a_newer_edition_survive(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, step("defined"))
    data = json.loads(store.path.read_bytes())
    data["answers"][ITEM]["mood"] = "calm"
    data["future"] = 1
    store.path.write_text(json.dumps(data), "utf-8")
    Store(FORM, folder).put(OTHER, step("none"))
    again = json.loads(store.path.read_bytes())
    assert again["answers"][ITEM]["mood"] == "calm"
    assert again["future"] == 1


def test_answers_move_with_a_new_version(folder: Path) -> None:
    old = small_questionnaire()
    store = Store(old, folder)
    store.update(
        {
            ITEM: step("started"),
            OTHER: step("defined"),
            "culture.public": step("none"),
            "people.roles": step("managed"),
        }
    )
    data = small_questionnaire().model_dump(mode="json", by_alias=True, exclude_none=True)
    data["version"] = "2.0.0"
    data["sections"][1]["items"][0]["id"] = "culture.leaders-own"
    data["sections"][1]["items"] = data["sections"][1]["items"][:2]  # culture.public is gone
    data["actions"] = []
    data["migrations"] = [
        {
            "from": "1.2.0",
            "to": "2.0.0",
            "steps": [
                {"op": "rename", "old": ITEM, "new": "culture.leaders-own"},
                {"op": "rescale", "item": OTHER, "how": "map", "map": {"defined": "managed"}},
                {"op": "rescale", "item": "people.roles", "how": "reset"},
                {"op": "retire", "item": "culture.public"},
            ],
        }
    ]
    new = type(old).model_validate(data)
    opened = Store(new, folder)
    assert opened.answers["culture.leaders-own"].value == "started"
    assert opened.answers[OTHER].value == "managed"
    assert {a.item for a in opened.file.aside} == {"culture.public", "people.roles"}
    assert opened.notices[0] == "The questions are now version 2.0.0 (was 1.2.0)."
    assert len(opened.notices) == 5
    assert backups(opened.path)  # made before the migration


def test_an_answer_without_a_question_is_kept_aside_not_dropped(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put("gone.item", step("defined"))
    data = json.loads(store.path.read_bytes())
    data["content"]["sha256"] = "0" * 64
    store.path.write_text(json.dumps(data), "utf-8")
    opened = Store(FORM, folder)
    assert "gone.item" not in opened.answers
    assert opened.file.aside[0].item == "gone.item"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "damaged"),
        ("[]", "not a file of answers"),
        ('{"format": "something"}', "not a file of answers"),
        ('{"format": "toolkit-answers/9"}', "reads 'toolkit-answers/1'"),
        ('{"format": "toolkit-answers/1"}', "damaged at 'content'"),
        ("[" * 100_000, "damaged"),
    ],
)
def test_hostile_files_are_refused_in_words(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, "utf-8")
    with pytest.raises(Unreadable, match=says):
        load_file(file)


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        load_file(tmp_path / "none.json")


def test_committing_counts_the_first_time(folder: Path) -> None:
    store = Store(FORM, folder)
    store.commit("test")
    first = store.file.committed["test"]
    store.commit("test")
    assert Store(FORM, folder).file.committed == {"test": first}


def test_the_file_says_what_it_belongs_to(folder: Path) -> None:
    quizzes = small_quizzes("a")
    store = Store(quizzes, folder)
    store.put("a", Answer(value="yes"))
    file = AnswerFile.model_validate_json(store.path.read_bytes())
    assert store.path.name == "01_x.json"
    assert (file.content.kind, file.content.id) == ("quizzes", "01_x")
    assert file.tool.startswith("toolkit-widgets ")
