"""Every lesson as slides: few words, nothing given away, the facilitator's sheet in the notes."""

from __future__ import annotations

import re
from functools import cache

import pytest

from toolkit_widgets import resources
from toolkit_widgets.content.lesson_source import read_page
from toolkit_widgets.content.library import library
from toolkit_widgets.content.markdown import plain
from toolkit_widgets.handouts import reveal as reveal_module
from toolkit_widgets.handouts.deck import deck_html
from toolkit_widgets.handouts.notes import OPENING, PLANS, Notes
from toolkit_widgets.handouts.reveal import NoReveal, Reveal, reveal
from toolkit_widgets.handouts.slide import MOST, Slide, cut, packed
from toolkit_widgets.handouts.slides import lesson_slides
from toolkit_widgets.models import Quiz

from .gates import LESSONS, given_away, page_faults, soup, text

FACTS, VOTE = 80, 105
"""Words of the longest table or unbroken paragraph of facts, and of the longest vote."""
READINESS = "14_organizational_readiness"


@cache
def slides(lesson: str) -> list[Slide]:
    return lesson_slides(library(), lesson)


def seen(lesson: str) -> str:
    """What the room reads."""
    return text(" ".join(slide.html for slide in slides(lesson)))


def wordy(found: list[Slide]) -> list[str]:
    """Slides with more words than the last row reads."""
    most = {"facts": FACTS, "vote": VOTE}
    return [s.html for s in found if s.words > most.get(s.kind, MOST)]


def lost(lesson: str, found: list[Slide]) -> list[str]:
    """Lines of the facilitator's sheet that no slide has in its notes."""
    notes = text(" ".join(note for slide in found for note in slide.notes)).replace(" ", "")
    out = []
    for section in read_page(resources.facilitator() / f"{lesson}.md").sections[1:]:
        for block in section.markdown:
            for passage in block.prose.passages:
                if passage.kind in ("paragraph", "item"):
                    point = section.heading.title == "Discussion points"
                    source = passage.source
                    source = re.sub(r"^\*[^*]+\*", "", source) if point else source  # on the slide
                    if "".join(plain(source).split()) not in notes:
                        out.append(passage.plain)
    return out


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_slides_of_a_lesson(lesson: str) -> None:
    """In one test, so that one worker builds them once."""
    found = slides(lesson)
    assert wordy(found) == []
    assert given_away(seen(lesson), lesson) == []
    assert lost(lesson, found) == []
    assert unseen(lesson, found) == []
    assert deck_faults(deck_html(lesson, found, NOTHING), len(found)) == []


def unseen(lesson: str, found: list[Slide]) -> list[str]:
    """Key points, and options of votes, that no slide shows."""
    page = read_page(resources.lessons() / f"{lesson}.md")
    source = "\n".join(block.text for block in page.markdown)
    kinds = [slide.kind for slide in found]
    out = [] if kinds[0] == "title" else ["no title"]
    if kinds.count("key") != source.count("**Key point.**"):
        out.append(f"{kinds.count('key')} key points")
    words = "".join(slide.html for slide in found)
    shown = "".join(text(words).split())
    for cell in page.activities:
        quiz = library().quiz(lesson, cell.ids[0]) if cell.call == "quiz" else None
        for item in quiz.items if quiz and _voted(quiz) else []:
            for option in getattr(item, "options", []) if item.show_when is None else []:
                if "".join(plain(option.text).split()) not in shown:
                    out.append(f"{item.id}: {option.id}")
    return out


def deck_faults(html: str, count: int) -> list[str]:
    """What keeps a deck from standing alone, or a slide from its notes."""
    page = soup(html)
    notes = [node.extract() for node in page.select("aside.notes")]
    out = page_faults(str(page), scripts=3)
    if not len(notes) == len(page.select(".slide")) == count:
        out.append(f"{count} slides, {len(notes)} notes")
    return out + [f"notes: {n.name}" for one in notes for n in one.select("[src], script, section")]


def _voted(quiz: Quiz) -> bool:
    return quiz.kind not in ("test", "baseline")


def test_questions_have_the_numbers_of_the_handout() -> None:
    votes = [s.html for s in slides(READINESS) if "Where does it stand" in s.html]
    assert votes
    assert "handout, question 3" in votes[0]


