"""One result object for every format of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ..content.markdown import plain
from ..content.register import STATE_WORDS
from ..figures import Figure, gap_figure
from ..models import Answer, AnswerFile, Course, Questionnaire, fingerprint, scoring_hash
from ..scoring.papers import FilledPaper, fill
from ..scoring.profile import Profile, profile
from .annex import AnnexSection, annex
from .gates import Gates, gates_of
from .outlook import Outlook, outlook
from .papers import papers_sentence
from .review import ReviewPart, review_part
from .risks import Risks, risks_of
from .words import count, moment, moment_of, printable

WITHOUT_PROFILE = {"risks": "risk report", "gates": "gates and decisions", "papers": "answers"}
"""Results without a profile, and what their report is called."""


@dataclass(frozen=True)
class Report:
    """Everything that a report says. Results are recomputed, never read from a file."""

    title: str
    questionnaire: Questionnaire
    sha256: str
    """Of the whole questionnaire."""
    profile: Profile | None
    """None where the results are risks, gates or papers alone."""
    figure: Figure | None
    """Of the profile."""
    annex: tuple[AnnexSection, ...]
    subject: str
    """What was assessed, as the respondent names it; may be empty."""
    role: str
    pseudonym: str
    revision: int
    created: str
    updated: str
    answered_version: str
    """The version of the questionnaire that the answers are stamped with."""
    same_content: bool
    """False where the answers were given to other content than they are now read with."""
    course_title: str
    course_version: str
    independence: str
    lessons: Mapping[str, str]
    """Titles of the course's lessons by id."""
    produced: datetime
    """UTC."""
    risks: Risks | None = None
    """Where the questionnaire has risk rows."""
    outlook: Outlook | None = None
    """What would change the level; None before the first answer."""
    gates: Gates | None = None
    """Where the questionnaire has gates."""
    review: ReviewPart | None = None
    """Where it is reviewed by others."""
    papers: tuple[FilledPaper, ...] = ()
    """The documents that these answers make."""

    @property
    def instrument(self) -> str:
        """Name and version of the questionnaire."""
        return f"{plain(self.questionnaire.title)} {self.questionnaire.version}"

    @property
    def hash(self) -> str:
        """The first twelve digits of the questionnaire's SHA-256."""
        return self.sha256[:12]

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if self.profile is not None:
            return self.profile.sentence
        if self.gates is not None:
            return self.gates.summary.sentence
        if self.risks is not None:
            return self.risks.summary.sentence
        return papers_sentence(self.papers)

    @property
    def counts(self) -> dict[str, int]:
        """State → how many scored items; without a profile, how many questions."""
        if self.profile is not None:
            found = {state: len(self.profile.in_state(state)) for state in STATE_WORDS}
            return found | {"answered": self.profile.overall.answered}
        states = [row.state for section in self.annex for row in section.rows]
        return {state: states.count(state) for state in STATE_WORDS}

    @property
    def applicable(self) -> int:
        """How many of them apply."""
        if self.profile is not None:
            return self.profile.overall.applicable
        return sum(n for state, n in self.counts.items() if state != "not_applicable")

    @property
    def evidenced(self) -> int:
        """How many of the answered ones name evidence."""
        if self.profile is not None:
            return self.profile.evidenced
        rows = [row for section in self.annex for row in section.rows]
        return sum(1 for row in rows if row.state == "answered" and row.evidence.strip())

    @property
    def completeness(self) -> str:
        """How much is answered, and what became of the rest."""
        counts = self.counts
        what = "applicable item" if self.profile is not None else "applicable question"
        parts = [f"{counts['answered']} of {count(self.applicable, what)} answered"]
        for state, words in (
            ("unanswered", "not answered"),
            ("draft", "in draft"),
            ("dont_know", "don't know"),
            ("not_applicable", "not applicable"),
        ):
            if counts[state]:
                parts.append(f"{counts[state]} {words}")
        return ", ".join(parts)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What stands on the first page: names and values, only those that are known."""
        known = [
            ("Subject", self.subject),
            ("Answered by", self.role),
            ("Pseudonym", self.pseudonym),
            ("Answers begun", moment_of(self.created)),
            ("Answers last changed", moment_of(self.updated)),
            ("Completeness", self.completeness),
            ("Review", self.review.sentence if self.review else ""),
            ("Instrument", f"{self.instrument}, hash {self.hash}"),
            ("Course", f"{self.course_title}, version {self.course_version}"),
            ("Report made", moment(self.produced)),
        ]
        return [(name, value) for name, value in known if value]

    @property
    def caution(self) -> str:
        """A sentence where answers and questionnaire do not belong together exactly, or nothing."""
        if self.same_content:
            return ""
        version = self.questionnaire.version
        if self.answered_version == version:
            return (
                f"The wording of version {version} has changed since these answers were given; "
                "check them against the annex."
            )
        return (
            f"These answers were given to version {self.answered_version}; this report reads them "
            f"with version {version}. Check them against the annex."
        )


def build_report(
    questionnaire: Questionnaire, answer_file: AnswerFile, course: Course, now: datetime
) -> Report:
    """Score the answers and gather what a report says about them.

    Where the results are risks, gates or papers alone there is no profile. ``now``: when the report
    is made, with a time zone. Raises ValueError if it has none, if the answers belong to another
    questionnaire, or if the questionnaire has nothing of the kind that its results name.
    """
    stamp = answer_file.content
    if now.tzinfo is None:
        raise ValueError(f"the report's time {now.isoformat()} has no time zone; give it in UTC")
    if (stamp.kind, stamp.id) != ("questionnaire", questionnaire.id):
        raise ValueError(
            f"the answers belong to {stamp.kind} '{stamp.id}', "
            f"not to questionnaire '{questionnaire.id}'"
        )
    answers = {key: _readable(answer) for key, answer in answer_file.answers.items()}
    kind = WITHOUT_PROFILE.get(questionnaire.results)
    result = profile(questionnaire, answers) if kind is None else None
    risks, gates = risks_of(questionnaire, answers), gates_of(questionnaire, answers)
    if questionnaire.results == "risks" and risks is None:
        raise ValueError(f"questionnaire '{questionnaire.id}' has no risk rows; nothing to report")
    if questionnaire.results == "gates" and gates is None:
        raise ValueError(f"questionnaire '{questionnaire.id}' has no gates; nothing to report")
    sha256 = fingerprint(questionnaire)
    return Report(
        title=f"{plain(questionnaire.title)}: {kind or 'maturity profile'}",
        questionnaire=questionnaire,
        sha256=sha256,
        profile=result,
        figure=gap_figure(result) if result else None,
        annex=annex(questionnaire, answers),
        subject=printable(_extra(answer_file, "subject")),
        role=printable(answer_file.respondent.role),
        pseudonym=printable(answer_file.respondent.pseudonym),
        revision=answer_file.revision,
        created=printable(answer_file.created),
        updated=printable(answer_file.updated),
        answered_version=printable(stamp.version),
        same_content=stamp.sha256 == sha256
        or stamp.scoring_sha256 == scoring_hash(questionnaire),  # only words were corrected
        course_title=plain(course.title),
        course_version=course.version,
        independence=plain(course.independence),
        lessons={lesson.id: plain(lesson.title) for lesson in course.lessons},
        produced=now.astimezone(UTC),
        risks=risks,
        gates=gates,
        review=review_part(questionnaire, answer_file),
        papers=tuple(fill(questionnaire, paper, answers) for paper in questionnaire.papers),
        outlook=outlook(questionnaire, answers) if result else None,
    )


def _readable(answer: Answer) -> Answer:
    words = {name: printable(getattr(answer, name)) for name in ("reason", "comment", "evidence")}
    return answer.model_copy(update=words)


def _extra(answer_file: AnswerFile, name: str) -> str:
    """A text that the file may carry beside its declared fields."""
    value = (answer_file.model_extra or {}).get(name, getattr(answer_file, name, ""))
    return value if isinstance(value, str) else ""
