"""The data of a small valid course. Tests break it in one place at a time."""

from __future__ import annotations

COURSE = """\
schema: toolkit-course/1
version: 0.1.0
title: A small course
independence: An independent course.
lessons:
  - id: 00_start
    title: Start
    promise: You know the page.
    resource: README File
    minutes: 10
    objectives:
      - id: find-button
        text: Find the button.
        rubric: Met when you have found it.
        refs: [{source: course, at: lesson 00}]
      - id: keep-answers
        text: Say where the answers are.
        rubric: Met when you can name the folder.
        refs: [{source: course, at: lesson 00}]
      - id: choose
        text: Choose a route.
        rubric: Met when you have chosen.
        refs: [{source: course, at: lesson 00}]
  - id: 01_match
    title: A match is a lead
    promise: You know what a match is.
    resource: Introduction
    minutes: 30
    sources: [court-page]
    objectives:
      - id: read-match
        text: Read a match.
        refs: [{source: toolkit-page, at: p. 3}]
      - id: order-stages
        text: Order the stages.
        refs: [{source: course, at: lesson 01}]
      - id: know-limits
        text: Know the limits.
        rubric: Met when you can name two.
        refs: [{source: course, at: lesson 01}]
  - id: C01_robbery
    title: A robbery
    promise: You decide on a match.
    resource: Introduction
    minutes: 40
tracks:
  - id: use
    title: Use
    who: Investigators
    lessons: ["00", "01", C01]
"""

SOURCES = """\
schema: toolkit-sources/1
sources:
  - {id: course, title: This course, author: Its authors, date: "2026", status: ours}
  - id: toolkit-page
    title: The page of the Toolkit
    author: Its makers
    date: "2024"
    address: https://example.org/toolkit
    status: confirmed
    toolkit: true
  - id: toolkit-unread
    title: A part that nobody has read
    author: Its makers
    date: "2024"
    address: https://example.org/unread
    status: unconfirmed
    toolkit: true
  - id: court-page
    title: A case page
    author: A court
    date: "2024"
    address: https://example.org/case
    status: confirmed
  - id: press-story
    title: A story about the Toolkit
    author: A newspaper
    date: "2023"
    address: https://example.org/story
    status: secondary
"""

GLOSSARY = """\
schema: toolkit-glossary/1
terms:
  - {id: match, term: match, meaning: Two pictures that look alike to a machine.}
  - {id: lead, term: lead, meaning: Something to check.}
"""

_CORES = ("lawfulness", "minimization-of-harm", "autonomy", "fairness", "good-governance")
_STAGES = ("planning", "data", "development", "validation", "deployment", "monitoring")


def _principle(n: int) -> str:
    """An instrumental principle with everything that it must have; no words twice."""
    stages = ", ".join(f"{stage}: It holds at {stage} {n}" for stage in _STAGES)
    return (
        f"  - {{id: instrumental-{n}, title: One, core: {_CORES[n % 5]}, reading: Ours, "
        f"why: Why {n}, good: Good {n}, bad: Bad {n}, requires: {{{stages}}}, "
        f"evidence: [Paper {n}, Record {n}], "
        f"pulls: [{{principle: instrumental-{n % 17 + 1}, how: Pull {n}}}], "
        "refs: [{source: course, at: lesson 01}]}"
    )


PRINCIPLES = "\n".join(
    [
        "schema: toolkit-principles/1",
        "caution: Ours.",
        "refs: [{source: course, at: lesson 01}]",
        "principles:",
        *[f"  - {{id: {core}, title: A core, reading: As we read it}}" for core in _CORES],
        *[_principle(n) for n in range(1, 18)],
        "stages:",
        *[f"  - {{id: {stage}, title: A stage, reading: Ours, span: A step}}" for stage in _STAGES],
        "",
    ]
)

QUIZZES_00 = """\
schema: toolkit-quizzes/1
lesson: 00_start
version: 1.0.0
quizzes:
  - id: check-page
    title: The page
    kind: check
    reveal: on_check
    minutes: 1
    items:
      - id: page.answers
        type: single
        objective: keep-answers
        text: Where are the answers?
        options:
          - id: here
            text: On this computer
            correct: true
            feedback: In a folder here.
            refs: [{source: course, at: lesson 00}]
          - id: away
            text: On a server of the course
            feedback: It sends nothing.
            refs: [{source: course, at: lesson 00}]
"""


def single(name: str, right: str, end: str, *more: str) -> str:
    """A single-choice item of three options; ``right`` is a, b or c."""
    lines = [f"      - id: {name}", "        type: single", *(f"        {m}" for m in more)]
    lines += ["        refs: [{source: course, at: lesson 01}]", f"        text: What is {name}?"]
    lines += ["        options:"]
    for key, words in (
        ("a", "The first answer"),
        ("b", "A second answer"),
        ("c", "One answer more"),
    ):
        correct = " correct: true," if key == right else ""
        said = f"Why {key} of {name} is as it is {end}."
        lines.append(f"          - {{id: {key}, text: {words},{correct} feedback: {said}}}")
    return "\n".join(lines) + "\n"


