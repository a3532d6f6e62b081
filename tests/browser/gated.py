"""The small workbook with two gates, as one activity for a notebook of the tests."""

from __future__ import annotations

from collections.abc import Mapping

from tests.samples_gates import register, workbook
from toolkit_widgets.content.library import Library, library
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.reports.gates import gate_fragment, gates_of
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.takes import Takes


def show() -> Form:
    """The activity with its results, as a lesson would show it."""
    content = workbook()
    activity = Activity(content, Store(content, answers_folder()), library(), content.id)

    def results() -> str:
        gates = gates_of(content, activity.answers)
        return gate_fragment(gates, heading_level=4) if gates else ""

    return Form(activity, "A small workbook", results=results)


class Shelf(Library):
    """A library in which every questionnaire is the small workbook."""

    def questionnaire(self, name: str) -> Questionnaire:
        return workbook()


def show_register() -> Form:
    """The register, which takes facts from the workbook."""

    def read(other: Questionnaire) -> Mapping[str, Answer]:
        return Store(other, answers_folder()).answers

    content = register()
    activity = Activity(content, Store(content, answers_folder()), library(), content.id)
    activity.takes = Takes(content, Shelf(library().data), read)
    return Form(activity, "A small register")
