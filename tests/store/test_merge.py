"""Merging: one edition only, each person once, in any order."""

from __future__ import annotations

import random
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import STEPS, answer_file, answers, small_questionnaire
from toolkit_widgets.models import Answer, AnswerFile, Questionnaire, Respondent, fingerprint
from toolkit_widgets.scoring.several import agreement, discussion, responses, several
from toolkit_widgets.store import stamp_of
from toolkit_widgets.store.merge import Mixed, merge

FORM = small_questionnaire()


def edited(**changes: Any) -> Questionnaire:
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Questionnaire.model_validate({**data, **changes})


def handed(
    who: str = "", step: str = "none", form: Questionnaire = FORM, **more: Any
) -> AnswerFile:
    person = Respondent(pseudonym=who, role="head of unit")
    given_answers = answers(culture__leaders=step)
    return answer_file(form, given_answers, content=stamp_of(form), respondent=person, **more)


def test_people_stand_in_order_with_the_hashes_of_what_they_handed_in() -> None:
    files = [handed("Wren"), handed("Heron", "defined")]
    found = merge(files)
    assert [f.respondent.pseudonym for f in found.files] == ["Heron", "Wren"]
    assert [(i.pseudonym, i.role, i.sha256) for i in found.inputs] == [
        ("Heron", "head of unit", fingerprint(files[1])),
        ("Wren", "head of unit", fingerprint(files[0])),
    ]
    assert found.said == ()


def test_the_later_file_of_one_person_counts_and_is_reported() -> None:
    old = handed("Wren", "none", updated="2026-03-01T23:30:00+00:00")
    new = handed("Wren", "defined", updated="2026-03-02T00:15:00+02:00")  # earlier in UTC
    found = merge([new, old], ["new.json", "old.json"])
    assert [f.answers["culture.leaders"].value for f in found.files] == ["none"]
    assert found.said == (
        "'Wren' handed in 2 files. old.json counts, updated last (2026-03-01T23:30:00+00:00); "
        "left out: new.json.",
    )


def test_a_second_round_is_not_a_duplicate_and_is_said() -> None:
    found = merge([handed("Wren", round="spring"), handed("Wren", round="autumn")])
    assert len(found.files) == 2
    assert found.said == ("These files are of 2 rounds: 'autumn', 'spring'. Merge one at a time.",)


def test_people_without_a_pseudonym_get_a_number_nobody_has() -> None:
    files = [handed("respondent 1"), handed("", "none"), handed("  \t", "defined")]
    found = merge(files, ["a.json", "b.json", "c.json"])
    names = [f.respondent.pseudonym for f in found.files]
    assert names == ["respondent 1", "respondent 2", "respondent 3"]
    assert sum("has no pseudonym" in sentence for sentence in found.said) == 2
    assert files[1].respondent.pseudonym == ""  # what was handed in stays as it is


def test_the_same_file_twice_counts_once() -> None:
    found = merge([handed(), handed(), handed("", "defined")])
    assert len(found.files) == 2
    assert "handed in the same file 2 times; it counts once" in found.said[0]


def test_mixed_editions_are_refused_by_name() -> None:
    other = edited(version="2.0.0")
    with pytest.raises(Mixed) as error:
        merge([handed("a"), handed("b", form=other)], ["mine.json", "theirs.json"])
    assert "2 different editions" in str(error.value)
    assert "mine.json: questionnaire 'small-readiness' 1.2.0" in str(error.value)
    assert "theirs.json: questionnaire 'small-readiness' 2.0.0" in str(error.value)


def test_a_corrected_typo_is_no_other_edition() -> None:
    found = merge([handed("a"), handed("b", form=edited(title="Without a typo", version="1.2.1"))])
    assert len(found.files) == 2


