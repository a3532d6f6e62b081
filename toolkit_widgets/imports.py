"""``toolkit-course import``: files of others into files of ours, with a table of what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .content.counted import count
from .content.problems import ContentError
from .exchange.profile import PROFILES, ScoringProfile, read_profile
from .exchange.saved import import_answers
from .exchange.surveyjs import MAX_BYTES, Imported, Loss, NotASurvey, import_survey
from .exchange.surveyjs.markdown_text import clean
from .exchange.writing import MAPPING, write_import
from .models import AnswerFile

Say = Callable[[str], None]
STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def import_surveyjs(
    file: Path, profile: Path | None, answers: Path | None, out: Path | None, say: Say
) -> None:
    """Import, write and print. Raises NotASurvey, ContentError or OSError with a sentence."""
    imported = import_survey(_read(file), clean(file.name), _profile(profile))
    form = imported.questionnaire
    folder = out or Path("imported") / form.id
    _refuse_foreign(folder)
    saved = None
    if answers is not None:
        kept = folder / "answers" / f"{form.id}.json"
        if kept.exists():
            raise NotASurvey(f"{kept} exists already and may hold answers; give another --out.")
        saved = import_answers(_read(answers), clean(answers.name), imported)
    written = write_import(imported, folder, saved.file if saved else None)
    print_losses(imported.losses.merged(), f"{file.name}: what could not be expressed")
    if saved is not None:
        print_losses(saved.losses.merged(), f"{answers}: what could not be taken over")
    say(f"{count(len(form.sections), 'section')}, {count(len(list(form.items)), 'item')}.")
    for path in written:
        say(f"Written: {path}")
    if saved is not None and form.bands:
        _say_level(imported, saved.file, say)
    say("To show it in a notebook:")
    say("  from toolkit_widgets.views.lesson import show")
    for language in ["en", *imported.translations]:
        say(f"  show({str(folder)!r}, {str(folder / 'answers')!r}, language={language!r})")


def _read(file: Path) -> bytes:
    if file.stat().st_size > MAX_BYTES:
        raise NotASurvey(f"{file} is larger than {MAX_BYTES:,} bytes; it was not opened.")
    return file.read_bytes()


def _profile(given: Path | None) -> ScoringProfile | None:
    """A file, or the name of a profile that comes with the package."""
    if given is None:
        return None
    shipped = PROFILES / f"{given.name}.yaml"
    known = not given.exists() and given.name == str(given) and shipped.is_file()
    if not known and not given.exists():
        names = ", ".join(sorted(f.stem for f in PROFILES.glob("*.yaml")))
        raise NotASurvey(f"There is no profile {given}; with the package comes {names}.")
    try:
        return read_profile(shipped if known else given)
    except ContentError as error:
        raise NotASurvey(f"The scoring profile cannot be used.\n{error}") from error


def _refuse_foreign(folder: Path) -> None:
    """Write over an earlier import only, never over a questionnaire that somebody wrote."""
    if (folder / "questionnaire.yaml").exists() and not (folder / MAPPING).exists():
        raise NotASurvey(
            f"{folder} holds a questionnaire that is no earlier import; give another --out."
        )


def _say_level(imported: Imported, file: AnswerFile, say: Say) -> None:
    from .scoring.level import level
    from .scoring.numbers import show
    from .scoring.score import Scorer

    scorer = Scorer(imported.questionnaire)
    for measure in scorer.measures(file.answers).values():
        value = "no answer yet" if measure.value is None else show(measure.value)
        say(f"{measure.title}: {value} of {show(measure.maximum)}")
    found = level(scorer, file.answers)
    if found.band is None:
        say("No level yet.")
    elif found.settled:
        say(f"Level: {found.band.label}")
    else:
        low, high = found.low.label, found.high.label
        say(f"Level: {found.band.label}; with the open answers, {low} to {high}")


def print_losses(rows: Sequence[tuple[Loss, int]], title: str) -> None:
    """One row a loss; equal notes about many elements share one. Readable at 80 columns."""
    console = Console(highlight=False)
    if not rows:
        console.print(Text(f"{title}: nothing."))
        return
    table = Table(title=Text(title), title_justify="left", box=None, padding=(0, 1, 0, 0))
    for header in ("", "Where", "What", "Instead"):
        table.add_column(header, overflow="fold")
    for loss, times in rows:
        names = " ".join(dict.fromkeys(part for part in (loss.name, loss.path) if part))
        where = f"{names or 'the file'}{f' and {times - 1} more' if times > 1 else ''}"
        severity = Text(loss.severity, STYLES[loss.severity])
        table.add_row(severity, Text(where), Text(loss.what), Text(loss.instead))
    console.print(table)
