"""A computer with no network: run a command in a network namespace of its own, loopback alone.

``python -m tests.packaging.offline COMMAND...`` inside ``unshare -n`` brings loopback up, proves
that there is no other device, starts the command, and opens lesson 00 in Chromium.
"""

from __future__ import annotations

import fcntl
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import helpers
from tests.learn.running import Running

SIOCSIFFLAGS, IFF_UP, IFF_RUNNING = 0x8914, 0x1, 0x40


def namespaces() -> bool:
    """True where this process may make a network namespace."""
    tool = shutil.which("unshare")
    return bool(tool) and subprocess.run([tool, "-n", "true"], check=False).returncode == 0


def loopback_up() -> None:
    """Switch the loopback device on; a new namespace begins with it off."""
    with socket.socket() as any_socket:
        request = struct.pack("16sh14x", b"lo", IFF_UP | IFF_RUNNING)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, request)


def is_cut_off() -> bool:
    """True where this process sees no network device but loopback."""
    return [name for _, name in socket.if_nameindex()] == ["lo"]


def main(command: list[str]) -> None:
    """Start the course, press *Start lesson*, and say what was seen. Raises AssertionError."""
    loopback_up()
    assert is_cut_off(), "there is a network here"
    home = Path(command[0]).parent / "home"
    home.mkdir(exist_ok=True)
    running = Running(command, home, PYTHONPATH="")
    try:
        with sync_playwright() as playwright:
            path = next(filter(None, map(shutil.which, helpers.CHROMIUM)))
            browser = playwright.chromium.launch(executable_path=path, args=helpers.FLAGS)
            page = browser.new_page()
            address = f"{running.host}{running.path}?token={running.token}"
            helpers.load(page, lambda: page.goto(address))
            helpers.start_lesson(page)
            print(f"cards: {page.locator('.tk-card').count()}")
            browser.close()
    finally:
        running.close()
    print("\n".join(running.lines))


if __name__ == "__main__":
    main(sys.argv[1:])
