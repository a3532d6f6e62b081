"""A widget whose code, style and questions travel packed.

Every widget sends its own copy of its code to the page, and a lesson has ten. Packed, a form of
100 questions is 26 kB instead of 145. ``unpack.js`` is the module that a page is given; it opens
what is packed. What a page may not know is not packed either: see ``spec.py``.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

import anywidget
import traitlets

from .style import script


class PackedWidget(anywidget.AnyWidget):
    """Give ``module`` (an ES module with ``render``) and ``style`` (CSS) when subclassing."""

    _esm = script("unpack.js")
    _code = traitlets.Bytes().tag(sync=True)
    _code_name = traitlets.Unicode().tag(sync=True)
    packed = b""
    packed_name = ""

    def __init_subclass__(cls, module: str = "", style: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not module:  # traitlets makes a subclass of its own for each widget
            return
        cls.packed = pack({"module": module, "style": style})
        cls.packed_name = hashlib.sha256(cls.packed).hexdigest()[:16]

    def __init__(self, **state: Any) -> None:
        super().__init__(_code=self.packed, _code_name=self.packed_name, **state)


def pack(data: Any) -> bytes:
    """JSON, deflated (zlib, RFC 1950)."""
    return zlib.compress(json.dumps(data).encode(), 9)


def unpack(packed: bytes) -> Any:
    """What :func:`pack` was given."""
    return json.loads(zlib.decompress(packed))
