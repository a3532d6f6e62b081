"""``toolkit-course``: learn, check, report, forget.

An expected failure is one sentence on standard error and an exit code: 1 for a problem, 2 where
the command itself was wrong. What a command needs is imported inside it, so that ``--version``
and ``--help`` answer at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from . import __version__

if TYPE_CHECKING:
    from .content.problems import Problem

app = typer.Typer(
    help="Responsible AI for Law Enforcement: a hands-on course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

FolderOption = Annotated[Path, typer.Option(help="The folder for your lessons and answers.")]


def main() -> None:
    """The entry point of the ``toolkit-course`` command."""
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"toolkit-course {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Options that stand before a command."""


@app.command()
def learn(
    folder: FolderOption = Path("my-course"),
    lesson: Annotated[str, typer.Option(help="The lesson to open, by number.")] = "00",
    lab: Annotated[bool, typer.Option("--lab", help="Open it in JupyterLab.")] = False,
    no_code: Annotated[bool, typer.Option("--app", help="Open it without any code.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only say where.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")] = 0,
) -> None:
    """Copy the lessons into a folder and open one. Ctrl-C stops."""
    from .learn import learn as run

    with _plainly():
        if lab and no_code:
            _refuse("--lab and --app exclude each other; choose one.", 2)
        view = "lab" if lab else "app" if no_code else "notebook"
        run(folder, lesson=lesson, view=view, browser=not no_browser, port=port, say=typer.echo)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Default: everything.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Problems for a machine.")] = False,
) -> None:
    """Check the content of the course: every problem, with its place and what is allowed."""
    from .content import check as content_check

    with _plainly():
        missing = [str(file) for file in files or () if not file.exists()]
        if missing:
            _refuse(f"There is no file or folder {', '.join(missing)}.", 2)
        problems = content_check.run(files or None)
    if as_json:
        import json

        typer.echo(json.dumps([p.as_dict() for p in problems], indent=2, ensure_ascii=False))
    else:
        _print_problems(problems)
    if any(p.severity == "error" for p in problems):
        raise typer.Exit(1)


@app.command()
def report(
    answers: Annotated[Path, typer.Argument(help="A file of answers to a questionnaire.")],
    to: Annotated[str, typer.Option(help="docx, html or json.")] = "docx",
    out: Annotated[Path | None, typer.Option(help="Default: beside the answers.")] = None,
) -> None:
    """Write the report for a file of answers."""
    from datetime import UTC, datetime

    from .content.library import library
    from .reports import FORMATS, build_report, write
    from .store import load_file
    from .store.files import write_atomic

    with _plainly(ValueError):  # answers to something else than a profile
        if to not in FORMATS:
            _refuse(f"There is no report as '{to}'; there is {', '.join(FORMATS)}.", 2)
        file = load_file(answers)
        if file.content.kind != "questionnaire":
            _refuse(
                f"{answers} holds answers to {file.content.kind} '{file.content.id}'; "
                "there are reports of questionnaires only."
            )
        shelf = library()
        questionnaire = shelf.questionnaire(file.content.id)
        result = build_report(questionnaire, file, shelf.course, datetime.now(UTC))
        content, _media_type, ending = write(result, to)
        target = out or answers.with_suffix(ending)
        if target.resolve() == answers.resolve():
            _refuse(f"{target} is the file of answers itself; give another --out.", 2)
        write_atomic(target, content)
    typer.echo(f"Report: {target}")
    if result.caution:
        typer.echo(f"Note: {result.caution}")


@app.command()
def forget(
    folder: FolderOption = Path("my-course"),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete the answers, their backups and nothing else."""
    from .forget import answer_files, delete

    with _plainly():
        where, files = answer_files(folder)
        if not files:
            typer.echo(f"There are no answers in {where}.")
            return
        typer.echo(f"This deletes {len(files)} files in {where}, and nothing else:")
        for file in files:
            typer.echo(f"  {file.relative_to(where)}")
        if not yes and not typer.confirm("Delete them? This cannot be undone."):
            typer.echo("Nothing was deleted.")
            raise typer.Exit(1)
        left = delete(where, files)
    typer.echo("Deleted.")
    if left:
        typer.echo(f"Not ours and left alone: {', '.join(left)}")


@contextmanager
def _plainly(*also: type[Exception]) -> Iterator[None]:
    """Turn expected failures, and those named, into one sentence and an exit code."""
    from .content.library import UnknownName
    from .content.problems import ContentError
    from .serve import CourseError
    from .store import Unreadable

    try:
        yield
    except CourseError as error:
        _refuse(str(error), error.code)
    except UnknownName as error:
        sentence = str(error.args[0])
        _refuse(sentence[:1].upper() + sentence[1:])
    except ContentError as error:
        _refuse(f"The content of the course is broken; 'toolkit-course check' tells more.\n{error}")
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _refuse(f"{place}{error.strerror or error}")
    except (Unreadable, *also) as error:
        _refuse(str(error))


def _refuse(sentence: str, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _print_problems(problems: list[Problem]) -> None:
    """One block a problem: place, then what is wrong, then what helps. Readable at 80 columns."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    styles = {"error": "bold red", "warning": "yellow", "note": "cyan"}
    for problem in problems:
        head = Text(f"{problem.file}:{problem.line}", style="bold")
        head.append(f"  {problem.severity}", styles[problem.severity])
        console.print(head, soft_wrap=True)  # a path stays in one piece, to be clicked
        place = f"{problem.path}: " if problem.path else ""
        lines = [place + problem.message]
        for label, value in (
            ("found", problem.found),
            ("allowed", problem.allowed),
            ("did you mean", problem.nearest),
        ):
            if value:
                lines.append(f"{label}: {value}")
        for line in lines:
            console.print(Padding(Text(line), (0, 0, 0, 4)))
    counts = {kind: sum(p.severity == kind for p in problems) for kind in styles}
    words = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in counts.items()]
    console.print(", ".join(words) if problems else "Nothing to report: the content is in order.")


if __name__ == "__main__":
    main()
