"""``learn`` in a process of its own, asked from outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import psutil

ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(/\S*)\?token=([\w-]+)")


class Running:
    """A command that prints an address and runs until it is stopped.

    ``home`` stands for the user's own folder. Raises AssertionError if no address comes.
    """

    def __init__(self, command: list[str], home: Path, **env: str) -> None:
        variables = os.environ | {
            "HOME": str(home),
            "HTTP_PROXY": "http://127.0.0.1:9",  # a proxy that does not exist is not asked
            "http_proxy": "http://127.0.0.1:9",
        }
        variables.pop("TOOLKIT_ANSWERS", None)
        self.process = subprocess.Popen(
            command,
            env=variables | env,
            cwd=home.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        found = ADDRESS.search("\n".join(self.lines))
        assert found, f"no address: {self.lines}"
        self.host, self.path, self.token = found.groups()

    def ask(
        self, path: str, method: str = "GET", token: str | None = None, body: Any = None
    ) -> tuple[int, str]:
        """Status and text, past any proxy."""
        request = urllib.request.Request(self.host + path, method=method)
        if token:
            request.add_header("Authorization", f"token {token}")
        if body is not None:
            request.data = json.dumps(body).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=20) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def family(self) -> list[psutil.Process]:
        """Every process below the command."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def close(self) -> None:
        """End everything, whatever state it is in."""
        if self.process.poll() is None:
            family = self.family()
            self.process.kill()
            for child in family:
                child.kill()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.wait()
