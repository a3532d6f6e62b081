"""What the notebooks of ``tests/browser/test_hostile.py`` use: hostile lessons, surveys, sheets."""

from __future__ import annotations

import json
from pathlib import Path

from toolkit_widgets.content.characters import printable
from toolkit_widgets.exchange.sheet import to_xlsx
from toolkit_widgets.exchange.sheet_read import parse_xlsx
from toolkit_widgets.exchange.surveyjs import import_survey
from toolkit_widgets.exchange.writing import write_import
from toolkit_widgets.exchange.yaml_text import to_yaml
from toolkit_widgets.models import Questionnaire, ReviewEvent
from toolkit_widgets.store import Store
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.imported import show
from toolkit_widgets.views.lesson import Lesson

from ..samples import small_questionnaire
from .payloads import PAYLOADS
from .written import Spoil, hostile_library, spoiled, spoiling, typed

NOW = "2026-03-02T09:30:00+00:00"


def show_hostile(number: str, start: int) -> Lesson:
    """A lesson of the hostile course, whose questionnaires have hostile answers on disk."""
    shelf, spoil = hostile_library(start), spoiling(start + 1)
    for name in ("organizational-readiness", "risk-assessment", "innovation-workbook"):
        fill(shelf.questionnaire(name), spoil)
    for case in ("cameras-at-the-festival",):
        Store(shelf.case(case)).update(typed(shelf.case(case), spoil))
    return Lesson(number, shelf)


def fill(form: Questionnaire, spoil: Spoil) -> None:
    """Hostile answers and a hostile review in the learner's file."""
    store = Store(form)
    store.update(typed(form, spoil))
    event = ReviewEvent(step="submit", by=spoil("P"), role=spoil("R"), at=NOW, note=spoil("N"))
    store.add_review(event)
    remark = {"step": "comment", "by": spoil("B"), "at": NOW, "note": spoil("N")}
    store.add_review(ReviewEvent.model_validate(remark))


def survey(start: int = 0) -> Form:
    """A SurveyJS file that somebody sent: hostile names, titles, HTML, choices and languages."""
    spoil = spoiling(start)

    def words() -> dict[str, str]:
        return {"default": spoil("Q"), "fr": spoil("F")}

    elements = [
        {"type": "html", "name": "html", "html": "".join(p.text for p in PAYLOADS)},
        *(
            {
                "type": kind,
                "name": name,
                "title": words(),
                "description": words(),
                "choices": [{"value": spoil("v"), "text": words()}, "__proto__", "constructor"],
            }
            for kind, name in [
                ("radiogroup", "__proto__"),
                ("checkbox", "constructor"),
                ("dropdown", "toString"),
                ("comment", "prototype"),
                ("text", spoil("n")),
            ]
        ),
    ]
    data = {
        "title": words(),
        "description": words(),
        "__proto__": {"polluted": "yes"},
        "constructor": {"prototype": {"polluted": "yes"}},
        "pages": [{"name": spoil("p"), "title": words(), "elements": elements}],
    }
    folder = Path("imported-hostile")
    folder.mkdir(exist_ok=True)
    write_import(import_survey(json.dumps(data).encode(), "hostile.json"), folder, None)
    return show(folder, language="fr")


def sheet(start: int = 0) -> Form:
    """A questionnaire that came as a workbook."""
    spoil = spoiling(start)
    # the writer refuses what no spreadsheet can hold
    form = spoiled(small_questionnaire(), lambda text: printable(spoil(text)).replace("\x7f", ""))
    found = parse_xlsx(to_xlsx(form), "sheet.xlsx").model
    fill(found, spoiling(start + 2))
    file = Path("sheet-hostile.yaml")
    file.write_text(to_yaml(found, file.name), "utf-8")
    return show(file)
