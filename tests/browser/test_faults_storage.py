"""A browser that keeps nothing: what was typed outlives the kernel all the same, and words warn."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Page

from tests.faults.faults import Record, note
from toolkit_widgets.models import ShortText

from . import helpers
from .answering import lesson, quiz
from .conftest import Desk

FIELDS = [i.id for i in quiz("14", "my-plan").items if isinstance(i, ShortText)][:2]

FILL = """() => {  // to the last byte
  let n = 0;
  for (let size = 4 << 20; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) sessionStorage.setItem(`filler ${n++}`, "x".repeat(size));
    } catch {}
  }
}"""
FORBID = """() => {  // as where a browser is told to keep nothing of any page
  for (const name of ["getItem", "setItem", "removeItem"]) {
    const before = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...more) {
      const ours = this === sessionStorage && key.startsWith("toolkit");
      if (ours) throw new DOMException("", "SecurityError");
      return before.call(this, key, ...more);
    };
  }
}"""


def type_without_a_kernel(desk: Desk, page: Page, fields: list[str]) -> str:
    """The kernel ends; the learner types into each field. What the page says then."""
    session = desk.server.session(desk.server.notebook("14"))
    desk.server.api("DELETE", f"sessions/{session['id']}")
    plan = helpers.card(page, "my-plan")
    for field in fields:
        helpers.item(plan, field).locator("input").press_sequentially(f"words in {field}")
    said = plan.locator(".tk-unsaved", has_text="NOT SAVED")
    said.wait_for()
    return said.inner_text()


def stored(desk: Desk, wanted: dict[str, str]) -> dict[str, object]:
    """What is on disk, once it is what is wanted or after a while."""

    def now() -> dict[str, object]:
        found = desk.answers(lesson("14"))
        return {key: found[key].get("value") for key in wanted if key in found}

    with contextlib.suppress(AssertionError):
        helpers.until(lambda: now() == wanted)
    return now()


@pytest.mark.parametrize(
    "storage", [FILL, pytest.param(FORBID, marks=pytest.mark.thorough)], ids=["full", "forbidden"]
)
def test_two_fields_outlive_the_kernel_without_storage(
    desk: Desk, storage: str, record_property: Record
) -> None:
    desk.watch.expected += ["/api/kernels/", "/api/sessions/", "restarting kernel"]
    page = desk.open("14")
    page.evaluate(storage)
    said = type_without_a_kernel(desk, page, FIELDS)
    assert "cannot keep your answer" in said
    assert "copy it" in said
    helpers.start_lesson(page)
    wanted = {field: f"words in {field}" for field in FIELDS}
    assert stored(desk, wanted) == wanted
    card = helpers.card(page, "my-plan").locator(".tk-saved")
    helpers.until(lambda: "NOT" not in card.inner_text())
    note(record_property, "no-storage", 1, 0, said)
