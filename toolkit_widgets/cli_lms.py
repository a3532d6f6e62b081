"""``toolkit-course export moodle`` and ``export gift``: quizzes for a learning platform."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Lesson = Annotated[str, typer.Argument(help="The number of a lesson, or 'all'.")]
Out = Annotated[Path | None, typer.Option(help="The file. Default: quizzes-<lesson> here.")]
Baseline = Annotated[
    bool, typer.Option("--with-baseline", help="Also quizzes whose key nobody is to see yet.")
]


def add_lms(export_app: typer.Typer) -> None:
    """Put both commands below ``export``."""
    export_app.command("moodle")(export_moodle)
    export_app.command("gift")(export_gift)


def export_moodle(
    lesson: Lesson,
    out: Out = None,
    with_baseline: Baseline = False,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="For a Moodle without the question type Ordering.")
    ] = False,
) -> None:
    """Write the quizzes of a lesson as Moodle XML, with a page of notes beside it."""
    _export(lesson, "moodle-pairs" if pairs else "moodle", out, with_baseline)


def export_gift(lesson: Lesson, out: Out = None, with_baseline: Baseline = False) -> None:
    """Write the quizzes of a lesson as GIFT, with a page of notes beside it."""
    _export(lesson, "gift", out, with_baseline)


def _export(lesson: str, kind: str, out: Path | None, with_baseline: bool) -> None:
    from .cli import _plainly, _refuse
    from .content.library import library
    from .exchange.lms_notes import notes, summary
    from .exchange.lms_quizzes import PLATFORMS, export_lesson, write_banks
    from .store.files import write_atomic

    family = kind.split("-")[0]
    with _plainly(ValueError):  # more right options than one mark can be divided by
        shelf = library()
        infos = shelf.course.lessons if lesson == "all" else [shelf.lesson(lesson)]
        sets = [found for info in infos if (found := shelf.quiz_set(info.id))]
        if not sets:
            _refuse(f"Lesson {infos[0].number} has no quizzes in this edition.")
        name = lesson if lesson == "all" else infos[0].number
        ending = ".xml" if family == "moodle" else ".txt"
        target = out or Path(f"quizzes-{name}-{family}{ending}")
        beside = target.with_name(f"{target.stem}-notes.md")
        for file in (target, beside):
            if file.exists():
                _refuse(f"{file} exists, and may hold somebody's changes; give another --out.", 2)
        exported = [
            export_lesson(found, shelf, PLATFORMS[kind], with_baseline=with_baseline)
            for found in sets
        ]
        kept = [f"{e.lesson.number}:{quiz}" for e in exported for quiz in e.kept]
        if not any(e.banks for e in exported):
            _refuse(f"Nobody is to see the key of {', '.join(kept)} yet; --with-baseline gives it.")
        write_atomic(target, write_banks(exported, kind))
        write_atomic(beside, notes(exported, family, target.name).encode())
    typer.echo(f"Quizzes: {target}")
    typer.echo(summary(exported))
    if kept:
        typer.echo(f"Left out, as nobody is to see the key yet: {', '.join(kept)}.")
    typer.echo(f"How to import them, and what is different: {beside}")
