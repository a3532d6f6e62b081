"""Questionnaires small enough to check on paper."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.models import Answer, Questionnaire


def options(*points: float | None) -> list[dict[str, Any]]:
    return [{"id": f"o{n}", "text": str(n), "points": p} for n, p in enumerate(points)]


def item(name: str, *points: float, kind: str = "choice", **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "text": name, "options": options(*points), **more}


def form_of(sections: list[dict[str, Any]], dimension: dict[str, Any]) -> Questionnaire:
    return Questionnaire.model_validate(
        {
            "schema": "toolkit-questionnaire/1",
            "id": "hand",
            "version": "1.0.0",
            "title": "By hand",
            "minutes": 1,
            "about": "Small enough to check on paper.",
            "dimensions": {"d": {"title": "D", **dimension}},
            "sections": [{"title": "S", "dimension": "d", **section} for section in sections],
        }
    )


def given_(**values: Any) -> dict[str, Answer]:
    return {key: Answer(value=value) for key, value in values.items()}
