"""A case on cards: who gets what, and nothing of the answer."""

from __future__ import annotations

import pytest

from toolkit_widgets.content.library import UnknownName, library
from toolkit_widgets.content.markdown import plain
from toolkit_widgets.handouts.cards import cards, find_cases

from .gates import cells, given_away, page_faults, soup, text

LESSONS = ["01_responsible_ai_innovation", "C02_cameras_at_the_festival"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_cards_stand_alone_and_give_nothing_away(lesson: str) -> None:
    html = cards(library(), lesson)
    assert page_faults(html) == []
    assert given_away(text(html), lesson) == []
    for cell in cells(lesson):
        if cell.call == "case":
            part = library().case_part(*cell.ids)
            for option in part.decision.options:
                assert "".join(plain(option.text).split()) in "".join(text(html).split())


def test_a_role_has_its_own_exhibit_and_the_second_part_stays_face_down() -> None:
    page = soup(cards(library(), "C02"))
    found = [" ".join(node.get_text(" ").split()) for node in page.select(".card")]
    assert len(page.select(".card.role")) == 6
    adviser = next(words for words in found if words.startswith("Role card Legal adviser"))
    assert "Only you get: Exhibit 4" in adviser
    note = next(words for words in found if "Exhibit 4. Your legal adviser's note" in words[:80])
    assert note.startswith("For the legal adviser only · Part 1")
    table = next(words for words in found if "Exhibit 5." in words[:80])
    assert table.startswith("For everybody · Part 2: face down until then")
    verdicts = [words for words in found if words.startswith("Verdict of the group")]
    assert len(verdicts) == 2
    assert "What it gives up, and who pays" in verdicts[0]


def test_by_lesson_by_id_and_wrong() -> None:
    assert [case.id for case in find_cases(library(), "C02")] == ["cameras-at-the-festival"]
    assert [case.id for case in find_cases(library(), "vendor-demo")] == ["vendor-demo"]
    with pytest.raises(UnknownName, match="lesson 14 has no case; there are cases in 01, C02"):
        find_cases(library(), "14")
    with pytest.raises(UnknownName, match="did you mean 'C02_cameras_at_the_festival'"):
        find_cases(library(), "C02_camera")
    with pytest.raises(UnknownName):
        find_cases(library(), "../cases/vendor-demo")


def test_a_card_that_gives_the_answer_away_is_found() -> None:
    case = library().case("cameras-at-the-festival")
    told = text(cards(library(), "C02") + f"<p>{case.parts[0].decision.options[0].why}</p>")
    assert given_away(told, LESSONS[1])
