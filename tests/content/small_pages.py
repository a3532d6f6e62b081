"""The lessons and facilitator sheets of the small valid course."""

from __future__ import annotations

SENTENCE = "A detective puts one sheet of paper on your desk at night. "
OPENING = SENTENCE * 10  # 120 words


def cell(call: str) -> str:
    """An activity cell."""
    return f"```{{code-cell}} ipython3\n:tags: [activity]\n{call}\n```\n"


def top(number: str, title: str, name: str, plan: str, needs: str = "Ten minutes.") -> str:
    """Everything above the first numbered section."""
    start = f'from toolkit_widgets import open_lesson\nlesson = open_lesson("{name}")'
    return f"""\
---
kernelspec: {{display_name: Python 3, name: python3}}
---

# {number}. {title}

<!-- meta -->

## On your desk

{OPENING}

## What you will be able to do

<!-- objectives -->

## What you need

{needs}

## Time plan

| Clock | Minutes | Part |
|---|---|---|
{plan}
{cell(start)}
"""


BOTTOM = f"""\
## Take-aways

- One thing is sure.
- Two things are likely.
- Three things are open.
- Four things can wait.
- Five things cannot.

## On Monday

Ask one question.

## How sure are you?

Three questions about yourself.

{cell("lesson.confidence()")}
## Save and next

The last card shows what you did.

{cell("lesson.close()")}
## Sources

<!-- sources -->
"""

LESSON_00 = (
    top("00", "Start", "00_start", "| 0:00 | 4 | On your desk |\n| 0:04 | 6 | 1. The page |\n")
    + f"""\
## 1. The page

Each card is one thing to do.

{cell('lesson.quiz("check-page")')}
**Key point.** Press the button first.

"""
    + BOTTOM
)

LESSON_01 = (
    top(
        "01",
        "A match is a lead",
        "01_match",
        "| 0:00 | 5 | On your desk |\n| 0:05 | 15 | 1. The match |\n"
        "| 0:20 | 10 | 2. The agency |\n",
    )
    + f"""\
## 1. The match

The Toolkit names the risk of a wrong match [@toolkit-page: p. 3].
A court heard of one [@court-page: whole page].

According to a newspaper, the Toolkit was written in two years [@press-story: first paragraph].

{cell('lesson.quiz("check-match")')}
![Two faces beside each other, one of them blurred](faces.svg)

**In words:** two faces look alike, and one is blurred.

{cell('lesson.quiz("stages")')}
{cell('lesson.case("demo")')}
**Key point.** A match is a lead.

## 2. The agency

The steps are ours; the Toolkit has its own.

{cell('lesson.questionnaire("ready")')}
{cell('lesson.example("ready", "dunmore")')}
{cell('lesson.compare("ready")')}
**Key point.** Ask before you sign. See [the start](00_start.ipynb).

## Assessment

Five questions.

{cell('lesson.quiz("test")')}
"""
    + BOTTOM
)


def plan(title: str, half: int) -> str:
    """A facilitator's table of two equal parts."""
    hours, minutes = divmod(half, 60)
    return f"""\
## {title}

| Clock | Minutes | What happens | You say or do |
|---|---|---|---|
| 0:00 | {half} | The first part | Wait for the room. |
| {hours}:{minutes:02} | {half} | The second part | Let them talk. |

"""


def sheet(number: str, title: str, item: str) -> str:
    """A facilitator sheet."""
    return f"""\
# {number}. {title}: facilitator sheet

## In one minute

Let the room decide before you speak.

## Before the room

Print the sheet. Put `answers.json` away.

{plan("60 minutes", 30)}{plan("Half a day", 105)}{plan("Online", 45)}## Discussion points

- One. Listen for doubt.
- Two. Listen for trust.
- Three. Listen for law.
- Four. Listen for time.
- Five. Listen for names.

## Likely wrong answers, and why sensible people give them

`{item}`: many choose the first, because it looks official.

## Sensitive moments

Somebody may have been arrested.

## Print and prepare

One sheet each.
"""


SHEET_00 = sheet("00", "Start", "page.answers")
SHEET_01 = sheet("01", "A match is a lead", "match.means")
