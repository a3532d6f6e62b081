"""A page as a PDF, printed by the Chromium of this computer: by playwright, else by itself."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "chrome",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PATIENCE_S = 120
"""A long handout on an old computer."""


class NoPdf(RuntimeError):
    """No PDF could be printed. The message says why and what to do instead."""


def chromium() -> str | None:
    """A browser of this computer that can print by itself, or None."""
    return next(filter(None, (shutil.which(name) for name in (*NAMES, *PLACES))), None)


def to_pdf(html: str) -> bytes:
    """The page printed, its size and margins as its style says. Raises :class:`NoPdf`."""
    browser = chromium()
    if browser is None:
        raise NoPdf(
            "A PDF needs Chromium, Chrome or Edge on this computer, and none was found. "
            "Use --to html: every browser prints that page."
        )
    by: Callable[[str, Path, Path], None] = (
        _with_playwright if importlib.util.find_spec("playwright") else _by_itself
    )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(html, "utf-8")
        by(browser, source, target)
        if not target.is_file():
            raise NoPdf(f"{browser} printed no PDF. Use --to html, and print from the browser.")
        return target.read_bytes()


def _sandbox() -> list[str]:
    """Chromium refuses its sandbox to root; the page runs nothing and asks for nothing."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _with_playwright(browser: str, source: Path, target: Path) -> None:
    """With tags for screen readers and an outline of the headings."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(executable_path=browser, args=_sandbox())
            page = running.new_page()
            page.goto(source.as_uri())
            page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)
            running.close()
    except Error as error:
        raise NoPdf(f"{browser} could not print: {str(error).splitlines()[0]}") from error


def _by_itself(browser: str, source: Path, target: Path) -> None:
    command = [
        *(browser, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"),
        *(*_sandbox(), f"--user-data-dir={target.parent / 'profile'}"),
        *(f"--print-to-pdf={target}", source.as_uri()),
    ]
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPdf(f"{browser} could not print: {error}") from error
