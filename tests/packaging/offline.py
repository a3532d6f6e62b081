"""A computer with no network: a network namespace of its own, in which loopback alone is up.

``alone(...)`` runs this file in one: it starts the course with the given command, opens lesson 00
in Chromium and answers one question. ``--only-look`` only says which network devices there are.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SET_FLAGS = 0x8914  # SIOCSIFFLAGS
UP_AND_RUNNING = 0x1 | 0x40
LESSON = "00_start_here"


def alone(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run this file without any network; skip where that is not allowed."""
    unshare = ["unshare", "--net"]
    if os.geteuid() != 0:
        unshare += ["--user", "--map-root-user"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a namespace without a network is not allowed here: NOTHING was tested offline")
    return subprocess.run(
        [*unshare, sys.executable, "-m", "tests.packaging.offline", *command],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
    )  # fmt: skip


def loopback_up() -> None:
    """``ip link set lo up``, without that program."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SET_FLAGS, struct.pack("16sh14x", b"lo", UP_AND_RUNNING))


def devices() -> list[str]:
    """The names of the network devices that this process can see."""
    return sorted(name for _, name in socket.if_nameindex())


def answer(command: list[str]) -> None:
    """Open lesson 00 as a learner does, and answer its first question. Raises AssertionError."""
    from playwright.sync_api import sync_playwright

    from tests.browser import helpers
    from tests.browser.watch import Watch
    from tests.learn.running import Running

    home = Path(os.environ["HOME"])
    running = Running(command, home, PYTHONPATH="")
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
            address = f"{running.host}/notebooks/{LESSON}.ipynb?token={running.token}"
            helpers.load(page, lambda: page.goto(address))
            helpers.start_lesson(page)
            card = page.locator(".tk-card:has(input[type=radio]:visible)").first
            card.locator("input[type=radio]:visible").first.check()
            helpers.wait_saved(card)
            browser.close()
            assert watch.outside == []
            assert watch.errors == []
    finally:
        running.close()
    print("\n".join(running.lines))
    print("one answer saved")


if __name__ == "__main__":
    loopback_up()
    assert devices() == ["lo"], f"there is a network here: {devices()}"
    if sys.argv[1] == "--only-look":
        print(*devices())
    else:
        answer(sys.argv[1:])
