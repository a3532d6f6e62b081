"""One notebook with every kind of question and card, small enough to walk through with keys."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.labs.sample import NAME as LAB

from .. import helpers
from ..conftest import Desk

NOTEBOOK = "sampler"
CELLS = (
    "from toolkit_widgets import open_lesson\nlesson = open_lesson('01')",
    "lesson.quiz('check-toolkit')",
    "lesson.quiz('stages')",
    "lesson.quiz('check-match')",
    "lesson.quiz('test')",
    "from tests.browser import parts\nparts.show()",
    "from tests.browser import gated\ngated.show()",
    "from tests.browser import reviewed\nreviewed.show()",
    """\
from tests.samples_risk import risk_questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form
risks = risk_questionnaire()
Form(Activity(risks, Store(risks, answers_folder()), library(), risks.id), "Risks")""",
    f"""\
from tests.labs.sample import run, sample_lab
from toolkit_widgets.views.lab import LabForm
from toolkit_widgets.views.lab_activity import LabActivity
lab = sample_lab(id="{LAB}")
LabForm(LabActivity(lab, Store(lab, answers_folder()), library(), lab.id, run=run))""",
    "lesson.close()",
)


def opened(desk: Desk) -> Page:
    """The notebook, started."""
    helpers.write_notebook(desk.server.folder, NOTEBOOK, *CELLS)
    return desk.open(NOTEBOOK)
