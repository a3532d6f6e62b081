"""Two windows on one file of answers: merged item by item, and no value is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..models import Answer, AnswerFile, Aside


@dataclass
class Windows:
    """What one window knows of the others."""

    base: dict[str, Answer] = field(default_factory=dict)
    """The answers as last read from or written to disk."""
    unseen: set[str] = field(default_factory=set)
    """Items taken over from another window that no page of ours has shown."""

    def agree(self, file: AnswerFile) -> None:
        """Disk and memory hold the same now."""
        self.base = dict(file.answers)

    def take_in(
        self, ours: AnswerFile, theirs: AnswerFile, changes: dict[str, Answer], now: str
    ) -> list[str]:
        """Merge the file that another window saved into ``ours``; what was done, in sentences.

        ``changes`` are about to be saved and count; gates in them take over their overrides.
        """
        # Imported late, here and below: mostly there is only one window.
        from ..scoring.review import ordered
        from .overrides import keep_overrides

        said: list[str] = []
        taken: list[str] = []
        for item, answer in theirs.answers.items():
            mine = ours.answers.get(item)
            if answer in (self.base.get(item), mine):
                continue  # not changed there
            if item in changes and not _same(answer, changes[item]):
                said.append(_set_apart(ours, item, answer))
                changes[item] = keep_overrides(changes[item], answer, now)
            elif mine is not None and answer.at < mine.at:  # an older file came back
                ours.aside.append(
                    Aside(item=item, answer=answer, why="an older answer on disk", at=answer.at)
                )
                said.append(
                    f"The file on disk had an older answer to '{item}'; the later one counts, "
                    "the older one is kept aside."
                )
            else:
                ours.answers[item] = keep_overrides(answer, mine or Answer(), now)
                taken.append(item)
        if taken:
            self.unseen.update(taken)
            said.append(
                f"Taken over from another window: {', '.join(taken)}. "
                "Press Start lesson to see it here."
            )
        for activity, when in theirs.committed.items():
            ours.committed.setdefault(activity, when)
        ours.review = ordered(ours.review, theirs.review)
        if not ours.respondent.pseudonym:
            ours.respondent = theirs.respondent
        known = {(a.item, a.at, a.why) for a in ours.aside}
        ours.aside += [a for a in theirs.aside if (a.item, a.at, a.why) not in known]
        ours.revision = max(ours.revision, theirs.revision)
        return said

    def keep_unseen(self, ours: AnswerFile, changes: dict[str, Answer], now: str) -> list[str]:
        """Set apart what ``changes`` would replace and this window has never shown."""
        said: list[str] = []
        for item in sorted(self.unseen & changes.keys()):
            theirs = ours.answers[item]
            if not _same(theirs, changes[item]):
                from .overrides import keep_overrides

                said.append(_set_apart(ours, item, theirs))
                changes[item] = keep_overrides(changes[item], theirs, now)
        self.unseen.difference_update(changes)
        return said


def _set_apart(ours: AnswerFile, item: str, answer: Answer) -> str:
    ours.aside.append(
        Aside(item=item, answer=answer, why="answered in another window", at=answer.at)
    )
    return (
        f"'{item}' was also answered in another window; this answer counts now, "
        "the other one is kept aside."
    )


def _same(one: Answer, other: Answer) -> bool:
    return one.model_dump(exclude={"at"}) == other.model_dump(exclude={"at"})
