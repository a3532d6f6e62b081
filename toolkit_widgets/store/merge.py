"""Put the files of several respondents together: one questionnaire, each person once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..models import AnswerFile, ContentStamp, Input, Questionnaire, fingerprint
from ..scoring.review import ordered
from .migrate import chain, fit
from .overrides import keep_all_overrides
from .stamp import stamp_of

LONGEST = 80
"""Characters of a pseudonym, a role or a round that are shown."""


class Mixed(ValueError):
    """The files do not belong to one edition of one questionnaire. The message names them."""


@dataclass(frozen=True)
class Merge:
    """One file for each respondent and round, ordered by pseudonym, then by round."""

    content: ContentStamp
    files: tuple[AnswerFile, ...]
    """Copies; each has a pseudonym."""
    inputs: tuple[Input, ...]
    """The same files with the hashes of what was handed in."""
    said: tuple[str, ...]
    """What was migrated, replaced or named, in sentences."""


@dataclass
class _Handed:
    """A file as it was handed in. ``name`` is what the messages call it."""

    file: AnswerFile
    name: str
    sha256: str


def merge(
    files: Sequence[AnswerFile],
    names: Sequence[str] = (),
    questionnaire: Questionnaire | None = None,
) -> Merge:
    """Put files together. Their order makes no difference, except in the names of messages.

    ``names``: one for each file, for messages; by default "file 1" and so on. ``questionnaire``:
    where it is given, files of its earlier versions with a declared migration are carried over.
    Raises :class:`Mixed` where the files belong to different questionnaires or editions, or to
    another one than ``questionnaire``; ValueError where there is no file. Files
    whose questionnaires differ in words alone are merged.
    """
    if not files:
        raise ValueError("there is no file to merge")
    called = list(names) or [f"file {number}" for number in range(1, len(files) + 1)]
    handed = [
        _Handed(_with_own_respondent(file), name, fingerprint(file))
        for file, name in zip(files, called, strict=True)
    ]
    handed.sort(key=lambda h: (h.sha256, h.name))
    said: list[str] = []
    if questionnaire is not None:
        said += _migrate(handed, questionnaire)
    _refuse_mixture(handed)
    if questionnaire is not None:
        _refuse_others(handed[0].file.content, questionnaire)
    handed, repeated = _once(handed)
    said += repeated + _name(handed)
    rounds = sorted({_plain(h.file.round) for h in handed})
    if len(rounds) > 1:
        listed = ", ".join(f"'{r}'" if r else "none given" for r in rounds)
        said.append(f"These files are of {len(rounds)} rounds: {listed}. Merge one at a time.")
    handed.sort(key=lambda h: (h.file.respondent.pseudonym, h.file.round, h.sha256))
    return Merge(
        content=handed[0].file.content,
        files=tuple(h.file for h in handed),
        inputs=tuple(
            Input(
                pseudonym=h.file.respondent.pseudonym,
                role=h.file.respondent.role,
                round=h.file.round,
                sha256=h.sha256,
            )
            for h in handed
        ),
        said=tuple(said),
    )


def _with_own_respondent(file: AnswerFile) -> AnswerFile:
    """A copy whose pseudonym and role can be cleaned; the answers are shared, for speed."""
    return file.model_copy(update={"respondent": file.respondent.model_copy()})


def _migrate(handed: list[_Handed], questionnaire: Questionnaire) -> list[str]:
    """Carry files of earlier versions over in place; what changed, in sentences."""
    stamp = stamp_of(questionnaire)
    said: list[str] = []
    for one in handed:
        content = one.file.content
        ours = (content.kind, content.id) == (stamp.kind, stamp.id)
        before = content.version
        declared = chain(questionnaire.migrations, before, stamp.version)
        if ours and declared and not content.same_results(stamp):
            one.file = one.file.model_copy(deep=True)  # what was handed in stays as it is
            changes = fit(one.file, questionnaire, stamp)
            words = " ".join(change.words for change in changes) or "No answer changed."
            said.append(f"{one.name} was carried from version {before} to {stamp.version}. {words}")
    return sorted(said)


def _refuse_mixture(handed: Sequence[_Handed]) -> None:
    """Raise :class:`Mixed` unless all files can be scored alike."""
    # files of earlier editions carry one hash only; another file may tell what it stands for
    known = {h.file.content.sha256: h.file.content.scoring_sha256 for h in handed
             if h.file.content.scoring_sha256}  # fmt: skip
    groups: dict[tuple[str, str, str], list[_Handed]] = defaultdict(list)
    for one in handed:
        content = one.file.content
        results = content.scoring_sha256 or known.get(content.sha256, content.sha256)
        groups[content.kind, content.id, results].append(one)
    if len(groups) == 1 and next(iter(groups))[0] == "questionnaire":
        return
    listed = []
    for members in groups.values():
        content = members[0].file.content
        who = ", ".join(sorted(h.name for h in members))
        what = f"{content.kind} '{content.id}' {content.version}"
        listed.append(f"{who}: {what} ({content.sha256[:8] or 'no hash'})")
    if len(groups) == 1:
        raise Mixed(f"Only answers to questionnaires can be merged. {listed[0]}.")
    raise Mixed(
        f"These files belong to {len(groups)} different editions, and no declared migration leads "
        f"from one to the other, so they cannot be merged. {'; '.join(sorted(listed))}."
    )


def _refuse_others(found: ContentStamp, questionnaire: Questionnaire) -> None:
    """Raise :class:`Mixed` where this edition's questionnaire is not the one that was answered."""
    if not found.same_results(stamp_of(questionnaire)):
        raise Mixed(
            f"The files answer '{found.id}' {found.version} ({found.sha256[:8] or 'no hash'}). "
            f"This edition has '{questionnaire.id}' {questionnaire.version}, and no declared "
            "migration leads there."
        )


