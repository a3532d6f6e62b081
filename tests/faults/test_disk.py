"""A disk that is full and a folder that is closed: work goes on in memory, in so many words."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import resource
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.store import store as store_module
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.lesson import Lesson

from .faults import Record, note
from .killing import FORM, ITEMS, Say, Trap, Work, full_disk, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and a Unix user")

ONE, TWO, THREE = ITEMS[:3]
STEPS = ("mkstemp", "half written", "written", "fsync", "replace")
"""Where a full disk can say so."""
NOBODY = 65534


def form_of(folder: Path) -> Form:
    """The questionnaire as a page has it."""
    return Form(Activity(FORM, Store(FORM, folder), library(), "key"), "Form")


def entered(form: Form, item: str, value: str) -> dict[str, object]:
    """Enter a value as the page does; the reply that the page gets."""
    return form._answer({"kind": "change", "changes": {item: {"value": value}}})[0]


def downloaded(form: Form) -> dict[str, object]:
    """What the button *Download my answers* gives: item → value."""
    _reply, files = form._answer({"kind": "file", "what": "answers"})
    assert files is not None
    return {key: a["value"] for key, a in json.loads(files[0])["answers"].items()}


def refused(form: Form, item: str, value: str, words: str) -> str:
    """Enter something that cannot be saved, and check that nothing is lost in silence."""
    reply = entered(form, item, value)
    assert reply["saved"] is False, reply
    said = str(reply["trouble"])
    assert words in said, said
    assert "Download my answers" in said
    assert form.activity.answers[item].value == value
    assert downloaded(form)[item] == value
    return said


def full_at(folder: Path, step: str) -> Work:
    """One answer is saved, the next meets a full disk, then there is room again."""

    def work(say: Say) -> None:
        form = form_of(folder)
        path = form.activity.store.path
        assert entered(form, ONE, "started")["saved"] is True
        before = path.read_bytes()
        Trap(step, 1, full_disk).set()
        refused(form, TWO, "defined", "No space left on device")
        assert path.read_bytes() == before
        assert entered(form, THREE, "none")["saved"] is True  # there is room again
        assert load_file(path).answers.keys() == {ONE, TWO, THREE}
        assert form.activity.store.trouble is None

    return work


def test_a_disk_that_is_full_at_any_step_loses_nothing(
    tmp_path: Path, record_property: Record
) -> None:
    for step in STEPS:
        run(full_at(tmp_path / step.replace(" ", "-"), step))
    said = "In memory only. Answers cannot be saved in the folder '…' (No space left on device). "
    said += "You can go on; use 'Download my answers' before you close this page."
    note(record_property, "disk-full", len(STEPS), 0, said)


def test_a_store_that_keeps_a_full_disk_to_itself_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write = store_module.write_atomic

    def silent(file: Path, data: bytes) -> None:
        with contextlib.suppress(OSError):
            write(file, data)

    monkeypatch.setattr(store_module, "write_atomic", silent)
    with pytest.raises(AssertionError, match="the child failed"):
        run(full_at(tmp_path, "written"))
    assert 'reply["saved"] is False' in capfd.readouterr().err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 128 kB. Skips where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here: a REAL full disk was NOT tested")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path, record_property: Record) -> None:
    form = form_of(small_disk / "answers")
    assert entered(form, ONE, "started")["saved"] is True
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
        while True:
            out.write(bytes(4096))
    refused(form, TWO, "defined", "No space left on device")
    assert Store(FORM, form.activity.store.folder).answers.keys() == {ONE}  # opens all the same
    filler.unlink()
    assert entered(form, THREE, "none")["saved"] is True
    assert load_file(form.activity.store.path).answers.keys() == {ONE, TWO, THREE}
    note(record_property, "disk-full", 1, 0, "")


def test_a_file_that_the_system_does_not_let_grow(tmp_path: Path, record_property: Record) -> None:
    def work(say: Say) -> None:
        form = form_of(tmp_path / "answers")
        assert entered(form, ONE, "started")["saved"] is True
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (form.activity.store.path.stat().st_size, hard))
        refused(form, TWO, "defined", "File too large")
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert entered(form, THREE, "none")["saved"] is True

    run(work)
    note(record_property, "size-limit", 1, 0, "In memory only. … (File too large). …")


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user can reach, as pytest's own is not."""
    place = Path(tempfile.mkdtemp(prefix="course-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def as_somebody_else(work: Work) -> Work:
    """The same without the rights of root, if we have them."""

    def dropped(say: Say) -> None:
        codecs.lookup("cp437")  # for zip files: Python itself may be root's alone
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work(say)

    return dropped


@pytest.mark.parametrize(
    ("mode", "seen"), [(0o555, True), (0o000, False)], ids=["cannot write", "cannot look into"]
)
def test_a_closed_folder_is_said(
    open_place: Path, mode: int, seen: bool, record_property: Record
) -> None:
    folder = open_place / "answers"
    Store(FORM, folder).put(ONE, Answer(value="started"))
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(mode)

    def work(say: Say) -> None:
        # the owner could open the folder again, as the store does: then nothing is closed
        os.chmod = lambda *a, **n: full_disk()  # type: ignore[assignment]
        form = form_of(folder)
        assert ("started" in [a.value for a in form.activity.answers.values()]) is seen
        said = refused(form, TWO, "defined", "Permission denied")
        say(said)
        assert form.activity.state()["trouble"] == said
        lesson = Lesson("14", library(), folder)
        plan = lesson.quiz("my-plan")
        entered(plan, next(iter(plan.activity.items)), "some words")
        with zipfile.ZipFile(io.BytesIO(lesson._all_answers()[2])) as archive:
            assert b"some words" in archive.read(f"{lesson.info.id}-not-saved.json")

    run(as_somebody_else(work))
    folder.chmod(0o755)
    assert load_file(folder / f"{FORM.id}.json").answers.keys() == {ONE}
    note(record_property, "read-only", 1, 0, "In memory only. … (Permission denied). …")


def test_a_file_of_somebody_else_is_kept_and_said(
    open_place: Path, record_property: Record
) -> None:
    """As when somebody ran the course once with sudo."""
    folder = open_place / "answers"
    Store(FORM, folder).put(ONE, Answer(value="started"))
    path = folder / f"{FORM.id}.json"
    path.chmod(0o000)
    for one in (folder, *folder.iterdir()):
        if os.getuid() == 0 and one != path:
            os.chown(one, NOBODY, NOBODY)

    def work(say: Say) -> None:
        form = form_of(folder)
        notices = form.activity.store.notices
        assert "cannot be read: Permission denied. It is kept as" in notices[0]
        assert entered(form, TWO, "defined")["saved"] is True

    run(as_somebody_else(work))
    kept = next(folder.glob("*.kept"))
    kept.chmod(0o600)
    assert load_file(kept).answers.keys() == {ONE}
    note(record_property, "read-only", 1, 0, "… cannot be read: Permission denied. It is kept as …")
