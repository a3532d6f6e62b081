"""The questionnaire of the small valid course, and an example of it."""

from __future__ import annotations


def scored(name: str, lesson: str = "01_match") -> str:
    """A scale item with everything that an instrument with a profile asks for."""
    return f"""\
      - id: {name}
        type: scale
        scale: steps
        text: How far is {name}?
        anchors: [Nothing there, Some of it, All of it]
        evidence: A dated page.
        roles: [chief]
        principles: [lawfulness]
        stages: [planning]
        refs: [{{source: course, at: lesson 01}}]
        lesson: {lesson}
        allow: [dont_know]
"""


QUESTIONNAIRE = (
    """\
schema: toolkit-questionnaire/1
id: ready
version: 2.0.0
title: Are you ready?
minutes: 10
about: A training instrument of this course.
results: profile
scales:
  steps:
    steps:
      - {id: none, label: Nothing, points: 1}
      - {id: some, label: Some, points: 2}
      - {id: full, label: All, points: 3}
dimensions:
  culture: {title: Culture, target: 2}
  people: {title: People, target: 3}
bands:
  - {id: low, label: Low, at_least: 1, meaning: Begin.}
  - {id: high, label: High, at_least: 2, meaning: Go on.}
sections:
  - id: first
    title: The first page
    dimension: culture
    items:
"""
    + scored("rules")
    + scored("money")
    + """\
  - id: second
    title: The second page
    dimension: people
    show_when: {q: rules, at_least: 1}
    items:
"""
    + scored("training")
    + """\
      - id: heads
        type: number
        text: How many people?
        minimum: 1
        maximum: 500
        whole: true
        show_when: {not: {q: training, is: none}}
      - id: since
        type: date
        text: Since when?
        dimension: people
actions:
  - {id: write, text: Write it down, effort: S, lifts: [rules, money], lesson: 01_match}
  - {id: train, text: Train two people, effort: M, lifts: [training], needs: [write]}
examples: [dunmore]
migrations:
  - from: 1.0.0
    to: 1.1.0
    steps:
      - {op: rename, old: law, new: norms}
  - from: 1.1.0
    to: 2.0.0
    steps:
      - {op: rename, old: norms, new: rules}
      - {op: retire, item: budget}
      - {op: rescale, item: money, how: map, map: {little: some}}
"""
)

EXAMPLE = """\
schema: toolkit-example/1
id: dunmore
questionnaire: ready
title: Dunmore police
about: A fictional agency.
role: chief
answers:
  rules: {value: some, evidence: Order 4}
  money: {state: dont_know, reason: The budget is not mine.}
  training: {value: full}
  heads: {value: 12}
  since: {value: "2025-03-01"}
"""

SECOND_EXAMPLE = EXAMPLE.replace("id: dunmore", "id: dunmore-legal").replace("some,", "none,")
QUESTIONNAIRE = QUESTIONNAIRE.replace("[dunmore]", "[dunmore, dunmore-legal]")
