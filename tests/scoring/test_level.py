"""Bands and vetoes: where a level begins, what holds it, and what open items leave possible."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Band, Questionnaire, Veto
from toolkit_widgets.scoring.level import Level, band_of, forced, level, ordered
from toolkit_widgets.scoring.score import Scorer

from ..strategies import answered, completions

Filled = tuple[Questionnaire, dict[str, Answer]]


@settings(max_examples=200)
@given(answered(most=4))
def test_low_and_high_contain_the_level_of_every_completion(filled: Filled) -> None:
    form, answers = filled
    scorer = Scorer(form)
    first = level(scorer, answers)
    places = [band.id for band in ordered(form.bands)]
    low, high = places.index(first.low.id), places.index(first.high.id)
    assert low <= high
    for completed in completions(form, answers):
        band = level(scorer, completed).band
        if band is not None:
            assert low <= places.index(band.id) <= high
            assert (
                not first.settled or band.id == first.band.id or first.band is None or low == high
            )


@settings(max_examples=100)
@given(answered(most=4, conditional=False, derived=False, vetoes=False, level=False))
def test_low_and_high_are_attained_where_nothing_is_conditional(filled: Filled) -> None:
    form, answers = filled
    scorer = Scorer(form)
    first = level(scorer, answers)
    found = {b.id for b in (level(scorer, c).band for c in completions(form, answers)) if b}
    assert not found or {first.low.id, first.high.id} <= found


@given(answered(full=True, conditional=False))
def test_a_full_form_is_settled(filled: Filled) -> None:
    found = level(Scorer(filled[0]), filled[1])
    assert found.band is None or found.settled


def band(name: str, **edge: float) -> Band:
    return Band.model_validate({"id": name, "label": name, "meaning": name, **edge})


FLOOR, HALF, OVER = band("floor", at_least=0), band("half", at_least=2.5), band("over", above=4)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("-1", "floor"),
        ("2.4999", "floor"),
        ("2.5", "half"),
        ("4", "half"),
        ("4.0001", "over"),
    ],
)
def test_at_least_includes_its_edge_and_above_does_not(value: str, name: str) -> None:
    for bands in ([FLOOR, HALF, OVER], [OVER, FLOOR, HALF]):
        assert band_of(bands, Fraction(value)).id == name


def test_two_bands_at_one_number() -> None:
    exactly, beyond = band("exactly", at_least=4), band("beyond", above=4)
    for bands in ([FLOOR, exactly, beyond], [beyond, exactly, FLOOR]):
        assert [band_of(bands, Fraction(n)).id for n in (3, 4, 5)] == ["floor", "exactly", "beyond"]


def aia(**changes: Any) -> Questionnaire:
    """The shape of a public scoring rule: raw points, a discount for mitigation, then four levels.

    Raw maximum 167, mitigation maximum 77; bands above 25, 50 and 75 per cent of the raw maximum.
    """
    raw = [{"id": f"o{n}", "text": str(n), "points": n} for n in range(168)]
    mitigation = [{"id": f"o{n}", "text": str(n), "points": n} for n in range(78)]
    shares = [("one", {"at_least": 0}), ("two", {"above": 0.25}), ("three", {"above": 0.5})]
    discount = {
        "dimension": "mitigation",
        "share_at_least": 0.8,
        "multiply": 0.85,
        "because": "mitigation is at 80 % of its maximum",
    }
    current = {"title": "Current", "based_on": "raw", "modifiers": [discount]}
    current |= {"round": {"mode": "half_up", "digits": 0, "when": "before_banding"}}
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": "risk",
        "version": "1.0.0",
        "title": "Risk",
        "minutes": 1,
        "about": "Made by a test.",
        "dimensions": {
            "raw": {"title": "Raw", "aggregate": "sum", "max_scope": "declared"},
            "mitigation": {"title": "Mitigation", "aggregate": "sum", "max_scope": "declared"},
            "current": {**current, **changes},
        },
        "bands": [
            {"id": name, "label": name, "meaning": "m", **edge}
            for name, edge in [*shares, ("four", {"above": 0.75})]
        ],
        "level": {"dimension": "current", "of": "share"},
        "sections": [
            {"id": "r", "title": "R", "dimension": "raw", "items": [_choice("raw", raw)]},
            {
                "id": "m",
                "title": "M",
                "dimension": "mitigation",
                "items": [_choice("mit", mitigation)],
            },
        ],
    }
    return Questionnaire.model_validate(data)


def _choice(name: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "type": "choice", "text": name, "options": options}


def found(form: Questionnaire, raw: int, mitigation: int) -> Level:
    values = {"raw": Answer(value=f"o{raw}"), "mit": Answer(value=f"o{mitigation}")}
    return level(Scorer(form), values)


@pytest.mark.parametrize(
    ("raw", "mitigation", "current", "name"),
    [
        (3, 0, 3, "one"),
        (167, 77, 142, "four"),
        (167, 0, 167, "four"),
        (14, 77, 12, "one"),
        (49, 62, 42, "two"),  # 41.65, below 41.75 until it is rounded
        (50, 62, 43, "two"),  # 42.5, half up
        (98, 62, 83, "two"),
        (99, 62, 84, "three"),
        (147, 62, 125, "three"),
        (148, 62, 126, "four"),
        (42, 61, 42, "two"),
        (42, 62, 36, "one"),
    ],
)
def test_golden_arithmetic(raw: int, mitigation: int, current: int, name: str) -> None:
    one = found(aia(), raw, mitigation)
    assert one.measure.value == current
    assert one.value == Fraction(current, 167)
    assert one.band is not None
    assert (one.band.id, one.settled) == (name, True)


def test_where_and_how_it_is_rounded_decides() -> None:
    late = found(aia(round={"mode": "half_up", "digits": 0, "when": "after_banding"}), 49, 62)
    assert (late.band and late.band.id, late.measure.value) == ("one", Fraction("41.65"))
    even = found(aia(round={"mode": "half_even", "digits": 0}), 50, 62)
    assert even.measure.value == 42
    assert found(aia(), 50, 62).measure.story == (
        "sum of 1 answered item = 50",
        "× 0.85 = 42.5: mitigation is at 80 % of its maximum",
        "rounded (half_up) = 43",
    )


def test_a_value_rounded_after_banding_is_shown_rounded_with_its_bounds() -> None:
    rule = {"mode": "half_up", "digits": 0, "when": "after_banding"}
    form = aia(round=rule)
    by_value = form.model_copy(update={"level": form.level.model_copy(update={"of": "value"})})  # type: ignore[union-attr]
    one = found(by_value, 49, 62)
    assert one.value == one.bounds.low == one.bounds.high == 42


def test_open_items_leave_the_modifier_open() -> None:
    one = level(Scorer(aia()), {"raw": Answer(value="o99")})
    assert (one.measure.bounds.low, one.measure.bounds.high) == (84, 99)
    assert (one.low.id, one.high.id) == ("three", "three")
    blank = level(Scorer(aia()), {})
    assert (blank.band, blank.low.id, blank.high.id) == (None, "one", "four")


def with_vetoes(*vetoes: dict[str, Any]) -> Questionnaire:
    listed = [{"id": f"v{n}", "because": "so", **veto} for n, veto in enumerate(vetoes)]
    return Questionnaire.model_validate(
        {**aia().model_dump(mode="json", by_alias=True, exclude_none=True), "vetoes": listed}
    )


def ends(form: Questionnaire, **values: str) -> tuple[str | None, str, str]:
    one = level(Scorer(form), {k: Answer(value=v) for k, v in values.items()})
    return one.band and one.band.id, one.low.id, one.high.id  # type: ignore[return-value]


def test_vetoes_of_both_sides() -> None:
    gate = {"when": {"q": "mit", "is": "o0"}, "at_least": "three"}
    lid = {"when": {"q": "raw", "at_least": 10}, "at_most": "two"}
    assert ends(with_vetoes(gate), raw="o0", mit="o0") == ("three", "three", "three")
    assert ends(with_vetoes(gate), raw="o0", mit="o1") == ("one", "one", "one")
    assert ends(with_vetoes(gate), raw="o0") == ("one", "one", "three")
    assert ends(with_vetoes(gate), mit="o0") == (None, "three", "four")
    assert ends(with_vetoes(lid), raw="o160", mit="o0") == ("two", "two", "two")
    assert ends(with_vetoes(gate, lid), raw="o20", mit="o0") == ("two", "two", "two")
    assert ends(with_vetoes(gate, lid), mit="o0") == (None, "two", "four")


def test_a_veto_on_a_missing_answer_holds_only_until_it_is_given() -> None:
    missing = {"when": {"q": "mit", "answered": False}, "at_most": "one"}
    assert ends(with_vetoes(missing), raw="o167") == ("one", "four", "four")
    away = Answer(state="not_applicable", reason="none")
    one = level(Scorer(with_vetoes(missing)), {"raw": Answer(value="o167"), "mit": away})
    assert (one.low.id, one.high.id, [v.id for v in one.vetoes]) == ("one", "one", ["v0"])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["at_most", "at_least"]), st.sampled_from(["floor", "half", "over"])
        ),
        max_size=4,
    )
)
def test_at_most_wins(wanted: list[tuple[str, str]]) -> None:
    bands = [FLOOR, HALF, OVER]
    names = [b.id for b in bands]
    vetoes = [
        Veto.model_validate(
            {"id": "v", "because": "b", "when": {"q": "raw", "answered": True}, side: name}
        )
        for side, name in wanted
    ]
    for start in bands:
        place = names.index(forced(bands, start, vetoes).id)
        lids = [names.index(n) for side, n in wanted if side == "at_most"]
        floors = [names.index(n) for side, n in wanted if side == "at_least"]
        assert all(place <= lid for lid in lids)
        assert all(place >= floor for floor in floors if not lids or floor <= min(lids))


def test_without_bands_there_is_no_level() -> None:
    with pytest.raises(ValueError, match="'risk' has no bands"):
        level(Scorer(aia().model_copy(update={"bands": []})), {})
