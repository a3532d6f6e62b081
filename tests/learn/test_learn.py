"""Before and around the server: lessons, messages, the browser, and what can stand in the way."""

from __future__ import annotations

import errno
import importlib.util
import socket
import sys
import webbrowser
from pathlib import Path

import pytest

from toolkit_widgets import learn as learning
from toolkit_widgets.learn import bring_lessons, copied_lines, find_lesson, learn, open_browser
from toolkit_widgets.lesson_copy import HOME, CopyReport
from toolkit_widgets.serve import CourseError, CourseServer, UsageError, environment


@pytest.mark.parametrize(
    ("wanted", "notebook"),
    [
        ("00", "00_start_here.ipynb"),
        ("0", "00_start_here.ipynb"),
        ("3", "03_thresholds.ipynb"),
        ("03", "03_thresholds.ipynb"),
        ("c01", "C01_robbery.ipynb"),
        ("03_thresholds", "03_thresholds.ipynb"),
        ("03_thresholds.ipynb", "03_thresholds.ipynb"),
    ],
)
def test_a_lesson_by_number_or_name(built: Path, wanted: str, notebook: str) -> None:
    assert find_lesson(wanted, built) == notebook


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("03_treshold", "did you mean '03_thresholds'"),
        ("C02", "did you mean 'C01'"),
        ("77", "there is 00, 03, C01"),
    ],
)
def test_an_unknown_lesson_says_what_there_is(built: Path, wanted: str, says: str) -> None:
    with pytest.raises(UsageError, match=f"^No lesson '{wanted}'") as raised:
        find_lesson(wanted, built)
    assert says in str(raised.value)
    assert raised.value.code == 2


def test_an_unknown_lesson_copies_nothing(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        learn(tmp_path / "my-course", lesson="77", source=built)
    assert not (tmp_path / "my-course").exists()


def test_what_happened_to_the_copies_is_said_in_a_line_each() -> None:
    assert copied_lines(CopyReport(unchanged=["a", "b"], kept=["c"])) == []
    report = CopyReport(new=["a"], updated=["b", "c"], beside=[("d.ipynb", "d_new_edition.ipynb")])
    one, two, three = copied_lines(report)
    assert one == "1 lesson copied."
    assert two.startswith("2 lessons")
    assert "d.ipynb" in three
    assert "d_new_edition.ipynb" in three


# -- what can stand in the way -------------------------------------------------------------------


def test_a_file_where_the_folder_should_be(built: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "deeper"):
        with pytest.raises(CourseError, match="a file is in the way"):
            bring_lessons(built, folder)


def test_a_folder_that_cannot_be_written(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, folder: Path) -> None:  # injected: root may write everywhere
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr(learning, "copy_lessons", refuse)
    with pytest.raises(CourseError, match=r"Permission denied.*--folder"):
        bring_lessons(built, tmp_path / "my-course")


def test_the_original_lessons_are_never_run_in_place(built: Path) -> None:
    with pytest.raises(UsageError, match="original lessons"):
        learn(built, source=built)


def test_no_built_notebooks(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="make notebooks"):
        learn(tmp_path / "my-course", source=tmp_path)


@pytest.mark.parametrize(
    ("missing", "view", "says"),
    [("notebook", "notebook", "Jupyter is not installed"), ("voila", "app", "extra 'app'")],
)
def test_a_missing_package_says_what_to_install(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, view, says: str
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else find(name)
    )
    with pytest.raises(CourseError, match=says):
        learn(tmp_path / "my-course", view=view, source=built)


def test_a_port_that_is_taken(built: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CourseError, match=f"Port {port} on this computer is taken"):
            learn(tmp_path / "my-course", port=port, source=built)


def test_a_server_that_dies_is_reported_with_its_last_words(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boom = [sys.executable, "-c", "raise SystemExit('a plug fell out')"]
    monkeypatch.setattr(CourseServer, "_command", lambda self: boom)
    with pytest.raises(CourseError, match=r"a plug fell out \(see .*server\.log\)"):
        learn(tmp_path / "my-course", source=built)


# -- environment and browser ---------------------------------------------------------------------


def test_nothing_of_the_users_own_jupyter_gets_through(tmp_path: Path) -> None:
    mine = {
        "PATH": "/bin",
        "JUPYTER_CONFIG_DIR": "/home/me/.jupyter",
        "JUPYTERLAB_DIR": "/home/me/lab",
        "JUPYTER_TOKEN": "old",
        "IPYTHONDIR": "/home/me/.ipython",
    }
    env = environment(tmp_path, "secret", mine)
    assert env["PATH"] == "/bin"
    assert env["JUPYTER_TOKEN"] == "secret"
    assert env["TOOLKIT_ANSWERS"] == str(tmp_path / "answers")
    assert not [name for name, value in env.items() if value.startswith("/home/me")]
    for name in (
        "IPYTHONDIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
    ):
        assert Path(env[name]).is_relative_to(tmp_path / HOME)


def test_an_answers_folder_that_was_named_is_used(tmp_path: Path) -> None:
    env = environment(tmp_path, "secret", {"TOOLKIT_ANSWERS": str(tmp_path / "else")})
    assert env["TOOLKIT_ANSWERS"] == str(tmp_path / "else")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="DISPLAY is Linux's own")
@pytest.mark.parametrize(("display", "opened"), [("", []), (":0", ["http://127.0.0.1:1/"])])
def test_no_text_browser_takes_the_terminal(
    monkeypatch: pytest.MonkeyPatch, display: str, opened: list[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(asked.append(address)) or True)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert open_browser("http://127.0.0.1:1/") is bool(display)
    assert asked == opened
