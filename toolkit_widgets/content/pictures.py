"""Pictures beside the content: small, ours, and without anything that runs or is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

SUFFIXES = {".svg": "image/svg+xml", ".png": "image/png"}
"""Kinds of picture and their media types."""
MAX_BYTES = 600_000
"""A lesson carries its pictures inside; more makes it slow to open."""
_PNG = b"\x89PNG\r\n\x1a\n"
_RUNS = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}


def faults(file: Path) -> Iterator[str]:
    """What keeps a picture out, each as the end of a sentence that begins with its name."""
    if file.suffix not in SUFFIXES:
        yield "is neither an SVG nor a PNG"
        return
    data = file.read_bytes()
    if len(data) > MAX_BYTES:
        yield f"has {len(data):,} bytes; keep a picture under {MAX_BYTES:,}"
    elif file.suffix == ".png":
        if not data.startswith(_PNG):
            yield "is not a PNG, whatever its name says"
    else:
        yield from _svg_faults(data)


def _svg_faults(data: bytes) -> Iterator[str]:
    # a document type can declare entities that grow without end, or fetch another file
    if b"<!doctype" in data.lower() or b"<!entity" in data.lower():
        yield "declares a document type; save it as a plain SVG"
        return
    if b"<?xml-stylesheet" in data.lower():
        yield "asks for a style sheet; put the colours on the shapes"
        return
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield f"is not an SVG: {error}"
        return
    if _local(root.tag) != "svg":
        yield f"is not an SVG: it begins with <{_local(root.tag)}>"
    for node in root.iter():
        name = _local(node.tag)
        if name.lower() in _RUNS:
            yield f"holds <{name}>; a picture of this course only draws"
        if name.lower() == "style" and _fetches(node.text or ""):
            yield "points outside itself (in <style>); draw it in the picture"
        for key, value in node.attrib.items():
            yield from _attribute(name, _local(key), value)


def _attribute(name: str, key: str, value: str) -> Iterator[str]:
    if key.lower().startswith("on"):
        yield f"runs something ('{key}' on <{name}>); remove it"
    if (key.lower() in ("href", "src") and not value.strip().startswith("#")) or _fetches(value):
        yield f"points outside itself ('{key}' on <{name}>); draw it in the picture"


def _fetches(words: str) -> bool:
    """True where a style or an attribute asks for something that is not in the picture."""
    rest = re.sub(r"[\s'\"]", "", words.lower())
    return "url(" in rest.replace("url(#", "") or "@import" in rest or "javascript:" in rest


def _local(name: object) -> str:
    """A name without its namespace; comments and instructions have none."""
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""
