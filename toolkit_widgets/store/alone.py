"""One window at a time between reading a file and replacing it: a lock of the system's own.

It is held for the milliseconds of one save, and the system takes it away from a process that ends,
however it ends. Where a folder knows no locks, saving goes on without.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

LOCK = ".lock"
"""An empty file in the folder of answers."""
PATIENCE_S = 2.0
"""A window that was stopped in the middle of a save holds up nobody longer."""
_AGAIN_S = 0.005

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def alone(folder: Path, patience_s: float = PATIENCE_S) -> Iterator[bool]:
    """Keep every other window out of ``folder`` for as long as the block runs.

    Gives False, and runs the block all the same, where the folder cannot be written, knows no
    locks, or the lock is still held by another process after ``patience_s`` seconds.
    """
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield False
        return
    try:
        yield _taken(handle, time.monotonic() + patience_s)
    finally:
        os.close(handle)  # and with it the lock


def _taken(handle: int, until: float) -> bool:
    while True:
        try:
            _take(handle)
        except (BlockingIOError, PermissionError):  # held: Unix says the one, Windows the other
            if time.monotonic() > until:
                return False
            time.sleep(_AGAIN_S)
        except OSError:  # no locks here
            return False
        else:
            return True
