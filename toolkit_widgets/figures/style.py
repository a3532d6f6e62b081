"""The house style of every figure, and the object that carries a figure and its text twin.

Colours: M. Okabe and K. Ito, "Color Universal Design" (2008), a palette that people with the
common kinds of colour blindness tell apart. Of the eight, each theme uses those that reach a
contrast of 3:1 against its background. Words are never coloured: they stand in ``text`` or
``muted``, both at least 4.5:1. A legend is replaced by words beside the mark, and there is no grid.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import io
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

OKABE_ITO = {
    "black": "#000000",
    "orange": "#e69f00",
    "sky": "#56b4e9",
    "green": "#009e73",
    "yellow": "#f0e442",
    "blue": "#0072b2",
    "vermillion": "#d55e00",
    "purple": "#cc79a7",
}
WIDTH = 5.8
"""Inches: 557 CSS pixels, a line of about 70 characters; on a phone it shrinks by a third."""
MARGIN = 2.0
POINTS = 72 * WIDTH - 2 * MARGIN
"""Points: the space at each side, and the width between them."""
TITLE, BODY, SMALL = 12.0, 10.5, 9.0
"""Type sizes in points."""

# Measured with DejaVu Sans, which comes with matplotlib and is wider than any of these: text that
# fits as measured fits everywhere. The picture then takes the typeface of the reader's system.
_FAMILIES = "system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Theme:
    """The colours of a figure on a light or a dark page; the picture itself is transparent."""

    name: str
    page: str
    """The background the colours are chosen for: JupyterLab's."""
    text: str
    muted: str
    faint: str
    """Hairlines that carry no meaning by themselves."""
    main: str
    accent: str
    series: tuple[str, ...]
    """Marks in order: ``main``, ``accent``, then more. Tell them apart by shape as well."""


LIGHT = Theme(
    name="light",
    page="#ffffff",
    text="#1a1a1a",
    muted="#595959",
    faint="#b5b5b5",
    main=OKABE_ITO["blue"],
    accent=OKABE_ITO["vermillion"],
    series=tuple(OKABE_ITO[k] for k in ("blue", "vermillion", "green", "purple", "black")),
)
DARK = Theme(
    name="dark",
    page="#212121",
    text="#ececec",
    muted="#b8b8b8",
    faint="#6e6e6e",
    main=OKABE_ITO["sky"],
    accent=OKABE_ITO["orange"],
    series=tuple(OKABE_ITO[k] for k in ("sky", "orange", "green", "purple", "yellow")),
)
# Drawing takes a hundred times as long as painting. Each of these colours stands for one of a
# theme; none is black, which an SVG may leave out.
_INK = Theme(
    name="ink",
    page="#0d1e01",
    text="#0d1e02",
    muted="#0d1e03",
    faint="#0d1e04",
    main="#0d1e05",
    accent="#0d1e06",
    series=("#0d1e07", "#0d1e08", "#0d1e09", "#0d1e0a", "#0d1e0b"),
)


@dataclass(frozen=True, eq=False)
class Figure:
    """A picture and its text twin.

    ``draw`` gets a theme and returns a matplotlib figure; it runs under :func:`settings`, so the
    type and colours of axes need no mention. It takes its colours from the theme as they are: for
    SVG it is called once, and what it drew is painted for light and for dark.
    """

    title: str
    """What the figure says now; it also stands in the picture."""
    sentence: str
    """The same in words, complete enough for a reader who does not see the picture."""
    table: list[list[str]]
    """The numbers; the first row is the header."""
    draw: Callable[[Theme], Drawing]

    @functools.cached_property
    def svg_light(self) -> str:
        """SVG for a light page, transparent."""
        return _painted(self._drawn, LIGHT)

    @functools.cached_property
    def svg_dark(self) -> str:
        """SVG for a dark page, transparent."""
        return _painted(self._drawn, DARK)

    @functools.cached_property
    def _drawn(self) -> str:
        return _svg(self.draw, _INK)

    def png(self, dpi: int = 200) -> bytes:
        """PNG for paper: the light theme on white, ``dpi`` dots per inch."""
        with _settings(LIGHT):
            drawing = self.draw(LIGHT)
            out = io.BytesIO()
            drawing.savefig(
                out, format="png", dpi=dpi, facecolor="white", metadata={"Software": None}
            )
        return out.getvalue()


