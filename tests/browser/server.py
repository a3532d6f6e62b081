"""The real course server, started with the learner's own command and always ended."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from tests.learn.running import Running

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
COMMAND = "from toolkit_widgets.cli import main; main()"


class CourseServer(Running):
    """``toolkit-course learn`` in ``folder``. Raises AssertionError with its words if it dies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        home = folder.parent / "home"
        home.mkdir(exist_ok=True)
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        command = [sys.executable, "-c", COMMAND, "learn", "--no-browser", "--folder", str(folder)]
        began = time.monotonic()
        super().__init__(command, home, PYTHONPATH=os.pathsep.join(filter(None, paths)))
        self.seconds = time.monotonic() - began

    def close(self) -> None:
        """Ask it to stop as the end of a terminal would, and see to it that nothing is left."""
        family = self.family() if self.process.poll() is None else []
        self.process.terminate()
        for process in psutil.wait_procs([*family], timeout=10)[1]:
            process.kill()
        super().close()

    def api(self, method: str, path: str) -> Any:
        """Ask Jupyter's own interface. Raises AssertionError where it refuses."""
        status, text = self.ask(f"/api/{path}", method, self.token)
        assert status < 400, f"{method} {path}: {status}"
        return json.loads(text) if text else None

    def clear(self) -> None:
        """End every kernel, delete every answer, bring the lessons back as they were."""
        for session in self.api("GET", "sessions"):
            self.api("DELETE", f"sessions/{session['id']}")
        for kernel in self.api("GET", "kernels"):
            self.api("DELETE", f"kernels/{kernel['id']}")
        shutil.rmtree(self.folder / "answers", ignore_errors=True)
        for name in ("settings", "workspaces"):  # the theme; what JupyterLab had open
            shutil.rmtree(self.folder / ".jupyter-course" / name, ignore_errors=True)
        for notebook in NOTEBOOKS.glob("*.ipynb"):
            shutil.copy(notebook, self.folder)

    def notebook(self, lesson: str) -> Path:
        """The file of a lesson, by the beginning of its name."""
        return next(self.folder.glob(f"{lesson}*.ipynb"))

    def session(self, notebook: Path) -> dict[str, Any]:
        """The session of an open notebook; empty where there is none."""
        path = notebook.relative_to(self.folder).as_posix()
        found = (session for session in self.api("GET", "sessions") if session["path"] == path)
        return next(found, {})

    def kernel_process(self, notebook: Path) -> psutil.Process:
        """The operating system's process behind a notebook."""
        kernel = self.session(notebook)["kernel"]["id"]
        for child in self.family():
            if any(f"kernel-{kernel}" in part for part in child.cmdline()):
                return child
        raise AssertionError(f"no process for the kernel of {notebook.name}")
