"""The result in the notebook: what comes first, what is left out, what cannot be made of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.figures import gap_figure
from toolkit_widgets.models import Answer, Scale
from toolkit_widgets.reports.fragment import profile_fragment
from toolkit_widgets.reports.styles import fragment_css
from toolkit_widgets.scoring.profile import profile

from ..samples import answers, small_questionnaire, some_answers
from .pages import Page

QUESTIONNAIRE = small_questionnaire()
SCALES = [item.id for item in QUESTIONNAIRE.items if isinstance(item, Scale)]


def fragment(given: dict[str, Answer], **more: object) -> Page:
    result = profile(QUESTIONNAIRE, given)
    return Page(profile_fragment(result, gap_figure(result), **more))  # type: ignore[arg-type]


def titles(page: Page) -> list[str]:
    return [text for _, text in page.headings]


def test_the_sentence_comes_first() -> None:
    page = fragment(some_answers())
    assert page.words.strip().startswith(profile(QUESTIONNAIRE, some_answers()).sentence)
    assert "Level bands, targets and effort classes are this course's own." in page.words
    assert "Some things exist." in page.words  # the meaning of the band that is reached


def test_every_group_stands_under_its_heading() -> None:
    page = fragment(some_answers())
    assert page.headings == [
        (3, "Distance to target"),
        (3, "Strengths"),
        (3, "Furthest below the target"),
        (3, "What to do first"),
        (3, "Don't know yet"),
        (3, "Not answered"),
        (3, "Not applicable"),
    ]
    assert page.unclosed == []


def test_empty_groups_are_left_out() -> None:
    assert titles(fragment({})) == ["Distance to target", "Not answered"]
    full = {key: Answer(value="improving") for key in SCALES}
    assert titles(fragment(full)) == ["Distance to target", "Strengths"]


@pytest.mark.parametrize("level", [2, 4])
def test_heading_level(level: int) -> None:
    assert {n for n, _ in fragment(some_answers(), heading_level=level).headings} == {level}


def test_no_id_without_a_prefix() -> None:
    assert fragment(some_answers()).ids == []
    ids = fragment(some_answers(), prefix="mine").ids
    assert len(ids) == len(set(ids)) == 7
    assert all(key.startswith("mine-") for key in ids)


def test_the_picture_has_a_twin() -> None:
    page = fragment(some_answers())
    shown = gap_figure(profile(QUESTIONNAIRE, some_answers()))
    assert page.values("alt") == [shown.sentence, shown.sentence]
    assert page.values("class", "img") == ["tk-only-light", "tk-only-dark"]
    assert all(src.startswith("data:image/svg+xml;base64,") for src in page.values("src"))
    assert "The same as a table" in page.words
    for row in shown.table:
        assert all(cell in page.words for cell in row)


def test_reasons_and_who_should_answer() -> None:
    words = fragment(some_answers()).words
    assert "The press office would know." in words
    assert "A shared service does this." in words
    assert words.count("Who should answer: head of unit, data-protection officer") == 2


def test_actions_in_words() -> None:
    page = fragment(some_answers(), lessons={"12_good_governance": "Good governance"})
    assert page.words.count("Quick win") == 1
    assert "small: days" in page.words
    assert "Lesson 12, Good governance" in page.words
    assert "Lesson 05" in page.words
    first, second = page.words.index("Write down every"), page.words.index("Agree who may stop")
    assert first < second


def test_a_long_list_is_folded_except_on_paper() -> None:
    assert "Not answered\n9 items" in fragment({}).words
    assert "Not answered\n9 items" not in fragment({}, full=True).words


def test_too_much_open_gives_no_meaning() -> None:
    words = fragment(answers(culture__leaders="managed")).words
    assert "Too much is open to say what this means" in words
    assert "Some things exist." not in words


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "**bold** [press](javascript:alert(1))",
    "{{ 7 * 7 }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_only_text(text: str) -> None:
    typed = {"comment": text, "evidence": text, "reason": text}
    given = {
        "culture.leaders": Answer(value="none", **typed),
        "people.roles": Answer(state="dont_know", **typed),
        "people.support": Answer(state="not_applicable", **typed),
        "processes.testing": Answer(state="draft", value=text, **typed),
    }
    page, calm = fragment(given), fragment(dict.fromkeys(given, Answer(state="dont_know")))
    assert page.words.count(text) == 3  # reasons of what is open
    assert page.tags <= calm.tags | {"table", "ul", "li", "strong", "em", "span", "h3"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert "script" not in page.tags


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=30))
def test_any_reason_leaves_the_page_whole(reason: str) -> None:
    page = fragment({"people.roles": Answer(state="dont_know", reason=reason)})
    assert page.unclosed == []
    assert titles(page) == ["Distance to target", "Don't know yet", "Not answered"]


def test_styles_ask_for_nothing() -> None:
    css = fragment_css()
    assert ".tk-profile" in css
    assert "url(" not in css
    assert "@import" not in css
