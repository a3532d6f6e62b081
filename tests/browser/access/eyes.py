"""What the tests of accessibility see of a page: the measures of ``eyes.js``, and the tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "eyes.js").read_text("utf-8")
CARDS = ".tk-card"
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
"""What success criterion 1.4.12 lets a reader ask for."""
FIELDS = {"radio", "checkbox", "textbox", "combobox", "slider", "spinbutton", "Date"}
NAMED = FIELDS | {"button", "link"}


def look(page: Page, measure: str, *arguments: Any) -> Any:
    """Call a measure of ``eyes.js``; without arguments it looks at our cards."""
    page.evaluate("script => { if (!window.eyes) (0, eval)(script); }", SCRIPT)
    return page.evaluate(
        "([name, values]) => window.eyes[name](...values)", [measure, list(arguments) or [CARDS]]
    )


def walk(page: Page, key: str) -> list[int]:
    """Press Tab from the first card, or Shift+Tab from the last stop: the stops, in order.

    Ends outside of the cards; raises AssertionError where the last card is not left.
    """
    stops = look(page, "watch")
    end = stops - 1 if key == "Tab" else 0
    if key == "Tab":
        page.locator(".tk-title").first.click()
        page.evaluate("window.walked.length = 0")
    else:
        page.locator(f"[data-stop='{stops - 1}']").focus()
    for _ in range(3 * stops):  # a date has up to four stops of its own
        page.keyboard.press(key)
        if page.evaluate("window.walked.at(-1)") == str(end):
            break
    found = [int(step) for step in page.evaluate("window.walked") if step]
    for _ in range(5):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement.closest('.tk-card') === null"):
            return found
    raise AssertionError(f"{key} does not leave the card after stop {found[-1:]}")


def counted(lines: list[str]) -> list[str]:
    """Each line once, with how often it was there."""
    return [f"{line} ({n} times)" if n > 1 else line for line, n in Counter(lines).items()]


def words(text: str) -> str:
    """With single spaces, as a screen reader is given it."""
    return re.sub(r"\s+", " ", text).strip()


# -- the accessibility tree ----------------------------------------------------------------------

Node = dict[str, Any]


def tree(page: Page) -> tuple[list[Node], dict[str, Node]]:
    """Chromium's accessibility tree: the regions that are our cards, and every node by its id."""
    session = page.context.new_cdp_session(page)
    try:
        session.send("Accessibility.enable")
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    titles = {words(title) for title in page.locator(".tk-title").all_text_contents()}
    cards = [n for n in nodes if role(n) == "region" and name(n) in titles]
    return cards, {node["nodeId"]: node for node in nodes}


def role(node: Node) -> str:
    """The role of a node; empty where it is ignored."""
    return "" if node.get("ignored") else str(node.get("role", {}).get("value", ""))


def name(node: Node) -> str:
    """The accessible name."""
    return words(str(node.get("name", {}).get("value", "")))


def below(
    node: Node, known: dict[str, Node], above: tuple[str, ...] = ()
) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Every node of a card with the names of the groups it is in, outermost first."""
    yield node, above
    groups = (*above, name(node)) if role(node) == "group" else above
    for child in node.get("childIds", []):
        if child in known:
            yield from below(known[child], known, groups)


def orphans(page: Page) -> list[str]:
    """Fields that a screen reader would give without their question, or without a name.

    A field is given with its question if the question stands in its name, in its description, or
    in the name of a group around it.
    """
    cards, known = tree(page)
    boxes = "[data-item]:has(input, select, textarea)"
    asked = page.locator(f"{CARDS} {boxes}:visible > .tk-question").all_text_contents()
    questions = {words(text) for text in asked}
    inside = page.locator(f"{CARDS} {boxes} :is(input, select, textarea):visible").count()
    found, with_question = [], 0
    for card in cards:
        for node, groups in below(card, known):
            if role(node) not in NAMED:
                continue
            if not name(node):
                found.append(f"{role(node)} without a name in {groups or name(card)}")
            if role(node) not in FIELDS:
                continue
            said = (name(node), words(str(node.get("description", {}).get("value", ""))), *groups)
            with_question += any(q in text for q in questions for text in said)
    if with_question < inside:
        found.append(f"{inside - with_question} of {inside} fields are given without a question")
    groups = {name(n) for card in cards for n, _ in below(card, known) if role(n) == "group"}
    found += [f"no group is named “{q}”" for q in questions if not any(q in g for g in groups)]
    return found
