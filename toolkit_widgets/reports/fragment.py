"""The result of a maturity profile as a piece of HTML, for the notebook and for the report."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from ..content.markdown import markdown, markdown_inline
from ..figures import Figure, svg_uri
from ..models import Band
from ..scoring.profile import Profile, decimal
from .outlook import Outlook
from .styles import TEMPLATES
from .words import (
    BANDS_ARE_OURS,
    CALENDAR,
    EFFORT,
    PRIORITY,
    VETOES_SAY,
    edge_words,
    lesson_label,
    printable,
    weight_words,
)

_FIRST_ACTIONS = 5
_FEW_UNANSWERED = 8


def profile_fragment(
    profile: Profile,
    figure: Figure,
    *,
    heading_level: int = 3,
    prefix: str = "",
    lessons: Mapping[str, str] | None = None,
    full: bool = False,
    outlook: Outlook | None = None,
) -> str:
    """HTML without a page around it; everything a respondent typed is escaped.

    ``heading_level``: level of its headings, 2 to 6. ``prefix``: where it is given, headings get
    ids that begin with it; else there is no id. ``lessons``: titles by id. ``full``: nothing is
    folded away, for paper. ``outlook``: what would change the level, and how it arose. Styles:
    :func:`~toolkit_widgets.reports.styles.fragment_css`.
    """
    many = not full and len(profile.priorities) > _FIRST_ACTIONS + 1
    first = profile.priorities[:_FIRST_ACTIONS] if many else profile.priorities
    unanswered = profile.in_state("unanswered", "draft")
    template = environment().get_template("profile.html.jinja")
    titles = lessons or {}
    return str(
        template.render(
            profile=profile,
            figure=figure,
            light=svg_uri(figure.svg_light),
            dark=svg_uri(figure.svg_dark),
            level=heading_level,
            prefix=prefix,
            full=full,
            bands=reached(profile),
            ours=BANDS_ARE_OURS,
            vetoes_say=VETOES_SAY,
            effort=EFFORT,
            priority=PRIORITY,
            calendar=CALENDAR if any(p.action.weeks for p in first) else "",
            first_actions=first,
            more_actions=profile.priorities[len(first) :],
            dont_know=profile.in_state("dont_know"),
            unanswered=unanswered,
            fold_unanswered=not full and len(unanswered) > _FEW_UNANSWERED,
            not_applicable=profile.in_state("not_applicable"),
            titles=titles,
            outlook=outlook,
        )
    )


def reached(profile: Profile) -> list[Band]:
    """The bands that the profile may lie in, from low to high; none where nothing is answered."""
    if profile.band is None:
        return []
    ordered = sorted(profile.questionnaire.bands, key=lambda band: band.edge)
    return ordered[ordered.index(profile.band_low) : ordered.index(profile.band_high) + 1]


@functools.cache
def environment() -> Any:
    """jinja2 with escaping on; ``inline`` and ``blocks`` render the content's own Markdown."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
    from jinja2.runtime import Context
    from markupsafe import Markup

    @pass_context
    def lesson(context: Context, name: str | None) -> str:
        return lesson_label(name or "", context["titles"])

    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        # whatever a template shows, from whomever it comes; Markup was made from such text
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    env.filters.update(
        inline=lambda text: Markup(markdown_inline(text)),
        blocks=lambda text: Markup(markdown(text)),
        printable=printable,
        decimal=decimal,
        edge=edge_words,
        lesson=lesson,
        weight=weight_words,
    )
    return env
