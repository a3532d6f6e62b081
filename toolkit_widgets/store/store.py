"""The learner's answers: saved at every change, merged, migrated, never lost in silence."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from .. import __version__
from ..models import Answer, AnswerFile, Aside, ReviewEvent
from ..scoring.review import ordered
from .consensus import as_json
from .files import back_up, backups, leftovers, make_private, set_aside, write_atomic
from .migrate import fit
from .overrides import keep_overrides
from .reading import NewerFormat, Unreadable, load_file
from .stamp import Content, stamp_of


def answers_folder() -> Path:
    """``$TOOLKIT_ANSWERS``, or ``answers/`` in the current folder."""
    return Path(os.environ.get("TOOLKIT_ANSWERS") or Path.cwd() / "answers")


@dataclass
class Saved:
    """What became of a change. ``on_disk`` is False where only memory holds it."""

    on_disk: bool
    revision: int
    at: str
    notices: list[str] = field(default_factory=list)


class Store:
    """The answers to one questionnaire, one lesson's quizzes, or one case.

    Opening restores what is on disk; :meth:`put` saves one item. Where the folder cannot be
    written, everything works in memory and ``trouble`` says why.
    """

    def __init__(self, content: Content, folder: Path | None = None) -> None:
        self.content = content
        self.stamp = stamp_of(content)
        self.folder = folder or answers_folder()
        self.path = self.folder / f"{self.stamp.id}.json"
        self.notices: list[str] = []
        """What the learner should know about the opening, in words."""
        self.trouble: str | None = None
        self.restored = 0
        self._untouchable = False
        self.file = AnswerFile(content=self.stamp, tool=f"toolkit-widgets {__version__}")
        self._base: dict[str, Answer] = {}  # as last read from or written to disk
        self._open()

    @property
    def answers(self) -> dict[str, Answer]:
        """Item id → answer, as last saved."""
        return self.file.answers

    # -- opening -----------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            make_private(self.folder)
            for left in leftovers(self.folder):
                if left.name.startswith(f".{self.path.name}."):
                    with contextlib.suppress(OSError):
                        left.unlink()
            self._probe()
        except OSError as error:
            self.trouble = _cannot_write(self.folder, error)
        if self.path.is_file():
            self._restore()
        self._base = dict(self.file.answers)

    def _probe(self) -> None:
        probe = self.folder / f".{self.path.name}.{os.getpid()}.tmp"
        probe.write_bytes(b"")
        probe.unlink()

    def _restore(self) -> None:
        try:
            self.file = load_file(self.path)
        except NewerFormat as error:
            self._untouchable = True
            self.trouble = f"{error}. It is left as it is; what you enter now is not saved"
            return
        except Unreadable as error:
            self._open_backup(error)
        else:
            with contextlib.suppress(OSError):
                back_up(self.path)
        self._fit()
        self.restored = sum(not a.empty for a in self.file.answers.values())

    def _open_backup(self, error: Unreadable) -> None:
        kept = "left where it is"
        with contextlib.suppress(OSError):
            kept = f"kept as {set_aside(self.path, 'damaged').name}"
        for backup in backups(self.path):
            with contextlib.suppress(Unreadable):
                self.file = load_file(backup)
                when = self.file.updated or "an unknown time"
                self.notices.append(
                    f"{error}. It is {kept}. Your answers as of {when} were opened from a backup."
                )
                return
        self.notices.append(f"{error}. It is {kept}. There was no good backup to open.")

    def _fit(self) -> None:
        """Bring the answers to the content's version; keep aside what has no place."""
        file, here = self.file, self.stamp
        if file.content.sha256 == here.sha256:
            if not file.content.scoring_sha256:  # written by an earlier edition
                file.content = here
            return
        before = file.content.version
        self.notices += [change.words for change in fit(file, self.content, here)]
        if before != here.version:
            self.notices.insert(0, f"The questions are now version {here.version} (was {before}).")

    # -- saving ------------------------------------------------------------------------------

    def put(self, item: str, answer: Answer) -> Saved:
        """Save the answer to one item; it is on disk when this returns ``on_disk=True``."""
        return self.update({item: answer})

    def commit(self, activity: str) -> Saved:
        """Record that an activity was handed in, and when. The first time counts."""
        if activity in self.file.committed:
            return Saved(self.trouble is None, self.file.revision, self.file.updated)
        return self.update({}, committed=activity)

    def add_review(self, event: ReviewEvent) -> Saved:
        """Add a step of the review and save it. No step is ever taken away.

        Who submits first is the respondent, where the file does not name one yet.
        """
        return self.update({}, review=event)

    def update(
        self,
        changes: Mapping[str, Answer],
        committed: str = "",
        review: ReviewEvent | None = None,
    ) -> Saved:
        """Save several answers together. Never raises for a disk that cannot be written."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        changes = {key: a.model_copy(update={"at": now}) for key, a in changes.items()}
        notices = self._take_in_others(changes)
        self.file.answers.update(changes)
        if committed:
            self.file.committed.setdefault(committed, now)
        if review is not None:
            self._add_review(review)
        self.file.created = self.file.created or now
        self.file.updated = now
        self.file.tool = f"toolkit-widgets {__version__}"
        self.file.revision += 1
        on_disk = self._write()
        if on_disk:
            self._base = dict(self.file.answers)
        return Saved(on_disk, self.file.revision, now, notices)

    def _add_review(self, event: ReviewEvent) -> None:
        self.file.review = ordered(self.file.review, [event])
        person = self.file.respondent
        if event.step == "submit" and not person.pseudonym:
            person.pseudonym, person.role = event.by, person.role or event.role

    def _take_in_others(self, changes: dict[str, Answer]) -> list[str]:
        """Merge what another window saved since our last read, item by item."""
        if self._untouchable or not self.path.is_file():
            return []
        try:
            theirs = load_file(self.path)
        except Unreadable:
            # never save over a file we could not read: it may hold what nothing else holds
            with contextlib.suppress(OSError):
                set_aside(self.path, "damaged")
            return ["The file on disk was damaged; it was kept aside and saved anew from memory."]
        if theirs.revision == self.file.revision and theirs.updated == self.file.updated:
            return []
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        notices: list[str] = []
        taken: list[str] = []
        for item, answer in theirs.answers.items():
            if answer == self._base.get(item) or answer == self.file.answers.get(item):
                continue  # not changed there
            if item in changes and not _same(answer, changes[item]):
                self.file.aside.append(
                    Aside(item=item, answer=answer, why="answered in another window", at=answer.at)
                )
                changes[item] = keep_overrides(changes[item], answer, now)
                notices.append(
                    f"'{item}' was also answered in another window; this answer counts now, "
                    "the other one is kept aside."
                )
            else:
                ours = self.file.answers.get(item, Answer())
                self.file.answers[item] = keep_overrides(answer, ours, now)
                taken.append(item)
        if taken:
            notices.append(f"Taken over from another window: {', '.join(taken)}.")
        for activity, when in theirs.committed.items():
            self.file.committed.setdefault(activity, when)
        self.file.review = ordered(self.file.review, theirs.review)
        if not self.file.respondent.pseudonym:
            self.file.respondent = theirs.respondent
        known = {(a.item, a.at, a.why) for a in self.file.aside}
        self.file.aside += [a for a in theirs.aside if (a.item, a.at, a.why) not in known]
        self.file.revision = max(self.file.revision, theirs.revision)
        return notices

    def _write(self) -> bool:
        if self._untouchable:
            return False
        try:
            make_private(self.folder)
            write_atomic(self.path, self.dump())
        except OSError as error:
            self.trouble = _cannot_write(self.folder, error)
            return False
        self.trouble = None
        return True

    def dump(self) -> bytes:
        """The whole file as JSON, for saving and for the download button."""
        return as_json(self.file.dump())


def _same(one: Answer, other: Answer) -> bool:
    return one.model_dump(exclude={"at"}) == other.model_dump(exclude={"at"})


def _cannot_write(folder: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"Answers cannot be saved in the folder '{folder}' ({reason}). "
        "You can go on; use 'Download my answers' before you close this page"
    )
