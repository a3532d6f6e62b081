"""Opening a workbook from a stranger: looked at from outside first, then read, never run.

Before openpyxl sees anything, the archive is measured: sizes, parts, cells. Macros, links to
other files, embedded objects and document types (the way to entity bombs) are refused.
"""

from __future__ import annotations

import io
import re
import stat
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..content.problems import ContentError, Problem

MAX_BYTES = 10_000_000
MAX_UNPACKED = 40_000_000
MAX_RATIO = 200
"""Unpacked to packed size of one part over a megabyte; text reaches about 30."""
MAX_PARTS = 500
MAX_SHEETS = 30
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELLS = 60_000
_SMALL_PART = 2_000_000
"""Every part that is neither a sheet nor the shared texts."""

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]+)([0-9]+)")
_ROW_PLACE = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"']()([0-9]+)")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_OUTSIDE = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*TargetMode=[\"']External[\"'][^>]*>")
_ACTIVE = {
    "vbaproject": "macros",
    "externallinks/": "links to other files",
    "embeddings/": "embedded objects",
    "activex/": "controls that run code",
    "connections.xml": "connections to other places",
    "querytables/": "connections to other places",
    "macrosheets/": "macros",
    "customui/": "buttons that run code",
    "oleobject": "embedded objects",
}


def read_bytes(file: Path) -> bytes:
    """The workbook's bytes. Raises :class:`ContentError` for what is too big or no file."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise _refused(file.name, "cannot be read: this is not a file")
        with file.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(file.name, f"cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise _refused(file.name, f"the file is larger than {MAX_BYTES:,} bytes")
    return data


@contextmanager
def open_workbook(data: bytes, label: str) -> Iterator[Any]:
    """An openpyxl workbook, read row by row. Raises :class:`ContentError` with one sentence."""
    from openpyxl import load_workbook

    _inspect(data, label)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, we read nothing
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = len(book.sheetnames)
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise _refused(label, _DAMAGED.format(type(error).__name__)) from error
    try:
        if sheets > MAX_SHEETS:
            raise _refused(label, f"the workbook has {sheets} sheets; at most {MAX_SHEETS}")
        yield book
    finally:
        book.close()


_DAMAGED = "this is not a whole Excel workbook ({}); open it, save it as .xlsx, and try again"


def rows(sheet: Any, label: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet. Raises :class:`ContentError` where the file breaks off."""
    try:
        yield from sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    except Exception as error:  # see open_workbook
        raise _refused(label, _DAMAGED.format(type(error).__name__)) from error


def _inspect(data: bytes, label: str) -> None:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        message = "this is an old .xls file, or one with a password; save it as .xlsx without one"
        raise _refused(label, message)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for problem in _outside(archive):
                raise _refused(label, problem)
            for problem in _inside(archive):
                raise _refused(label, problem)
    except ContentError:
        raise
    except Exception as error:  # zipfile too raises many things: BadZipFile, zlib.error, …
        raise _refused(label, _DAMAGED.format(type(error).__name__)) from error


def _outside(archive: zipfile.ZipFile) -> Iterator[str]:
    """What the list of parts alone gives away; nothing is unpacked yet."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS:
        yield f"the workbook has {len(parts):,} parts; at most {MAX_PARTS}"
    if len({name.casefold() for name in names}) != len(names):
        yield "the workbook holds two parts of one name"
    if not any(name == "[Content_Types].xml" for name in names):
        yield "this is an archive, but no Excel workbook; save the questionnaire as .xlsx"
    for part in parts:
        lowered = part.filename.casefold()
        for mark, what in _ACTIVE.items():
            if mark in lowered:
                yield f"the workbook holds {what} ({part.filename}); save it without them as .xlsx"
        if part.flag_bits & 1:
            yield "the workbook is encrypted; save it without a password"
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"the part {part.filename} is packed in a way that .xlsx does not use"
        big = part.file_size > 1_000_000
        if big and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            yield (
                f"the part {part.filename} unpacks to {part.file_size:,} bytes from "
                f"{part.compress_size:,}; this is a trap, not a questionnaire"
            )
        if part.file_size > _SMALL_PART and not _may_be_big(part.filename):
            yield f"the part {part.filename} is larger than {_SMALL_PART:,} bytes"
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED:
        yield f"the workbook unpacks to {total:,} bytes; at most {MAX_UNPACKED:,}"


def _may_be_big(name: str) -> bool:
    ours = _SHEET.fullmatch(name) or name.casefold() == "xl/sharedstrings.xml"
    return bool(ours) or name.startswith("xl/media/")


def _inside(archive: zipfile.ZipFile) -> Iterator[str]:
    cells = 0
    for part in archive.infolist():
        if not part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            continue
        data = archive.read(part)  # zipfile stops at the size that the list of parts gave
        name = part.filename
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data:
            yield f"the part {name} is not UTF-8 text"
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            yield f"the part {name} declares a document type; no workbook needs one"
        if b"macroEnabled" in data and name == "[Content_Types].xml":
            yield "the workbook is made for macros; save it as .xlsx"
        for found in _OUTSIDE.findall(data):
            if b"relationships/hyperlink" not in found:  # an address typed into a cell
                yield f"the workbook takes something from another place ({name}); remove the link"
        if _SHEET.fullmatch(name):
            cells += len(_CELL.findall(data))
            yield from _too_wide(data, name)
        elif len(_TEXT.findall(data)) > MAX_CELLS:
            yield f"the workbook has more than {MAX_CELLS:,} texts"
    if cells > MAX_CELLS:
        yield f"the workbook has {cells:,} cells; at most {MAX_CELLS:,}"


def _too_wide(data: bytes, name: str) -> Iterator[str]:
    if len(_ROW.findall(data)) > MAX_ROWS:
        yield f"{name} has more than {MAX_ROWS:,} rows"
    for letters, digits in [*_ROW_PLACE.findall(data), *_PLACE.findall(data)]:
        column = 0
        for letter in letters.upper()[:5]:
            column = column * 26 + letter - 64
        if column > MAX_COLUMNS or len(digits) > 7 or int(digits) > MAX_ROWS:
            place = f"{letters.decode()[:10]}{digits.decode()[:10]}"
            yield (
                f"{name} has something at {place}; a questionnaire has at most {MAX_ROWS:,} rows "
                f"and {MAX_COLUMNS} columns; delete what lies outside"
            )
            return


def _refused(label: str, message: str) -> ContentError:
    return ContentError([Problem("error", label, 1, "", message, rule="sheet.file")])
