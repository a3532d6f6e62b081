"""The heat map says the same in its title, picture, sentence and table."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest

from tests.samples_risk import (
    judged,
    risk_answers,
    risk_data,
    risk_questionnaire,
    risk_value,
)
from toolkit_widgets.figures import Figure, heat_figure
from toolkit_widgets.figures.heat import COMPACT_FROM, worst_cell
from toolkit_widgets.figures.heat_frame import MOST_LINES, number_lines
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.matrix import judge
from toolkit_widgets.scoring.risk import risk_summary

FORM = risk_questionnaire()
MATRIX = FORM.matrices["rights"]


def figure(given: dict[str, Answer]) -> Figure:
    return heat_figure(risk_summary(FORM, given), MATRIX)


def texts(svg: str) -> list[str]:
    found = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]
    return ["".join(e.itertext()) for e in found]


def test_title_sentence_and_table() -> None:
    shown = figure(risk_answers())
    assert shown.title == "2 of 11 risks stand at Extreme: numbers 3, 11"
    assert shown.sentence.endswith("A teaching matrix, not the Toolkit's.")
    assert shown.table[0][0] == "No."
    unknown = ["nobody could judge it", "counts as Extreme", "counts as Extreme", "–", "–"]
    assert shown.table[1] == ["11", "Secrecy in court", *unknown]
    assert shown.table[2] == ["3", "Chilling effect", "Extreme", "–", "–", "–", "avoid"]
    assert shown.table[3][2:5] == ["High to Extreme", "Medium to High", "Medium"]
    assert shown.table[-1][2] == "does not apply"
    assert figure({}).table[1][2] == "not judged"


def test_every_judged_risk_stands_in_the_picture_in_both_themes() -> None:
    shown = figure(risk_answers())
    words = texts(shown.svg_light)
    for row in shown.table[2:-1]:
        moved = row[0] in ("1", "6", "8")  # before and after
        assert words.count(row[0]) == (2 if moved else 1), row
    assert "11" not in words  # nobody could judge it, so it has no cell
    key = " ".join(words)
    assert "Not in the picture: 11, which nobody could judge and which counts as Extreme." in key
    assert [w for w in words if w.startswith("range")] == ["range 1", "range 7"]
    assert {"Low", "Medium", "High", "Extreme"} <= set(words)
    assert words == texts(shown.svg_dark)


def test_levels_differ_without_colour() -> None:
    svg = figure({}).svg_light
    patterns = svg.count("<pattern")
    assert patterns == 3  # the lowest level is plain, each of the others has its own hatching


def test_an_arrow_only_where_something_changed() -> None:
    still = figure({"leak": Answer(value=risk_value("rare", "minor"))}).svg_light
    value = risk_value("likely", "grave", residual=judged("rare", "minor", named="x"))
    moved = figure({"leak": Answer(value=value)}).svg_light
    assert texts(moved).count("5") == texts(still).count("5") + 1
    assert moved.count("<path") > still.count("<path") + 1


def test_an_arrow_bends_around_a_number_in_its_way() -> None:
    def bow(given: dict[str, Answer]) -> float:
        """How far the middle of the only arrow lies from the straight line."""
        paths = re.findall(r"M ([\d.]+) [\d.]+\s+Q ([\d.]+) [\d.]+ ", figure(given).svg_light)
        assert len(paths) == 1
        return abs(float(paths[0][0]) - float(paths[0][1]))

    down = risk_value("likely", "serious", current=judged("rare", "serious", named="x"))
    free = {"overtrust": Answer(value=down)}
    beside = free | {"creep": Answer(value=risk_value("possible", "grave"))}
    between = free | {"creep": Answer(value=risk_value("possible", "serious"))}
    assert bow(free) < 1
    assert bow(beside) < 1
    assert bow(between) > 10


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({}, "No risk is judged yet"),
        (
            {n: Answer(value=risk_value("rare", "minor")) for n in ("leak", "creep")},
            "2 of 2 risks stand at Low: numbers 4, 5",
        ),
    ],
)
def test_special_titles(given: dict[str, Answer], title: str) -> None:
    shown = figure(given)
    assert shown.title == title
    assert title in texts(shown.svg_light)


def test_many_risks_in_one_cell_keep_their_own_place() -> None:
    names = [item.id for item in FORM.sections[1].items]
    svg = figure({n: Answer(value=risk_value("rare", "minor")) for n in names}).svg_light
    places = set()
    for element in ElementTree.fromstring(svg).iter():
        if element.tag.endswith("text") and "".join(element.itertext()).isdigit():
            places.add(element.get("transform") or (element.get("x"), element.get("y")))
    assert len(places) == 12


def test_names_of_ranges_that_end_in_one_corner_stand_beside_each_other() -> None:
    wide = risk_value("likely..expected", "serious..grave")
    svg = figure({n: Answer(value=wide) for n in ("leak", "creep", "outage")}).svg_light
    places = set()
    for element in ElementTree.fromstring(svg).iter():
        if element.tag.endswith("text") and "".join(element.itertext()).startswith("range"):
            places.add(float(element.attrib["x"]))
    ordered = sorted(places)
    assert len(ordered) == 3
    assert all(b - a > 25 for a, b in itertools.pairwise(ordered))


def test_the_worst_cell_of_a_range() -> None:
    assert worst_cell(MATRIX, judge(MATRIX, (2, 3), (1, 2))) == (3, 2)
    assert worst_cell(MATRIX, judge(MATRIX, (0, 1), (0, 1))) == (1, 1)


def test_numbers_of_a_full_cell_are_cut_and_the_rest_is_counted() -> None:
    assert number_lines([3, 1, 2], 60) == ["3, 1, 2"]
    many = list(range(10, 40))
    lines = number_lines(many, 60)
    assert len(lines) == MOST_LINES
    kept = [int(n) for line in lines[:-1] for n in line.strip(",").split(", ")]
    assert kept == many[: len(kept)]
    assert lines[-1] == f"+ {len(many) - len(kept)} more"


def test_many_risks_are_shown_as_numbers_without_arrows() -> None:
    data = risk_data()
    first = data["sections"][1]["items"][0]
    rows = [{**first, "id": f"r{n}"} for n in range(1, 55)]
    data["sections"][1]["items"] = rows
    form = Questionnaire.model_validate(data)
    moved = risk_value("likely", "grave", current=judged("rare", "minor", named="x"))
    other = risk_value("expected", "irreparable")

    def shown(many: int) -> Figure:
        given = {f"r{n}": Answer(value=other if n % 9 == 0 else moved) for n in range(1, many + 1)}
        return heat_figure(risk_summary(form, given), form.matrices["rights"])

    found = shown(54)
    words = texts(found.svg_light)
    assert "+ " in " ".join(words)
    inside = [w.strip(",").split(", ") for w in words if re.fullmatch(r"[\d, ]+", w)]
    assert {"9", "18", "54"} <= {number for numbers in inside for number in numbers}
    assert len(found.table) == 55  # the table names them all
    assert found.title == "6 of 54 risks stand at Extreme: numbers 9, 18, 27, 36, 45, 54"
    assert any(word.startswith("Each number stands") for word in words)
    few = texts(shown(COMPACT_FROM - 1).svg_light)
    assert few.count("1") == 2  # before and after, as ever
    assert words == texts(found.svg_dark)
