"""A Jupyter server for one learner: on this computer only, with settings of its own.

The settings in ``toolkit_widgets/jupyter`` apply to this server alone. It reads and writes
nothing of the user's own Jupyter: configuration, data, runtime files, JupyterLab's settings and
workspaces and IPython's profile all live under the learner's folder, in ``.jupyter-course/``.

What ``jupyter_server_config.json`` switches off is what would ask the outside (the list of
extensions, npm, MathJax in Voilà) or open a door (terminals). The kernel of a page that was left
ends after ten minutes, that of an open page never: thirty lessons would else hold thirty kernels
of about 100 MB.

The button *Start lesson* is ``notebook:restart-run-all`` with the question switched off, and not
``notebook:run-all-cells``. Measured in Notebook 7.6: running all cells leaves the reader at the
end of the page, and shows nothing when the kernel was killed a moment ago. The restart leaves the
page where it is, takes 0.8 to 1.4 s until the widgets stand, and gets going again by one press
0 to 5 s after the kernel was killed. After the server ended an idle kernel the page, which asks
every ten seconds, has to know: a press before that is lost, and the second works. The price: a
press while the very first kernel is still starting, as only a test can do it, may take ten
seconds.
"""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from . import resources
from .lesson_copy import HOME

HOST = "127.0.0.1"
START_TIMEOUT_S = 90
STOP_TIMEOUT_S = 15

View = Literal["notebook", "lab", "app"]
_PATHS: dict[View, str] = {"notebook": "notebooks", "lab": "lab/tree", "app": "voila/render"}


class CourseError(Exception):
    """Something expected went wrong; the message is one sentence for the learner."""

    code = 1


class UsageError(CourseError):
    """What was asked for does not exist or does not fit."""

    code = 2


def require(view: View) -> None:
    """Raise :class:`CourseError` if what this view needs is not installed."""
    if importlib.util.find_spec("notebook") is None:
        raise CourseError(
            f"Jupyter is not installed for {sys.executable}; "
            "run 'make learn', or install the course again."
        )
    if view == "app" and importlib.util.find_spec("voila") is None:
        raise CourseError(
            "The view without code needs the extra 'app': "
            'pip install "toolkit-widgets[app]", or pip install ".[app]" in a checkout.'
        )


def environment(folder: Path, token: str, base: Mapping[str, str]) -> dict[str, str]:
    """The variables for the server: ``base`` without any Jupyter setting of the user's own."""
    home = folder / HOME
    env = {k: v for k, v in base.items() if not k.upper().startswith(("JUPYTER", "IPYTHON"))}
    ours = str(resources.jupyter_config())
    return env | {
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_CONFIG_PATH": ours,
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_PATH": ours,  # the template of the view without code
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_TOKEN": token,  # not an argument: those can be read by every user of a computer
        "TOOLKIT_ANSWERS": str(answers_folder(folder, base)),
    }


def answers_folder(folder: Path, env: Mapping[str, str]) -> Path:
    """Where a lesson in ``folder`` keeps the answers: ``$TOOLKIT_ANSWERS``, or in the folder."""
    return Path(env.get("TOOLKIT_ANSWERS") or folder / "answers").absolute()


def bring_settings(config: Path, ipython: Path) -> None:
    """Put the page's style into a Jupyter configuration folder, where alone Notebook reads it.

    And into an IPython folder, where there is none of the learner's own, the setting without which
    it would keep every cell that was ever run in a history file. Raises OSError.
    """
    ours = resources.jupyter_config()
    profile = ipython / "profile_default" / "ipython_config.json"
    for name, target in (
        ("custom/custom.css", config / "custom" / "custom.css"),
        ("ipython/ipython_config.json", profile),
    ):
        if target == profile and profile.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ours / name, target)


class CourseServer:
    """A running server. ``port`` 0 takes the one of the last time, or a free one.

    A page that is still open knows its server by the port, and what was typed there without a
    server is kept for that address alone: on the same port it is saved after all.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port
        self.token = secrets.token_urlsafe(24)
        self.log = folder / HOME / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when the server answers. Raises :class:`CourseError` if it does not."""
        if self.port and not _is_free(self.port):
            raise CourseError(
                f"Port {self.port} on this computer is taken by another program; "
                "give another number, or leave --port out."
            )
        bring_settings(self.folder / HOME / "config", self.folder / HOME / "ipython")
        self.port = self.port or self._last_port() or _free_port()
        (self.folder / HOME / "port").write_text(f"{self.port}\n", "ascii")
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command(),
                cwd=self.folder,
                env=environment(self.folder, self.token, os.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for us: the server would ask whether it is meant.
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        self._wait_until_it_answers()

    def address(self, notebook: str, view: View) -> str:
        """What to open in a browser."""
        path = f"{_PATHS[view]}/{quote(notebook)}"
        return f"http://{HOST}:{self.port}/{path}?token={self.token}"

    def wait(self) -> None:
        """Return when the server has ended, for instance by *File > Shut Down*."""
        while self._process is not None and self._process.poll() is None:
            time.sleep(0.2)  # not Popen.wait(): on Windows it cannot be interrupted

    def stop(self) -> None:
        """End the server and the kernels it started. Safe to call twice."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        self._ask("POST", "/api/shutdown")  # the gentle way, and the only one on Windows
        for harder in (process.terminate, process.kill):
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                harder()
        process.wait()

    def _command(self) -> list[str]:
        command = [sys.executable, "-m", "notebook", "--no-browser", f"--ip={HOST}"]
        command += [f"--port={self.port}", f"--ServerApp.root_dir={self.folder}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        return command

    def _wait_until_it_answers(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise CourseError(f"Jupyter ended at once: {self._last_line()} (see {self.log})")
            if self._ask("GET", "/api/status") == 200:
                return
            time.sleep(0.1)
        raise CourseError(f"Jupyter did not answer within {START_TIMEOUT_S} s (see {self.log}).")

    def _ask(self, method: str, path: str) -> int | None:
        """The status of one request, past any proxy; None if there is no answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request(method, path, headers={"Authorization": f"token {self.token}"})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _last_port(self) -> int:
        """The port of the last time if it is free; 0 if not, or if this is the first time."""
        with contextlib.suppress(OSError, ValueError):
            port = int((self.folder / HOME / "port").read_text("ascii"))
            return port if 1024 <= port <= 65535 and _is_free(port) else 0
        return 0

    def _last_line(self) -> str:
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else "it left no message"


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # as the server does; on Windows the option means the opposite
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
        return True


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
