"""Gates: what keeps one shut, what counts as passed, and overrides that never disappear."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples_gates import CONDITIONS, GO, OVERRIDE, REASON, STOP, gate, ready, workbook
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.gate import (
    PASSED,
    GateState,
    Missing,
    banner_of,
    gate_state,
    gate_states,
    joined,
    keep_former,
)
from toolkit_widgets.scoring.gate_entry import settle
from toolkit_widgets.scoring.gate_value import former_of, read_gate
from toolkit_widgets.scoring.records import Unfinished
from toolkit_widgets.scoring.values import read_answer
from toolkit_widgets.scoring.visibility import is_answered, progress, visible

FORM = workbook()
AT = "2026-03-02T09:30:00+00:00"


def without(*names: str, **more: Answer) -> dict[str, Answer]:
    answers = ready(**more)
    return {key: answer for key, answer in answers.items() if key not in names}


def first(answers: dict[str, Answer], form: Questionnaire = FORM) -> GateState:
    return gate_state(form, gate(form), answers)


def second(answers: dict[str, Answer], form: Questionnaire = FORM) -> GateState:
    return gate_state(form, gate(form, "use.gate"), answers)


def decided(value: dict[str, Any]) -> dict[str, Answer]:
    return {"planning.gate": Answer(value=value)}


def enter(answers: dict[str, Answer], value: object, name: str = "planning.gate") -> str | None:
    """Enter a value at a gate as the form does; the answers change in place."""
    raw = {"value": value}
    answer, problem = settle(FORM, gate(FORM, name), raw, answers.get(name), answers, AT)
    answers[name] = answer
    return problem


# -- what is missing ---------------------------------------------------------------------------


def test_a_gate_says_everything_that_is_missing_and_why() -> None:
    state = first({})
    assert [one.because for one in state.missing] == [
        "The system has no name. Nobody can ask for it.",
        "There is no legal opinion.",
    ]
    assert (state.open, state.standing, state.decision) == (False, "shut", None)


def test_with_everything_there_it_is_open_and_waits() -> None:
    state = first(ready())
    assert (state.open, state.standing, state.missing) == (True, "open, not decided", ())


def test_a_need_in_a_hidden_section_is_none_and_one_in_a_shown_section_is() -> None:
    assert first(ready()).open
    shown = ready(**{"planning.children": Answer(value="yes")})
    assert [one.id for one in first(shown).missing] == ["guardian"]


def test_a_need_on_an_item_that_is_hidden_alone_counts_as_unmet() -> None:
    data = FORM.model_dump(by_alias=True, exclude_defaults=True)
    law = data["sections"][0]["items"][2]
    law["show_when"] = {"q": "planning.children", "is": "yes"}
    form = Questionnaire.model_validate(data)
    assert [one.id for one in first(ready(), form).missing] == ["law"]


@pytest.mark.parametrize("state", ["draft", "dont_know", "not_applicable"])
def test_only_an_answer_meets_a_need(state: str) -> None:
    name = Answer.model_validate({"state": state, "value": "Camera", "reason": "Because."})
    assert [one.id for one in first(ready(**{"planning.name": name})).missing] == ["name"]


def test_the_gate_before_comes_first() -> None:
    state = second(ready())
    assert [one.because for one in state.missing] == [
        "Gate 1 (Planning) comes first. It is: open, not decided."
    ]
    assert second(ready() | decided(GO)).open
    assert [one.id for one in second(ready() | decided(STOP)).missing] == ["gate:planning.gate"]


def test_a_gate_in_a_hidden_section_hands_on_to_the_one_before() -> None:
    data = FORM.model_dump(by_alias=True, exclude_defaults=True)
    middle = {**data["sections"][2]["items"][1], "id": "children.gate"}
    data["sections"][1]["items"].append(middle)
    data["sections"][2]["items"][1]["after"] = "children.gate"
    form = Questionnaire.model_validate(data)
    hidden = second(ready(), form)
    assert [one.id for one in hidden.missing] == ["gate:planning.gate"]
    assert second(ready() | decided(GO), form).open
    children = ready(**{"planning.children": Answer(value="yes")}) | decided(GO)
    assert "gate:children.gate" in [one.id for one in second(children, form).missing]


# -- what counts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "standing"),
    [(GO, "passed"), (CONDITIONS, "passed with conditions"), (STOP, "stopped")],
)
def test_a_decision_at_an_open_gate(value: dict[str, Any], standing: str) -> None:
    answers = ready()
    assert enter(answers, value) is None
    assert first(answers).standing == standing


def test_no_go_needs_nothing_but_a_role_and_a_date() -> None:
    answers: dict[str, Answer] = {}
    assert enter(answers, STOP) is None
    assert first(answers).standing == "stopped"


def test_go_at_a_shut_gate_is_kept_as_a_draft_with_a_sentence() -> None:
    answers = without("planning.law")
    problem = enter(answers, GO)
    assert problem == (
        "This gate is shut: 1 thing is missing. “Go” is kept as a draft and does not count. "
        "To open it anyway, you need: a reason of at least 20 characters, a role and a date."
    )
    assert answers["planning.gate"].state == "draft"
    assert answers["planning.gate"].value == GO
    state = first(answers)
    assert (state.standing, state.decision, state.draft) == ("shut", None, True)
    assert not is_answered(gate(FORM), answers["planning.gate"])


def test_a_draft_does_not_count_when_the_gate_opens_until_it_is_confirmed() -> None:
    answers = without("planning.law")
    enter(answers, GO)
    answers |= ready()
    state = first(answers)
    assert (state.standing, state.draft, state.complete) == ("open, not decided", True, True)
    assert enter(answers, GO) is None
    assert first(answers).standing == "passed"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"override_reason": "too short a reason"}, "a reason of at least 20 characters"),
        ({"override_by": " "}, "a role"),
        ({"override_on": ""}, "a date"),
    ],
)
def test_an_override_needs_its_three_parts(change: dict[str, str], words: str) -> None:
    answers = without("planning.law")
    problem = enter(answers, {**GO, **OVERRIDE, **change})
    assert problem is not None
    assert problem.endswith(f"you still need: {words}.")
    assert first(answers).standing == "shut"


def test_an_override_opens_a_shut_gate_and_writes_down_what_was_missing() -> None:
    answers = without("planning.law")
    assert enter(answers, {**GO, **OVERRIDE}) is None
    state = first(answers)
    assert state.standing == "passed although shut"
    assert [one.id for one in state.overridden] == ["law"]
    assert second(answers).open


def test_what_breaks_after_an_override_is_not_covered_by_it() -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    del answers["planning.name"]
    state = first(answers)
    assert state.standing == "passed, but no longer supported"
    assert [one.id for one in state.reasons] == ["name"]


def test_a_need_that_breaks_after_go_takes_the_support_away_and_not_the_decision() -> None:
    answers = ready()
    enter(answers, GO)
    del answers["planning.law"]
    state = first(answers)
    assert (state.standing, state.decision) == ("passed, but no longer supported", "go")
    assert not second(answers).open
    assert enter(answers, {**GO, "advice": "The authority"}) is None  # words around it
    assert first(answers).standing == "passed, but no longer supported"
    assert "shut" in str(enter(answers, {**GO, "decided_on": "2026-03-09"}))  # a new decision
    assert first(answers).standing == "shut"


def test_an_override_that_was_filled_in_at_an_open_gate_opens_nothing_later() -> None:
    answers = ready()
    enter(answers, {**GO, **OVERRIDE})
    assert (first(answers).standing, first(answers).override) == ("passed", None)
    del answers["planning.law"]
    assert first(answers).standing == "passed, but no longer supported"
    enter(answers, {**GO, **OVERRIDE, "override_on": "2026-03-05"})
    assert first(answers).standing == "passed although shut"


# -- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"decision": "maybe"}, "'maybe' is none of go, go_with_conditions, no_go"),
        ({"decision": "go", "decided_on": "soon"}, "Decided on: 'soon' is not a date"),
        ({"decided_by": 7}, "Decided by (role): text is asked for, not 7"),
        ({"decided_by": "x" * 401}, "400 are possible"),
        ({"verdict": "go"}, "'verdict' is no part of a gate"),
        (["go"], "does not belong to this question"),
        ({**GO, "former": "none"}, "'former' is a list of earlier overrides"),
        ({**GO, "former": [{"decision": "go"}]}, "'former' is a list of earlier overrides"),
        ({**GO, "override_missing": ["law"]}, "a list of need and because"),
    ],
)
def test_what_is_no_gate_value_is_refused_in_words(value: object, words: str) -> None:
    answer, problem = read_answer(gate(FORM), {"value": value}, {})
    assert words in str(problem)
    assert not isinstance(problem, Unfinished)
    assert (answer.state, answer.value) == ("draft", value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"decided_by": "Chief"}, "go, go with conditions, or no go"),
        ({"decision": "go"}, "who decided"),
        ({"decision": "go", "decided_by": "Chief"}, "the date"),
        ({k: v for k, v in CONDITIONS.items() if k != "conditions"}, "which conditions"),
    ],
)
def test_what_is_only_not_finished_is_said_quietly(value: object, words: str) -> None:
    _, problem = read_gate(value)
    assert isinstance(problem, Unfinished)
    assert words in problem


@pytest.mark.parametrize(
    "value",
    [
        {"x" * 10_000: 1},
        {"decision": "x" * 10_000},
        {"decided_by": {"x": ["y" * 10_000]}},
        {"decided_on": "x" * 10_000},
    ],
    ids=["part", "decision", "role", "date"],
)
def test_a_sentence_repeats_little_of_what_was_wrong(value: object) -> None:
    _, problem = read_gate(value)
    assert problem is not None
    assert len(problem) < 250


@pytest.mark.parametrize("before", [5, "go", ["go"]])
def test_a_value_from_a_file_that_is_no_gate_does_not_block_the_next_entry(before: Any) -> None:
    answers = ready() | {"planning.gate": Answer(state="draft", value=before)}
    assert first(answers).standing == "open, not decided"
    assert enter(answers, GO) is None
    assert first(answers).standing == "passed"


def test_earlier_overrides_alone_are_no_answer() -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    enter(answers, None)
    assert first(answers).standing == "shut"
    assert len(first(answers).former) == 1
    count = progress(FORM.items, set(visible(FORM, answers)), answers)
    assert count["answered"] == len(answers) - 1


# -- overrides stay ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "after",
    [
        None,
        STOP,
        GO,
        {**GO, **OVERRIDE, "override_by": "Somebody else"},
        {**GO, **OVERRIDE, "override_reason": "Quite another reason than before."},
        {**CONDITIONS, **OVERRIDE},
    ],
)
def test_a_changed_or_withdrawn_override_stays_with_what_was_missing_then(after: object) -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    answers |= {"planning.law": ready()["planning.law"]}  # by now nothing is missing
    enter(answers, after)
    (former,) = first(answers).former
    assert former == {
        "decision": "go",
        **OVERRIDE,
        "missing": [{"need": "law", "because": "There is no legal opinion."}],
        "until": AT,
    }


def test_withdrawing_an_override_shuts_the_gate_again() -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    assert "shut" in str(enter(answers, GO))
    assert first(answers).standing == "shut"


def test_words_added_to_the_reason_are_the_same_override() -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    enter(answers, {**GO, **OVERRIDE, "override_reason": f"{REASON} And the mayor agrees."})
    assert first(answers).former == []
    assert first(answers).standing == "passed although shut"


def test_an_override_stays_in_force_while_the_gate_is_properly_passed() -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    state = first(answers | ready())
    assert state.standing == "passed"
    assert state.override == {"decision": "go", **OVERRIDE}
    assert [one.because for one in state.overridden] == ["There is no legal opinion."]


def test_the_browser_cannot_write_or_remove_former_overrides() -> None:
    answers = without("planning.law")
    enter(answers, {**GO, **OVERRIDE})
    enter(answers, STOP)
    before = first(answers).former
    enter(answers, {**STOP, "former": []})
    enter(answers, {**GO, "former": [{"decision": "go", **OVERRIDE, "missing": [], "until": ""}]})
    enter(answers, "nonsense")
    assert first(answers).former == before
    assert enter(ready(), {**GO, "former": "nonsense", "override_missing": 7}) is None


TEXTS = st.sampled_from(["", REASON, REASON + " More.", "Another reason that is long enough."])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "decision": st.sampled_from(["go", "go_with_conditions", "no_go"]),
        "decided_by": st.sampled_from(["", "Chief", "Deputy"]),
        "decided_on": st.sampled_from(["", "2026-03-01", "2026-03-09", "soon"]),
        "conditions": st.sampled_from(["", "Only by day."]),
        "override_reason": TEXTS,
        "override_by": st.sampled_from(["", "Chief", "Deputy"]),
        "override_on": st.sampled_from(["", "2026-03-01"]),
        "former": st.just([]),
    },
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["planning.gate", "planning.law", "planning.name"]), VALUES),
    max_size=12,
)


@given(STEPS)
def test_laws_of_a_gate(steps: list[tuple[str, dict[str, Any]]]) -> None:
    """Whatever is entered in whatever order: nothing former is lost, no shut gate is passed."""
    answers = ready()
    kept: list[dict[str, Any]] = []
    overrides: list[dict[str, str]] = []
    for name, value in steps:
        if name == "planning.gate":
            enter(answers, value)
        elif name in answers:
            del answers[name]
        else:
            answers[name] = ready()[name]
        state = first(answers)
        assert all(one in state.former for one in kept)
        kept = state.former
        if state.standing in PASSED and not state.open:
            assert state.override is not None
        if state.override is not None and state.override not in overrides:
            overrides.append(state.override)
        if state.decision == "no_go":
            assert state.standing == "stopped"
        assert (state.standing == "shut") <= (not state.open)
    # every override that ever was in force is there still, perhaps with more words in its reason
    last = first(answers)
    seen = [*last.former, *([last.override] if last.override else [])]
    for one in overrides:
        assert any(
            entry["override_reason"].startswith(one["override_reason"])
            and entry["override_by"] == one["override_by"]
            for entry in seen
        )


def entry(number: int) -> dict[str, Any]:
    return {"decision": "go", **OVERRIDE, "override_by": f"Role {number}", "missing": [],
            "until": f"2026-03-0{number}"}  # fmt: skip


FORMER = st.lists(st.integers(1, 9).map(entry), max_size=4)


@given(FORMER, FORMER)
def test_putting_two_copies_together_keeps_the_union(
    one: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    left = joined({**STOP, "former": one}, [{**STOP, "former": other}], AT)
    right = joined({**STOP, "former": other}, [{**STOP, "former": one}], AT)
    assert former_of(left) == former_of(right)
    assert {e["override_by"] for e in former_of(left)} == {e["override_by"] for e in one + other}
    assert joined(left, [left], AT) == left


def test_what_was_in_force_in_another_copy_counts_as_former() -> None:
    other = {**GO, **OVERRIDE, "override_missing": [{"need": "law", "because": "No law."}]}
    (kept,) = former_of(joined(STOP, [other], AT))
    assert (kept["override_reason"], kept["until"]) == (REASON, AT)
    assert former_of(joined(other, [other], AT)) == []


def test_an_override_without_its_reasons_keeps_what_is_missing_now() -> None:
    kept = keep_former({**GO, **OVERRIDE}, GO, [Missing("law", "No law.")], AT)
    assert kept["former"][0]["missing"] == [{"need": "law", "because": "No law."}]


def test_an_override_written_by_hand_is_listed_even_where_nothing_is_missing() -> None:
    state = first(ready() | decided({**GO, **OVERRIDE}))
    assert (state.standing, state.override) == ("passed", {"decision": "go", **OVERRIDE})
    assert state.overridden == ()


# -- banners -----------------------------------------------------------------------------------


def test_sections_behind_a_shut_or_stopped_gate_carry_a_banner() -> None:
    def banner(answers: dict[str, Answer], section: str) -> str | None:
        found = banner_of(gate_states(FORM, answers), section, FORM)
        return found.gate.id if found else None

    assert banner({}, "planning") is None
    assert banner({}, "use") == "planning.gate"
    assert banner(ready(), "use") is None  # open, not decided
    assert banner(ready() | decided(STOP), "use") == "planning.gate"
    assert banner(ready() | decided(GO), "use") is None


# -- what no override opens ----------------------------------------------------------------------


def barred_form() -> Questionnaire:
    """The workbook in which the first gate's first need bars every override."""
    data = FORM.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for section in data["sections"]:
        for item in section["items"]:
            if item["id"] == "planning.gate":
                item["needs"][0]["bars"] = True
    return Questionnaire.model_validate(data)


