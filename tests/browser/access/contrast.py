"""Contrast as WCAG 2.2 computes it, from the colors that a browser reports.

Formulas: *relative luminance* and *contrast ratio* in the glossary of WCAG 2.2
(https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, #dfn-contrast-ratio); what is transparent
is laid over what is behind it (source over, CSS Color 4 and Compositing 1).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Color = tuple[float, float, float, float]
"""Red, green, blue and alpha, each from 0 to 1, as sRGB and not multiplied."""

WHITE: Color = (1.0, 1.0, 1.0, 1.0)
CLEAR: Color = (0.0, 0.0, 0.0, 0.0)
TEXT, LARGE_TEXT, GRAPHICS = 4.5, 3.0, 3.0
"""What success criteria 1.4.3 and 1.4.11 ask for, at least."""
LARGE_PX, LARGE_BOLD_PX, BOLD = 24.0, 18.66, 700
"""18 and 14 points in CSS pixels."""

_RGB = re.compile(r"rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)")
_SRGB = re.compile(r"color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: / ([\d.]+))?\)")


def parse(text: str) -> Color:
    """A computed color: ``rgb(…)``, ``rgba(…)`` or ``color(srgb …)``. Raises ValueError."""
    for form, top in ((_RGB, 255), (_SRGB, 1)):
        if found := form.fullmatch(text.strip()):
            red, green, blue = (float(part) / top for part in found.groups()[:3])
            return red, green, blue, float(found[4]) if found[4] else 1.0
    raise ValueError(f"'{text}' is no color that a browser computes as sRGB")


def over(front: Color, back: Color) -> Color:
    """``front`` laid over ``back``."""
    alpha = front[3] + back[3] * (1 - front[3])
    if not alpha:
        return CLEAR
    red, green, blue = (
        (f * front[3] + b * back[3] * (1 - front[3])) / alpha
        for f, b in zip(front[:3], back[:3], strict=True)
    )
    return red, green, blue, alpha


def luminance(color: Color) -> float:
    """Relative luminance of an opaque color, 0 for black to 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Color, other: Color) -> float:
    """Contrast of two opaque colors, 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(color: Color, layers: Iterable[tuple[Color, float]]) -> tuple[Color, Color]:
    """What the eye gets: a thing of this color, and what is around it.

    ``layers``: background and opacity of each element from the innermost outwards; behind the
    last one is white. An opacity takes everything inside its element along.
    """
    thing, around = color, CLEAR
    for background, opacity in layers:
        thing, around = (
            (*mixed[:3], mixed[3] * opacity)
            for mixed in (over(thing, background), over(around, background))
        )
    return over(thing, WHITE), over(around, WHITE)


def measured(sample: Mapping[str, Any]) -> float:
    """Contrast of a sample of the page with what is around it. See ``eyes.js``."""
    layers: Sequence[tuple[str, float, bool]] = sample["layers"]
    pairs = [(parse(background), opacity) for background, opacity, _ in layers]
    return ratio(*seen(parse(sample["color"]), pairs))


def needed(sample: Mapping[str, Any]) -> float:
    """What a text of this size and weight needs."""
    size, weight = sample["size"], sample["weight"]
    large = size >= LARGE_PX or (size >= LARGE_BOLD_PX and weight >= BOLD)
    return LARGE_TEXT if large else TEXT


def pale(samples: Iterable[Mapping[str, Any]]) -> list[str]:
    """The texts whose contrast is too low or, on a picture, cannot be computed."""
    found = []
    for sample in samples:
        where = f"{sample['where']}: “{sample['text']}”"
        if any(picture for *_, picture in sample["layers"]):
            found.append(f"{where} is on a picture")
        elif (got := measured(sample)) < needed(sample):
            found.append(f"{where} {shown(got)}, {needed(sample)} needed ({sample['count']} times)")
    return found


def shown(ratio: float) -> str:
    """With two decimals, cut off: what fails at 3 must not read 3.00."""
    return f"{math.floor(ratio * 100) / 100:.2f}"


def faint(samples: Iterable[Mapping[str, Any]]) -> list[str]:
    """The edges that are hard to see, or are not there."""
    return [
        f"{sample['where']}: edge of {sample['width']:g} px, {shown(measured(sample))}"
        for sample in samples
        if sample["width"] < 1 or measured(sample) < GRAPHICS
    ]
