"""Questions that no lesson asks yet, as one activity for a notebook of the tests."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Questionnaire
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form

BOTH = ["not_applicable", "dont_know"]
ITEMS: list[dict[str, Any]] = [
    {
        "id": "parts.share",
        "type": "number",
        "text": "What share of the alerts was checked?",
        "help": "Count the alerts of one month.",
        "unit": "per cent",
        "minimum": 0,
        "maximum": 100,
    },
    {
        "id": "parts.systems",
        "type": "number",
        "text": "How many systems are in use?",
        "whole": True,
        "allow": BOTH,
    },
    {
        "id": "parts.owner",
        "type": "yesno",
        "text": "Does each system have an owner?",
        "allow": BOTH,
        "comment": True,
        "evidence": "The list of systems, with its date.",
        "roles": ["head of unit"],
    },
    {"id": "parts.tested", "type": "date", "text": "When was the last test?"},
    {"id": "parts.story", "type": "long_text", "text": "What happened then?"},
]


def questionnaire() -> Questionnaire:
    """One section, no results."""
    sections = [{"id": "all", "title": "All of it", "items": ITEMS}]
    return Questionnaire.model_validate(
        {
            "schema": "toolkit-questionnaire/1",
            "id": "parts",
            "version": "1.0.0",
            "title": "Parts of a form",
            "minutes": 5,
            "about": "For the tests.",
            "results": "none",
            "sections": sections,
        }
    )


def show() -> Form:
    """The activity, as a lesson would show it."""
    content = questionnaire()
    store = Store(content, answers_folder())
    return Form(Activity(content, store, library(), "parts"), "Parts of a form")
