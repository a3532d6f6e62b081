"""What is shown once a decision is committed: the own decision first, then the reasoned one."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ..content.cited import sources_html
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain
from ..models import Answer, Case, CaseDecision, CasePart, DecisionOption, Reason, Standing, Weight
from ..scoring.decision import Compared, calibration, compare
from . import panels

STANDING: dict[Standing, str] = {
    "defensible": "✓ defensible",
    "weak": "~ weak",
    "wrong": "✗ wrong",
}
"""A word and a sign, as everywhere in the course."""
_NUMBERS = {0: "None", 2: "Two", 3: "Three", 4: "Four"}
WEIGHT: dict[Weight, str] = {
    "carries": "✓ carries the decision",
    "fair": "~ counts, and does not decide",
    "misleads": "✗ misleads",
}


def standing_note(part: CasePart, answers: Mapping[str, Answer]) -> str:
    """Where the committed decision stands, in a word, for the notes on progress."""
    chosen = compare(part.decision, answers).chosen
    return chosen.standing if chosen else "no decision"


def reveal_html(
    part: CasePart, answers: Mapping[str, Answer], library: Library, case: Case | None = None
) -> str:
    """All of it as safe HTML. ``case``: whose sources stand at the end."""
    decision = part.decision
    compared = compare(decision, answers)
    parts = [
        _own(compared, library),
        _options(decision, compared, library),
        _reasons(decision, compared),
        f"<h4>A reasoned answer</h4>{markdown(decision.answer, first_heading=5)}",
        f"<h4>What it gives up</h4>{markdown(decision.gives_up, first_heading=5)}",
        f"<h4>What would change it</h4>{markdown(decision.would_change, first_heading=5)}",
        _variations(decision),
        f"<p>{sources_html(case.refs, library)}</p>" if case else "",
    ]
    return "".join(parts)


def _own(compared: Compared, library: Library) -> str:
    chosen = compared.chosen
    if chosen is None:
        return "<h4>Your decision</h4><p>You committed without choosing an option.</p>"
    said = calibration(compared)
    return (
        f"<h4>Your decision</h4><blockquote>{markdown(chosen.text)}</blockquote>"
        '<p class="tk-verdict">'
        f'<strong class="tk-standing">{STANDING[chosen.standing]}</strong></p>'
        f"<p>{markdown_inline(chosen.why)} {sources_html(chosen.refs, library)}</p>"
        + (f"<p>{escape(said)}</p>" if said else "")
    )


def _options(decision: CaseDecision, compared: Compared, library: Library) -> str:
    count = sum(option.standing == "defensible" for option in decision.options)
    say = (
        "One of them can be defended."
        if count == 1
        else f"{_NUMBERS.get(count, count)} of them can be defended, and count the same."
    )
    rows = [
        (
            _judged(STANDING[option.standing], option.text)
            + (" <em>(your decision)</em>" if option == compared.chosen else ""),
            f"{markdown_inline(option.why)} {sources_html(option.refs, library)}".strip(),
        )
        for option in decision.options
    ]
    table = panels.table(["Option, and where it stands", "Why"], rows)
    return f"<h4>All the options</h4><p>{say}</p>{table}"


def _judged(words: str, text: str) -> str:
    """A verdict above what it is about: two columns fit a telephone, three do not."""
    return f'<strong class="tk-standing">{words}</strong><br>{markdown_inline(text)}'


def _reasons(decision: CaseDecision, compared: Compared) -> str:
    html = "<h4>Your reasons</h4>"
    if compared.ticked:
        html += f"<p>{_tally(compared)}</p>"
        rows = [
            (_judged(WEIGHT[r.weight], r.text), _why(r, decision, compared))
            for r in compared.ticked
        ]
        html += panels.table(["You ticked", "Why it counts so"], rows)
    else:
        html += "<p>You ticked no reason. A decision without one cannot be explained later.</p>"
    if compared.left_out:
        room = " You had no room for all of them." if _full(decision, compared) else ""
        lines = "".join(
            f"<li><strong>{markdown_inline(r.text)}</strong> {markdown_inline(r.why)}</li>"
            for r in compared.left_out
        )
        html += (
            f"<p><strong>Reasons that carry, which you did not tick.</strong>{room}</p>"
            f"<ul>{lines}</ul>"
        )
    others = [r for r in decision.reasons if r not in (*compared.ticked, *compared.left_out)]
    if others:
        lines = "".join(
            f"<li><strong>{markdown_inline(r.text)}</strong> {WEIGHT[r.weight]}. "
            f"{markdown_inline(r.why)}</li>"
            for r in others
        )
        html += f"<details><summary>About the other reasons</summary><ul>{lines}</ul></details>"
    return html


def _full(decision: CaseDecision, compared: Compared) -> bool:
    """True where the ticked reasons all carry, and no more could be ticked."""
    return len(compared.carrying) == len(compared.ticked) >= decision.at_most


def _tally(compared: Compared) -> str:
    """ "Your 3 reasons: 1 carries the decision, 1 counts without deciding, 1 misleads." """
    counts = (
        (len(compared.carrying), "carries the decision", "carry the decision"),
        (len(compared.fair), "counts without deciding", "count without deciding"),
        (len(compared.misleading), "misleads", "mislead"),
    )
    said = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    total = len(compared.ticked)
    if total == 1:
        return f"You ticked 1 reason; it {said[0].split(' ', 1)[1]}."
    return f"Your {total} reasons: {', '.join(said)}."


def _why(reason: Reason, decision: CaseDecision, compared: Compared) -> str:
    text = markdown_inline(reason.why)
    if reason in compared.elsewhere:
        named = _listed([o for o in decision.options if o.id in reason.supports])
        text += f" <strong>It speaks for another decision than yours:</strong> {named}"
    return text


def _variations(decision: CaseDecision) -> str:
    html = ""
    for variation in decision.variations:
        named = _listed([o for o in decision.options if o.id in variation.defensible])
        html += (
            f"<details><summary>{markdown_inline(plain(variation.change))}</summary>"
            f"<p><strong>Then defensible:</strong> {named}</p>{markdown(variation.why)}</details>"
        )
    return f"<h4>If one fact were different</h4>{html}" if html else ""


def _listed(options: list[DecisionOption]) -> str:
    return " · ".join(f"“{markdown_inline(plain(o.text))}”" for o in options)
