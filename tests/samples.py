"""Small content of our own that several tests share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from toolkit_widgets.models import (
    Answer,
    AnswerFile,
    ContentStamp,
    Course,
    Questionnaire,
    QuizSet,
    Respondent,
    fingerprint,
)

STEPS = ("none", "started", "defined", "managed", "improving")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PLACE = [{"source": "course", "at": "test content"}]


def small_questionnaire(**changes: Any) -> Questionnaire:
    """Three dimensions of three scale items each, five steps, four bands, four actions."""
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": "small-readiness",
        "version": "1.2.0",
        "title": "Readiness of a small agency",
        "minutes": 10,
        "about": "A training instrument of this course. It is **not** the Toolkit's questionnaire.",
        "results": "profile",
        "scales": {
            "maturity": {
                "steps": [
                    {"id": "none", "label": "Nothing yet", "points": 1},
                    {"id": "started", "label": "Started", "points": 2},
                    {"id": "defined", "label": "Written down", "points": 3},
                    {"id": "managed", "label": "Done every time", "points": 4},
                    {"id": "improving", "label": "Checked and improved", "points": 5},
                ]
            }
        },
        "dimensions": {
            "culture": {"title": "Culture", "target": 3},
            "people": {"title": "People and expertise", "target": 3.5},
            "processes": {"title": "Processes", "target": 3.5},
        },
        "bands": [
            {"id": "begin", "label": "Beginning", "at_least": 1, "meaning": "Little is in place."},
            {"id": "build", "label": "Building", "at_least": 2, "meaning": "Some things exist."},
            {"id": "work", "label": "Working", "at_least": 3, "meaning": "Most things are done."},
            {"id": "learn", "label": "Learning", "at_least": 4.25, "meaning": "It improves."},
        ],
        "sections": [
            {
                "id": "about-you",
                "title": "About the agency",
                "items": [
                    {"id": "ctx.note", "type": "note", "text": "Answer for one agency."},
                    {
                        "id": "ctx.uses",
                        "type": "choices",
                        "text": "Which families of systems are in use?",
                        "options": [
                            {"id": "vision", "text": "Computer vision"},
                            {"id": "text", "text": "Text and speech"},
                        ],
                    },
                    {
                        "id": "ctx.staff",
                        "type": "number",
                        "unit": "officers",
                        "text": "How many officers use them?",
                        "whole": True,
                    },
                ],
            },
            _section("culture", "Culture", ["leaders", "reports", "public"]),
            _section("people", "People and expertise", ["training", "roles", "support"]),
            _section("processes", "Processes", ["inventory", "testing", "stopping"], weight=2),
        ],
        "actions": [
            {
                "id": "act.list",
                "text": "Write down **every** system in use, with an owner",
                "effort": "S",
                "lifts": ["processes.inventory", "people.roles"],
                "lesson": "14_organizational_readiness",
            },
            {
                "id": "act.stop",
                "text": "Agree who may stop a system, and rehearse it",
                "effort": "M",
                "lifts": ["processes.stopping"],
                "lesson": "12_good_governance",
            },
            {
                "id": "act.test",
                "text": "Test each system on cases of your own before it is used",
                "effort": "L",
                "lifts": ["processes.testing", "culture.reports"],
            },
            {
                "id": "act.teach",
                "text": "Train every user in what the system gets wrong",
                "effort": "M",
                "lifts": ["people.training"],
                "lesson": "05_people_and_machines",
            },
        ],
    }
    return Questionnaire.model_validate({**data, **changes})


def small_quizzes(*items: str, kind: str = "yesno") -> QuizSet:
    """One quiz without a key; its file of answers is small."""
    quiz = {
        "id": "q",
        "title": "Q",
        "kind": "turn",
        "minutes": 1,
        "items": [{"type": kind, "id": item, "text": f"{item}?"} for item in items],
    }
    data = {"schema": "toolkit-quizzes/1", "lesson": "01_x", "version": "1.0.0", "quizzes": [quiz]}
    return QuizSet.model_validate(data)


def _section(dimension: str, title: str, names: list[str], weight: int = 1) -> dict[str, Any]:
    return {
        "id": dimension,
        "title": title,
        "dimension": dimension,
        "items": [
            {
                "id": f"{dimension}.{name}",
                "type": "scale",
                "scale": "maturity",
                "text": f"How far is your agency with *{name}*?",
                "anchors": [f"{name}: what a reader would see at step {n}" for n in range(1, 6)],
                "allow": ["not_applicable", "dont_know"],
                "comment": True,
                "evidence": "A document with a date",
                "roles": ["head of unit", "data-protection officer"],
                "weight": weight if name == "stopping" else 1,
                "lesson": "14_organizational_readiness",
            }
            for name in names
        ],
    }


def small_course() -> Course:
    """A course of three lessons."""
    lesson = {"promise": "What you get.", "resource": "A resource", "minutes": 45}
    return Course.model_validate(
        {
            "schema": "toolkit-course/1",
            "version": "0.1.0",
            "title": "Responsible AI for Law Enforcement: a hands-on course",
            "independence": "This course is independent. It is not endorsed by UNICRI or INTERPOL.",
            "lessons": [
                {"id": "05_people_and_machines", "title": "People and machines", **lesson},
                {"id": "12_good_governance", "title": "Good governance", **lesson},
                {
                    "id": "14_organizational_readiness",
                    "title": "Organizational readiness assessment",
                    **lesson,
                },
            ],
            "tracks": [
                {"id": "lead", "title": "Lead", "who": "chiefs", "lessons": ["05", "12", "14"]}
            ],
        }
    )


def answers(**given: str | Answer | None) -> dict[str, Answer]:
    """Answers from words: a step id, or a whole :class:`Answer`; ``__`` stands for a dot."""
    out = {}
    for key, value in given.items():
        if value is not None:
            answer = value if isinstance(value, Answer) else Answer(value=value)
            out[key.replace("__", ".")] = answer
    return out


def some_answers() -> dict[str, Answer]:
    """Seven of nine items settled, one left open, with reasons, comments and evidence."""
    return answers(
        ctx__uses=Answer(value=["vision", "text"]),
        ctx__staff=Answer(value=12),
        culture__leaders=Answer(value="managed", evidence="Order 12 of 2 February"),
        culture__reports=Answer(value="started", comment="Two reports last year.\nNone since."),
        culture__public=Answer(state="dont_know", reason="The press office would know."),
        people__training="none",
        people__roles=Answer(value="improving", evidence="Staff plan, page 4"),
        people__support=Answer(state="not_applicable", reason="A shared service does this."),
        processes__inventory="started",
        processes__stopping="none",
    )


def answer_file(questionnaire: Questionnaire, given: dict[str, Answer], **more: Any) -> AnswerFile:
    """The answers as they would stand in a file."""
    values: dict[str, Any] = {
        "content": ContentStamp(
            kind="questionnaire",
            id=questionnaire.id,
            version=questionnaire.version,
            sha256=fingerprint(questionnaire),
        ),
        "revision": 7,
        "created": "2026-02-27T08:00:00Z",
        "updated": "2026-03-01T16:45:00Z",
        "respondent": Respondent(pseudonym="Heron", role="Head of unit"),
        "subject": "Port Selby Police",
    }
    return AnswerFile(answers=given, **{**values, **more})
