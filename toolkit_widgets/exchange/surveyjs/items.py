"""Questions of the original, type by type, as items of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .choices import (
    NOT_CHOSEN,
    PLEASE_DESCRIBE,
    Choice,
    give_ids,
    options,
    ordered,
    read_choices,
    special,
)
from .conditions import Data
from .localized import Localized, joined, own, read_localized
from .markdown_text import clean, escaped, from_html
from .properties import report_left
from .question import Question
from .reading import Element
from .work import Draft, Place, Wish, Work

ONE = {"radiogroup", "dropdown", "buttongroup"}
MANY = {"checkbox", "tagbox"}
LEFT_OUT = {
    "file": "asks for a file",
    "signaturepad": "asks for a signature",
    "paneldynamic": "repeats a group of questions",
    "matrixdynamic": "is a table with rows that can be added",
    "matrixdropdown": "is a table with a question in each cell",
    "ranking": "asks for an order of preference",
    "expression": "shows a calculated value",
    "imagemap": "asks to mark a place in a picture",
    "slider": "asks for a place on a slider",
    "image": "shows a picture or a film",
}
SHORT_TEXTS = {"", "text", "email", "tel", "url", "password", "color", "time", "week", "month"}
NO_RANGE = 100
"""Steps that a rating may have."""


def drafts(element: Element, place: Place, work: Work) -> Iterator[Draft]:
    """The items that stand for one question; none, with a report, where we have no such thing."""
    kind = element.type
    build = _BUILDERS.get(kind)
    if build is None:
        reason = LEFT_OUT.get(kind, "is of a type that the import does not know")
        what = f"a question of type '{kind}', which {reason}" if kind else "it has no type"
        work.losses.add("error", element.path, element.name, what, "left out")
        return
    name = element.name
    wishes = place.wishes
    text = element.take("visibleIf")
    if isinstance(text, str) and text.strip():
        wishes = (*wishes, Wish(text, element.path, name))
    hidden = place.hidden or (element.take("visible") is False and not text)
    item_id = work.item_id(name, element, _place_id(element.path))
    yield from build(Question(element, place, work, item_id, name, wishes, hidden))
    report_left(element, work.losses, name)


def _place_id(path: str) -> str:
    """``pages[0].elements[2]`` → ``p1-e3``"""
    out = path.replace("pages[", "p").replace("elements[", "e").replace("questions[", "e")
    numbers = [part for part in out.replace("]", "").split(".") if part]
    return "-".join(f"{part[0]}{int(part[1:]) + 1}" for part in numbers)


Builder = Callable[[Question], Iterator[Draft]]


def _choice(q: Question, choices: list[Choice] | None = None) -> Iterator[Draft]:
    many = q.element.type in MANY or (
        q.element.type == "imagepicker" and q.element.flag("multiSelect")
    )
    found = read_choices(q.element, q.work) if choices is None else choices
    found = ordered(q.element, found)
    extra, has_other = special(q.element)
    found += extra
    if not found:
        q.loss("error", "it has no choices of its own", "a line of free text")
        q.know(q.id, "text")
        yield q.draft(q.item("text"))
        return
    if extra and many and len(extra) > has_other:
        q.loss("note", "'none' unmarks the other choices", "both can be marked")
    if len(found) == 1:
        what = "it has only one choice"
        q.loss("warning", what, "a choice between that and 'Not chosen'")
        found, many = [*found, Choice(None, NOT_CHOSEN, {})], False
    give_ids(found, q.element, q.work.losses)
    item = q.item("choices" if many else "choice")
    dimension = q.dimension
    item["options"] = options(found, q.id, q.work, q.element, dimension is not None)
    if dimension is not None:
        item["dimension"] = dimension
    most = q.element.data.get("maxSelectedChoices")
    if many and isinstance(most, int) and not isinstance(most, bool) and most > 0:
        q.element.take("maxSelectedChoices")
        item["at_most"] = most
    q.know(q.id, "many" if many else "one", found)
    yield q.draft(item)
    if has_other:
        yield _other(q, next(c.id for c in found if c.value == "other"), many)


def _other(q: Question, option: str, many: bool) -> Draft:
    key = q.work.names.take(f"{q.id}.other")
    text: Data = {"id": key, "type": "text"}
    text["text"] = q.work.put(f"items.{key}.text", PLEASE_DESCRIBE)
    q.know(key, "text", part="#comment")
    return q.draft(text, {"q": q.id, "contains" if many else "is": option})


def _boolean(q: Question) -> Iterator[Draft]:
    true = read_localized(q.element.take("labelTrue"))
    false = read_localized(q.element.take("labelFalse", "label"))
    values = (q.element.take("valueTrue"), q.element.take("valueFalse"))
    yes_value, no_value = (True if values[0] is None else values[0]), (values[1] or False)
    pair = [
        Choice(yes_value, true or own("Yes", "Oui"), {}),
        Choice(no_value, false or own("No", "Non"), {}),
    ]
    if true or false or q.dimension is not None:
        yield from _choice(q, pair)
        return
    pair[0].id, pair[1].id = "yes", "no"
    q.know(q.id, "one", pair)
    yield q.draft(q.item("yesno"))


def _rating(q: Question) -> Iterator[Draft]:
    given = read_choices(q.element, q.work, "rateValues")
    numbers = [q.element.take(key) for key in ("rateMin", "rateMax", "rateStep")]
    count = q.element.take("rateCount")
    if not given:
        low, high, step = (
            n if isinstance(n, int | float) and not isinstance(n, bool) else usual
            for n, usual in zip(numbers, (1, count or 5, 1), strict=True)
        )
        steps = int((high - low) / step) + 1 if step > 0 and high > low else 0
        if not 2 <= steps <= NO_RANGE:
            q.loss("error", f"a rating from {low} to {high} in steps of {step}", "a number")
            q.know(q.id, "number")
            yield q.draft(q.item("number"))
            return
        given = [Choice(v, _plain(v), {}) for v in (low + i * step for i in range(steps))]
    for place, key in ((0, "minRateDescription"), (-1, "maxRateDescription")):
        words = read_localized(q.element.take(key))
        if words:
            joint = joined(": ", given[place].text, words)
            given[place].text = joint or given[place].text
    yield from _choice(q, given)


def _plain(value: int | float) -> Localized:
    found = read_localized(round(value, 9))
    assert found is not None
    return found


def _text(q: Question) -> Iterator[Draft]:
    kind = str(q.element.take("inputType") or "").lower()
    if kind in ("number", "range"):
        item = q.item("number")
        for key, name in (("min", "minimum"), ("max", "maximum")):
            value = q.element.data.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool):
                item[name] = value
                q.element.take(key)
        if item.get("minimum", 0) >= item.get("maximum", float("inf")):
            del item["minimum"], item["maximum"]
            q.loss("warning", "its least value is not below its greatest", "without limits")
        q.know(q.id, "number")
    elif kind == "date":
        item = q.item("date")
        q.know(q.id, "text")
    else:
        item = q.item("text")
        q.know(q.id, "text")
        if kind not in ("", "text"):
            known = kind in SHORT_TEXTS
            what = f"a field for '{kind}'" if known else f"a field of the unknown kind '{kind}'"
            q.loss("note" if known else "warning", what, "a line of text")
    yield q.draft(item)


def _comment(q: Question) -> Iterator[Draft]:
    q.know(q.id, "text")
    yield q.draft(q.item("long_text"))


def _html(q: Question) -> Iterator[Draft]:
    words = read_localized(q.element.take("html"))
    title = read_localized(q.element.take("title"))
    if not words:
        q.loss("note", "a text without words", "left out")
        return
    lost: set[str] = set()

    def change(html: str) -> str:
        text, missing = from_html(html)
        lost.update(missing)
        return text

    item: Data = {"id": q.id, "type": "note"}
    changed = words.map(change)
    if title:
        changed = (
            joined("\n\n", title.map(lambda t: f"**{escaped(clean(t))}**"), changed) or changed
        )
    item["text"] = q.work.put_markdown(f"items.{q.id}.text", changed, q.element)
    for what in sorted(lost):
        q.loss("warning", f"'{what}' in a text", "left out; its words stay where it has any")
    yield q.draft(item)


def _heading(q: Question) -> Draft:
    """The title of something that becomes several items."""
    item = q.item("note", q.id)
    item.pop("comment", None)
    described = read_localized(q.element.data.get("description"))
    words = q.title.map(lambda t: f"**{escaped(clean(t))}**")
    if described:
        words = joined("\n\n", words, described.map(lambda t: escaped(clean(t)))) or words
    item["text"] = q.work.put_markdown(f"items.{q.id}.text", words)
    return q.draft(item)


def _matrix(q: Question) -> Iterator[Draft]:
    columns = read_choices(q.element, q.work, "columns")
    rows = read_choices(q.element, q.work, "rows")
    if len(columns) < 2 or not rows:
        q.loss("error", "a table without rows, or with fewer than two columns", "left out")
        return
    yield _heading(q)
    required = q.element.flag("isAllRowRequired", "eachRowRequired")
    give_ids(columns, q.element, q.work.losses)
    give_ids(rows, q.element, q.work.losses)
    for row in rows:
        key = q.work.names.take(f"{q.id}.{row.id}")
        item = q.item("choice", key, row.text)
        item["options"] = options(columns, key, q.work, q.element, q.dimension is not None)
        if q.dimension is not None:
            item["dimension"] = q.dimension
        if required:
            item["required"] = True
        q.know(key, "one", columns, str(row.value))
        yield q.draft(item)


def _several_texts(q: Question) -> Iterator[Draft]:
    fields = q.element.take("items")
    if not isinstance(fields, list) or not fields:
        q.loss("error", "a group of texts without fields", "left out")
        return
    yield _heading(q)
    for number, raw in enumerate(fields):
        inner = Element(raw if isinstance(raw, dict) else {}, f"{q.element.path}.items[{number}]")
        name = inner.name
        if not name:
            q.loss("error", f"field {number + 1} has no name", "left out")
            continue
        key = q.work.names.take(f"{q.id}.{name}")
        title = read_localized(inner.take("title")) or read_localized(name)
        item = q.item("text", key, title)
        if inner.flag("isRequired"):
            item["required"] = True
        q.know(key, "text", part=name)
        report_left(inner, q.work.losses, name)
        yield q.draft(item)


def _pictures(q: Question) -> Iterator[Draft]:
    q.loss("warning", "choices that are pictures", "their words; no picture is loaded")
    yield from _choice(q)


_BUILDERS: dict[str, Builder] = {
    **dict.fromkeys(ONE | MANY, _choice),
    "boolean": _boolean,
    "rating": _rating,
    "text": _text,
    "comment": _comment,
    "html": _html,
    "matrix": _matrix,
    "multipletext": _several_texts,
    "imagepicker": _pictures,
}
