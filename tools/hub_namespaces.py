"""A world of its own for a local hub: whether this computer can make one, and what is in it."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


class NotHere(Exception):
    """A local hub cannot run on this computer; the message says why."""


def check_computer() -> None:
    """Raise :class:`NotHere` unless namespaces and users can be made here."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise NotHere("a local hub needs root on Linux, to have a user for each learner")
    if not all(map(importlib.util.find_spec, ("jupyterhub", "configurable_http_proxy"))):
        raise NotHere("a local hub needs the extra 'hub': pip install \".[hub]\"")
    if missing := [name for name in ("unshare", "nsenter", "useradd") if not shutil.which(name)]:
        raise NotHere(f"a local hub needs the command {missing[0]}")
    tried = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        raise NotHere(f"a local hub needs a mount namespace: {tried.stderr.strip()}")


def opened(needed: Iterable[Path], stash: Path) -> Iterable[str]:
    """Shell lines that make folders reachable for everybody, in a mount namespace of their own.

    Where a folder above keeps others out, an empty one is laid over it, with nothing in it but what
    is needed. ``stash`` must not be below such a folder.
    """
    wanted = sorted({path.resolve() for path in needed})
    inner = [path for path in wanted if not any(above in wanted for above in path.parents)]
    closed = {path: gate for path in inner if (gate := _closed_gate(path))}
    for number, path in enumerate(closed):
        yield f"mkdir -p {stash}/{number}"
        yield f"mount --rbind {shlex.quote(str(path))} {stash}/{number}"
    for gate in sorted(set(closed.values())):
        yield f"mount -t tmpfs -o mode=0711 tmpfs {shlex.quote(str(gate))}"
    for number, path in enumerate(closed):
        yield f"mkdir -p {shlex.quote(str(path))}"
        yield f"mount --rbind {stash}/{number} {shlex.quote(str(path))}"


def _closed_gate(path: Path) -> Path | None:
    """The topmost folder on the way that others may not enter."""
    for folder in [*reversed(path.parents), path]:
        if not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None
