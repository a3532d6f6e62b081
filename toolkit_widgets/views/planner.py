"""The planner: a lab on the learner's own answers, with the actions that lift most on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from ..content.library import Library
from ..content.markdown import markdown
from ..labs.year_plan import example_answers, outcome
from ..models import Answer, Lab
from ..scoring.calendar import in_place
from ..scoring.profile import profile
from ..store import Store
from .lab_activity import LabActivity
from .spec import Spec

SHOWN = 10
"""So many actions stand open; the others are folded below."""
OWN = "These are **your own answers** from lesson 14. The actions that lift most stand on top."
BORROWED = (
    "You have not answered the readiness questionnaire of lesson 14 yet, so this is **Velmora**, "
    "the fictional agency. Once you have, your own weak items bring their actions here."
)


class PlannerActivity(LabActivity):
    """A lab with a control for each action. ``answers``: to the questionnaire of the actions."""

    def __init__(
        self,
        form: Lab,
        store: Store,
        library: Library,
        key: str,
        answers: Mapping[str, Answer],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        questionnaire = library.questionnaire(str(form.actions_of))
        self.own = any(answer.state == "answered" for answer in answers.values())
        used = dict(answers) if self.own else example_answers(questionnaire)
        self._used = used
        run = partial(outcome, questionnaire, used)
        super().__init__(form, store, library, key, on_change, run)
        self._priorities = [p.action.id for p in profile(questionnaire, used).priorities]

    def _with_needs(self, names: Iterable[str]) -> list[str]:
        """Each action behind those that it waits for."""
        form = self.library.questionnaire(str(self.form.actions_of))
        actions = {action.id: action for action in form.actions}
        out: dict[str, None] = {}

        def put(name: str) -> None:
            for need in actions[name].needs:
                if not in_place(form, actions[need], self._used):
                    put(need)
            out[name] = None

        for name in names:
            put(name)
        return list(out)

    @property
    def spec(self) -> Spec:
        """The card, with the actions in the order of what they lift."""
        spec = super().spec
        controls = {control["id"]: control for control in spec["lab"]["controls"]}
        actions = {a.id for a in self.library.questionnaire(str(self.form.actions_of)).actions}
        first = self._with_needs(name for name in self._priorities if name in controls)
        rest = [name for name in controls if name in actions and name not in first]
        ranked = [*first, *rest]
        settings = [control for name, control in controls.items() if name not in actions]
        lab = spec["lab"] | {
            "controls": [*settings, *(controls[name] for name in ranked)],
            "fold": len(settings) + SHOWN,
        }
        said = markdown(OWN if self.own else BORROWED)
        return spec | {"lab": lab, "intro": spec["intro"] + said}
