"""The server's messages leave at once: real sockets, and the settings that bring it about."""

from __future__ import annotations

import asyncio
import json
import socket

import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect
from traitlets.config import Config

from toolkit_widgets import resources
from toolkit_widgets.connection import PromptConnection

SETTINGS = json.loads(
    (resources.jupyter_config() / "jupyter_server_config.json").read_text("utf-8")
)


def may_be_held_back(
    kind: type[ZMQChannelsWebsocketConnection], monkeypatch: pytest.MonkeyPatch
) -> bool:
    """Whether the system may hold a small message back on the socket of an open page."""
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: None)
    seen: list[bool] = []

    class Channels(WebSocketHandler):
        def open(self) -> None:
            alone = type("Alone", (kind,), {"websocket_handler": self})  # without a kernel
            alone.__new__(alone).connect()
            assert self.ws_connection is not None
            line = self.ws_connection.stream.socket
            seen.append(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)

    async def visit() -> None:
        listening, port = bind_unused_port()
        server = HTTPServer(Application([("/", Channels)]))
        server.add_sockets([listening])
        page = await websocket_connect(f"ws://127.0.0.1:{port}/")
        while not seen:
            await asyncio.sleep(0.01)
        page.close()
        server.stop()

    asyncio.run(asyncio.wait_for(visit(), 20))
    return seen[0]


def test_a_message_does_not_wait_for_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not may_be_held_back(PromptConnection, monkeypatch)


def test_jupyters_own_would(monkeypatch: pytest.MonkeyPatch) -> None:
    assert may_be_held_back(ZMQChannelsWebsocketConnection, monkeypatch)


def test_the_courses_servers_use_it() -> None:
    assert ServerApp(config=Config(SETTINGS)).kernel_websocket_connection_class is PromptConnection
    voila = pytest.importorskip("voila.app").Voila
    assert voila(config=Config(SETTINGS)).kernel_websocket_connection_class is PromptConnection
