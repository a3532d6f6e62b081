"""A kernel on a hub, driven as a page drives it: through the proxy, with the learner's token."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

import websocket

from tools.local_hub import LocalHub

PATIENCE_S = 90


class CellFailed(Exception):
    """A cell ended with an error; the message is the traceback's last line."""


class HubKernel:
    """A new kernel on this learner's running server. ``notebook``: run beside this file."""

    def __init__(self, hub: LocalHub, user: str, token: str, notebook: str = "") -> None:
        self._hub, self._token, self._base = hub, token, f"/user/{user}/api"
        body: dict[str, Any] = {"kernel": {"name": "python3"}, "type": "notebook"}
        body |= {"name": notebook, "path": notebook or f"{uuid.uuid4()}.ipynb"}
        status, model = hub.api("POST", f"{self._base}/sessions", token, body)
        if status >= 400:
            raise RuntimeError(f"no kernel for {user}: {status} {model}")
        self._session, self.id = model["id"], model["kernel"]["id"]
        self._socket = self._connect()

    def run(self, code: str) -> str:
        """Run one cell and return what it printed. Raises :class:`CellFailed`, TimeoutError."""
        asked = self._send("execute_request", code)
        printed = ""
        reply = None
        idle = False
        deadline = time.monotonic() + PATIENCE_S
        while reply is None or not idle:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the kernel did not answer within {PATIENCE_S} s")
            message = json.loads(self._socket.recv())
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream" and content["name"] == "stdout":
                printed += content["text"]
            elif kind == "execute_reply":
                reply = content
            elif kind == "status":
                idle = content["execution_state"] == "idle"
        if reply["status"] != "ok":
            raise CellFailed(f"{reply.get('ename')}: {reply.get('evalue')}")
        return printed

    def restart(self) -> None:
        """As the button *Start lesson* does before it runs the cells."""
        self._socket.close()
        self._hub.api("POST", f"{self._base}/kernels/{self.id}/restart", self._token)
        self._socket = self._connect()

    def close(self) -> None:
        """End the kernel."""
        self._socket.close()
        self._hub.api("DELETE", f"{self._base}/sessions/{self._session}", self._token)

    def _connect(self) -> websocket.WebSocket:
        return websocket.create_connection(
            f"ws{self._hub.host.removeprefix('http')}{self._base}/kernels/{self.id}/channels",
            header=[f"Authorization: token {self._token}"],
            timeout=PATIENCE_S,
            http_no_proxy=["*"],
        )

    def _send(self, kind: str, code: str) -> str:
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "session": self.id, "username": ""}
        header |= {"version": "5.4", "date": ""}
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}}
        self._socket.send(json.dumps(message | {"content": content, "buffers": []}))
        return number
