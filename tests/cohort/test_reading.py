"""Files from anybody: what counts, and what is left out and listed with its reason."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import corpus
from toolkit_widgets.cohort import handed, reading
from toolkit_widgets.cohort.contents import Contents, known
from toolkit_widgets.cohort.handed import learner_of
from toolkit_widgets.cohort.report import class_report
from toolkit_widgets.content.library import library
from toolkit_widgets.content.parse import parse_text
from toolkit_widgets.models import Answer, AnswerFile, Questionnaire
from toolkit_widgets.store import stamp_of

from . import classes
from .classes import given, put, read

FORM = classes.form()
GOOD = {"i0": "s3", "i1": "s2"}


def why(room: reading.Room) -> dict[str, str]:
    return {one.name: one.why for one in room.skipped}


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("stem", "learner"),
    [
        ("heron-27", "heron-27"),
        ("heron-27-0123456789ab", "heron-27"),
        ("answers-2026-11-24", "answers-2026-11-24"),
        ("answers-heron-2026-11-24 (2)", "heron"),
        ("heron (1)", "heron"),
        ("__proto__", "__proto__"),
        ("a\u202eb", "ab"),
    ],
)
def test_the_name_of_a_file_is_the_pseudonym(stem: str, learner: str) -> None:
    assert learner_of(stem) == learner


def test_folders_zips_and_single_files_are_learners(tmp_path: Path) -> None:
    deep = tmp_path / "wren" / "my-course" / "answers"
    (deep / "backups").mkdir(parents=True)
    text = json.dumps(given(FORM, GOOD))
    (deep / "form.json").write_text(text)
    (deep / "backups" / "form.20260101T000000.000000Z.json").write_text(text)
    (tmp_path / "swift.json").write_text(text)
    own = given(FORM, GOOD, respondent={"pseudonym": "lark", "role": "Clerk"})
    (tmp_path / "form.json").write_text(json.dumps(own))
    put(tmp_path, "heron-0123456789ab", given(FORM, GOOD))
    room = read(tmp_path, FORM)
    assert room.learners == ["heron", "lark", "swift", "wren"]
    assert room.roles == {"lark": "Clerk"}
    assert room.files == 4
    assert [*why(room).values()] == [handed.BACKUP]


def test_the_download_of_a_lesson_is_what_is_read(tmp_path: Path) -> None:
    """The very zip that the last card of a lesson gives."""
    from toolkit_widgets.views.lesson import Lesson

    lesson = Lesson("00_start_here", library(), tmp_path / "answers")
    lesson.quiz("sign").activity.change({"sign.decision": {"value": "not"}})
    name, _media, data = lesson._all_answers()
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / name).write_bytes(data)
    room = reading.read_class(folder, Contents(library()))
    assert (room.learners, room.files, room.skipped) == ([name.removesuffix(".zip")], 1, [])
    sheet = room.sheets["quizzes/00_start_here"]
    place = sheet.known.places["sign.decision"]
    assert sheet.known.columns[place].labels[sheet.codes[0, place] - 1] == "I do not sign."


def test_the_latest_of_one_learner_counts_and_the_other_is_named(tmp_path: Path) -> None:
    old = given(FORM, {"i0": "s1"}, updated="2026-01-01T00:00:00+00:00")
    new = given(FORM, {"i0": "s5"}, updated="2026-02-01T00:00:00+00:00")
    put(tmp_path, "heron-aaaaaaaaaaaa", new)
    put(tmp_path, "heron-bbbbbbbbbbbb", old)
    room = read(tmp_path, FORM)
    assert room.sheets["questionnaire/form"].codes[:, 0].tolist() == [5]
    (sentence,) = why(room).values()
    assert "heron handed in 'form' more than once" in sentence


def test_hidden_and_unsure_answers_are_told_apart(tmp_path: Path) -> None:
    unsure = {"state": "dont_know", "reason": "Not seen."}
    put(tmp_path, "a", given(FORM, {"i0": "s2", "i1": unsure, "i3": "s5", "words": "A text"}))
    put(
        tmp_path, "b", given(FORM, {"i0": "s3", "i3": "s5", "i1": {"state": "draft", "value": "s"}})
    )
    rows = read(tmp_path, FORM).sheets["questionnaire/form"].codes.tolist()
    assert rows == [[2, -1, 0, -3, -4], [3, 0, 0, 5, 0]]


READY = known(parse_text(corpus.FORM, Questionnaire, "x.yaml").model, "Ready")
HARMLESS = {"huge-float", "twice", "twice-escaped", "deep-a-little", "many-entries", "revision"}
"""What is odd about these touches no option: the answer counts as none, or the last one counts."""


@pytest.mark.parametrize("one", corpus.json_files(), ids=lambda one: one.name)
def test_every_hostile_file_is_listed(tmp_path: Path, one: corpus.Hostile) -> None:
    """Damaged and hostile JSON with the right hash: never silent, never an exception."""
    person = tmp_path / "heron"
    person.mkdir()
    right = f'"sha256": "{READY.stamp.sha256}"'.encode()
    (person / "x.json").write_bytes(one.data.replace(b'"sha256": "0"', right))
    put(tmp_path, "wren", given(READY, {"rules": "some"}))
    room = read(tmp_path, READY)
    if one.name in HARMLESS:
        assert (room.learners, room.skipped) == (["heron", "wren"], [])
        place = READY.places["rules"]
        codes = room.sheets["questionnaire/ready"].codes[:, place].tolist()
        assert codes[0] in (0, codes[1])
        return
    assert room.learners == ["wren"]
    assert [s.name for s in room.skipped] == [f"heron{os.sep}x.json"]
    assert 5 < len(room.skipped[0].why) < 200


def test_half_an_emoji_costs_nobody_the_answers(tmp_path: Path) -> None:
    put(tmp_path, "heron", given(FORM, {**GOOD, "words": "\ud83d"}))
    room = read(tmp_path, FORM, with_text=True)
    assert room.files == 1
    assert room.texts == []  # nothing printable was written


OTHERS: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    ("other questionnaire", lambda c: c.update(id="another"), "no questionnaire 'another'"),
    ("path as id", lambda c: c.update(id="../../etc/passwd"), "this edition has no"),
    ("other kind", lambda c: c.update(kind="secret"), "this edition has no secret"),
    ("next version", lambda c: c.update(version="3.0.0", sha256="0", scoring_sha256="0"),
     "answers version 3.0.0 of 'form'; this edition has 2.0.0"),
    ("other hash", lambda c: c.update(sha256="0", scoring_sha256="0"), "the hashes differ"),
    ("kind is a list", lambda c: c.update(kind=[]), "does not say what it answers"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "says"), OTHERS, ids=[name for name, *_ in OTHERS])
def test_another_edition_is_listed(tmp_path: Path, name: str, change: Any, says: str) -> None:
    file = given(FORM, GOOD)
    change(file["content"])
    put(tmp_path, "heron", file)
    room = read(tmp_path, FORM)
    assert not room.files
    assert [says in text for text in why(room).values()] == [True]


@pytest.mark.parametrize(
    "answer",
    ["text", 7, [], {"state": "gone"}, {"state": {}}, {"state": ["answered"]}],
    ids=str,
)
def test_a_damaged_answer_takes_its_file_out(tmp_path: Path, answer: Any) -> None:
    file = given(FORM, GOOD)
    file["answers"]["i1"] = answer
    put(tmp_path, "heron", file)
    room = read(tmp_path, FORM)
    assert not room.files
    assert "damaged at 'answers.i1" in next(iter(why(room).values()))


def test_keys_of_other_languages_prototypes_are_only_keys(tmp_path: Path) -> None:
    file = given(FORM, {**GOOD, "__proto__": "s1", "constructor": "s1", "i2": {"value": ["s1"]}})
    file["__proto__"] = {"polluted": True}
    put(tmp_path, "__proto__", file)
    room = read(tmp_path, FORM)
    assert room.learners == ["__proto__"]
    assert room.sheets["questionnaire/form"].codes[0, :3].tolist() == [3, 2, 0]
    assert room.notes == [
        "1 answers name no option of their question and 2 answers belong to no question of this "
        "edition; they count as not answered."
    ]


def test_what_is_no_file_is_listed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text(json.dumps(given(FORM, GOOD)))
    room_folder = tmp_path / "class"
    (room_folder / "a").mkdir(parents=True)
    (room_folder / "a" / "link.json").symlink_to(outside)
    (room_folder / "linked").symlink_to(tmp_path)
    (room_folder / "a" / "notes.docx").write_bytes(b"x")
    (room_folder / ".heron-1.zip.tmp").write_bytes(b"x")
    os.mkfifo(room_folder / "a" / "pipe.json")
    deep = room_folder / "/".join("d" * 15)
    deep.mkdir(parents=True)
    (deep / "x.json").write_text("{}")
    room = read(room_folder, FORM)
    assert not room.files
    assert sorted(why(room).values()) == [
        "a link; not followed",
        "a link; not followed",
        "more than 12 folders deep",
        "not a file",
        "not a file of answers: neither .json nor .zip",
        "still being written",
    ]


def test_hostile_zips_are_listed(tmp_path: Path) -> None:
    good = json.dumps(given(FORM, GOOD)).encode()
    bomb = b"[" + b"0," * 15_000_000 + b"0]"
    zips = {
        "bomb": zip_of(a_dot_json=bomb),
        "many": zip_of(**{f"a{n}_dot_json": b"{}" for n in range(301)}),
        "cut": zip_of(form_dot_json=good)[:-40],
        "text": b"hello",
        "inside": zip_of(up__form_dot_json=good, readme_dot_txt=b"x", backups__form_dot_json=good),
    }
    locked = bytearray(zip_of(form_dot_json=good))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag "with a password", in both places
        locked[locked.index(mark) + (6 if mark == b"PK\x03\x04" else 8)] |= 1
    zips["locked"] = bytes(locked)
    for name, data in zips.items():
        (tmp_path / f"{name}.zip").write_bytes(data)
    room = read(tmp_path, FORM)
    assert room.learners == ["inside"]
    found = why(room)
    assert found.pop("inside.zip: readme.txt").startswith("not a file of answers")
    assert found.pop("inside.zip: backups/form.json") == handed.BACKUP
    assert found.pop("locked.zip: form.json") == "locked with a password"
    assert found.pop("bomb.zip").startswith("unpacks to more")
    assert found.pop("many.zip") == "a zip of more than 300 files"
    assert [text[:20] for text in found.values()] == ["not a whole zip file"] * 2


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b" " * (handed.MOST_BYTES + 1))
    assert why(read(tmp_path, FORM)) == {"a.json": "larger than 5,000,000 bytes"}


def test_an_earlier_version_is_carried_over_by_declared_steps(tmp_path: Path) -> None:
    steps = {"from": "1.0.0", "to": "2.0.0", "steps": [{"op": "rename", "old": "was", "new": "i1"}]}
    form = classes.form(migrations=[steps])
    stamp = stamp_of(form.content).model_copy(
        update={"version": "1.0.0", "sha256": "old", "scoring_sha256": "old", "shapes": {}}
    )
    old = AnswerFile(content=stamp, answers={"was": Answer(value="s4")})
    put(tmp_path, "heron", old.dump())
    assert read(tmp_path, form).sheets["questionnaire/form"].codes[0, 1] == 4


def listed(room: reading.Room) -> set[str]:
    """What the report's own table of left-out files names."""
    table = class_report(room).table("skipped")
    return set() if table is None else set(table.frame["File"])


def test_the_report_lists_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "x.docx").write_text("{")
    put(tmp_path, "wren", given(FORM, GOOD))
    every = {entry.name for entry in tmp_path.iterdir()}
    room = read(tmp_path, FORM)
    assert every - {"wren.zip"} == listed(room)


def test_the_test_sees_a_file_that_vanishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken example: a reader that drops what it refuses; the check above would fail."""

    def silent(folder: Path, learner: str, entry: Any) -> Any:
        return (p for p in handed.opened(folder, learner, entry) if isinstance(p, handed.Handed))

    monkeypatch.setattr(reading, "opened", silent)
    (tmp_path / "x.docx").write_text("{")
    put(tmp_path, "wren", given(FORM, GOOD))
    assert "x.docx" not in listed(read(tmp_path, FORM))


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    for number in range(3):
        put(tmp_path, f"p{number}", given(FORM, GOOD))
    read(tmp_path, FORM, progress=lambda done, every: told.append((done, every)))
    assert told[-1] == (3, 3)
