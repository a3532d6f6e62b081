"""A product and a table can disagree, and only the product depends on the numbers chosen."""

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
    "numbers-likelihood": "one-to-five",
    "numbers-severity": "one-to-five",
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


@pytest.mark.parametrize("likelihood", lab.NUMBERS)
@pytest.mark.parametrize("severity", lab.NUMBERS)
def test_reversals_are_counted_over_all_pairs(likelihood: str, severity: str) -> None:
    one, other = lab.NUMBERS[likelihood], lab.NUMBERS[severity]
    pairs = reversed_ = hidden = 0
    for a in range(25):
        for b in range(a):
            (i, j), (k, m) = divmod(a, 5), divmod(b, 5)
            gap = one[i] * other[j] - one[k] * other[m]
            step = lab.GRID[i][j] - lab.GRID[k][m]
            pairs += 1
            reversed_ += gap * step < 0
            hidden += gap == 0 and step != 0
    assert lab.count((one, other)) == lab.Count(pairs, reversed_, hidden)
    assert pairs == 300


def test_the_usual_numbers_reverse_ten_pairs_and_half_of_them_hold_the_rare_death() -> None:
    found = [
        (a, b)
        for a, b in itertools.combinations(lab.CELLS, 2)
        if (signs := lab.order(a, b, lab.ONES))[0] * signs[1] < 0
    ]
    assert len(found) == 10
    assert sum((0, 4) in pair for pair in found) == 5


def test_the_table_is_nearly_a_product_with_other_numbers() -> None:
    assert lab.count(lab.LIKE_TABLE) == lab.Count(300, 0, 2)
    assert lab.count(lab.TURNED).reversed == 27
    shown = lab.run(STARTS | {"pair": "death-or-nuisance", "numbers-severity": "doubling"})
    assert "They agree." in shown.readout
    assert "0 of 300 pairs of cells are reversed" in shown.readout
    assert shown.seen["renumber"].startswith("None of 300 pairs. In 2 ")


def test_the_death_and_the_delay_are_reversed_with_one_to_five() -> None:
    assert lab.order(*lab.PAIRS["death-or-nuisance"], lab.ONES) == (-1, 1)
    shown = lab.run(STARTS | {"pair": "death-or-nuisance"})
    assert "They disagree." in shown.readout
    assert shown.figure.title == "Product: B first. Table: A first."


def test_equal_products_hide_a_difference() -> None:
    a, b = lab.PAIRS["same-product"]
    assert lab.order(a, b, lab.ONES) == (0, 1)
    assert "The product sees no difference." in lab.run(STARTS | {"pair": "same-product"}).readout


def test_other_numbers_move_the_product_and_never_the_table() -> None:
    cells = lab.PAIRS["death-or-wait"]
    both = {key: (numbers, numbers) for key, numbers in lab.NUMBERS.items()}
    found = {key: lab.order(*cells, numbers) for key, numbers in both.items()}
    assert {table for _, table in found.values()} == {1}
    assert found["one-to-five"][0] == 1
    assert found["zero-to-four"][0] == -1


def test_each_scale_has_its_own_numbers() -> None:
    values = {"numbers-likelihood": "doubling", "numbers-severity": "zero-to-four"}
    figure = lab.run(STARTS | values).figure
    assert figure.table[1] == [
        "Expected", "Medium, 0", "Medium, 16", "High, 32", "Extreme, 48", "Extreme, 64",
    ]  # fmt: skip
    for number in ("(16)", "(4)"):
        assert f">{number}<" in figure.svg_light


def test_in_one_row_or_column_they_never_disagree() -> None:
    for a, b in itertools.combinations(lab.CELLS, 2):
        if a[0] == b[0] or a[1] == b[1]:
            by_product, by_table = lab.order(a, b, lab.ONES)
            assert by_product * by_table >= 0


def test_what_is_seen_answers_each_prediction_and_stays() -> None:
    content = parse_file(library().data / "labs" / "matrix.yaml", Lab).model
    first = lab.run(content.starts)
    assert set(first.seen) == {item.id for item in content.predict}
    usual = lab.count(lab.ONES)
    assert first.seen["how-many"].startswith(f"{usual.reversed} of {usual.pairs} pairs")
    assert (
        first.seen
        == lab.run(STARTS | {"pair": "same-product", "numbers-severity": "doubling"}).seen
    )


def test_the_figure_says_the_same_in_its_table() -> None:
    figure = lab.run(STARTS | {"pair": "same-product"}).figure
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
