"""The syllabus, the principles, the sources and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Course, Glossary, Principles, Sources
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .names import missing
from .principles import check_instrumental
from .walk import duplicates, ids
from .whole import Whole

CORE, INSTRUMENTAL = 5, 17
STAGES = ("planning", "data", "development", "validation", "deployment", "monitoring")
OBJECTIVES = (3, 5)


def check_course(document: Document[Course], whole: Whole) -> Iterator[Problem]:
    """The syllabus."""
    course = document.model
    yield from duplicates(document, "lesson", ids(("lessons",), course.lessons), "'lessons'")
    yield from duplicates(document, "track", ids(("tracks",), course.tracks), "'tracks'")
    numbers = [(("lessons", i, "id"), info.number) for i, info in enumerate(course.lessons)]
    if len({info.id for info in course.lessons}) == len(course.lessons):
        yield from duplicates(document, "lesson number", numbers, "'lessons'")
    known = [number for _, number in numbers]
    for number, track in enumerate(course.tracks):
        for place, name in enumerate(track.lessons):
            path: Path = ("tracks", number, "lessons", place)
            if name not in known:
                by_id = {info.id: info.number for info in course.lessons}
                near = by_id.get(name) or nearest(name, known)
                yield document.problem(
                    path,
                    f"track '{track.id}': there is no lesson with the number '{name}'",
                    found=name,
                    allowed=", ".join(known),
                    nearest=near,
                    rule="track.lesson",
                )
        listed = [(("tracks", number, "lessons", i), n) for i, n in enumerate(track.lessons)]
        yield from duplicates(document, "lesson", listed, f"track '{track.id}'")
    for number in range(len(course.lessons)):
        yield from _lesson(document, ("lessons", number), whole)


def _lesson(document: Document[Course], path: Path, whole: Whole) -> Iterator[Problem]:
    info = document.model.lessons[int(path[1])]
    where = (*path, "objectives")
    yield from duplicates(document, "objective", ids(where, info.objectives), f"'{info.id}'")
    if whole.sources is not None:
        for place, name in enumerate(info.sources):
            at = (*path, "sources", place)
            yield from missing(document, at, "source", name, whole.sources, "source.unknown")
    if info.id not in whole.pages.get("lesson", {}):
        return
    if not info.objectives:
        yield document.problem(
            path,
            f"lessons/{info.id}.md exists, but lesson {info.number} has no objectives here",
            found="nothing",
            allowed="objectives",
            rule="objective.none",
        )
    elif not OBJECTIVES[0] <= len(info.objectives) <= OBJECTIVES[1]:
        yield document.problem(
            where,
            f"lesson {info.number} has {len(info.objectives)} objectives; three to five can be "
            "remembered",
            "warning",
            found=str(len(info.objectives)),
            allowed="3 to 5",
            rule="objective.count",
        )


def check_principles(document: Document[Principles], whole: Whole) -> Iterator[Problem]:
    """Five core and seventeen instrumental principles, six stages."""
    model = document.model
    yield from duplicates(
        document, "principle", ids(("principles",), model.principles), "this file"
    )
    yield from duplicates(document, "stage", ids(("stages",), model.stages), "this file")
    core = [p.id for p in model.principles if p.core is None]
    rest = [p for p in model.principles if p.core is not None]
    for kind, count, wanted in (
        ("core", len(core), CORE),
        ("instrumental", len(rest), INSTRUMENTAL),
    ):
        if count != wanted:
            yield document.problem(
                ("principles",),
                f"there are {count} {kind} principles; the list has {wanted}",
                found=str(count),
                allowed=str(wanted),
                rule="principle.count",
            )
    for place, principle in enumerate(model.principles):
        if principle.core is not None:
            path: Path = ("principles", place, "core")
            kind, rule = "core principle", "principle.core"
            yield from missing(document, path, kind, principle.core, core, rule)
    found = tuple(stage.id for stage in model.stages)
    if found != STAGES:
        yield document.problem(
            ("stages",),
            "the six stages must stand in their order: " + ", ".join(STAGES),
            found=", ".join(found),
            allowed=", ".join(STAGES),
            rule="stage.order",
        )
    yield from check_instrumental(document, STAGES)


def check_sources(document: Document[Sources], whole: Whole) -> Iterator[Problem]:
    """Ids are unique; whoever read a source elsewhere says where."""
    sources = document.model.sources
    yield from duplicates(document, "source", ids(("sources",), sources), "this file")
    for place, source in enumerate(sources):
        if source.status != "ours" and source.address is None:
            message = f"source '{source.id}' has no 'address', so nobody can look it up"
            yield document.problem(("sources", place), message, "warning", rule="source.address")


def check_glossary(document: Document[Glossary], whole: Whole) -> Iterator[Problem]:
    """Ids and words are unique."""
    terms = document.model.terms
    yield from duplicates(document, "term", ids(("terms",), terms), "this file")
    words = [(("terms", i, "term"), term.term.casefold()) for i, term in enumerate(terms)]
    yield from duplicates(document, "word", words, "this file")
