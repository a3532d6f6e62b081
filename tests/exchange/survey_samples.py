"""What the tests of the import share: small surveys, and answers that fill one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from toolkit_widgets.exchange.profile import ScoringProfile, read_profile
from toolkit_widgets.exchange.surveyjs import Imported, import_survey
from toolkit_widgets.models import Answer, Choice, Choices, LongText, Questionnaire, ShortText
from toolkit_widgets.scoring.level import level
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.visibility import visible

FIXTURES = Path(__file__).parent / "fixtures"
FERRY = FIXTURES / "ferry.json"


@cache
def ferry_profile() -> ScoringProfile:
    return read_profile(FIXTURES / "ferry-profile.yaml")


@cache
def ferry() -> Imported:
    return import_survey(FERRY.read_bytes(), FERRY.name, ferry_profile())


def survey(*elements: Any, **root: Any) -> Imported:
    """An import of one page with these elements."""
    data = {"pages": [{"name": "page", "title": "Page", "elements": list(elements)}], **root}
    return import_survey(json.dumps(data).encode(), "small.json")


def question(name: str, **more: Any) -> dict[str, Any]:
    """A question with three choices."""
    return {"type": "radiogroup", "name": name, "choices": ["a", "b", "c"], **more}


def given(form: Questionnaire, **answers: Any) -> dict[str, Answer]:
    return {key: Answer(value=value) for key, value in answers.items()}


def filled(
    form: Questionnaire, high: Callable[[str | None], bool], **fixed: Any
) -> dict[str, Answer]:
    """Every visible field at its highest or lowest option, repeated until stable.

    Highest: most points, the first listed among equals, every box ticked. Lowest: fewest points,
    the last listed among equals, no box ticked.
    """
    items = {item.id: item for item in form.items}
    answers = given(form, **fixed)
    for _ in range(len(items)):
        new = given(form, **fixed)
        for key in visible(form, answers):
            item = items[key]
            if key in fixed:
                continue
            if isinstance(item, Choice):
                points = [option.points or 0 for option in item.options]
                wanted = max(points) if high(item.dimension) else min(points)
                fitting = [o.id for o, p in zip(item.options, points, strict=True) if p == wanted]
                new[key] = Answer(value=fitting[0 if high(item.dimension) else -1])
            elif isinstance(item, Choices) and high(item.dimension):
                new[key] = Answer(value=[option.id for option in item.options])
            elif isinstance(item, ShortText | LongText):
                new[key] = Answer(value="some words")
        if new == answers:
            return answers
        answers = new
    raise AssertionError("the filling does not settle")


def vector(
    form: Questionnaire, answers: dict[str, Answer], *dimensions: str
) -> tuple[int | str, ...]:
    """The values of the dimensions (0 where nothing is answered) and the band's id."""
    scorer = Scorer(form)
    measures = scorer.measures(answers)
    values = [measures[key].value or 0 for key in dimensions]
    assert all(value.denominator == 1 for value in values)
    found = level(scorer, answers)
    return (*(int(value) for value in values), found.band.id if found.band else "")
