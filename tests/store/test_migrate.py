"""A changed scale: what each strategy makes of an answer, and what is said without one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import STEPS, answer_file, answers, small_questionnaire
from toolkit_widgets.models import Answer, AnswerFile, Questionnaire, Rescale
from toolkit_widgets.scoring.rounds import compare_rounds
from toolkit_widgets.store import stamp_of
from toolkit_widgets.store.migrate import fit
from toolkit_widgets.store.rounds import as_round

FORM = small_questionnaire()
ITEM = "culture.leaders"
THREE = ["no", "partly", "yes"]


def rescale(how: str, old: list[str], new: list[str], **more: Any) -> Rescale:
    data = {"op": "rescale", "item": ITEM, "how": how, "old": old, "new": new, **more}
    return Rescale.model_validate(data)


def edition(steps: list[str], *migration: Rescale, version: str = "2.0.0") -> Questionnaire:
    """The small questionnaire with other steps for every item."""
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["scales"]["maturity"]["steps"] = [
        {"id": s, "label": s, "points": n} for n, s in enumerate(steps, start=1)
    ]
    for section in data["sections"]:
        for item in section["items"]:
            item.pop("anchors", None)
    data["version"] = version
    if migration:
        moved = [step.model_dump(mode="json") for step in migration]
        data["migrations"] = [{"from": "1.2.0", "to": version, "steps": moved}]
    return Questionnaire.model_validate(data)


def stamped(**given_answers: str | Answer) -> AnswerFile:
    return answer_file(FORM, answers(**given_answers), content=stamp_of(FORM))


@pytest.mark.parametrize(
    ("how", "new", "becomes"),
    [
        # half up: "started" is at 1/4 of five steps, which is 0.5 of three: the upper one
        ("proportional", THREE, ["no", "partly", "partly", "yes", "yes"]),
        ("proportional", ["no", "yes"], ["no", "no", "yes", "yes", "yes"]),
        ("proportional", list("abcdefghi"), ["a", "c", "e", "g", "i"]),
        ("clamp", THREE, ["no", "partly", "yes", "yes", "yes"]),
        ("clamp", list("abcdefg"), ["a", "b", "c", "d", "e"]),
        ("reset", THREE, [None] * 5),
        ("map", THREE, ["no", None, "yes", None, None]),
    ],
)
def test_each_strategy_moves_each_step(how: str, new: list[str], becomes: list) -> None:
    step = rescale(how, list(STEPS), new, map={"none": "no", "defined": "yes"})
    assert [step.step(old) for old in STEPS] == becomes
    assert step.step("no-such-step") is None


scales = st.integers(2, 9).map(lambda n: [f"s{i}" for i in range(n)])


@given(scales, scales, st.sampled_from(["proportional", "clamp"]))
def test_no_strategy_changes_an_order(old: list[str], new: list[str], how: str) -> None:
    places = [new.index(rescale(how, old, new).step(step) or "") for step in old]
    assert places == sorted(places)
    assert places[0] == 0
    if how == "proportional":
        assert places[-1] == len(new) - 1
        nearest = [min(abs(i / (len(old) - 1) - j / (len(new) - 1)) for j in range(len(new)))
                   for i in range(len(old))]  # fmt: skip
        away = [abs(i / (len(old) - 1) - p / (len(new) - 1)) for i, p in enumerate(places)]
        assert away == pytest.approx(nearest)


@given(scales)
def test_the_same_scale_changes_nothing(scale: list[str]) -> None:
    for how in ("proportional", "clamp"):
        assert [rescale(how, scale, scale).step(step) for step in scale] == scale


def test_a_declared_strategy_is_applied_and_said() -> None:
    new = edition(THREE, rescale("proportional", list(STEPS), THREE))
    file = stamped(culture__leaders=Answer(value="started", comment="kept"))
    said = fit(file, new, stamp_of(new))
    assert file.answers[ITEM] == Answer(value="partly", comment="kept")
    assert [(c.item, c.kind) for c in said] == [(ITEM, "rescaled")]
    assert said[0].words == (f"'{ITEM}': your step 'started' became 'partly'; please look again.")
    assert file.content == stamp_of(new)


@pytest.mark.parametrize(
    "steps",
    [THREE, list(STEPS[:4]), [*STEPS, "more"], list(reversed(STEPS))],
    ids=["others", "one fewer", "one more", "turned round"],
)
def test_without_a_strategy_the_answer_is_kept_aside_and_said(steps: list[str]) -> None:
    """Also where the old step still exists: among others it means something else."""
    new = edition(steps)
    file = stamped(culture__leaders="started", culture__reports=Answer(state="dont_know"))
    said = fit(file, new, stamp_of(new))
    assert list(file.answers) == ["culture.reports"]
    assert [(a.item, a.answer.value) for a in file.aside] == [(ITEM, "started")]
    assert "has new steps; please answer it again" in said[0].words


def test_files_of_earlier_editions_keep_what_still_exists() -> None:
    """They carry no scales: only a step that is gone can be told."""
    file = answer_file(FORM, answers(culture__leaders="started", culture__reports="improving"))
    assert file.content.shapes == {}
    new = edition(list(STEPS[:4]))
    fit(file, new, stamp_of(new))
    assert list(file.answers) == [ITEM]
    assert [a.item for a in file.aside] == ["culture.reports"]


def test_a_corrected_text_changes_no_answer() -> None:
    new = edition(list(STEPS), version="1.2.1")
    file = stamped(culture__leaders="started")
    assert fit(file, new, stamp_of(new)) == []
    assert file.answers[ITEM].value == "started"


def test_a_carried_over_answer_is_not_compared() -> None:
    new = edition(THREE, rescale("proportional", list(STEPS), THREE))
    before = stamped(culture__leaders="started", culture__reports="none")
    found = compare_rounds(as_round(before, new, "before"), as_round(before, new, "again"))
    assert {c.id: c.verdict for c in found.items}[ITEM] == "not_comparable"
    assert before.answers[ITEM].value == "started"  # the file itself is left alone
