"""The real course server, started as a learner starts it and always ended."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*token=([\w-]+)")
COMMAND = "from toolkit_widgets.cli import main; main()"
START_S = 60


class CourseServer:
    """``toolkit-course learn`` in a folder of its own. Raises RuntimeError when it dies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[str] = []
        began = time.monotonic()
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "PYTHONUNBUFFERED": "1",
        }
        env.pop("TOOLKIT_ANSWERS", None)  # the tests look for the answers beside the lessons
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "learn", "--no-browser", "--folder", str(folder)],
            env=env,
            cwd=folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.url, self.token = self._address()
            self._wait_for_reply()
        except BaseException:
            self.close()
            raise
        self.seconds = time.monotonic() - began

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    def _address(self) -> tuple[str, str]:
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            if found := ADDRESS.search("".join(self.lines)):
                return found[1], found[2]
            self._alive()
            time.sleep(0.05)
        raise RuntimeError(f"no address within {START_S} s:\n{''.join(self.lines)}")

    def _wait_for_reply(self) -> None:
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            self._alive()
            try:
                self.api("GET", "status")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"no reply within {START_S} s:\n{''.join(self.lines)}")

    def _alive(self) -> None:
        if self.process.poll() is not None:
            time.sleep(0.2)  # let the last words arrive
            raise RuntimeError(f"the course server died:\n{''.join(self.lines)}")

    def close(self) -> None:
        """End the server and every kernel it started."""
        try:
            children = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            children = []
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for child in psutil.wait_procs(children, timeout=3)[1]:
            child.kill()

    def api(self, method: str, path: str) -> Any:
        """Ask Jupyter's own interface. Raises OSError where it does not answer."""
        request = urllib.request.Request(
            f"{self.url}/api/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=10) as reply:
            body = reply.read()
        return json.loads(body) if body else None

    def clear(self) -> None:
        """End every kernel, delete every answer, bring back the lessons as they were."""
        for session in self.api("GET", "sessions"):
            self.api("DELETE", f"sessions/{session['id']}")
        for kernel in self.api("GET", "kernels"):
            self.api("DELETE", f"kernels/{kernel['id']}")
        shutil.rmtree(self.folder / "answers", ignore_errors=True)
        shutil.rmtree(self.folder / ".jupyter-course" / "settings", ignore_errors=True)  # the theme
        for notebook in NOTEBOOKS.glob("*.ipynb"):
            shutil.copy(notebook, self.folder)

    def session(self, notebook: Path) -> dict[str, Any] | None:
        """The session of an open notebook, or None."""
        path = notebook.relative_to(self.folder).as_posix()
        for session in self.api("GET", "sessions"):
            if session["path"] == path:
                return dict(session)
        return None

    def kernel_process(self, notebook: Path) -> psutil.Process:
        """The operating-system process behind a notebook."""
        session = self.session(notebook)
        assert session is not None, f"{notebook.name} has no kernel"
        kernel = session["kernel"]["id"]
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if any(f"kernel-{kernel}" in part for part in child.cmdline()):
                return child
        raise AssertionError(f"no process for the kernel of {notebook.name}")
