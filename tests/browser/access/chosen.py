"""The lessons that, with the sampler, ask in every way there is. A test proves the choice."""

from __future__ import annotations

import pytest

from ..server import LESSONS

CHOSEN = ("01", "03", "15")


def chosen(lesson: str) -> bool:
    return lesson.startswith(tuple(f"{number}_" for number in CHOSEN))


MOST = [
    name if chosen(name) else pytest.param(name, marks=pytest.mark.thorough) for name in LESSONS
]
"""Every lesson; those that repeat what the chosen ones show only in ``make test-all``."""
