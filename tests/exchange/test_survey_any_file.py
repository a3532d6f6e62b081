"""Files that nobody has seen: each is imported in full view, or refused in one sentence."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.content.parse import parse_text
from toolkit_widgets.exchange.surveyjs import NotASurvey, import_survey
from toolkit_widgets.exchange.writing import as_mapping, as_yaml, write_import
from toolkit_widgets.models import Questionnaire, fingerprint
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.visibility import cycle

from .survey_samples import FERRY, ferry_profile

KINDS = [
    "radiogroup", "checkbox", "dropdown", "boolean", "rating", "text", "comment", "html", "matrix",
    "panel", "imagepicker", "multipletext", "tagbox", "paneldynamic", "file", "", "hologram",
]  # fmt: skip
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats(allow_nan=False, width=16)
    | st.text(max_size=8) | st.sampled_from(["{q1} = 'a'", "{q2} contains 1", "<b>x</b>", "a-3"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["value", "text", "default", "fr", "name", "x"]), inner,
                      max_size=3),
    max_leaves=5,
)  # fmt: skip
KEYS = [
    "title", "choices", "visibleIf", "columns", "rows", "items", "html", "description", "rateMin",
    "rateMax", "rateStep", "rateValues", "hasOther", "hasNone", "inputType", "min", "max",
    "visible", "isRequired", "choicesOrder", "valueTrue", "labelTrue", "maxSelectedChoices", "help",
    "name",
]  # fmt: skip


def element(inner: Any) -> Any:
    return st.fixed_dictionaries(
        {"type": st.sampled_from(KINDS) | junk},
        optional={
            "name": st.sampled_from(["q1", "q2", "q 3", "Q1", "é", "yes", "1", "null"]) | junk,
            "choices": st.lists(st.sampled_from(["a", "b-2", 3, True, "c|See"]), max_size=4) | junk,
            "elements": st.lists(inner, max_size=3) | junk,
            **{key: junk for key in KEYS if key not in ("name", "choices")},
        },
    )


elements = element(element(junk))
pages = st.fixed_dictionaries(
    {"elements": st.lists(elements, min_size=1, max_size=4)},
    optional={"name": junk, "title": junk, "visibleIf": junk, "description": junk},
)
surveys = st.fixed_dictionaries(
    {"pages": st.lists(pages, min_size=1, max_size=3)},
    optional={"title": junk, "description": junk, "locale": junk, "triggers": junk},
)


def check(data: Any, profile: Any = None) -> bool:
    content = json.dumps(data).encode()
    try:
        found = import_survey(content, "any.json", profile)
    except NotASurvey as error:
        return _refused(str(error))
    text = as_yaml(found)
    assert as_yaml(import_survey(content, "any.json", profile)) == text
    form = parse_text(text, Questionnaire, "questionnaire.yaml").model
    assert fingerprint(form) == fingerprint(found.questionnaire)
    assert not cycle(form)
    ids = [item.id for item in form.items]
    assert len({key.lower() for key in ids}) == len(ids)
    Scorer(form).measures({})
    json.dumps(as_mapping(found))
    return True


def _refused(sentence: str) -> bool:
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return False


@settings(max_examples=250, deadline=None)
@given(surveys)
def test_any_survey(data: Any) -> None:
    check(data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), junk)
def test_one_value_of_a_good_file_replaced(seed: int, value: Any) -> None:
    data = json.loads(FERRY.read_bytes())
    generator = random.Random(seed)
    here, spots = [data], []
    while here:
        one = here.pop()
        for key in one if isinstance(one, dict) else range(len(one)):
            spots.append((one, key))
            if isinstance(one[key], dict | list):
                here.append(one[key])
    owner, key = generator.choice(spots)
    owner[key] = copy.deepcopy(value)
    check(data, ferry_profile())
    check(data)


def test_half_an_emoji_and_control_characters(tmp_path: Any) -> None:
    raw = {"type": "comment", "name": "q\ud83d", "title": "a\ud83d\x00\x1b[31mb", "\x07": 1}
    data = {"elements": [raw], "title": {"default": "T", "fr": "\ud83d", "../../x": "no"}}
    found = import_survey(json.dumps(data).encode(), "any.json")
    files = write_import(found, tmp_path)
    assert {f.relative_to(tmp_path).as_posix() for f in files} == {
        "questionnaire.yaml", "import.json", "locale/fr.po", "locale/fr.mo"
    }  # fmt: skip
    assert [x for x in found.losses.found if "no language code" in x.what]
    assert not any("\x1b" in str(x) or "\x07" in str(x) for x in found.losses.found)


def test_many_questions_at_once() -> None:
    """1,000 questions, each open by the one before."""
    elements: list[Any] = [{"type": "radiogroup", "name": "q0", "choices": ["a", "b"]}]
    for number in range(1, 1000):
        elements.append(
            {"type": "radiogroup", "name": f"q{number}", "choices": ["a", "b"],
             "visibleIf": f"{{q{number - 1}}} = 'a'"}
        )  # fmt: skip
    assert check({"elements": elements})
