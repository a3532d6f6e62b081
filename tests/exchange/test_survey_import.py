"""From a SurveyJS file to our shapes: structure, names, languages, and the list of losses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit_widgets.content.catalogues import languages, read_catalogue
from toolkit_widgets.content.parse import parse_file
from toolkit_widgets.content.translate import strings, translated
from toolkit_widgets.exchange.surveyjs import Imported, NotASurvey, import_survey
from toolkit_widgets.exchange.writing import write_import
from toolkit_widgets.models import (
    Choice,
    Choices,
    Date,
    LongText,
    Note,
    Number,
    Questionnaire,
    ShortText,
    YesNo,
    fingerprint,
)
from toolkit_widgets.scoring.visibility import visible

from .survey_samples import FERRY, ferry, ferry_profile, given, question, survey


def items(imported: Imported) -> dict[str, Any]:
    return {item.id: item for item in imported.questionnaire.items}


def said(imported: Imported, severity: str = "") -> list[str]:
    return [
        f"{x.name} | {x.what} | {x.instead}"
        for x in imported.losses.found
        if severity in ("", x.severity)
    ]


def condition(imported: Imported, key: str) -> Any:
    found = items(imported)[key].show_when
    return None if found is None else found.model_dump(by_alias=True, exclude_none=True)


def test_every_loss_of_the_ferry_is_listed_and_nothing_else() -> None:
    assert [(x.severity, x.name, x.what) for x in ferry().losses.found] == [
        ("note", "crew size", "a name that cannot be an id here"),
        ("warning", "intro", "the name 'intro' occurs more than once"),
        ("note", "", "'showProgressBar': looks or button words"),
        ("note", "", ferry().losses.found[-1].what),
    ]
    assert "have no 'fr'" in ferry().losses.found[-1].what


def test_pages_become_sections_and_panels_become_a_note_and_conditions() -> None:
    form = ferry().questionnaire
    assert [s.id for s in form.sections] == ["start", "risk", "planDesign", "planLive"]
    assert [s.exclusive_group for s in form.sections] == [None, None, "plan", "plan"]
    note = items(ferry())["planDesign-M"]
    assert isinstance(note, Note)
    assert note.text == "# On paper"


def test_the_file_is_read_back_as_it_was_and_is_the_same_every_time(tmp_path: Path) -> None:
    one, two = (
        write_import(import_survey(FERRY.read_bytes(), FERRY.name, ferry_profile()), tmp_path / x)
        for x in "ab"
    )
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]
    assert {p.name for p in one} == {"questionnaire.yaml", "import.json", "fr.po", "fr.mo"}
    form = parse_file(one[0], Questionnaire).model
    assert fingerprint(form) == fingerprint(ferry().questionnaire)
    original = json.loads((tmp_path / "a" / "import.json").read_text("utf-8"))["items"]
    assert original["crew-size"]["name"] == "crew size"
    assert original["kind"]["options"]["kind10-1"] == "kind10-1"


def test_both_catalogues_hold_the_same_french(tmp_path: Path) -> None:
    write_import(ferry(), tmp_path)
    file = tmp_path / "questionnaire.yaml"
    assert languages(file) == ["en", "fr"]
    po = read_catalogue(file, "fr")
    (tmp_path / "locale" / "fr.po").unlink()
    assert read_catalogue(file, "fr") == po
    french = translated(ferry().questionnaire, po)
    assert french.title == "Une caméra de comptage sur le bac"
    assert strings(french)["items.who.options.crew-0.text"] == "Seulement l'équipage"
    assert french.bands[1].label == "Deux"
    assert french.bands[2].label == "Three"  # no translation: English, never blank
    assert set(strings(french)) == set(strings(ferry().questionnaire))


@pytest.mark.parametrize(
    ("element", "kind", "condition_value"),
    [
        ({"type": "radiogroup", "choices": ["a", "b"]}, Choice, ("'a'", "a")),
        ({"type": "dropdown", "choices": [1, 2]}, Choice, ("2", "2")),
        ({"type": "buttongroup", "choices": ["a", "b"]}, Choice, ("'b'", "b")),
        ({"type": "boolean"}, YesNo, ("true", "yes")),
        ({"type": "boolean", "labelTrue": "Sure"}, Choice, ("false", "no")),
        ({"type": "rating", "rateMax": 3}, Choice, ("3", "3")),
        ({"type": "rating", "rateValues": ["low", "high"]}, Choice, ("'low'", "low")),
        ({"type": "text", "inputType": "number"}, Number, ("4", 4)),
        ({"type": "text", "inputType": "date"}, Date, ("'2026-01-02'", "2026-01-02")),
        ({"type": "text", "inputType": "email"}, ShortText, ("'a'", "a")),
        ({"type": "comment"}, LongText, ("'a'", "a")),
        ({"type": "imagepicker", "choices": ["a", "b"]}, Choice, ("'a'", "a")),
    ],
)
def test_types_and_conditions_on_them(
    element: dict[str, Any], kind: type, condition_value: tuple[str, Any]
) -> None:
    written, value = condition_value
    found = survey(
        {"name": "q", **element},
        {"type": "comment", "name": "then", "visibleIf": f"{{q}} = {written}"},
    )
    assert isinstance(items(found)["q"], kind)
    assert condition(found, "then") == {"q": "q", "is": value}
    answered = given(found.questionnaire, q=value)
    assert "then" in visible(found.questionnaire, answered)


def test_several_answers_and_a_limit() -> None:
    found = survey(
        {"type": "checkbox", "name": "q", "choices": ["a", "b", "c"], "maxSelectedChoices": 2},
        {"type": "comment", "name": "all", "visibleIf": "{q} contains ['a', 'b']"},
        {"type": "comment", "name": "not", "visibleIf": "{q} notcontains 'a'"},
        {"type": "comment", "name": "some", "visibleIf": "{q} anyof ['a', 'b']"},
        {"type": "comment", "name": "equal", "visibleIf": "{q} = ['a']"},
    )
    form = found.questionnaire
    q = items(found)["q"]
    assert isinstance(q, Choices)
    assert q.at_most == 2
    assert visible(form, given(form, q=["a"])) == ["q", "some", "equal"]
    assert visible(form, given(form, q=["b", "a"])) == ["q", "all", "some"]
    assert visible(form, given(form, q=["c"])) == ["q", "not"]
    assert visible(form, {}) == ["q", "not"]


def test_other_none_description_help_comment_and_required() -> None:
    found = survey(
        question(
            "q",
            title="Which?",
            description="One only.",
            help={"default": "Ask.", "fr": "Demandez."},
            showOtherItem=True,
            otherText="Something else",
            hasNone=True,
            isRequired=True,
            showCommentArea=True,
        )
    )
    q = items(found)["q"]
    assert [o.text for o in q.options] == ["a", "b", "c", "None", "Something else"]
    assert (q.help, q.required, q.comment) == ("One only. Ask.", True, True)
    assert condition(found, "q.other") == {"q": "q", "is": "other"}
    assert found.translations["fr"]["items.q.help"][1] == "One only. Demandez."
    assert found.translations["fr"]["items.q.options.none.text"][1] == "Aucun"


def test_a_table_becomes_one_choice_a_row() -> None:
    found = survey(
        {
            "type": "matrix",
            "name": "m",
            "title": "How often?",
            "columns": ["never", {"value": 2, "text": "always"}],
            "rows": [{"value": "day one", "text": "First"}, "second"],
            "isAllRowRequired": True,
        },
        {"type": "comment", "name": "then", "visibleIf": "{m.day one} = 2"},
    )
    assert list(items(found)) == ["m", "m.day-one", "m.second", "then"]
    row = items(found)["m.day-one"]
    assert (row.text, row.required, [o.id for o in row.options]) == ("First", True, ["never", "2"])
    assert condition(found, "then") == {"q": "m.day-one", "is": "2"}


def test_conditions_of_panels_and_pages_are_inherited() -> None:
    inner: dict[str, Any] = question("deep", visibleIf="{a} = 'a'")
    for number in range(5):
        inner = {"type": "panel", "name": f"p{number}", "elements": [inner]}
    inner["visibleIf"] = "{b} = 'b'"
    data = {
        "pages": [
            {"name": "one", "elements": [question("a"), question("b"), question("c")]},
            {"name": "two", "visibleIf": "{c} = 'c'", "questions": [inner]},
        ]
    }
    found = import_survey(json.dumps(data).encode(), "x.json")
    form = found.questionnaire
    assert form.sections[1].show_when is not None
    assert condition(found, "deep") == {"all": [{"q": "b", "is": "b"}, {"q": "a", "is": "a"}]}
    assert "deep" in visible(form, given(form, a="a", b="b", c="c"))
    for missing in "abc":
        some = {k: v for k, v in {"a": "a", "b": "b", "c": "c"}.items() if k != missing}
        assert "deep" not in visible(form, given(form, **some))


def test_a_function_leaves_the_item_shown_and_marked() -> None:
    found = survey(question("a"), question("b", visibleIf="iif({a} = 'a', true, false)", title="B"))
    assert condition(found, "b") is None
    assert "iif({a} = 'a', true, false)" in str(items(found)["b"].help)
    assert "toujours affiché" in found.translations["fr"]["items.b.help"][1]
    assert [x for x in said(found, "warning") if "the function iif()" in x]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{nobody} = 1", "no imported question has that name"),
        ("{a} = {b}", "compares two questions"),
        ("{a} + 1 > 2", "compares the result of another"),
        ("{a} = ", "something is missing at the end"),
        ("({a} = 'a'", "')' is missing"),
        ("!{a} = 'a'", "needs brackets"),
        ("{free} contains 'x'", "compares a free text"),
        ("((((" * 30, "nested more than"),
    ],
)
def test_what_a_condition_cannot_say_is_said(text: str, says: str) -> None:
    found = survey(
        question("a"),
        question("b"),
        {"type": "text", "name": "free"},
        question("c", visibleIf=text),
    )
    assert condition(found, "c") is None
    assert [x for x in said(found, "warning") if says in x and "always shown" in x]


def test_conditions_in_a_circle_are_opened_and_reported() -> None:
    found = survey(
        question("a", visibleIf="{b} = 'a'"),
        question("b", visibleIf="{a} = 'a'"),
        question("self", visibleIf="{self} = 'a'"),
    )
    assert len([x for x in said(found, "error") if "circle" in x]) == 2
    assert set(visible(found.questionnaire, {})) == {"b", "self"}


def test_a_condition_that_never_holds_hides_the_item_and_is_reported() -> None:
    found = survey(question("a"), question("b", visibleIf="{a} = 'no such'"), question("c"))
    assert visible(found.questionnaire, given(found.questionnaire, a="a")) == ["a", "c"]
    assert [x for x in said(found, "warning") if "never shown" in x]


def test_hidden_without_a_condition() -> None:
    found = survey(question("a"), question("b", visible=False))
    assert visible(found.questionnaire, given(found.questionnaire, a="a")) == ["a"]


def test_nothing_is_fetched_run_or_trusted() -> None:
    html = (
        '<p onclick="x()">Go <a href="javascript:x()">there</a> or <a href="https://a.example/b">'
    )
    html += 'here</a></p><script>alert(1)</script><img src="https://a.example/p.png" alt="A ship">'
    found = survey(
        {"type": "html", "name": "h", "html": html},
        {"type": "dropdown", "name": "far", "choicesByUrl": {"url": "https://a.example/list"}},
    )
    assert items(found)["h"].text == "Go there or [here](https://a.example/b)\n\nA ship"
    assert isinstance(items(found)["far"], ShortText)
    told = " ".join(said(found))
    for word in ("'script'", "'img'", "javascript", "choicesByUrl", "loads its choices"):
        assert word in told


@pytest.mark.parametrize(
    "kind", ["file", "signaturepad", "paneldynamic", "matrixdynamic", "ranking", "hologram", ""]
)
def test_what_we_do_not_have_is_an_error_in_the_list(kind: str) -> None:
    found = survey(question("a"), {"type": kind, "name": "x"}, question("b", visibleIf="{x} = 1"))
    assert list(items(found)) == ["a", "b"]
    assert [x for x in said(found, "error") if x.startswith("x |") and x.endswith("left out")]
    assert [x for x in said(found, "warning") if "no imported question" in x]


@pytest.mark.parametrize(
    "key", ["enableIf", "requiredIf", "setValueIf", "validators", "valueName", "invented"]
)
def test_every_other_property_is_listed(key: str) -> None:
    found = survey(question("a", **{key: "{b} = 1"}))
    assert [x for x in said(found, "warning") if f"'{key}'" in x]


def test_properties_of_the_whole_survey_are_listed() -> None:
    found = survey(question("a"), calculatedValues=[{"name": "v"}], triggers=[{"type": "complete"}])
    told = " ".join(said(found, "warning"))
    assert "calculatedValues" in told
    assert "triggers" in told


def test_strange_names() -> None:
    long = "n" * 200
    found = survey(
        question("问题"),
        question("a b"),
        question("a-b"),
        question(""),
        question(long),
        question("yes"),
    )
    ids = list(items(found))
    assert ids[0].startswith("item-")
    assert ids[1:3] == ["a-b", "a-b-2"]
    assert ids[3] == "p1-e4"
    assert len(ids[4]) <= 80
    assert ids == list(items(survey(*[
        question(n) for n in ("问题", "a b", "a-b", "", long, "yes")
    ])))  # fmt: skip


def test_other_roots_and_languages_without_english() -> None:
    data = {"questions": [question("a", title={"fr": "Qui ?", "de": "Wer?"})]}
    found = import_survey(json.dumps(data).encode(), "x.json")
    assert items(found)["a"].text == "Wer?"
    assert [x for x in said(found, "warning") if "there is no English text" in x]


def test_plain_words_are_no_markdown() -> None:
    found = survey(question("a", title="1. *Is* it <b>a_b</b> & [c](d)?\nReally\\"))
    from toolkit_widgets.content.markdown import plain

    assert plain(items(found)["a"].text) == "1. *Is* it <b>a_b</b> & [c](d)?\nReally\\"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[1, 2]", "holds a list"),
        (b'"text"', "holds a text"),
        (b"{}", "holds no question"),
        (b'{"pages": 3}', "holds no question"),
        (b'{"pages": [3, {"elements": "x"}]}', "holds no question"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b"[" * 100_000, "is nested more than"),
        (b'{"a":' * 61 + b"1" + b"}" * 61, "is nested more than"),
        (b" " * 5_000_001, "larger than 5,000,000 bytes"),
    ],
)
def test_what_is_no_survey_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(NotASurvey, match=says):
        import_survey(content, "x.json")


def test_a_profile_for_another_file_is_refused() -> None:
    data = json.dumps({"elements": [question("a")]}).encode()
    with pytest.raises(NotASurvey, match=r"does not belong to x\.json: its group 'plan'"):
        import_survey(data, "x.json", ferry_profile())
