"""One activity: what the learner does to a form, and what comes back. No widget, no browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from ..content.library import Library
from ..content.markdown import markdown
from ..content.translate import Catalogue, translated
from ..models import MARKED, Answer, Case, CasePart, Gate, Item, Matching, Questionnaire, Quiz
from ..scoring.gate_entry import settle
from ..scoring.marks import mark, mark_quiz
from ..scoring.records import Unfinished
from ..scoring.review import Fault
from ..scoring.values import read_answer
from ..scoring.visibility import Form, progress, visible
from ..store import Saved, Store
from .gates import gate_reply
from .parts import derived
from .progress import Progress
from .reveal import reveal_html
from .review import fault_reply, review_state, take_step
from .spec import Spec, answer_key, form_spec
from .takes import Takes

Reply = dict[str, Any]


class Activity(Progress):
    """A form with its answers. Every method returns what the browser must know, as plain data."""

    def __init__(
        self,
        form: Form,
        store: Store,
        library: Library,
        key: str,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(form, store)
        self.library = library
        self.key = key
        self.on_change = on_change
        self.scales = form.scales if isinstance(form, Questionnaire) else {}
        self.language, self.shown = "en", form
        self.extra: Spec = {}
        """What the form offers beyond its own kind, for example results."""
        self.takes: Takes | None = None
        """Facts that were entered in another questionnaire."""

    def speak(self, language: str, catalogue: Catalogue) -> None:
        """Show the form in another language. Answers, and what they belong to, stay the same."""
        self.language, self.shown = language, translated(self.form, catalogue)

    @property
    def spec(self) -> Spec:
        """What the form looks like."""
        return form_spec(self.shown, self.key, self.library, self.language, self.case) | self.extra

    @property
    def case(self) -> Case | None:
        """The case that a part belongs to."""
        return self.store.content if isinstance(self.store.content, Case) else None

    def state(self) -> Reply:
        """Everything that changes: sent when the form is shown. First, known facts are taken."""
        known = self.takes.start(self.answers) if self.takes else {}
        if known:
            self._saved(self.store.update(known))
        self.store.shown(self.items)
        return {
            "answers": {k: a.model_dump(exclude_defaults=True) for k, a in self.answers.items()},
            "restored": sum(not a.empty for a in self.answers.values()),
            "updated": self.store.file.updated,
            "notices": list(self.store.notices),
            **self._now(),
            **self._revealed(),
        }

    def change(self, changes: Mapping[str, Mapping[str, Any]]) -> Reply:
        """Save what was entered. ``problems`` says what is not valid yet, per item."""
        taken: dict[str, Answer] = {}
        problems: dict[str, str | None] = {}
        gates_last = sorted(changes, key=lambda key: isinstance(self.items.get(key), Gate))
        for key in gates_last:
            item, raw = self.items.get(key), changes[key]
            if item is None or not isinstance(raw, Mapping):
                continue  # a view of an older edition
            before = self.store.answers.get(key)
            answer, problem = self._read(item, raw, before, taken)
            if before is not None:  # a new value has not been checked yet
                checked = before.checked if before.value == answer.value else 0
                answer = answer.model_copy(update={"checked": checked, "first": before.first})
            taken[key] = answer
            # what is only not finished is said quietly, beside the answer
            quiet = isinstance(item, Matching) or isinstance(problem, Unfinished)
            problems[key] = None if quiet else problem
        saved = self.store.update(taken)
        return self._saved(saved) | {"problems": problems}

    def _read(
        self, item: Item, raw: Mapping[str, Any], before: Answer | None, taken: Mapping[str, Answer]
    ) -> tuple[Answer, str | None]:
        """The answer and what is wrong with it. ``taken``: what changes at the same time."""
        if isinstance(item, Gate) and isinstance(self.form, Questionnaire):
            now = datetime.now(UTC).isoformat(timespec="seconds")
            others = {**self.answers, **taken}
            return settle(self.form, item, raw, before, others, now)
        return read_answer(item, raw, self.scales)

    def check(self, key: str, raw: Mapping[str, Any]) -> Reply:
        """Save and count a check of one quiz item. The first checked value is kept."""
        item = self.items[key]
        answer, problem = read_answer(item, raw, self.scales)
        before = self.store.answers.get(key) or Answer()
        if problem is not None or answer.value is None:
            return self.change({key: raw}) | {"problems": {key: problem}}
        return self._saved(self.store.put(key, _checked(answer, before)))

    def commit(self) -> Reply:
        """Hand in: the key is shown from now on."""
        checked = {
            key: _checked(answer, answer)
            for key, answer in self.answers.items()
            if isinstance(self.items[key], MARKED)
        }
        saved = self.store.update(checked, committed=self.form.id)
        return self._saved(saved) | self._revealed()

    def review(self, raw: Mapping[str, Any]) -> Reply:
        """Take a step of the review, or say why it is not possible."""
        if not self.reviewed or not isinstance(self.shown, Questionnaire):
            raise ValueError(f"'{self.form.id}' has no review")
        step = take_step(self.shown, self.store.file, raw)
        if isinstance(step, Fault):
            fault = fault_reply(step, self.language)
            return {"fault": fault, "updated": self.store.file.updated, **self._now()}
        return self._saved(self.store.add_review(step))

    @property
    def reviewed(self) -> bool:
        """True for a questionnaire that others review."""
        return isinstance(self.form, Questionnaire) and self.form.review

    def _reviewed(self) -> Reply:
        if not self.reviewed or not isinstance(self.shown, Questionnaire):
            return {}
        return {"review": review_state(self.shown, self.store.file, self.language)}

    def _saved(self, saved: Saved) -> Reply:
        self.on_change()
        return {
            "saved": saved.on_disk,
            "updated": saved.at,
            "notices": saved.notices,
            **self._now(),
        }

    def _now(self) -> Reply:
        answers = self.answers  # gathered once: a form may have many sections
        shown = visible(self.form, answers)
        known = set(shown)
        sections = self.form.sections if isinstance(self.form, Questionnaire) else []
        return {
            "visible": shown,
            "derived": derived(self.shown, answers),
            **gate_reply(self.shown, answers, self.language),
            "taken": self.takes.notes(answers, self.language) if self.takes else {},
            "progress": self.progress(),
            "sections": {s.id: progress(s.items, known, answers) for s in sections},
            "trouble": self.store.trouble,
            "committed": self.committed,
            **self._reviewed(),
        }

    def _revealed(self) -> Reply:
        """Feedback, marks and the model answer, once they may be seen."""
        if not (self.hands_in and self.committed):
            return {"reveal": None}
        keys = {key: answer_key(item, self.library) for key, item in self.items.items()}
        reveal: Reply = {"keys": {key: found for key, found in keys.items() if found}}
        marks = {
            key: float(mark(item, self.answers[key].value if key in self.answers else None))
            for key, item in self.items.items()
            if isinstance(item, MARKED)
        }
        reveal["marks"] = marks
        if isinstance(self.form, CasePart):
            reveal["html"] = reveal_html(self.form, self.answers, self.library, self.case)
        elif isinstance(self.form, Quiz):
            reveal["html"] = self._verdict(self.form)
        return {"reveal": reveal}

    def _verdict(self, quiz: Quiz) -> str:
        result = mark_quiz(quiz, self.answers)
        got = f"{float(result.got):.1f}".removesuffix(".0")
        text = f"**{got} of {result.total}.**"
        if result.passed is not None and quiz.pass_mark is not None:
            needed = f"{quiz.pass_mark:.0%} is needed to pass"
            text += f" {'✓ Passed' if result.passed else '✗ Not passed yet'}: {needed}."
            if not result.passed:
                text += " Read the feedback, then try again."
        return markdown(text + (f"\n\n{quiz.debrief}" if quiz.debrief else ""))


def _checked(answer: Answer, before: Answer) -> Answer:
    """One more check; the value at the very first one is kept."""
    first = answer.value if before.first is None else before.first
    return answer.model_copy(update={"checked": before.checked + 1, "first": first})
