"""A report as one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import re

from markupsafe import Markup

from .annex import OPEN
from .fragment import environment, profile_fragment
from .gates import gate_fragment
from .papers_html import previews
from .report import Report
from .review import review_html
from .risks import risk_fragment
from .styles import TEMPLATES, fragment_css
from .words import TRAINING

_HEADING = re.compile(r'<h3 id="(profile-[a-z-]+)">(.*?)</h3>')


def to_html(report: Report) -> str:
    """The report for a browser: light and dark, and fit to be printed."""
    fragment = ""
    if report.profile is not None and report.figure is not None:
        fragment = profile_fragment(
            report.profile,
            report.figure,
            heading_level=3,
            prefix="profile",
            lessons=report.lessons,
            full=True,
            outlook=report.outlook,
        )
    if report.gates:
        fragment += gate_fragment(report.gates, heading_level=3, prefix="profile")
    if report.risks:
        alone = report.profile is None
        fragment += risk_fragment(report.risks, heading_level=3, prefix="profile", vetoes=alone)
    if report.papers:
        fragment += previews(report.papers, heading_level=3)
    css = fragment_css() + (TEMPLATES / "report.css").read_text(encoding="utf-8")
    template = environment().get_template("report.html.jinja")
    return str(
        template.render(
            report=report,
            questionnaire=report.questionnaire,
            training=TRAINING,
            fragment=Markup(fragment),
            review=Markup(review_html(report.review)) if report.review else "",
            parts=[(key, Markup(words)) for key, words in _HEADING.findall(fragment)],
            css=Markup(css),
            open_words=OPEN,
            titles=report.lessons,
        )
    )
