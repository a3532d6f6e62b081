"""A fresh kernel without a server or a page: what a cell takes, what its process holds."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 120


class CellFailed(RuntimeError):
    """A cell raised; the message is its traceback's last line."""


@dataclass
class Kernel:
    """A kernel that runs cells one after the other."""

    process: psutil.Process
    client: BlockingKernelClient

    def run(self, code: str) -> float:
        """Seconds until the kernel says that the cell is done. Raises :class:`CellFailed`."""
        began = time.perf_counter()
        reply: dict[str, Any] = self.client.execute_interactive(
            code, timeout=PATIENCE_S, output_hook=lambda _: None
        )
        seconds = time.perf_counter() - began
        content = reply["content"]
        if content["status"] != "ok":
            raise CellFailed(f"{content.get('ename')}: {content.get('evalue')}")
        return seconds

    def value(self, expression: str) -> str:
        """An expression's ``repr``. Raises :class:`CellFailed`."""
        message = self.client.execute("", user_expressions={"it": expression}, reply=True)
        found = message["content"]["user_expressions"]["it"]
        if found["status"] != "ok":
            raise CellFailed(f"{found['ename']}: {found['evalue']}")
        text: str = found["data"]["text/plain"]
        return text

    def memory_mb(self) -> tuple[float, float]:
        """Resident memory, and what would be free if this process ended (RSS and USS), in MB."""
        found = self.process.memory_full_info()
        return found.rss / 1e6, found.uss / 1e6


@contextmanager
def kernel() -> Iterator[Kernel]:
    """Start one in a folder of its own, with no answers, and end it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        env = os.environ | {"TOOLKIT_ANSWERS": f"{folder}/answers", "PYTHONPATH": paths}
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(cwd=folder, env=env, stderr=subprocess.DEVNULL)
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=PATIENCE_S)
            yield Kernel(psutil.Process(manager.provisioner.pid), client)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
