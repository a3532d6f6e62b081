"""How far a learner is with one form: what a start cell counts. No widget, no browser."""

from __future__ import annotations

from ..models import Answer, Item, Questionnaire, Quiz
from ..scoring.visibility import Form, is_answered, progress, visible
from ..store import Store


class Progress:
    """A form with its answers, before anything of it is shown."""

    def __init__(self, form: Form, store: Store) -> None:
        self.form = form
        self.store = store
        self.items: dict[str, Item] = {item.id: item for item in form.items}

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
