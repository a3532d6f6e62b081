"""``toolkit-course``: learn, check, report, merge, compare, forget.

An expected failure is one sentence on standard error and an exit code: 1 for a problem, 2 where
the command itself was wrong. What a command needs is imported inside it, so that ``--version``
and ``--help`` answer at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from . import __version__
from .cli_cohort import add_to as add_cohort
from .cli_exchange import export_app, import_app
from .cli_handouts import add_handouts
from .cli_lms import add_lms

if TYPE_CHECKING:
    from .content.problems import Problem
    from .models import AnswerFile

app = typer.Typer(
    help="Responsible AI for Law Enforcement: a hands-on course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(import_app, name="import")
app.add_typer(export_app, name="export")
add_lms(export_app)
add_handouts(export_app)
add_cohort(app)


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
    from .serve import View

    with _plainly():
        if lab and no_code:
            _refuse("--lab and --app exclude each other; choose one.", 2)
        view: View = "lab" if lab else "app" if no_code else "notebook"
        run(folder, lesson=lesson, view=view, browser=not no_browser, port=port, say=typer.echo)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Default: everything.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Problems for a machine.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="What instruments and tests cover, instead.")
    ] = False,
) -> None:
    """Check the content of the course: every problem, with its place and what is allowed."""
    from .content import check as content_check
    from .labs import find

    if coverage:
        _coverage(files, as_json)
        return
    with _plainly():
        missing = [str(file) for file in files or () if not file.exists()]
        if missing:
            _refuse(f"There is no file or folder {', '.join(missing)}.", 2)
        problems = content_check.run(files or None, labs=find)
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
    to: Annotated[str, typer.Option(help="docx, xlsx, html or json.")] = "docx",
    out: Annotated[Path | None, typer.Option(help="Default: beside the answers.")] = None,
    paper: Annotated[
        str, typer.Option(help="Instead, one of its papers by id: docx or html.")
    ] = "",
) -> None:
    """Write the report for a file of answers, or a paper that they make."""
    from datetime import UTC, datetime

    from .content.library import library
    from .reports import FORMATS, build_report, write
    from .reports.papers import paper_report, write_paper
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
        now = datetime.now(UTC)
        if paper:
            filled = paper_report(questionnaire, paper, file, now)
            (content, _media_type, ending), note = write_paper(filled, to), filled.warning
            target = out or answers.with_name(f"{answers.stem}-{paper}{ending}")
        else:
            result = build_report(questionnaire, file, shelf.course, now)
            (content, _media_type, ending), note = write(result, to), result.caution
            target = out or answers.with_suffix(ending)
        if target.resolve() == answers.resolve():
            _refuse(f"{target} is the file of answers itself; give another --out.", 2)
        write_atomic(target, content)
    typer.echo(f"{'Paper' if paper else 'Report'}: {target}")
    if note:
        typer.echo(f"Note: {note}")


@app.command()
def merge(
    files: Annotated[list[Path], typer.Argument(help="Files of answers, one a person.")],
    out: Annotated[Path | None, typer.Option(help="Also write a consensus to fill in.")] = None,
) -> None:
    """Put several people's answers side by side: where they differ, what to talk about."""
    from .content.library import library
    from .scoring.consensus import draft
    from .scoring.several import responses, several
    from .store import load_file
    from .store.consensus import save_consensus
    from .store.merge import merge as put_together
    from .tables import print_spreads

    with _plainly(ValueError):  # files that do not belong together
        if out is not None and out.exists():
            _refuse(f"{out} exists already and may hold decisions; give another --out.", 2)
        answers = [load_file(file) for file in files]
        _questionnaires_only(dict(zip(files, answers, strict=True)))
        questionnaire = library().questionnaire(answers[0].content.id)
        merged = put_together(answers, [str(file) for file in files], questionnaire)
        rows = several(questionnaire, responses(merged.files))
        for sentence in merged.said:
            typer.echo(f"Note: {sentence}")
        print_spreads(rows, len(merged.files))
        if out is not None:
            save_consensus(draft(merged.content, merged.inputs, rows, questionnaire), out)
            typer.echo(f"Consensus to fill in: {out}")


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="The file of answers of the earlier round.")],
    after: Annotated[Path, typer.Argument(help="That of the later round.")],
) -> None:
    """Compare two rounds of the same questionnaire, item by item."""
    from .content.library import library
    from .scoring.rounds import compare_rounds
    from .store import load_file
    from .store.rounds import as_round
    from .tables import print_rounds

    with _plainly(ValueError):  # different questionnaires
        answers = {file: load_file(file) for file in (before, after)}
        _questionnaires_only(answers)
        first, second = answers[before].content.id, answers[after].content.id
        if first != second:
            _refuse(f"{before} answers '{first}', {after} answers '{second}'; they do not compare.")
        questionnaire = library().questionnaire(first)
        rounds = [as_round(file, questionnaire, path.stem) for path, file in answers.items()]
        print_rounds(compare_rounds(rounds[0], rounds[-1]))


@import_app.command()
def surveyjs(
    file: Annotated[Path, typer.Argument(help="A SurveyJS file (JSON).")],
    profile: Annotated[
        Path | None, typer.Option(help="Where its points are: a file, or canada-aia.")
    ] = None,
    answers: Annotated[Path | None, typer.Option(help="Answers that the original saved.")] = None,
    out: Annotated[Path | None, typer.Option(help="Default: imported/ and its id.")] = None,
) -> None:
    """Make a questionnaire of a SurveyJS file, and list what could not be expressed."""
    from .exchange.surveyjs import NotASurvey
    from .imports import import_surveyjs

    with _plainly(NotASurvey):
        import_surveyjs(file, profile, answers, out, typer.echo)


@app.command()
def forget(
    folder: FolderOption = Path("my-course"),
    export: Annotated[Path | None, typer.Option(help="First copy them into this zip.")] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Delete Jupyter's own files as well.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete the answers and their backups. Asks twice, and offers a copy first."""
    from .forget import forget as run

    def prompt(words: str) -> str:
        return str(typer.prompt(words, default="", show_default=False))

    with _plainly():
        done = run(
            folder, sure=yes, everything=everything, export=export,
            say=typer.echo, confirm=typer.confirm, prompt=prompt,
        )  # fmt: skip
    if not done:
        typer.echo("Nothing was deleted.")
        raise typer.Exit(1)


@contextmanager
def _plainly(*also: type[Exception]) -> Iterator[None]:
    """Turn expected failures, and those named, into one sentence and an exit code."""
    from .content.library import UnknownName
    from .content.problems import ContentError
    from .serve import CourseError
    from .store import Unreadable

    plain: tuple[type[Exception], ...] = (Unreadable, *also)
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
    except plain as error:
        _refuse(str(error))


def _coverage(files: list[Path] | None, as_json: bool) -> None:
    """Principle × stage and objective × item, with what is wrong about the first."""
    from .content.coverage import coverage_of
    from .resources import course_root
    from .tables_coverage import print_coverage

    if files or as_json:
        _refuse("--coverage looks at the whole course, in words; give no file and no --json.", 2)
    with _plainly():
        found = coverage_of(course_root())
    print_coverage(found)
    problems = found.grid.problems
    if problems:
        print()
        _print_problems(problems)
    if found.broken or any(p.severity == "error" for p in problems):
        raise typer.Exit(1)


def _questionnaires_only(files: Mapping[Path, AnswerFile]) -> None:
    for path, file in files.items():
        if file.content.kind != "questionnaire":
            _refuse(
                f"{path} holds answers to {file.content.kind} '{file.content.id}'; "
                "only questionnaires can be merged or compared."
            )


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
