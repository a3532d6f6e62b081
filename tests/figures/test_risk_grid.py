"""The grid of principles and stages says the same in its title, picture, sentence and table."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.samples_risk import judged, risk_data, risk_value
from toolkit_widgets.figures import Figure, risk_grid_figure
from toolkit_widgets.figures.risk_grid import SHORT, risk_grid
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.risk import risk_summary

PRINCIPLES = {"accuracy": "Accuracy", "privacy": "Privacy", "efficiency": "Efficiency"}
STAGES = {"planning": "Planning", "deployment": "Deployment", "monitoring": "Monitoring, and end"}
TAGS = {
    "wrong-match": (["accuracy"], ["deployment", "monitoring"]),
    "unequal": (["accuracy", "privacy"], ["deployment"]),
    "leak": (["privacy"], ["planning"]),
    "creep": (["privacy"], ["deployment"]),
}


def form() -> Questionnaire:
    data = risk_data()
    for item in data["sections"][1]["items"]:
        item["principles"], item["stages"] = TAGS.get(item["id"], ([], []))
    return Questionnaire.model_validate(data)


FORM = form()
GIVEN = {
    "wrong-match": Answer(
        value=risk_value(
            "expected", "irreparable", current=judged("possible..likely", "serious", named="x")
        )
    ),
    "unequal": Answer(value=risk_value("rare", "minor")),
    "creep": Answer(value=risk_value("likely", "grave")),
}


def figure(given: dict[str, Answer]) -> Figure:
    found = risk_grid_figure(risk_summary(FORM, given), PRINCIPLES, STAGES)
    assert found is not None
    return found


def words(svg: str) -> list[str]:
    found = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]
    return ["".join(e.itertext()) for e in found]


def test_a_cell_holds_the_worst_level_now_and_counts_the_rest() -> None:
    grid = risk_grid(risk_summary(FORM, GIVEN))
    levels = [level.id for level in FORM.matrices["rights"].levels]
    cell = grid["accuracy", "deployment"]
    assert cell.level is not None
    assert levels[cell.level] == "high"  # current, worst end; not the inherent extreme
    assert (cell.worst, cell.rest, cell.open) == ((1,), 1, 0)
    assert grid["privacy", "deployment"].worst == (4,)
    assert grid["privacy", "planning"] == type(cell)(None, (), 0, 1)


def test_title_sentence_and_table() -> None:
    shown = figure(GIVEN)
    assert shown.title == "3 of 3 filled cells stand at High"
    assert "High under Accuracy, Privacy; in the stages Deployment; Monitoring, and end." in (
        shown.sentence
    )
    assert shown.sentence.endswith("A teaching matrix, not the Toolkit's.")
    assert shown.table == [
        ["Principle", "Planning", "Deployment", "Monitoring, and end"],
        ["Accuracy", "–", "High: 1; 1 lower", "High: 1"],
        ["Privacy", "– (1 not judged)", "High: 4; 1 lower", "–"],
    ]


def test_the_picture_has_every_row_in_both_themes() -> None:
    shown = figure(GIVEN)
    found = words(shown.svg_light)
    assert found.count("High") == 3
    assert found.count("–") == 3
    assert {"Accuracy", "Privacy", SHORT["monitoring"]} <= set(found)
    assert "Efficiency" not in found
    assert found == words(shown.svg_dark)
    assert shown.svg_light.count("<pattern") == 1  # hatching beside the shade


def test_nothing_judged_and_nothing_tagged() -> None:
    assert figure({}).title == "No cell of the grid is judged yet"
    bare = risk_summary(Questionnaire.model_validate(risk_data()), GIVEN)
    assert risk_grid_figure(bare, PRINCIPLES, STAGES) is None


def test_what_nobody_could_judge_fills_its_cell_with_the_highest_level() -> None:
    given = GIVEN | {"leak": Answer(state="dont_know", reason="Ask the archive.")}
    shown = figure(given)
    assert shown.title == "1 of 4 filled cells stands at Extreme"
    assert shown.table[2][1] == "Extreme: 5 (nobody could judge it)"
    assert words(shown.svg_light).count("Extreme") == 1


def test_what_does_not_apply_leaves_its_cell_empty() -> None:
    gone = {"leak": Answer(state="not_applicable", reason="No copies.")}
    assert figure(gone).table[2][1] == "–"
