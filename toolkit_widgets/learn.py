"""``toolkit-course learn``: copy the lessons, start Jupyter, open a lesson, stop cleanly."""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from . import resources
from .content.problems import unknown
from .lesson_copy import CopyReport, copy_lessons
from .serve import CourseError, CourseServer, UsageError, View, answers_folder, require

Say = Callable[[str], None]


class _Stop(BaseException):
    """Ctrl-C, a request to end, or the window was closed."""


def learn(
    folder: Path,
    *,
    lesson: str = "00",
    view: View = "notebook",
    browser: bool = True,
    port: int = 0,
    source: Path | None = None,
    say: Say = print,
) -> None:
    """Run the course in ``folder`` until Ctrl-C.

    ``source``: the built notebooks (default: this installation's). Raises :class:`CourseError`
    with one sentence where something expected stands in the way.
    """
    require(view)
    source = source or resources.notebooks()
    folder = folder.absolute()
    if not any(source.glob("*.ipynb")):
        raise CourseError(f"There are no built notebooks in {source}; run 'make notebooks'.")
    notebook = find_lesson(lesson, source)
    report = bring_lessons(source, folder)
    for line in copied_lines(report):
        say(line)
    server = CourseServer(folder, port)
    with _stopping(server):
        server.start()
        address = server.address(notebook, view)
        say(f"Lessons:  {folder}")
        say(f"Answers:  {answers_folder(folder, os.environ)}")
        say(f"Address:  {address}")
        opened = browser and open_browser(address)
        say("" if opened else "Open this address in a browser on this computer.")
        say("Press Ctrl-C here to stop.")
        server.wait()
    say("The course has stopped. Your answers are kept.")


def bring_lessons(source: Path, folder: Path) -> CopyReport:
    """Copy the lessons into ``folder``; a folder that cannot be used is said in a sentence."""
    if folder.resolve() == source.resolve():
        raise UsageError(f"{folder} holds the original lessons; choose another --folder.")
    try:
        return copy_lessons(source, folder)
    except (FileExistsError, NotADirectoryError):
        raise CourseError(f"{folder} cannot be a folder: a file is in the way.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CourseError(
            f"The folder {folder} cannot be used ({reason}); choose another with --folder."
        ) from error
    except ValueError as error:
        raise CourseError(f"The course cannot be copied: {error}.") from error


def find_lesson(wanted: str, source: Path) -> str:
    """The notebook for a number (``3``, ``03``, ``c01``) or a name. Raises UsageError."""
    names = sorted(file.stem for file in source.glob("*.ipynb"))
    numbers = [name.split("_", 1)[0] for name in names]
    key = wanted.removesuffix(".ipynb").lower()
    for name, number in zip(names, numbers, strict=True):
        same = key.isdigit() and number.isdigit() and int(key) == int(number)
        if same or key in (name.lower(), number.lower()):
            return f"{name}.ipynb"
    pool = numbers if len(key) <= 3 else names
    sentence = unknown("lesson", wanted, pool, "the course")
    raise UsageError(sentence[0].upper() + sentence[1:])


def copied_lines(report: CopyReport) -> list[str]:
    """What happened to the copies, for the learner; nothing to say is no line."""
    lines = []
    if report.new:
        lines.append(f"{_lessons(len(report.new))} copied.")
    if report.updated:
        lines.append(f"{_lessons(len(report.updated))} brought up to the new edition.")
    for name, beside in report.beside:
        lines.append(f"You changed {name}: it is kept; the new edition is beside it in {beside}.")
    return lines


def _lessons(count: int) -> str:
    return f"{count} lesson{'' if count == 1 else 's'}"


def open_browser(address: str) -> bool:
    """True if a browser with a window was asked to open the address."""
    windowless = sys.platform.startswith(("linux", "freebsd")) and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if windowless:  # else a text browser may take the terminal
        return False
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


@contextmanager
def _stopping(server: CourseServer) -> Iterator[None]:
    """End the server and its kernels however we are told to stop."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Windows' own
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signals.remove(signal.SIGHUP)  # started with nohup: meant to outlive its terminal

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Stop

    before = [signal.signal(number, stop) for number in signals]
    try:
        yield
    except _Stop:
        pass
    finally:
        for number in signals:  # a second Ctrl-C must not leave kernels behind
            signal.signal(number, signal.SIG_IGN)
        server.stop()
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
