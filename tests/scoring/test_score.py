"""Laws of dimensions, whatever the questionnaire and the answers are."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.score import Measure, Scorer, exact, explain, rounded, show

from ..strategies import answered, answers_to, completions, questionnaires, values_of
from .by_hand import form_of, item

Filled = tuple[Questionnaire, dict[str, Answer]]
OPEN = ["draft", "dont_know"]


def all_measures(form: Questionnaire, answers: dict[str, Answer]) -> dict[str, Measure]:
    scorer = Scorer(form)
    return {**scorer.measures(answers), "(all)": scorer.pooled(answers)}


@settings(max_examples=200)
@given(answered(most=4))
def test_bounds_contain_every_completion(filled: Filled) -> None:
    form, answers = filled
    scorer = Scorer(form)
    before = {**scorer.measures(answers), "(all)": scorer.pooled(answers)}
    for completed in completions(form, answers):
        after = {**scorer.measures(completed), "(all)": scorer.pooled(completed)}
        for key, first in before.items():
            last = after[key]
            if last.value is not None:
                assert first.bounds.low <= last.value <= first.bounds.high
            if last.share is not None:
                assert first.share_bounds.low <= last.share <= first.share_bounds.high
                assert first.maxima.low <= last.maximum <= first.maxima.high
            assert last.share is not None or not first.always


@settings(max_examples=100)
@given(answered(conditional=False, most=4))
def test_bounds_are_attained_where_nothing_is_conditional(filled: Filled) -> None:
    form, answers = filled
    scorer = Scorer(form)
    ends = [scorer.measures(c) for c in completions(form, answers)]
    for key, measure in scorer.measures(answers).items():
        values = [v for v in (one[key].value for one in ends) if v is not None]
        if values and not form.dimensions[key].modifiers:
            assert (min(values), max(values)) == (measure.bounds.low, measure.bounds.high)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from([-1, 0, 1, 2, 5]), min_size=2, max_size=3), st.booleans()
        ),
        min_size=2,
        max_size=3,
    ),
    st.sampled_from(["mean", "minimum", "sum"]),
)
def test_bounds_are_attained_where_each_item_has_a_gate_of_its_own(
    wanted: list[tuple[set[int], bool]], aggregate: str
) -> None:
    """Nothing is lost by taking uncertain items as independent where they are."""
    items: list[dict[str, Any]] = []
    for number, (points, gated) in enumerate(wanted):
        one = item(f"x{number}", *points, weight=number + 1)
        if gated:
            items.append({"id": f"g{number}", "type": "yesno", "text": "g"})
            one["show_when"] = {"q": f"g{number}", "is": "yes"}
        items.append(one)
    form = form_of([{"id": "s", "items": items}], {"aggregate": aggregate})
    scorer = Scorer(form)
    found = [scorer.measures(c)["d"].value for c in completions(form, {})]
    values = [v for v in found if v is not None]
    bounds = scorer.measures({})["d"].bounds
    if aggregate == "sum":  # without any item there is no sum; the bounds take it as 0
        values += [Fraction(0)] if None in found else []
    assert (bounds.low, bounds.high) == (min(values), max(values))


@given(answered(full=True), st.data())
def test_more_points_never_lower_a_share_while_the_same_items_are_shown(
    filled: Filled, data: st.DataObject
) -> None:
    form, answers = filled
    scorer = Scorer(form)
    item = data.draw(st.sampled_from(list(scorer.scored) or [None]))
    if item is None:
        return
    scored = scorer.scored[item]
    values = sorted(
        values_of(scorer.items[item], form), key=lambda v: scored.value(Answer(value=v)) or 0
    )
    one, other = sorted(
        data.draw(st.lists(st.integers(0, len(values) - 1), min_size=2, max_size=2))
    )
    less, more = (answers | {item: Answer(value=values[n])} for n in (one, other))
    if scorer.shown(less) != scorer.shown(more):
        return
    first, last = scorer.measures(less), scorer.measures(more)
    for key in ("a", "b"):  # the third has modifiers, which may punish
        a, b = first[key].share, last[key].share
        assert (a is None) == (b is None)
        assert a is None or b is None or a <= b


@given(answered(), st.data())
def test_order_does_not_matter(filled: Filled, data: st.DataObject) -> None:
    form, answers = filled
    keys = data.draw(st.permutations(list(answers)))
    sections = data.draw(st.permutations(form.sections))
    moved = form.model_copy(update={"sections": sections})
    one = all_measures(form, answers)
    assert all_measures(form, {k: answers[k] for k in keys}) == one
    for key, other in all_measures(moved, answers).items():
        first = one[key]
        assert (other.value, other.bounds, other.share_bounds, other.maximum) == (
            first.value,
            first.bounds,
            first.share_bounds,
            first.maximum,
        )


@given(answered(), st.data())
def test_a_second_score_is_what_a_fresh_scorer_finds(filled: Filled, data: st.DataObject) -> None:
    """What is kept from the last result never leaks into the next."""
    form, answers = filled
    scorer = Scorer(form)
    for _ in range(3):
        assert scorer.measures(answers) == Scorer(form).measures(answers)
        assert scorer.pooled(answers) == Scorer(form).pooled(answers)
        item = data.draw(st.sampled_from(list(form.items)))
        value = data.draw(st.sampled_from(values_of(item, form)))
        if item.id in answers and data.draw(st.booleans()):
            answers[item.id].value, answers[item.id].state = value, "answered"  # changed in place
        else:
            answers = answers | {item.id: Answer(value=value)}


@given(answered(), st.data())
def test_hidden_items_never_score(filled: Filled, data: st.DataObject) -> None:
    form, answers = filled
    scorer = Scorer(form)
    hidden = [k for k in scorer.items if k not in scorer.shown(answers)]
    changed = {k: a for k, a in answers.items() if k not in hidden}
    for key in hidden:
        value = data.draw(st.sampled_from(values_of(scorer.items[key], form)))
        changed[key] = Answer(value=value)
    one, other = scorer.measures(answers), scorer.measures(changed)
    for key, measure in one.items():
        assert (measure.value, measure.maximum) == (other[key].value, other[key].maximum)
        assert all(t.state != "hidden" for t in measure.terms)


@given(answered(), st.data())
def test_drafts_and_dont_know_are_as_open_as_blanks(filled: Filled, data: st.DataObject) -> None:
    form, answers = filled
    blank = {k: a for k, a in answers.items() if a.state not in OPEN}
    swapped = {
        k: a.model_copy(update={"state": data.draw(st.sampled_from(OPEN))})
        if a.state in OPEN
        else a
        for k, a in answers.items()
    }
    assert all_measures(form, blank) == all_measures(form, answers) == all_measures(form, swapped)


def told(form: Questionnaire, key: str, measures: dict[str, Measure]) -> Fraction | None:
    """A measure from nothing but its printed terms and the declared rule."""
    dimension = form.dimensions[key]
    measure = measures[key]
    base = key
    chain = [dimension]
    while chain[-1].based_on is not None:
        base = chain[-1].based_on
        chain.append(form.dimensions[base])
    rule = form.dimensions[base]
    rows = [r for r in explain(measure) if re.match(r"-?\d", r[2])]
    added = sum((Fraction(r[3]) for r in rows if r[3]), Fraction(0))
    value: Fraction | None
    if not rows:
        value = None
    elif rule.aggregate == "mean":
        value = added / sum(r[1] for r in rows)
    elif rule.aggregate == "minimum":
        value = min(Fraction(r[2]) for r in rows)
    elif rule.aggregate == "sum":
        value = added
    else:
        found = re.search(r" / (\S+) \(its maximum\)", " ".join(measure.story))
        value = added / Fraction(found.group(1)) if found else None
    for one in reversed(chain):
        for step in one.modifiers:
            share = measures[step.dimension].share
            if share is not None and share >= exact(step.share_at_least) and value is not None:
                value *= exact(step.multiply)
        if one.round is not None and one.round.when == "before_banding" and value is not None:
            value = rounded(value, one.round)
    return value


@given(answered())
def test_the_printed_terms_add_up_to_every_measure(filled: Filled) -> None:
    form, answers = filled
    scorer = Scorer(form)
    measures = scorer.measures(answers)
    for key, measure in measures.items():
        assert told(form, key, measures) == measure.value
        if measure.value is not None:
            assert measure.story[-1].count(show(measure.value)) or measure.share is None
    pooled = scorer.pooled(answers)
    rows = [r for r in explain(pooled) if r[3]]
    if pooled.value is not None:
        added = sum((Fraction(r[3]) for r in rows), Fraction(0))
        assert added / sum(r[1] for r in rows) == pooled.value


@given(questionnaires(conditional=False), st.data())
def test_a_full_form_has_no_room_left(form: Questionnaire, data: st.DataObject) -> None:
    answers = data.draw(answers_to(form, full=True))
    for measure in all_measures(form, answers).values():
        assert measure.value is None or measure.bounds.low == measure.value == measure.bounds.high
