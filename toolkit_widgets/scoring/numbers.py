"""Exact numbers: decimals as they are written, rounded only where a questionnaire says so."""

from __future__ import annotations

from fractions import Fraction

from ..models import Rounding

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


def exact(number: int | float) -> Fraction:
    """The decimal as it is written: 0.1 is one tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(str(number))


def rounded(value: Fraction, how: Rounding) -> Fraction:
    """Round as declared. A half goes up towards plus infinity (−2.5 → −2), or to the even side."""
    scale = int(10**how.digits)
    whole, rest = divmod(value * scale, 1)
    if how.mode == "down":
        up = False
    elif how.mode == "up":
        up = rest > 0
    elif how.mode == "half_even" and rest == HALF:
        up = whole % 2 == 1
    else:
        up = rest >= HALF
    return Fraction(whole + up, scale)


def show(value: Fraction, digits: int = 2) -> str:
    """At most ``digits`` decimals, halves away from zero, without trailing zeros or a "-0"."""
    scale = 10**digits
    whole = int(abs(value) * scale + HALF)
    text = f"{whole // scale}.{whole % scale:0{digits}d}" if digits else str(whole)
    text = text.rstrip("0").rstrip(".") if digits else text
    return f"-{text}" if value < 0 and whole else text


def plain(value: Fraction) -> str:
    """The exact number: a decimal where it ends (0.125), else a fraction (7/3)."""
    rest, digits = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        digits = max(digits, count)
    return show(value, digits) if rest == 1 else f"{value.numerator}/{value.denominator}"
