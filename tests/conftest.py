"""What holds for every test: nothing of this computer's user is read or written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("course", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("course")  # the same examples each time: a red run can be repeated


@pytest.fixture(autouse=True)
def _own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers go into the test's own folder; no Jupyter setting from outside applies."""
    monkeypatch.setenv("TOOLKIT_ANSWERS", str(tmp_path / "answers"))
    for name in os.environ:
        if name.startswith(("JUPYTER", "IPYTHON")):
            monkeypatch.delenv(name)
