"""The explorer of the principles, as HTML: one fold for each, and one for each stage.

Everything works without a kernel: a fold is the browser's own ``details``. On paper all are open.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..content.cited import sources_html
from ..content.library import Library
from ..content.markdown import markdown_inline
from ..models import Principle, Principles
from .panels import head, table

OURS = (
    "<strong>Where the words come from.</strong> The names are those of a list on a review copy of "
    "a course module. The page names no owner; that it belongs to the Toolkit's official course is "
    "our deduction. Everything else here is this course's own: what each principle means, the "
    "examples, the requirements, the papers and the conflicts. We took no requirement from the "
    "Toolkit or from a law. Your law may ask for the same, or for more."
)


def explorer(library: Library) -> str:
    """All principles: by core principle, then the same requirements by stage."""
    model = library.principles
    core = [p for p in model.principles if p.core is None]
    parts = [
        head("Reference", f"{len(core)} core and {len(_under(model))} instrumental principles"),
        f'<p class="tk-notice">{OURS}</p>',
        "<p>Open a name to read it. <kbd>Tab</kbd> moves, <kbd>Enter</kbd> opens and closes. "
        "To put requirements into a contract, go to <em>By stage</em> at the end.</p>",
    ]
    for number, one in enumerate(core, start=1):
        parts.append(f"<h4>{number}. {escape(one.title)}</h4>")
        parts.append(f"<p>{markdown_inline(one.reading)}</p>")
        parts += [_fold(p.title, _body(p, model, library)) for p in _under(model, one.id)]
    parts.append("<h4>By stage</h4>")
    parts.append(
        "<p>The same requirements, sorted by our six stages: one thing to ask for each "
        "principle.</p>"
    )
    for number, stage in enumerate(model.stages, start=1):
        rows = [
            (escape(p.title), markdown_inline(p.requires[stage.id]))
            for p in _under(model)
            if stage.id in p.requires
        ]
        shown = f"<p>{markdown_inline(stage.reading)}</p>" + table(["Principle", "It holds"], rows)
        parts.append(_fold(f"Stage {number}: {stage.title}", shown))
    # Enter and Space belong to the folds, not to the notebook
    return f'<div data-lm-suppress-shortcuts="true">{"".join(parts)}</div>'


def summary(model: Principles) -> str:
    """The text twin: ``Principles: 5 core, 17 instrumental``."""
    core = sum(p.core is None for p in model.principles)
    return f"Principles: {core} core, {len(model.principles) - core} instrumental"


def _under(model: Principles, core: str | None = None) -> list[Principle]:
    """The instrumental principles, of one core principle or all."""
    rest = [p for p in model.principles if p.core is not None]
    return [p for p in rest if core is None or p.core == core]


def _fold(title: str, body: str) -> str:
    return f'<details class="tk-fold"><summary>{escape(title)}</summary>{body}</details>'


def _body(one: Principle, model: Principles, library: Library) -> str:
    names = {p.id: p.title for p in model.principles}
    text = f"<p>{markdown_inline(one.reading)}</p>"
    for label, words in (
        ("Why it matters", one.why),
        ("Good practice", one.good),
        ("A way to get it wrong", one.bad),
    ):
        if words:
            text += f"<p><strong>{label}.</strong> {markdown_inline(words)}</p>"
    rows = [
        (escape(stage.title), markdown_inline(one.requires[stage.id]))
        for stage in model.stages
        if stage.id in one.requires
    ]
    text += table(["Stage", "It holds, or it does not"], rows, "What it requires")
    text += "<p><strong>Papers that would show it</strong></p>"
    text += _list(markdown_inline(paper) for paper in one.evidence)
    text += "<p><strong>It can pull against</strong></p>"
    text += _list(
        f"<strong>{escape(names.get(pull.principle, pull.principle))}.</strong> "
        f"{markdown_inline(pull.how)}"
        for pull in one.pulls
    )
    cited = [ref for ref in one.refs if ref.source != "course"]
    return text + (sources_html(cited, library) if cited else "")


def _list(entries: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"
