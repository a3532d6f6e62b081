"""Cases on the page: nothing is shown too early, and everything in its order afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.samples_case import SECRET, case
from toolkit_widgets.content.library import Library, UnknownName, library
from toolkit_widgets.models import Case
from toolkit_widgets.store import Store
from toolkit_widgets.views import panels
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.group import group_html
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.standing import Standing

CASE = case()


def activity(folder: Path, part: int = 0, content: Case = CASE) -> Activity:
    return Activity(content.parts[part], Store(content, folder), library(), "key")


def decide(act: Activity, name: str, chosen: str, reasons: list[str], sure: str = "lean") -> str:
    """Answer, commit, and return what is revealed."""
    given = {"decision": chosen, "reasons": reasons, "confidence": sure}
    act.change({f"{name}.{key}": {"value": value} for key, value in given.items()})
    return str(act.commit()["reveal"]["html"])


def test_what_is_asked() -> None:
    ids = ["gate.count", "gate.decision", "gate.reasons", "gate.confidence"]
    assert [item.id for item in CASE.parts[0].items] == ids
    assert [item.id for item in CASE.items][4:] == [
        "later.decision",
        "later.reasons",
        "later.confidence",
    ]
    assert CASE.parts[0].items[2].at_most == 2
    assert "at most two" in CASE.parts[0].items[2].text


def test_nothing_is_told_before_the_decision(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.change({"gate.decision": {"value": "go"}, "gate.count": {"value": "8"}})
    before = json.dumps([act.spec, act.state()])
    told = [SECRET, "Why go", "Why ask", "About law", "Some time", "Eight it is", "Nobody is there"]
    assert [words for words in told if words in before] == []
    assert "defensible" not in before
    assert act.state()["reveal"] is None
    assert not act.done
    after = json.dumps(act.commit())
    assert [words for words in told if words not in after] == []
    assert act.done


def test_the_card_shows_brief_and_exhibits_then_asks(tmp_path: Path) -> None:
    spec = activity(tmp_path).spec
    assert (spec["kind"], spec["title"], spec["commit"]) == ("case", "The first night", "decide")
    intro = spec["intro"]
    assert intro.index("You are at the gate") < intro.index("The sheet") < intro.index("<table>")
    assert "are invented" in intro
    assert spec["words"]["decide"] == "Commit my decision"
    later = activity(tmp_path, 1).spec["intro"]
    assert "The case so far" in later
    assert "<p>Later.</p>" in later


def test_the_order_after_committing(tmp_path: Path) -> None:
    html = decide(activity(tmp_path), "gate", "go", ["free", "errors"], "sure")
    order = [
        "Your decision", "✗ wrong", "Why go.", "“Sure”", "All the options", "✓ defensible",
        "Your reasons", "Your 2 reasons: 1 carries the decision, 1 misleads.", "About errors.",
        "speaks for another decision", "“Ask.”", "which you did not tick", "About law.",
        "About the other reasons", "A reasoned answer", SECRET, "What it gives up", "Some time.",
        "What would change it", "A test.", "<summary>If it were night</summary>", "“Stop.”",
        "Nobody is there.", "this course",
    ]  # fmt: skip
    places = []
    for words in order:
        assert words in html, words
        places.append(html.index(words, places[-1] if places else 0))
    assert places == sorted(places)


def test_both_defensible_options_are_said_to_count_the_same(tmp_path: Path) -> None:
    html = decide(activity(tmp_path), "gate", "stop", ["harm", "law"])
    assert "Two of them can be defended, and count the same." in html
    assert html.count("✓ defensible") == 3  # the own one, and both in the table
    assert html.count("(your decision)") == 1
    assert "Your 2 reasons: 2 carry the decision." in html
    assert "another decision" not in html


def test_the_limit_is_no_reproach(tmp_path: Path) -> None:
    short = case(parts=[CASE.parts[0].model_dump(by_alias=True) | {"questions": []}])
    act = activity(tmp_path, content=short)
    html = decide(act, "gate", "go", ["law", "errors"])
    assert "no room for all of them" in html
    other = decide(activity(tmp_path, 1), "later", "go", ["law", "free"])
    assert "no room" not in other


def test_committing_nothing(tmp_path: Path) -> None:
    html = activity(tmp_path).commit()["reveal"]["html"]
    assert "without choosing" in html
    assert "You ticked no reason" in html
    assert SECRET in html


def test_marked_questions_are_marked_with_the_decision(tmp_path: Path) -> None:
    act = activity(tmp_path)
    act.change({"gate.count": {"value": "7"}})
    reveal = act.commit()["reveal"]
    assert reveal["marks"] == {"gate.count": 0.0}
    assert list(reveal["keys"]) == ["gate.count"]


def test_parts_are_committed_one_by_one_into_one_file(tmp_path: Path) -> None:
    decide(activity(tmp_path), "gate", "ask", ["law"])
    second = activity(tmp_path, 1)
    assert not second.committed
    assert second.state()["reveal"] is None
    decide(second, "later", "wait", ["cost"])
    (file,) = tmp_path.glob("*.json")
    saved = json.loads(file.read_text("utf-8"))
    assert set(saved["committed"]) == {"first", "second"}
    assert {"gate.decision", "later.decision"} <= set(saved["answers"])
    again = activity(tmp_path)  # a new kernel
    assert "Why ask." in again.state()["reveal"]["html"]


def test_html_in_a_case_is_switched_off(tmp_path: Path) -> None:
    bad = json.loads(json.dumps(CASE.model_dump(by_alias=True)).replace("Why go.", "<b>x</b>"))
    act = activity(tmp_path, content=Case.model_validate(bad))
    html = decide(act, "gate", "go", ["law"])
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


# -- in a lesson -----------------------------------------------------------------------------------


def shelf(root: Path, content: Case = CASE) -> Library:
    """A library whose one case is ours; everything else is the course's."""
    found = Library(library().data)
    found._cases[content.id] = content
    return found


