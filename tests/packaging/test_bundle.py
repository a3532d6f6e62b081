"""The zip that carries the course in: complete for each platform, and started with no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ..tooling import tool
from . import offline
from .test_setup import PATH, fake

ROOT = Path(__file__).parents[2]
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture(scope="module")
def bundle() -> ModuleType:
    return tool("bundle")


# -- which packages --------------------------------------------------------------------------------


def names(bundle: ModuleType, platform: str, python: str = "3.12", patch: int = 0) -> set[str]:
    lock = bundle.LOCK.read_text("utf-8")
    found = bundle.needed(lock, bundle.PLATFORMS[platform], python, patch)
    return {pin.split("==")[0] for pin in found}


def test_each_platform_gets_its_own_packages(bundle: ModuleType) -> None:
    windows, mac, linux = (names(bundle, name) for name in ("windows", "macos", "linux"))
    assert {"pywinpty", "colorama"} <= windows
    assert not {"pywinpty", "colorama"} & (mac | linux)
    assert {"pexpect", "ptyprocess"} <= mac & linux
    assert not {"pexpect", "ptyprocess"} & windows
    assert "appnope" in mac - linux - windows
    assert {"pandas", "notebook", "voila"} <= windows & mac & linux


def test_a_marker_may_depend_on_the_release_of_python(bundle: ModuleType) -> None:
    lock = "a==1 ; python_full_version < '3.11.5'\na==2 ; python_full_version >= '3.11.5'\nb==3\n"
    linux = bundle.PLATFORMS["linux"]
    assert bundle.needed(lock, linux, "3.11", 0) == ["a==1", "b==3"]
    assert bundle.needed(lock, linux, "3.11", 99) == ["a==2", "b==3"]


def test_a_line_that_is_no_requirement_is_named(bundle: ModuleType) -> None:
    with pytest.raises(bundle.BundleError, match="'pandas 3' is no requirement"):
        bundle.needed("pandas 3\n", bundle.PLATFORMS["linux"], "3.12", 0)


def test_a_platform_that_does_not_exist(
    bundle: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        bundle.main(["--platform", "beos"])
    assert ended.value.code == 2
    assert "windows" in capsys.readouterr().err


# -- what stands in the folder ---------------------------------------------------------------------


@pytest.fixture
def folder(bundle: ModuleType, tmp_path: Path) -> Path:
    """The folder as it is carried, with one empty wheel and one empty page."""
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "nothing-1-py3-none-any.whl").write_bytes(b"")
    parts = bundle.contents(
        ["windows", "linux"], ["3.13", "3.12"], tmp_path / "wheels", {"a.html": b""}
    )
    bundle.write(tmp_path / "all.zip", "course", parts)
    return unpack(tmp_path / "all.zip", tmp_path)


def unpack(archive: Path, where: Path) -> Path:
    """As ``unzip`` does, with the modes."""
    subprocess.run(["unzip", "-q", str(archive), "-d", str(where)], check=True)
    with zipfile.ZipFile(archive) as opened:
        return where / opened.namelist()[0].split("/")[0]


def test_the_scripts_suit_their_systems(folder: Path) -> None:
    for name in ("start.bat", "hand-in.bat"):
        batch = (folder / name).read_bytes()
        assert batch.isascii()
        assert batch.count(b"\n") == batch.count(b"\r\n") > 5
        # a bracket in a user's name or a platform's would end a block
        assert not [line for line in batch.splitlines() if line.rstrip().endswith(b"(")]
    for name in ("start.sh", "start.command", "hand-in.sh", "hand-in.command"):
        assert os.access(folder / name, os.X_OK)
        assert b"\r" not in (folder / name).read_bytes()
        subprocess.run(["sh", "-n", str(folder / name)], check=True)


def test_no_placeholder_is_left(folder: Path) -> None:
    for name in ("start.sh", "start.command", "start.bat", "READ ME FIRST.txt"):
        text = (folder / name).read_text("utf-8")
        assert "3.13 or 3.12" in text
        assert "Windows (64-bit, Intel or AMD), Linux" in text
        assert not any(word.startswith("@") and word.endswith("@") for word in text.split())


def test_what_the_readme_names_is_there(folder: Path) -> None:
    text = (folder / "READ ME FIRST.txt").read_text("utf-8")
    for name in ("start.bat", "start.command", "start.sh", "wheels", "print", "requirements.txt"):
        assert name in text
        assert (folder / name).exists()
    assert (folder / "facilitator" / "00_start_here.md").is_file()
    assert "neither UNICRI nor INTERPOL" in text


def test_the_checksums_cover_every_file_and_find_a_changed_one(folder: Path) -> None:
    check = ["sha256sum", "-c", "--quiet", "SHA256SUMS"]
    listed = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    files = {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}
    assert {line.split("  ", 1)[1] for line in listed} == files - {"SHA256SUMS", "edition"}
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    with (folder / "start.sh").open("a") as script:
        script.write("# changed\n")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode != 0


# -- starting, with an interpreter that does what we say -------------------------------------------


def start(folder: Path, home: Path, path: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(folder / "start.sh"), *words],
        env={"PATH": path, "TOOLKIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_no_python_that_fits_says_which_do(folder: Path, tmp_path: Path) -> None:
    for name in ("python3.13", "python3.12", "python3", "python"):
        fake(tmp_path / "bin", name, "echo 3.9")
    done = start(folder, tmp_path / "home", f"{tmp_path / 'bin'}:{PATH}")
    assert done.returncode == 1
    assert "needs Python 3.13 or 3.12." in done.stderr
    assert "READ ME FIRST.txt" in done.stderr


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Says that it is 3.12; makes an environment of one script; pip and the course write a line."""
    log = tmp_path / "asked"
    script = (
        f'case "$1 $2" in "-c "*) echo 3.12 ;;\n'
        f'"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;\n'
        f'"-m pip") echo "pip $*" >>{log}; [ ! -e {tmp_path}/broken ] ;;\n'
        f'*) echo "course in $PWD: $*" >>{log} ;; esac'
    )
    return fake(tmp_path / "bin", "python3.12", script)


