"""Laws of the maturity profile, whatever the answers are."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Questionnaire, Scale
from toolkit_widgets.scoring.level import band_of
from toolkit_widgets.scoring.profile import Profile, decimal, profile

from ..samples import STEPS, answers, small_questionnaire, some_answers

QUESTIONNAIRE = small_questionnaire()
ITEMS = [item.id for item in QUESTIONNAIRE.items if isinstance(item, Scale)]

step = st.sampled_from(STEPS).map(lambda value: Answer(value=value))
unknown = st.builds(Answer, state=st.just("dont_know"), reason=st.text(max_size=5))
draft = st.builds(Answer, state=st.just("draft"), value=st.sampled_from(["", "thing"]))
outside = st.builds(Answer, state=st.just("not_applicable"), reason=st.just("no such unit"))
some = st.dictionaries(st.sampled_from(ITEMS), step | unknown | draft | outside)


def every(given: Profile) -> list[tuple[Fraction | None, Fraction, Fraction]]:
    scores = [given.overall, *(row.score for row in given.dimensions)]
    return [(score.value, score.low, score.high) for score in scores]


@given(some, st.lists(step, min_size=len(ITEMS), max_size=len(ITEMS)))
def test_bounds_hold_whatever_the_open_items_become(
    before: dict[str, Answer], later: list[Answer]
) -> None:
    first = profile(QUESTIONNAIRE, before)
    filled = dict(before)
    for line, answer in zip(first.lines, later, strict=True):
        if line.state not in ("answered", "not_applicable"):
            filled[line.id] = answer
    last = profile(QUESTIONNAIRE, filled)
    for (_, low, high), (value, _, _) in zip(every(first), every(last), strict=True):
        assert value is None or low <= value <= high
    if last.band is not None:
        ids = [band.id for band in QUESTIONNAIRE.bands]
        ends = ids.index(first.band_low.id), ids.index(first.band_high.id)
        assert ends[0] <= ids.index(last.band.id) <= ends[1]


@given(some, st.sampled_from([STEPS[0], STEPS[-1]]))
def test_bounds_are_reached(before: dict[str, Answer], end: str) -> None:
    first = profile(QUESTIONNAIRE, before)
    filled = dict(before)
    for line in first.lines:
        if line.state not in ("answered", "not_applicable"):
            filled[line.id] = Answer(value=end)
    last = profile(QUESTIONNAIRE, filled)
    wanted = first.overall.low if end == STEPS[0] else first.overall.high
    assert last.overall.value is None or last.overall.value == wanted


@given(some)
def test_the_score_lies_within_its_own_bounds(before: dict[str, Answer]) -> None:
    for value, low, high in every(profile(QUESTIONNAIRE, before)):
        assert low <= high
        assert value is None or low <= value <= high


@given(some, st.sets(st.sampled_from(ITEMS)))
def test_not_applicable_is_neutral(before: dict[str, Answer], taken: set[str]) -> None:
    """An item that is not applicable counts as if the questionnaire did not have it."""
    marked = before | dict.fromkeys(taken, Answer(state="not_applicable", reason="none here"))
    sections = [
        section.model_copy(update={"items": [i for i in section.items if i.id not in taken]})
        for section in QUESTIONNAIRE.sections
    ]
    without = QUESTIONNAIRE.model_copy(update={"sections": sections})
    if len(taken) == len(ITEMS):
        assert profile(QUESTIONNAIRE, marked).overall.applicable == 0
        return
    rest = {key: answer for key, answer in before.items() if key not in taken}
    assert every(profile(QUESTIONNAIRE, marked)) == every(profile(without, rest))


@given(some, st.permutations(ITEMS))
def test_the_order_of_answers_does_not_matter(before: dict[str, Answer], order: list[str]) -> None:
    shuffled = {key: before[key] for key in order if key in before}
    assert profile(QUESTIONNAIRE, shuffled) == profile(QUESTIONNAIRE, before)


@given(some, st.permutations(range(len(QUESTIONNAIRE.sections))))
def test_the_order_of_sections_changes_no_number(
    before: dict[str, Answer], order: list[int]
) -> None:
    sections = [QUESTIONNAIRE.sections[i] for i in order]
    moved = QUESTIONNAIRE.model_copy(update={"sections": sections})
    one, other = profile(QUESTIONNAIRE, before), profile(moved, before)
    assert every(one) == every(other)
    assert [(p.action.id, p.gain) for p in one.priorities] == [
        (p.action.id, p.gain) for p in other.priorities
    ]
    assert [line.id for line in one.weakest] == [line.id for line in other.weakest]


@given(some, st.sampled_from(ITEMS), st.sampled_from(STEPS), st.sampled_from(STEPS))
def test_a_higher_step_never_lowers_the_score(
    before: dict[str, Answer], item: str, one: str, other: str
) -> None:
    low, high = sorted((one, other), key=STEPS.index)
    worse = profile(QUESTIONNAIRE, before | {item: Answer(value=low)})
    better = profile(QUESTIONNAIRE, before | {item: Answer(value=high)})
    for (a, _, _), (b, _, _) in zip(every(worse), every(better), strict=True):
        assert (a is None) == (b is None)
        assert a is None or b is None or a <= b


@given(some)
def test_actions_lift_only_what_is_answered_and_below_target(before: dict[str, Answer]) -> None:
    for priority in profile(QUESTIONNAIRE, before).priorities:
        assert priority.gain > 0
        assert {line.id for line in priority.lifts} <= set(priority.action.lifts)
        assert all(x.points is not None and x.points < x.target for x in priority.lifts)


@given(st.fractions(min_value=-20, max_value=20, max_denominator=1000), st.integers(0, 4))
def test_rounding_is_half_up(value: Fraction, digits: int) -> None:
    shown = Fraction(decimal(value, digits))
    away = abs(shown) - abs(value)
    half = Fraction(1, 2 * 10**digits)
    assert -half < away <= half
    point = decimal(value, digits).partition(".")[2]
    assert len(point) == digits


@pytest.mark.parametrize(
    ("value", "shown"), [("2.45", "2.5"), ("2.5", "2.5"), ("2.449", "2.4"), ("0.05", "0.1")]
)
def test_halves_go_up(value: str, shown: str) -> None:
    assert decimal(Fraction(value)) == shown
    assert Decimal(value).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) == Decimal(shown)


def test_nothing_answered() -> None:
    empty = profile(QUESTIONNAIRE, {})
    assert empty.overall.value is None
    assert empty.band is None
    assert (empty.overall.low, empty.overall.high) == (1, 5)
    assert (empty.band_low.id, empty.band_high.id) == ("begin", "learn")
    assert empty.sentence == "No level yet: none of the 9 applicable items is answered."
    assert empty.priorities == empty.strengths == empty.weakest == ()
    assert all(row.gap is None for row in empty.dimensions)


def test_a_profile_by_hand() -> None:
    # points: culture 4, 2; people 1, 5; processes 2, and 1 that counts double; two items open
    result = profile(QUESTIONNAIRE, some_answers())
    assert result.overall.value == Fraction(4 + 2 + 1 + 5 + 2 + 2 * 1, 7)
    assert result.overall.low == Fraction(16 + 2 * 1, 9)
    assert result.overall.high == Fraction(16 + 2 * 5, 9)
    assert (result.overall.answered, result.overall.applicable) == (6, 8)
    assert result.evidenced == 2
    assert [line.id for line in result.weakest] == [
        "processes.stopping",
        "people.training",
        "processes.inventory",
        "culture.reports",
    ]
    # gain, one step up but not above the target: list 1 / 1; stop 2 × 1 / 2; teach 1 / 2;
    # test 1 / 4 (its other item is open)
    assert [(p.action.id, p.gain) for p in result.priorities] == [
        ("act.list", 1),
        ("act.stop", 2),
        ("act.teach", 1),
        ("act.test", 1),
    ]
    assert [p.quick for p in result.priorities] == [True, False, False, False]


def test_a_band_begins_exactly_at_its_number() -> None:
    bands = QUESTIONNAIRE.bands
    assert band_of(bands, Fraction("4.25")).id == "learn"
    assert band_of(bands, Fraction("4.2499")).id == "work"
    assert band_of(reversed(bands), Fraction(0)).id == "begin"


def test_an_unknown_step_is_no_answer() -> None:
    result = profile(QUESTIONNAIRE, answers(culture__leaders="perfect"))
    assert [line.state for line in result.lines][:1] == ["unanswered"]


@pytest.mark.parametrize(
    ("change", "why"),
    [({"bands": []}, "no bands"), ({"sections": QUESTIONNAIRE.sections[:1]}, "no scored item")],
)
def test_what_cannot_be_scored_says_so(change: dict[str, object], why: str) -> None:
    broken: Questionnaire = QUESTIONNAIRE.model_copy(update=change)
    with pytest.raises(ValueError, match=why):
        profile(broken, {})