def test_a_lesson_shows_the_first_part_or_the_one_that_is_named(tmp_path: Path) -> None:
    lesson = Lesson("01", shelf(tmp_path), tmp_path)
    assert repr(lesson.case("c")) == "Case c: 4 items"
    assert repr(lesson.case("c", "second")) == "Case c, second: 3 items"
    assert lesson.case("c").activity.store is lesson.case("c", "second").activity.store
    with pytest.raises(UnknownName, match="did you mean 'second'"):
        lesson.case("c", "secnod")


def test_the_closing_table_says_where_the_decision_stands(tmp_path: Path) -> None:
    lesson = "01_responsible_ai_innovation"
    standing = Standing(library(), tmp_path)
    act = standing.activity(lesson, "case", "vendor-demo")
    given = {"decision": "refuse", "reasons": ["law"], "confidence": "lean"}
    act.change({f"vendor-demo.{key}": {"value": value} for key, value in given.items()})
    assert ("started", "3 of 3 answered") in [(d.state, d.note) for d in standing.states(lesson)]
    act.commit()
    states = standing.states(lesson)
    assert ("done", "defensible") in [(d.state, d.note) for d in states]
    assert "✓ done (defensible)" in panels.closing(states, None, "here")


def test_the_group_version_has_a_card_each(tmp_path: Path) -> None:
    html = group_html(CASE, library())
    assert html.count('class="tk-role"') == 2
    guard, chief = html.split('<article class="tk-role">')[1:]
    assert "Rest." in guard
    assert "Only mine." in guard
    assert "Only mine." not in chief
    assert "Order." in chief
    common = html.split("<article")[0]
    assert "One table, 20 minutes." in common
    assert "The sheet" in common
    assert "A private note" not in common
    panel = Lesson("01", shelf(tmp_path), tmp_path).group("c")
    assert repr(panel) == "Group version of c: 2 role cards"
    name, media, data = panel._files("cards")
    assert (name, media) == ("c-cards.html", "text/html")
    page = data.decode()
    assert page.count("Only mine.") == 1
    assert "break-before: page" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
