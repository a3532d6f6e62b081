"""Files that survive a crash: written whole or not at all, backed up, readable by the owner."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

KEEP = 5
"""Backups kept for each file."""
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_STAMPED = re.compile(r"\d{8}T\d{6}\.\d{6}Z")


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
    return datetime.now(UTC).strftime(_STAMP)


def backups(file: Path) -> list[Path]:
    """The backups of ``file``, newest first."""
    found: list[Path] = []
    with contextlib.suppress(OSError):  # there is no such folder, or it is closed to us
        found = list((file.parent / "backups").iterdir())
    return sorted((one for one in found if _STAMPED.fullmatch(_stamp_of(one, file))), reverse=True)


def _stamp_of(backup: Path, file: Path) -> str:
    """The stamp in a backup's name; something else where it is not a backup of ``file``."""
    ours = backup.name.startswith(f"{file.stem}.") and backup.suffix == ".json"
    return backup.name[len(file.stem) + 1 : -len(".json")] if ours else ""


def back_up(file: Path) -> None:
    """Copy ``file`` into ``backups/`` unless the newest backup is the same; keep the last five."""
    data = file.read_bytes()
    existing = backups(file)
    if existing and existing[0].read_bytes() == data:
        return
    make_private(file.parent / "backups")
    now = stamp()
    if existing:  # the order of the names is the order of making, also after a clock was set back
        now = max(now, _next(_stamp_of(existing[0], file)))
    write_atomic(file.parent / "backups" / f"{file.stem}.{now}.json", data)
    for old in backups(file)[KEEP:]:
        with contextlib.suppress(OSError):
            old.unlink()


def _next(stamp: str) -> str:
    """The stamp a microsecond later; the same where its digits are no time."""
    with contextlib.suppress(ValueError, OverflowError):
        return (datetime.strptime(stamp, _STAMP) + timedelta(microseconds=1)).strftime(_STAMP)
    return stamp


def set_aside(file: Path, why: str) -> Path:
    """Rename ``file`` so that it is kept but not opened again, and return its new path."""
    target = file.with_name(f"{file.stem}.{why}-{stamp()}.json.kept")
    os.replace(file, target)
    return target


def leftovers(folder: Path) -> Iterator[Path]:
    """Temporary files of a save that was interrupted."""
    yield from folder.glob(".*.json.*.tmp")
