"""A lesson's Python asks nobody: every attempt of a kernel to reach a computer is written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import v4

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(file.stem for file in NOTEBOOKS.glob("*.ipynb"))
WATCH = """\
import sys
_asked = []
_LOUD = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
         "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "subprocess.Popen",
         "os.system", "os.posix_spawn", "webbrowser.open"}
def _hear(event, arguments, _LOUD=_LOUD, _asked=_asked):
    if event in _LOUD:
        _asked.append(f"{event} {arguments[1:] if event == 'socket.connect' else arguments}")
sys.addaudithook(_hear)
"""
TELL = "import json; print(json.dumps(_asked))"
WORK = """\
from datetime import UTC, datetime
from toolkit_widgets.content.library import library
from toolkit_widgets.reports import FORMATS, build_report, write
from toolkit_widgets.store import Store
_form = library().questionnaire("organizational-readiness")
_file = Store(_form).file
for _to in FORMATS:
    write(build_report(_form, _file, library().course, datetime.now(UTC)), _to)
lesson._all_answers()
"""


def asked(folder: Path, notebook: Any, *more: str) -> list[str]:
    """What the kernel tried to reach while all cells ran, other than this computer."""
    cells = [WATCH, *more, TELL]
    first, *rest = (v4.new_code_cell(text) for text in cells)
    notebook.cells = [first, *notebook.cells, *rest]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    found: list[str] = json.loads(notebook.cells[-1].outputs[0]["text"])
    return [line for line in found if "127.0.0.1" not in line and "localhost" not in line]


@pytest.mark.parametrize(
    "lesson",
    [LESSONS[0], *(pytest.param(lesson, marks=pytest.mark.thorough) for lesson in LESSONS[1:])],
)
def test_no_lesson_reaches_another_computer(tmp_path: Path, lesson: str) -> None:
    notebook = nbformat.read(NOTEBOOKS / f"{lesson}.ipynb", as_version=4)
    assert asked(tmp_path, notebook, WORK) == []


def test_a_cell_that_does_is_found(tmp_path: Path) -> None:
    loud = """\
import socket, urllib.request
for ask in (lambda: socket.create_connection(("192.0.2.1", 9), timeout=0.1),
            lambda: urllib.request.urlopen("http://example.org", timeout=0.1)):
    try:
        ask()
    except OSError:
        pass
"""
    found = " ".join(asked(tmp_path, v4.new_notebook(), loud))
    assert "socket.connect" in found
    assert "192.0.2.1" in found
    assert "example.org" in found
