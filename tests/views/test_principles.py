"""The explorer of the principles: everything is there, and it says what is whose."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Principles
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.principles import explorer, summary

MODEL = library().principles
INSTRUMENTAL = [p for p in MODEL.principles if p.core]


def folds(html: str) -> dict[str, str]:
    found = re.findall(
        r'<details class="tk-fold"><summary>(.*?)</summary>(.*?)</details>', html, re.DOTALL
    )
    return dict(found)


def test_the_text_twin_counts() -> None:
    assert summary(MODEL) == "Principles: 5 core, 17 instrumental"


def test_the_lesson_shows_a_panel(tmp_path: Path) -> None:
    panel = Lesson("07", library(), tmp_path).principles()
    assert repr(panel) == "Principles: 5 core, 17 instrumental"
    assert panel.html == explorer(library())


def test_one_fold_for_each_instrumental_principle_and_each_stage() -> None:
    found = folds(explorer(library()))
    stages = [f"Stage {n}: {stage.title}" for n, stage in enumerate(MODEL.stages, start=1)]
    assert list(found) == [p.title for p in INSTRUMENTAL] + stages
    for one in INSTRUMENTAL:
        assert found[one.title].count("<tr>") == 1 + len(MODEL.stages)
        assert found[one.title].count("<li>") == len(one.evidence) + len(one.pulls)
    for stage in stages:
        assert found[stage].count("<tr>") == 1 + len(INSTRUMENTAL)


def test_every_core_principle_is_a_heading() -> None:
    headings = re.findall(r"<h4>\d\. (.*?)</h4>", explorer(library()))
    assert headings == [p.title for p in MODEL.principles if p.core is None]


def test_it_says_that_the_readings_are_ours_before_the_first_fold() -> None:
    top = explorer(library()).split("<details", 1)[0]
    assert "review copy of a course module" in top
    assert "this course&#x27;s own" in top or "this course's own" in top


def test_keys_in_the_explorer_are_not_the_notebooks() -> None:
    assert explorer(library()).startswith('<div data-lm-suppress-shortcuts="true">')


def test_words_of_the_file_are_never_markup() -> None:
    changed = MODEL.model_dump(by_alias=True)
    changed["principles"][1]["title"] = "<b>Law</b>"
    changed["principles"][1]["why"] = "<script>1</script>"
    shelf = library()
    other = type(shelf)(shelf.data)
    other.__dict__["principles"] = Principles.model_validate(changed)
    html = explorer(other)
    assert "<b>Law" not in html
    assert "<script>" not in html
