"""Make ``docs/pictures/labs-light.png`` and ``labs-dark.png``: what every lab shows, on one sheet.

Each lab stands where its controls begin, or at the position that says most (:data:`MOVED`).
It needs Chromium and the tools of the tests.
"""

from __future__ import annotations

import io
import shutil
import sys
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import helpers  # noqa: E402
from toolkit_widgets.content.library import library  # noqa: E402
from toolkit_widgets.figures import DARK, LIGHT, svg_uri  # noqa: E402
from toolkit_widgets.labs import find  # noqa: E402
from toolkit_widgets.labs.year_plan import PLANS  # noqa: E402

MOVED: dict[str, dict[str, int | float | str]] = {
    "gallery": {"size": "n100k"},
    "compas": {"definition": "alarms"},
    "year-plan": {name: f"q{quarter}" for name, quarter in PLANS["chain"].items()},
    "own-year": dict.fromkeys(PLANS["all"], "q1"),
}
PAGE = """<style>
body {{ margin: 24px; background: {back}; color: {text}; font: 15px system-ui, sans-serif;
  display: grid; grid-template-columns: repeat(3, 1fr); gap: 28px; align-items: start }}
figure {{ margin: 0 }} figcaption {{ padding-bottom: 6px; opacity: 0.75 }} img {{ width: 100% }}
</style>{figures}"""


def main() -> int:
    """Both sheets. Returns 1 where there is no browser."""
    chromium = next(filter(None, map(shutil.which, helpers.CHROMIUM)), None)
    if chromium is None:
        print("There is no Chromium on this computer; install it, then run this again.")
        return 1
    shown = []
    for file in sorted((ROOT / "data" / "labs").glob("*.yaml")):
        lab = library().lab(file.stem)
        values = dict(lab.starts) | MOVED.get(lab.id, {})
        shown.append((lab, find(lab.model or lab.id)(values).figure))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=helpers.FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 800})
        for theme in (LIGHT, DARK):
            figures = "".join(
                f"<figure><figcaption>{escape(lab.title)}</figcaption>"
                f'<img alt="" src="{svg_uri(getattr(figure, f"svg_{theme.name}"))}"></figure>'
                for lab, figure in shown
            )
            page.set_content(PAGE.format(back=theme.page, text=theme.text, figures=figures))
            file = ROOT / "docs" / "pictures" / f"labs-{theme.name}.png"
            sheet = Image.open(io.BytesIO(page.screenshot(full_page=True)))
            sheet.convert("RGB").quantize(64).save(file, optimize=True)
            print(f"{file.relative_to(ROOT)}: {len(shown)} labs")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
