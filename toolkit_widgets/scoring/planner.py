"""The cheapest set of the questionnaire's actions that reaches a target.

What an action does to an item is said in :data:`.lift.RULE`; what it costs in
:data:`.profile.EFFORT`. Whether a set reaches the target is always asked of the scorer itself.
Where lifted items only add up (see :mod:`.goals`) the cheapest set is found by branch and bound:
always with up to 25 actions that help, beyond that where the search ends within its limit. Under
other rules every set is tried, with up to 12 actions. Else idle actions are taken away one by one
while the target still holds, and the plan says that a cheaper one may exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..models import Action, Answer, Questionnaire, Step, Veto
from .cover import cheapest
from .goals import task_of
from .level import level, ordered
from .lift import RULE, reaches
from .profile import EFFORT
from .score import Scorer, exact
from .visibility import Answers

EXACT_ACTIONS = 25
"""Up to so many actions the cheapest set is found where lifts only add up."""
NODES = 3000
"""With more actions, so many steps of the search; about a second on a small machine."""
ALL_SETS = 12
"""Up to so many actions every set is tried, whatever the rules of the questionnaire."""


@dataclass(frozen=True)
class Target:
    """A band, or one dimension's target; without both, the targets of all dimensions."""

    band: str | None = None
    dimension: str | None = None


@dataclass(frozen=True)
class Lift:
    """An item that the plan lifts, and the steps it stands on before and after."""

    item: str
    before: Step
    after: Step


@dataclass(frozen=True)
class Plan:
    """What to do. Where ``reached`` is False, ``actions`` is empty."""

    target: Target
    name: str
    """The target in words."""
    actions: tuple[Action, ...]
    effort: int
    """In units of :data:`.profile.EFFORT`: an action of days counts 1, of weeks 2, of months 4."""
    lifts: tuple[Lift, ...]
    reached: bool
    exact: bool
    """Proven: no cheaper set reaches it; where not reached: no set does."""
    held: tuple[Veto, ...]
    """Where not reached: what would still hold the level down after all actions."""

    rule = RULE
    """To be shown with every plan."""

    @property
    def sentence(self) -> str:
        """One sentence for the reader."""
        if not self.reached:
            if not self.exact:
                return f"No set was found that reaches {self.name}; not all sets were tried."
            text = f"{self.name[0].upper()}{self.name[1:]} cannot be reached with these actions"
            if self.held:
                count = len(self.held)
                text += f": {count} answer{'' if count == 1 else 's'} would still hold the level"
            return f"{text}."
        if not self.actions:
            return f"Nothing to do: {self.name} is reached."
        count = len(self.actions)
        some = "One action reaches" if count == 1 else f"{count} actions together reach"
        proof = "no cheaper set does" if self.exact else "a cheaper set may exist"
        return f"{some} {self.name}, at an effort of {self.effort}; {proof}."


def plan(questionnaire: Questionnaire, answers: Answers, target: Target) -> Plan:
    """The cheapest plan; among equally cheap ones, one with the fewest actions.

    Raises ValueError where the target does not exist, or an action names a step that an item that
    it lifts does not have.
    """
    planner = _Planner(questionnaire, answers, target)
    found, proven = planner.search()
    if found is None:
        held = planner.held() if target.band is not None else ()
        return Plan(target, planner.name, (), 0, (), False, proven, held)
    actions = tuple(a for a in questionnaire.actions if a in found)
    lifts = planner.lifts(actions)
    return Plan(target, planner.name, actions, cost(actions), lifts, True, proven, ())


def cost_of(action: Action) -> int:
    """The effort of one action."""
    return EFFORT[action.effort]


def cost(actions: Iterable[Action]) -> int:
    """The efforts together."""
    return sum(cost_of(action) for action in actions)


def lifted(
    scorer: Scorer, answers: Answers, actions: Iterable[Action]
) -> dict[str, tuple[Step, Step]]:
    """Item → the steps before and after the actions, for what they lift. The rule, in code."""
    out: dict[str, tuple[Step, Step]] = {}
    shown = scorer.shown(answers)
    for action in actions:
        for key in action.lifts:
            scored = scorer.scored.get(key)
            points = scored.value(answers.get(key)) if scored and key in shown else None
            item, scales = scorer.items.get(key), scorer.questionnaire.scales
            step = None if item is None else reaches(action, item, points, scales)
            if item is None or step is None or points is None:
                continue
            if key not in out or step.points > out[key][1].points:
                steps = scales[item.scale].steps  # type: ignore[union-attr]
                before = next(s for s in steps if exact(s.points) == points)
                out[key] = (before, step)
    return out


