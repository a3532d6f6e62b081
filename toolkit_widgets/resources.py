"""Where the course's files are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def course_root() -> Path:
    """The folder that holds ``data/``, ``lessons/``, ``facilitator/`` and ``notebooks/``."""
    beside, inside = _PACKAGE.parent, _PACKAGE / "_course"
    if (beside / "data" / "course.yaml").is_file() and (beside / "pyproject.toml").is_file():
        return beside
    if (inside / "data" / "course.yaml").is_file():
        return inside
    raise FileNotFoundError(
        "The course files are missing: neither 'data/course.yaml' beside the package nor "
        "'_course/' inside it was found. Install the package again."
    )


def data() -> Path:
    """Content: questionnaires, quizzes, cases, sources."""
    return course_root() / "data"


def lessons() -> Path:
    """The sources of the notebooks."""
    return course_root() / "lessons"


def facilitator() -> Path:
    """One run sheet for each lesson."""
    return course_root() / "facilitator"


def notebooks() -> Path:
    """The built notebooks. Never run in place: copy first."""
    return course_root() / "notebooks"


def jupyter_config() -> Path:
    """The settings that make Jupyter a calm page for this course."""
    return _PACKAGE / "jupyter"
