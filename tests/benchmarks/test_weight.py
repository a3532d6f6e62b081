"""What our form costs, as counts: they do not depend on the machine, so they are asserted.

A limit is a tenth above what was counted when it was set. What takes time is measured by
``make bench`` and never asserted.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from benchmarks import peers
from benchmarks.desk import Desk, Meter, Traffic
from benchmarks.start import LESSON, start_cell

HEAVY = {"pandas", "matplotlib", "numpy", "docx", "openpyxl", "typer", "scipy"}
"""A start cell that imports one of these makes every learner wait for it."""
LATER = {
    "babel",
    "toolkit_widgets.cohort",
    "toolkit_widgets.figures",
    "toolkit_widgets.labs",
    "toolkit_widgets.models.later",
    "toolkit_widgets.reports.fragment",
    "toolkit_widgets.reports.report",
    "toolkit_widgets.scoring.calendar",
    "toolkit_widgets.scoring.planner",
    "toolkit_widgets.scoring.profile",
    "toolkit_widgets.scoring.several",
    "toolkit_widgets.store.merge",
    "toolkit_widgets.store.migrate",
    "toolkit_widgets.views.activity",
    "toolkit_widgets.views.spec",
    "toolkit_widgets.views.worked",
}
"""What a card needs once it is shown or answered, and a start cell does not."""
WITH_A_LAB = "03_algorithms_and_errors"
OURS = 57
"""Our own modules after a start cell."""
FRAMES, KILOBYTES, SAVED_KB = 29, 42, 44
TAB_STOPS = 200
"""A choice and the comment of each of 100 questions."""


# -- the counting counts --------------------------------------------------------------------------

TEXTS, BINARIES, REPLIES = 7, 2, 3
PAGE = f"""<!doctype html><title>counted</title><script>
const line = new WebSocket(`ws://${{location.host}}/line`);
line.onopen = () => {{ for (let n = 0; n < {REPLIES}; n += 1) line.send('0123456789'); }};
</script>"""


class Counted(WebSocketHandler):
    """Sends seven texts of 1,000 characters (one of them of two bytes each), two binaries."""

    async def open(self) -> None:
        for _ in range(TEXTS - 1):
            await self.write_message("x" * 1000)
        await self.write_message("é" * 1000)
        for _ in range(BINARIES):
            await self.write_message(bytes(500), binary=True)

    def on_message(self, message: str | bytes) -> None:
        pass


class Start(RequestHandler):
    def get(self) -> None:
        self.write(PAGE)


@pytest.fixture
def counted() -> Iterator[int]:
    """The port of a page whose websocket brings a known number of frames."""
    found, port = bind_unused_port(address="127.0.0.1")
    loop = asyncio.new_event_loop()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = HTTPServer(Application([("/", Start), ("/line", Counted)]))
        server.add_socket(found)
        loop.run_forever()
        server.stop()
        loop.run_until_complete(server.close_all_connections())
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield port
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=10)


@pytest.mark.browser
def test_messages_and_bytes_are_counted_as_they_are(measuring: Desk, counted: int) -> None:
    with measuring.page() as page:
        meter = Meter(page)
        page.goto(f"http://127.0.0.1:{counted}/")
        assert meter.settled() == Traffic(
            frames=TEXTS + BINARIES,
            bytes=(TEXTS - 1) * 1000 + 2000 + BINARIES * 500,
            sent=REPLIES,
            sent_bytes=REPLIES * 10,
        )
        assert meter.settled() - meter.settled() == Traffic()


# -- our form -------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_form_of_100_questions_stays_light(measuring: Desk) -> None:
    with measuring.sheet(*peers.cells("our form")) as sheet:
        sheet.prepare()
        found = sheet.show(1, peers.RADIOS, peers.OPTIONS).traffic
        assert 0 < found.frames <= FRAMES
        assert 20 < found.bytes / 1000 <= KILOBYTES, f"{found.bytes / 1000:.0f} kB"
        assert sheet.tab_stops(1) == TAB_STOPS


def test_a_saved_notebook_of_100_questions_stays_small() -> None:
    found = peers.saved_kb("our form")
    assert 20 < found <= SAVED_KB


LOADED = """
import io, sys
from contextlib import redirect_stdout
with redirect_stdout(io.StringIO()):
    {code}
print(*sys.modules)
"""


def loaded(code: str, folder: Path) -> set[str]:
    """Every module that is there after the code, in a Python of its own."""
    script = LOADED.format(code=code.replace("\n", "\n    "))
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=os.environ | {"TOOLKIT_ANSWERS": str(folder / "answers")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def ours(modules: set[str]) -> set[str]:
    """Those of them that are the course's own."""
    return {name for name in modules if name.split(".")[0] == "toolkit_widgets"}


def test_the_start_cell_loads_only_what_it_needs(tmp_path: Path) -> None:
    assert LESSON in start_cell()
    modules = loaded(start_cell(), tmp_path)
    assert "toolkit_widgets.views.lesson" in modules
    assert modules & HEAVY == set()
    assert modules & LATER == set()
    assert len(ours(modules)) <= OURS


def test_the_start_cell_of_a_lesson_with_a_lab_draws_nothing(tmp_path: Path) -> None:
    modules = loaded(start_cell(WITH_A_LAB), tmp_path)
    assert "toolkit_widgets.models.lab" in modules
    assert modules & HEAVY == set()
    assert modules & LATER == {"toolkit_widgets.models.later"}


def test_a_heavy_import_would_be_seen(tmp_path: Path) -> None:
    assert loaded("import docx", tmp_path) & HEAVY == {"docx"}


def test_what_a_later_cell_loads_would_be_seen_in_the_start_cell(tmp_path: Path) -> None:
    modules = loaded(f"{start_cell()}\nlesson.compare('organizational-readiness')", tmp_path)
    assert {"toolkit_widgets.figures", "toolkit_widgets.scoring.profile"} <= modules & LATER
    assert len(ours(modules)) > OURS
