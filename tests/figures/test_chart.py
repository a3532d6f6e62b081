"""Charts of exhibits: the words fit, the numbers are those of the data, nothing is hidden."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.datasets import Row
from toolkit_widgets.figures import Figure
from toolkit_widgets.figures.chart import WIDTH, Mark, chart_figure, span
from toolkit_widgets.models import ChartExhibit, Column, Dataset, Ref

COLUMNS = [
    Column(id=name, title=name.title(), type=kind, meaning="m")  # type: ignore[arg-type]
    for name, kind in (("area", "text"), ("share", "share"), ("low", "share"), ("high", "share"),
                       ("count", "whole"))
]  # fmt: skip
DATA = Dataset(
    schema_="toolkit-dataset/1", id="d", title="D", why="w", file="d.csv", columns=COLUMNS,
    synthetic=True, how="h", licence="l", limits="l", refs=[Ref(source="course", at="a test")],
)  # fmt: skip
ROWS: list[Row] = [
    {"area": "Women under a camera in the dark hall of the old station, all ages",
     "share": 0.12, "low": 0.09, "high": 0.17, "count": 12450},
    {"area": "Men", "share": 0.05, "low": 0.03, "high": 0.08, "count": 430},
    {"area": "Not recorded", "share": None, "low": None, "high": None, "count": 3},
]  # fmt: skip


def chart(rows: list[Row] = ROWS, **more: object) -> Figure:
    data: dict[str, object] = {
        "type": "chart", "id": "c", "title": "Women are stopped more often", "dataset": "d",
        "kind": "bars", "label": "area", "value": "share", "say": "See.",
    }  # fmt: skip
    return chart_figure(ChartExhibit.model_validate(data | more), DATA, rows)


def test_the_twin_says_every_number_and_what_is_not_known() -> None:
    figure = chart(low="low", high="high")
    assert "Men 5 % (3 to 8)" in figure.sentence
    assert "Not recorded not known" in figure.sentence
    assert figure.table[0] == ["Area", "Share", "Low", "High"]
    assert figure.table[2] == ["Men", "5 %", "3 %", "8 %"]
    assert figure.table[3] == ["Not recorded", "–", "–", "–"]


def test_only_chooses_and_orders() -> None:
    figure = chart(only=["Not recorded", "Men"], value="count", unit="stops")
    assert [row[0] for row in figure.table[1:]] == ["Not recorded", "Men"]
    assert "Men 430 stops" in figure.sentence


@pytest.mark.parametrize("kind", ["bars", "dots"])
@pytest.mark.parametrize("value", ["share", "count"])
def test_words_stay_inside_and_apart(kind: str, value: str) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from toolkit_widgets.figures.style import DARK, LIGHT, _settings

    ends = {"low": "low", "high": "high"} if value == "share" else {"unit": "stops"}
    figure = chart(kind=kind, value=value, **ends)
    for theme in (LIGHT, DARK):
        with _settings(theme):
            drawing = figure.draw(theme)
            canvas = FigureCanvasAgg(drawing)
            canvas.draw()
            words = drawing.axes[0].texts
            boxes = [text.get_window_extent(canvas.get_renderer()) for text in words]
        width, height = drawing.bbox.width, drawing.bbox.height
        assert drawing.get_size_inches()[0] == WIDTH
        for box in boxes:
            assert box.x0 >= -1
            assert box.x1 <= width + 1
            assert box.y0 >= -1
            assert box.y1 <= height + 1
        for place, box in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = box.x1 <= other.x0 or other.x1 <= box.x0
                assert apart or box.y0 >= other.y1 - 3 or other.y0 >= box.y1 - 3
        shown = " ".join(text.get_text() for text in words)
        assert "12 % (9 to 17)" in shown or "12,450 stops" in shown


def bars(figure: Figure) -> list[float]:
    """Lengths of the bars."""
    from toolkit_widgets.figures.style import LIGHT, _settings

    with _settings(LIGHT):
        return [patch.get_width() for patch in figure.draw(LIGHT).axes[0].patches]


def test_a_bar_twice_as_long_means_twice_as_much() -> None:
    rows: list[Row] = [{**ROWS[0], "area": "A", "count": 100}, {**ROWS[1], "count": 50}]
    one, other = bars(chart(rows, value="count"))
    assert one == pytest.approx(2 * other)


def mark(value: float | None, low: float | None = None, high: float | None = None) -> Mark:
    return Mark("x", value, low, high, "")


def test_bars_start_at_zero_and_close_dots_do_not() -> None:
    near = [mark(0.91), mark(0.94)]
    assert span(near, "bars")[0] == 0
    low, high = span(near, "dots")
    assert 0.88 < low <= 0.91
    assert 0.94 <= high < 0.97
    assert span([mark(0.2), mark(0.9)], "dots")[0] == 0
    assert span([mark(None)], "dots") == (0, 1)


def test_a_full_line_means_everything() -> None:
    assert span([mark(0.93), mark(0.01)], "bars", shares=True) == (0, 1)
    assert span([mark(0.2)], "bars", shares=True) == (0, 0.2)


@given(
    values=st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=1, max_size=8),
    kind=st.sampled_from(["bars", "dots"]),
)
def test_every_value_lies_on_the_scale(values: list[float], kind: str) -> None:
    low, high = span([mark(v, v - 1, v + 1) for v in values], kind)
    assert low < high
    slack = 1e-9 * (high - low)
    assert all(low - slack <= x <= high + slack for v in values for x in (v - 1, v, v + 1))


def test_pictures_are_drawn_for_both_pages() -> None:
    figure = chart(kind="dots", low="low", high="high")
    for svg in (figure.svg_light, figure.svg_dark):
        assert svg.startswith("<svg")
        assert not re.search(r'href="(?!#)', svg)
