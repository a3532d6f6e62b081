"""The formula of contrast, against pairs whose contrast is known."""

from __future__ import annotations

import pytest

from . import contrast
from .contrast import Color

BLACK: Color = (0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("rgb(0, 0, 0)", "rgb(255, 255, 255)", 21.0),
        ("rgb(255, 255, 255)", "rgb(255, 255, 255)", 1.0),
        ("rgb(118, 118, 118)", "rgb(255, 255, 255)", 4.54),  # the palest gray for text on white
        ("rgb(119, 119, 119)", "rgb(255, 255, 255)", 4.48),  # one step paler fails
        ("rgb(149, 149, 149)", "rgb(255, 255, 255)", 2.99),
        ("rgb(255, 0, 0)", "rgb(255, 255, 255)", 4.00),
        ("rgb(0, 0, 255)", "rgb(255, 255, 255)", 8.59),
        ("rgb(0, 128, 0)", "rgb(255, 255, 255)", 5.14),
    ],
)
def test_known_pairs(one: str, other: str, known: float) -> None:
    colors = contrast.parse(one), contrast.parse(other)
    assert contrast.ratio(*colors) == pytest.approx(known, abs=0.006)
    assert contrast.ratio(*reversed(colors)) == contrast.ratio(*colors)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("rgb(255, 0, 51)", (1.0, 0.0, 0.2, 1.0)),
        ("rgba(0, 0, 0, 0)", (0.0, 0.0, 0.0, 0.0)),
        ("rgba(255, 255, 255, 0.5)", (1.0, 1.0, 1.0, 0.5)),
        ("color(srgb 0.25 0.5 1 / 0.4)", (0.25, 0.5, 1.0, 0.4)),
    ],
)
def test_computed_colors_are_read(text: str, color: Color) -> None:
    assert contrast.parse(text) == pytest.approx(color)


@pytest.mark.parametrize("text", ["red", "", "color(display-p3 1 0 0)", "oklch(0.5 0.1 20)"])
def test_another_notation_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="is no color"):
        contrast.parse(text)


def test_half_transparent_black_on_white_is_gray() -> None:
    text, around = contrast.seen((0.0, 0.0, 0.0, 0.5), [(contrast.CLEAR, 1.0)])
    assert text == pytest.approx((0.5, 0.5, 0.5, 1.0))
    assert around == contrast.WHITE


def test_the_nearest_opaque_background_counts() -> None:
    layers = [(contrast.CLEAR, 1.0), (BLACK, 1.0), (contrast.WHITE, 1.0)]
    assert contrast.seen(contrast.WHITE, layers) == (contrast.WHITE, BLACK)


def test_an_opacity_takes_the_text_and_its_background_along() -> None:
    """Black on white at 40 %, before black: the white is gray then, and the text stays black."""
    text, around = contrast.seen(BLACK, [(contrast.WHITE, 0.4), (BLACK, 1.0)])
    assert text == pytest.approx(BLACK)
    assert around == pytest.approx((0.4, 0.4, 0.4, 1.0))


@pytest.mark.parametrize(
    ("size", "weight", "needed"),
    [(16, 400, 4.5), (18.7, 400, 4.5), (18.7, 700, 3.0), (24, 400, 3.0), (23.9, 600, 4.5)],
)
def test_large_text_needs_less(size: float, weight: int, needed: float) -> None:
    assert contrast.needed({"size": size, "weight": weight}) == needed


def test_pale_text_and_faint_edges_are_named() -> None:
    paper = [["rgb(255, 255, 255)", 1, False]]
    sample = {"where": "p.", "text": "x", "size": 16, "weight": 400, "count": 1, "layers": paper}
    assert contrast.pale([{**sample, "color": "rgb(118, 118, 118)"}]) == []
    assert "4.47" in contrast.pale([{**sample, "color": "rgb(119, 119, 119)"}])[0]
    picture = [["rgba(0, 0, 0, 0)", 1, True], *paper]
    found = contrast.pale([{**sample, "color": "rgb(0, 0, 0)", "layers": picture}])
    assert "picture" in found[0]
    edge = {"where": "input", "width": 1, "layers": paper}
    assert contrast.faint([{**edge, "color": "rgb(148, 148, 148)"}]) == []
    assert "2.99" in contrast.faint([{**edge, "color": "rgb(149, 149, 149)"}])[0]
    assert "edge of 0 px" in contrast.faint([{**edge, "color": "rgb(0, 0, 0)", "width": 0}])[0]
