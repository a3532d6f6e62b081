"""A learner's place on a JupyterHub: private, with the lessons in it.

Every server of a learner on a hub calls this when it starts, as that learner and never as root:
``toolkit_widgets/jupyter/hub/jupyter_server_config.py``. It is a process of its own since what it
reads would stay in the memory of each learner's server (11 MB, measured).
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from . import resources
from .learn import bring_lessons, copied_lines
from .serve import CourseError, bring_settings

FOLDER = "my-course"
"""Lessons and answers in a learner's home; the same name as ``toolkit-course learn`` gives."""


def prepare(home: Path, say: Callable[[str], None] = print) -> None:
    """Make ``home`` owner-only and bring the lessons and the settings of the page into it.

    A lesson that the learner changed is kept. Raises :class:`CourseError` with one sentence where
    the home cannot be written.
    """
    with contextlib.suppress(OSError):  # a home on a volume may belong to another account
        home.chmod(0o700)
    for line in copied_lines(bring_lessons(resources.notebooks(), home / FOLDER)):
        say(line)
    try:
        bring_settings(home / ".jupyter", home / ".ipython")
    except OSError as error:
        raise CourseError(
            f"The settings of the page cannot be copied ({error.strerror})."
        ) from error


def main() -> int:
    """For this process's user. A failure is one sentence; the server starts all the same."""
    try:
        prepare(Path.home())
    except CourseError as error:
        print(error, file=sys.stderr)
        return error.code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
