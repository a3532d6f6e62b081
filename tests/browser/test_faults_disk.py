"""Answers that cannot be saved: the page says where, why and what instead."""

from __future__ import annotations

import json

from tests.faults.faults import Record, note
from toolkit_widgets.models import ShortText

from . import helpers
from .answering import quiz
from .conftest import Desk

FIELD = next(i.id for i in quiz("14", "my-plan").items if isinstance(i, ShortText))


def test_a_folder_that_cannot_be_made(desk: Desk, record_property: Record) -> None:
    folder = desk.server.folder / "answers"
    folder.write_text("something else has this name", "utf-8")
    try:
        page = desk.open("14")
        plan = helpers.card(page, "my-plan")
        helpers.item(plan, FIELD).locator("input").fill("Each shift")
        said = plan.locator(".tk-unsaved", has_text="In memory only.")
        said.wait_for()
        words = said.inner_text()
        assert "cannot be saved in the folder" in words
        with page.expect_download() as download:
            plan.get_by_role("button", name="Download my answers").click()
        data = json.loads(download.value.path().read_text("utf-8"))
        assert data["answers"][FIELD]["value"] == "Each shift"
    finally:
        folder.unlink()
    note(record_property, "read-only", 1, 0, words)
