"""The pictures of a class report, drawn like every chart of the course."""

from __future__ import annotations

from collections.abc import Sequence

from ..content.datasets import Row
from ..figures import Figure
from ..figures.chart import chart_figure
from ..models import ChartExhibit, Column, Dataset


def bars(title: str, say: str, rows: Sequence[tuple[str, float]]) -> Figure:
    """One bar for each row: a name and a share from 0 to 1."""
    columns = [_column("name", "What", "text"), _column("share", "Share", "share")]
    exhibit = ChartExhibit.model_construct(
        title=title, say=say, kind="bars", label="name", value="share", low=None, high=None,
        unit=None, only=[],
    )  # fmt: skip
    dataset = Dataset.model_construct(columns=columns)
    found: list[Row] = [{"name": name, "share": round(share, 2)} for name, share in rows]
    return chart_figure(exhibit, dataset, found, whole=True)


def dots(
    title: str, say: str, rows: Sequence[tuple[str, float, float | None, float | None]]
) -> Figure:
    """One dot for each row: a name, a value, and the ends of its interval where it has one."""
    columns = [
        _column("name", "What", "text"),
        *(_column(key, name, "number") for key, name in
          (("value", "Value"), ("low", "From"), ("high", "To"))),
    ]  # fmt: skip
    exhibit = ChartExhibit.model_construct(
        title=title, say=say, kind="dots", label="name", value="value", low="low", high="high",
        unit=None, only=[],
    )  # fmt: skip
    return chart_figure(
        exhibit,
        Dataset.model_construct(columns=columns),
        [dict(zip(("name", "value", "low", "high"), row, strict=True)) for row in rows],
    )


def _column(key: str, title: str, kind: str) -> Column:
    return Column.model_construct(id=key, title=title, type=kind, meaning=title, digits=1)
