"""A file of answers as one round, carried over to this edition where that is declared."""

from __future__ import annotations

from ..models import AnswerFile, Questionnaire
from ..scoring.rounds import Round
from .migrate import fit
from .stamp import stamp_of


def as_round(file: AnswerFile, questionnaire: Questionnaire, title: str = "") -> Round:
    """The answers read with this edition's questionnaire; the file itself is not changed.

    Answers that were carried over to other steps, or kept aside, are not compared; the round says
    why. ``title`` stands where the file names no round.
    """
    copy = file.model_copy(deep=True)
    stamp = stamp_of(questionnaire)
    changed: dict[str, str] = {}
    gone: list[str] = []
    if not copy.content.same_results(stamp):
        for change in fit(copy, questionnaire, stamp):
            if change.kind == "retired":
                gone.append(change.item)
            elif change.kind not in ("renamed", "levels"):
                changed[change.item] = "its steps changed between the versions"
    return Round(
        questionnaire=questionnaire,
        answers=copy.answers,
        title=file.round or title,
        version=file.content.version,
        changed=changed,
        gone=tuple(gone),
    )