def _once(handed: Sequence[_Handed]) -> tuple[list[_Handed], list[str]]:
    """Each person once in each round: the file that was updated last, and what it replaced."""
    people: dict[tuple[str, str], list[_Handed]] = defaultdict(list)
    for one in handed:
        pseudonym, time = _plain(one.file.respondent.pseudonym), _plain(one.file.round)
        # without a pseudonym only a copy of the very same file is the same person
        people[pseudonym or f"\0{one.sha256}", time].append(one)
    kept, said = [], []
    for (who, time), theirs in people.items():
        *older, last = sorted(theirs, key=lambda h: (*_age(h.file), h.sha256))
        if not older:
            kept.append(last)
            continue
        reviews = ordered(*(h.file.review for h in theirs))  # no step of a review is lost
        whole = keep_all_overrides(last.file, [h.file for h in older])  # nor an opened gate
        kept.append(replace(last, file=whole.model_copy(update={"review": reviews})))
        replaced = ", ".join(sorted(h.name for h in older))
        person = "Somebody without a pseudonym" if who.startswith("\0") else f"'{who}'"
        when = f" in round '{time}'" if time else ""
        if len({h.sha256 for h in theirs}) == 1:
            times = f"{len(theirs)} times{when}"
            said.append(f"{person} handed in the same file {times}; it counts once.")
        else:
            said.append(
                f"{person} handed in {len(theirs)} files{when}. {last.name} counts, updated last "
                f"({_plain(last.file.updated) or 'no date'}); left out: {replaced}."
            )
    return kept, sorted(said)


def _age(file: AnswerFile) -> tuple[datetime, int]:
    """When a file was updated last; one without a readable date counts as the oldest."""
    try:
        found = datetime.fromisoformat(file.updated)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC), file.revision
    return (found if found.tzinfo else found.replace(tzinfo=UTC)), file.revision


def _name(handed: Sequence[_Handed]) -> list[str]:
    """Clean the names that will be shown, and give one to everybody who has none."""
    taken = {_plain(h.file.respondent.pseudonym) for h in handed}
    number = 0
    nameless: list[str] = []
    for one in sorted(handed, key=lambda h: h.sha256):
        person = one.file.respondent
        person.pseudonym, person.role = _plain(person.pseudonym), _plain(person.role)
        one.file.round = _plain(one.file.round)
        if person.pseudonym:
            continue
        number += 1
        while f"respondent {number}" in taken:
            number += 1
        person.pseudonym = f"respondent {number}"
        nameless.append(f"{one.name} has no pseudonym; it is called '{person.pseudonym}'.")
    return nameless


def _plain(text: str) -> str:
    """One line of printable characters: a file from elsewhere must not steer a terminal."""
    words = re.sub(r"\s+", " ", text).strip()
    return "".join(c for c in words if c.isprintable())[:LONGEST].strip()
