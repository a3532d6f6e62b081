"""Structure of the built notebooks, and the proof that nbval would notice a broken one."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
HIDDEN = {"activity", "hide-input", "remove_input"}
MAX_KB = 60


def load(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data


def faults(notebook: dict[str, Any]) -> list[str]:
    """What is wrong with the structure of a built notebook."""
    found = []
    ids = [cell["id"] for cell in notebook["cells"]]
    if len(ids) != len(set(ids)):
        found.append("two cells have one id")
    activities = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        activities += 1
        meta = cell["metadata"]
        if set(meta.get("tags", [])) != HIDDEN or not meta["jupyter"]["source_hidden"]:
            found.append(f"{cell['id']}: not hidden")
        if meta.get("editable", True) or meta.get("deletable", True):
            found.append(f"{cell['id']}: can be edited or deleted")
        if cell["execution_count"] is None or not cell["outputs"]:
            found.append(f"{cell['id']}: has nothing for nbval to compare")
        for output in cell["outputs"]:
            if list(output["data"]) != ["text/plain"]:
                found.append(f"{cell['id']}: keeps {sorted(output['data'])}")
        if len("".join(cell["source"]).splitlines()) > 2:
            found.append(f"{cell['id']}: more than two lines of code")
    if not activities:
        found.append("no activity")
    if "widgets" in notebook["metadata"]:
        found.append("keeps the state of widgets")
    return found


def test_there_is_a_notebook_for_every_lesson() -> None:
    lessons = {f.relative_to(ROOT / "lessons").with_suffix("") for f in (ROOT / "lessons").rglob("*.md")}
    assert lessons == {f.relative_to(ROOT / "notebooks").with_suffix("") for f in NOTEBOOKS}
    assert len(lessons) >= 3


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_structure(file: Path) -> None:
    assert faults(load(file)) == []
    assert file.stat().st_size < MAX_KB * 1000


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("visible", lambda c: c["metadata"]["jupyter"].update(source_hidden=False)),
        ("tag", lambda c: c["metadata"]["tags"].remove("remove_input")),
        ("editable", lambda c: c["metadata"].pop("editable")),
        ("stripped", lambda c: c.update(outputs=[], execution_count=None)),
        ("state", lambda c: c["outputs"][0]["data"].update({"text/html": "x"})),
        ("long", lambda c: c.update(source="a\nb\nc")),
    ],
)
def test_the_structure_test_finds_a_broken_notebook(name: str, damage: Any) -> None:
    notebook = copy.deepcopy(load(NOTEBOOKS[0]))
    cell = next(c for c in notebook["cells"] if c["cell_type"] == "code")
    damage(cell)
    assert faults(notebook), name


def nbval(file: Path, answers: Path) -> subprocess.CompletedProcess[str]:
    """The comparison that ``make test`` makes."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"),
            *("--nbval-cell-timeout=60", "-p", "no:cacheprovider", "-q", str(file)),
            *("--rootdir", str(file.parent), "-c", os.devnull),
        ],
        capture_output=True,
        text=True,
        env=os.environ | {"TOOLKIT_ANSWERS": str(answers), "PYTHONPATH": str(ROOT)},
        timeout=120,
    )


def test_nbval_compares_every_activity_and_finds_a_corrupted_one(tmp_path: Path) -> None:
    source = NOTEBOOKS[0]
    good = tmp_path / "good.ipynb"
    good.write_text(source.read_text("utf-8"), "utf-8")
    passed = nbval(good, tmp_path / "answers")
    assert passed.returncode == 0, passed.stdout
    notebook = load(source)
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    for cell in cells:
        cell["outputs"][0]["data"]["text/plain"] = "Quiz of somebody else: 99 items"
    bad = tmp_path / "bad.ipynb"
    bad.write_text(json.dumps(notebook), "utf-8")
    failed = nbval(bad, tmp_path / "answers")
    assert failed.returncode == 1
    assert f"{len(cells)} failed" in failed.stdout


def test_drift_between_lesson_and_notebook_is_found(tmp_path: Path) -> None:
    """The build's own check, on a copy of the course in which one sentence was changed."""
    copy_ = tmp_path / "course"
    for name in ("lessons", "notebooks", "data", "tools", "toolkit_widgets"):
        (copy_ / name).parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-r", str(ROOT / name), str(copy_ / name)], check=True)
    (copy_ / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    command = [sys.executable, "tools/build_notebooks.py", "--check", "00_start_here"]
    same = subprocess.run(command, cwd=copy_, capture_output=True, text=True)
    assert same.returncode == 0, same.stdout + same.stderr
    lesson = copy_ / "lessons" / "00_start_here.md"
    lesson.write_text(lesson.read_text("utf-8").replace("Take-aways", "Take aways"), "utf-8")
    other = subprocess.run(command, cwd=copy_, capture_output=True, text=True)
    assert other.returncode == 1
    assert "differs from a fresh build" in other.stdout
