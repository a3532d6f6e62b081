"""A widget whose code, style and questions travel packed.

Every widget sends its own copy of its code to the page, and a lesson has ten. Packed, a form of
100 questions is 26 kB instead of 145. ``unpack.js`` is the module that a page is given; it opens
what is packed. What a page may not know is not packed either: see ``spec.py``.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from typing import Any, ClassVar

import anywidget
import traitlets

from .style import script, style


class PackedWidget(anywidget.AnyWidget):
    """A subclass names the files of its ES module (with ``render``) and of its style."""

    modules: ClassVar[tuple[str, ...]]
    styles: ClassVar[tuple[str, ...]]
    _esm = script("unpack.js")
    _code = traitlets.Bytes().tag(sync=True)
    _code_name = traitlets.Unicode().tag(sync=True)

    def __init__(self, **state: Any) -> None:
        code, name = packed_code(self.modules, self.styles)
        super().__init__(_code=code, _code_name=name, **state)


@cache  # packed when the first card of a kind is shown: a start cell needs one kind of three
def packed_code(modules: tuple[str, ...], styles: tuple[str, ...]) -> tuple[bytes, str]:
    """The code, packed, and a name that no other code has."""
    code = pack({"module": script(*modules), "style": style(*styles)})
    return code, hashlib.sha256(code).hexdigest()[:16]


def pack(data: Any) -> bytes:
    """JSON, deflated (zlib, RFC 1950)."""
    return zlib.compress(json.dumps(data).encode(), 9)


def unpack(packed: bytes) -> Any:
    """What :func:`pack` was given."""
    return json.loads(zlib.decompress(packed))
