"""What the browser needs to show a form: plain data, every text already rendered here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..content.catalogues import direction
from ..content.characters import printable
from ..content.cited import sources_html
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain, question
from ..models import (
    Case,
    CasePart,
    Choice,
    Choices,
    Computed,
    Date,
    Evidence,
    Gate,
    Item,
    Lab,
    LongText,
    Matching,
    Multiple,
    Note,
    Number,
    Numeric,
    Ordering,
    Questionnaire,
    Quiz,
    Rank,
    Repeat,
    RiskRow,
    Scale,
    ScaleDef,
    ShortText,
    Single,
    YesNo,
)
from ..scoring.visibility import Form
from .exhibits import folded
from .gate_words import gate_words
from .gates import gate_spec
from .papers import paper_downloads, paper_words
from .part_words import part_words
from .parts import part_spec
from .review import review_spec
from .words import form_words, kind_words

Spec = dict[str, Any]

CONTROL = {
    Choice: "radio",
    Single: "radio",
    YesNo: "radio",
    Scale: "radio",
    Choices: "checkbox",
    Multiple: "checkbox",
    Number: "number",
    Numeric: "number",
    ShortText: "text",
    LongText: "long_text",
    Date: "date",
    Note: "note",
    Ordering: "order",
    Matching: "match",
    RiskRow: "risk",
    Repeat: "repeat",
    Rank: "rank",
    Evidence: "evidence",
    Gate: "gate",
    Computed: "computed",
}


def form_spec(
    form: Form, key: str, library: Library, language: str = "en", case: Case | None = None
) -> Spec:
    """The whole form. ``key`` names the activity in this course folder.

    ``form`` is in ``language`` already (see :mod:`~toolkit_widgets.content.translate`).
    ``case``: the case that a part belongs to.
    """
    words = form_words(language) | part_words(language) | gate_words(language)
    kinds = kind_words(language)
    scales = form.scales if isinstance(form, Questionnaire) else {}
    keyed = isinstance(form, Lab) or (isinstance(form, Quiz) and form.reveal == "on_check")
    spec: Spec = {
        "key": key,
        "id": form.id,
        "title": plain(form.title),
        "minutes": form.minutes,
        "lang": language,
        "dir": direction(language),
        "words": words,
        "intro": "",
        "commit": "",
        "results": False,
        "downloads": [],
        "check": keyed,
    }
    if isinstance(form, Questionnaire):
        spec |= {
            "kind": "questionnaire",
            "label": form.label or kinds["questionnaire"],
            "intro": markdown(form.about),
            "results": form.results in ("profile", "risks", "gates", "papers"),
            "downloads": paper_downloads(form)
            + (
                ["docx", "xlsx", "html", "json"]
                if form.results in ("profile", "risks", "gates", "papers")
                else []
            ),
            "words": words | paper_words(form, words),
        }
        if form.review:
            spec["review"] = review_spec(form, language)
        sections = [
            {
                "id": s.id,
                "title": plain(s.title),
                "intro": markdown(s.intro) if s.intro else "",
                "items": [item_spec(i, scales, library, False, words) for i in s.items],
            }
            for s in form.sections
        ]
    else:
        kind = (
            "case" if isinstance(form, CasePart) else "lab" if isinstance(form, Lab) else form.kind
        )
        spec |= {"kind": kind, "label": kinds[kind]}
        if isinstance(form, CasePart):
            spec |= {"intro": _case_intro(form, case, library), "commit": "decide"}
        elif isinstance(form, Lab):
            spec |= {"intro": markdown(form.intro), "commit": "predict"}
        else:
            spec["intro"] = markdown(form.intro) if form.intro else ""
            spec["commit"] = "commit" if form.reveal == "after_commit" else ""
            if keyed and form.debrief:
                spec["debrief"] = markdown(form.debrief)
        items = [item_spec(i, scales, library, keyed, words) for i in form.items]
        sections = [{"id": "all", "title": "", "intro": "", "items": items}]
    whole: Spec = _printable(spec | {"sections": sections})
    return whole


def _printable(value: Any) -> Any:
    """Every text without control characters and without those that turn words around."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list) else value


