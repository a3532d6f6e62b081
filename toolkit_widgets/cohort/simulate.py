"""An invented class with known abilities and questions: to show the tables, and to test them.

Marked items follow the two-parameter logistic model: a person of ability θ is right with
probability ``1 / (1 + exp(-a (θ - b)))``, θ from a standard normal distribution, b the difficulty,
a the discrimination (a = 1 for all gives Rasch's model). Source: Birnbaum in Lord and Novick,
Statistical Theories of Mental Test Scores (1968), chapter 17.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from ..models import (
    FORMAT,
    Choice,
    Item,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Questionnaire,
    RiskRow,
    Scale,
    Single,
    YesNo,
)
from .contents import Column, Contents, Known
from .reading import ROLE, Room, read_class

EXAMPLE = (
    ("quizzes", "00_start_here"),
    ("quizzes", "01_responsible_ai_innovation"),
    ("quizzes", "03_algorithms_and_errors"),
    ("questionnaire", "choose-track"),
    ("questionnaire", "organizational-readiness"),
    ("questionnaire", "eight-risks"),
)
"""What the invented class of the trainer's notebook has handed in."""
BIRDS = ("heron", "wren", "swift", "lark", "crane", "tern", "finch", "owl", "robin", "stork")
ROLE_WEIGHTS = (12, 7, 5, 3, 2, 1)
"""How often each answer to "Where do you stand?" is given: some roles have fewer than five."""
UNSURE = 0.06
"""How often "don't know" is chosen where it is allowed."""
WHEN = "2026-03-02T09:30:00.000+00:00"


@dataclass
class Simulated:
    """The class, and what it was made from."""

    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Pseudonym → files of answers as plain data."""
    abilities: dict[str, float] = field(default_factory=dict)
    difficulties: dict[str, float] = field(default_factory=dict)
    """Item → b."""
    discriminations: dict[str, float] = field(default_factory=dict)
    """Item → a."""


def simulate(
    contents: Sequence[Known],
    people: int,
    seed: int,
    *,
    spread: float = 0.0,
    gain: float = 0.0,
    missing: float = 0.0,
) -> Simulated:
    """A class of ``people``. The same seed gives the same class on every computer.

    ``spread``: the discriminations lie between ``1 - spread`` and ``1 + spread``. ``gain``: how
    much higher θ is in a quiz that names another one with ``gain_since``. ``missing``: the share
    of (person, content) pairs that are not handed in.
    """
    dice = Random(seed)
    out = Simulated()
    agreed: dict[str, int] = {}
    for known in contents:
        for column in known.columns:
            key = column.item.id
            if column.marked:
                out.difficulties[key] = dice.uniform(-1.8, 1.8)
                out.discriminations[key] = 1 + dice.uniform(-spread, spread)
            agreed[key] = dice.randint(1, max(1, len(column.labels)))
    for number in range(people):
        who = f"{BIRDS[number % len(BIRDS)]}-{number + 1:02}"
        theta = out.abilities[who] = dice.gauss(0, 1)
        out.files[who] = []
        for known in contents:
            if dice.random() < missing:
                continue
            answers = {}
            for column in known.columns:
                better = gain if column.quiz is not None and column.quiz.gain_since else 0.0
                found = _answer(known, column, theta + better, agreed, out, dice)
                if found is not None:
                    answers[column.item.id] = found
            out.files[who].append(file_of(known, answers))
    return out


def file_of(known: Known, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A file of answers as the store writes it."""
    return {
        "format": FORMAT,
        "content": known.stamp.model_dump(mode="json"),
        "tool": "simulated",
        "revision": len(answers),
        "created": WHEN,
        "updated": WHEN,
        "respondent": {"pseudonym": "", "role": ""},
        "round": "",
        "answers": dict(answers),
        "committed": {quiz.id: WHEN for quiz in known.quizzes if quiz.reveal == "after_commit"},
        "aside": [],
        "review": [],
    }


def hand_in(simulated: Simulated, folder: Path) -> None:
    """Write each person's files as one zip, as the course hands it in."""
    for who, files in simulated.files.items():
        (folder / f"{who}-{'0' * 12}.zip").write_bytes(zipped(files))


def zipped(files: Sequence[Mapping[str, Any]]) -> bytes:
    """The files of one person as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(f"{file['content']['id']}.json", json.dumps(file))
    return out.getvalue()


def example_room(contents: Contents, folder: Path, people: int = 30, seed: int = 7) -> Room:
    """The invented class of the trainer's notebook, by way of files in ``folder``."""
    wanted = [known for kind, name in EXAMPLE if (known := contents.find(kind, name)) is not None]
    hand_in(simulate(wanted, people, seed, spread=0.6, missing=0.1), folder)
    room = read_class(folder, contents)
    room.folder = "of invented people"
    return room


def _answer(
    known: Known,
    column: Column,
    theta: float,
    agreed: Mapping[str, int],
    truth: Simulated,
    dice: Random,
) -> dict[str, Any] | None:
    item = column.item
    if column.marked:
        a, b = truth.discriminations[item.id], truth.difficulties[item.id]
        chance = 1 / (1 + math.exp(-a * (theta - b)))
        value = _marked(item, chance, dice)
        return {"value": value, "checked": 1, "first": value, "at": WHEN}
    if isinstance(item, Scale):
        if "dont_know" in item.allow and dice.random() < UNSURE:
            return {"state": "dont_know", "reason": "Not seen.", "at": WHEN}
        wide = 1 + agreed[item.id] % 2  # on every second item people differ more
        step = agreed[item.id] + dice.randint(-wide, wide)
        ids = list(column.codes)
        return {"value": ids[min(max(step, 1), len(ids)) - 1], "at": WHEN}
    if isinstance(item, RiskRow) and isinstance(known.content, Questionnaire):
        scales = known.content.scales
        axes = {axis: scales[getattr(item, axis)].steps for axis in ("likelihood", "severity")}
        judged = {axis: [dice.choice(steps).id] * 2 for axis, steps in axes.items()}
        return {"value": {"inherent": judged}, "at": WHEN}
    if isinstance(item, Choice | YesNo):
        ids = list(column.codes)
        weights = ROLE_WEIGHTS if item.id == ROLE and len(ids) == len(ROLE_WEIGHTS) else None
        return {"value": dice.choices(ids, weights)[0], "at": WHEN}
    return None


def _marked(item: Item, chance: float, dice: Random) -> Any:
    right = dice.random() < chance
    if isinstance(item, Single):
        wrong = [o.id for o in item.options if not o.correct]
        # the first wrong option is the tempting one
        return next(o.id for o in item.options if o.correct) if right else (
            dice.choices(wrong, [2, *[1] * (len(wrong) - 1)])[0]
        )  # fmt: skip
    if isinstance(item, Multiple):
        chosen = {o.id for o in item.options if o.correct}
        return sorted(chosen if right else chosen ^ {dice.choice(item.options).id})
    if isinstance(item, Numeric):
        return item.answer if right else item.answer / 2 - 1 - abs(item.tolerance)
    if isinstance(item, Ordering):
        ids = [entry.id for entry in item.entries]
        return ids if right else ids[::-1]
    if isinstance(item, Matching):
        targets = [target.id for target in item.targets]
        return {
            prompt.id: prompt.accept[0] if dice.random() < chance else dice.choice(targets)
            for prompt in item.prompts
        }
    return None
