"""Decisions of a case: where the chosen option stands, and how the learner's reasons compare.

Several options can be defensible; all of them score the same full mark. A weak option scores half:
somebody sensible could take it, and would have to mend it. A wrong one scores nothing, and so does
no decision. Reasons and confidence are compared and never scored: a good decision for a poor
reason is said in words, not in a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..models import CONFIDENCE, Answer, CaseDecision, DecisionOption, Option, Reason, Standing

STANDING_MARK: dict[Standing, Fraction] = {
    "defensible": Fraction(1),
    "weak": Fraction(1, 2),
    "wrong": Fraction(0),
}


@dataclass(frozen=True)
class Compared:
    """A committed decision beside the reasoned one. Every list is in the order of the case."""

    chosen: DecisionOption | None
    """None where no option was chosen."""
    confidence: Option | None
    ticked: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    """Reasons that carry and were not ticked, as far as they speak for the decision: the chosen
    one if it is defensible, else any defensible one."""
    elsewhere: tuple[Reason, ...]
    """Ticked reasons that speak only for other options than the chosen one."""

    @property
    def mark(self) -> Fraction:
        """From 0 to 1, by :data:`STANDING_MARK`."""
        return STANDING_MARK[self.chosen.standing] if self.chosen else Fraction(0)

    @property
    def carrying(self) -> tuple[Reason, ...]:
        """Ticked reasons that the decision rests on."""
        return tuple(r for r in self.ticked if r.weight == "carries")

    @property
    def fair(self) -> tuple[Reason, ...]:
        """Ticked reasons that count and do not decide."""
        return tuple(r for r in self.ticked if r.weight == "fair")

    @property
    def misleading(self) -> tuple[Reason, ...]:
        """Ticked reasons that should not count."""
        return tuple(r for r in self.ticked if r.weight == "misleads")


def compare(decision: CaseDecision, answers: Mapping[str, Answer]) -> Compared:
    """The learner's answers ``<id>.decision``, ``.reasons`` and ``.confidence``, compared.

    Values that the decision does not know are ignored. A list with more reasons than ``at_most``,
    which the form keeps as a draft, is compared as it stands.
    """
    value = _value(answers, f"{decision.id}.decision")
    chosen = next((o for o in decision.options if o.id == value), None)
    given = _value(answers, f"{decision.id}.reasons")
    marked = {str(name) for name in given} if isinstance(given, list) else set()
    ticked = tuple(r for r in decision.reasons if r.id in marked)
    sure = _value(answers, f"{decision.id}.confidence")
    if chosen is not None and chosen.standing == "defensible":
        goal = {chosen.id}
    else:
        goal = {o.id for o in decision.options if o.standing == "defensible"}
    return Compared(
        chosen=chosen,
        confidence=next((o for o in CONFIDENCE if o.id == sure), None),
        ticked=ticked,
        left_out=tuple(
            r
            for r in decision.reasons
            if r.weight == "carries" and r not in ticked and speaks_for(r, goal)
        ),
        elsewhere=tuple(r for r in ticked if chosen is not None and not speaks_for(r, {chosen.id})),
    )


def speaks_for(reason: Reason, options: set[str]) -> bool:
    """True where it supports one of the options; without ``supports`` it supports every one."""
    return not reason.supports or not options.isdisjoint(reason.supports)


def calibration(compared: Compared) -> str:
    """One sentence or two that set the confidence beside the standing; "" where one is missing.

    One decision says nothing about whether somebody is well calibrated; the words say what this
    one shows.
    """
    if compared.chosen is None or compared.confidence is None:
        return ""
    high = compared.confidence.id in ("fairly", "sure")
    return _CALIBRATION[compared.chosen.standing, high].format(
        words=compared.confidence.text.rstrip(".")
    )


_CALIBRATION: dict[tuple[Standing, bool], str] = {
    ("defensible", True): "You said “{words}”, and the decision can be defended. Being sure is "
    "earned where the reasons carry it: compare yours below.",
    ("defensible", False): "You said “{words}”, and the decision can be defended. Doubt is no "
    "fault here: name what you would need to know to be surer.",
    ("weak", True): "You said “{words}”, and the decision is weak as it stands. Look for the fact "
    "that you did not weigh.",
    ("weak", False): "You said “{words}”, and the decision is weak as it stands: your doubt was in "
    "the right place. Let it lead you to the missing fact.",
    ("wrong", True): "You said “{words}”, and the decision cannot be defended. This pair costs "
    "most in real work: nobody asks again where everybody is sure.",
    ("wrong", False): "You said “{words}”, and the decision cannot be defended. You had the doubt; "
    "at work, doubt before signing is a reason to stop and ask.",
}


def _value(answers: Mapping[str, Answer], key: str) -> object:
    answer = answers.get(key)
    return answer.value if answer is not None else None
