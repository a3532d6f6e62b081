"""Handing in: what goes, what stays, and an inbox that nobody may read."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit_widgets.cohort.contents import Contents
from toolkit_widgets.cohort.hand_in import hand_in, without_words
from toolkit_widgets.cohort.reading import read_class
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer, AnswerFile, Questionnaire
from toolkit_widgets.store import Store, stamp_of
from toolkit_widgets.store.inbox import (
    NotHandedIn,
    drop,
    inbox_folder,
    known_pseudonym,
    pseudonym,
)

from . import classes

SECRET = "Inspector Somebody said so"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A folder of answers with words in every place that holds words."""
    folder = tmp_path / "answers"
    form = classes.form()
    store = Store(form.content, folder)
    store.update(
        {
            "i0": Answer(value="s3", comment=SECRET, evidence=SECRET),
            "i1": Answer(state="dont_know", reason=SECRET),
            "i2": Answer(state="draft", value=SECRET),
            "words": Answer(value=SECRET),
        }
    )
    store.file.respondent.role = SECRET
    store.update({})
    return folder


@pytest.fixture
def contents() -> Contents:
    return Contents(None, [classes.form()])


def inside(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_without_words_by_default(answers: Path, contents: Contents, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    done = hand_in(answers, inbox, " Heron 27 ", contents)
    assert done.sentence == (
        "Handed in as heron-27: 1 file with your choices, when you made them and how often you "
        "checked. What you wrote in words stays here."
    )
    assert done.file.name.startswith("heron-27-")
    assert known_pseudonym(answers) == "heron-27"
    assert SECRET not in json.dumps(inside(done.file))
    (row,) = read_class(inbox, contents).sheets["questionnaire/form"].codes.tolist()
    assert row == [3, -1, 0, 0, -4], "the text counts as answered"
    whole = hand_in(answers, inbox, "heron-27", contents, with_text=True)
    assert json.dumps(inside(whole.file)).count(SECRET) == 6
    assert "everything that you wrote in words" in whole.sentence


def test_no_text_of_any_instrument_of_the_course_is_handed_in() -> None:
    """Every item of every content: a text in place of any answer, or inside it, does not go."""
    contents, shelf = Contents(library()), library()
    names = [("quizzes", info.id) for info in shelf.course.lessons]
    for folder, kind in (("questionnaires", "questionnaire"), ("cases", "case")):
        names += [(kind, path.name) for path in (shelf.data / folder).iterdir()]
    names += [("lab", file.stem) for file in (shelf.data / "labs").glob("*.yaml")]
    seen = 0
    for kind, name in names:
        known = contents.find(kind, name)
        if known is None:
            continue
        value: dict[str, Any] = {"inherent": {"likelihood": ["a", "b"], "named": SECRET}}
        value |= dict.fromkeys(("what", "whom", "owner", "accept_reason"), SECRET)
        typed = {c.item.id: c.item.type for c in known.columns}
        file = AnswerFile(
            content=known.stamp,
            answers={
                key: Answer(value=value if kind_ == "risk_row" else SECRET, comment=SECRET)
                for key, kind_ in typed.items()
                if kind_ in ("text", "long_text", "date", "repeat", "evidence", "gate", "risk_row")
            },
        )
        seen += len(file.answers)
        assert SECRET not in json.dumps(without_words(file, contents).dump()), name
    assert seen > 50


def test_what_this_edition_does_not_know_stays() -> None:
    other = Questionnaire.model_validate(
        classes.form().content.model_dump(by_alias=True, exclude_none=True) | {"id": "gone"}
    )
    file = AnswerFile(content=stamp_of(other), answers={"i0": Answer(value=SECRET)})
    assert without_words(file, Contents(None)).answers == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Heron 27", "heron-27"), ("a_b.c", "a-b-c"), ("Ásta", "ásta"), ("  x ", "x"), ("٣", "٣")],
)
def test_a_pseudonym(text: str, name: str) -> None:
    assert pseudonym(text) == name


@pytest.mark.parametrize("text", ["", " - ", "a/b", "../x", "a\x00", "=1", "x" * 41, "a\nb;"])
def test_no_pseudonym(text: str) -> None:
    with pytest.raises(NotHandedIn):
        pseudonym(text)


def test_the_inbox_is_an_environment_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_INBOX", " ")
    assert inbox_folder() is None
    monkeypatch.setenv("TOOLKIT_INBOX", "/some/where")
    assert inbox_folder() == Path("/some/where")


def test_the_file_is_whole_for_the_group_and_nobody_else(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        file = drop(tmp_path, "heron", b"data")
    finally:
        os.umask(before)
    assert file.read_bytes() == b"data"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file], "nothing else is left"
    assert drop(tmp_path, "heron", b"data") != file


def as_somebody(act: Callable[[], object]) -> int:
    """Do it without any privilege, in a process of its own; 0 where it worked."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork here")
def test_a_drop_folder_that_nobody_may_list_is_enough(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    inbox.chmod(0o1333 if os.geteuid() else 0o1733)
    assert as_somebody(lambda: list(inbox.iterdir())) == 1, "it can be listed: this proves nothing"
    assert as_somebody(lambda: drop(inbox, "heron", b"data")) == 0
    inbox.chmod(0o700)
    (file,) = inbox.iterdir()
    assert file.read_bytes() == b"data"
    inbox.chmod(0o500)
    assert as_somebody(lambda: drop(inbox, "heron", b"data")) == 1


def test_what_cannot_be_handed_in_is_said(
    answers: Path, contents: Contents, tmp_path: Path
) -> None:
    with pytest.raises(NotHandedIn, match=r"the inbox .* cannot be written \(No such file"):
        hand_in(answers, tmp_path / "nowhere", "heron", contents)
    with pytest.raises(NotHandedIn, match="There are no answers in"):
        hand_in(tmp_path / "empty", tmp_path, "heron", contents)
    (answers / "bad.json").write_text("{")
    done = hand_in(answers, tmp_path, "heron", contents)
    assert "Not handed in: bad.json is damaged" in done.sentence
