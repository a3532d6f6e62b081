"""Make ``docs/pictures/documents-*.png``: the worked system's papers as an agency would print them.

Workbook report, risk report, public record and strategy of the fictional agency, made from the
shipped examples and rendered by LibreOffice (``soffice``) and poppler (``pdftoppm``).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from toolkit_widgets.content.library import library  # noqa: E402
from toolkit_widgets.models import AnswerFile, Questionnaire, Respondent  # noqa: E402
from toolkit_widgets.reports import build_report, write  # noqa: E402
from toolkit_widgets.reports.papers import paper_report, write_paper  # noqa: E402
from toolkit_widgets.store.stamp import stamp_of  # noqa: E402
from toolkit_widgets.views.worked import as_answers  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
NOW = datetime(2027, 9, 24, 9, 30, tzinfo=UTC)
EXAMPLE = "velmora-face-search"
REPORTS = ("innovation-workbook", "risk-assessment")
PAPERS = (
    ("innovation-workbook", EXAMPLE, "public-record"),
    ("ai-strategy", "velmora-police", "strategy"),
)
PAGES, WIDTH, GAP = 3, 560, 14


def main() -> int:
    """All pictures. Returns 1 where a program is missing."""
    for program in ("soffice", "pdftoppm"):
        if shutil.which(program) is None:
            print(f"There is no {program} on this computer; install it, then run this again.")
            return 1
    found = [(f"documents-{name}", _report(name, EXAMPLE)) for name in REPORTS]
    found += [(f"documents-{paper}", _paper(name, which, paper)) for name, which, paper in PAPERS]
    for name, data in found:
        file = PICTURES / f"{name}.png"
        _picture(data, file)
        print(file.relative_to(ROOT))
    return 0


def _answers(form: Questionnaire, example: str) -> AnswerFile:
    shown = library().example(form.id, example)
    return AnswerFile(
        content=stamp_of(form),
        revision=1,
        updated=NOW.isoformat(),
        respondent=Respondent(pseudonym="heron", role=shown.role),
        answers=as_answers(shown),
    )


def _report(name: str, example: str) -> bytes:
    form = library().questionnaire(name)
    report = build_report(form, _answers(form, example), library().course, NOW)
    return write(report, "docx")[0]


def _paper(name: str, example: str, paper: str) -> bytes:
    form = library().questionnaire(name)
    return write_paper(paper_report(form, paper, _answers(form, example), NOW), "docx")[0]


def _picture(data: bytes, file: Path) -> None:
    """The first pages of a Word document, side by side."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/office"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*convert, str(source)], check=True, capture_output=True)
        pdf = source.with_suffix(".pdf")
        pages = ["pdftoppm", "-r", "80", "-png", "-l", str(PAGES), str(pdf), f"{folder}/page"]
        subprocess.run(pages, check=True)
        images = [
            Image.open(page).convert("RGB") for page in sorted(Path(folder).glob("page*.png"))
        ]
        images = [im.resize((WIDTH, round(im.height * WIDTH / im.width))) for im in images]
        sheet = Image.new(
            "RGB", ((WIDTH + GAP) * len(images) + GAP, images[0].height + 2 * GAP), "#808080"
        )
        for number, image in enumerate(images):
            sheet.paste(image, (GAP + number * (WIDTH + GAP), GAP))
        sheet.quantize(48).save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
