"""A measured figure with its goal, all figures as one table, and as data with the machine."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = (
    "anywidget", "ipykernel", "ipywidgets", "jupyter-server", "jupyterlab", "jupyterquiz",
    "matplotlib", "notebook", "playwright", "pydantic", "toolkit-widgets",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure: the median of ``runs`` in ``unit``. ``goal`` is the most that it may be.

    ``note`` says what a reader must know to believe it. Raises ValueError without runs.
    """

    group: str
    name: str
    unit: str
    runs: Sequence[float]
    goal: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.runs:
            raise ValueError(f"'{self.name}' was never measured")

    @property
    def value(self) -> float:
        """The median of the runs."""
        return statistics.median(self.runs)

    @property
    def met(self) -> bool | None:
        """None where there is no goal."""
        return None if self.goal is None else self.value <= self.goal

    @property
    def verdict(self) -> str:
        """In one word; empty where there is no goal."""
        return {None: "", True: "met", False: "MISSED"}[self.met]

    def as_data(self) -> dict[str, Any]:
        """What ``results.json`` keeps of it."""
        return {
            "group": self.group,
            "name": self.name,
            "value": rounded(self.value),
            "unit": self.unit,
            "goal": self.goal,
            "met": self.met,
            "runs": {
                "count": len(self.runs),
                "min": rounded(min(self.runs)),
                "median": rounded(self.value),
                "max": rounded(max(self.runs)),
            },
            "note": self.note,
        }


def rounded(number: float) -> float:
    """Four significant digits: more than any of these figures has."""
    return float(f"{number:.4g}")


def shown(number: float) -> str:
    """Three significant digits, thousands apart: ``1,240``, ``92.3``, ``0.12``, ``0.027``."""
    if abs(number) >= 1000:
        return f"{number:,.0f}"
    size = abs(number)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3
    text = f"{number:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def table(figures: Sequence[Figure]) -> str:
    """One line a figure: value, unit, lowest and highest run, goal, verdict; a heading a group."""
    lines: list[str] = []
    group = ""
    wide = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        if figure.group != group:
            group = figure.group
            lines += ["", group]
        spread = f"{shown(min(figure.runs))} to {shown(max(figure.runs))}"
        if len(set(figure.runs)) == 1:
            spread = ""
        goal = "" if figure.goal is None else f"at most {shown(figure.goal)}"
        line = (
            f"  {figure.name:<{wide}} {shown(figure.value):>8} {figure.unit:<8} "
            f"{spread:<18} {goal:<14} {figure.verdict}"
        )
        lines.append(line.rstrip())
        if figure.note:
            lines.append(f"    {figure.note}")
    return "\n".join(lines).lstrip("\n")


def summary(figures: Sequence[Figure]) -> str:
    """How many goals were met, and which were not."""
    with_goal = [figure for figure in figures if figure.goal is not None]
    missed = [figure for figure in with_goal if not figure.met]
    many = f"{len(figures)} figure{'' if len(figures) == 1 else 's'}"
    said = f"{many}; {len(with_goal) - len(missed)} of {len(with_goal)} goals met."
    names = [f"  {f.group}: {f.name}: {shown(f.value)} {f.unit}" for f in missed]
    return "\n".join([said, *(["MISSED:"] if missed else []), *names])


def machine() -> dict[str, Any]:
    """What the figures were measured on, and with."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": rounded(os.getloadavg()[0]) if hasattr(os, "getloadavg") else None,
        "processor": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def write(figures: Sequence[Figure], where: dict[str, Any], file: Path) -> None:
    """The machine first, then every figure."""
    data = {"machine": where, "figures": [figure.as_data() for figure in figures]}
    file.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
