"""The delaying proxy delays, each way, and changes nothing."""

from __future__ import annotations

import random
import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest

from benchmarks.proxy import DelayingProxy

EACH_WAY_S = 0.1
LATE_S = 0.15
"""What another program on the machine may add."""


class Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while data := self.request.recv(65_536):
            self.request.sendall(data)


@pytest.fixture(scope="module")
def echo() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def round_trip(port: int) -> float:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"warm")
        assert line.recv(100) == b"warm"
        began = time.perf_counter()
        line.sendall(b"x")
        assert line.recv(1) == b"x"
        return time.perf_counter() - began


def test_it_delays_each_way(echo: int) -> None:
    with DelayingProxy(echo, EACH_WAY_S) as proxy:
        took = round_trip(proxy.port)
    assert 2 * EACH_WAY_S <= took < 2 * EACH_WAY_S + LATE_S


def test_without_a_delay_it_does_not(echo: int) -> None:
    with DelayingProxy(echo, 0) as proxy:
        assert round_trip(proxy.port) < LATE_S


def test_bytes_pass_unchanged_in_order_and_together(echo: int) -> None:
    """Much data is late once, not once a piece; the end of a side passes, too."""
    sent = random.Random(1).randbytes(2_000_000)
    with (
        DelayingProxy(echo, EACH_WAY_S) as proxy,
        socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as line,
    ):
        began = time.perf_counter()

        def send() -> None:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)

        threading.Thread(target=send).start()
        got = b"".join(iter(lambda: line.recv(65_536), b""))
        took = time.perf_counter() - began
    assert got == sent
    assert 2 * EACH_WAY_S <= took < 10 * EACH_WAY_S


def test_nobody_listens_behind_it() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        DelayingProxy(port, 0) as proxy,
        socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as line,
    ):
        assert line.recv(1) == b""
