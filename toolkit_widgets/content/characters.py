"""Characters that no text for a reader may carry: they break a file, or turn its words around."""

from __future__ import annotations

import re

# Everything that XML 1.0 forbids, so also NUL, other controls and halves of surrogate pairs. As one
# set ("none of what is allowed") it takes seven times as long to compile, at every start.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")

# Embeddings, overrides and isolates show a text in another order than it has, up to the end of
# the paragraph: "exe.fdp" becomes "pdf.exe". Arabic and Hebrew need none of them; the plain marks
# (U+200E, U+200F, U+061C) stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """``text`` without characters that XML forbids or that turn its neighbours around.

    Line ends become ``\\n``. Safe for a Word document, a spreadsheet and a page.
    """
    if text.isprintable():  # nearly every text; Python's notion is stricter than ours
        return text
    return steady(_FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def steady(text: str) -> str:
    """``text`` without the characters that change the order in which its neighbours are read."""
    return _TURNING.sub("", text)
