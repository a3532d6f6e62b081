"""The answer sheet for the trainer: keys, feedback, model answers; never on a learner's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain
from ..labs import find
from ..models import CaseDecision, CasePart, Item, Lab, Note, Quiz
from ..views.activity import Activity
from ..views.reveal import STANDING, WEIGHT
from ..views.spec import answer_key
from .paper_form import letters

Key = Mapping[str, Any]


def answers_html(activity: Activity, numbers: Mapping[str, int], library: Library) -> str:
    """Everything that may be said about one activity once it is done; ``""`` if nothing is."""
    form = activity.form
    parts = [item_answer(item, numbers.get(item.id, 0), library) for item in form.items]
    if isinstance(form, Quiz) and form.debrief:
        parts.append(f'<div class="debrief">{markdown(form.debrief)}</div>')
    if isinstance(form, Lab):
        parts += _seen(form, numbers)
    if isinstance(form, CasePart):
        parts += _decision(form.decision)
    said = "".join(parts)
    if not said:
        return ""
    return f"<div class='keys'><h3>{escape(plain(form.title))}</h3>{said}</div>"


def item_answer(item: Item, number: int, library: Library) -> str:
    """What is right, and what to say to other answers; ``""`` for an item that has no key."""
    if isinstance(item, Note):
        return f'<div class="model">{markdown(item.text)}</div>' if item.show_when else ""
    key = answer_key(item, library)
    if key is None:
        return ""
    right, others = _spoken(item, key)
    return (
        f'<div class="key"><p><span class="no">{number}</span> {right}</p>'
        + (f"<p class='others'>{others}</p>" if others else "")
        + "</div>"
    )


def _spoken(item: Item, key: Key) -> tuple[str, str]:
    """What is right, and what to say to the other answers; both HTML."""
    if "answer" in key:
        unit, tolerance = getattr(item, "unit", None), key["tolerance"]
        near = f" (± {tolerance:g})" if tolerance else ""
        right = f"<strong>{key['answer']:,}{near} {escape(unit or '')}</strong>. "
        say = key["say"]
        others = f"Too low: {say['low']} Too high: {say['high']}"
        return right + say["right"], others
    if "accept" in key:
        named = dict(zip([t.id for t in item.targets], letters(len(item.targets)), strict=True))  # type: ignore[union-attr]
        rows = "; ".join(
            f"{markdown_inline(plain(p.text))} <strong>"
            f"{' or '.join(named[one] for one in key['accept'][p.id])}</strong>"
            for p in item.prompts  # type: ignore[union-attr]
        )
        return rows, " ".join(key["say"].values())
    if item.type == "ordering":
        texts = {e.id: plain(e.text) for e in item.entries}
        rows = " → ".join(f"<strong>{escape(texts[one])}</strong>" for one in key["right"])
        return rows, " ".join(key["say"].values())
    ids = [option.id for option in item.options]  # type: ignore[union-attr]
    named = dict(zip(ids, letters(len(ids)), strict=True))
    right = " ".join(f"<strong>{named[one]}.</strong> {key['say'][one]}" for one in key["right"])
    rest = [one for one in ids if one not in key["right"]]
    return right, " ".join(f"<strong>{named[one]}.</strong> {key['say'][one]}" for one in rest)


def _seen(lab: Lab, numbers: Mapping[str, int]) -> Iterator[str]:
    """What the lab shows about each prediction, with the controls at their start."""
    seen = find(lab.model or lab.id)(lab.starts).seen
    for name, words in ((name, seen[name]) for name in numbers if name in seen):
        yield (
            f'<div class="key"><p><span class="no">{numbers[name]}</span> '
            f"At the start: {escape(words)}</p></div>"
        )


def _decision(decision: CaseDecision) -> Iterator[str]:
    for letter, option in zip(letters(len(decision.options)), decision.options, strict=True):
        yield (
            f'<div class="key"><p><strong>{letter}. {STANDING[option.standing]}.</strong> '
            f"{markdown_inline(option.why)}</p></div>"
        )
    rows = "".join(
        f"<li><strong>{letter}. {WEIGHT[reason.weight]}.</strong> "
        f"{markdown_inline(reason.why)}</li>"
        for letter, reason in zip(letters(len(decision.reasons)), decision.reasons, strict=True)
    )
    yield f"<h4>The reasons</h4><ul class='others'>{rows}</ul>"
    for title, words in (
        ("A reasoned answer", decision.answer),
        ("What it gives up", decision.gives_up),
        ("What would change it", decision.would_change),
    ):
        yield f"<h4>{title}</h4>{markdown(words, first_heading=5)}"
    if decision.variations:
        named = {o.id: plain(o.text) for o in decision.options}
        rows = "".join(
            f"<li>{markdown_inline(v.change)} <strong>Then defensible:</strong> "
            f"{escape(' · '.join(named[one] for one in v.defensible))} "
            f"{markdown_inline(v.why)}</li>"
            for v in decision.variations
        )
        yield f"<h4>If one fact were different</h4><ul>{rows}</ul>"
