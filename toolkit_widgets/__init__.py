"""Responsible AI for Law Enforcement: a hands-on course.

Content is data, answers are a file, results are pure functions of the two, and the notebook
only shows them. The one name a lesson needs is :func:`open_lesson`; the trainer's notebook needs
:func:`open_room`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["open_lesson", "open_room"]

if TYPE_CHECKING:
    from .views.lesson import open_lesson
    from .views.room import open_room


def __getattr__(name: str) -> Any:
    if name == "open_lesson":  # imported late: the command line needs no widgets
        from .views.lesson import open_lesson

        return open_lesson
    if name == "open_room":
        from .views.room import open_room

        return open_room
    raise AttributeError(f"module 'toolkit_widgets' has no attribute '{name}'")
