"""A questionnaire with papers and a review, as one activity for a notebook of the tests."""

from __future__ import annotations

from tests.samples_papers import paper_questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.reports.papers_html import papers_fragment
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.files import questionnaire_file
from toolkit_widgets.views.form import Form


def show() -> Form:
    """The activity, as a lesson would show it."""
    content = paper_questionnaire()
    activity = Activity(content, Store(content, answers_folder()), library(), "reviewed")
    return Form(
        activity,
        "Papers and a review",
        results=lambda: papers_fragment(content, activity.answers),
        files=lambda what: questionnaire_file(content, activity.store.file, library().course, what),
    )