class _Planner:
    def __init__(self, form: Questionnaire, answers: Answers, target: Target) -> None:
        self.scorer, self.answers, self.target = Scorer(form), answers, target
        self.goals: dict[str, int | float] = {}
        self.name = self._named(form)
        self.useful = [a for a in form.actions if lifted(self.scorer, answers, [a])]
        self._known: dict[frozenset[tuple[str, str]], bool] = {}

    def _named(self, form: Questionnaire) -> str:
        target = self.target
        targets = {k: d.target for k, d in form.dimensions.items() if d.target is not None}
        if target.band is not None:
            labels = {band.id: band.label for band in form.bands}
            if target.band not in labels:
                raise ValueError(
                    f"there is no band '{target.band}' in '{form.id}'; its bands: "
                    f"{', '.join(labels) or 'none'}"
                )
            return f"the level “{labels[target.band]}”"
        if target.dimension is not None:
            if target.dimension not in targets:
                raise ValueError(
                    f"there is no dimension '{target.dimension}' with a target in '{form.id}'; "
                    f"those with one: {', '.join(targets) or 'none'}"
                )
            self.goals = {target.dimension: targets[target.dimension]}
            return f"the target of “{form.dimensions[target.dimension].title}”"
        if not targets:
            raise ValueError(f"no dimension of '{form.id}' has a target")
        self.goals = targets
        return "the targets of all dimensions"

    def reached(self, actions: Iterable[Action]) -> bool:
        """Whether the target holds once the actions are done."""
        after = {
            key: step.id for key, (_, step) in lifted(self.scorer, self.answers, actions).items()
        }
        state = frozenset(after.items())
        if state not in self._known:
            self._known[state] = self._holds(
                {**self.answers, **{key: Answer(value=step) for key, step in after.items()}}
            )
        return self._known[state]

    def _holds(self, answers: Mapping[str, Answer]) -> bool:
        if self.target.band is not None:
            places = [band.id for band in ordered(self.scorer.questionnaire.bands)]
            band = level(self.scorer, answers).band
            return band is not None and places.index(band.id) >= places.index(self.target.band)
        measures = self.scorer.measures(answers)
        values = [(measures[key].value, exact(goal)) for key, goal in self.goals.items()]
        return all(value is not None and value >= goal for value, goal in values)

    def search(self) -> tuple[tuple[Action, ...] | None, bool]:
        """The actions, or None; and whether that is proven."""
        if self.reached(()):
            return (), True
        task = task_of(self.scorer, self.answers, self.target.band, self.goals, self.useful)
        if task is not None:
            nodes = None if len(self.useful) <= EXACT_ACTIONS else NODES
            found, proven = cheapest(task, [EFFORT[a.effort] for a in self.useful], nodes)
            actions = tuple(self.useful[n] for n in found or ())
            if not proven:
                reduced = self._reduced(actions if found else self.useful)
                return reduced, reduced is None  # what all together do not reach, no set does
            if found is None or self.reached(actions):
                return (actions if found else None), True
        if len(self.useful) <= ALL_SETS:
            return self._every(), True
        return self._reduced(self.useful), False

    def _every(self) -> tuple[Action, ...] | None:
        sets = [s for n in range(1, len(self.useful) + 1) for s in combinations(self.useful, n)]
        sets.sort(key=cost)  # stable: fewer actions first, then the declared order
        return next((some for some in sets if self.reached(some)), None)

    def _reduced(self, start: Sequence[Action]) -> tuple[Action, ...] | None:
        """Without what is idle, the costliest looked at first; None where the start falls short."""
        if not self.reached(start):
            return None
        chosen = list(start)
        for action in sorted(start, key=cost_of, reverse=True):
            rest = [a for a in chosen if a is not action]
            if self.reached(rest):
                chosen = rest
        return tuple(chosen)

    def held(self) -> tuple[Veto, ...]:
        """The vetoes that keep the level below the target after all actions."""
        after = lifted(self.scorer, self.answers, self.useful)
        answers = {**self.answers, **{k: Answer(value=s.id) for k, (_, s) in after.items()}}
        places = [band.id for band in ordered(self.scorer.questionnaire.bands)]
        wanted = places.index(self.target.band or places[0])
        vetoes = level(self.scorer, answers).vetoes
        return tuple(v for v in vetoes if v.at_most and places.index(v.at_most) < wanted)

    def lifts(self, actions: Iterable[Action]) -> tuple[Lift, ...]:
        """In page order."""
        found = lifted(self.scorer, self.answers, actions)
        return tuple(Lift(key, *found[key]) for key in self.scorer.items if key in found)
