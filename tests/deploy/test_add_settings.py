"""What a server says already stays; what is missing comes in; what differs is said."""

from __future__ import annotations

import importlib.util
import stat
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "deploy" / "tljh"
OURS = FOLDER / "config.yaml"


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("add_settings", FOLDER / "add_settings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_server_that_says_nothing_gets_all(tool: ModuleType, tmp_path: Path) -> None:
    theirs = tmp_path / "config.yaml"
    tool.main(OURS, theirs)
    assert yaml.safe_load(theirs.read_text()) == yaml.safe_load(OURS.read_text())
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o600
    theirs.write_text("")
    tool.main(OURS, theirs)
    assert yaml.safe_load(theirs.read_text()) == yaml.safe_load(OURS.read_text())


def test_what_a_server_says_stays(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "config.yaml"
    # as the installation leaves it, and with a limit of the agency's own
    theirs.write_text("users: {admin: [chief-of-it]}\nlimits: {memory: 2G}\nhttps: {port: 444}\n")
    tool.main(OURS, theirs)
    settings: dict[str, Any] = yaml.safe_load(theirs.read_text())
    ours: dict[str, Any] = yaml.safe_load(OURS.read_text())
    assert settings["users"]["admin"] == ["chief-of-it"]
    assert settings["users"]["allowed"] == ours["users"]["allowed"]
    assert settings["limits"] == {"memory": "2G", "cpu": ours["limits"]["cpu"]}
    assert settings["https"] == {"port": 444}
    assert settings["services"] == ours["services"]
    said = capsys.readouterr().out
    assert "kept users.admin: ['chief-of-it']" in said
    assert "kept limits.memory: 2G, and not 768M" in said
    assert len(said.splitlines()) == 2
    tool.main(OURS, theirs)
    assert yaml.safe_load(theirs.read_text()) == settings, "again at will"
