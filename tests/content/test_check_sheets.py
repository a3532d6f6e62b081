"""Each rule for facilitator sheets, proved by one broken place."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_widgets.content.check import run

from .small_course import FILES, LATER, SHORT, Broken, prove, write

WRONG = "Likely wrong answers, and why sensible people give them"
FIRST_ROW = "| 0:00 | 30 | The first part"

BROKEN = [
    Broken("sheet", "A match is a lead: facilitator", "A match: facilitator", "page.title",
           "01. A match: facilitator sheet", at="# 01."),
    Broken("sheet", "## Sensitive moments", "## Sensitive moment", "page.order",
           "Sensitive moment", "Sensitive moments"),
    Broken("sheet", "## Online", "## On line", "page.order", "On line", "Online",
           says="expected '## Online' here"),
    Broken("sheet", "Somebody may have been arrested.\n", "", "page.empty", "Sensitive moments",
           at="## Sensitive"),
    Broken("sheet", FIRST_ROW, FIRST_ROW.replace("30", "31"), "clock", "60 minutes",
           at="| 0:30 |", says="must be 0:31", also=frozenset({"clock.sum"})),
    Broken("sheet", "| 0:30 | 30 |", "| 0:30 | 31 |", "clock.sum", "60 minutes",
           at="| Clock |", says="add up to 61; '60 minutes' is 60"),
    Broken("sheet", "| 1:45 | 105 |", "| 1:45 | 100 |", "clock.sum", "Half a day",
           at="| Clock | Minutes | What happens | You say or do |\n|---|---|---|---|\n| 0:00 | 105",
           says="'Half a day' is 210"),
    Broken("sheet", "| 0:45 | 45 |", "| 0:45 | 40 |", "clock.sum", "Online",
           at="| Clock | Minutes | What happens | You say or do |\n|---|---|---|---|\n| 0:00 | 45",
           says="'Online' is 90"),
    Broken("sheet", "You say or do", "You do", "clock", "60 minutes", at="| Clock |",
           says="You say or do"),
    Broken("sheet", "- Five. Listen for names.\n", "", "sheet.points", "Discussion points",
           at="## Discussion", says="there are 4 discussion points; 5 to 7"),
    Broken("sheet", "`match.means`", "`match.meens` and `match.true`", "sheet.item", WRONG,
           "match.means", says="no quiz item 'match.meens' in lesson 01"),
    Broken("sheet", "`match.means`", "The first one", "sheet.item", WRONG, at=f"## {WRONG}",
           says="name the quiz items"),
    Broken("sheet", "before you speak", "before `match.maens` is read", "sheet.item",
           "In one minute", "match.means", at="Let the room"),
    Broken("sheet", "Somebody may", "Somebody<br> may", "text.html", "Sensitive moments"),
    Broken("sheet", "Somebody may", f"{LATER} somebody may", "text.leftover", "Sensitive moments"),
    Broken("sheet", "Somebody may", "The Toolkit asks that somebody may", "claim.source",
           "Sensitive moments", severity="warning"),
    Broken("sheet", "Somebody may", "Read [@cuort-page: p. 1]. Somebody may", "source.unknown",
           "Sensitive moments", "court-page"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.name)
def test_broken_place(broken: Broken, tmp_path: Path) -> None:
    prove(broken, tmp_path)


def test_a_sheet_without_a_table(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["sheet"]].replace("|---|---|---|---|\n", "", 1)
    (tmp_path / SHORT["sheet"]).write_text(text, encoding="utf-8")
    (problem,) = run([tmp_path / SHORT["sheet"]], root=tmp_path)
    assert (problem.rule, problem.path) == ("clock", "60 minutes")
    assert problem.message.startswith("'## 60 minutes' needs a table")


def test_a_sheet_for_no_lesson(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / "facilitator/01_macth.md"
    file.write_text(FILES[SHORT["sheet"]], encoding="utf-8")
    found = {p.rule: p for p in run([file], root=tmp_path)}
    assert found["file.name"].nearest == "01_match"


def test_other_names_in_back_ticks_are_left_alone(tmp_path: Path) -> None:
    """File names, options, prompts, questionnaires and their items may stand there too."""
    write(tmp_path)
    names = (
        "`match.means` `lead` `sign` `stages` `ready` `rules` `demo.decision` `answers` `a.json`"
    )
    text = FILES[SHORT["sheet"]].replace("`match.means`", names.replace("`answers` ", ""))
    text = text.replace("Somebody may", "In `answers`, somebody may")
    (tmp_path / SHORT["sheet"]).write_text(text, encoding="utf-8")
    found = run([tmp_path / SHORT["sheet"]], root=tmp_path)
    assert [p.found for p in found] == ["a.json"]  # under the wrong answers only ids belong
