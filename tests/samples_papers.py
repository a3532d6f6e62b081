"""A small questionnaire that makes papers and is reviewed by others."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.models import Answer, Questionnaire

NAME = "stop-order"
ITEMS: list[dict[str, Any]] = [
    {"id": "sys.name", "type": "text", "text": "What is the system called?"},
    {"id": "sys.purpose", "type": "long_text", "text": "What is it for?", "comment": True},
    {"id": "stop.role", "type": "text", "text": "Which role may stop it?"},
    {
        "id": "stop.minutes",
        "type": "number",
        "text": "Within how many minutes?",
        "unit": "minutes",
        "whole": True,
        "allow": ["dont_know", "not_applicable"],
    },
    {"id": "start", "type": "date", "text": "From when?"},
    {
        "id": "uses",
        "type": "choices",
        "text": "Which uses are ruled out?",
        "options": [
            {"id": "crowd", "text": "counting a crowd"},
            {"id": "mood", "text": "reading *moods*"},
            {"id": "protest", "text": "watching a protest"},
        ],
    },
    {
        "id": "systems",
        "type": "repeat",
        "text": "Which systems are affected?",
        "noun": "system",
        "parts": [
            {"id": "name", "type": "text", "text": "Name", "required": True},
            {"id": "since", "type": "date", "text": "In use since"},
        ],
    },
    {"id": "dpia", "type": "evidence", "text": "Which assessment is there?"},
    {"id": "public", "type": "yesno", "text": "Is the public told?"},
    {
        "id": "public.how",
        "type": "text",
        "text": "How?",
        "show_when": {"q": "public", "is": "yes"},
    },
]
BLOCKS: list[dict[str, Any]] = [
    {"heading": "Purpose", "lines": ["{sys.purpose}"], "open": "what the system is for"},
    {
        "heading": "Who stops it",
        "lines": [
            "The **{stop.role}** may stop it within {stop.minutes}.",
            "In force from {start}.",
        ],
        "open": "To be decided: who may stop the system, and from when",
    },
    {
        "heading": "Not allowed",
        "lines": ["It is not used for {uses}.", "Systems this holds for:", "- {systems}"],
    },
    {"heading": "Records", "lines": ["The assessment is {dpia}.", "- It is kept at {dpia.where}."]},
    {
        "heading": "The public",
        "lines": ["The public is told by {public.how}."],
        "show_when": {"q": "public", "is": "yes"},
    },
]


def paper_questionnaire(**changes: Any) -> Questionnaire:
    """Ten items, one paper of one page, review by others."""
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": NAME,
        "version": "1.0.0",
        "title": "Who stops the cameras",
        "minutes": 5,
        "about": "For the tests.",
        "results": "papers",
        "review": True,
        "sections": [{"id": "all", "title": "What was decided", "items": ITEMS}],
        "papers": [
            {
                "id": "order",
                "title": "Standing order on {sys.name}",
                "for": "For the shift leaders",
                "blocks": BLOCKS,
                "signature": ["Head of unit", "Data-protection officer"],
            }
        ],
    }
    return Questionnaire.model_validate({**data, **changes})


def paper_answers() -> dict[str, Answer]:
    """Everything is decided."""
    return {
        "sys.name": Answer(value="CamWatch"),
        "sys.purpose": Answer(value="Find lost children.\nNothing else."),
        "stop.role": Answer(value="shift leader"),
        "stop.minutes": Answer(value=5),
        "start": Answer(value="2026-03-03"),
        "uses": Answer(value=["crowd", "mood", "protest"]),
        "systems": Answer(value=[{"name": "North gate", "since": "2025-12-01"}, {"name": "Pier"}]),
        "dpia": Answer(
            value={"title": "Assessment 3", "where": "the registry", "date": "2026-02-01"}
        ),
        "public": Answer(value="yes"),
        "public.how": Answer(value="signs at each gate"),
    }
