"""A small lab for tests, with a model of its own. It is no part of the course."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.figures import Figure
from toolkit_widgets.figures.style import Theme, new_drawing
from toolkit_widgets.labs import Outcome, Values
from toolkit_widgets.models import Lab

NAME = "sample"
BROKEN_AT = 13
"""At so many people the model fails."""
SECRET = "the distinctive sentence of the lab"


def sample_data(**changes: Any) -> dict[str, Any]:
    """The content file as plain data, ready to be broken."""
    place = [{"source": "course", "at": "a test"}]
    options = [
        {"id": "yes", "text": "It does.", "correct": True, "feedback": "Right: it doubles."},
        {"id": "no", "text": "It does not.", "feedback": "It looks so, and yet it doubles."},
    ]
    return {
        "schema": "toolkit-lab/1",
        "id": NAME,
        "version": "1.0.0",
        "title": "A small sample",
        "minutes": 3,
        "intro": "Predict, then move.",
        "predict": [
            {
                "type": "choice",
                "id": "guess",
                "text": "What happens?",
                "options": [
                    {"id": "up", "text": "It *rises*."},
                    {"id": "down", "text": "It falls."},
                ],
            },
            {"type": "number", "id": "many", "text": "How many?", "unit": "hits", "maximum": 1000},
        ],
        "controls": [
            {
                "type": "range",
                "id": "limit",
                "text": "Limit",
                "minimum": 0,
                "maximum": 1,
                "step": 0.05,
                "start": 0.5,
                "unit": "points",
            },
            {
                "type": "number",
                "id": "people",
                "text": "People",
                "minimum": 1,
                "maximum": 1000,
                "start": 100,
                "unit": "persons",
            },
            {
                "type": "select",
                "id": "place",
                "text": "Place",
                "options": [{"id": "square", "text": "Square"}, {"id": "hall", "text": "Hall"}],
                "start": "square",
            },
        ],
        "tasks": ["Move the limit.", "Change the place."],
        "after": [
            {"type": "single", "id": "why", "text": "Does it?", "options": options, "refs": place},
            {"type": "text", "id": "yours", "text": "And at your desk?"},
        ],
        "limits": "It leaves everything out.",
        "refs": place,
    } | changes


def sample_lab(**changes: Any) -> Lab:
    """The lab."""
    return Lab.model_validate(sample_data(**changes))


def run(values: Values) -> Outcome:
    """Hits fall as the limit rises; a hall doubles them."""
    people, limit = float(values["people"]), float(values["limit"])
    if people == BROKEN_AT:
        raise ZeroDivisionError("thirteen people")
    hits = round(people * (1 - limit) * (2 if values["place"] == "hall" else 1))
    title = f"{hits} hits at {limit:.2f}"
    table = [["Limit", "Hits"], [f"{limit:.2f}", f"{hits}"]]
    sentence = f"At {limit:.2f} there are {hits} hits."
    seen = {"guess": f"{SECRET}: it falls", "many": f"{hits} hits"}
    return Outcome(f"{hits} hits", Figure(title, sentence, table, _draw(hits, title)), seen)


def _draw(hits: int, title: str) -> Any:
    def draw(theme: Theme) -> Any:
        drawing = new_drawing(1.5)
        drawing.text(0.02, 0.9, title, weight="bold", va="top")
        axes = drawing.add_axes((0.1, 0.2, 0.8, 0.4))
        axes.barh([0], [hits], color=theme.main)
        axes.set_xlim(0, 2000)
        return drawing

    return draw


def find(name: str) -> Any:
    """In the place of the course's models."""
    if name != NAME:
        raise LookupError(f"there is no lab model '{name}'; there are {NAME}")
    return run


def stuck(values: Values) -> Outcome:
    """A broken model: whatever is moved, it shows the start."""
    return run(sample_lab().starts)
