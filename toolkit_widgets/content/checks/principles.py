"""The instrumental principles: all fields, six stages, pulls that lead somewhere, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Principle, Principles
from ..parse import Document
from ..problems import Problem, nearest, short
from ..prose import sentences
from ..yaml_marks import Path

FIELDS = ("why", "good", "bad", "evidence", "pulls", "refs")
EVIDENCE, PULLS = (2, 4), (1, 3)
"""So many papers, and so many pulls, can be kept in mind."""

Doc = Document[Principles]


def check_instrumental(document: Doc, stages: tuple[str, ...]) -> Iterator[Problem]:
    """Every instrumental principle of the file; ``stages`` are the six that it must speak to."""
    instrumental = {p.id for p in document.model.principles if p.core is not None}
    for place, one in enumerate(document.model.principles):
        if one.core is not None:
            path: Path = ("principles", place)
            yield from _fields(document, path, one)
            yield from _stages(document, path, one, stages)
            yield from _counts(document, path, one)
            yield from _pulls(document, path, one, instrumental)
    yield from _twice(document)


def _fields(document: Doc, path: Path, one: Principle) -> Iterator[Problem]:
    lacking = [name for name in FIELDS if not getattr(one, name)]
    if lacking:
        yield document.problem(
            path,
            f"principle '{one.id}' lacks {', '.join(lacking)}",
            found="nothing",
            allowed=", ".join(FIELDS),
            rule="principle.fields",
        )


def _stages(
    document: Doc, path: Path, one: Principle, stages: tuple[str, ...]
) -> Iterator[Problem]:
    lacking = [name for name in stages if name not in one.requires]
    if lacking:
        yield document.problem(
            (*path, "requires") if one.requires else path,
            f"principle '{one.id}' requires nothing at: {', '.join(lacking)}",
            found=", ".join(one.requires) or "nothing",
            allowed=", ".join(stages),
            rule="principle.stages",
        )


def _counts(document: Doc, path: Path, one: Principle) -> Iterator[Problem]:
    counted: tuple[tuple[str, int, tuple[int, int]], ...] = (
        ("evidence", len(one.evidence), EVIDENCE),
        ("pulls", len(one.pulls), PULLS),
    )
    for name, count, (low, high) in counted:
        if count and not low <= count <= high:
            yield document.problem(
                (*path, name),
                f"principle '{one.id}' has {count} entries of '{name}'; it has {low} to {high}",
                found=str(count),
                allowed=f"{low} to {high}",
                rule="principle.many",
            )


def _pulls(document: Doc, path: Path, one: Principle, known: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, pull in enumerate(one.pulls):
        where = (*path, "pulls", place, "principle")
        if pull.principle not in known - {one.id}:
            why = "itself" if pull.principle == one.id else "no instrumental principle"
            yield document.problem(
                where,
                f"principle '{one.id}' pulls against '{pull.principle}', which is {why}",
                found=pull.principle,
                allowed=", ".join(sorted(known - {one.id})),
                nearest="" if pull.principle == one.id else nearest(pull.principle, known),
                rule="principle.pull",
            )
        elif pull.principle in seen:
            message = f"principle '{one.id}' pulls against '{pull.principle}' twice"
            yield document.problem(where, message, found=pull.principle, rule="principle.pull")
        seen.add(pull.principle)


def _twice(document: Doc) -> Iterator[Problem]:
    """A sentence that stands under two principles says nothing about either."""
    seen: dict[str, int] = {}
    for place, one in enumerate(document.model.principles):
        for where, text in _texts(one):
            path: Path = ("principles", place, *where)
            line = document.marked.at(path)[0]
            for sentence in sentences(text):
                key = " ".join(sentence.split()).casefold()
                if key in seen:
                    yield document.problem(
                        path,
                        f"principle '{one.id}': this sentence already stands in line {seen[key]}",
                        found=short(sentence),
                        rule="principle.twice",
                    )
                seen.setdefault(key, line)


def _texts(one: Principle) -> Iterator[tuple[Path, str]]:
    for name in ("why", "good", "bad"):
        text = getattr(one, name)
        if text:
            yield (name,), text
    for stage, text in one.requires.items():
        yield ("requires", stage), text
    for place, text in enumerate(one.evidence):
        yield ("evidence", place), text
    for place, pull in enumerate(one.pulls):
        yield ("pulls", place, "how"), pull.how
