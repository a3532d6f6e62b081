"""Two rounds: item by item, never a total where it would mislead."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import STEPS, answers, small_questionnaire, some_answers
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.profile import profile
from toolkit_widgets.scoring.rounds import Round, compare_rounds

FORM = small_questionnaire()
ITEMS = [item.id for item in FORM.items if item.type == "scale"]

one_answer = st.sampled_from(STEPS).map(lambda s: Answer(value=s)) | st.sampled_from(
    [Answer(state="dont_know"), Answer(state="not_applicable"), Answer(), Answer(value="gone")]
)
sets = st.dictionaries(st.sampled_from(ITEMS), one_answer)


def changed(**changes: Any) -> Questionnaire:
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Questionnaire.model_validate({**data, **changes})


def verdicts(before: Round, after: Round) -> dict[str, tuple[str, str]]:
    return {c.id: (c.verdict, c.why) for c in compare_rounds(before, after).items}


@settings(max_examples=80, deadline=None)
@given(sets)
def test_a_round_compared_with_itself_is_all_the_same(given_answers: dict[str, Answer]) -> None:
    found = compare_rounds(Round(FORM, given_answers), Round(FORM, given_answers))
    assert {item.verdict for item in found.items} <= {"same"}
    assert len(found.items) + found.untouched == len(ITEMS)
    assert all(total.before == total.after for total in found.totals)


@settings(max_examples=80, deadline=None)
@given(sets, sets)
def test_better_one_way_is_worse_the_other_way(one: dict, other: dict) -> None:
    there, back = (compare_rounds(Round(FORM, a), Round(FORM, b)) for a, b in
                   ((one, other), (other, one)))  # fmt: skip
    assert there.counts["better"] == back.counts["worse"]
    assert there.counts["worse"] == back.counts["better"]
    assert there.counts["same"] == back.counts["same"]
    assert there.counts["not_comparable"] == back.counts["not_comparable"]
    assert sum(there.counts.values()) + there.untouched == len(ITEMS)


def test_each_item_gets_its_verdict_worst_first() -> None:
    before = answers(culture__leaders="none", culture__reports="managed", culture__public="defined",
                     people__training="improving",
                     people__roles=Answer(state="dont_know"))  # fmt: skip
    after = answers(culture__leaders="defined", culture__reports="started",
                    culture__public="defined", people__training=Answer(state="dont_know"),
                    people__roles=Answer(state="dont_know"), people__support="none")  # fmt: skip
    found = compare_rounds(Round(FORM, before, "spring"), Round(FORM, after, "autumn"))
    assert [(c.id, c.verdict, c.before, c.after) for c in found.items] == [
        ("culture.reports", "worse", 4, 2),
        ("culture.leaders", "better", 1, 3),
        ("culture.public", "same", 3, 3),
        ("people.roles", "same", None, None),
        ("people.training", "not_comparable", 5, None),
        ("people.support", "not_comparable", None, 1),
    ]
    assert [c.why for c in found.items[-2:]] == [
        "a step before, don't know now",
        "not answered before, a step now",
    ]
    assert found.untouched == 3
    assert found.sentence.startswith(
        "Items with a step in both rounds: 3. Of these 1 higher, 1 lower, 1 the same. "
        "Beside these: 2 cannot be compared, 1 again without a step."
    )


def test_totals_and_levels_are_those_of_the_profile() -> None:
    before, after = some_answers(), some_answers() | answers(people__training="improving")
    found = compare_rounds(Round(FORM, before), Round(FORM, after))
    overall = found.totals[0]
    assert overall.before == profile(FORM, before).overall.value
    assert overall.after == profile(FORM, after).overall.value
    assert overall.band_after == profile(FORM, after).band
    assert [t.title for t in found.totals[1:]] == ["Culture", "People and expertise", "Processes"]
    assert overall.band_before is not None
    assert f"Level before: “{overall.band_before.label}”" in found.sentence


def test_no_totals_across_major_versions_and_why() -> None:
    answered = some_answers()
    found = compare_rounds(Round(FORM, answered), Round(changed(version="2.0.0"), answered))
    assert found.totals == ()
    assert "versions 1 and 2" in found.no_totals
    assert "No totals and no levels" in found.sentence
    assert "Level before" not in found.sentence
    assert found.counts["same"] > 0
    minor = compare_rounds(Round(FORM, answered), Round(changed(version="1.9.0"), answered))
    assert minor.totals
    carried = compare_rounds(Round(FORM, answered, version="0.9.0"), Round(FORM, answered))
    assert carried.totals == ()


def test_new_retired_and_rescaled_items_are_told_apart() -> None:
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["scales"]["short"] = {
        "steps": [
            {"id": "none", "label": "No", "points": 1},
            {"id": "managed", "label": "Yes", "points": 2},
        ]
    }
    items = data["sections"][1]["items"]
    items[0]["id"] = "culture.new"
    items[1] |= {"scale": "short", "anchors": ["no", "yes"]}
    new = Questionnaire.model_validate(data | {"actions": []})
    given_answers = answers(culture__leaders="none", culture__reports="managed",
                            culture__new="none", culture__public="none")  # fmt: skip
    found = verdicts(Round(FORM, given_answers), Round(new, given_answers))
    assert found["culture.new"] == ("new", "")
    assert found["culture.leaders"] == ("retired", "")
    assert found["culture.reports"] == (
        "not_comparable",
        "its steps changed between the rounds",
    )
    assert found["culture.public"] == ("same", "")
    carried = Round(FORM, given_answers, changed={"culture.public": "carried over"}, gone=("old",))
    found = verdicts(carried, Round(FORM, given_answers))
    assert found["culture.public"] == ("not_comparable", "carried over")
    assert found["old"] == ("retired", "")


def test_different_questionnaires_are_refused() -> None:
    with pytest.raises(ValueError, match="'small-readiness' and 'other' are different"):
        compare_rounds(Round(FORM, {}), Round(changed(id="other"), {}))


def test_nothing_in_common_is_said() -> None:
    found = compare_rounds(
        Round(FORM, answers(culture__leaders="none")), Round(FORM, answers(culture__public="none"))
    )
    assert found.sentence.startswith("No item has a step in both rounds")