def test_notes_of_a_vote_have_its_answer_and_why_people_err() -> None:
    vote = next(s for s in slides(READINESS) if "Where does it stand" in s.html)
    notes = text(" ".join(vote.notes))
    assert "people reward effort, and practice is effort" in notes
    assert "people reward effort" not in seen(READINESS)


def test_a_section_has_the_rows_of_the_plan_and_its_text() -> None:
    section = next(s for s in slides(READINESS) if "How to choose a step" in s.html)
    notes = text(" ".join(section.notes))
    assert "Pairs do the first question, then all three." in notes
    assert "Start at step 2. Go up while every word" in notes


def test_a_lab_is_predicted_before_it_is_seen() -> None:
    kinds = [s.kind for s in slides("03_algorithms_and_errors")]
    first = kinds.index("figure")
    assert kinds[first - 1] == "vote"
    assert kinds[kinds.index("lab") + 1] == "vote"


# -- how text is cut -------------------------------------------------------------------------------


def test_text_is_cut_between_sentences_as_evenly_as_can_be() -> None:
    found = packed(" ".join(f"Sentence {n} has exactly six words." for n in range(1, 10)))
    assert [text(part).count("Sentence") for part in found] == [5, 4]


def test_a_list_stays_a_list_and_a_quotation_in_one_piece() -> None:
    assert packed("- one\n- two") == ["<ul>\n<li>one</li>\n<li>two</li>\n</ul>"]
    assert cut('He says: "No. Not me." Then he goes.') == [
        'He says: "No. Not me."',
        "Then he goes.",
    ]


def test_notes_of_a_lesson_without_a_sheet_are_empty() -> None:
    notes = Notes("02_no_such_sheet")
    assert notes.missing
    assert (notes.opening(), notes.points(), notes.rows("Section 1")) == ([], [], [])


def test_the_opening_has_all_parts_of_the_sheet() -> None:
    assert len(Notes(READINESS).opening()) == len(OPENING) + len(PLANS)


# -- the file --------------------------------------------------------------------------------------

NOTHING = Reveal(script="", notes="", style="", licence="")


def test_reveal_comes_from_its_package_with_its_licence() -> None:
    found = reveal()
    assert "reveal.js 5" in found.script
    assert "RevealNotes" in found.notes
    assert "Permission is hereby granted" in found.licence
    assert "</script" not in (found.script + found.notes).lower()
    assert "@import" not in found.style
    assert not re.search(r"url\(['\"]?(?!data:)", found.style)


def test_without_reveal_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reveal_module, "PACKAGE", "no_such_package")
    with pytest.raises(NoReveal, match=r"install 'toolkit-widgets\[slides\]'"):
        reveal()


# -- these gates can fail --------------------------------------------------------------------------


def test_a_key_point_that_is_left_out_is_found() -> None:
    found = [slide for slide in slides(READINESS) if slide.kind != "key"]
    assert "0 key points" in unseen(READINESS, found)
    votes = [slide for slide in slides(READINESS) if slide.kind != "vote"]
    assert len(unseen(READINESS, votes)) > 9


def test_a_deck_that_is_not_alone_is_found() -> None:
    slide = Slide("<h1>a</h1><img alt='a' src='http://example.org/a.png'>", "title", ["<p>n</p>"])
    outside = "asks for http://example.org/a.png"
    assert outside in deck_faults(deck_html("a", [slide], NOTHING), 1)
    nested = Slide("<h1>a</h1>", "title", ["<section>n</section>"])
    assert "notes: section" in deck_faults(deck_html("a", [nested], NOTHING), 1)


def test_a_wordy_slide_is_found() -> None:
    assert wordy([Slide(f"<p>{'word ' * (MOST + 1)}</p>")])
    assert not wordy([Slide(f"<h2>Two words</h2><p>{'word ' * MOST}</p>")])


def test_a_key_on_a_slide_is_found() -> None:
    notes = " ".join(note for slide in slides(READINESS) for note in slide.notes)
    assert given_away(text(notes), READINESS)


def test_a_lost_part_of_the_sheet_is_found() -> None:
    assert len(lost(READINESS, slides(READINESS)[1:])) > 20
