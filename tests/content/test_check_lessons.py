"""Each rule for lessons, proved by one broken place in a lesson that is otherwise valid."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from toolkit_widgets.content.check import run
from toolkit_widgets.content.problems import Problem

from .small_course import FILES, LATER, SHORT, Broken, line_of, prove, write
from .small_pages import OPENING, cell

TITLE = "01. A match is a lead"
FIRST, SECOND = "1. The match", "2. The agency"
CLAIM = "The steps are ours; the Toolkit has its own."
KEY = "**Key point.** A match is a lead."


def swap(call: str) -> str:
    """The activity cell as it stands in the lesson."""
    return cell(f"lesson.{call}")


BROKEN = [
    # the template
    Broken("lesson", "kernelspec:", "kernel:", "page.front", "", at="---"),
    Broken("lesson", "# 01. A match is a lead", "# 1. A match is a lead", "page.title",
           "1. A match is a lead", says="'# 01. A match is a lead', as in course.yaml"),
    Broken("lesson", "## On Monday", "# On Monday", "page.title", "On Monday",
           says="one title", also=frozenset({"page.order"})),
    Broken("lesson", "## What you need", "## What you bring", "page.order", "What you bring",
           "What you need", says="expected '## What you need' here, found '## What you bring'"),
    Broken("lesson", "## On Monday\n\nAsk one question.\n\n", "", "page.order",
           "How sure are you?", at="## How sure", says="expected '## On Monday' here"),
    Broken("lesson", "## 2. The agency", "## 3. The agency", "page.order", "3. The agency",
           "2. The agency", says="expected '## 2. The agency'"),
    Broken("lesson", "## Assessment\n\nFive questions.\n\n", "", "page.order", "Take-aways",
           at="## Take-aways", says="expected '## Assessment'"),
    Broken("lesson 00", "## Take-aways", "## Assessment\n\nNone.\n\n## Take-aways", "page.order",
           "Assessment", says="the quiz file has no test"),
    Broken("lesson", "<!-- sources -->\n", "<!-- sources -->\n\n## More\n\nWords.\n",
           "page.order", "More", at="## More", says="the template ends before '## More'"),
    Broken("lesson", KEY, f"#### Deep\n\n{KEY}", "page.levels", "Deep",
           says="from level 2 to level 4"),
    Broken("lesson", "Ask one question.\n", "", "page.empty", "On Monday", at="## On Monday",
           says="nothing stands under '## On Monday'"),
    Broken("lesson", swap('case("demo")'), swap('case("demo")').split("\n", 1)[1], "page.shape",
           FIRST, at=':tags: [activity]\nlesson.case("demo")', says="is '```{code-cell}"),
    Broken("lesson", "<!-- meta -->\n", "", "page.token", "", at="---",
           says="<!-- meta --> is missing; put it below the title"),
    Broken("lesson", "<!-- objectives -->\n", "Three things.\n", "page.token",
           "What you will be able to do", at="## What you will be", says="is missing"),
    Broken("lesson", "Ten minutes.", "<!-- meta -->", "page.token", "What you need",
           at="<!-- meta -->\n\n## Time", says="a second time"),
    Broken("lesson", KEY + "\n", "", "page.keypoint", FIRST, at="## 1. The match",
           severity="warning", says="here are 0"),
    Broken("lesson", OPENING, OPENING[:200], "page.opening", "On your desk", at="## On your desk",
           says="has 41 words; it needs 100 to 150"),
    Broken("lesson", OPENING, OPENING + "\n\n" + OPENING, "page.opening", "On your desk",
           at="## On your desk", says="has 240 words"),
    Broken("lesson", "- Five things cannot.\n", "", "page.takeaways", "Take-aways",
           at="## Take-aways", says="there are 4 take-aways"),
    Broken("lesson", "| 0:05 | 15 |", "| 0:06 | 15 |", "clock", "Time plan",
           says="the clock says 0:06; after the row above it must be 0:05"),
    Broken("lesson", "| 0:20 | 10 |", "| 0:25 | 10 |", "clock", "Time plan",
           says="the clock says 0:25; after the row above it must be 0:20"),
    Broken("lesson", "| 0:20 | 10 |", "| 0:20 | 12 |", "clock.sum", "Time plan",
           at="| Clock | Minutes", says="add up to 32; course.yaml gives this lesson 30"),
    Broken("lesson", "| 0:20 | 10 |", "| 0:20 | ten |", "clock", "Time plan", says="whole minutes"),
    Broken("lesson", "| Clock | Minutes | Part |", "| Time | Minutes | Part |", "clock",
           "Time plan", says="| Clock | Minutes | Part |"),
    # code cells and what they name
    Broken("lesson", 'open_lesson("01_match")', 'open_lesson("01_mach")', "activity.start",
           "Time plan", "01_match", at="from toolkit_widgets"),
    Broken("lesson", "from toolkit_widgets import open_lesson\n", "", "activity.start",
           "Time plan", at="lesson = open_lesson", says="must hold lesson = open_lesson",
           also=frozenset({"activity.code"})),
    Broken("lesson", swap('quiz("check-match")'), swap('quiz("chek-match")'), "activity.id",
           FIRST, "check-match", at='lesson.quiz("chek', also=frozenset({"quiz.unused"})),
    Broken("lesson", swap('case("demo")'), swap('case("dmeo")'), "activity.id", FIRST, "demo",
           at='lesson.case("dmeo")'),
    Broken("lesson", swap('questionnaire("ready")'), swap('questionnaire("raedy")'),
           "activity.id", SECOND, "ready", at="raedy"),
    Broken("lesson", swap('example("ready", "dunmore")'), swap('example("ready", "dunmoor")'),
           "activity.id", SECOND, "dunmore", at="dunmoor", says="example of 'ready'"),
    Broken("lesson", swap('example("ready", "dunmore")'),
           swap('rounds("ready", "dunmore", "dunmore-legel")'), "activity.id", SECOND,
           "dunmore-legal", at="dunmore-legel", says="example of 'ready'"),
    Broken("lesson", swap('example("ready", "dunmore")'), swap('rounds("ready", "dunmore")'),
           "activity.code", SECOND, at="lesson.rounds", says="takes 3 ids, not 2"),
    Broken("lesson", swap('case("demo")'), swap('caes("demo")'), "activity.unknown", FIRST,
           "case", at="lesson.caes", says="no activity lesson.caes"),
    Broken("lesson", swap('case("demo")'), swap('case("demo", "ofer")'), "activity.id", FIRST,
           "offer", at='"ofer"', says="part of 'demo' called"),
    Broken("lesson", swap('case("demo")'), swap('case("demo", "offer", "x")'), "activity.code",
           FIRST, at='"x"', says="takes 1 or 2 ids, not 3"),
    Broken("lesson", swap('case("demo")'), swap('group("dmeo")'), "activity.id", FIRST, "demo",
           at='"dmeo"', says="no case"),
    Broken("lesson", swap('case("demo")'), swap('exhibit("night", "lgo")'), "activity.id", FIRST,
           "log", at='"lgo"', says="exhibit of 'night' called"),
    Broken("lesson", swap('case("demo")'), swap('exhibit("nihgt", "log")'), "activity.id", FIRST,
           "night", at='"nihgt"', says="no story"),
    Broken("lesson", swap('case("demo")'), swap("case(demo)"), "activity.code", FIRST,
           at="lesson.case(demo)", says="ids in quotes"),
    Broken("lesson", swap('case("demo")'), swap('case("demo")\nprint(1)'), "activity.code", FIRST,
           at='lesson.case("demo")', says="one line"),
    Broken("lesson", swap('case("demo")'), swap('case("demo"'), "activity.code", FIRST,
           at='lesson.case("demo"', says="not Python"),
    Broken("lesson", swap('case("demo")'), swap('case("demo")' + " " * 70 + "# long"),
           "activity.code", FIRST, at='lesson.case("demo")', says="keep it to 80"),
    Broken("lesson", swap('case("demo")'), swap('case("demo")').replace("[activity]", "[other]"),
           "activity.tag", FIRST, at='lesson.case("demo")', says=":tags: [activity]"),
    Broken("lesson", swap('quiz("stages")'), "", "quiz.unused", "quizzes[1].id",
           at="- id: stages\n", where="quiz", says="no cell of lessons/01_match.md shows"),
    Broken("lesson", swap('quiz("test")'), "", "quiz.unused", "quizzes[2].id", at="- id: test\n",
           where="quiz"),
    Broken("lesson", "## Assessment\n\nFive questions.\n\n" + swap('quiz("test")'),
           swap('quiz("test")') + "## Assessment\n\nFive questions.\n\n", "activity.test", SECOND,
           at='lesson.quiz("test")', says="under '## Assessment'"),
    # what is read
    Broken("lesson", "Five questions.", "One word. " * 90 + "\n\n" + "One word. " * 90,
           "prose.between", SECOND, at='lesson.compare("ready")', says="370 words up to the next"),
    Broken("lesson", KEY, KEY + "\n\n" + "And so on it went " * 41, "prose.paragraph", FIRST,
           at="And so", says="a paragraph of 205 words", also=frozenset({"prose.between"})),
    Broken("lesson", CLAIM, f"{CLAIM} <br>", "text.html", SECOND, says="<br>"),
    Broken("lesson", CLAIM, f"{CLAIM}\n\n<!-- a note -->", "text.html", SECOND,
           at="<!-- a note -->"),
    Broken("lesson", CLAIM, f"{CLAIM}\n\n```{{note}}\nx\n```", "text.directive", SECOND,
           at="```{note}", says="{note}"),
    Broken("lesson", CLAIM, f"{CLAIM} {LATER}", "text.leftover", SECOND),
    Broken("lesson", CLAIM, f"{CLAIM} It is simply so.", "text.word", SECOND, severity="warning"),
    Broken("lesson", "![Two faces beside each other, one of them blurred]", "![Two faces]",
           "picture.alt", FIRST, says="at least 20 characters"),
    Broken("lesson", "**In words:** two", "In words: two", "picture.words", FIRST, at="![Two"),
    Broken("lesson", "(faces.svg)", "(faecs.svg)", "picture.file", FIRST, at="![Two",
           says="leads to no file: faecs.svg"),
    Broken("lesson", "(faces.svg)", "(https://example.org/f.svg)", "picture.file", FIRST,
           at="![Two", says="from the network"),
    Broken("lesson", "(00_start.ipynb)", "(00_strat.ipynb)", "link.file", SECOND,
           at="**Key point.** Ask"),
    # what it rests on
    Broken("lesson", "[@toolkit-page: p. 3]", "[@toolkit-pgae: p. 3]", "source.unknown", FIRST,
           "toolkit-page", at="The Toolkit names", also=frozenset({"claim.source"})),
    Broken("lesson", "[@toolkit-page: p. 3]", "[@toolkit-page]", "citation.shape", FIRST,
           at="The Toolkit names", says="[@source-id: place]", also=frozenset({"claim.source"})),
    Broken("lesson", "[@court-page: whole page]", "[@court-page: ?]", "source.place", FIRST,
           at="A court heard"),
    Broken("lesson", "[@toolkit-page: p. 3]", "[@toolkit-unread: p. 3]", "source.unconfirmed",
           FIRST, at="The Toolkit names", also=frozenset({"claim.source"})),
    Broken("lesson", CLAIM, "The Toolkit asks for six steps.", "claim.source", SECOND,
           says="“The Toolkit asks” claims something"),
    Broken("lesson", CLAIM, "One of *its* six steps.\n\nAnd the Toolkit also requires it.",
           "claim.source", SECOND, at="And the Toolkit"),
    Broken("lesson", CLAIM, "The Toolkit's workbook lists six steps.", "claim.source", SECOND),
    Broken("lesson", CLAIM, "- The Toolkit was made\n  in two years.", "claim.source", SECOND),
    Broken("lesson", "According to a newspaper, the", "The", "claim.account", FIRST,
           at="The Toolkit was written", says="name the account in words"),
    Broken("lesson", CLAIM, "It rained [@press-story: p. 2].", "claim.account", SECOND,
           severity="warning"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.name)
def test_broken_place(broken: Broken, tmp_path: Path) -> None:
    prove(broken, tmp_path)


def changed(tmp_path: Path, old: str, new: str) -> tuple[str, list[Problem]]:
    """The lesson with every ``old`` replaced, and its problems without notes."""
    write(tmp_path)
    text = FILES[SHORT["lesson"]]
    assert old in text
    file = tmp_path / SHORT["lesson"]
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = run([file], root=tmp_path)
    return text.replace(old, new), [p for p in found if p.severity != "note"]


def test_an_unknown_lesson(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / "lessons/01_macth.md"
    file.write_text(FILES[SHORT["lesson"]], encoding="utf-8")
    found = {p.rule: p for p in run([file], root=tmp_path)}
    assert found["file.name"].nearest == "01_match"
    assert found["file.name"].message == "course.yaml has no lesson '01_macth'"


def test_the_clock_starts_at_zero(tmp_path: Path) -> None:
    text, found = changed(tmp_path, "| 0:00 | 5 |", "| 0:01 | 5 |")
    assert [(p.rule, p.line) for p in found] == [
        ("clock", line_of(text, "| 0:01")),
        ("clock", line_of(text, "| 0:05")),
    ]
    assert "starts at 0:00" in found[0].message


def test_a_time_plan_without_a_table(tmp_path: Path) -> None:
    text, (problem,) = changed(tmp_path, "|---|---|---|\n", "")
    assert (problem.rule, problem.line) == ("clock", line_of(text, "## Time plan"))


def test_an_activity_twice(tmp_path: Path) -> None:
    text, (problem,) = changed(tmp_path, swap('case("demo")'), swap('case("demo")') * 2)
    first = line_of(text, 'lesson.case("demo")')
    assert problem.rule == "activity.twice"
    assert problem.line == first + 4
    assert f"already stands in line {first}" in problem.message


def test_confidence_then_close(tmp_path: Path) -> None:
    text, found = changed(tmp_path, swap("confidence()"), "")
    assert [p.rule for p in found] == ["activity.closing", "activity.closing"]
    assert found[0].line == line_of(text, "## How sure are you?")
    assert found[1].line == line_of(text, "lesson.close()")


def test_a_lesson_without_code(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / SHORT["lesson 00"]
    text = FILES[SHORT["lesson 00"]]
    file.write_text(text.split("```")[0] + "## 1. The page\n", encoding="utf-8")
    found = {p.rule: p for p in run([file], root=tmp_path)}
    assert found["activity.start"].message.startswith("the page has no code cell")


def test_a_second_start(tmp_path: Path) -> None:
    start = 'from toolkit_widgets import open_lesson\nlesson = open_lesson("01_match")'
    text, (problem,) = changed(tmp_path, swap('case("demo")'), swap('case("demo")') + cell(start))
    assert problem.rule == "activity.start"
    assert problem.line == line_of(text, 'lesson.case("demo")') + 4


def test_a_start_before_the_time_plan(tmp_path: Path) -> None:
    start = cell('from toolkit_widgets import open_lesson\nlesson = open_lesson("01_match")')
    write(tmp_path)
    text = FILES[SHORT["lesson"]].replace(start, "")
    text = text.replace("## Time plan", start + "\n## Time plan")
    (tmp_path / SHORT["lesson"]).write_text(text, encoding="utf-8")
    found = [p for p in run([tmp_path / SHORT["lesson"]], root=tmp_path) if p.severity == "error"]
    assert [p.message for p in found] == ["the first code cell stands right after the time plan"]


def test_a_comparison_needs_two_examples(tmp_path: Path) -> None:
    write(tmp_path)
    form = FILES[SHORT["form"]].replace("[dunmore, dunmore-legal]", "[dunmore]")
    (tmp_path / SHORT["form"]).write_text(form, encoding="utf-8")
    found = run([tmp_path / SHORT["lesson"]], root=tmp_path)
    (problem,) = (p for p in found if p.severity == "error")
    assert problem.rule == "activity.compare"
    assert problem.line == line_of(FILES[SHORT["lesson"]], "lesson.compare")


def test_long_sentences_are_refused_and_always_counted(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / SHORT["lesson"]
    (note,) = (p for p in run([file], root=tmp_path) if p.severity == "note")
    assert note.message.startswith("the average sentence has 7.2 words (30 sentences)")
    long = " ".join(["so"] * 44) + ". "
    text = FILES[SHORT["lesson"]].replace(CLAIM, "Ours is short.\n\n" + f"It is {long}" * 30)
    file.write_text(text, encoding="utf-8")
    found = {(p.rule, p.severity): p for p in run([file], root=tmp_path)}
    problem = found["prose.sentences", "error"]
    # 30 sentences of 7.2 words before; one of 9 words becomes one of 3, and 30 of 46 are new
    assert float(problem.found) == pytest.approx((30 * 7.2 + 30 * 46 - 9 + 3) / 60, abs=0.1)
    assert problem.line == line_of(text, "It is so")
    assert problem.message.count("46 words") == 3


def test_an_unclosed_cell(tmp_path: Path) -> None:
    text, found = changed(tmp_path, "lesson.close()\n```\n", "lesson.close()\n")
    shape = next(p for p in found if p.rule == "page.shape")
    assert shape.line == line_of(text, "```{code-cell} ipython3\n:tags: [activity]\nlesson.close")
    assert "never closed" in shape.message


def test_broken_front_matter(tmp_path: Path) -> None:
    _, found = changed(tmp_path, "name: python3}", "name: python3")
    assert ("page.shape", 3) in {(p.rule, p.line) for p in found}


def test_a_lesson_without_a_sheet(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / SHORT["sheet"]).unlink()
    (problem,) = (p for p in run(root=tmp_path) if p.severity != "note")
    assert (problem.rule, problem.severity) == ("sheet.missing", "warning")
    assert problem.message == "the lesson has no run sheet facilitator/01_match.md"


def test_an_installed_course_has_no_sheets(tmp_path: Path) -> None:
    write(tmp_path)
    shutil.rmtree(tmp_path / "facilitator")
    assert [p for p in run(root=tmp_path) if p.severity != "note"] == []


@pytest.mark.parametrize(
    "text",
    [
        "This course follows the Toolkit.",
        "Only the line of the Technical Reference Book is confirmed.",
        "Read the Toolkit before you decide.",
        "It is independent of the Toolkit and its makers.",
        "What each Toolkit resource is for.",
        "In this course the Toolkit is read as six steps.",
    ],
)
def test_no_claim(text: str, tmp_path: Path) -> None:
    _, found = changed(tmp_path, CLAIM, text)
    assert found == []
