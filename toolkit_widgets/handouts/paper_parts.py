"""Questions with parts, on paper: lists of records, evidence, risks and gates."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from ..views.spec import Spec

ROWS = 4
"""Empty rows of a list of records; more fit on the back."""
STAGES = ("Before any control", "With the controls in place", "With the planned controls")


def box() -> str:
    """A square to mark; drawn, so that no typeface is needed."""
    return '<span class="box"></span>'


def lines(count: int) -> str:
    """Lines to write on, far enough apart for a pen."""
    return f'<div class="lines">{"<div></div>" * count}</div>'


def _fill(*names: str) -> str:
    return "".join(f'<p class="allow"><span class="fill">{name}</span></p>' for name in names)


def _repeat(spec: Spec) -> str:
    """A table with one column for each part; the choices of a column stand above it."""
    parts = spec["parts"]
    keys = "".join(
        f"<p class='help'>{escape(part['label'])}: "
        + " · ".join(escape(one["label"]) for one in part["options"])
        + "</p>"
        for part in parts
        if part["options"]
    )
    heads = "".join(
        f'<th scope="col">{escape(part["label"])}'
        + (f" ({escape(part['unit'])})" if part["unit"] else "")
        + "</th>"
        for part in parts
    )
    rows = min(ROWS, spec["most"])
    body = "".join(
        f'<tr><th scope="row">{n}</th>{"<td></td>" * len(parts)}</tr>' for n in range(1, rows + 1)
    )
    noun = escape(spec["noun"].capitalize())
    return (
        f'{keys}<table class="write"><thead><tr><th scope="col">{noun}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _evidence(_: Spec) -> str:
    return _fill("Name of the paper", "Where it is kept", "Its date, and who answers for it")


def _risk(spec: Spec) -> str:
    """What and whom, the three judgments in words of the scales, controls and treatment."""
    out = []
    for name, title in (("what", "What happens"), ("whom", "To whom")):
        given = spec[name]
        out.append(f'<p class="given"><strong>{title}:</strong> {given}</p>' if given else "")
        out += [] if given else [_fill(title)]
    if spec["controls"]:
        named = "".join(f"<li>{box()}{one['html']}</li>" for one in spec["controls"])
        out.append(
            '<p class="hint">Controls: mark ✓ in place, P planned.</p>'
            f'<ul class="opts">{named}</ul>'
        )
    steps = {
        axis: " · ".join(escape(step["label"]) for step in spec["axes"][axis])
        for axis in ("likelihood", "severity")
    }
    body = "".join(f'<tr><th scope="row">{s}</th><td></td><td></td></tr>' for s in STAGES)
    out.append(
        '<table class="write"><thead><tr><th scope="col">Judge it</th>'
        f'<th scope="col">Likelihood: {steps["likelihood"]}</th>'
        f'<th scope="col">Severity: {steps["severity"]}</th></tr></thead><tbody>{body}</tbody>'
        "</table>"
    )
    known = " ".join(f"{box()} {word}" for word in ("weak", "medium", "strong"))
    treat = " ".join(f"{box()} {word}" for word in ("avoid", "reduce", "share", "accept"))
    out.append(
        f'<p class="allow">How well do you know? {known} <span class="fill">because</span></p>'
        f'<p class="allow">Treatment: {treat} <span class="fill">Owner, due, next look</span></p>'
        '<p class="allow"><span class="fill">Accepted by (a role), on, because</span></p>'
    )
    return "".join(out)


def _gate(spec: Spec) -> str:
    """A decision with its role and date, and the override that stays in every report."""
    choices = " ".join(f"{box()} {one['html']}" for one in spec["decisions"])
    return (
        f'<p class="help">Decides: {spec["decides"]}.</p><p class="allow">{choices}</p>'
        + _fill("Decided by (a role), on", "Conditions, and reasons", "Papers on the table")
        + _fill("Opened although something was missing: reason, role, date")
    )


PARTS: dict[str, Callable[[Spec], str]] = {
    "repeat": _repeat,
    "evidence": _evidence,
    "risk": _risk,
    "gate": _gate,
}
"""The answer of each kind of question with parts."""
