"""A case for a group: how it runs, and a card for each role. It prints one card a page."""

from __future__ import annotations

from html import escape

from ..content.counted import count
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain
from ..models import Case, Exhibit, Role
from . import panels
from .exhibits import exhibit_html
from .panel import Panel
from .style import style


def group_panel(library: Library, name: str) -> Panel:
    """The group version of a case. Raises ``UnknownName``."""
    case = library.case(name)
    return Panel(
        f"Group version of {name}: {count(len(case.roles), 'role card')}",
        group_html(case, library),
        "group",
        buttons=[{"what": "cards", "label": "Download the cards to print"}] if case.roles else [],
        files=lambda _what: (f"{name}-cards.html", "text/html", cards_page(case, library)),
    )


def cards_page(case: Case, library: Library) -> bytes:
    """The group version as a web page of its own: it opens without a notebook, and prints."""
    title = escape(plain(case.title))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style('card.css')}</style></head><body>"
        f'<section class="tk-card tk-kind-group">{group_html(case, library, in_full=True)}'
        "</section></body></html>"
    ).encode()


def group_html(case: Case, library: Library, *, in_full: bool = False) -> str:
    """How it runs, what everybody sees, then each card, on a page of its own when printed.

    ``in_full``: the exhibits that everybody sees are there as well, for the one who prints.
    """
    html = panels.head("Group", f"{plain(case.title)}, in a group", f"{len(case.roles)} roles")
    html += markdown(case.group or "This case has no group version yet.", first_heading=4)
    if not case.roles:
        return html
    everybody = [e for e in case.exhibits if not any(e.id in r.sees for r in case.roles)]
    if everybody:
        titles = "".join(f"<li>{markdown_inline(plain(e.title))}</li>" for e in everybody)
        html += f"<p><strong>Everybody sees:</strong></p><ul>{titles}</ul>"
    html += "".join(_card(case, role, library) for role in case.roles)
    if in_full and everybody:
        shown = "".join(_exhibit(exhibit, case, library) for exhibit in everybody)
        html += f'<article class="tk-role"><h4>For everybody</h4>{shown}</article>'
    return html


def _exhibit(exhibit: Exhibit, case: Case, library: Library) -> str:
    """Open, since what is folded away is not printed."""
    return (
        f'<section class="tk-exhibit"><h5>{markdown_inline(plain(exhibit.title))}</h5>'
        f"{exhibit_html(exhibit, library.data / 'cases' / case.id, library)}</section>"
    )


def _card(case: Case, role: Role, library: Library) -> str:
    html = (
        f'<article class="tk-role"><p class="tk-card-label">Role card · {escape(plain(case.title))}'
        f"</p><h4>{markdown_inline(plain(role.title))}</h4>{markdown(role.brief)}"
        f"<p><strong>What you want.</strong></p>{markdown(role.wants)}"
    )
    exhibits = [e for e in case.exhibits if e.id in role.sees]
    if exhibits:
        html += "<p><strong>Only you have this. Decide when to say so.</strong></p>"
    shown = "".join(_exhibit(exhibit, case, library) for exhibit in exhibits)
    return f"{html}{shown}</article>"