def test_an_override_is_refused_in_words_where_the_need_bars_it() -> None:
    form = barred_form()
    name = gate(form).needs[0]
    answers = {key: answer for key, answer in ready().items() if key not in _asked(name.when)}
    value = {**GO, **OVERRIDE}
    answer, problem = settle(form, gate(form), {"value": value}, None, answers, AT)
    assert answer.state == "draft", "kept as typed, never counted"
    assert answer.value["decision"] == "go"
    assert problem is not None
    assert problem.startswith("No override opens this gate: ")
    assert "decide no go" in problem
    answers["planning.gate"] = Answer(value=value)
    assert first(answers, form).standing == "passed, but no longer supported"
    settled, problem = settle(form, gate(form), {"value": STOP}, None, answers, AT)
    assert (settled.state, problem) == ("answered", None), "no go needs nothing"


def _asked(condition: Any) -> set[str]:
    from toolkit_widgets.models import referenced

    return set(referenced(condition))


def test_an_opening_that_was_withdrawn_stays_in_the_first_sentence() -> None:
    from toolkit_widgets.scoring.gate_summary import gate_summary

    answers = without("planning.law")
    assert enter(answers, {**GO, **OVERRIDE}) is None
    assert enter(answers, STOP) is None
    said = gate_summary(FORM, answers).sentence
    assert said.endswith(" Once, a shut gate was opened and shut again.")
    assert "opened and shut again" not in gate_summary(FORM, ready()).sentence
