"""The gap figure says the same in its title, its picture, its sentence and its table."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from toolkit_widgets.figures import Figure, gap_figure
from toolkit_widgets.models import Answer
from toolkit_widgets.scoring.profile import profile

from ..samples import answers, small_questionnaire, some_answers

NOT_HERE = Answer(state="not_applicable", reason="No such unit.")


def figure(given: dict[str, Answer]) -> Figure:
    return gap_figure(profile(small_questionnaire(), given))


def all_of(dimension: str, value: str | Answer) -> dict[str, Answer]:
    answer = value if isinstance(value, Answer) else Answer(value=value)
    names = [i.id for i in small_questionnaire().items if i.id.startswith(f"{dimension}.")]
    return dict.fromkeys(names, answer)


def words_in(svg: str) -> str:
    texts = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]
    return "\n".join("".join(e.itertext()) for e in texts)


def test_title_names_the_widest_gap() -> None:
    # inventory 2 × 1, stopping 1 × 2: (2 + 2) / 3
    assert figure(some_answers()).title == "Processes is furthest from its target: 1.3 of 3.5"


def test_table_is_sorted_by_gap_with_bounds() -> None:
    # open in processes: testing, 1 to 5 points: (4 + 1) / 4 to (4 + 5) / 4
    # open in culture: public: (6 + 1) / 3 to (6 + 5) / 3
    assert figure(some_answers()).table == [
        ["Dimension", "Mean step", "Could be", "Target", "Gap", "Answered"],
        ["Processes", "1.3", "1.3 to 2.3", "3.5", "2.2", "2 of 3"],
        ["People and expertise", "3.0", "–", "3.5", "0.5", "2 of 2"],
        ["Culture", "3.0", "2.3 to 3.7", "3.0", "0.0", "2 of 3"],
    ]


def test_picture_shows_the_numbers_of_the_table() -> None:
    shown = figure(some_answers())
    words = words_in(shown.svg_light)
    assert shown.title in words
    for name, mean, between, target, _, answered in shown.table[1:]:
        assert name in words
        assert f"mean {mean} from {answered} items" in words
        assert f"target {target}" in words
        assert between == "–" or f"could be {between}" in words
    assert words == words_in(shown.svg_dark)


def test_sentence_gives_every_dimension() -> None:
    sentence = figure(some_answers()).sentence
    assert sentence.startswith("Processes is furthest from its target: 1.3 of 3.5. ")
    assert "People and expertise 3.0 of 3.5" in sentence
    assert "Culture 3.0 of 3.0" in sentence


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({}, "Nothing is answered yet: 9 items in 3 dimensions"),
        (
            all_of("culture", NOT_HERE) | all_of("people", NOT_HERE),
            "Nothing is answered yet: 3 items in 1 dimension",
        ),
        (
            all_of("culture", NOT_HERE) | all_of("people", NOT_HERE)
            | all_of("processes", NOT_HERE),
            "No item applies, so there is no distance to a target",
        ),
        (
            all_of("culture", "managed") | all_of("people", "managed")
            | all_of("processes", "improving"),
            "Every dimension reaches its target",
        ),
        (
            all_of("culture", "managed"),
            "1 of 3 dimensions are answered, and reach their target",
        ),
        (
            all_of("people", "started") | all_of("processes", "started"),
            "People and expertise and Processes are furthest from their targets, "
            "each 1.5 steps short",
        ),
    ],
)  # fmt: skip
def test_titles_of_special_cases(given: dict[str, Answer], title: str) -> None:
    shown = figure(given)
    assert shown.title == title
    assert "<svg" in shown.svg_light
    assert len(shown.table) == 4


def test_three_equal_gaps() -> None:
    even = small_questionnaire(
        dimensions={k: {"title": k, "target": 3} for k in ("culture", "people", "processes")}
    )
    given = all_of("culture", "none") | all_of("people", "none") | all_of("processes", "none")
    assert gap_figure(profile(even, given)).title == (
        "3 dimensions are equally far from their targets, each 2.0 steps short"
    )


def test_a_hatched_gap_reads_without_colour() -> None:
    assert "url(#h" in figure(some_answers()).svg_light
    full = all_of("culture", "improving") | all_of("people", "improving")
    assert "url(#h" not in figure(full | all_of("processes", "improving")).svg_light


def test_long_titles_are_wrapped_and_stay_whole() -> None:
    long = "Working with people whose language the system was never tested on, day and night"
    wide = small_questionnaire(
        dimensions={
            "culture": {"title": long, "target": 3},
            "people": {"title": "People", "target": 3.5},
            "processes": {"title": "Processes", "target": 5},
        }
    )
    svg = gap_figure(profile(wide, answers(culture__leaders="none"))).svg_light
    assert long not in words_in(svg)
    assert long in " ".join(words_in(svg).split("\n"))
