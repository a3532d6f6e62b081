"""Questionnaires: scales, dimensions, bands, sections, and what a profile needs of each item."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...models import Band, Item, Questionnaire, Scale
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .actions import check_actions
from .conditions import check_conditions
from .gates import check_gates
from .items import check_item
from .levels import check_levels
from .migrations import check_migrations
from .names import missing
from .papers import check_papers
from .risk import check_risk, scales_used
from .takes import check_takes
from .walk import duplicates, ids
from .whole import Whole, name_of

Doc = Document[Questionnaire]
PROFILE_NEEDS = ("evidence", "roles", "principles", "stages", "refs", "lesson")
"""What every scale item of an instrument with a profile carries (rule 3 and design of 14)."""


def check_questionnaire(document: Doc, whole: Whole) -> Iterator[Problem]:
    """Everything about one questionnaire."""
    form = document.model
    expected = name_of("questionnaire", document.file)
    if form.id != expected:
        yield document.problem(
            ("id",),
            f"the id '{form.id}' and the name of the folder differ; lessons ask for '{expected}'",
            found=form.id,
            allowed=expected,
            rule="file.name",
        )
    yield from duplicates(document, "section", ids(("sections",), form.sections), "this file")
    places = [(path, item.id) for path, item in _items(form)]
    yield from duplicates(document, "item", [((*p, "id"), i) for p, i in places], "this file")
    for path, item in _items(form):
        yield from check_item(document, path, item)
    yield from _scales(document)
    yield from _dimensions(document)
    yield from _bands(document)
    yield from check_levels(document)
    yield from check_risk(document)
    for path, item in _items(form):
        if isinstance(item, Scale):
            yield from _scale_item(document, path, item)
    yield from check_conditions(document, form)
    yield from check_gates(document)
    yield from check_takes(document, whole)
    yield from check_actions(document)
    yield from check_migrations(document)
    yield from check_papers(document)
    yield from _examples(document, whole)


def _items(form: Questionnaire) -> Iterator[tuple[Path, Item]]:
    for number, section in enumerate(form.sections):
        for place, item in enumerate(section.items):
            yield ("sections", number, "items", place), item


def _scales(document: Doc) -> Iterator[Problem]:
    form = document.model
    used = {item.scale for item in form.items if isinstance(item, Scale)} | scales_used(form)
    for name, scale in form.scales.items():
        path: Path = ("scales", name, "steps")
        yield from duplicates(document, "step", ids(path, scale.steps), f"scale '{name}'")
        for place, (low, high) in enumerate(pairwise(scale.steps)):
            if high.points <= low.points:
                yield document.problem(
                    (*path, place + 1, "points"),
                    f"scale '{name}': points must increase; '{high.id}' has {high.points} "
                    f"after {low.points}",
                    found=str(high.points),
                    allowed=f"more than {low.points}",
                    rule="scale.points",
                )
        if name not in used:
            message = f"no item uses the scale '{name}'"
            yield document.problem(("scales", name), message, "warning", rule="scale.unused")


def _dimensions(document: Doc) -> Iterator[Problem]:
    form = document.model
    named: list[tuple[Path, str]] = []
    for number, section in enumerate(form.sections):
        if section.dimension is not None:
            named.append((("sections", number, "dimension"), section.dimension))
    for path, item in _items(form):
        if item.dimension is not None:
            named.append(((*path, "dimension"), item.dimension))
    for path, name in named:
        kind, rule = "dimension", "dimension.unknown"
        yield from missing(document, path, kind, name, form.dimensions, rule)
    ends = _ends(form)
    for name, dimension in form.dimensions.items():
        path = ("dimensions", name)
        if name not in {n for _, n in named} and not (dimension.pools or dimension.based_on):
            message = f"no section and no item belongs to the dimension '{name}'"
            yield document.problem(path, message, "warning", rule="dimension.unused")
        target = dimension.target
        on_scale = dimension.aggregate in ("mean", "minimum") and dimension.based_on is None
        if target is not None and on_scale and ends and not ends[0] <= target <= ends[1]:
            yield document.problem(
                (*path, "target"),
                f"the target {target} of '{name}' lies outside the scale, which runs "
                f"from {ends[0]} to {ends[1]} points",
                found=str(target),
                rule="dimension.target",
            )


def _ends(form: Questionnaire) -> tuple[float, float] | None:
    """The lowest and the highest points that an item of the questionnaire can have."""
    used = {item.scale for item in form.items if isinstance(item, Scale)}
    points = [s.points for name in used & set(form.scales) for s in form.scales[name].steps]
    return (min(points), max(points)) if points else None


def _edge(band: Band) -> str:
    """The key that says where the band begins."""
    return "above" if band.at_least is None else "at_least"


def _bands(document: Doc) -> Iterator[Problem]:
    form = document.model
    yield from duplicates(document, "band", ids(("bands",), form.bands), "'bands'")
    labels = [(("bands", i, "label"), b.label) for i, b in enumerate(form.bands)]
    yield from duplicates(document, "label", labels, "'bands'")
    for place, (low, high) in enumerate(pairwise(form.bands)):
        if high.edge <= low.edge:
            yield document.problem(
                ("bands", place + 1, _edge(high)),
                f"bands must rise; '{high.id}' begins at {high.edge}, not above "
                f"'{low.id}' at {low.edge}",
                found=str(high.edge),
                allowed=f"more than {low.edge}",
                rule="band.order",
            )
    ends = _ends(form)
    if form.bands and ends and form.level is None:
        first, last = form.bands[0], form.bands[-1]
        if first.edge > ends[0]:
            yield document.problem(
                ("bands", 0, _edge(first)),
                f"the lowest band '{first.id}' begins at {first.edge}, but answers can score "
                f"{ends[0]}: such a result would have no band",
                found=str(first.edge),
                allowed=f"at most {ends[0]}",
                rule="band.lowest",
            )
        if last.edge > ends[1]:
            message = f"no answers can reach the band '{last.id}': the scale ends at {ends[1]}"
            path: Path = ("bands", len(form.bands) - 1, _edge(last))
            yield document.problem(path, message, found=str(last.edge), rule="band.reach")
    if form.results == "profile" and not form.bands:
        message = "results: profile needs 'bands', or there is no level to show"
        yield document.problem(("results",), message, rule="band.none")
    if form.results == "profile" and not ends:
        message = "results: profile needs at least one item of type 'scale'"
        yield document.problem(("results",), message, rule="scale.none")


def _scale_item(document: Doc, path: Path, item: Scale) -> Iterator[Problem]:
    form = document.model
    where = (*path, "scale")
    yield from missing(document, where, "scale", item.scale, form.scales, "scale.unknown")
    scale = form.scales.get(item.scale)
    needed = form.results == "profile"
    if scale and len(item.anchors) != len(scale.steps) and (item.anchors or needed):
        yield document.problem(
            (*path, "anchors"),
            f"item '{item.id}' has {len(item.anchors)} anchors; the scale '{item.scale}' has "
            f"{len(scale.steps)} steps, and each step needs its anchor",
            found=str(len(item.anchors)),
            allowed=str(len(scale.steps)),
            rule="scale.anchors",
        )
    if not needed:
        return
    lacking = [name for name in PROFILE_NEEDS if not getattr(item, name)]
    if lacking:
        yield document.problem(
            path,
            f"item '{item.id}' lacks {', '.join(lacking)}; every scale item of an instrument "
            "with a profile has them",
            found="nothing",
            allowed=", ".join(PROFILE_NEEDS),
            rule="profile.item",
        )
    section = form.sections[int(path[1])]
    if item.dimension is None and section.dimension is None:
        message = f"item '{item.id}' belongs to no dimension, so it never counts in one"
        yield document.problem(path, message, rule="profile.dimension")


def _examples(document: Doc, whole: Whole) -> Iterator[Problem]:
    form = document.model
    files = whole.examples(name_of("questionnaire", document.file))
    folder = document.file.rsplit("/", 1)[0]
    for place, name in enumerate(form.examples):
        if name not in files and not whole.is_broken(f"{folder}/examples/{name}.yaml"):
            yield document.problem(
                ("examples", place),
                f"there is no file examples/{name}.yaml beside this questionnaire",
                found=name,
                allowed=", ".join(sorted(files)),
                nearest=nearest(name, files),
                rule="example.missing",
            )
    listed = [(("examples", i), name) for i, name in enumerate(form.examples)]
    yield from duplicates(document, "example", listed, "'examples'")
