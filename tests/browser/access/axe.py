"""axe-core on a page: what it finds wrong, and what it leaves to a person to decide.

What axe leaves open (*incomplete*) was looked at once; :data:`REVIEWED` says what, and why it is
fine. Anything else that it leaves open fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from . import contrast, eyes

CARDS = ".tk-card"
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST = "color-contrast"
LIFT = ":has({selector}) {{ overflow: visible !important; }}"
"""axe takes a text for hidden that lies outside of a box which clips; in Jupyter's window that is
every text below the first screen. Without this its rule on contrast sees a tenth of the texts."""


@dataclass(frozen=True)
class Reviewed:
    """Something axe cannot decide, and why it is fine. ``html`` is a regular expression."""

    rule: str
    html: str
    why: str

    def is_about(self, open_point: str) -> bool:
        rule, _, html = open_point.partition(": ")
        return rule == self.rule and re.search(self.html, html) is not None


REVIEWED = [
    Reviewed(
        CONTRAST,
        r"^<(caption|th|td)\b",
        "A table that is wider than the page scrolls in a box of its own; axe does not compute "
        "what is outside of the box. contrast.py does, and finds 4.5 to 1.",
    ),
]


@dataclass
class Findings:
    """``wrong``: violations. ``left_open``: incompletes, as ``rule: html``. ``seen``: by rule."""

    wrong: list[str] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def unreviewed(self) -> list[str]:
        """What nobody has decided yet."""
        return [one for one in self.left_open if not any(r.is_about(one) for r in REVIEWED)]


def findings(
    page: Page,
    inside: str | None = CARDS,
    outside: str | None = None,
    without: Iterable[str] = (),
    lifted: bool = False,
) -> Findings:
    """Run axe inside of ``inside`` (None: the whole page), not looking into ``outside``.

    ``without``: rules left out. ``lifted``: contrast below the first screen is computed, too.
    """
    context: dict[str, Any] = {"include": [[inside]]} if inside else {}
    if outside:
        context["exclude"] = [[outside]]
    options = {
        "runOnly": {"type": "tag", "values": STANDARD},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations", "incomplete", "passes"],
    }
    page.evaluate("script => { if (!window.axe) (0, eval)(script); }", AXE_SCRIPT)
    results = page.evaluate(
        """async ([context, options, css]) => {
          const sheet = document.createElement('style');
          sheet.textContent = css;
          document.head.append(sheet);
          try {
            const given = Object.keys(context).length ? context : document;
            const { violations, incomplete, passes } = await axe.run(given, options);
            return { violations, incomplete, seen: [...passes, ...violations, ...incomplete]
              .map(({ id, nodes }) => [id, nodes.length]) };
          } finally { sheet.remove(); }
        }""",
        [context, options, LIFT.format(selector=inside) if lifted and inside else ""],
    )
    found = Findings()
    for rule in results["violations"]:
        for node in rule["nodes"]:
            why = " ".join(node.get("failureSummary", "").split())[:300]
            head = f"{rule['id']} ({rule['impact']})"
            found.wrong.append(f"{head}: {node['target']} {node['html'][:160]} {why}")
    for rule in results["incomplete"]:
        found.left_open += [f"{rule['id']}: {node['html'][:300]}" for node in rule["nodes"]]
    for rule, count in results["seen"]:
        found.seen[rule] = found.seen.get(rule, 0) + count
    return found


def violations(page: Page, selector: str | None = CARDS) -> list[str]:
    """What is wrong inside of ``selector`` (None: on the whole page), one line each.

    In cards contrast is computed by our own formula as well, for the texts that axe passes over.
    """
    wrong = findings(page, selector).wrong
    if selector:
        texts = eyes.look(page, "colors", selector)
        wrong += [f"contrast: {line}" for line in contrast.pale(texts)]
    return wrong
