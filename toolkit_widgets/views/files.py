"""The files behind the buttons of a questionnaire: its reports and its papers."""

from __future__ import annotations

from datetime import UTC, datetime

from ..models import AnswerFile, Course, Questionnaire
from .papers import File, is_paper, paper_file


def questionnaire_file(form: Questionnaire, file: AnswerFile, course: Course, what: str) -> File:
    """Name, media type and bytes of what a button asks for: ``docx``, ``paper:<id>:docx`` …

    Raises ValueError where there is no such thing.
    """
    if is_paper(what):
        return paper_file(form, file, what)
    from ..reports import build_report, write

    now = datetime.now(UTC)
    data, media, suffix = write(build_report(form, file, course, now), what)
    return f"{form.id}-{now:%Y-%m-%d}{suffix}", media, data
