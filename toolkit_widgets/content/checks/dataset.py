"""Data sets: the csv is what its card says, and whoever opens the folder can see how it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...models import Dataset
from ..datasets import PUBLISHED, read_rows, row_problems
from ..parse import Document
from ..problems import ContentError, Problem, nearest
from .walk import duplicates, ids
from .whole import Whole, name_of

Doc = Document[Dataset]
COMPANIONS = {
    "README.md": "say why it exists, how it was made, and what it must not be used for",
    "generate.py": "synthetic data are reproduced byte for byte by this file",
}


def check_dataset(document: Doc, whole: Whole) -> Iterator[Problem]:
    """Everything about one data set and the files beside its card."""
    dataset, folder = document.model, (whole.root / document.file).parent
    name = name_of("dataset", document.file)
    if dataset.id != name:
        yield document.problem(
            ("id",),
            f"the id '{dataset.id}' and the name of the folder differ; lessons ask for '{name}'",
            found=dataset.id,
            allowed=name,
            rule="file.name",
        )
    columns = ids(("columns",), dataset.columns)
    yield from duplicates(document, "column", columns, "'columns'")
    yield from _companions(document, folder)
    if not dataset.synthetic:
        yield from _published(document)
    if Path(dataset.file).name != dataset.file or not (folder / dataset.file).is_file():
        yield document.problem(
            ("file",),
            f"there is no file '{dataset.file}' beside the card",
            found=dataset.file,
            rule="dataset.file",
        )
        return
    label = document.file.rsplit("/", 1)[0] + "/" + dataset.file
    problems = row_problems(folder, dataset)
    for problem in problems:
        where = f"{label}, line {problem.line}: {problem.message}"
        yield document.problem(
            ("file",), where, found=problem.found, allowed=problem.allowed, rule=problem.rule
        )
    if not problems and not dataset.synthetic:
        yield from _sources(document, folder, label, whole)


def _companions(document: Doc, folder: Path) -> Iterator[Problem]:
    for name, why in COMPANIONS.items():
        wanted = document.model.synthetic or name != "generate.py"
        if wanted and not (folder / name).is_file():
            message = f"{name} is missing beside the card: {why}"
            yield document.problem((), message, found="nothing", rule="dataset.companion")


def _published(document: Doc) -> Iterator[Problem]:
    names = [column.id for column in document.model.columns]
    for name in PUBLISHED:
        if name not in names:
            message = f"published figures name their origin on each row: a column '{name}'"
            yield document.problem(
                ("columns",), message, allowed=", ".join(PUBLISHED), rule="dataset.origin"
            )


def _sources(document: Doc, folder: Path, label: str, whole: Whole) -> Iterator[Problem]:
    """Every row says where it comes from, and the source exists."""
    try:
        rows = read_rows(folder, document.model)
    except ContentError:
        return  # said before
    known = whole.sources
    for number, row in enumerate(rows, 1):
        for name in PUBLISHED:
            if name in row and row[name] is None:
                message = f"{label}, row {number}: '{name}' is empty; say where the figure stands"
                yield document.problem(("file",), message, rule="dataset.origin")
        source = row.get("source")
        if known is not None and source is not None and source not in known:
            yield document.problem(
                ("file",),
                f"{label}, row {number}: there is no source '{source}' in data/sources.yaml",
                found=str(source),
                nearest=nearest(source, known),
                rule="source.unknown",
            )
