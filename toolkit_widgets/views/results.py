"""The results of an instrument, as its card shows them: a profile, risks, gates or papers."""

from __future__ import annotations

from collections.abc import Mapping

from ..content.library import Library
from ..figures.gap import gap_figure
from ..models import Answer, Questionnaire
from ..reports.fragment import profile_fragment
from ..reports.gates import gate_fragment, gates_of
from ..reports.outlook import outlook
from ..reports.papers_html import papers_fragment
from ..reports.risks import risk_fragment, risks_of
from ..scoring.profile import profile


def results_html(library: Library, content: Questionnaire, answers: Mapping[str, Answer]) -> str:
    """Safe HTML, with headings from level 4 down."""
    if content.results == "papers":
        return papers_fragment(content, answers)
    risks = risks_of(content, answers)
    if content.results == "gates":
        gates = gates_of(content, answers)
        above = gate_fragment(gates, heading_level=4) if gates else ""
        return above + (risk_fragment(risks, heading_level=4) if risks else "")
    alone = content.results == "risks"
    below = risk_fragment(risks, heading_level=4, vetoes=alone) if risks else ""
    if alone:
        return below
    result = profile(content, answers)
    titles = {info.id: info.title for info in library.course.lessons}
    ahead = outlook(content, answers)
    figure = gap_figure(result)
    shown = profile_fragment(result, figure, heading_level=4, lessons=titles, outlook=ahead)
    return shown + below
