"""``toolkit-course cohort`` and ``hand-in``: from the answers of many to a class report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from .cohort.reading import Room


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command()(cohort)
    app.command("hand-in")(hand_in)


def cohort(
    folder: Annotated[Path, typer.Argument(help="A folder or a zip file for each learner in it.")],
    to: Annotated[str, typer.Option(help="html, xlsx or csv.")] = "html",
    out: Annotated[
        Path | None, typer.Option(help="Default: cohort.html here; for csv a folder.")
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Also what people wrote in words.")
    ] = False,
    notebook: Annotated[
        Path | None,
        typer.Option(help="Instead, open the trainer's notebook in this folder, live."),
    ] = None,
    copy_only: Annotated[
        bool, typer.Option("--copy-only", help="With --notebook: copy it, open nothing.")
    ] = False,
) -> None:
    """Put the answers of a class together: who did what, what was hard, where people disagree."""
    from .cli import _plainly, _refuse

    with _plainly():
        if not folder.is_dir():
            _refuse(f"There is no folder {folder}.", 2)
        if notebook is not None:
            _open_notebook(folder, notebook, copy_only)
            return
        if copy_only:
            _refuse("--copy-only belongs to --notebook.", 2)
        from .cohort.report import class_report
        from .cohort.writing import FORMATS, to_csv, to_html, to_xlsx
        from .store.files import write_atomic

        if to not in FORMATS:
            _refuse(f"There is no class report as '{to}'; there is {', '.join(FORMATS)}.", 2)
        target = out or Path("cohort-csv" if to == "csv" else f"cohort.{to}")
        if folder.resolve() in target.resolve().parents:
            _refuse(f"{target} lies in the folder of answers; give another --out.", 2)
        room = _read(folder, with_text)
        if not room.files:
            why = f" {len(room.skipped)} files were left out, first {room.skipped[0].name}: " \
                  f"{room.skipped[0].why}." if room.skipped else ""  # fmt: skip
            _refuse(f"There are no answers in {folder}.{why}")
        report = class_report(room)
        if to == "csv":
            target.mkdir(parents=True, exist_ok=True)
            for name, data in to_csv(report):
                write_atomic(target / name, data)
        else:
            data = to_html(report).encode() if to == "html" else to_xlsx(report)
            write_atomic(target, data)
    typer.echo(report.sentence)
    for skipped in room.skipped[:10]:
        typer.echo(f"Left out: {skipped.name}: {skipped.why}.")
    if len(room.skipped) > 10:
        typer.echo(f"… and {len(room.skipped) - 10} more; the report lists all of them.")
    for note in room.notes:
        typer.echo(f"Note: {note}")
    typer.echo(f"Class report: {target}")


def _read(folder: Path, with_text: bool) -> Room:
    """Read the class behind a progress bar, which is seen only in a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from .cohort.contents import Contents
    from .cohort.reading import read_class
    from .content.library import library

    console = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        return read_class(
            folder,
            Contents(library()),
            with_text=with_text,
            progress=lambda done, every: bar.update(task, completed=done, total=every),
        )


def _open_notebook(inbox: Path, folder: Path, copy_only: bool) -> None:
    """Copy the trainer's notebook into ``folder``; open it with the inbox set."""
    import os

    from . import resources
    from .learn import bring_lessons, learn

    source = resources.notebooks() / "facilitator"
    if copy_only:
        bring_lessons(source, folder)
        typer.echo(f"Notebook: {folder / 'cohort.ipynb'}")
        typer.echo(f"It watches {inbox.absolute()} where TOOLKIT_INBOX names that folder.")
        return
    os.environ["TOOLKIT_INBOX"] = str(inbox.absolute())
    learn(folder, lesson="cohort", source=source, say=typer.echo)


def hand_in(
    name: Annotated[str, typer.Option("--as", help="Your pseudonym, for example heron-27.")],
    to: Annotated[
        Path | None,
        typer.Option(
            readable=False,  # a drop folder is not, and typer would refuse it
            help="The inbox. Default: the folder that TOOLKIT_INBOX names.",
        ),
    ] = None,
    folder: Annotated[Path, typer.Option(help="The folder for your lessons and answers.")] = Path(
        "my-course"
    ),
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Also what you wrote in words.")
    ] = False,
) -> None:
    """Hand in your answers to your trainer, as one file with a pseudonym for its name."""
    import os

    from .cli import _plainly, _refuse
    from .cohort.contents import Contents
    from .cohort.hand_in import hand_in as run
    from .content.library import library
    from .serve import answers_folder
    from .store.inbox import NotHandedIn, inbox_folder

    with _plainly(NotHandedIn):
        inbox = to or inbox_folder()
        if inbox is None:
            _refuse("Say with --to FOLDER where your trainer's inbox is.", 2)
        where = answers_folder(folder, os.environ)
        handed = run(where, inbox, name, Contents(library()), with_text=with_text)
    typer.echo(handed.sentence)
    typer.echo(f"File: {handed.file}")
