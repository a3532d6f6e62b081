"""Adds to The Littlest JupyterHub's config.yaml what it does not say yet.

    add_settings.py OURS THEIRS

What stands in THEIRS stays as it is, also where OURS says something else; that is then printed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import yaml


def add_missing(theirs: dict[str, Any], ours: dict[str, Any], path: str = "") -> list[str]:
    """Add to ``theirs`` what only ``ours`` has; one line for each setting that differs."""
    kept = []
    for key, value in ours.items():
        place = f"{path}{key}"
        if theirs.get(key) is None:
            theirs[key] = value
        elif isinstance(value, dict) and isinstance(theirs[key], dict):
            kept += add_missing(theirs[key], value, f"{place}.")
        elif theirs[key] != value:
            kept.append(f"kept {place}: {theirs[key]}, and not {value}")
    return kept


def main(ours: Path, theirs: Path) -> None:
    """Write THEIRS anew, readable by its owner only; say what was kept."""
    found = yaml.safe_load(theirs.read_text("utf-8")) if theirs.exists() else None
    settings: dict[str, Any] = found or {}
    for line in add_missing(settings, yaml.safe_load(ours.read_text("utf-8"))):
        print(f"        {line}")
    new = theirs.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    os.replace(new, theirs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
