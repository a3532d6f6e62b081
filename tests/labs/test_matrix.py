"""A product of ranks and a table disagree, and only the product depends on the numbers chosen."""

from __future__ import annotations

import itertools

import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.content.parse import parse_file
from toolkit_widgets.labs import matrix as lab
from toolkit_widgets.models import Lab
from toolkit_widgets.scoring.matrix import faults

STARTS = {
    "pair": "own",
    "numbers": "one-to-five",
    "a-likelihood": "remote",
    "a-severity": "serious",
    "b-likelihood": "likely",
    "b-severity": "limited",
}


def test_the_table_is_the_one_of_the_instrument() -> None:
    form = library().questionnaire("risk-assessment")
    used = form.matrices["rights"]
    assert tuple(x.label for x in used.levels) == lab.LEVELS
    assert tuple(s.label for s in form.scales[used.likelihood].steps) == lab.LIKELIHOOD
    assert tuple(s.label for s in form.scales[used.severity].steps) == lab.SEVERITY
    ids = [level.id for level in used.levels]
    assert used.grid == [[ids[place] for place in row] for row in lab.GRID]
    assert list(faults(used, lab.LIKELIHOOD, lab.SEVERITY)) == []


def test_reversals_are_counted_over_all_pairs() -> None:
    for numbers in lab.NUMBERS.values():
        pairs = reversed_ = hidden = 0
        for a in range(25):
            for b in range(a):
                one, two = divmod(a, 5), divmod(b, 5)
                gap = numbers[one[0]] * numbers[one[1]] - numbers[two[0]] * numbers[two[1]]
                step = lab.GRID[one[0]][one[1]] - lab.GRID[two[0]][two[1]]
                pairs += 1
                reversed_ += gap * step < 0
                hidden += gap == 0 and step != 0
        assert lab.count(numbers) == lab.Count(pairs, reversed_, hidden)
        assert pairs == 300
        assert reversed_ > 0


@pytest.mark.parametrize("name", ["death-or-nuisance", "hold-or-delay", "top"])
def test_the_ready_pairs_are_reversed_with_one_to_five(name: str) -> None:
    by_product, by_table = lab.order(*lab.PAIRS[name], lab.NUMBERS["one-to-five"])
    assert (by_product, by_table) == (-1, 1)
    shown = lab.run(STARTS | {"pair": name})
    assert "They disagree." in shown.readout
    assert shown.figure.title == "Product: B first. Table: A first."


def test_equal_products_hide_a_difference() -> None:
    a, b = lab.PAIRS["same-product"]
    assert lab.order(a, b, lab.NUMBERS["one-to-five"]) == (0, 1)
    assert "The product sees no difference." in lab.run(STARTS | {"pair": "same-product"}).readout


def test_other_numbers_move_the_product_and_never_the_table() -> None:
    cells = lab.PAIRS["death-or-wait"]
    found = {key: lab.order(*cells, numbers) for key, numbers in lab.NUMBERS.items()}
    assert {table for _, table in found.values()} == {1}
    assert found["one-to-five"][0] == 1
    assert found["zero-to-four"][0] == -1
    usual = lab.NUMBERS["one-to-five"]
    assert lab.moved(usual, usual) == 0
    assert lab.moved(usual, lab.NUMBERS["doubling"]) > 0


def test_in_one_row_or_column_they_never_disagree() -> None:
    numbers = lab.NUMBERS["one-to-five"]
    for a, b in itertools.combinations(lab.CELLS, 2):
        if a[0] == b[0] or a[1] == b[1]:
            by_product, by_table = lab.order(a, b, numbers)
            assert by_product * by_table >= 0


def test_what_is_seen_answers_each_prediction_and_stays() -> None:
    content = parse_file(library().data / "labs" / "matrix.yaml", Lab).model
    first = lab.run(content.starts)
    assert set(first.seen) == {item.id for item in content.predict}
    usual = lab.count(lab.NUMBERS["one-to-five"])
    assert first.seen["how-many"].startswith(f"{usual.reversed} of {usual.pairs} pairs")
    assert first.seen == lab.run(STARTS | {"pair": "top", "numbers": "doubling"}).seen


def test_the_figure_says_the_same_in_its_table() -> None:
    figure = lab.run(STARTS | {"pair": "top"}).figure
    assert figure.table[0] == ["Likelihood", *lab.SEVERITY]
    assert figure.table[1][-1] == "Extreme, 25"
    for svg in (figure.svg_light, figure.svg_dark):
        assert ">A<" in svg
        assert ">25<" in svg


def test_both_risks_in_one_cell_are_told_apart() -> None:
    same = STARTS | {"b-likelihood": "remote", "b-severity": "serious"}
    shown = lab.run(same)
    assert "They agree." in shown.readout
    assert shown.figure.svg_light.count("<path") > 25
