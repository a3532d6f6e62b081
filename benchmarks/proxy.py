"""A TCP proxy that holds everything back for a while: a slow line on a fast machine."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from types import TracebackType


class DelayingProxy:
    """Passes bytes to ``127.0.0.1:port`` and back, each ``seconds`` later; as a context manager.

    Bytes arrive unchanged and in order, however many are under way; opening a connection itself
    is not delayed. ``address`` is where it listens.
    """

    def __init__(self, port: int, seconds: float) -> None:
        self.target = port
        self.seconds = seconds
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def address(self) -> str:
        """For a browser."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> DelayingProxy:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _connection(
        self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter
    ) -> None:
        try:
            far_in, far_out = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            near_out.close()
            return
        try:
            with contextlib.suppress(asyncio.CancelledError):  # the measurement is over
                await asyncio.gather(self._pass(near_in, far_out), self._pass(far_in, near_out))
        finally:
            far_out.close()
            near_out.close()

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Read as fast as it comes, write when its time has come; the end passes, too."""
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        writing = asyncio.create_task(self._write(waiting, target))
        try:
            while True:
                data = await source.read(65_536)
                waiting.put_nowait((self._loop.time() + self.seconds, data))
                if not data:
                    break
        except OSError:
            waiting.put_nowait((self._loop.time(), b""))
        await writing

    async def _write(
        self, waiting: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter
    ) -> None:
        try:
            while True:
                due, data = await waiting.get()
                await asyncio.sleep(max(0.0, due - self._loop.time()))
                if not data:
                    if target.can_write_eof():
                        target.write_eof()
                    return
                target.write(data)
                await target.drain()
        except OSError:  # the other side is gone
            target.close()
