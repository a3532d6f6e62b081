"""Make ``docs/pictures/handout-14.png`` and ``slides-14.png``: what a trainer prints and shows.

The first pages of the handout, and slides of each kind, from lesson 14 as the commands write them.
Needs Chromium, playwright and poppler (``pdftoppm``).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from toolkit_widgets.content.library import library  # noqa: E402
from toolkit_widgets.handouts.deck import deck_html  # noqa: E402
from toolkit_widgets.handouts.handout import handout  # noqa: E402
from toolkit_widgets.handouts.pdf import chromium, to_pdf  # noqa: E402
from toolkit_widgets.handouts.reveal import reveal  # noqa: E402
from toolkit_widgets.handouts.slides import lesson_slides  # noqa: E402

LESSON = "14"
PICTURES = ROOT / "docs" / "pictures"
PAGES = (1, 2, 3, 24)
"""Text, an activity, questions, and the beginning of the long form."""
KINDS = ("title", "section", "vote", "table", "figure", "key", "discuss", "handout", "end")
COLUMNS, WIDTH, GAP = 3, 460, 10


def main() -> int:
    """Both pictures. Returns 1 where a program is missing."""
    if shutil.which("pdftoppm") is None or chromium() is None:
        print("This needs Chromium and pdftoppm; install them, then run this again.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        sheet(_pages(Path(folder)), len(PAGES), PICTURES / f"handout-{LESSON}.png")
    with tempfile.TemporaryDirectory() as folder:
        sheet(_slides(Path(folder)), COLUMNS, PICTURES / f"slides-{LESSON}.png")
    return 0


def _pages(folder: Path) -> list[Path]:
    """Pages of the handout, as printed."""
    file = folder / "handout.pdf"
    file.write_bytes(to_pdf(handout(library(), LESSON)))
    for number in PAGES:
        one = ["-f", str(number), "-l", str(number), str(file), f"{folder}/page-{number:03}"]
        subprocess.run(["pdftoppm", "-r", "80", "-png", *one], check=True)
    return sorted(folder.glob("page*.png"))


def _slides(folder: Path) -> list[Path]:
    """The first slide of each kind."""
    slides = lesson_slides(library(), LESSON)
    kinds = [slide.kind for slide in slides]
    file = folder / "slides.html"
    file.write_text(deck_html(f"Lesson {LESSON}", slides, reveal()), "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(file.as_uri())
        for place, kind in enumerate(KINDS):
            page.evaluate("n => Reveal.slide(n)", kinds.index(kind))
            page.screenshot(path=folder / f"slide-{place:03}.png")
        browser.close()
    return sorted(folder.glob("slide-*.png"))


def sheet(files: list[Path], columns: int, target: Path) -> None:
    """The pictures side by side on one sheet."""
    images = [Image.open(file).convert("RGB") for file in files]
    images = [im.resize((WIDTH, round(im.height * WIDTH / im.width))) for im in images]
    height = max(image.height for image in images)
    rows = -(-len(images) // columns)
    size = ((WIDTH + GAP) * columns + GAP, (height + GAP) * rows + GAP)
    whole = Image.new("RGB", size, "#808080")
    for place, image in enumerate(images):
        across, down = place % columns, place // columns
        whole.paste(image, (GAP + across * (WIDTH + GAP), GAP + down * (height + GAP)))
    whole.quantize(48).save(target, optimize=True)
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
