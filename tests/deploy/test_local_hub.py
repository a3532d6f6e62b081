"""The hub of the tests: it opens no more than is needed, and says why it cannot run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import local_hub
from tools.hub_namespaces import NotHere, check_computer, opened


def test_what_everybody_can_reach_is_left_as_it_is(tmp_path: Path) -> None:
    assert list(opened([Path("/usr"), Path("/usr/bin")], tmp_path)) == []


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that everybody may enter, as those of pytest are not."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_closed_folder_is_laid_over_with_only_what_is_needed(reachable: Path) -> None:
    try:
        check_computer()
    except NotHere as reason:
        pytest.skip(f"{reason}: nothing was mounted")
    gate = reachable / "gate"
    needed = gate / "deep" / "python"
    needed.mkdir(parents=True)
    (needed / "inside").touch()
    (gate / "secret").touch()
    gate.chmod(0o700)
    lines = opened([needed, needed / "inside"], reachable / "stash")
    script = "\n".join(["set -e", *lines, f"ls {gate}", f"ls {needed}"])
    unshare = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script]
    done = subprocess.run(unshare, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["deep", "inside"], done.stderr
    assert (gate / "secret").exists(), "nothing changed outside"


@pytest.mark.parametrize(
    ("module", "name", "value", "says"),
    [
        ("os", "geteuid", lambda: 1000, "needs root"),
        ("importlib.util", "find_spec", lambda name: None, "the extra 'hub'"),
        ("shutil", "which", lambda name: None if name == "nsenter" else name, "command nsenter"),
    ],
)
def test_a_computer_that_cannot_says_why(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str, value: object, says: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: True)
    monkeypatch.setattr(f"{module}.{name}", value)
    with pytest.raises(NotHere, match=says):
        check_computer()


def test_the_rehearsal_says_in_one_sentence_that_it_is_not_possible(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["local_hub.py"])
    monkeypatch.setattr(local_hub.os, "geteuid", lambda: 1000)
    assert local_hub.main() == 1
    assert capsys.readouterr().err.startswith("Not possible: ")
