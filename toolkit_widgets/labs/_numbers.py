"""Numbers in words, written alike in all labs."""

from __future__ import annotations


def per_cent(share: float, digits: int = 0) -> str:
    """``0.125`` → ``12 %`` (or ``12.5 %``); with a space that does not break."""
    return f"{100 * share:.{digits}f}\N{NO-BREAK SPACE}%"