def test_files_without_the_new_hashes_are_known_by_the_old_one() -> None:
    old = handed("a")
    old.content.scoring_sha256 = old.content.text_sha256 = ""
    assert len(merge([old, handed("b")]).files) == 2
    assert len(merge([old, handed("b")], questionnaire=FORM).files) == 2
    with pytest.raises(Mixed):
        merge([old, handed("b", form=edited(title="Another"))])


def test_an_earlier_version_is_carried_over_where_that_is_declared() -> None:
    move = {"op": "rename", "old": "culture.leaders", "new": "culture.heads"}
    data = FORM.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["sections"][1]["items"][0]["id"] = "culture.heads"
    data |= {"version": "2.0.0", "actions": [],
             "migrations": [{"from": "1.2.0", "to": "2.0.0", "steps": [move]}]}  # fmt: skip
    new = Questionnaire.model_validate(data)
    before = handed("a")
    present = answer_file(new, answers(culture__heads="none"), content=stamp_of(new),
                          respondent=Respondent(pseudonym="b"))  # fmt: skip
    found = merge([before, present], ["old.json", "new.json"], new)
    assert [f.answers["culture.heads"].value for f in found.files] == ["none", "none"]
    assert found.said == (
        "old.json was carried from version 1.2.0 to 2.0.0. "
        "'culture.leaders' is now called 'culture.heads'.",
    )
    assert "culture.leaders" in before.answers
    assert found.inputs[0].sha256 == fingerprint(before)


def test_another_edition_than_this_one_is_refused() -> None:
    with pytest.raises(Mixed, match="no declared migration leads there"):
        merge([handed("a"), handed("b")], questionnaire=edited(version="2.0.0"))


def test_other_content_and_nothing_are_refused() -> None:
    quiz = handed("a")
    quiz.content.kind = "quizzes"
    with pytest.raises(Mixed, match="Only answers to questionnaires"):
        merge([quiz])
    with pytest.raises(ValueError, match="no file to merge"):
        merge([])


def test_names_from_elsewhere_cannot_steer_a_terminal() -> None:
    found = merge([handed("\x1b[2JWren\r\n\u202eevil" + "x" * 500)])
    name = found.files[0].respondent.pseudonym
    assert name.isprintable()
    assert name.startswith("[2JWren evil")
    assert len(name) == 80


crowd = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(STEPS),
        st.sampled_from(["", "2026-01-01T00:00:00+00:00", "2026-02-01", "yesterday"]),
        st.sampled_from(["", "spring"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(crowd, st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(people: list, dice: random.Random) -> None:
    files = [handed(who, step, updated=when, round=time) for who, step, when, time in people]
    names = [f"{n}.json" for n in range(len(files))]
    order = dice.sample(range(len(files)), len(files))
    one = merge(files, names)
    other = merge([files[n] for n in order], [names[n] for n in order])
    assert one.files == other.files
    assert one.inputs == other.inputs
    rows = [several(FORM, responses(m.files)) for m in (one, other)]
    assert rows[0] == rows[1]
    assert discussion(rows[0]) == discussion(rows[1])
    assert agreement(rows[0]) == agreement(rows[1])


def test_nobody_is_lost_or_counted_twice() -> None:
    files = [handed(f"p{n}", STEPS[n % 5]) for n in range(30)]
    found = merge([*files, *files[:7]])
    assert [f.respondent.pseudonym for f in found.files] == sorted(f"p{n}" for n in range(30))
    assert len(found.said) == 7


def test_the_benchmark_counts_everybody() -> None:
    file = Path(__file__).parents[2] / "benchmarks" / "merge.py"
    found = runpy.run_path(str(file))["main"]()  # asserts the counts itself
    assert found["all"] < 10_000  # ms; a second on a quiet machine, ten is another algorithm


def test_an_answer_of_any_shape_is_merged() -> None:
    odd = handed("a")
    odd.answers["culture.leaders"] = Answer(value={"deep": [1, {"x": None}]})
    row = several(FORM, responses(merge([odd]).files))[0]
    assert row.states == ("unanswered",)
