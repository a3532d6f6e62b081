"""Worked examples: a shipped agency's results, its people side by side, its two rounds."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..content.counted import count
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline
from ..models import Answer, Example, Respondent
from ..scoring.agreement import Alpha
from ..scoring.rounds import Comparison, ItemChange, Round, compare_rounds, in_points
from ..scoring.several import Response, Spread, agreement, by_disagreement, several
from . import panels
from .panel import Panel
from .results import results_html

SHOWN_DISAGREEMENTS = 8


def example_panel(library: Library, questionnaire: str, name: str) -> Panel:
    """A shipped fictional agency's results."""
    content = library.questionnaire(questionnaire)
    found = library.example(questionnaire, name)
    results = results_html(library, content, as_answers(found))
    html = example_html(found.title, found.about, results)
    return Panel(f"Worked example {name}: {count(len(found.answers), 'answer')}", html, "case")


def comparison_panel(library: Library, questionnaire: str) -> Panel:
    """The shipped colleagues' answers side by side, most disagreed first."""
    content = library.questionnaire(questionnaire)
    # the first example is the agency's agreed answers, the others are its people
    found = [library.example(questionnaire, name) for name in content.examples[1:]]
    people = [example for example in found if example.round is None]
    rows = several(content, [_response(person) for person in people])
    ordered = by_disagreement(rows)
    html = comparison_html(people, ordered, SHOWN_DISAGREEMENTS, agreement(rows))
    return Panel(f"Comparison: {count(len(people), 'colleague')}", html, "case")


def rounds_panel(library: Library, questionnaire: str, before: str, after: str) -> Panel:
    """Two rounds of a shipped fictional agency: what became better, what worse."""
    content = library.questionnaire(questionnaire)
    one, other = (library.example(questionnaire, name) for name in (before, after))
    found = compare_rounds(
        Round(content, as_answers(one), one.round or "Before"),
        Round(content, as_answers(other), other.round or "Now"),
    )
    html = rounds_html(found, "What changed between two rounds")
    summary = f"Two rounds, {before} and {after}: {count(len(found.items), 'item')}"
    return Panel(summary, html, "case")


def example_html(title: str, about: str, fragment: str) -> str:
    """A shipped fictional agency's results."""
    return (
        panels.head("Worked example", title)
        + markdown(about)
        + "<p><em>The agency and everybody in it are invented.</em></p>"
        + fragment
    )


def comparison_html(
    people: Sequence[Example],
    rows: Sequence[Spread],
    most: int,
    agreed: Alpha,
) -> str:
    """Several people's steps side by side; ``rows`` in the order of reading."""
    some = [row for row in rows if row.within_one is not None]
    same = sum(row.spread <= 1 for row in some)
    apart = len(some) - same
    text = panels.head(
        "Worked example", f"The same agency, seen by {_number(len(people))} colleagues"
    )
    text += "".join(
        f"<p><strong>{escape(p.role)}.</strong> {markdown_inline(p.about)}</p>" for p in people
    )
    text += (
        f"<p><strong>On {same} of {len(rows)} items they stand within one step of each other. "
        f"On {apart} they are two steps or more apart.</strong> On {len(rows) - len(some)} "
        "fewer than two of them chose a step. The people are invented.</p>"
    )
    text += f"<p>{escape(agreed.sentence)} {escape(_unknowns(people, rows))}</p>"
    body = [
        (markdown_inline(row.text), *_steps(row), str(row.spread), escape(_beside(row)))
        for row in rows[:most]
    ]
    header = ["Item", *(p.role for p in people), "Steps apart", "Beside"]
    if not any(row[-1] for row in body):
        header, body = header[:-1], [row[:-1] for row in body]
    text += panels.table(header, body, f"The {len(body)} items with the widest disagreement")
    text += "<h4>What they wrote</h4>"
    for row in rows[:most]:
        said = [
            f"<li><strong>{escape(p.role)}</strong> ({step}): {escape(answer.comment)}</li>"
            for p, step in zip(people, _steps(row), strict=True)
            if (answer := p.answers.get(row.id)) and answer.comment
        ]
        if said:
            text += f"<p>{markdown_inline(row.text)}</p><ul>{''.join(said)}</ul>"
    return text


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
    return words[count] if count < len(words) else str(count)


def _steps(row: Spread) -> list[str]:
    """What each of them chose, in words."""
    words = {"dont_know": "don't know", "not_applicable": "not applicable", "hidden": "not asked"}
    return [
        words.get(state, "no answer") if step is None else f"step {step}"
        for step, state in zip(row.steps, row.states, strict=True)
    ]


def _beside(row: Spread) -> str:
    """What makes an item weigh more in the talk."""
    return "can force the level" if row.in_veto else ""


def _unknowns(people: Sequence[Example], rows: Sequence[Spread]) -> str:
    """How often each of them did not know, in a sentence."""
    counts = {
        person.role: sum(row.states[place] == "dont_know" for row in rows)
        for place, person in enumerate(people)
    }
    items = sum(row.dont_know > 0 for row in rows)
    if not items:
        return "Nobody chose “don't know”."
    who = ", ".join(f"{role} {count}" for role, count in counts.items() if count)
    return f"“Don't know” stands on {items} of {len(rows)} items ({who})."


def rounds_html(found: Comparison, title: str) -> str:
    """Two rounds of one agency: what became worse, what better, what cannot be compared."""
    text = panels.head("Worked example", title)
    text += (
        f"<p><strong>{escape(found.sentence)}</strong> Both rounds are invented, as is the "
        "agency.</p>"
    )
    header = ["What", found.before.title or "Before", found.after.title or "Now"]
    if found.totals:
        levels = found.totals[0]
        body = [(escape(t.title), in_points(t.before), in_points(t.after)) for t in found.totals]
        if levels.band_before and levels.band_after:
            body.insert(
                0, ("Level", escape(levels.band_before.label), escape(levels.band_after.label))
            )
        text += panels.table(header, body, "Level, and mean step of the answered items")
    names = {
        "worse": "Lower than before",
        "better": "Higher than before",
        "not_comparable": "Cannot be compared",
        "new": "New items",
        "retired": "Retired items",
    }
    for verdict, name in names.items():
        rows = [_change(found, item) for item in found.items if item.verdict == verdict]
        if rows:
            text += panels.table(["Item", *header[1:], "What was written now"], rows, name)
    same = [item for item in found.items if item.verdict == "same"]
    if same:
        lines = "".join(
            f"<li>{markdown_inline(item.text)} ({escape(item.after_words)})</li>" for item in same
        )
        text += f"<details><summary>{len(same)} the same</summary><ul>{lines}</ul></details>"
    return text


def _change(found: Comparison, item: ItemChange) -> tuple[str, str, str, str]:
    answer = found.after.answers.get(item.id)
    words = [item.why, (answer.reason or answer.comment) if answer else ""]
    return (
        markdown_inline(item.text),
        escape(item.before_words),
        escape(item.after_words),
        escape(". ".join(w for w in words if w)),
    )


def as_answers(example: Example) -> dict[str, Answer]:
    """A shipped example as answers, for scoring."""
    return {
        key: Answer(
            state=a.state,
            value=a.value,
            reason=a.reason or "",
            comment=a.comment or "",
            evidence=a.evidence or "",
        )
        for key, a in example.answers.items()
    }


def _response(example: Example) -> Response:
    person = Respondent(pseudonym=example.id, role=example.role)
    return Response(person, as_answers(example))
