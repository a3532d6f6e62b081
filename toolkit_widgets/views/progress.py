"""How far a learner is with one form: what a start cell counts. No widget, no browser."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..models import MARKED, Answer, Item, Questionnaire, Quiz
from ..scoring.visibility import Form, is_answered, progress, visible
from ..store import Store

if TYPE_CHECKING:
    from ..models import Lab


class Progress:
    """A form with its answers, before anything of it is shown."""

    def __init__(self, form: Form, store: Store) -> None:
        self.form = form
        self.store = store
        self.items: dict[str, Item] = {item.id: item for item in form.items} | self.controls

    @property
    def controls(self) -> dict[str, Item]:
        """What is moved, not asked: in a lab alone."""
        return {}

    @property
    def answers(self) -> dict[str, Answer]:
        """This activity's answers (the file may hold other activities' too)."""
        return {k: a for k, a in self.store.answers.items() if k in self.items}

    @property
    def committed(self) -> bool:
        """Handed in."""
        return self.form.id in self.store.file.committed

    @property
    def hands_in(self) -> bool:
        """True for a case, and for a quiz that is marked as a whole."""
        if isinstance(self.form, Quiz):
            return self.form.reveal == "after_commit"
        return not isinstance(self.form, Questionnaire)

    @property
    def done(self) -> bool:
        """Handed in, or every shown question has an answer (of whatever state)."""
        if self.hands_in:
            return self.committed
        if isinstance(self.form, Quiz) and self.form.reveal == "on_check":
            shown = set(visible(self.form, self.answers))
            marked = [item for item in self.form.marked if item.id in shown]
            if not all(is_answered(item, self.answers.get(item.id)) for item in marked):
                return False
        count = self.progress()
        settled = count["answered"] + count["not_applicable"] + count["dont_know"]
        return count["asked"] > 0 and settled == count["asked"]

    @property
    def started(self) -> bool:
        """Something was entered."""
        return any(not a.empty for a in self.answers.values())

    @property
    def note(self) -> str:
        """How far somebody is who has begun, in words, for the list of activities."""
        count = self.progress()
        return f"{count['answered']} of {count['asked']} answered"

    def progress(self) -> dict[str, int]:
        """Counts over the shown questions."""
        answers = self.answers
        return progress(self.form.items, set(visible(self.form, answers)), answers)


class LabProgress(Progress):
    """The same for a lab. Where its controls stand is kept beside the answers, under their ids."""

    form: Lab

    @cached_property
    def controls(self) -> dict[str, Item]:
        """What is moved, by id."""
        return {control.id: control.as_item() for control in self.form.controls}

    @cached_property
    def predicted(self) -> set[str]:
        """The ids of what is asked first."""
        return {item.id for item in self.form.predict}

    @property
    def hands_in(self) -> bool:
        """A prediction is committed before anything is seen."""
        return True

    @property
    def moved(self) -> bool:
        """At least one control was moved."""
        return any(key in self.store.answers for key in self.controls)

    @property
    def done(self) -> bool:
        """Predicted, moved, and everything that is marked checked."""
        if not (self.committed and self.moved):
            return False
        shown = set(self._visible())
        marked = [i for i in self.form.after if isinstance(i, MARKED) and i.id in shown]
        return all(is_answered(item, self.answers.get(item.id)) for item in marked)

    @property
    def note(self) -> str:
        """What is still to be done, for the list of activities."""
        if not self.committed:
            return "prediction not committed"
        return "controls not moved" if not self.moved else "questions open"

    def progress(self) -> dict[str, int]:
        """Counts over the questions that are shown now; controls are none of them."""
        return progress(self.form.items, set(self._visible()), self.answers)

    def _visible(self) -> list[str]:
        """What is asked afterwards appears once something was moved."""
        shown = visible(self.form, self.answers)
        late = self.committed and self.moved
        return [key for key in shown if late or key in self.predicted]
