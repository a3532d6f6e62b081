"""A small workbook of our own: two gates, a section that may not apply, and a fact used twice."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.models import Answer, Gate, Questionnaire

REASON = "The festival begins tomorrow and nothing else finds a lost child."
GO = {"decision": "go", "decided_by": "Chief of police", "decided_on": "2026-03-01"}
OVERRIDE = {
    "override_reason": REASON,
    "override_by": "Deputy chief",
    "override_on": "2026-03-01",
}
CONDITIONS = {
    "decision": "go_with_conditions",
    "decided_by": "Head of unit",
    "decided_on": "2026-04-02",
    "conditions": "Only by day, until the errors by group are known.",
}
STOP = {**GO, "decision": "no_go", "reasons": "Nobody may use it before the law says so."}


def workbook_data(**changes: Any) -> dict[str, Any]:
    """As it would stand in a file."""
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": "small-workbook",
        "version": "1.0.0",
        "title": "The workbook of a camera",
        "label": "Workbook",
        "minutes": 15,
        "about": "A training workbook of this course.",
        "results": "gates",
        "sections": [
            {
                "id": "planning",
                "title": "1. Planning",
                "items": [
                    {
                        "id": "planning.name",
                        "type": "text",
                        "text": "What is the system called?",
                        "principles": ["legitimacy"],
                    },
                    {
                        "id": "planning.children",
                        "type": "yesno",
                        "text": "Can children be in the pictures?",
                    },
                    {
                        "id": "planning.law",
                        "type": "evidence",
                        "text": "The legal opinion",
                        "principles": ["legitimacy", "necessity"],
                    },
                    {"id": "planning.owner", "type": "text", "text": "Who closes this stage?"},
                    {"id": "planning.due", "type": "date", "text": "By which day?"},
                    {
                        "id": "planning.gate",
                        "type": "gate",
                        "text": "Is there a law, and is it *needed*?",
                        "decides": "The **chief**",
                        "principles": ["necessity"],
                        "needs": [
                            {
                                "id": "name",
                                "when": {"q": "planning.name", "answered": True},
                                "because": "The system has no name. Nobody can ask for it.",
                            },
                            {
                                "id": "law",
                                "when": {"q": "planning.law", "answered": True},
                                "because": "There is no legal opinion.",
                            },
                            {
                                "id": "guardian",
                                "when": {"q": "children.guardian", "answered": True},
                                "because": "Nobody speaks for the children.",
                            },
                        ],
                    },
                ],
            },
            {
                "id": "children",
                "title": "Children",
                "show_when": {"q": "planning.children", "is": "yes"},
                "items": [
                    {"id": "children.guardian", "type": "text", "text": "Who speaks for them?"}
                ],
            },
            {
                "id": "use",
                "title": "2. Use",
                "items": [
                    {
                        "id": "use.errors",
                        "type": "number",
                        "text": "How many errors in 100, in the group that has most?",
                        "unit": "of 100",
                        "minimum": 0,
                        "maximum": 100,
                    },
                    {
                        "id": "use.gate",
                        "type": "gate",
                        "after": "planning.gate",
                        "text": "May it be switched on?",
                        "decides": "The head of unit",
                        "needs": [
                            {
                                "id": "errors",
                                "when": {"q": "use.errors", "at_most": 5},
                                "because": "Errors by group are not known, or too many.",
                            }
                        ],
                    },
                ],
            },
        ],
    }
    return {**data, **changes}


def workbook(**changes: Any) -> Questionnaire:
    """The workbook."""
    return Questionnaire.model_validate(workbook_data(**changes))


def gate(form: Questionnaire, name: str = "planning.gate") -> Gate:
    """One of its gates."""
    found = next(item for item in form.items if item.id == name)
    assert isinstance(found, Gate)
    return found


def ready(**more: Answer) -> dict[str, Answer]:
    """Answers with which nothing is missing at either gate; neither is decided."""
    answers = {
        "planning.name": Answer(value="Square camera 3"),
        "planning.children": Answer(value="no"),
        "planning.law": Answer(
            value={"title": "Opinion L-1", "where": "Legal service", "owner": "Legal adviser"}
        ),
        "planning.owner": Answer(value="Deputy chief"),
        "planning.due": Answer(value="2026-03-31"),
        "use.errors": Answer(value=3),
    }
    return {**answers, **more}


def register_data() -> dict[str, Any]:
    """Another instrument that takes the name of the system from the workbook."""
    return {
        "schema": "toolkit-questionnaire/1",
        "id": "small-register",
        "version": "1.0.0",
        "title": "The public register",
        "minutes": 5,
        "about": "A training instrument of this course.",
        "sections": [
            {
                "id": "facts",
                "title": "Facts",
                "items": [
                    {"id": "facts.name", "type": "text", "text": "Name of the system"},
                    {"id": "facts.errors", "type": "number", "text": "Errors", "unit": "of 100"},
                ],
            }
        ],
        "takes": [
            {
                "item": "facts.name",
                "questionnaire": "small-workbook",
                "source": "planning.name",
            },
            {
                "item": "facts.errors",
                "questionnaire": "small-workbook",
                "source": "use.errors",
            },
        ],
    }


def register() -> Questionnaire:
    """The register."""
    return Questionnaire.model_validate(register_data())
