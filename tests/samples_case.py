"""A case with two parts, and parts of it that tests change."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.models import Case

SECRET = "the reasoned answer of the authors"


def decision(name: str = "gate", **more: Any) -> dict[str, Any]:
    """A decision with two defensible options, one weak and one wrong."""
    return {
        "id": name,
        "question": "What do you do?",
        "at_most": 2,
        "options": [
            {"id": "go", "text": "Go.", "standing": "wrong", "why": "Why go."},
            {"id": "ask", "text": "Ask.", "standing": "defensible", "why": "Why ask."},
            {"id": "wait", "text": "Wait.", "standing": "weak", "why": "Why wait."},
            {"id": "stop", "text": "Stop.", "standing": "defensible", "why": "Why stop."},
        ],
        "reasons": [
            {"id": "law", "text": "Law.", "weight": "carries", "why": "About law."},
            {"id": "errors", "text": "Errors.", "weight": "carries", "supports": ["ask"],
             "why": "About errors."},
            {"id": "harm", "text": "Harm.", "weight": "carries", "supports": ["stop"],
             "why": "About harm."},
            {"id": "cost", "text": "Cost.", "weight": "fair", "supports": ["ask", "wait"],
             "why": "About cost."},
            {"id": "free", "text": "Free.", "weight": "misleads", "supports": ["go"],
             "why": "About free."},
        ],
        "answer": SECRET,
        "gives_up": "Some time.",
        "would_change": "A test.",
        "variations": [
            {"id": "night", "change": "If it were *night*", "defensible": ["go", "stop"],
             "why": "Nobody is there."},
        ],
        **more,
    }  # fmt: skip


def case(**more: Any) -> Case:
    """A case with two parts; the first has a marked question before its decision."""
    question = {
        "id": "gate.count",
        "type": "numeric",
        "text": "How many?",
        "answer": 8,
        "feedback": {"right": "Eight it is.", "low": "More than that.", "high": "Fewer."},
    }
    sheet = {"id": "sheet", "type": "document", "title": "The sheet", "text": "| a |\n|---|\n| b |"}
    note = {"id": "note", "type": "document", "title": "A private note", "text": "Only mine."}
    first = {"id": "first", "title": "The first night", "minutes": 5, "exhibits": [sheet, note]}
    return Case.model_validate(
        {
            "schema": "toolkit-case/1",
            "id": "c",
            "version": "1.0.0",
            "title": "The gate",
            "minutes": 10,
            "fictional": True,
            "brief": "You are at the gate.",
            "parts": [
                first | {"questions": [question], "decision": decision()},
                {"id": "second", "title": "The second night", "minutes": 5, "brief": "Later.",
                 "decision": decision("later")},
            ],
            "roles": [
                {"id": "guard", "title": "The guard", "brief": "You stand.", "wants": "Rest.",
                 "sees": ["note"]},
                {"id": "chief", "title": "The chief", "brief": "You sit.", "wants": "Order."},
            ],
            "group": "One table, 20 minutes.",
            "refs": [{"source": "course", "at": "a test"}],
            **more,
        }
    )  # fmt: skip
