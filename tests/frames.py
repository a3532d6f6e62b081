"""The words in what a kernel sends to a page."""

from __future__ import annotations

import zlib
from contextlib import suppress

PACKED = b"\x78\xda"
"""How a text begins that a widget packed (zlib at its best)."""


def readable(frame: bytes) -> str:
    """All words of a binary frame, those that travel packed included."""
    texts = [frame]
    place = frame.find(PACKED)
    while place >= 0:
        with suppress(zlib.error):
            texts.append(zlib.decompressobj().decompress(frame[place:]))
        place = frame.find(PACKED, place + 1)
    return "\n".join(text.decode("utf-8", "replace") for text in texts)
