"""What a lesson leaves on the disk: answers in one place, for the owner's eyes only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from . import helpers
from .server import CourseServer
from .watch import Watch

WORD = "heron7731"
CODE = "kingfisher4402 = 1"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's own")


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[CourseServer]:
    """The course of somebody whose system lets everybody read and write every new file."""
    before = os.umask(0)
    try:
        running = CourseServer(tmp_path / "my-course")
    finally:
        os.umask(before)
    yield running
    running.close()


def with_word(folder: Path, word: str) -> set[str]:
    """The files below ``folder`` in which a word stands."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {f.relative_to(folder).as_posix() for f in files if word.encode() in f.read_bytes()}


def open_to_others(folder: Path) -> list[str]:
    """Files that somebody else can reach: nothing from them up to ``folder`` is closed."""

    def closed(path: Path) -> bool:
        return not stat.S_IMODE(path.stat().st_mode) & 0o077

    found = []
    for path in sorted(folder.rglob("*")):
        above = [path, *path.parents[: len(path.relative_to(folder).parts)]]
        if path.is_file() and not any(closed(one) for one in above):
            found.append(path.relative_to(folder).as_posix())
    return found


def test_answers_are_in_one_place_and_nobody_else_can_read_them(
    chromium: Browser, careless: CourseServer
) -> None:
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_default_timeout(helpers.PATIENCE_MS)
    cells = [
        "from toolkit_widgets import open_lesson\nlesson = open_lesson('14')\nlesson.frame",
        "lesson.questionnaire('organizational-readiness')",
        f"{CODE}\nlesson.quiz('friday-letter')",
    ]
    file = helpers.write_notebook(careless.folder, "kept", *cells)
    file.chmod(0o600)
    helpers.open_notebook(page, careless, file)
    for _ in range(2):  # the second start makes backups of what the first one saved
        helpers.start_lesson(page)
        area = page.locator(".tk-card textarea:visible, .tk-card input[type=text]:visible").first
        area.fill(WORD)
        area.blur()
        helpers.wait_saved(area.locator("xpath=ancestor::section[1]"))
    page.keyboard.press("Control+s")
    helpers.until(lambda: "frame" in file.read_text("utf-8") and file.stat().st_size > 2500)
    page.wait_for_timeout(500)
    stored = page.evaluate("[Object.keys(sessionStorage), Object.keys(localStorage)].flat()")
    assert [key for key in stored if key.startswith("toolkit-course:")] == [], "all is confirmed"
    context.close()
    assert watch.errors == []
    kept = {
        name.split("/")[0] if name.startswith("answers") else name
        for name in with_word(careless.folder, WORD)
    }
    assert kept == {"answers"}, "what was typed is in the answers and their backups alone"
    assert "kept.ipynb" in with_word(careless.folder, CODE), "a saved notebook holds its code"
    history = ".jupyter-course/ipython/profile_default/history.sqlite"
    assert history not in with_word(careless.folder, CODE)
    assert open_to_others(careless.folder) == []
    answers = careless.folder / "answers"
    for path in [answers, *answers.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    (answers / "loose.json").touch(0o666)
    answers.chmod(0o755)
    (answers / "loose.json").chmod(0o644)
    assert open_to_others(answers.parent) == [], "the folder of the course is closed"
    answers.parent.chmod(0o755)
    assert open_to_others(answers) == ["loose.json"], "an open file would be found"
