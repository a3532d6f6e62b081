"""One answer costs as much work for each item in a large form as in a small one.

Work is counted, not timed: calls of Python functions, and looks into the list of shown items.
"""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from benchmarks.questions import questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Questionnaire
from toolkit_widgets.scoring import visibility
from toolkit_widgets.store import Store
from toolkit_widgets.views import activity, progress
from toolkit_widgets.views.activity import Activity

SMALL, LARGE, PER_SECTION = 100, 400, 5


def opened(count: int, folder: Path) -> Activity:
    """All questions of a form with many sections, answered."""
    form = Questionnaire.model_validate(questionnaire(count, PER_SECTION))
    found = Activity(form, Store(form, folder / str(count)), library(), "key")
    found.change({item.id: {"value": "o1"} for item in form.items})
    return found


def calls(act: Activity) -> float:
    """Calls of functions that one more answer makes, for each item of the form."""
    profile = cProfile.Profile()
    profile.runcall(act.change, {"q1": {"value": "o2"}})
    return pstats.Stats(profile).total_calls / len(act.items)  # type: ignore[attr-defined]


def test_work_for_one_answer_grows_with_the_items(tmp_path: Path) -> None:
    small, large = (calls(opened(count, tmp_path)) for count in (SMALL, LARGE))
    assert large < 1.1 * small


def test_answers_are_not_gathered_anew_for_each_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered: list[int] = []
    plain = Activity.answers.fget
    assert plain is not None

    def counting(act: Activity) -> object:
        gathered.append(len(act.items))
        return plain(act)

    few, many = opened(SMALL, tmp_path), opened(LARGE, tmp_path)
    monkeypatch.setattr(Activity, "answers", property(counting))
    for act in (few, many):
        act.change({"q1": {"value": "o2"}})
    assert gathered.count(LARGE) == gathered.count(SMALL) < 10


def test_shown_items_are_looked_up_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of 5,000 names that is searched 5,000 times made every answer wait."""
    given: list[type] = []

    def counted(items: object, shown: object, answers: object) -> dict[str, int]:
        given.append(type(shown))
        return visibility.progress(items, shown, answers)  # type: ignore[arg-type]

    act = opened(SMALL, tmp_path)
    for module in (activity, progress):
        monkeypatch.setattr(module, "progress", counted)
    act.change({"q1": {"value": "o2"}})
    assert set(given) == {set}
