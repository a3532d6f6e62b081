"""Hands and eyes of the browser tests: what a person does, and what must never be seen."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4
from playwright.sync_api import Locator, Page, TimeoutError

from .access import eyes
from .access.axe import violations as violations
from .server import CourseServer

Answers = dict[str, dict[str, Any]]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # the tests also run as root in containers
    "--disable-gpu",
    "--no-proxy-server",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # nothing outside can be reached, whatever a page tries
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE_MS = 20_000
KERNEL_S = 30
FIRST_TRY_MS, SECOND_TRY_MS = 8_000, 25_000


# -- what a person does ------------------------------------------------------------------------


def load(page: Page, go: Callable[[], object]) -> None:
    """Do what loads a lesson and wait until its kernel has answered the page.

    A button pressed before that would wait for the kernel for up to ten seconds.
    """
    heard: list[bool] = []

    def listen(frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        if "kernel_info_reply" in text:
            heard.append(True)

    page.on("websocket", lambda socket: socket.on("framereceived", listen))
    go()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    end = time.monotonic() + KERNEL_S
    while not heard:
        assert time.monotonic() < end, f"{page.url}: no word of the kernel within {KERNEL_S} s"
        page.wait_for_timeout(30)
    page.wait_for_timeout(100)


def write_notebook(folder: Path, name: str, *cells: str) -> Path:
    """A notebook of our own beside the lessons: a heading, then these cells of code."""
    code = [v4.new_code_cell(cell) for cell in cells]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(
        cells=[v4.new_markdown_cell(f"# Tests\n\n## {name.capitalize()}"), *code],
        metadata={"kernelspec": kernel},
    )
    file = folder / f"{name}.ipynb"
    nbformat.write(notebook, file)
    return file


def open_notebook(page: Page, server: CourseServer, notebook: Path) -> None:
    """Open a notebook in the calm view and wait for its kernel."""
    path = notebook.relative_to(server.folder).as_posix()
    load(page, lambda: page.goto(f"{server.host}/notebooks/{path}?token={server.token}"))


def start_lesson(page: Page) -> None:
    """Press *Start lesson* and wait for a fresh card in every activity cell; try once more."""
    # cards of the last start stay until their cells run again: mark them
    page.evaluate("document.querySelectorAll('.tk-card').forEach(c => c.dataset.old = 'yes')")
    for patience in (FIRST_TRY_MS, SECOND_TRY_MS):
        page.get_by_role("button", name="Start lesson").first.click()
        try:
            page.wait_for_function(
                """() => {
                    const cells = [...document.querySelectorAll('.jp-CodeCell')];
                    const fresh = cell => cell.querySelector('.tk-card:not([data-old])');
                    const broken = document.querySelector(
                        '[data-mime-type*=error], [data-mime-type*=stderr]');
                    return broken || (cells.length && cells.every(fresh));
                }""",
                timeout=patience,
            )
        except TimeoutError:
            continue
        problems = cell_errors(page)
        assert not problems, f"a cell is broken:\n{problems}"
        return
    raise AssertionError("not every activity shows a card")


def cell_errors(page: Page) -> list[str]:
    """What the cells print on the error stream, tracebacks included."""
    found: list[str] = page.locator(
        ".jp-OutputArea-output[data-mime-type*='stderr'], "
        ".jp-OutputArea-output[data-mime-type*='error']"
    ).all_inner_texts()
    return found


def card(page: Page, name: str) -> Locator:
    """The card of an activity."""
    return page.locator(f".tk-card[data-activity='{name}']")


def item(where: Locator, name: str) -> Locator:
    """One question of a card."""
    return where.locator(f"[data-item='{name}']")


def choose(where: Locator, name: str, *options: str) -> None:
    """Mark options of a question."""
    for option in options:
        item(where, name).locator(f"input[value='{option}']").check()


def wait_saved(where: Locator) -> None:
    """Until the card says that everything is saved."""
    where.page.wait_for_timeout(50)  # a change is sent after the event that made it
    where.locator(".tk-saved", has_text=re.compile("^Saved")).wait_for(timeout=PATIENCE_MS)


def press_everything(page: Page) -> None:
    """Every Check button that can be seen, and every main button: problems, then hand in."""
    page.evaluate(
        """() => {
            const seen = node => node.offsetParent && !node.disabled;
            [...document.querySelectorAll('.tk-check')].filter(seen).forEach(b => b.click());
            [...document.querySelectorAll('.tk-main')].filter(seen).forEach(b => b.click());
        }"""
    )
    page.wait_for_timeout(200)
    page.wait_for_function(
        """() => ![...document.querySelectorAll('.tk-saved, .tk-button')].some(
            node => /^(Saving|Working) …/.test(node.textContent))"""
    )


def answers(file: Path) -> Answers:
    """Item id → answer in a file of answers; none where there is no file yet."""
    if not file.is_file():
        return {}
    found: Answers = json.loads(file.read_text("utf-8"))["answers"]
    return found


def until(what: Any, seconds: float = 5.0) -> Any:
    """Call ``what`` until it returns something true. Raises AssertionError after ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.03)
    raise AssertionError(f"still not so after {seconds} s: {what}")


