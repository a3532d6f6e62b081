"""A case on cards: roles, exhibits, decisions and a form for the verdict of the group.

Cut along the dashed lines. A card says who gets it and when. What is right is on none of them.
"""

from __future__ import annotations

from html import escape

from .. import resources
from ..content.lesson_source import read_page
from ..content.library import Library, UnknownName
from ..content.markdown import markdown, markdown_inline, plain
from ..models import Case, CasePart, Role
from ..models.exhibits import Exhibit
from ..views.exhibits import exhibit_html
from .flat import flat
from .page import WHOSE, Paper, page, stylesheet
from .paper_form import letters
from .paper_parts import box, lines


def find_cases(library: Library, name: str) -> list[Case]:
    """The cases of a lesson, by its id or number, or one case by its own id.

    Raises :class:`UnknownName` for a name that is neither, and for a lesson without a case.
    """
    if (library.data / "cases" / name / "case.yaml").is_file() and "/" not in name:
        return [library.case(name)]
    by_lesson = _cases_of_lessons()
    lesson = library.lesson(name).id
    if lesson not in by_lesson:
        numbers = ", ".join(found.split("_", 1)[0] for found in by_lesson)
        raise UnknownName(f"lesson {name} has no case; there are cases in {numbers}")
    return [library.case(found) for found in by_lesson[lesson]]


def _cases_of_lessons() -> dict[str, list[str]]:
    """Lesson → its cases, for the lessons that have any."""
    found: dict[str, list[str]] = {}
    for file in sorted(resources.lessons().glob("*.md")):
        names = [cell.ids[0] for cell in read_page(file).activities if cell.call == "case"]
        if names:
            found[file.stem] = list(dict.fromkeys(names))
    return found


def cards(library: Library, name: str, *, paper: Paper = "a4") -> str:
    """All cards of a lesson's case as one page. Raises :class:`UnknownName`."""
    cases = find_cases(library, name)
    title = " · ".join(plain(case.title) for case in cases)
    say = "Cut along the dashed lines. Each card says who gets it, and when."
    body = f"<h1>{escape(title)}: cards</h1><p>{say} {escape(WHOSE)}.</p>"
    for case in cases:
        body += _case(case, library)
    body += f'<p class="whose">{escape(library.course.independence)}</p>'
    return page(f"{title}: cards", body, stylesheet("cards", paper, f"{title}: cards"))


def _case(case: Case, library: Library) -> str:
    out = [_card("For the trainer", "How it runs", markdown(case.group))] if case.group else []
    invented = "<p><em>Invented, as are all people in it.</em></p>" if case.fictional else ""
    brief = f"{markdown(case.brief)}{invented}"
    out.append(_card("For everybody", plain(case.title), brief))
    out += [_role(role, case) for role in case.roles]
    for number, part in enumerate(case.parts, 1):
        out += _part(part, number, case, library)
    return "".join(out)


def _role(role: Role, case: Case) -> str:
    mine = "".join(
        f"<li>{markdown_inline(e.title)}</li>" for e in case.exhibits if e.id in role.sees
    )
    own = f"<p><strong>Only you get:</strong></p><ul>{mine}</ul>" if mine else ""
    words = (
        f"{markdown(role.brief)}<p><strong>What you want.</strong></p>{markdown(role.wants)}{own}"
    )
    return _card("Role card", plain(role.title), words, "card role")


def _part(part: CasePart, number: int, case: Case, library: Library) -> list[str]:
    when = f"Part {number}" + (": face down until then" if number > 1 else "")
    out = (
        [_card(f"For everybody · {when}", plain(part.title), markdown(part.brief))]
        if part.brief
        else []
    )
    for exhibit in part.exhibits:
        owners = [plain(role.title) for role in case.roles if exhibit.id in role.sees]
        for_ = f"For the {owners[0].lower()} only" if owners else "For everybody"
        out.append(_exhibit(exhibit, f"{for_} · {when}", case, library))
    decision = part.decision
    options = _lettered([option.text for option in decision.options])
    reasons = _lettered([reason.text for reason in decision.reasons])
    words = f"{options}<p><strong>Reasons that somebody may give</strong></p>{reasons}"
    out.append(_card(f"For everybody · {when}", plain(decision.question), words))
    out.append(_verdict(part, number))
    return out


def _exhibit(exhibit: Exhibit, for_: str, case: Case, library: Library) -> str:
    html = flat(exhibit_html(exhibit, library.data / "cases" / case.id, library))
    return _card(for_, plain(exhibit.title), html)


def _verdict(part: CasePart, number: int) -> str:
    """What a group hands in: one decision, its reasons, its price, and who disagrees."""
    decision = part.decision
    choices = " ".join(f"{box()} {letter}&ensp;" for letter in letters(len(decision.options)))
    fields = "".join(
        f"<p>{title}</p>{lines(count)}"
        for title, count in (
            (f"The reasons that carry it (at most {decision.at_most}), in our words", 3),
            ("What it gives up, and who pays", 2),
            ("Conditions, each with a role and a date", 2),
            ("Who disagrees, and what would change their mind", 2),
        )
    )
    sign = '<p class="sign"><span>Signed by (a role)</span><span>Date and time</span></p>'
    return _card(
        f"Verdict of the group · Part {number}",
        plain(decision.question),
        f"<p>We order: {choices}</p>{fields}{sign}",
    )


def _lettered(texts: list[str]) -> str:
    entries = "".join(
        f'<li><span class="letter">{letter}</span> <span>{markdown_inline(text)}</span></li>'
        for letter, text in zip(letters(len(texts)), texts, strict=True)
    )
    return f'<ul class="lettered">{entries}</ul>'


def _card(label: str, title: str, html: str, kind: str = "card") -> str:
    return (
        f'<article class="{kind}"><p class="label">{escape(label)}</p><h2>{escape(title)}</h2>'
        f"{html}</article>"
    )
