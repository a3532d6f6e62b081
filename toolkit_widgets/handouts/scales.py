"""What one needs beside a form of risks on paper: its scales, and the table that gives a level."""

from __future__ import annotations

from ..content.markdown import markdown_inline, plain
from ..models import Questionnaire
from ..scoring.visibility import Form
from ..views.panels import table
from .flat import flat


def scales_html(form: Form, level: int) -> str:
    """The scales of each matrix with their meanings, and the matrix; nothing where there is none.

    ``level`` is that of the heading.
    """
    if not isinstance(form, Questionnaire) or not form.matrices:
        return ""
    parts = [f"<h{level}>How to judge</h{level}>"]
    for matrix in form.matrices.values():
        likelihood = form.scales[matrix.likelihood].steps
        severity = form.scales[matrix.severity].steps
        for title, steps in (("Likelihood", likelihood), ("Severity", severity)):
            rows = [(markdown_inline(s.label), markdown_inline(s.meaning or "")) for s in steps]
            parts.append(table([title, "What it means"], rows, f"{title}: the steps"))
        labels = {one.id: plain(one.label) for one in matrix.levels}
        grid = [
            (markdown_inline(step.label), *(labels[cell] for cell in row))
            for step, row in zip(likelihood, matrix.grid, strict=True)
        ]
        head = ["Likelihood, then severity", *(plain(step.label) for step in severity)]
        parts.append(table(head, grid, plain(matrix.label)))
    return flat("".join(parts))
