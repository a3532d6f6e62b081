"""Every state of three lessons and of the sampler, light and dark, wide and narrow."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from toolkit_widgets.content.lesson_source import read_page
from toolkit_widgets.content.library import library
from toolkit_widgets.views.lesson import Lesson

from ..conftest import Desk
from ..server import LESSONS, ROOT
from . import axe, eyes, sampler
from .chosen import CHOSEN, MOST, chosen
from .visit import EVERY, MEASURES, Seen, visit

ASKS = ("quiz", "questionnaire", "case", "lab")
AGREE = ("15",)
SAMPLED = {"risk"}
"""Kinds of question that the sampler shows, and no chosen lesson."""


@pytest.fixture(scope="module")
def seen(shared_desk: Desk) -> Callable[[str], Seen]:
    """What is seen of a lesson, which is gone through once."""
    return cache(lambda lesson: _visit(shared_desk, lesson))


def _visit(desk: Desk, lesson: str) -> Seen:
    page = sampler.opened(desk) if lesson == sampler.NOTEBOOK else desk.open(lesson)
    found = visit(page, EVERY)
    page.close()
    print(
        f"\n{lesson}: {found.looks} looks, {found.texts} texts, {found.targets} targets "
        f"({len(found.excused)} excused), {len(found.left_open)} left open by axe"
    )
    return found


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("lesson", [sampler.NOTEBOOK, *MOST])
def test_every_state(seen: Callable[[str], Seen], lesson: str, measure: str) -> None:
    found = seen(lesson)
    assert found.looks == len(EVERY)
    assert found.complaints[measure] == []


def test_the_chosen_lessons_and_the_sampler_ask_in_every_way() -> None:
    ways = {lesson: _ways(lesson) for lesson in LESSONS}
    shown = set(SAMPLED).union(*(ways[lesson] for lesson in LESSONS if chosen(lesson)))
    assert len([lesson for lesson in LESSONS if chosen(lesson)]) == len(CHOSEN)
    assert set().union(*ways.values()) - shown == set()


def _ways(number: str) -> set[str]:
    """The kinds of question of a lesson, and of what a learner moves in its labs."""
    lesson = Lesson(number, library(), Path(tempfile.mkdtemp()))
    found: set[str] = set()
    for cell in read_page(ROOT / "lessons" / f"{number}.md").activities:
        if cell.call in ASKS:
            spec = getattr(lesson, cell.call)(*cell.ids).spec
            found |= {item["control"] for part in spec["sections"] for item in part["items"]}
            found |= {f"lab {c['type']}" for c in spec.get("lab", {}).get("controls", [])}
            found |= {name for name in ("results", "review", "commit") if spec.get(name)}
    return found


@pytest.mark.parametrize("lesson", AGREE)
def test_axe_and_our_formula_agree_on_contrast(desk: Desk, lesson: str) -> None:
    """Lifted out of the window, axe sees as many texts as we do, and both find the pale one."""
    page = desk.open(lesson)
    found = axe.findings(page, lifted=True)
    texts = sum(text["count"] for text in eyes.look(page, "colors"))
    assert found.wrong == []
    assert found.seen[axe.CONTRAST] > 0.8 * texts
    page.locator(".tk-intro").last.evaluate("node => { node.style.color = '#949494'; }")
    lines = axe.findings(page, lifted=True).wrong
    assert [line for line in lines if line.startswith(axe.CONTRAST)]
    assert [line for line in axe.violations(page) if line.startswith("contrast: ")]
