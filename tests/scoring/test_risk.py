"""Risks: looked up, ordered as declared, never averaged; what does not fit is said."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.samples_risk import (
    GRID,
    LEVELS,
    LIKELY,
    SEVERE,
    judged,
    risk_answers,
    risk_data,
    risk_questionnaire,
    risk_row,
    risk_value,
)
from toolkit_widgets.models import Answer, Matrix, Questionnaire
from toolkit_widgets.scoring.matrix import faults, judge, level_of
from toolkit_widgets.scoring.risk import RiskSummary, risk_summary

FORM = risk_questionnaire()
MATRIX = FORM.matrices["rights"]


def summary(**values: Any) -> RiskSummary:
    given = {key.replace("_", "-"): Answer(value=value) for key, value in values.items()}
    return risk_summary(FORM, given)


def line(value: dict[str, Any]) -> Any:
    found = summary(leak=value)
    return next(one for one in found.lines if one.id == "leak")


def rules(value: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f.severity, f.rule) for f in line(value).findings if f.rule != "risk.treatment"]


def test_the_level_is_what_the_table_says_not_a_product() -> None:
    # 1 × 5 and 5 × 1 have the same product; the table may say otherwise of each
    low, high = level_of(MATRIX, 1, 4), level_of(MATRIX, 4, 1)
    assert (LEVELS[low], LEVELS[high]) == ("high", "medium")
    for i, j in itertools.product(range(5), range(5)):
        assert LEVELS[level_of(MATRIX, i, j)] == GRID[i][j]


def test_a_range_touches_every_cell_and_counts_by_its_worst() -> None:
    found = line(risk_value("possible..likely", "limited..serious")).standing
    assert len(found.cells) == 4
    assert (LEVELS[found.low], LEVELS[found.high], found.straddles) == ("medium", "high", True)
    assert not line(risk_value("rare..unlikely", "minor..limited")).standing.straddles


def test_the_whole_sample_in_one_sentence() -> None:
    found = risk_summary(FORM, risk_answers())
    assert found.sentence == (
        "10 of 11 risks judged. Nobody could judge number 11, so it counts as Extreme. Together: "
        "2 Extreme (numbers 3, 11), 5 High (numbers 1, 2, 5, 7, 10), 1 Medium (number 4), "
        "3 Low (numbers 6, 8, 9). The worst stands at Extreme. "
        "Risks 1 and 7 could be Medium or High, and count as High."
    )
    assert [(c.level.id, len(c.numbers)) for c in found.residual_counts] == [
        ("extreme", 1),
        ("high", 1),
        ("medium", 1),
        ("low", 0),
    ]


def test_nothing_judged_and_nothing_applies() -> None:
    assert risk_summary(FORM, {}).sentence == "No risk is judged yet: 12 still to do."
    none = Answer(state="not_applicable", reason="r")
    found = risk_summary(FORM, {row[0]: none for row in map(_ids, range(12))})
    assert found.sentence == "No risk applies."
    assert (found.worst, found.worst_high.id) == (None, "low")


def _ids(place: int) -> list[str]:
    return [FORM.sections[1].items[place].id]


def test_a_veto_comes_first() -> None:
    found = risk_summary(FORM, risk_answers() | {"screen.prohibited": Answer(value="yes")})
    assert [veto.id for veto in found.vetoes] == ["prohibited"]
    assert found.sentence.startswith("First of all, 1 answer decides whatever the levels are. ")
    assert risk_summary(FORM, risk_answers()).vetoes == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (risk_value("likely", "serious", current=judged("rare", "minor")),
         [("error", "risk.no_control")]),
        (risk_value("likely", "serious", current=judged("rare", "minor", controls=["log"])), []),
        (risk_value("likely", "serious", current=judged("rare", "minor", named="A guard")), []),
        (risk_value("likely", "serious", residual=judged("rare", "minor")),
         [("error", "risk.no_control")]),
        (risk_value("rare", "minor", residual=judged("likely", "grave")),
         [("warning", "risk.above")]),
        (risk_value("rare", "minor", current=judged("likely", "grave")),
         [("warning", "risk.above")]),
        # the residual is compared with the current level, which is the step before
        (risk_value("likely", "grave", current=judged("possible", "serious", named="x"),
                    residual=judged("rare", "minor")), [("error", "risk.no_control")]),
        (risk_value("rare", "minor", knowledge="weak"), [("warning", "risk.knowledge")]),
        (risk_value("rare", "minor", treatment="reduce", due="2026-12-01"),
         [("error", "risk.reduce")]),
        (risk_value("rare", "minor", treatment="reduce", owner="Head", due="2026-12-01"), []),
        (risk_value("rare", "minor", treatment="accept", accepted_by="Chief"),
         [("error", "risk.accept")]),
        (risk_value("rare", "minor", treatment="accept", accepted_by="Chief",
                    accepted_on="2026-11-01", accept_reason="Small."), []),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found(value: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert rules(value) == expected


def test_findings_name_the_risk_and_what_is_missing() -> None:
    found = risk_summary(FORM, risk_answers()).findings
    assert [f.severity for f in found] == sorted(f.severity for f in found)
    leak = next(f for f in found if f.item == "leak")
    assert leak.message == "Reducing a risk also needs a due date."
    lower = next(f for f in found if f.item == "overtrust" and f.severity == "error")
    assert lower.message == (
        "The current level, Low, is lower than the inherent one, High, but no control in place "
        "is named. Name what lowers it."
    )


def test_ties_go_by_knowledge_then_group_then_date_then_id() -> None:
    same = ("likely", "serious")
    found = summary(
        unequal=risk_value(*same, knowledge="strong", affected=9),
        chilling=risk_value(*same, knowledge="weak", affected=5, due="2027-01-01"),
        creep=risk_value(*same, knowledge="weak", affected=5, due="2026-01-01"),
        leak=risk_value(*same, knowledge="weak", affected=50),
        overtrust=risk_value(*same),  # not stated counts as weak; no group given comes last
        supplier=risk_value("expected", "irreparable", knowledge="strong"),
        old_list=risk_value(*same, knowledge="weak", affected=5, due="2026-01-01"),
    )
    assert [one.id for one in found.judged] == [
        "supplier", "leak", "creep", "old-list", "chilling", "overtrust", "unequal",
    ]  # fmt: skip


def test_what_nobody_could_judge_counts_as_the_highest_level() -> None:
    unknown = Answer(state="dont_know", reason="The laboratory says in May.")
    given = {"leak": Answer(value=risk_value("rare", "minor")), "creep": unknown}
    found = risk_summary(FORM, given)
    top, *_, low = found.counts
    assert (top.level.id, top.numbers, top.unknown) == ("extreme", (4,), (4,))
    assert (low.numbers, low.unknown) == ((5,), ())
    assert found.residual_counts[0].numbers == (4,)
    assert (found.worst.id, found.worst_low.id, found.worst_high.id) == ("extreme",) * 3
    assert [one.id for one in found.counted] == ["creep", "leak"]
    assert [one.id for one in found.judged] == ["leak"]
    assert found.sentence == (
        "1 of 12 risks judged. Nobody could judge number 4, so it counts as Extreme. Together: "
        "1 Extreme (number 4), 1 Low (number 5). The worst stands at Extreme."
    )


def test_nobody_could_judge_any() -> None:
    unknown = Answer(state="dont_know", reason="r")
    found = risk_summary(FORM, {name: unknown for row in map(_ids, range(12)) for name in row})
    assert found.sentence == (
        "0 of 12 risks judged. Nobody could judge numbers 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and "
        "12, so they count as Extreme. Together: 12 Extreme (numbers 1, 2, 3, 4, 5, 6, 7, 8, 9, "
        "10, 11, 12). The worst stands at Extreme."
    )


def test_what_nobody_could_judge_stands_before_a_judged_extreme() -> None:
    given = {
        "leak": Answer(value=risk_value("expected", "irreparable", knowledge="weak", affected=9)),
        "supplier": Answer(state="dont_know", reason="r"),
        "creep": Answer(value=risk_value("likely", "serious")),
    }
    found = risk_summary(FORM, given)
    assert [one.id for one in found.counted] == ["supplier", "leak", "creep"]


def test_a_range_says_which_levels_it_could_be() -> None:
    found = summary(
        leak=risk_value("rare..expected", "minor..irreparable"),
        creep=risk_value("possible..likely", "limited..serious"),
    )
    assert found.sentence.endswith(
        "Risk 5 could be Low, Medium, High or Extreme, and counts as Extreme. "
        "Risk 4 could be Medium or High, and counts as High."
    )


def test_a_draft_is_open_and_bounds_the_worst() -> None:
    given = {
        "leak": Answer(value=risk_value("rare", "serious")),
        "creep": Answer(state="draft", value=risk_value("expected", "irreparable", due="soon")),
    }
    found = risk_summary(FORM, given)
    assert [one.id for one in found.judged] == ["leak"]
    assert (found.worst.id, found.worst_low.id, found.worst_high.id) == ("low", "low", "extreme")
    assert "what is open could make it Extreme" in found.sentence


def test_two_matrices_cannot_be_counted_together() -> None:
    data = risk_data()
    data["matrices"]["other"] = data["matrices"]["rights"]
    data["sections"][1]["items"][0]["matrix"] = "other"
    with pytest.raises(ValueError, match="several matrices: other, rights"):
        risk_summary(Questionnaire.model_validate(data), {})


# -- laws ------------------------------------------------------------------------------------------

place = st.integers(0, 4)


@given(place, place, place, place, st.data())
def test_widening_a_range_never_lowers_the_worst(
    a: int, b: int, c: int, d: int, data: st.DataObject
) -> None:
    likelihood, severity = tuple(sorted((a, b))), tuple(sorted((c, d)))
    wide_l = (data.draw(st.integers(0, likelihood[0])), data.draw(st.integers(likelihood[1], 4)))
    wide_s = (data.draw(st.integers(0, severity[0])), data.draw(st.integers(severity[1], 4)))
    narrow, wide = judge(MATRIX, likelihood, severity), judge(MATRIX, wide_l, wide_s)
    assert wide.high >= narrow.high
    assert wide.low <= narrow.low
    assert set(narrow.cells) <= set(wide.cells)


values = st.builds(
    lambda a, b, k, n, due: risk_value(a, b, knowledge=k, affected=n, due=due),
    st.sampled_from([*LIKELY, "rare..likely", "possible..expected"]),
    st.sampled_from([*SEVERE, "minor..grave"]),
    st.sampled_from(["", "weak", "medium", "strong"]),
    st.none() | st.integers(0, 3),
    st.sampled_from(["", "2026-01-01", "2027-01-01"]),
)


@settings(max_examples=40)
@given(st.lists(values, min_size=2, max_size=5), st.randoms())
def test_the_order_of_rows_does_not_matter(given: list[dict[str, Any]], random: Any) -> None:
    names = [f"r{n}" for n in range(len(given))]
    mixed = list(names)
    random.shuffle(mixed)
    answers = {n: Answer(value=v) for n, v in zip(names, given, strict=True)}

    def found(order: list[str]) -> RiskSummary:
        rows = [risk_row(name) for name in order]
        sections = [{"id": "s", "title": "S", "items": rows}]
        return risk_summary(risk_questionnaire(sections=sections, vetoes=[]), answers)

    one, other = found(names), found(mixed)
    assert [x.id for x in one.lines] == [x.id for x in other.lines]
    assert [len(c.numbers) for c in one.counts] == [len(c.numbers) for c in other.counts]
    assert (one.worst, one.worst_high) == (other.worst, other.worst_high)


def matrix(grid: list[list[int]], levels: int) -> Matrix:
    return Matrix.model_validate(
        {
            "likelihood": "l",
            "severity": "s",
            "levels": [
                {"id": f"v{n}", "label": f"Level {n}", "meaning": "m"} for n in range(levels)
            ],
            "grid": [[f"v{n}" for n in row] for row in grid],
        }
    )


def sound(grid: list[list[int]], levels: int) -> bool:
    """The rules, written again as plainly as they are said."""
    rows, columns = len(grid), len(grid[0])
    cells = list(itertools.product(range(rows), range(columns)))
    for (a, b), (c, d) in itertools.product(cells, cells):
        if a <= c and b <= d and grid[a][b] > grid[c][d]:
            return False
        if abs(a - c) + abs(b - d) == 1 and abs(grid[a][b] - grid[c][d]) > 1:
            return False
        touch = max(abs(a - c), abs(b - d)) == 1
        if touch and {grid[a][b], grid[c][d]} == {0, levels - 1}:
            return False
    return {n for row in grid for n in row} == set(range(levels))


def staircase(rises: list[int], rows: int, columns: int, levels: int) -> list[list[int]]:
    """Levels by the sum of the two places: it rises by 0 or 1 from one diagonal to the next."""
    heights = list(itertools.accumulate([0, *rises]))
    return [[min(heights[i + j], levels - 1) for j in range(columns)] for i in range(rows)]


@st.composite
def grids(draw: st.DrawFn, spoilt: bool = True) -> tuple[list[list[int]], int]:
    """Random tables: any, staircases, and staircases with one cell changed."""
    rows, columns, levels = (
        draw(st.integers(2, 4)),
        draw(st.integers(2, 4)),
        draw(st.integers(2, 4)),
    )
    kind = draw(st.sampled_from(["any", "stairs", "spoilt"] if spoilt else ["stairs"]))
    cell = st.integers(0, levels - 1)
    if kind == "any":
        return [[draw(cell) for _ in range(columns)] for _ in range(rows)], levels
    rise = st.integers(0, 1)
    rises = draw(st.lists(rise, min_size=rows + columns - 2, max_size=rows + columns - 2))
    grid = staircase(rises, rows, columns, levels)
    if kind == "spoilt":
        grid[draw(st.integers(0, rows - 1))][draw(st.integers(0, columns - 1))] = draw(cell)
    return grid, levels


def test_the_random_tables_hold_sound_and_broken_ones() -> None:
    every = [staircase(list(rises), 4, 4, 3) for rises in itertools.product((0, 1), repeat=6)]
    share = sum(sound(grid, 3) for grid in every) / len(every)
    assert 0.1 < share < 0.9, share


def refused(grid: list[list[int]], levels: int) -> bool:
    names = [str(n) for n in range(4)]
    return any(faults(matrix(grid, levels), names[: len(grid)], names[: len(grid[0])]))


@settings(max_examples=300)
@given(grids())
def test_a_matrix_is_refused_exactly_when_the_plain_rules_say_so(
    found: tuple[list[list[int]], int],
) -> None:
    assert refused(*found) == (not sound(*found))


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(grids(spoilt=False))
def test_the_lookup_is_monotone_for_a_linted_matrix(found: tuple[list[list[int]], int]) -> None:
    grid, levels = found
    assume(not refused(grid, levels))
    one = matrix(grid, levels)
    cells = list(itertools.product(range(len(grid)), range(len(grid[0]))))
    for (a, b), (c, d) in itertools.product(cells, cells):
        if a <= c and b <= d:
            assert level_of(one, a, b) <= level_of(one, c, d)
