"""Pages and panels: sections of items, with inherited conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .conditions import Data
from .items import drafts
from .localized import Localized, joined, own, read_localized
from .markdown_text import clean, escaped
from .names import Names
from .properties import report_left
from .reading import Element
from .work import Draft, Place, Wish, Work

PANELS = {"panel", "flowpanel"}
MAX_PANELS = 20
"""Panels inside panels."""


@dataclass
class Page:
    """A section of ours in the making."""

    section: Data
    drafts: list[Draft]
    wish: Wish | None
    path: str
    name: str
    hidden: bool


def read_pages(root: Element, work: Work) -> list[Page]:
    """Every page that holds something. A file without pages counts as one page."""
    given = root.take("pages")
    elements: list[Element] = []
    if isinstance(given, list):
        for number, entry in enumerate(given):
            path = f"pages[{number}]"
            if isinstance(entry, dict):
                elements.append(Element(entry, path))
            else:
                work.losses.add("error", path, "", "a page that is no object", "left out")
    elif given is not None:
        work.losses.add("error", "pages", "", "'pages' is no list", "left out")
    if "elements" in root.data or "questions" in root.data:
        loose = {k: root.data[k] for k in ("elements", "questions") if k in root.data}
        root.take("elements", "questions")
        elements.append(Element({"name": "page", **loose}, ""))
    names = Names()
    pages = [_page(element, names, work) for element in elements]
    return [page for page in pages if page is not None]


def _page(element: Element, names: Names, work: Work) -> Page | None:
    name = element.name
    section_id = names.take(name or element.path.replace("pages[", "page-").strip("]"), "page")
    text = element.take("visibleIf")
    wish = Wish(text, element.path, name) if isinstance(text, str) and text.strip() else None
    hidden = element.take("visible") is False and wish is None
    title = read_localized(element.take("title"))
    intro = read_localized(element.take("description"))
    place = Place(page=name, parent=name)
    found = list(_inside(element, place, work))
    if not found:
        work.losses.add("warning", element.path, name, "a page without anything on it", "left out")
        return None
    if title is None:
        work.losses.add(
            "note", element.path, name, "a page without a title", "its name stands there"
        )
        title = read_localized(name) or own("Page", "Page")
    section: Data = {"id": section_id}
    section["title"] = work.put(f"sections.{section_id}.title", title, element)
    if intro:
        section["intro"] = work.put(f"sections.{section_id}.intro", intro, element)
    group = work.profile.group_of(name) if work.profile is not None else None
    if group is not None:
        section["exclusive_group"] = group
    report_left(element, work.losses, name)
    return Page(section, found, wish, element.path, name, hidden)


def _inside(element: Element, place: Place, work: Work) -> Iterator[Draft]:
    children, strange = element.children()
    for path in strange:
        work.losses.add("error", path, "", "an entry that is no object", "left out")
    for child in children:
        if child.type in PANELS or (not child.type and "elements" in child.data):
            yield from _panel(child, place, work)
        else:
            yield from drafts(child, place, work)


def _panel(element: Element, place: Place, work: Work) -> Iterator[Draft]:
    name = element.name
    if place.depth >= MAX_PANELS:
        what = f"panels nested more than {MAX_PANELS} levels deep"
        work.losses.add("error", element.path, name, what, "left out with all in it")
        return
    text = element.take("visibleIf")
    wishes = place.wishes
    if isinstance(text, str) and text.strip():
        wishes = (*wishes, Wish(text, element.path, name))
    hidden = place.hidden or (element.take("visible") is False and not text)
    inner = replace(place, parent=name, wishes=wishes, hidden=hidden, depth=place.depth + 1)
    heading = _heading(element, name, inner, work)
    found = list(_inside(element, inner, work))
    if heading is not None:
        yield heading
    yield from found
    report_left(element, work.losses, name)


def _heading(element: Element, name: str, place: Place, work: Work) -> Draft | None:
    """A panel has no place of its own here; its title and description become a note."""
    title = read_localized(element.take("title"))
    described = read_localized(element.take("description"))
    words = joined(
        "\n\n",
        title.map(lambda t: "# " + " ".join(escaped(clean(t)).split())) if title else None,
        described.map(lambda t: escaped(clean(t))) if described else None,
    )
    if not words:
        return None
    key = work.names.take(name or "panel", "panel")
    item: dict[str, Any] = {"id": key, "type": "note"}
    item["text"] = work.put_markdown(f"items.{key}.text", _stripped(words), element)
    return Draft(item, element.path, name, place.wishes, True, place.hidden)


def _stripped(words: Localized) -> Localized:
    return words.map(str.strip)
