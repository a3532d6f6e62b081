"""The learner's answers: saved at every change, merged, migrated, never lost in silence."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import __version__
from ..models import Answer, AnswerFile, ReviewEvent
from .alone import alone
from .files import back_up, backups, leftovers, make_private, set_aside, write_atomic
from .moments import later_than
from .reading import MAX_BYTES, NewerFormat, Unreadable, load_file, read_answers, read_bytes
from .stamp import Content, stamp_of
from .strict_json import as_json
from .windows import Windows


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
        self._windows = Windows()
        self._known = b""  # what stands on disk, as we last read or wrote it
        self._open()
        self._windows.agree(self.file)

    @property
    def answers(self) -> dict[str, Answer]:
        """Item id → answer, as last saved."""
        return self.file.answers

    def shown(self, items: Iterable[str]) -> None:
        """A page shows the present answers to these items; what replaces them is meant to."""
        self._windows.unseen.difference_update(items)

    # -- opening -----------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            make_private(self.folder)
        except OSError as error:
            self.trouble = _cannot_write(self.folder, error)
        with alone(self.folder) as locked:
            if locked:  # nobody is in the middle of a save
                self._sweep()
            if self.trouble is None:
                self._probe()
            if _is_there(self.path):
                self._restore()
            else:
                self._open_backup(f"{self.path.name} is missing")
            self.restored = sum(not a.empty for a in self.file.answers.values())

    def _sweep(self) -> None:
        for folder in (self.folder, self.folder / "backups"):
            with contextlib.suppress(OSError):
                for left in leftovers(folder):
                    left.unlink()

    def _probe(self) -> None:
        probe = self.folder / f".{self.path.name}.{os.getpid()}.tmp"
        try:
            probe.write_bytes(b"")
            probe.unlink(missing_ok=True)
        except OSError as error:
            self.trouble = _cannot_write(self.folder, error)

    def _restore(self) -> None:
        try:
            found = read_bytes(self.path)
            self.file, self._known = read_answers(found, self.path.name), found
        except NewerFormat as error:
            self._leave_alone(error)
        except Unreadable as error:
            kept = "left where it is"
            with contextlib.suppress(OSError):
                kept = f"kept as {set_aside(self.path, 'damaged').name}"
            what = f"{error}. It is {kept}"
            if not self._open_backup(what):
                self.notices.append(f"{what}. There was no good backup to open.")
        else:
            with contextlib.suppress(OSError):
                back_up(self.path)
            self._fit()

    def _leave_alone(self, error: NewerFormat) -> None:
        self._untouchable = True
        self.trouble = f"{error}. It is left as it is; what you enter now is not saved"

    def _open_backup(self, what: str) -> bool:
        """Open the newest good backup, put it in the place of the file and say so."""
        for backup in backups(self.path):
            with contextlib.suppress(Unreadable):
                self.file = load_file(backup)
                when = self.file.updated or "an unknown time"
                self.notices.append(f"{what}. Your answers as of {when} were opened from a backup.")
                self._fit()
                if not _is_there(self.path):  # a damaged file that could not be moved stays
                    self._write()
                return True
        return False

    def _fit(self) -> None:
        """Bring the answers to the content's version; keep aside what has no place."""
        file, here = self.file, self.stamp
        if file.content.sha256 == here.sha256:
            if not file.content.scoring_sha256:  # written by an earlier edition
                file.content = here
            return
        from .migrate import fit  # only where the answers are another edition's

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
        with alone(self.folder):
            notices: list[str] = []
            theirs = self._read_others(notices)
            now = later_than(self.file.updated, theirs.updated if theirs else "")
            stamped = {key: a.model_copy(update={"at": now}) for key, a in changes.items()}
            if theirs is not None:
                notices += self._windows.take_in(self.file, theirs, stamped, now)
            notices += self._windows.keep_unseen(self.file, stamped, now)
            self.file.answers.update(stamped)
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
            self._windows.agree(self.file)
        return Saved(on_disk, self.file.revision, now, notices)

    def _add_review(self, event: ReviewEvent) -> None:
        from ..scoring.review import ordered  # of all questionnaires, few are reviewed

        self.file.review = ordered(self.file.review, [event])
        person = self.file.respondent
        if event.step == "submit" and not person.pseudonym:
            person.pseudonym, person.role = event.by, person.role or event.role

    def _read_others(self, notices: list[str]) -> AnswerFile | None:
        """The file, where another window has saved it since we did."""
        if self._untouchable or not _is_there(self.path):
            return None
        try:
            found = read_bytes(self.path)
            return None if found == self._known else read_answers(found, self.path.name)
        except NewerFormat as error:  # a newer edition was started meanwhile
            self._leave_alone(error)
        except Unreadable:
            # never save over a file we could not read: it may hold what nothing else holds
            with contextlib.suppress(OSError):
                set_aside(self.path, "damaged")
            notices.append(
                "The file on disk was damaged; it was kept aside and saved anew from memory."
            )
        return None

    def _write(self) -> bool:
        if self._untouchable:
            return False
        data = self.dump()
        try:
            read_answers(data, self.path.name)  # saved means: it can be opened again
            make_private(self.folder)
            write_atomic(self.path, data)
        except Unreadable:
            self.trouble = _too_much(self.file)
            return False
        except OSError as error:
            self.trouble = _cannot_write(self.folder, error)
            return False
        self.trouble, self._known = None, data
        return True

    def dump(self) -> bytes:
        """The whole file as JSON, for saving and for the download button."""
        return as_json(self.file.dump())


def _cannot_write(folder: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"Answers cannot be saved in the folder '{folder}' ({reason}). "
        "You can go on; use 'Download my answers' before you close this page"
    )


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # the folder does not let us look
        return False


def _too_much(file: AnswerFile) -> str:
    sizes = {key: len(str(answer.model_dump())) for key, answer in file.answers.items()}
    longest = max(sizes, key=lambda key: sizes[key])
    return (
        f"All answers together are too large: at most {MAX_BYTES:,} bytes can be opened again. "
        f"Shorten '{longest}', which has about {sizes[longest]:,} characters; it is saved then. "
        "Use 'Download my answers' before you close this page"
    )
