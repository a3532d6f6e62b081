"""A form on paper: each question with its number, then boxes to mark and lines to write on.

The words come from the same plain data that the browser gets (``Activity.spec``), so the two never
differ. A question with parts has a layout of its own in :mod:`.paper_parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from string import ascii_uppercase

from ..models import Item, Note, Questionnaire
from ..scoring.visibility import Form
from ..views.activity import Activity
from ..views.spec import Spec
from .only_if import only_if
from .paper_parts import PARTS, box, lines

SHORT_OPTION = 42
"""Characters up to which options stand side by side."""
NOTE = "Your trainer has a text on this. Ask for it when you have written your answer."

Numbers = Mapping[str, int]


def numbered(activity: Activity, first: int) -> dict[str, int]:
    """Item → number on paper, from ``first`` on. A note has none: it asks nothing."""
    asked = [item.id for item in activity.form.items if not isinstance(item, Note)]
    return {name: first + place for place, name in enumerate(asked)}


def letters(count: int) -> str:
    """The letters of so many options. Raises ValueError for more than there are."""
    if count > len(ascii_uppercase):
        raise ValueError(f"{count} options have no letters of their own")
    return ascii_uppercase[:count]


def questions_html(activity: Activity, spec: Spec, numbers: Numbers, level: int) -> str:
    """Every section with its questions; ``level`` is that of a section's heading."""
    form = activity.form
    shown_when = (
        {s.id: s.show_when for s in form.sections} if isinstance(form, Questionnaire) else {}
    )
    out = []
    for section in spec["sections"]:
        if section["title"]:
            out.append(f"<h{level}>{escape(section['title'])}</h{level}>")
        condition = shown_when.get(section["id"])
        if condition is not None:
            words = only_if(condition, activity.items, numbers, activity.scales)
            out.append(f'<p class="when">Only if {escape(words)}.</p>')
        out.append(section["intro"])
        out += [item_html(activity, one, numbers) for one in section["items"]]
    return "".join(out)


def item_html(activity: Activity, spec: Spec, numbers: Numbers) -> str:
    """One question with room for its answer."""
    item = activity.items[spec["id"]]
    if isinstance(item, Note):
        # what appears only after an answer is a model answer: the trainer has it
        words = f'<p class="later">{NOTE}</p>' if item.show_when else spec["html"]
        return f'<div class="note" data-item="{escape(item.id)}">{words}</div>'
    number = numbers[item.id]
    answer = CONTROLS[spec["control"]](spec)
    return (
        f'<div class="q q-{spec["control"]}" data-item="{escape(item.id)}">{spec["given"]}'
        f'<p class="ask"><span class="no">{number}</span> {spec["html"]}</p>'
        f"{_when(activity, item, numbers)}{_small('help', spec['help'])}{answer}"
        f"{_beside(spec)}</div>"
    )


def _when(activity: Activity, item: Item, numbers: Numbers) -> str:
    if item.show_when is None:
        return ""
    words = only_if(item.show_when, activity.items, numbers, activity.scales)
    return f'<p class="when">Only if {escape(words)}.</p>'


def _beside(spec: Spec) -> str:
    """Not applicable and don't know, comment and evidence."""
    out = ""
    names = {"not_applicable": "Not applicable", "dont_know": "Don't know"}
    if spec["allow"]:
        choices = "".join(f"{box()} {names[key]} " for key in spec["allow"])
        out += f'<p class="allow">{choices}<span class="fill">because</span></p>'
    if spec["evidence"]:
        out += _small("counts", f"What counts as evidence: {spec['evidence']}")
    asked = [name for name in ("evidence", "comment") if spec[name]]
    if asked:
        fields = " ".join(f'<span class="fill">{name.capitalize()}</span>' for name in asked)
        out += f'<p class="allow">{fields}</p>'
    return out


def _small(name: str, html: str) -> str:
    return f'<p class="{name}">{html}</p>' if html else ""


def _options(spec: Spec) -> str:
    many = spec["control"] == "checkbox"
    hint = '<p class="hint">Mark every one that fits.</p>' if many else ""
    options = spec["options"]
    anchored = any(one.get("hint") for one in options)
    side = not anchored and all(len(one["html"]) <= SHORT_OPTION for one in options)
    entries = "".join(
        f"<li>{box()}<span><strong>{one['html']}</strong> {one.get('hint', '')}</span></li>"
        if anchored  # the steps of a scale have numbers of their own
        else f'<li>{box()}<span class="letter">{letter}</span> <span>{one["html"]}</span></li>'
        for letter, one in zip(letters(len(options)), options, strict=True)
    )
    return f'{hint}<ul class="opts{" side" if side else ""}">{entries}</ul>'


def _number(spec: Spec) -> str:
    unit = escape(str(spec.get("unit", "")))
    return f'<p class="short"><span class="blank"></span> {unit}</p>'


def _order(spec: Spec) -> str:
    """Entries as the learner first meets them, each with a box for its place."""
    texts = {one["id"]: one["html"] for one in spec["options"]}
    order = spec.get("start") or list(texts)
    most = spec.get("choose", len(texts))
    entries = "".join(f"<li>{box()}{texts[key]}</li>" for key in order)
    hint = f"Write 1 to {most} into the boxes: 1 comes first."
    return f'<p class="hint">{hint}</p><ul class="opts">{entries}</ul>'


def _match(spec: Spec) -> str:
    """Prompts with a box each, below the lettered targets."""
    targets = zip(letters(len(spec["options"])), spec["options"], strict=True)
    named = "".join(
        f'<li><span class="letter">{letter}</span> {escape(one["html"])}</li>'
        for letter, one in targets
    )
    rows = "".join(f"<li>{box()}{one['html']}</li>" for one in spec["prompts"])
    return (
        '<p class="hint">Write one letter into each box. A letter may be used more than once.</p>'
        f'<ul class="targets">{named}</ul><ul class="opts">{rows}</ul>'
    )


def _date(_: Spec) -> str:
    return (
        '<p class="short">Day <span class="blank"></span> month <span class="blank"></span> '
        'year <span class="blank"></span></p>'
    )


def _computed(_: Spec) -> str:
    return '<p class="short">Work it out: <span class="blank"></span></p>'


CONTROLS: dict[str, Callable[[Spec], str]] = {
    "radio": _options,
    "checkbox": _options,
    "number": _number,
    "text": lambda _: lines(2),
    "long_text": lambda _: lines(4),
    "date": _date,
    "order": _order,
    "rank": _order,
    "match": _match,
    "computed": _computed,
    **PARTS,
}
"""The answer of each kind of question."""


def head_html(form: Form, spec: Spec, level: int) -> str:
    """What kind of activity it is, its title and its minutes."""
    words = spec["words"]
    minutes = words["minute"] if form.minutes == 1 else words["minutes"].format(n=form.minutes)
    return (
        f'<p class="kind">{escape(spec["label"])} · {minutes}</p>'
        f"<h{level}>{escape(spec['title'])}</h{level}>"
    )
