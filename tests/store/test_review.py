"""Steps of a review on disk: added, put together, never lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.samples import answers, small_questionnaire
from toolkit_widgets.models import Answer, AnswerFile, Respondent, ReviewEvent, ReviewStep
from toolkit_widgets.scoring.review import new_event, review_of
from toolkit_widgets.store import Store, Unreadable, load_file, stamp_of
from toolkit_widgets.store import store as store_module
from toolkit_widgets.store.merge import merge
from toolkit_widgets.store.migrate import fit
from toolkit_widgets.store.reading import MAX_ENTRIES

FORM = small_questionnaire(review=True)
ITEM = "culture.leaders"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def event(store: Store, step: ReviewStep, by: str, minute: int = 0) -> ReviewEvent:
    at = f"2026-03-02T09:{minute:02}:00+00:00"
    return new_event(step, by, "officer", store.answers, at, "Ten characters or more.")


def test_a_step_is_on_disk_when_it_is_taken(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, Answer(value="defined"))
    saved = store.add_review(event(store, "submit", "Heron"))
    assert (saved.on_disk, saved.revision) == (True, 2)
    again = Store(FORM, folder).file
    assert [(e.step, e.by) for e in again.review] == [("submit", "Heron")]
    assert again.review[0].answers.keys() == {ITEM}
    assert review_of(again.review, again.answers).state == "submitted"


def test_who_submits_first_is_the_respondent_unless_the_file_has_one(folder: Path) -> None:
    store = Store(FORM, folder)
    store.add_review(event(store, "comment", "Wren"))
    assert store.file.respondent.pseudonym == ""
    store.add_review(event(store, "submit", "Heron", 1))
    assert load_file(store.path).respondent == Respondent(pseudonym="Heron", role="officer")
    store.add_review(event(store, "submit", "Kite", 2))
    assert load_file(store.path).respondent.pseudonym == "Heron"


def test_two_windows_keep_the_steps_of_both_in_order(folder: Path) -> None:
    one, other = Store(FORM, folder), Store(FORM, folder)
    one.add_review(event(one, "submit", "Heron", 1))
    other.add_review(event(other, "comment", "Kite", 0))
    other.put(ITEM, Answer(value="defined"))
    one.add_review(event(one, "comment", "Owl", 2))
    found = load_file(one.path)
    assert [e.by for e in found.review] == ["Kite", "Heron", "Owl"]
    assert found.respondent.pseudonym == "Heron"
    assert found.answers[ITEM].value == "defined"


def test_a_full_disk_is_said_and_the_step_stays_in_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(FORM, folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store_module, "write_atomic", full)
    assert not store.add_review(event(store, "submit", "Heron")).on_disk
    assert len(store.file.review) == 1
    assert "No space left" in str(store.trouble)


def test_migration_keeps_every_step(folder: Path) -> None:
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["version"] = "1.3.0"
    moved = [{"op": "rename", "old": "ctx.staff", "new": "ctx.people"}]
    data["migrations"] = [{"from": "1.2.0", "to": "1.3.0", "steps": moved}]
    data["sections"][0]["items"][2]["id"] = "ctx.people"
    newer = type(FORM).model_validate(data)
    store = Store(FORM, folder)
    store.put("ctx.staff", Answer(value=12))
    store.add_review(event(store, "submit", "Heron"))
    before = list(store.file.review)
    assert fit(store.file, newer, stamp_of(newer))
    assert store.file.review == before
    opened = Store(newer, folder)
    assert opened.file.review == before
    assert opened.answers["ctx.people"].value == 12


def test_putting_a_persons_files_together_keeps_the_steps_of_all() -> None:
    files = []
    for day, by in ((1, "Kite"), (2, "Owl")):
        file = AnswerFile(
            content=stamp_of(FORM),
            updated=f"2026-03-0{day}T09:00:00+00:00",
            respondent=Respondent(pseudonym="Heron", role="head"),
            answers=answers(culture__leaders="defined"),
        )
        at = f"2026-03-0{day}T08:00:00+00:00"
        file.review = [new_event("comment", by, "officer", file.answers, at, "A comment.")]
        files.append(file)
    found = merge(files)
    assert [e.by for e in found.files[0].review] == ["Kite", "Owl"]
    assert [len(file.review) for file in files] == [1, 1]  # what was handed in stays as it is
    assert merge(files[::-1]).files == found.files


def test_a_file_with_too_many_steps_is_refused(folder: Path) -> None:
    store = Store(FORM, folder)
    one = event(store, "comment", "Kite")
    store.file.review = [one] * (MAX_ENTRIES + 1)
    store.put(ITEM, Answer(value="defined"))
    store.path.write_bytes(store.dump())
    store.file.review = [one] * (MAX_ENTRIES + 1)
    store.path.write_bytes(store.dump())
    with pytest.raises(Unreadable, match="review; at most"):
        load_file(store.path)


def test_a_file_of_an_earlier_edition_has_no_steps(folder: Path) -> None:
    store = Store(FORM, folder)
    store.put(ITEM, Answer(value="defined"))
    text = store.path.read_text("utf-8")
    assert '"review": []' in text
    store.path.write_text(text.replace('"review": []', '"other": []'), encoding="utf-8")
    assert load_file(store.path).review == []
