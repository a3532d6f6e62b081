"""The house style: contrast, determinism, and pictures that need nothing from elsewhere."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
import warnings
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

import toolkit_widgets
from toolkit_widgets import labs
from toolkit_widgets.content.library import library
from toolkit_widgets.figures import style
from toolkit_widgets.figures.style import (
    DARK,
    LIGHT,
    MARGIN,
    POINTS,
    WIDTH,
    Figure,
    Theme,
    new_drawing,
    point_axes,
    svg_uri,
    text_width,
    wrap,
)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def picture(words: str = "Five of ten alerts") -> Figure:
    def draw(theme: Theme) -> object:
        drawing = new_drawing(2)
        axes = drawing.add_subplot()
        axes.bar(["a", "b"], [1, 2], hatch="//", color=theme.main)
        axes.set_title(words)
        return drawing

    return Figure("t", "s", [["a"]], draw)  # type: ignore[arg-type]


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_words_and_marks_can_be_seen(theme: Theme) -> None:
    assert contrast(theme.text, theme.page) >= 4.5
    assert contrast(theme.muted, theme.page) >= 4.5
    assert all(contrast(mark, theme.page) >= 3 for mark in theme.series)


def test_the_same_figure_is_the_same_file() -> None:
    assert picture().svg_light == picture().svg_light
    assert picture().svg_light != picture().svg_dark
    assert picture().png(72) == picture().png(72)


def without_what_may_differ(svg: str) -> str:
    """Ids come from colors: numbered as they come instead. Black is left out, where it is said."""
    ids: dict[str, str] = {}
    named = re.sub(
        r"(?<=[\"#])([mhp][0-9a-f]{10})\b", lambda m: ids.setdefault(m[0], f"id{len(ids)}"), svg
    )
    return re.sub(r'style="([^"]*)"', lambda m: f'style="{_declared(m[1])}"', named)


def _declared(style: str) -> str:
    every = (words.strip() for words in style.split(";"))
    return "; ".join(words for words in every if words and not words.endswith("#000000"))


def crowded() -> Figure:
    """A theme's colors, also half transparent, in marks, words, edges and hatches."""

    def draw(theme: Theme) -> object:
        drawing, axes = point_axes(100)
        for place, color in enumerate([theme.page, theme.text, theme.muted, *theme.series]):
            axes.plot([place, place + 9], [0, 50], marker="o", color=color, alpha=0.4)
            axes.bar([place * 20], [40], hatch="//", facecolor=color, edgecolor=theme.faint)
            axes.text(place, 60, "word", color=color, bbox={"facecolor": theme.page})
        return drawing

    return Figure("t", "s", [["a"]], draw)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["crowded", *labs.names()])
def test_painting_gives_what_drawing_in_these_colors_gives(name: str, theme: Theme) -> None:
    shown = crowded() if name == "crowded" else labs.find(name)(library().lab(name).starts).figure
    painted = shown.svg_light if theme is LIGHT else shown.svg_dark
    drawn = style._svg(shown.draw, theme)
    assert without_what_may_differ(painted) == without_what_may_differ(drawn)
    assert "#0d1e" not in painted


def test_svg_is_transparent_dateless_and_alone() -> None:
    svg = picture().svg_dark
    ElementTree.fromstring(svg)
    assert "<metadata" not in svg
    assert "#ffffff" not in svg
    assert not re.search(r'(?:href|src)="(?!#)|@import|url\((?!#)', svg)


def test_type_is_the_readers_own() -> None:
    assert "system-ui" in picture().svg_light
    assert "<text" in picture().svg_light


def test_words_are_never_mathematics_nor_markup() -> None:
    words = "A fee of $5 & $10 <b>"
    svg = picture(words).svg_light
    texts = ["".join(t.itertext()) for t in ElementTree.fromstring(svg).iter() if t.text]
    assert words in texts


def test_png_is_white_and_as_fine_as_asked() -> None:
    image = Image.open(io.BytesIO(picture().png(100))).convert("RGB")
    assert image.size == (580, 200)
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_uri_holds_the_picture() -> None:
    head, _, body = svg_uri("<svg/>").partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(body) == b"<svg/>"


def test_one_unit_is_one_point() -> None:
    drawing, axes = point_axes(144)
    assert drawing.get_size_inches().tolist() == [WIDTH, 2.0]
    (x0, y0), (x1, y1) = axes.transData.transform([(0, 0), (POINTS, 100)]) * 72 / drawing.dpi
    assert (x0, x1 - x0) == pytest.approx((MARGIN, POINTS))
    assert (y0, y0 - y1) == pytest.approx((144, 100)), "y grows downward"


def test_lines_fit() -> None:
    text = "Processes is furthest from its target and everybody can see it"
    lines = wrap(text, 120)
    assert " ".join(lines) == text
    assert len(lines) > 2
    assert all(text_width(line) <= 120 for line in lines)
    assert wrap("Verwaltungsvorschriftenverzeichnis", 20) == ["Verwaltungsvorschriftenverzeichnis"]


def test_importing_figures_loads_no_matplotlib() -> None:
    code = (
        "import sys, toolkit_widgets.figures, toolkit_widgets.reports; "
        "print([m for m in ('matplotlib', 'pandas', 'docx') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(toolkit_widgets.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.strip() == "[]"


def test_a_letter_that_the_typeface_lacks_is_no_warning() -> None:
    """In a lesson a warning would stand in red below the card."""
    words = "\u8bc4\u4f30 \x7f\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text_width(words) > 0
        assert "\u8bc4\u4f30" in picture(words).svg_light
        assert picture(words).png()
        with pytest.raises(UserWarning, match="missing from font"):  # without our own settings
            picture(words).draw(LIGHT).savefig(io.BytesIO())
