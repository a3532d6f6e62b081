"""``toolkit-course import`` and ``export``: other people's formats, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import_app = typer.Typer(help="Take in questionnaires that others made.", no_args_is_help=True)
export_app = typer.Typer(help="Give content out in another format.", no_args_is_help=True)


@export_app.command("questionnaire")
def export_questionnaire(
    name: Annotated[str, typer.Argument(help="The id of a questionnaire of the course.")],
    to: Annotated[str, typer.Option(help="xlsx.")] = "xlsx",
    out: Annotated[Path | None, typer.Option(help="Default: <id>.xlsx here.")] = None,
) -> None:
    """Write a questionnaire as a workbook, to be changed by people who never touch YAML."""
    from .cli import _plainly, _refuse
    from .content.library import library
    from .exchange.sheet import to_xlsx
    from .store.files import write_atomic

    with _plainly():
        if to != "xlsx":
            _refuse(f"A questionnaire cannot be exported as '{to}'; there is xlsx.", 2)
        shelf = library()
        questionnaire = shelf.questionnaire(name)
        target = out or Path(f"{questionnaire.id}.xlsx")
        if target.exists():
            _refuse(f"{target} exists, and may hold somebody's changes; give another --out.", 2)
        lists: dict[str, list[str]] = {
            "principles": [principle.id for principle in shelf.principles.principles],
            "stages": [stage.id for stage in shelf.principles.stages],
            "lessons": [lesson.id for lesson in shelf.course.lessons],
            "sources": [source.id for source in shelf.sources.sources],
        }
        write_atomic(target, to_xlsx(questionnaire, lists))
    typer.echo(f"Workbook: {target}")
    typer.echo("Its sheet Read-me says how to change it. Bring it back with:")
    typer.echo(f"  toolkit-course import xlsx {target}")


@import_app.command("xlsx")
def import_xlsx(
    file: Annotated[Path, typer.Argument(help="A workbook as 'export' writes it.")],
    out: Annotated[
        Path | None, typer.Option(help="A folder. Default: beside FILE, named like it.")
    ] = None,
) -> None:
    """Read a questionnaire from a workbook: every problem with its sheet and cell."""
    from .cli import _plainly, _print_problems, _refuse
    from .content.problems import ContentError
    from .exchange.sheet_read import check_xlsx, read_xlsx
    from .exchange.yaml_text import to_yaml
    from .store.files import write_atomic

    with _plainly():
        # The folder is named by the person or after the file, never by what the file says inside.
        target = (out or _beside(file)) / "questionnaire.yaml"
        if target.exists():
            _refuse(f"{target} exists; give another folder with --out.", 2)
        try:
            document = read_xlsx(file)
            text = to_yaml(document.model, file.name)
        except ContentError as error:
            _print_problems(error.problems)
            typer.echo("Nothing was written.", err=True)
            raise typer.Exit(1) from None
        problems = check_xlsx(document)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target, text.encode())
    _print_problems(problems)
    typer.echo(f"Questionnaire: {target}")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)


@import_app.command("register")
def import_register(
    file: Annotated[Path, typer.Argument(help="A report as a workbook, with a risk register.")],
    questionnaire: Annotated[str, typer.Option(help="The id of the questionnaire it is of.")],
    answers: Annotated[Path, typer.Option(help="The file of answers to write.")],
) -> None:
    """Read a risk register back into answers: every problem with its cell."""
    from .cli import _plainly, _print_problems, _refuse
    from .content.library import library
    from .content.problems import ContentError
    from .exchange.register import errors, read_register
    from .exchange.writing import answers_json
    from .store.files import write_atomic

    with _plainly():
        if answers.exists():
            _refuse(f"{answers} exists, and may hold answers; give another --answers.", 2)
        form = library().questionnaire(questionnaire)
        try:
            found, problems = read_register(file, form)
        except ContentError as error:
            found, problems = {}, error.problems
        if problems:
            _print_problems(problems)
        if errors(problems):
            typer.echo("Nothing was written.", err=True)
            raise typer.Exit(1)
        answers.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(answers, answers_json(form, found, file.name))
    typer.echo(f"Answers to {len(found)} risk{'' if len(found) == 1 else 's'}: {answers}")


def _beside(file: Path) -> Path:
    return file.parent / (file.stem if file.suffix else f"{file.name}-questionnaire")
