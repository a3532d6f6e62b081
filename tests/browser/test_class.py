"""Handing in with a button, the trainer's notebook that follows the inbox, and the report."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from toolkit_widgets.cohort.contents import Contents
from toolkit_widgets.cohort.report import class_report
from toolkit_widgets.cohort.simulate import example_room, simulate, zipped
from toolkit_widgets.cohort.writing import to_html
from toolkit_widgets.content.library import library

from . import helpers
from .conftest import Desk


def test_the_last_card_hands_in_to_the_inbox(desk: Desk, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    cells = (
        f"import os; os.environ['TOOLKIT_INBOX'] = {str(inbox)!r}\n"
        "from toolkit_widgets import open_lesson; lesson = open_lesson('00')",
        "lesson.quiz('sign')",
        "lesson.close()",
    )
    notebook = helpers.write_notebook(desk.server.folder, "handing-in", *cells)
    page = desk.context.new_page()
    page.set_default_timeout(helpers.PATIENCE_MS)
    helpers.open_notebook(page, desk.server, notebook)
    helpers.start_lesson(page)
    helpers.choose(helpers.card(page, "sign"), "sign.decision", "question")
    question = helpers.item(helpers.card(page, "sign"), "sign.question").locator("input")
    question.fill("Who took the picture?")
    question.blur()
    helpers.wait_saved(helpers.card(page, "sign"))
    last = page.locator(".tk-card").last
    press = last.get_by_role("button", name="Hand in to your trainer")
    press.click()
    last.get_by_text("Give a pseudonym").wait_for()
    last.get_by_label("Your pseudonym").fill("Heron 27")
    press.click()
    last.get_by_text("Handed in as heron-27").wait_for()
    assert "What you wrote in words stays here" in last.inner_text()
    assert helpers.violations(page) == []
    (file,) = inbox.glob("*.zip")
    assert file.name.startswith("heron-27-")
    with zipfile.ZipFile(file) as archive:
        text = archive.read("00_start_here.json").decode()
    assert '"question"' in text
    assert "Who took the picture?" not in text
    page.set_viewport_size({"width": 400, "height": 900})
    assert helpers.too_wide(page) == []


def test_the_trainers_notebook_follows_the_inbox_and_stops(desk: Desk) -> None:
    inbox = desk.server.folder / "inbox"
    shutil.rmtree(inbox, ignore_errors=True)
    inbox.mkdir()
    cells = (
        "from toolkit_widgets.views import room as module; module.POLL_S = 0.2\n"
        "from toolkit_widgets import open_room; room = open_room()",
        "room.live()",
        *(f"room.show('{key}')" for key in ("who", "questions", "disagree", "skipped")),
    )
    notebook = helpers.write_notebook(desk.server.folder, "class", *cells)
    baseline = Contents(library()).find("quizzes", "00_start_here")
    assert baseline is not None
    people = list(simulate([baseline], 6, seed=3).files.items())

    def hand_in(who: str, files: list) -> None:
        (inbox / f"{who}.zip").write_bytes(zipped(files))

    page = desk.context.new_page()
    page.set_default_timeout(helpers.PATIENCE_MS)
    helpers.open_notebook(page, desk.server, notebook)
    helpers.start_lesson(page)
    page.get_by_text("30 people have handed in").first.wait_for()
    live = page.locator(".tk-card").nth(1)
    live.get_by_text("0 have handed in").wait_for()
    hand_in(*people[0])
    live.get_by_text("1 have handed in").wait_for()
    assert people[0][0] in live.inner_text()
    assert live.locator("img").count() == 0, "one person alone is never drawn"
    for who, files in people[1:5]:
        hand_in(who, files)
    live.get_by_text("5 have handed in").wait_for()
    live.locator("img").first.wait_for(state="attached")
    assert "not in the figures yet" not in live.inner_text()
    hand_in(*people[5])
    live.get_by_text("1 of them are not in the figures yet").wait_for()
    assert helpers.violations(page) == []
    live.get_by_role("button", name="Stop watching").click()
    live.get_by_text("Stopped at").first.wait_for()
    (inbox / f"{people[0][0]}.zip").unlink()
    page.wait_for_timeout(1_000)
    assert "6 have handed in" in live.inner_text()
    page.set_viewport_size({"width": 400, "height": 900})
    assert helpers.too_wide(page) == []


def test_the_report_is_accessible_and_asks_nobody(desk: Desk, tmp_path: Path) -> None:
    report = class_report(example_room(Contents(library()), tmp_path))
    page = desk.context.new_page()
    page.set_content(to_html(report))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert helpers.violations(page, None) == []
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        assert helpers.sideways(page) == []
