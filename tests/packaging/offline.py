"""Without any network but this computer itself: start the course, answer one question in Chromium.

Run by ``test_environments.py`` inside ``unshare --net``: COMMAND HOME FOLDER, or ``--only-look``.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import sys
from pathlib import Path
from types import SimpleNamespace

SET_FLAGS = 0x8914  # SIOCSIFFLAGS
UP_AND_RUNNING = 0x1 | 0x40
NOWHERE = ("192.0.2.1", 443)
"""An address for documentation: nobody has it."""


def loopback_up() -> None:
    """``ip link set lo up``, without that program."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SET_FLAGS, struct.pack("16sh", b"lo", UP_AND_RUNNING))


def look() -> str:
    """Is this computer there, and nothing else?"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    try:
        socket.create_connection(NOWHERE, timeout=5).close()
    except OSError as error:
        return f"loopback: yes, outside: {error.strerror or error}"
    return "loopback: yes, outside: reached"


def answer(command: str, home: Path, folder: Path) -> None:
    """Open lesson 00 as a learner does, and answer its first question."""
    from playwright.sync_api import sync_playwright

    from tests.browser import helpers
    from tests.browser.watch import Watch
    from tests.learn.running import Running

    os.environ["PYTHONPATH"] = ""
    running = Running([command, "learn", "--no-browser", "--folder", str(folder)], home)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=next(filter(None, map(shutil.which, helpers.CHROMIUM))),
                args=helpers.FLAGS,
            )
            context = browser.new_context()
            watch = Watch(context)
            page = context.new_page()
            page.set_default_timeout(helpers.PATIENCE_MS)
            server = SimpleNamespace(folder=folder, host=running.host, token=running.token)
            helpers.open_notebook(page, server, folder / "00_start_here.ipynb")  # type: ignore
            helpers.start_lesson(page)
            card = page.locator(".tk-card:has(input[type=radio]:visible)").first
            card.locator("input[type=radio]:visible").first.check()
            helpers.wait_saved(card)
            browser.close()
            assert watch.outside == []
            assert watch.errors == []
    finally:
        running.close()
    print("one answer saved")


if __name__ == "__main__":
    loopback_up()
    print(look(), flush=True)
    if sys.argv[1] != "--only-look":
        answer(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
