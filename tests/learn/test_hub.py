"""A learner's place on a hub: private, with the lessons, and never in the way of the server."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit_widgets import hub, resources
from toolkit_widgets.hub import FOLDER, prepare
from toolkit_widgets.serve import CourseError

posix = pytest.mark.skipif(os.name != "posix", reason="hubs run on Linux")


@posix
def test_the_home_becomes_private_and_has_the_lessons(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    said: list[str] = []
    prepare(home, said.append)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    there = {file.name for file in (home / FOLDER).glob("*.ipynb")}
    assert there == {file.name for file in resources.notebooks().glob("*.ipynb")}
    assert said == [f"{len(there)} lessons copied."]
    style = resources.jupyter_config() / "custom" / "custom.css"
    assert (home / ".jupyter" / "custom" / "custom.css").read_bytes() == style.read_bytes()
    prepare(home, said.append)
    assert len(said) == 1, "nothing to say the second time"


def test_a_lesson_that_the_learner_changed_is_kept(tmp_path: Path) -> None:
    prepare(tmp_path, lambda line: None)
    lesson = tmp_path / FOLDER / "00_start_here.ipynb"
    changed = lesson.read_text("utf-8").replace("Start here", "My own notes", 1)
    lesson.write_text(changed, "utf-8")
    prepare(tmp_path, lambda line: None)
    assert lesson.read_text("utf-8") == changed


def test_a_home_that_belongs_to_another_account_still_gets_the_lessons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    prepare(tmp_path, lambda line: None)
    assert (tmp_path / FOLDER / "00_start_here.ipynb").is_file()


@pytest.mark.parametrize("blocked", [FOLDER, ".jupyter"])
def test_what_stands_in_the_way_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    blocked: str,
) -> None:
    (tmp_path / blocked).write_text("a file where a folder should be")
    with pytest.raises(CourseError, match=r"^(The settings|.* cannot be a folder)"):
        prepare(tmp_path, lambda line: None)
    monkeypatch.setattr(hub.Path, "home", lambda: tmp_path)
    assert hub.main() == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@posix
def test_the_settings_of_a_server_are_read_as_jupyter_reads_them(tmp_path: Path) -> None:
    folder = resources.jupyter_config() / "hub"
    code = (
        "import os; from traitlets.config import PyFileConfigLoader as Loader;"
        f"c = Loader('jupyter_server_config.py', {str(folder)!r}).load_config();"
        "print(c.KernelManager.transport, c.MappingKernelManager.cull_connected,"
        " oct(os.umask(0)), os.environ['TOOLKIT_ANSWERS'], os.environ['JUPYTER_RUNTIME_DIR'])"
    )
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "TOOLKIT"))}
    env |= {"HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    copied, settings = done.stdout.splitlines()
    assert copied.endswith(" lessons copied.")
    answers, runtime = f"{tmp_path}/{FOLDER}/answers", f"{tmp_path}/.jupyter/run"
    assert settings == f"ipc False 0o77 {answers} {runtime}"


def test_the_longest_account_name_leaves_room_for_a_socket() -> None:
    home = "/home/" + "j" * 32  # the longest name that Linux gives an account
    socket = f"{home}/.jupyter/run/kernel-{'0' * 36}-ipc-5"
    assert len(socket) <= 107
    assert len(socket.replace(".jupyter/run", ".local/share/jupyter/runtime")) > 107
