"""Lab *forest*: a tree can be read and turns easily; a vote is steadier."""

from __future__ import annotations

import random

import pytest

from toolkit_widgets.labs.forest import (
    CASES,
    DEPTH,
    LEAF,
    ROWS,
    Node,
    decide,
    forest,
    grow,
    path,
    run,
    training,
    tree,
)


def leaves(node: Node) -> list[Node]:
    if node.yes is None or node.no is None:
        return [node]
    return leaves(node.yes) + leaves(node.no)


def grown_without(number: int) -> Node:
    return grow([row for row in training() if row.number != number])


def fresh(count: int) -> list[tuple[tuple[float, float, float], bool]]:
    """New alarms from the same world."""
    chance = random.Random(99)
    out = []
    for _ in range(count):
        sensors, quiet, wind = chance.randint(1, 6), chance.randint(0, 90), chance.randint(0, 70)
        strong = sensors / 6 + quiet / 90 - wind / 70 > 0.55
        out.append(((sensors, quiet, wind), strong != (chance.random() < 0.15)))
    return out


def test_every_row_ends_in_one_leaf_that_is_large_enough() -> None:
    ends = leaves(tree())
    assert sum(leaf.rows for leaf in ends) == ROWS
    assert all(leaf.rows >= LEAF for leaf in ends)
    assert all(len(path(tree(), row.values)) <= DEPTH + 1 for row in training())


def test_the_first_question_is_the_best_one() -> None:
    def impurity(feature: int, limit: float) -> float:
        total = 0.0
        for side in (True, False):
            rows = [r for r in training() if (r.values[feature] <= limit) == side]
            if len(rows) < LEAF:
                return float("inf")
            real = sum(r.real for r in rows)
            total += 2 * real * (len(rows) - real) / len(rows)
        return total

    asked = impurity(tree().feature, tree().limit)
    others = [impurity(f, n + 0.5) for f in range(3) for n in range(91)]
    assert asked == pytest.approx(min(others))


def test_one_deleted_row_turns_the_tree_and_not_the_forest() -> None:
    assert decide(1, "thin", 0).answer == "real"
    assert decide(1, "thin", 49).answer == "false"
    assert decide(25, "thin", 0).answer == decide(25, "thin", 49).answer == "real"


def test_how_many_rows_turn_each_alarm_is_what_the_lab_says() -> None:
    turned = dict.fromkeys(CASES, 0)
    for number in range(1, ROWS + 1):
        other = grown_without(number)
        for name, values in CASES.items():
            turned[name] += path(other, values)[-1].answer != path(tree(), values)[-1].answer
    assert turned["thin"] == 3
    assert turned["clear"] == 0


def test_the_forest_is_right_more_often_on_new_alarms() -> None:
    new = fresh(2000)
    alone = sum(path(tree(), values)[-1].answer == real for values, real in new)
    voted = sum(
        (2 * sum(path(t, values)[-1].answer for t in forest()) > 25) == real for values, real in new
    )
    assert voted > alone


def test_tree_and_forest_can_disagree() -> None:
    assert decide(1, "windy", 0).answer != decide(25, "windy", 0).answer


def test_a_path_is_shown_in_words_and_a_vote_is_counted() -> None:
    one = run({"trees": "t1", "case": "thin", "without": "all"}).figure
    assert "Wind: 15. At most 28? yes" in one.sentence
    many = run({"trees": "t25", "case": "thin", "without": "all"}).figure
    assert len(many.table) == 26
    assert "25 paths" in many.sentence


def test_the_prediction_is_answered_at_every_position() -> None:
    seen = {
        run({"trees": t, "case": c, "without": w}).seen["forest.row"]
        for t in ("t1", "t25")
        for c in CASES
        for w in ("all", "r49")
    }
    assert len(seen) == 1
    assert "without row 49 it says false" in seen.pop()


def test_the_votes_and_the_path_that_the_lesson_names() -> None:
    assert decide(25, "thin", 0).real == 21
    assert decide(25, "thin", 49).real == 22
    assert decide(1, "thin", 49).steps[0][-1] == "Quiet days: 75. At most 65? no"
