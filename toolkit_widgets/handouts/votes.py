"""Questions on slides: the room votes, works something out, matches, orders or writes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from bs4 import BeautifulSoup

from ..content.library import Library
from ..content.markdown import markdown_inline, plain, question
from ..content.prose import words
from ..models import Item, Note
from ..views.activity import Activity
from ..views.spec import Spec
from .answers import item_answer
from .notes import Notes
from .paper_form import letters
from .slide import Slide, blocks, count, cut, packed

TOGETHER = 60
"""Words up to which a question and its options share one slide."""
FULL = 75
"""Words of options about which they go on on a next slide."""
ASKS = {
    "radio": "Vote", "checkbox": "Vote: more than one may be right", "number": "Work it out",
    "order": "Put in order", "rank": "Put in order", "match": "Match",
}  # fmt: skip
"""What the room does, by the control on the screen."""


def question_slides(
    activity: Activity, numbers: Mapping[str, int], library: Library, notes: Notes
) -> list[Slide]:
    """A slide or two for each question that a room can answer together.

    What is written alone is one slide for the whole activity. A question that appears only after
    an answer is on the handout alone.
    """
    out: list[Slide] = []
    written: list[int] = []
    specs = {one["id"]: one for section in activity.spec["sections"] for one in section["items"]}
    for item in activity.form.items:
        if isinstance(item, Note) or item.show_when is not None:
            continue
        if specs[item.id]["control"] in ASKS:
            out += question_slide(item, specs[item.id], numbers[item.id])
            out[-1].notes += [item_answer(item, numbers[item.id], library), *notes.wrong(item.id)]
        else:
            written.append(numbers[item.id])
    if written:
        out.append(Slide(on_handout("Write", plain(activity.form.title), written), "write"))
    return out


def question_slide(item: Item, spec: Spec, number: int) -> list[Slide]:
    """Facts and question, then the options; on one slide where that is short enough."""
    label = f'<p class="label">{ASKS[spec["control"]]} · handout, question {number}</p>'
    asked, given = question(item.text)
    answers = _answers(spec)
    size = sum(html_words(part) for part in answers)
    if count(item.text) + size <= TOGETHER and len(answers) == 1:
        return [Slide(f"{label}{given}<p class='ask'>{asked}</p>{answers[0]}", "vote")]
    said = cut(_asked(item.text))
    asks = max((place for place, one in enumerate(said) if "?" in one), default=len(said) - 1)
    facts = packed("\n\n".join([_facts(item.text), " ".join(said[:asks])]))
    asked = markdown_inline(" ".join(said[asks:]))
    before = [f'<p class="label">Question {number}: first the facts</p>{part}' for part in facts]
    votes = [f"{label}<p class='ask'>{asked}</p>{part}" for part in answers]
    return [*(Slide(part, "facts") for part in before), *(Slide(part, "vote") for part in votes)]


def on_handout(verb: str, title: str, numbers: list[int], minutes: int = 0) -> str:
    """A slide that sends the room to its paper."""
    first, last = min(numbers), max(numbers)
    which = f"question {first}" if first == last else f"questions {first} to {last}"
    time = f" · {minutes} minute{'' if minutes == 1 else 's'}" if minutes else ""
    return (
        f'<p class="label">{verb}</p><h2>{escape(title)}</h2>'
        f"<p class='big'>On your handout: {which}{time}</p>"
    )


def _asked(text: str) -> str:
    """The paragraph that asks, as :func:`question` chooses it."""
    asked = question(text)[0]
    return next((part for part in blocks(text) if markdown_inline(part) == asked), text)


def _facts(text: str) -> str:
    asked = _asked(text)
    return "\n\n".join(part for part in blocks(text) if part != asked)


def _answers(spec: Spec) -> list[str]:
    """The answers to choose from, as HTML; on more than one slide where they are long."""
    control = spec["control"]
    if control == "number":
        return [
            f"<p class='big'>How many: {escape(str(spec['unit']))}</p>" if spec.get("unit") else ""
        ]
    texts = [one["html"] for one in spec["options"]]
    marks = letters(len(texts)) if control not in ("order", "rank") else "–" * len(texts)
    entries = [
        f'<li><span class="letter">{mark}</span> <span>{text}</span></li>'
        for mark, text in zip(marks, texts, strict=True)
    ]
    if control != "match":
        return [f'<ul class="options">{"".join(part)}</ul>' for part in _parts(entries, FULL)]
    targets = f'<ul class="targets">{"".join(entries)}</ul>'
    room = max(FULL - html_words(targets), FULL // 3)
    prompts = [f"<li>{one['html']}</li>" for one in spec["prompts"]]
    return [f'{targets}<ul class="prompts">{"".join(p)}</ul>' for p in _parts(prompts, room)]


def _parts(entries: list[str], most: int) -> list[list[str]]:
    """Entries in order, as even as can be, in parts of about ``most`` words."""
    total = sum(map(html_words, entries))
    parts = max(1, -(-total // most))
    size = -(-len(entries) // parts)
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def html_words(html: str) -> int:
    """How many words a reader of our own HTML sees."""
    return words(BeautifulSoup(html, "html.parser").get_text(" "))
