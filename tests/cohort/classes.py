"""Small contents and classes for these tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit_widgets.cohort.contents import Contents, Known, known
from toolkit_widgets.cohort.reading import Room, read_class
from toolkit_widgets.cohort.simulate import file_of, zipped
from toolkit_widgets.models import Questionnaire, QuizSet

STEPS = [{"id": f"s{n}", "label": f"Step {n}", "points": n} for n in range(1, 6)]
ROLES = ("police", "court", "oversight", "industry")


def single(name: str) -> dict[str, Any]:
    """A question with four options, of which ``a`` is right."""
    options = [{"id": key, "text": f"Option {key}", "correct": key == "a", "feedback": "Why."}
               for key in "abcd"]  # fmt: skip
    return {"id": name, "type": "single", "text": f"Question {name}?", "options": options}


def lesson(name: str, quiz: str, items: int, **more: Any) -> Known:
    """A lesson with one quiz of single-choice questions ``<quiz>.1``, ``<quiz>.2`` …"""
    asked = [single(f"{quiz}.{n}") for n in range(1, items + 1)]
    one = {"id": quiz, "title": f"Quiz {quiz}", "kind": "test", "reveal": "after_commit",
           "minutes": 9, "items": asked, **more}  # fmt: skip
    data = {"schema": "toolkit-quizzes/1", "lesson": name, "version": "1.0.0", "quizzes": [one]}
    return known(QuizSet.model_validate(data), f"Lesson {name}")


def form(**more: Any) -> Known:
    """A questionnaire of four scale items, the last hidden unless the first is at least 3."""
    items: list[dict[str, Any]] = [
        {"id": f"i{n}", "type": "scale", "text": f"Item {n}", "scale": "five",
         "allow": ["dont_know"], "comment": True}
        for n in range(4)
    ]  # fmt: skip
    items[3]["show_when"] = {"q": "i0", "at_least": 3}
    items.append({"id": "words", "type": "long_text", "text": "In your words?"})
    data = {
        "schema": "toolkit-questionnaire/1", "id": "form", "version": "2.0.0", "title": "Form",
        "minutes": 9, "about": "Made for tests.", "scales": {"five": {"steps": STEPS}},
        "dimensions": {"all": {"title": "All of it"}},
        "sections": [{"id": "s", "title": "S", "dimension": "all", "items": items}], **more,
    }  # fmt: skip
    return known(Questionnaire.model_validate(data), "Form")


def track() -> Known:
    """The questionnaire in which somebody says where he or she stands."""
    options = [{"id": role, "text": role.capitalize()} for role in ROLES]
    item = {"id": "track.role", "type": "choice", "text": "Where?", "options": options}
    data = {
        "schema": "toolkit-questionnaire/1", "id": "choose-track", "version": "1.0.0",
        "title": "Track", "minutes": 1, "about": "Made for tests.", "results": "route",
        "sections": [{"id": "s", "title": "S", "items": [item]}],
    }  # fmt: skip
    return known(Questionnaire.model_validate(data), "Track")


def given(known_: Known, values: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A file of answers with these values."""
    answers = {
        key: value if isinstance(value, dict) else {"value": value} for key, value in values.items()
    }
    return {**file_of(known_, answers), **more}


def put(folder: Path, who: str, *files: dict[str, Any]) -> Path:
    """Hand files in as ``who``."""
    target = folder / f"{who}.zip"
    target.write_bytes(zipped(files))
    return target


def read(folder: Path, *contents: Known, **more: Any) -> Room:
    """The class in a folder, with these contents alone."""
    return read_class(folder, Contents(None, contents), **more)


def by_role(folder: Path, sizes: Mapping[str, int], form_: Known) -> Room:
    """A class in which everybody answers the form, with so many people of each role."""
    where = track()
    for role, size in sizes.items():
        for number in range(size):
            steps = {f"i{n}": f"s{1 + (number + n) % 5}" for n in range(3)}
            answers = [given(where, {"track.role": role}), given(form_, steps)]
            put(folder, f"{role}-{number}", *answers)
    return read(folder, where, form_)
