"""One server, one browser, and the hands that measure: a page with a fresh kernel for each run."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, WebSocket, sync_playwright

from tests.browser import helpers
from tests.browser.server import CourseServer

QUIET_S = 0.6
"""After so long without a frame, everything that a cell leads to has arrived."""
PATIENCE_MS = 60_000
RUN = """([cell, probe, wanted]) => {
  const output = document.querySelectorAll('.jp-CodeCell')[cell];
  window.tkSeen = new Promise((resolve) => {
    addEventListener('keydown', function began(event) {
      if (event.key !== 'Enter') return;
      removeEventListener('keydown', began, true);
      const start = performance.now();
      const look = () => {
        if (output.querySelectorAll(probe).length < wanted) requestAnimationFrame(look);
        else requestAnimationFrame(() => resolve(performance.now() - start));
      };
      requestAnimationFrame(look);
    }, true);
  });
}"""
"""From the key that runs a cell to the frame after the one in which everything is there."""


class CannotMeasure(RuntimeError):
    """What is needed is not installed; the message is one sentence."""


@dataclass
class Traffic:
    """What a page's websockets brought and took."""

    frames: int = 0
    bytes: int = 0
    sent: int = 0
    sent_bytes: int = 0

    def __sub__(self, other: Traffic) -> Traffic:
        return Traffic(
            self.frames - other.frames,
            self.bytes - other.bytes,
            self.sent - other.sent,
            self.sent_bytes - other.sent_bytes,
        )


class Meter:
    """Counts the frames of every websocket that ``page`` opens from now on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._now = Traffic()
        self._last = time.monotonic()
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)
        socket.on("framesent", self._sent)

    def _received(self, payload: str | bytes) -> None:
        self._now.frames += 1
        self._now.bytes += _size(payload)
        self._last = time.monotonic()

    def _sent(self, payload: str | bytes) -> None:
        self._now.sent += 1
        self._now.sent_bytes += _size(payload)
        self._last = time.monotonic()

    def settled(self) -> Traffic:
        """The counts once nothing has come or gone for a while."""
        self.page.wait_for_timeout(QUIET_S * 1000)
        while time.monotonic() - self._last < QUIET_S:
            self.page.wait_for_timeout(50)
        return Traffic(**vars(self._now))


def _size(payload: str | bytes) -> int:
    return len(payload if isinstance(payload, bytes) else payload.encode())


@dataclass
class Shown:
    """What one cell cost: milliseconds to usable, messages and bytes, JavaScript heap in MB."""

    ms: float
    traffic: Traffic
    heap_mb: float = 0.0


class Sheet:
    """A page with a notebook of our own and its fresh kernel."""

    def __init__(self, page: Page, meter: Meter, file: Path) -> None:
        self.page, self.meter, self.file = page, meter, file
        self._session: CDPSession = page.context.new_cdp_session(page)

    def run(self, cell: int) -> None:
        """Press the keys that run a cell, in the cell."""
        self.page.locator(".jp-CodeCell").nth(cell).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    def prepare(self, cell: int = 0) -> None:
        """Run a cell that ends by showing ``'ready'``, and wait for the word."""
        self.run(cell)
        output = self.page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea-output")
        output.filter(has_text="ready").wait_for(timeout=PATIENCE_MS)

    def show(self, cell: int, probe: str, wanted: int, heap: bool = False) -> Shown:
        """Run a cell until ``wanted`` elements like ``probe`` stand below it and are drawn."""
        before_mb = self.heap_mb() if heap else 0.0
        before = self.meter.settled()
        self.page.evaluate(RUN, [cell, probe, wanted])
        self.run(cell)
        ms: float = self.page.evaluate("window.tkSeen")
        after = self.meter.settled()
        return Shown(ms, after - before, (self.heap_mb() if heap else 0.0) - before_mb)

    def heap_mb(self) -> float:
        """What the page's JavaScript holds after its garbage was collected, in MB."""
        self._session.send("HeapProfiler.collectGarbage")
        used: float = self._session.send("Runtime.getHeapUsage")["usedSize"]
        return used / 1e6

    def tab_stops(self, cell: int, most: int = 1500) -> int:
        """How often Tab is pressed from the first field below a cell until it leaves the cell.

        Raises AssertionError after ``most`` presses.
        """
        here = f"document.querySelectorAll('.jp-CodeCell .jp-OutputArea')[{cell}]"
        self.page.evaluate(
            f"{here}.querySelector('input, select, textarea, button, summary').focus()"
        )
        for count in range(1, most + 1):
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(f"{here}.contains(document.activeElement)"):
                return count
        raise AssertionError(f"still inside after {most} Tab keys")


class Desk:
    """The course server and a Chromium; every sheet has a kernel of its own and ends it."""

    def __init__(self, server: CourseServer, browser: Browser) -> None:
        self.server, self.browser = server, browser

    @property
    def port(self) -> int:
        """Where the server listens."""
        found = urlsplit(self.server.host).port
        assert found is not None
        return found

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page in a browser context of its own: no memory of the last run."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        try:
            yield page
        finally:
            context.close()
            self.server.clear()

    @contextmanager
    def sheet(self, *cells: str, host: str = "") -> Iterator[Sheet]:
        """A notebook with these cells, opened at ``host`` (by default without a detour)."""
        file = helpers.write_notebook(self.server.folder, "measured", *cells)
        with self.page() as page:
            meter = Meter(page)
            self.open(page, file, host)
            yield Sheet(page, meter, file)

    def open(self, page: Page, file: Path, host: str = "") -> None:
        """Open a notebook in the calm view and wait until its kernel has answered."""
        address = f"{host or self.server.host}/notebooks/{file.name}?token={self.server.token}"
        helpers.load(page, lambda: page.goto(address))


@contextmanager
def desk() -> Iterator[Desk]:
    """Start both, end both. Raises :class:`CannotMeasure` with a sentence."""
    path = next(filter(None, map(shutil.which, helpers.CHROMIUM)), None)
    if path is None:
        raise CannotMeasure("There is no Chromium here, so nothing was measured in a browser.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = CourseServer(Path(folder) / "my-course")
        browser = playwright.chromium.launch(executable_path=path, args=helpers.FLAGS)
        try:
            yield Desk(server, browser)
        finally:
            browser.close()
            server.close()


def spread(values: list[float]) -> float:
    """How far runs lie from their median, at the median: the noise of one measurement."""
    ordered = sorted(values)
    middle = ordered[len(ordered) // 2]
    return sorted(abs(value - middle) for value in ordered)[len(ordered) // 2]
