"""Files that survive a crash: written whole or not at all, backed up, readable by the owner."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

KEEP = 5
"""Backups kept for each file."""


def write_atomic(file: Path, data: bytes) -> None:
    """Write through a temporary file, flush to disk, rename. Raises OSError.

    A crash at any step leaves either the old file or the new one.
    """
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    temporary = Path(name)  # mkstemp makes it owner-only where the system knows that
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, file)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be synced (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_private(folder: Path) -> None:
    """Create the folder, owner-only where the system knows that. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        folder.chmod(0o700)


def stamp() -> str:
    """Now in UTC, as part of a file name; sorts by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def backups(file: Path) -> list[Path]:
    """The backups of ``file``, newest first."""
    return sorted((file.parent / "backups").glob(f"{file.stem}.*.json"), reverse=True)


def back_up(file: Path) -> None:
    """Copy ``file`` into ``backups/`` unless the newest backup is the same; keep the last five."""
    data = file.read_bytes()
    existing = backups(file)
    if existing and existing[0].read_bytes() == data:
        return
    make_private(file.parent / "backups")
    write_atomic(file.parent / "backups" / f"{file.stem}.{stamp()}.json", data)
    for old in backups(file)[KEEP:]:
        with contextlib.suppress(OSError):
            old.unlink()


def set_aside(file: Path, why: str) -> Path:
    """Rename ``file`` so that it is kept but not opened again, and return its new path."""
    target = file.with_name(f"{file.stem}.{why}-{stamp()}.json.kept")
    os.replace(file, target)
    return target


def leftovers(folder: Path) -> Iterator[Path]:
    """Temporary files of a save that was interrupted."""
    yield from folder.glob(".*.json.*.tmp")
