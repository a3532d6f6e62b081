"""The small workbook with two gates, as one activity for a notebook of the tests."""

from __future__ import annotations

from tests.samples_gates import workbook
from toolkit_widgets.content.library import library
from toolkit_widgets.reports.gates import gate_fragment, gates_of
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form


def show() -> Form:
    """The activity with its results, as a lesson would show it."""
    content = workbook()
    activity = Activity(content, Store(content, answers_folder()), library(), content.id)

    def results() -> str:
        gates = gates_of(content, activity.answers)
        return gate_fragment(gates, heading_level=4) if gates else ""

    return Form(activity, "A small workbook", results=results)
