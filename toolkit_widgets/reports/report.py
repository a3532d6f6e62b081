"""One result object for every format of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ..content.markdown import plain
from ..figures import Figure, gap_figure
from ..models import Answer, AnswerFile, Course, Questionnaire, scoring_hash
from ..scoring.profile import Profile, profile
from .annex import AnnexSection, annex
from .outlook import Outlook, outlook
from .risks import Risks, risks_of
from .words import count, moment, moment_of, printable


@dataclass(frozen=True)
class Report:
    """Everything that a report says. Results are recomputed, never read from a file."""

    title: str
    profile: Profile
    figure: Figure
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

    @property
    def instrument(self) -> str:
        """Name and version of the questionnaire."""
        questionnaire = self.profile.questionnaire
        return f"{plain(questionnaire.title)} {questionnaire.version}"

    @property
    def hash(self) -> str:
        """The first twelve digits of the questionnaire's SHA-256."""
        return self.profile.sha256[:12]

    @property
    def completeness(self) -> str:
        """How much is answered, and what became of the rest."""
        overall = self.profile.overall
        parts = [f"{overall.answered} of {count(overall.applicable, 'applicable item')} answered"]
        for state, words in (
            ("unanswered", "not answered"),
            ("draft", "in draft"),
            ("dont_know", "don't know"),
            ("not_applicable", "not applicable"),
        ):
            number = len(self.profile.in_state(state))
            if number:
                parts.append(f"{number} {words}")
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
        version = self.profile.questionnaire.version
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

    ``now``: when the report is made, with a time zone. Raises ValueError if it has none, if the
    answers belong to another questionnaire, or if the questionnaire has no levels or scored items.
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
    result = profile(questionnaire, answers)
    return Report(
        title=f"{plain(questionnaire.title)}: maturity profile",
        profile=result,
        figure=gap_figure(result),
        annex=annex(questionnaire, answers),
        subject=printable(_extra(answer_file, "subject")),
        role=printable(answer_file.respondent.role),
        pseudonym=printable(answer_file.respondent.pseudonym),
        revision=answer_file.revision,
        created=printable(answer_file.created),
        updated=printable(answer_file.updated),
        answered_version=printable(stamp.version),
        same_content=stamp.sha256 == result.sha256
        or stamp.scoring_sha256 == scoring_hash(questionnaire),  # only words were corrected
        course_title=plain(course.title),
        course_version=course.version,
        independence=plain(course.independence),
        lessons={lesson.id: plain(lesson.title) for lesson in course.lessons},
        produced=now.astimezone(UTC),
        risks=risks_of(questionnaire, answers),
        outlook=outlook(questionnaire, answers),
    )


def _readable(answer: Answer) -> Answer:
    words = {name: printable(getattr(answer, name)) for name in ("reason", "comment", "evidence")}
    return answer.model_copy(update=words)


def _extra(answer_file: AnswerFile, name: str) -> str:
    """A text that the file may carry beside its declared fields."""
    value = (answer_file.model_extra or {}).get(name, getattr(answer_file, name, ""))
    return value if isinstance(value, str) else ""