def dark_theme(page: Page, on: bool = True) -> None:
    """Change the theme through the menu, as a person does."""
    page.get_by_role("menuitem", name="Settings").click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Theme", exact=True).hover()
    name = "JupyterLab Dark" if on else "JupyterLab Light"
    page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()
    light = "false" if on else "true"
    page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")
    page.wait_for_timeout(300)  # the colours arrive with a style sheet after the attribute


# -- what must never be seen ---------------------------------------------------------------------


TOO_WIDE = """selector => {
  const scrolls = node => {
    for (; node && !node.matches(selector); node = node.parentElement)
      if (/auto|scroll/.test(getComputedStyle(node).overflowX)) return true;
    return false;
  };
  const found = [];
  for (const card of document.querySelectorAll(selector)) {
    const edge = card.getBoundingClientRect().right;
    for (const node of [card, ...card.querySelectorAll('*')]) {
      const box = node.getBoundingClientRect();
      if (!box.width || node.closest('.tk-hidden') || scrolls(node.parentElement)) continue;
      const style = getComputedStyle(node);
      const spills = !/auto|scroll/.test(style.overflowX) && style.display !== 'inline'
        && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0
        && !['SELECT', 'INPUT'].includes(node.tagName);
      if (spills || box.right > edge + 1)
        found.push(`${node.tagName}.${node.className}: ${node.textContent.trim().slice(0, 60)}`);
    }
  }
  return found;
}"""

SIDEWAYS = """() => {
  const page = document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook');
  return [document.documentElement, document.body, page].filter(Boolean)
    .filter(node => node.scrollWidth > node.clientWidth + 1)
    .map(node => `${node.tagName}.${node.className} ${node.scrollWidth} > ${node.clientWidth}`);
}"""


def too_wide(page: Page, selector: str = ".tk-card") -> list[str]:
    """Elements that stick out of their card, except inside something that scrolls by itself."""
    found: list[str] = page.evaluate(TOO_WIDE, selector)
    return found


def sideways(page: Page) -> list[str]:
    """Scroll containers of the page that would scroll sideways."""
    found: list[str] = page.evaluate(SIDEWAYS)
    return found


# -- the accessibility tree ----------------------------------------------------------------------


def cards_tree(page: Page) -> list[dict[str, Any]]:
    """Chromium's accessibility tree of our cards: what a screen reader is given."""
    cards, known = eyes.tree(page)
    return [node for card in cards for node, _ in eyes.below(card, known)]


def named(nodes: list[dict[str, Any]], *roles: str) -> Iterator[str]:
    """The names of all nodes with one of these roles."""
    return (eyes.name(node) for node in nodes if eyes.role(node) in roles)