def asked(tmp_path: Path, who: str) -> list[str]:
    lines = (tmp_path / "asked").read_text().splitlines()
    return [line for line in lines if line.startswith(f"{who} ")]


def test_the_second_start_installs_nothing(folder: Path, python: Path, tmp_path: Path) -> None:
    home, path = tmp_path / "my home", f"{python.parent}:{PATH}"
    for _ in range(2):
        done = start(folder, home, path)
        assert done.returncode == 0, done.stderr
    (pip,) = asked(tmp_path, "pip")
    assert "--no-index" in pip
    assert asked(tmp_path, "course") == [f"course in {home}: -m toolkit_widgets.cli learn"] * 2
    (folder / "edition").write_text("another\n")
    start(folder, home, path)
    assert len(asked(tmp_path, "pip")) == 2


def test_it_takes_any_command_of_the_course(folder: Path, python: Path, tmp_path: Path) -> None:
    home, path = tmp_path / "my home", f"{python.parent}:{PATH}"
    start(folder, home, path, "cohort", "/media/in box", "--to", "xlsx")
    start(folder, home, path, "--no-browser")
    commands = [line.split("cli ")[1] for line in asked(tmp_path, "course")]
    assert commands == ["cohort /media/in box --to xlsx", "learn --no-browser"]


def test_one_press_hands_in(folder: Path, python: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", str(folder / "hand-in.sh")],
        input="heron-27\n",
        env={"PATH": f"{python.parent}:{PATH}", "TOOLKIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (line,) = asked(tmp_path, "course")
    assert line.endswith(f"cli hand-in --to {folder}/inbox --as heron-27")
    assert (folder / "inbox").is_dir()


def test_a_zip_that_was_not_unpacked_is_said(folder: Path, python: Path, tmp_path: Path) -> None:
    (folder / "edition").unlink()
    done = start(folder, tmp_path / "home", f"{python.parent}:{PATH}")
    assert done.returncode == 1
    assert "Unpack the whole zip first" in done.stderr


def test_a_failed_installation_is_begun_again(folder: Path, python: Path, tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    home, path = tmp_path / "home", f"{python.parent}:{PATH}"
    done = start(folder, home, path)
    assert done.returncode == 1
    assert (
        "This copy was made for: Windows (64-bit, Intel or AMD), Linux, with Python 3.13 or 3.12"
        in done.stderr
    )
    (tmp_path / "broken").unlink()
    assert start(folder, home, path).returncode == 0
    assert len(asked(tmp_path, "pip")) == 2


# -- slow: the real zip, on this platform ----------------------------------------------------------


@pytest.fixture(scope="module")
def stick(bundle: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real zip for this computer, unpacked where paths have spaces and other letters."""
    where = tmp_path_factory.mktemp("stick") / "мой курс 課程"
    where.mkdir()
    archive = bundle.bundle(["linux"], [HERE], where.parent)
    yield unpack(archive, where)
    shutil.rmtree(where.parent)


linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux's network namespaces")


@linux
def test_offline_is_offline() -> None:
    """There, this computer is all there is; here, it is not."""
    done = offline.alone("--only-look")
    assert (done.returncode, done.stdout) == (0, "lo\n"), done.stderr
    if offline.devices() == ["lo"]:
        pytest.skip("this computer has no network device: NOTHING was compared")


@linux
@pytest.mark.slow
def test_it_is_installed_and_started_with_no_network_at_all(stick: Path, tmp_path: Path) -> None:
    python = shutil.which(f"python{HERE}") or sys.executable
    home = stick.parent / "дом и сад"
    variables = {"PATH": f"{Path(python).parent}:{PATH}", "TOOLKIT_HOME": str(home)}
    command = (str(stick / "start.sh"), "--no-browser")
    done = offline.alone(*command, HOME=str(tmp_path), **variables)
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    assert "Installing the course in" in done.stdout
    assert done.stdout.endswith("one answer saved\n")
    assert list((home / "my-course" / "answers").glob("*.json"))
    lessons = {path.name[:2] for path in (ROOT / "notebooks").glob("*.ipynb")}
    for kind in ("handout", "slides"):
        pages = {path.stem.split("-")[1][:2] for path in (stick / "print").glob(f"{kind}-*.html")}
        assert pages == lessons
