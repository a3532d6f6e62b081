"""The cheapest set of actions that covers every need of a :class:`Task`, by branch and bound.

Lifting an item further never takes anything away, and a second action on an item adds only what
lies above the first; so what an action adds now is the most that it can ever add, and the
fractional cover by the actions left is a lower bound of what is still to be spent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm


@dataclass(frozen=True)
class Task:
    """``needs``: by goal. ``gains``: goal → item → what each rank of the item adds.

    ``lifts``: action → item → the rank it reaches; rank 0 is where the item stands now.
    """

    needs: list[int]
    gains: list[dict[str, list[int]]]
    lifts: list[dict[str, int]]


def cheapest(
    task: Task, costs: Sequence[int], nodes: int | None = None
) -> tuple[list[int] | None, bool]:
    """The actions of the cheapest set that covers every need, and whether that is proven.

    None where no set was found. ``nodes``: how far to search; None: to the end.
    """
    search = _Search(task, costs, nodes)
    search.go(list(range(len(costs))), {}, [], 0)
    return search.best, nodes is None or search.nodes <= nodes


class _Search:
    """Branch and bound: at each node the fractional cover by what is left must beat the best."""

    def __init__(self, task: Task, costs: Sequence[int], limit: int | None) -> None:
        self.task, self.costs, self.limit = task, costs, limit
        self.best: list[int] | None = None
        self.rank: tuple[int, int, list[int]] | None = None
        self.nodes = 0
        self._seen: dict[tuple[tuple[int, ...], tuple[tuple[str, int], ...]], tuple[int, int]] = {}

    def go(self, left: list[int], state: dict[str, int], chosen: list[int], spent: int) -> None:
        """``left``: actions not decided yet. ``state``: item → the rank reached."""
        self.nodes += 1
        if self.limit is not None and self.nodes > self.limit:
            return
        task = self.task
        rest = [
            need - sum(values[state.get(key, 0)] for key, values in gain.items())
            for need, gain in zip(task.needs, task.gains, strict=True)
        ]
        open_ = [g for g, missing in enumerate(rest) if missing > 0]
        if not open_:
            rank = (spent, len(chosen), sorted(chosen))
            if self.rank is None or rank < self.rank:
                self.best, self.rank = sorted(chosen), rank
            return
        adds = {n: self._adds(n, state, rest, open_) for n in left}
        useful = [n for n in left if any(adds[n])]
        bound = self._bound(useful, adds, [rest[g] for g in open_])
        if bound is None:
            return
        hoped = spent + bound[0], len(chosen) + bound[1]
        if self.rank is not None and hoped >= self.rank[:2]:
            return
        key = (tuple(useful), tuple(sorted(state.items())))
        if self._seen.get(key, (spent + 1, 0)) <= (spent, len(chosen)):
            return
        self._seen[key] = (spent, len(chosen))
        first = max(
            useful,
            key=lambda n: (
                sum(a / rest[g] for a, g in zip(adds[n], open_, strict=True)) / self.costs[n],
                -n,
            ),
        )
        others = [n for n in useful if n != first]
        after = dict(state)
        for item, rank_ in task.lifts[first].items():
            after[item] = max(after.get(item, 0), rank_)
        self.go(others, after, [*chosen, first], spent + self.costs[first])
        self.go(others, state, chosen, spent)

    def _adds(self, n: int, state: dict[str, int], rest: list[int], goals: list[int]) -> list[int]:
        """What an action adds to each open goal now, no more than is missing."""
        out = []
        for g in goals:
            gain, found = self.task.gains[g], 0
            for item, rank in self.task.lifts[n].items():
                values = gain.get(item)
                if values is not None and rank > state.get(item, 0):
                    found += values[rank] - values[state.get(item, 0)]
            out.append(min(found, rest[g]))
        return out

    def _bound(
        self, useful: list[int], adds: dict[int, list[int]], missing: list[int]
    ) -> tuple[int, int] | None:
        """At least so much effort and so many actions are still needed; None: out of reach."""
        effort = count = 0
        columns = [([adds[n][g] for n in useful], missing[g]) for g in range(len(missing))]
        if any(sum(column) < need for column, need in columns):
            return None
        if len(missing) > 1:  # all goals at once, each in units of what it misses
            unit = lcm(*missing)
            column = [
                sum(a * (unit // m) for a, m in zip(adds[n], missing, strict=True)) for n in useful
            ]
            columns.append((column, unit * len(missing)))
        for column, need in columns:
            effort = max(effort, self._fraction(column, need, [self.costs[n] for n in useful]))
            count = max(count, self._fraction(column, need, [1] * len(useful)))
        return effort, count

    @staticmethod
    def _fraction(column: list[int], need: int, costs: list[int]) -> int:
        """The cost of the fractional cover, rounded up, since costs are whole."""
        spent = 0
        pairs = sorted(zip(column, costs, strict=True), key=lambda p: p[1] / p[0] if p[0] else 1e9)
        for gain, cost in pairs:
            if need <= gain:
                return spent + -(-need * cost // gain)
            need, spent = need - gain, spent + cost
        return spent
