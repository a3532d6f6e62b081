"""``toolkit-course export handout``, ``slides``, ``cards`` and ``factsheet``: for a room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from .handouts.page import Paper


LessonArgument = Annotated[str, typer.Argument(help="A lesson, by number or id.")]
ToOption = Annotated[
    str, typer.Option(help="html or pdf. Default: both, where there is a browser.")
]
PaperOption = Annotated[str, typer.Option(help="a4 or letter.")]
OutOption = Annotated[Path | None, typer.Option(help="A file, or a folder that exists.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def add_handouts(export_app: typer.Typer) -> None:
    """Hook the commands of paper and slides into ``export``."""
    export_app.command("handout")(export_handout)
    export_app.command("slides")(export_slides)
    export_app.command("cards")(export_cards)
    export_app.command("factsheet")(export_factsheet)


def export_handout(
    lesson: LessonArgument,
    to: ToOption = "",
    paper: PaperOption = "a4",
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="Add the answer sheet for the trainer.")
    ] = False,
    no_forms: Annotated[
        bool, typer.Option("--no-forms", help="Leave out the long forms at the end.")
    ] = False,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Write a lesson for paper: its text, and every question with boxes and lines."""
    from .cli import _plainly
    from .content.library import library
    from .handouts.handout import find_lesson, handout

    with _plainly():
        size = _checked(to, paper)
        number = find_lesson(library(), lesson).number
        name = f"handout-{number}{'-with-answers' if with_answers else ''}"
        targets = _targets(name, to, out, force)
        html = handout(library(), lesson, paper=size, with_answers=with_answers, forms=not no_forms)
        _write(html, targets, "Handout", must=to == "pdf")


def export_slides(
    lesson: LessonArgument, out: OutOption = None, force: ForceOption = False
) -> None:
    """Write the slides of a lesson: one file, with the facilitator's sheet as speaker notes."""
    from .cli import _plainly
    from .content.library import library
    from .handouts.deck import deck
    from .handouts.handout import find_lesson
    from .handouts.reveal import NoReveal, reveal

    with _plainly(NoReveal):
        number = find_lesson(library(), lesson).number
        targets = _targets(f"slides-{number}", "html", out, force)
        _write(deck(library(), lesson, reveal()), targets, "Slides", must=False)
    typer.echo("Open it in a browser. → goes on, S opens your notes, F fills the screen.")


def export_cards(
    name: Annotated[str, typer.Argument(help="A lesson with a case, or a case by id.")],
    to: ToOption = "",
    paper: PaperOption = "a4",
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Write a case as cards: roles, exhibits, decisions, a form for the verdict."""
    from .cli import _plainly
    from .content.library import library
    from .handouts.cards import cards

    with _plainly():
        size = _checked(to, paper)
        html = cards(library(), name, paper=size)
        _write(html, _targets(f"cards-{name}", to, out, force), "Cards", must=to == "pdf")


def export_factsheet(
    to: ToOption = "",
    paper: PaperOption = "a4",
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Write one page about the Toolkit: what, why, when, how, each fact with its source."""
    from .cli import _plainly
    from .content.library import library
    from .handouts.factsheet import factsheet

    with _plainly():
        size = _checked(to, paper)
        targets = _targets("factsheet", to, out, force)
        _write(factsheet(library(), paper=size), targets, "Factsheet", must=to == "pdf")


def _checked(to: str, paper: str) -> Paper:
    """The size of paper. Refuses a format or a size that there is not."""
    from .cli import _refuse
    from .handouts.page import PAPERS

    if to not in ("", "html", "pdf"):
        _refuse(f"There is no format '{to}'; there is html and pdf.", 2)
    for size in PAPERS:
        if paper == size:
            return size
    _refuse(f"There is no paper '{paper}'; there is {', '.join(PAPERS)}.", 2)


def _targets(name: str, to: str, out: Path | None, force: bool) -> dict[str, Path]:
    """Format → file. Refuses to write over a file, unless ``force``."""
    from .cli import _refuse

    endings = [to] if to else ["html", "pdf"]
    place = out or Path()
    base = place / name if place.is_dir() else place
    found = {ending: base.with_name(f"{_stem(base)}.{ending}") for ending in endings}
    there = [str(file) for file in found.values() if file.exists()]
    if there and not force:
        _refuse(f"{', '.join(there)}: there already. Give another --out, or --force.", 2)
    return found


def _stem(file: Path) -> str:
    return file.stem if file.suffix.lower() in (".html", ".pdf") else file.name


def _write(html: str, targets: Mapping[str, Path], what: str, must: bool) -> None:
    """Write the page, and print it. Without a browser a PDF is refused only if it ``must`` be."""
    from .cli import _refuse
    from .handouts.pdf import NoPdf, to_pdf
    from .store.files import write_atomic

    if "html" in targets:
        write_atomic(targets["html"], html.encode())
        typer.echo(f"{what}: {targets['html']}")
    if "pdf" in targets:
        try:
            printed = to_pdf(html)
        except NoPdf as error:
            if must:
                _refuse(str(error))
            typer.echo(f"Note: no PDF was made. {error}")
            return
        write_atomic(targets["pdf"], printed)
        typer.echo(f"{what}: {targets['pdf']}")
