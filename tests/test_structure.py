"""The rooms of the house: imports point one way, and the light rooms stay light."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "toolkit_widgets"
ORDER = [
    "models", "scoring", "content", "store", "exchange", "figures", "labs", "reports", "cohort",
    "views", "handouts",
]  # fmt: skip
"""Each room may import from the rooms before it, never from those behind it."""
MAY = {
    "models": set(),
    "scoring": {"models"},
    "content": {"models", "scoring"},
    "store": {"models", "scoring"},
    "exchange": {"models", "scoring", "content", "store"},
    "figures": {"models", "scoring", "content"},
    "labs": {"models", "scoring", "content", "figures"},
    "reports": {"models", "scoring", "content", "figures"},
    "cohort": {"models", "scoring", "content", "store", "figures", "reports"},
    "views": {"models", "scoring", "content", "store", "figures", "labs", "reports", "cohort"},
    # paper shows what the screen shows, so it takes the words from the views
    "handouts": {"models", "scoring", "content", "figures", "labs", "reports", "views"},
}
HEAVY = {"pandas", "ipywidgets", "anywidget", "matplotlib", "IPython", "docx"}


def imports(source: str, room: str) -> Iterator[tuple[str, int]]:
    """Every imported module: ``toolkit_widgets.<room>`` as ``.<room>``, others as they stand."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level == 1:
                yield f".{room}.{module}", node.lineno
            elif node.level == 2:
                for alias in node.names:
                    yield f".{module or alias.name}", node.lineno
            else:
                yield module.replace("toolkit_widgets.", "."), node.lineno


def wrong(source: str, room: str) -> list[str]:
    """The imports that a room must not have."""
    found = []
    for module, line in imports(source, room):
        target = module.split(".")[1] if module.startswith(".") else ""
        if target in ORDER and target != room and target not in MAY[room]:
            found.append(f"line {line}: {room} imports {target}")
        if room in ("models", "scoring") and module.split(".")[0] in HEAVY:
            found.append(f"line {line}: {room} imports {module}")
    return found


@pytest.mark.parametrize("room", ORDER)
def test_imports_point_one_way(room: str) -> None:
    files = sorted((PACKAGE / room).rglob("*.py"))
    assert files, f"there is no room '{room}'"
    problems = {f.name: wrong(f.read_text("utf-8"), room) for f in files}
    assert not {name: lines for name, lines in problems.items() if lines}


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("models", "from ..scoring import marks"),
        ("scoring", "from ..views.form import Form"),
        ("content", "from toolkit_widgets.store import Store"),
        ("views", "from ..handouts.cards import cards"),
        ("store", "from .. import reports"),
        ("scoring", "import pandas as pd"),
        ("models", "def f():\n    from matplotlib.figure import Figure"),
    ],
)
def test_the_rule_finds_a_wrong_import(room: str, source: str) -> None:
    assert wrong(source, room)


def test_every_room_is_listed() -> None:
    rooms = {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(ORDER)
