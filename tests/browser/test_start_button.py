"""The page before and after *Start lesson*, and how a learner gets going again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from . import helpers
from .conftest import Desk

SCROLLED = """() => Math.max(
    ...[...document.querySelectorAll('*')].map(element => element.scrollTop))"""


def toolbar_buttons(page: Page) -> list[str]:
    """The words on every button of the toolbar that can be seen."""
    buttons = page.locator(".jp-NotebookPanel-toolbar .jp-Toolbar-item:visible jp-button")
    return [text.strip() for text in buttons.all_inner_texts()]


def test_one_button_and_nothing_else_asks_for_attention(desk: Desk) -> None:
    page = desk.open("00", start=False)
    assert toolbar_buttons(page) == ["Start lesson"]
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert (
        page.locator(".jp-CodeCell .jp-InputArea:visible, .jp-InputPlaceholder:visible").count()
        == 0
    )


def test_starting_leaves_the_reader_at_the_top(desk: Desk) -> None:
    page = desk.open("00")
    page.wait_for_timeout(500)
    assert page.evaluate(SCROLLED) == 0
    assert page.locator(".jp-mod-outputsScrolled").count() == 0, "no activity in a scroll box"


def test_the_key_f9_starts_too(desk: Desk) -> None:
    """Tab does not reach the toolbar of Notebook 7.6, so there has to be a key."""
    page = desk.open("00", start=False)
    page.keyboard.press("F9")
    page.locator(".tk-card").first.wait_for()


def _kill(desk: Desk, page: Page) -> None:
    desk.server.kernel_process(desk.server.notebook("00")).send_signal(signal.SIGKILL)


def _kill_and_let_the_server_notice(desk: Desk, page: Page) -> None:
    _kill(desk, page)
    page.wait_for_timeout(4000)  # a dialog says then: "It will restart automatically"


def _end_like_an_idle_one(desk: Desk, page: Page) -> None:
    kernel = desk.server.session(desk.server.notebook("00"))["kernel"]["id"]
    desk.server.api("DELETE", f"kernels/{kernel}")
    page.wait_for_timeout(11_000)  # the page asks every ten seconds; before, a press is lost


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's own")
@pytest.mark.parametrize("die", [_kill, _kill_and_let_the_server_notice, _end_like_an_idle_one])
def test_a_dead_kernel_starts_again_by_one_press(
    desk: Desk, die: Callable[[Desk, Page], None]
) -> None:
    page = desk.open("00")
    desk.watch.expected += ["Failed to load resource"]  # the page asks for the kernel that is gone
    page.add_locator_handler(page.locator(".jp-Dialog"), _press_ok)
    die(desk, page)
    page.evaluate("document.querySelectorAll('.tk-card').forEach(card => card.remove())")
    page.get_by_role("button", name="Start lesson").first.click()
    page.locator(".tk-card").first.wait_for()
    assert helpers.cell_errors(page) == []


def _press_ok(dialog: Locator) -> None:
    dialog.get_by_role("button").last.click()
