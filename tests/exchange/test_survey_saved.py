"""Answers that the original tool saved: taken over as after completion, nothing lost in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from toolkit_widgets.exchange.saved import HIDDEN, UNKNOWN, SavedAnswers, import_answers
from toolkit_widgets.exchange.surveyjs import Imported, NotASurvey
from toolkit_widgets.models import fingerprint

from .survey_samples import ferry, question, survey, vector


def saved(data: dict[str, Any], imported: Imported | None = None, **beside: Any) -> SavedAnswers:
    whole = {"version": "0.1", "currentPage": 2, "data": data, **beside}
    return import_answers(json.dumps(whole).encode(), "saved.json", imported or ferry())


DATA = {
    "phase": "design",
    "crew size": 2,
    "who": "all-3",
    "data": ["faces-2"],
    "signDesign": "yes-3",
    "signLive": "yes-3",
    "why": "kept from earlier",
    "somebody": "else",
}


def test_scores_are_those_after_completion() -> None:
    file = saved(DATA).file
    form = ferry().questionnaire
    assert file.content.sha256 == fingerprint(form)
    assert file.answers["crew-size"].value == 2
    # care 3 of 5: 5 × 0.75 = 3.75, rounded to 4 of 12; the answer on the hidden page is gone
    assert vector(form, file.answers, "raw", "care", "current") == (5, 3, 4, "two")


def test_hidden_and_unknown_answers_are_kept_aside_and_listed() -> None:
    found = saved(DATA, translationsOnResult={})
    assert {(a.item, a.why) for a in found.file.aside} == {
        ("signLive", HIDDEN),
        ("why", HIDDEN),
        ("somebody", UNKNOWN),
    }
    assert [x.path for x in found.losses.found] == [
        "translationsOnResult", "somebody", "why", "signLive",
    ]  # fmt: skip


def test_the_data_alone_will_do() -> None:
    plain = import_answers(json.dumps(DATA).encode(), "saved.json", ferry())
    assert plain.file.answers == saved(DATA).file.answers


def test_values_of_every_kind() -> None:
    imported = survey(
        question("one", hasOther=True),
        {"type": "checkbox", "name": "many", "choices": ["a", 2]},
        {"type": "boolean", "name": "flag"},
        {"type": "rating", "name": "stars"},
        {"type": "matrix", "name": "m", "columns": ["no", "yes"], "rows": ["r1", "r2"]},
        {"type": "multipletext", "name": "t", "items": [{"name": "first"}]},
        {"type": "text", "name": "n", "inputType": "number"},
        {"type": "text", "name": "d", "inputType": "date"},
        {"type": "comment", "name": "c"},
    )
    found = saved(
        {
            "one": "other", "one-Comment": "Something", "many": [2, "a", "zzz"], "flag": False,
            "stars": 4, "m": {"r1": "yes"}, "t": {"first": "A"}, "n": "2.5", "d": "soon",
            "c": {"odd": 1},
        },
        imported,
    )  # fmt: skip
    values = {key: (a.state, a.value) for key, a in found.file.answers.items()}
    assert values == {
        "one": ("answered", "other"),
        "one.other": ("answered", "Something"),
        "many": ("answered", ["a", "2"]),
        "flag": ("answered", "no"),
        "stars": ("answered", "4"),
        "m.r1": ("answered", "yes"),
        "t.first": ("answered", "A"),
        "n": ("answered", 2.5),
        "d": ("draft", "soon"),
        "c": ("answered", '{"odd": 1}'),
    }
    told = " ".join(f"{x.what} {x.instead}" for x in found.losses.found)
    assert "'zzz' is not one of the choices" in told
    assert "kept as a draft" in told
    assert "with parts" in told


def test_no_saved_file() -> None:
    with pytest.raises(NotASurvey, match="is not JSON"):
        import_answers(b"PK", "saved.json", ferry())
