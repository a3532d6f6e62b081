"""Binder and the wheel: what a learner gets who has no checkout."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..learn.running import Running

ROOT = Path(__file__).parents[2]
NOT_COPIED = shutil.ignore_patterns(
    ".git",
    ".venv",
    "my-course",
    "answers",
    "build",
    "dist",
    "__pycache__",
    ".*_cache",
    "*.egg-info",
)
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def recipe(checkout: Path) -> tuple[int, str]:
    """The recipe of the image that Binder would build, rendered; nothing is built."""
    if importlib.util.find_spec("repo2docker") is None:
        pytest.skip("repo2docker is not installed: NOTHING of binder/ was tested")
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(checkout)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_binder_understands_every_file() -> None:
    code, text = recipe(ROOT)
    assert code == 0, text[-2000:]
    assert "Building conda environment for python=3.12\n" in text
    assert '-r "binder/requirements.txt"' in text
    assert "./binder/postBuild" in text


def test_a_python_that_binder_does_not_have_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder" / "requirements.txt").touch()
    (tmp_path / "binder" / "runtime.txt").write_text("python-9.9\n")
    code, text = recipe(tmp_path)
    assert code != 0
    assert "9.9" in text


def test_postbuild_is_a_script_that_stops_at_its_first_error() -> None:
    script = ROOT / "binder" / "postBuild"
    assert os.access(script, os.X_OK)
    text = script.read_text("utf-8")
    assert text.startswith("#!/bin/bash\n")
    assert "\nset -euo pipefail\n" in text


# -- slow: one environment from the lock, by plain pip -------------------------------------------


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("binder") / "checkout"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    return folder


@pytest.fixture(scope="module")
def image(checkout: Path) -> Path:
    """An environment with what binder/requirements.txt names and what postBuild does."""
    venv = checkout.parent / "venv"
    home = checkout.parent / "home"
    home.mkdir()
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    pip = [str(venv / SCRIPTS / "python"), "-m", "pip", "install", "-qq"]
    subprocess.run([*pip, "-r", "binder/requirements.txt"], cwd=checkout, check=True)
    subprocess.run(["./binder/postBuild"], cwd=checkout, env=inside(venv, home), check=True)
    return venv


def inside(venv: Path, home: Path) -> dict[str, str]:
    """The variables of somebody who works in ``venv``; nothing of this test's own environment."""
    env = {
        k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHONPATH", "NB_"))
    }
    return env | {"PATH": f"{venv / SCRIPTS}{os.pathsep}{env['PATH']}", "HOME": str(home)}


def run(image: Path, cwd: Path, *command: str) -> str:
    """What a command in the environment prints. Raises AssertionError with its last words."""
    done = subprocess.run(
        [str(image / SCRIPTS / command[0]), *command[1:]],
        cwd=cwd,
        env=inside(image, image.parent / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout[-1000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="postBuild is for Binder's Linux")
class TestImage:
    """In this order: the last test replaces the installed package by the wheel."""

    def test_the_packages_fit_together(self, image: Path, checkout: Path) -> None:
        assert "No broken requirements" in run(image, checkout, "python", "-m", "pip", "check")

    def test_jupyter_sees_the_calm_settings(self, image: Path, checkout: Path) -> None:
        code = (
            "import json; from jupyter_server.services.config.manager import ConfigManager;"
            "m = ConfigManager(config_dir_name='labconfig');"
            "print(json.dumps([m.get('default_setting_overrides'), m.get('page_config')]))"
        )
        overrides, page = json.loads(run(image, checkout.parent, "python", "-c", code))
        folder = ROOT / "toolkit_widgets" / "jupyter"
        for found, name in ((overrides, "default_setting_overrides"), (page, "page_config")):
            assert found == json.loads((folder / "labconfig" / f"{name}.json").read_text())
        style = checkout.parent / "home" / ".jupyter" / "custom" / "custom.css"
        assert style.read_bytes() == (folder / "custom" / "custom.css").read_bytes()

    def test_the_server_sends_at_once(self, image: Path, checkout: Path) -> None:
        code = (
            "from jupyter_server.serverapp import ServerApp; app = ServerApp();"
            "app.load_config_file(); print(app.kernel_websocket_connection_class)"
        )
        said = run(image, checkout.parent, "python", "-c", code)
        assert said == "<class 'toolkit_widgets.connection.PromptConnection'>\n"

    def test_everything_is_compiled(self, image: Path) -> None:
        packages = next(image.glob("lib/python*/site-packages"))
        for name in ("toolkit_widgets/cli", "anywidget/widget", "pydantic/main", "pandas/__init__"):
            folder, stem = (packages / name).parent, (packages / name).name
            assert list((folder / "__pycache__").glob(f"{stem}.*.pyc")), f"{name} is not compiled"

    def test_a_lesson_runs(self, image: Path, checkout: Path) -> None:
        notebook = min((checkout / "notebooks").glob("*.ipynb"))
        options = ("--to", "notebook", "--execute", "--output-dir", str(checkout.parent / "out"))
        run(image, checkout, "jupyter", "nbconvert", *options, f"notebooks/{notebook.name}")
        ran = json.loads((checkout.parent / "out" / notebook.name).read_text("utf-8"))
        cells = [cell for cell in ran["cells"] if cell["cell_type"] == "code"]
        assert cells
        assert all(cell["execution_count"] for cell in cells)

    def test_the_wheel_brings_the_same_course(self, image: Path, checkout: Path) -> None:
        dist = checkout.parent / "dist"
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)]
        subprocess.run(build, cwd=checkout, check=True, capture_output=True)
        (wheel,) = dist.glob("*.whl")
        pip = ("-m", "pip", "install", "-qq", "--no-deps", "--force-reinstall")
        run(image, checkout, "python", *pip, str(wheel))

        home = checkout.parent / "home2"
        home.mkdir()
        command = [str(image / SCRIPTS / "toolkit-course"), "learn", "--no-browser"]
        running = Running([*command, "--folder", str(home / "mine")], home, PYTHONPATH="")
        try:
            for file in (ROOT / "notebooks").glob("*.ipynb"):
                assert (home / "mine" / file.name).read_bytes() == file.read_bytes()
            assert running.ask(running.path, token=running.token)[0] == 200
            contents = f"/api/contents/{Path(running.path).name}"
            assert running.ask(contents, token=running.token)[0] == 200
            assert running.ask(contents)[0] == 403
        finally:
            running.close()
