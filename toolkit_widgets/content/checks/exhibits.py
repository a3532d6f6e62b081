"""Exhibits of cases and stories: the data set, its columns and the picture exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path as File
from typing import Any

from ...models import ChartExhibit, Column, DocumentExhibit, Exhibit, ImageExhibit, TableExhibit
from ..datasets import read_rows
from ..parse import Document
from ..pictures import SUFFIXES, faults
from ..problems import ContentError, Problem, nearest
from ..yaml_marks import Path
from .whole import Whole

Doc = Document[Any]
NUMBERS = ("whole", "number", "share")
MOST_ROWS = 20
"""A chart with more rows cannot be read on a phone."""
MOST_COLUMNS = 6
"""A table with more columns does not fit a card."""


def check_exhibits(
    document: Doc, path: Path, exhibits: Sequence[Exhibit], whole: Whole
) -> Iterator[Problem]:
    """Every exhibit of a list at ``path``."""
    for place, exhibit in enumerate(exhibits):
        where = (*path, place)
        if isinstance(exhibit, ImageExhibit):
            yield from _image(document, where, exhibit, whole)
        elif not isinstance(exhibit, DocumentExhibit):
            yield from _data(document, where, exhibit, whole)


def _image(document: Doc, path: Path, exhibit: ImageExhibit, whole: Whole) -> Iterator[Problem]:
    place, folder = (*path, "file"), (whole.root / document.file).parent
    file = folder / exhibit.file
    if File(exhibit.file).name != exhibit.file or not file.is_file():
        files = sorted(f.name for f in folder.iterdir() if f.suffix in SUFFIXES)
        yield document.problem(
            place,
            f"there is no picture '{exhibit.file}' beside this file",
            found=exhibit.file,
            allowed=", ".join(files),
            nearest=nearest(exhibit.file, files),
            rule="exhibit.file",
        )
        return
    for fault in faults(file):
        yield document.problem(
            place, f"'{exhibit.file}' {fault}", found=exhibit.file, rule="exhibit.picture"
        )


def _data(
    document: Doc, path: Path, exhibit: TableExhibit | ChartExhibit, whole: Whole
) -> Iterator[Problem]:
    if whole.is_broken(f"data/datasets/{exhibit.dataset}/dataset.yaml"):
        return
    known = whole.of("dataset")
    if exhibit.dataset not in known:
        yield document.problem(
            (*path, "dataset"),
            f"there is no data set '{exhibit.dataset}'",
            found=exhibit.dataset,
            allowed=", ".join(known),
            nearest=nearest(exhibit.dataset, known),
            rule="exhibit.dataset",
        )
        return
    found = known[exhibit.dataset]
    columns = {column.id: column for column in found.model.columns}
    if isinstance(exhibit, TableExhibit) and len(exhibit.columns) > MOST_COLUMNS:
        yield document.problem(
            (*path, "columns"),
            f"{len(exhibit.columns)} columns do not fit a card; show at most {MOST_COLUMNS} (the "
            "sources of the rows stand below the table by themselves)",
            "warning",
            found=str(len(exhibit.columns)),
            allowed=f"at most {MOST_COLUMNS}",
            rule="exhibit.columns",
        )
    missing = list(_columns(document, path, exhibit, columns))
    yield from missing
    if isinstance(exhibit, ChartExhibit) and not missing:
        yield from _chart(document, path, exhibit, columns)
        try:
            rows = read_rows((whole.root / found.file).parent, found.model)
        except ContentError:
            return  # said where the data set is checked
        yield from _labels(document, path, exhibit, [str(r[exhibit.label]) for r in rows])


def _columns(
    document: Doc, path: Path, exhibit: TableExhibit | ChartExhibit, columns: dict[str, Column]
) -> Iterator[Problem]:
    named: list[tuple[Path, str | None]] = []
    if isinstance(exhibit, TableExhibit):
        named += [(("columns", place), name) for place, name in enumerate(exhibit.columns)]
        named.append((("sort",), exhibit.sort))
    else:
        named += [((key,), getattr(exhibit, key)) for key in ("label", "value", "low", "high")]
    for where, name in named:
        if name is not None and name not in columns:
            yield document.problem(
                (*path, *where),
                f"the data set '{exhibit.dataset}' has no column '{name}'",
                found=name,
                allowed=", ".join(columns),
                nearest=nearest(name, columns),
                rule="exhibit.column",
            )


def _chart(
    document: Doc, path: Path, exhibit: ChartExhibit, columns: dict[str, Column]
) -> Iterator[Problem]:
    for key in ("value", "low", "high"):
        name = getattr(exhibit, key)
        if name is not None and columns[name].type not in NUMBERS:
            yield document.problem(
                (*path, key),
                f"the column '{name}' holds {columns[name].type}; a chart needs numbers",
                found=columns[name].type,
                allowed=", ".join(NUMBERS),
                rule="exhibit.column",
            )
    if (exhibit.low is None) != (exhibit.high is None):
        message = "an interval needs both ends: 'low' and 'high'"
        yield document.problem(path, message, allowed="low, high", rule="exhibit.interval")


def _labels(
    document: Doc, path: Path, exhibit: ChartExhibit, labels: list[str]
) -> Iterator[Problem]:
    for place, name in enumerate(exhibit.only):
        if name not in labels:
            yield document.problem(
                (*path, "only", place),
                f"no row of '{exhibit.dataset}' has '{name}' in '{exhibit.label}'",
                found=name,
                allowed=", ".join(dict.fromkeys(labels)),
                nearest=nearest(name, labels),
                rule="exhibit.label",
            )
    shown = [label for label in labels if label in exhibit.only] if exhibit.only else labels
    twice = next((label for label in shown if shown.count(label) > 1), None)
    if twice is not None:
        message = f"two rows of the chart are called '{twice}'; a reader cannot tell them apart"
        yield document.problem((*path, "label"), message, found=twice, rule="exhibit.label")
    if len(shown) > MOST_ROWS:
        message = f"{len(shown)} rows do not fit a chart; show at most {MOST_ROWS} with 'only'"
        yield document.problem(path, message, found=str(len(shown)), rule="exhibit.rows")