def svg_uri(svg: str) -> str:
    """The picture as a ``data:`` address, for ``<img src>``."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def settings(theme: Theme) -> dict[str, Any]:
    """matplotlib's settings for one theme."""
    from cycler import cycler

    return {
        "axes.edgecolor": theme.faint,
        "axes.facecolor": "none",
        "axes.labelcolor": theme.muted,
        "axes.labelsize": SMALL,
        "axes.prop_cycle": cycler(color=list(theme.series)),
        "axes.spines.left": False,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlelocation": "left",
        "axes.titlesize": TITLE,
        "axes.titleweight": "bold",
        "figure.facecolor": "none",
        "font.family": ["DejaVu Sans"],
        "font.size": BODY,
        "hatch.linewidth": 1.2,
        "savefig.facecolor": "none",
        "svg.fonttype": "none",
        "svg.hashsalt": "toolkit",  # else every drawing gets other ids
        "text.color": theme.text,
        "text.parse_math": False,  # a dollar sign is money
        "xtick.color": theme.muted,
        "xtick.labelsize": SMALL,
        "ytick.color": theme.muted,
        "ytick.labelsize": SMALL,
    }


def new_drawing(height: float, width: float = WIDTH) -> Drawing:
    """An empty drawing, in inches. It uses no pyplot, so nothing is left open behind it."""
    from matplotlib.figure import Figure as Drawing

    return Drawing(figsize=(width, height))


def point_axes(height: float, width: float = WIDTH, margin: float = MARGIN) -> tuple[Drawing, Axes]:
    """A drawing and axes in which one unit is one point, so that words and bars are set like type.

    ``height`` in points, ``width`` of the whole drawing in inches, ``margin`` in points at each
    side. x runs from 0 to what lies between the margins, y grows downward from 0 to ``height``.
    """
    drawing = new_drawing(height / 72, width)
    inside = 72 * width - 2 * margin
    axes = drawing.add_axes((margin / (72 * width), 0, inside / (72 * width), 1))
    axes.set_xlim(0, inside)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return drawing, axes


@functools.lru_cache(maxsize=2048)
def text_width(text: str, size: float = BODY, *, bold: bool = False) -> float:
    """The width of one line in points; an upper bound for the typefaces it may be shown in."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal", size=size)
    with _without_glyph_warnings():
        width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def wrap(text: str, width: float, size: float = BODY, *, bold: bool = False) -> list[str]:
    """Break ``text`` into lines of at most ``width`` points; a longer word stands alone."""
    lines: list[str] = []
    for word in re.findall(r"[^ \t\n]+", text):  # a no-break space does not break
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@contextlib.contextmanager
def _settings(theme: Theme) -> Iterator[None]:
    import matplotlib

    wanted: Any = settings(theme)  # newer matplotlib types the names, older does not
    with _without_glyph_warnings(), matplotlib.rc_context(wanted):
        yield


@contextlib.contextmanager
def _without_glyph_warnings() -> Iterator[None]:
    """A letter that our typeface lacks is no fault: a browser has others."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ ")
        yield


def _svg(draw: Callable[[Theme], Drawing], theme: Theme) -> str:
    with _settings(theme):
        out = io.StringIO()
        nothing = {"Creator": None, "Date": None, "Format": None, "Type": None}
        draw(theme).savefig(out, format="svg", metadata=nothing)
    svg = out.getvalue()
    return svg[svg.index("<svg") :].replace("'DejaVu Sans'", _FAMILIES)


def _painted(svg: str, theme: Theme) -> str:
    """What was drawn in ink, in the colours of ``theme``."""
    colours = dict(zip(_colours(_INK), _colours(theme), strict=True))
    return re.sub(r"#[0-9a-f]{6}\b", lambda found: colours.get(found[0], found[0]), svg)


def _colours(theme: Theme) -> tuple[str, ...]:
    named = (theme.page, theme.text, theme.muted, theme.faint, theme.main, theme.accent)
    return (*named, *theme.series)