def item_spec(
    item: Item,
    scales: Mapping[str, ScaleDef],
    library: Library,
    keyed: bool,
    words: Mapping[str, str],
) -> Spec:
    """One item; with its key only where the learner checks it at once."""
    asked, given = question(item.text)
    if isinstance(item, Note | Computed):  # nothing is asked
        whole = markdown if isinstance(item, Note) else markdown_inline
        asked, given = whole(item.text), ""
    spec: Spec = {
        "id": item.id,
        "control": CONTROL[type(item)],
        "html": asked,
        "given": given,
        "plain": plain(item.text),
        "help": markdown_inline(item.help) if item.help else "",
        "required": item.required,
        "allow": list(item.allow),
        "comment": item.comment,
        "evidence": markdown_inline(item.evidence) if item.evidence else "",
        "who": ", ".join(item.roles),
        "sources": sources_html(item.refs, library) if (item.comment or item.evidence) else "",
    }
    spec["options"] = _options(item, scales, words)
    if isinstance(item, Number | Numeric) and item.unit:
        spec["unit"] = item.unit
    if isinstance(item, Ordering):
        spec["start"] = item.start
    if isinstance(item, Matching):
        spec["prompts"] = [{"id": p.id, "html": markdown_inline(p.text)} for p in item.prompts]
    spec |= part_spec(item, scales, words) | gate_spec(item, words)
    if keyed:
        found = answer_key(item, library)
        if found:
            spec["key"] = found
    return spec


def answer_key(item: Item, library: Library) -> Spec | None:
    """What is right, and what to say to each answer. None for an item without a right answer."""

    def say(entries: Iterable[Any]) -> dict[str, str]:
        return {
            e.id: f"{markdown_inline(e.feedback)} {sources_html(e.refs, library)}".strip()
            for e in entries
        }

    key: Spec = {"sources": sources_html(item.refs, library)}
    if isinstance(item, Single | Multiple):
        right = [o.id for o in item.options if o.correct]
        return key | {"right": right, "say": say(item.options)}
    if isinstance(item, Ordering):
        return key | {"right": [e.id for e in item.entries], "say": say(item.entries)}
    if isinstance(item, Matching):
        return key | {"accept": {p.id: p.accept for p in item.prompts}, "say": say(item.prompts)}
    if isinstance(item, Numeric):
        spoken = {k: markdown_inline(v) for k, v in item.feedback.model_dump().items()}
        return key | {"answer": item.answer, "tolerance": item.tolerance, "say": spoken}
    return None


def _options(item: Item, scales: Mapping[str, ScaleDef], words: Mapping[str, str]) -> list[Spec]:
    if isinstance(item, YesNo):
        return [{"id": key, "html": words[key]} for key in ("yes", "no")]
    if isinstance(item, Scale):
        steps = scales[item.scale].steps
        anchors = item.anchors or [""] * len(steps)
        return [
            {"id": s.id, "html": markdown_inline(s.label), "hint": markdown_inline(a) if a else ""}
            for s, a in zip(steps, anchors, strict=True)
        ]
    if isinstance(item, Ordering):
        return [{"id": e.id, "html": markdown_inline(e.text)} for e in item.entries]
    if isinstance(item, Matching):
        return [{"id": t.id, "html": plain(t.text)} for t in item.targets]
    if isinstance(item, Choice | Choices | Single | Multiple | Rank):
        return [{"id": o.id, "html": markdown_inline(o.text)} for o in item.options]
    return []


def _case_intro(part: CasePart, case: Case | None, library: Library) -> str:
    """The brief, then the exhibits; a later part has the case's own brief folded on top."""
    parts = []
    first = case is not None and case.parts[0].id == part.id
    if case is not None:
        brief = markdown(case.brief)
        if case.fictional:
            brief += "<p><em>The people, places and products of this case are invented.</em></p>"
        parts.append(
            brief if first else f"<details><summary>The case so far</summary>{brief}</details>"
        )
    if part.brief:
        parts.append(markdown(part.brief))
    folder = library.data / "cases" / (case.id if case else "")
    parts += [folded(exhibit, folder, library) for exhibit in part.exhibits]
    return "".join(parts)
