"""Papers: lines that are filled, left out, or open; and an answer in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples_papers import paper_answers, paper_questionnaire
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.scoring.papers import FilledPaper, fill, names_in
from toolkit_widgets.scoring.saying import day, find, joined, parts_of, said

FORM = paper_questionnaire()


def filled(answers: dict[str, Answer], form: Questionnaire = FORM) -> FilledPaper:
    return fill(form, form.papers[0], answers)


def text(paper: FilledPaper) -> list[str]:
    """Kind and words of each line; headings in capitals."""
    out = []
    for block in paper.blocks:
        if block.heading:
            out.append(block.heading.plain.upper())
        marks = {"line": "", "bullet": "- ", "open": "? "}
        out += [f"{marks[line.kind]}{line.plain}" for line in block.lines]
    return out


def one_block(lines: list[str], answers: dict[str, Answer], **more: Any) -> list[str]:
    """The lines that a paper of one block has."""
    paper = {"id": "p", "title": "T", "for": "F", "blocks": [{"lines": lines, **more}]}
    return text(filled(answers, paper_questionnaire(papers=[paper])))


def test_everything_is_decided() -> None:
    paper = filled(paper_answers())
    assert paper.title.plain == "Standing order on CamWatch"
    assert text(paper) == [
        "PURPOSE",
        "Find lost children.",
        "Nothing else.",
        "WHO STOPS IT",
        "The **shift leader** may stop it within 5 minutes.",
        "In force from 3 March 2026.",
        "NOT ALLOWED",
        "It is not used for counting a crowd, reading *moods* and watching a protest.",
        "Systems this holds for:",
        "- North gate, 1 December 2025",
        "- Pier",
        "RECORDS",
        "The assessment is Assessment 3 (the registry, 1 February 2026).",
        "- It is kept at the registry.",
        "THE PUBLIC",
        "The public is told by signs at each gate.",
    ]
    assert paper.missing == ()
    assert paper.words == sum(len(line.plain.split()) for line in paper.lines) + 5


def test_nothing_is_decided() -> None:
    paper = filled({})
    assert paper.title.plain == "Standing order on [to be decided]"
    assert text(paper) == [
        "PURPOSE",
        "? To be decided: what the system is for",
        "WHO STOPS IT",
        "? To be decided: who may stop the system, and from when",
    ]
    assert {one.item: one.why for one in paper.missing} == dict.fromkeys(
        ["sys.name", "sys.purpose", "stop.role", "stop.minutes", "start", "uses", "systems",
         "dpia"], "not answered"
    )  # fmt: skip


def test_a_line_with_one_answer_names_its_gap() -> None:
    answers = {"stop.role": Answer(value="shift leader")}
    lines = ["The {stop.role} stops it within {stop.minutes}."]
    assert one_block(lines, answers) == ["The shift leader stops it within [to be decided]."]
    answers["stop.minutes"] = Answer(state="not_applicable", reason="It stops by itself.")
    assert one_block(lines, answers) == ["The shift leader stops it within [does not apply]."]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(), "not answered"),
        (Answer(state="draft", value="five"), "not complete yet"),
        (Answer(state="dont_know", reason="Ask\n the vendor."), "don't know: Ask the vendor."),
        (Answer(state="dont_know"), "don't know"),
    ],
)
def test_why_something_is_open(answer: Answer, why: str) -> None:
    answers = {**paper_answers(), "stop.minutes": answer}
    assert [one.why for one in filled(answers).missing] == [why]


def test_what_does_not_apply_or_is_not_asked_is_left_out_in_silence() -> None:
    answers = {"stop.minutes": Answer(state="not_applicable", reason="No.")}
    assert one_block(["Within {stop.minutes}."], answers, open="the minutes") == []
    assert one_block(["Told by {public.how}."], {}, open="how") == []
    hidden = {"public": Answer(value="no"), "public.how": Answer(value="posters")}
    assert one_block(["Told by {public.how}."], hidden, open="how") == []


def test_open_stands_once_in_a_block() -> None:
    lines = ["{sys.name}", "{sys.purpose}", "Words of our own."]
    assert one_block(lines, {}, open="the basics") == [
        "? To be decided: the basics",
        "Words of our own.",
    ]


def test_an_announcement_goes_with_what_it_announces() -> None:
    lines = ["Systems:", "- {systems}", "Uses:", "- {uses}"]
    assert one_block(lines, {"uses": Answer(value=["mood"])}) == ["Uses:", "- reading *moods*"]
    assert one_block(["Systems:", "- {systems}"], {}, open="which") == [
        "Systems:",
        "? To be decided: which",
    ]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("{sys.purpose}", ["One.", "Two."]),
        ("- {sys.purpose}", ["- One.", "- Two."]),
        ("It is: {sys.purpose}", ["It is: One.", "Two."]),
        ("- It is: {sys.purpose}", ["- It is: One.", "- Two."]),
        ("It is “{sys.purpose}”, they say.", ["It is “One. Two.”, they say."]),
        ("{systems}", ["- A", "- B, 3 March 2026"]),
        ("- {systems}", ["- A", "- B, 3 March 2026"]),
        ("In use: {systems}.", ["In use:", "- A", "- B, 3 March 2026"]),
        ("- In use: {systems}.", ["- In use: A; B, 3 March 2026."]),
        ("They are {systems} today.", ["They are A; B, 3 March 2026 today."]),
        ("They are {systems.name}.", ["They are A and B."]),
        ("{sys.purpose} {sys.purpose}", ["One. Two. One. Two."]),
    ],
)
def test_answers_of_several_lines_and_records(line: str, lines: list[str]) -> None:
    answers = {
        "sys.purpose": Answer(value="One.\n\n Two. \n"),
        "systems": Answer(value=[{"name": "A"}, {"name": "B", "since": "2026-03-03"}]),
    }
    assert one_block([line], answers) == lines


def test_a_text_of_the_content_may_hold_several_lines() -> None:
    lines = ["First\ngoes on.\n\nSecond.\n- entry\n- {sys.name}"]
    answers = {"sys.name": Answer(value="CamWatch")}
    expected = ["First goes on.", "Second.", "- entry", "- CamWatch"]
    assert one_block(lines, answers) == expected


def test_what_was_typed_is_never_read_as_a_placeholder() -> None:
    answers = {"sys.name": Answer(value="{stop.role} {nowhere}"), "stop.role": Answer(value="me")}
    assert one_block(["{sys.name}: {stop.role}"], answers) == ["{stop.role} {nowhere}: me"]


def test_a_sentence_ends_once() -> None:
    answers = {
        "sys.purpose": Answer(value="To find children."),
        "start": Answer(value="2026-03-03"),
    }
    lines = ["It is “{sys.purpose}”.", "It is: {sys.purpose}.", "From {start}."]
    assert one_block(lines, answers) == [
        "It is “To find children.”.",
        "It is: To find children.",
        "From 3 March 2026.",
    ]


def test_a_block_with_a_condition() -> None:
    more = {"show_when": {"q": "public", "is": "no"}}
    assert one_block(["Words."], {"public": Answer(value="yes")}, **more) == []
    assert one_block(["Words."], {"public": Answer(value="no")}, **more) == ["Words."]


def test_a_placeholder_that_names_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\{sys.nmae\}"):
        one_block(["{sys.nmae}"], {})


def test_a_whole_id_wins_over_a_part() -> None:
    items = {item.id: item for item in FORM.items}
    assert find(items, "public.how") == (items["public.how"], "")
    assert find(items, "dpia.where") == (items["dpia"], "where")
    assert find(items, "systems.since") == (items["systems"], "since")
    assert find(items, "dpia.what") is None
    assert one_block(["{stop.minutes.number}"], {"stop.minutes": Answer(value=1250)}) == ["1,250"]
    assert parts_of(items["start"]) == ()


GATE = {
    "id": "gate", "type": "gate", "text": "Go on?", "decides": "the chief",
    "needs": [{"id": "n", "when": {"q": "sys.name", "answered": True}, "because": "No name."}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gate", "go with conditions, by the chief on 3 March 2026"),
        ("gate.decision", "go with conditions"),
        ("gate.decided_on", "3 March 2026"),
        ("gate.conditions", "Only by day."),
        ("gate.override_reason", None),
    ],
)
def test_the_parts_of_a_gate(name: str, words: str | None) -> None:
    sections = [{"id": "s", "title": "S", "items": [
        {"id": "sys.name", "type": "text", "text": "Name?"}, GATE]}]  # fmt: skip
    form = paper_questionnaire(sections=sections, papers=[], results="none")
    value = {"decision": "go_with_conditions", "decided_by": "the chief",
             "decided_on": "2026-03-03", "conditions": "Only by day."}  # fmt: skip
    found = find({item.id: item for item in form.items}, name)
    assert found is not None
    told = said(form, *found, {"gate": Answer(value=value)})
    assert (told.pieces if told else None) == ((words,) if words else None)


def test_words() -> None:
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert day("2026-03-03") == "3 March 2026"
    assert day("soon") == "soon"


@given(st.dictionaries(st.sampled_from(list(paper_answers())), st.booleans()))
@settings(max_examples=60, deadline=None)
def test_no_placeholder_is_left_and_what_is_missing_is_what_is_open(kept: dict[str, bool]) -> None:
    answers = {key: a for key, a in paper_answers().items() if kept.get(key)}
    paper = filled(answers)
    for line in paper.lines:
        assert set(names_in(line.text)) == set(line.values)
    assert not {one.item for one in paper.missing} & set(answers)
