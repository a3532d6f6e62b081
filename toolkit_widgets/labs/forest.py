"""One tree that can be read, and a forest that votes.

The trees are grown as in L. Breiman and others, *Classification and Regression Trees* (1984): at
each step the question that lowers the Gini impurity most. The forest is L. Breiman's *Bagging
Predictors* (1996): each tree sees a sample of the rows, drawn with replacement, and the majority
decides. (A random forest also draws the features at each question.)
"""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..figures import Figure
from ._forest_picture import draw
from .base import Outcome, Values

ROWS, SEED, NOISE = 120, 22, 0.15
DEPTH, LEAF = 3, 4
"""Questions on a path at most, and rows in a leaf at least."""
FEATURES = ("sensors", "quiet days", "wind")


@dataclass(frozen=True)
class Row:
    """A simulated burglar alarm that a patrol has checked."""

    number: int
    values: tuple[float, float, float]
    """Sensors that went off; days since the last false alarm there; wind in km/h."""
    real: bool


@dataclass(frozen=True)
class Node:
    """A question (``at most`` this much?) or, without branches, an answer."""

    real: int
    rows: int
    feature: int = 0
    limit: float = 0.0
    yes: Node | None = None
    no: Node | None = None

    @property
    def answer(self) -> bool:
        """What most rows here were; a draw counts as real, so that a patrol goes."""
        return 2 * self.real >= self.rows


@functools.cache
def training() -> tuple[Row, ...]:
    """120 alarms. Many sensors, many quiet days and little wind make a real one likely."""
    chance = random.Random(SEED)
    rows = []
    for number in range(1, ROWS + 1):
        values = (chance.randint(1, 6), chance.randint(0, 90), chance.randint(0, 70))
        strength = values[0] / 6 + values[1] / 90 - values[2] / 70
        real = (strength > 0.55) != (chance.random() < NOISE)
        rows.append(Row(number, (float(values[0]), float(values[1]), float(values[2])), real))
    return tuple(rows)


def grow(rows: Sequence[Row], depth: int = DEPTH) -> Node:
    """The tree for these rows."""
    real = sum(row.real for row in rows)
    best = _question(rows, real) if depth and 0 < real < len(rows) else None
    if best is None:
        return Node(real, len(rows))
    feature, limit = best
    yes = grow([row for row in rows if row.values[feature] <= limit], depth - 1)
    no = grow([row for row in rows if row.values[feature] > limit], depth - 1)
    return Node(real, len(rows), feature, limit, yes, no)


def _question(rows: Sequence[Row], real: int) -> tuple[int, float] | None:
    """Feature and limit with the lowest impurity on both sides; the first of equal ones."""
    best, lowest = None, 2 * real * (len(rows) - real) / len(rows) - 1e-9
    for feature in range(len(FEATURES)):
        ordered = sorted(rows, key=lambda row: row.values[feature])
        low = 0
        for size, (row, after) in enumerate(pairwise(ordered), 1):
            low += row.real
            one, other = row.values[feature], after.values[feature]
            if one == other or size < LEAF or len(rows) - size < LEAF:
                continue
            high, rest = real - low, len(rows) - size
            impurity = 2 * low * (size - low) / size + 2 * high * (rest - high) / rest
            if impurity < lowest - 1e-9:
                best, lowest = (feature, (one + other) / 2), impurity
    return best


def path(tree: Node, values: Sequence[float]) -> list[Node]:
    """The nodes that a case passes, the answer last."""
    passed = [tree]
    while passed[-1].yes and passed[-1].no:
        node = passed[-1]
        branch = node.yes if values[node.feature] <= node.limit else node.no
        assert branch is not None
        passed.append(branch)
    return passed


@functools.lru_cache(maxsize=8)
def tree(without: int = 0) -> Node:
    """The single tree, grown without one row (by number), or on all rows."""
    return grow([row for row in training() if row.number != without])


