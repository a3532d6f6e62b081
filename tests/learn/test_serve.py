"""A real server: who may enter, what it shows, and that nothing of it is left behind."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from .running import Running

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from pathlib import Path
from toolkit_widgets.learn import learn
say = lambda line: print(line, flush=True)
learn(Path(sys.argv[1]), source=Path(sys.argv[2]), browser=False, say=say)
"""
PATIENCE_S = 60


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def running(tmp_path: Path, built: Path, home: Path) -> Iterator[Running]:
    command = [sys.executable, "-c", RUN, str(tmp_path / "my-course"), str(built)]
    started = Running(command, home, PYTHONPATH=str(ROOT))
    yield started
    started.close()


def wait_for(processes: list[psutil.Process]) -> list[psutil.Process]:
    """The processes that are still there after a while."""
    return psutil.wait_procs(processes, timeout=10)[1]


def test_it_says_where_and_lets_in_only_who_has_the_token(
    running: Running, tmp_path: Path, home: Path
) -> None:
    said = "\n".join(running.lines)
    assert str(tmp_path / "my-course" / "answers") in said
    assert running.path == "/notebooks/00_start_here.ipynb"
    contents = "/api/contents/00_start_here.ipynb"
    assert running.ask(contents)[0] == 403
    assert running.ask(contents, token="wrong")[0] == 403
    assert running.ask(contents, token=running.token)[0] == 200
    assert running.ask(running.path, token=running.token)[0] == 200
    assert running.ask("/api/terminals", token=running.token)[0] == 404, "no terminals here"
    commands = [" ".join(child.cmdline()) for child in running.family()]
    assert commands
    assert not [line for line in commands if running.token in line], "every user can read those"
    assert list(home.iterdir()) == [], "nothing in the user's own folders"

    name = "@jupyterlab/notebook-extension:panel"
    status, text = running.ask(f"/lab/api/settings/{name}", token=running.token)
    assert status == 200
    schema = json.loads(text)["schema"]
    shown = [
        entry["name"]
        for entry in schema["properties"]["toolbar"]["default"]
        if not entry.get("disabled")
    ]
    assert shown == ["start-lesson"]
    log = (tmp_path / "my-course" / ".jupyter-course" / "server.log").read_text()
    assert "jupyter_lsp" not in log, "it would run npm"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signals to send")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_stopping_leaves_no_process_behind(running: Running, name: str) -> None:
    status, text = running.ask(
        "/api/kernels", "POST", running.token, {"name": "python3", "path": "00_start_here.ipynb"}
    )
    assert status == 201, text
    family = running.family()
    assert any("ipykernel" in " ".join(child.cmdline()) for child in family), "a kernel runs"
    os.kill(running.process.pid, getattr(signal, name))
    last_words, _ = running.process.communicate(timeout=PATIENCE_S)
    assert running.process.returncode == 0, last_words
    assert "Traceback" not in last_words
    assert last_words.strip().endswith("Your answers are kept.")
    assert wait_for(family) == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's own")
def test_a_server_that_is_killed_ends_the_command_and_its_kernels(running: Running) -> None:
    running.ask("/api/kernels", "POST", running.token, {"name": "python3"})
    family = running.family()
    server = next(child for child in family if "notebook" in child.cmdline())
    time.sleep(1)  # a kernel looks for its parent from its first second on
    server.kill()
    running.process.wait(PATIENCE_S)
    assert wait_for(family) == []