QUIZZES_01 = (
    """\
schema: toolkit-quizzes/1
lesson: 01_match
version: 1.0.0
quizzes:
  - id: check-match
    title: What a match is
    kind: check
    reveal: on_check
    minutes: 2
    items:
"""
    + single("match.means", "a", "one", "objective: read-match")
    + """\
      - id: match.true
        type: multiple
        objective: read-match
        refs: [{source: toolkit-page, at: p. 3}]
        text: Which sentences are true?
        options:
          - {id: lead, text: It is a lead, correct: true, feedback: Somebody must check it.}
          - {id: proof, text: It is proof, feedback: It looks like proof to a tired eye.}
  - id: stages
    title: Order and sort
    kind: turn
    reveal: on_check
    minutes: 4
    items:
      - id: stages.order
        type: ordering
        objective: order-stages
        refs: [{source: course, at: lesson 01}]
        text: Put them in order.
        start: [buy, plan, test]
        entries:
          - {id: plan, text: Plan, feedback: You plan first.}
          - {id: buy, text: Buy, feedback: Then you buy.}
          - {id: test, text: Test, feedback: Then you test.}
      - id: stages.sort
        type: matching
        objective: order-stages
        text: Who does it?
        targets:
          - {id: police, text: The police}
          - {id: vendor, text: The vendor}
          - {id: nobody, text: Nobody}
        prompts:
          - id: sign
            text: Signs
            accept: [police]
            feedback: The chief signs.
            refs: [{source: course, at: lesson 01}]
          - id: sell
            text: Sells
            accept: [vendor, nobody]
            feedback: A vendor sells.
            refs: [{source: court-page, at: whole page}]
      - id: stages.count
        type: numeric
        objective: order-stages
        refs: [{source: course, at: lesson 01}]
        text: How many stages are there?
        answer: 6
        feedback: {right: Six it is., low: There are more., high: There are fewer.}
      - id: stages.mine
        type: choice
        text: Which one is yours?
        options:
          - {id: first, text: The first}
          - {id: last, text: The last}
      - id: match.twin
        type: yesno
        text: Do you know a twin?
      - id: stages.note
        type: note
        text: The last one never ends.
        show_when:
          any:
            - {q: stages.mine, is: last}
            - {q: match.twin, answered: true}
  - id: test
    title: The test
    kind: test
    reveal: after_commit
    pass_mark: 0.7
    minutes: 5
    items:
"""
    + single("test.one", "b", "two", "objective: read-match")
    + single("test.two", "c", "three", "objective: order-stages")
    + single("test.three", "a", "four", "objective: know-limits")
    + single("test.old-one", "b", "five", "lesson: 00_start")
    + single("test.old-two", "c", "six", "lesson: 00_start")
)

CASE = """\
schema: toolkit-case/1
id: demo
version: 1.0.0
title: A demo
minutes: 5
fictional: true
brief: You are the chief.
parts:
  - id: offer
    title: The offer
    minutes: 5
    exhibits:
      - {id: sheet, type: document, title: The sheet, text: Twenty of twenty.}
      - {id: mail, type: document, title: The mail, text: Please sign.}
    questions:
      - id: demo.ask
        type: choices
        text: What do you ask?
        options:
          - {id: errors, text: How often it errs}
          - {id: price, text: The price}
      - id: demo.why
        type: long_text
        text: Why do you ask about errors?
        show_when: {q: demo.ask, contains: errors}
    decision:
      id: demo
      question: Do you sign?
      options:
        - {id: sign, text: Sign today for one year., standing: wrong, why: It is quick. It binds.}
        - {id: ask, text: Ask first., standing: defensible, why: It costs a week and no more.}
        - {id: wait, text: Wait., standing: weak, why: It is safe. Nobody gets an answer.}
      reasons:
        - {id: free, text: It is free., weight: misleads, supports: [sign], why: It says nothing.}
        - {id: errs, text: Errors., weight: carries, supports: [ask], why: Nobody counted them.}
        - {id: time, text: Time., weight: fair, supports: [ask, wait], why: A week is short.}
        - {id: law, text: The law., weight: carries, why: It comes before any tool.}
      answer: Ask first.
      gives_up: Some time.
      would_change: A test of your own.
      variations:
        - {id: test, change: If you had tested it, defensible: [sign, ask], why: Errors are known.}
roles:
  - {id: chief, title: The chief, brief: You lead., wants: An answer., sees: [mail]}
group: One table.
assessment: {questionnaire: ready, example: dunmore}
refs: [{source: course, at: lesson 01}]
"""

STORY = """\
schema: toolkit-story/1
id: night
title: One night
about: An invented night.
people:
  - {id: officer, role: The officer, about: Works late.}
  - {id: clerk, role: The clerk, about: Writes it down.}
timeline:
  - {at: "Monday, 20:00", what: A call comes in., lesson: "00"}
exhibits:
  - {id: log, type: document, title: The log, text: One line.}
  - {id: note, type: document, title: The note, text: Another line.}
refs: [{source: course, at: lesson 01}]
"""