@functools.lru_cache(maxsize=8)
def forest(without: int = 0, size: int = 25) -> tuple[Node, ...]:
    """Trees on samples drawn with replacement. The draws do not depend on the missing row."""
    rows, chance, trees = training(), random.Random(SEED + 1), []
    for _ in range(size):
        drawn = [chance.choice(rows) for _ in rows]
        trees.append(grow([row for row in drawn if row.number != without]))
    return tuple(trees)


CASES = {"clear": (6.0, 60.0, 10.0), "thin": (2.0, 75.0, 15.0), "windy": (4.0, 20.0, 50.0)}
"""The alarms to decide: sensors, quiet days, wind."""


@dataclass(frozen=True)
class Verdict:
    """What one tree, or a vote, says about one alarm."""

    votes: tuple[bool, ...]
    steps: tuple[tuple[str, ...], ...]
    """For each tree the questions it asked about this alarm, with their answers."""
    reasons: tuple[str, ...]
    """For each tree what its last box held."""

    @property
    def real(self) -> int:
        """Votes for *real*."""
        return sum(self.votes)

    @property
    def answer(self) -> str:
        """``real`` or ``false``."""
        return "real" if 2 * self.real > len(self.votes) else "false"


def judge(trees: Sequence[Node], values: Sequence[float]) -> Verdict:
    """All trees' answers to one alarm."""
    paths = [path(one, values) for one in trees]
    return Verdict(
        tuple(way[-1].answer for way in paths),
        tuple(tuple(_asked(node, values) for node in way[:-1]) for way in paths),
        tuple(f"{way[-1].real} of {way[-1].rows} known alarms here were real" for way in paths),
    )


def _asked(node: Node, values: Sequence[float]) -> str:
    """A question in words. All values are whole numbers, so the limit is rounded down."""
    value = values[node.feature]
    said = "yes" if value <= node.limit else "no"
    name = FEATURES[node.feature].capitalize()
    return f"{name}: {value:.0f}. At most {int(node.limit)}? {said}"


def decide(size: int, case: str, without: int) -> Verdict:
    """One tree on the rows themselves, or ``size`` trees on drawn samples."""
    trees = (tree(without),) if size == 1 else forest(without)[:size]
    return judge(trees, CASES[case])


def run(values: Values) -> Outcome:
    """``trees``: t1, t5, t25; ``case``: clear, thin, windy; ``without``: all, r7, r49."""
    size = int(str(values["trees"])[1:])
    case, gone = str(values["case"]), str(values["without"])
    without = 0 if gone == "all" else int(gone[1:])
    now, before = decide(size, case, without), decide(size, case, 0)
    rows = f"without row {without}" if without else "all 120 rows"
    who = "The tree says" if size == 1 else f"{now.real} of {size} trees say real, so the answer is"
    readout = f"{who} {now.answer} ({rows})."
    if without:
        readout += f" With all 120 rows: {before.answer}."
    one, other = decide(1, "thin", 0), decide(1, "thin", 49)
    many, fewer = decide(25, "thin", 0), decide(25, "thin", 49)
    seen = {
        "forest.row": (
            f"Alarm B: with all 120 rows the single tree says {one.answer}; without row 49 it says "
            f"{other.answer}. In the forest {many.real} of 25 trees say real before and "
            f"{fewer.real} after."
        )
    }
    if size == 1:
        title = f"One tree, {rows}: {now.answer}"
        told = ". ".join(now.steps[0])
        sentence = f"{title}. The path: {told}. In the last box, {now.reasons[0]}."
    else:
        asked = sum(map(len, now.steps))
        title = f"{now.real} of {size} trees say real, {rows}: {now.answer}"
        sentence = f"{title}. To read why, you would follow {size} paths with {asked} questions."
    header = ["Tree", "Says", "Questions it asked about this alarm"]
    table = [
        [str(n), "real" if said else "false", "; ".join(steps) or "none"]
        for n, (said, steps) in enumerate(zip(now.votes, now.steps, strict=True), 1)
    ]
    figure = Figure(title, sentence, [header, *table], lambda theme: draw(now, title, theme))
    return Outcome(readout, figure, seen)
