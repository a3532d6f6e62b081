"""The papers of a questionnaire in its form: a button for each, and the file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from ..content.markdown import plain
from ..models import AnswerFile, Questionnaire
from ..reports.papers import paper_report, write_paper
from ..scoring.papers import PLACEHOLDER

File = tuple[str, str, bytes]
_PREFIX, _FORMATS = "paper:", ("docx", "html")


def paper_downloads(form: Questionnaire) -> list[str]:
    """What the buttons ask for: ``paper:<id>:docx`` and ``paper:<id>:html``."""
    return [f"{_PREFIX}{paper.id}:{to}" for paper in form.papers for to in _FORMATS]


def paper_words(form: Questionnaire, words: Mapping[str, str]) -> dict[str, str]:
    """The words on those buttons, by the key that the form looks them up with."""
    return {
        f"download_{_PREFIX}{paper.id}:{to}": words[f"paper_{to}"].format(
            title=PLACEHOLDER.sub("…", plain(paper.title))
        )
        for paper in form.papers
        for to in _FORMATS
    }


def is_paper(what: str) -> bool:
    """True where a button asks for a paper."""
    return what.startswith(_PREFIX)


def paper_file(form: Questionnaire, file: AnswerFile, what: str) -> File:
    """Name, media type and bytes of the paper that ``what`` asks for.

    Raises ValueError where there is no such paper or format.
    """
    name, _, to = what.removeprefix(_PREFIX).rpartition(":")
    now = datetime.now(UTC)
    data, media, suffix = write_paper(paper_report(form, name, file, now), to)
    return f"{name}-{now:%Y-%m-%d}{suffix}", media, data
