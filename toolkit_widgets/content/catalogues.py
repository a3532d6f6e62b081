"""gettext catalogues beside the content: ``locale/<language>.po`` for people, ``.mo`` compiled.

A message's context is the string id, its msgid the English, so translators see both and every
tool of theirs can open the file.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from .problems import ContentError, Problem
from .translate import Catalogue

FOLDER = "locale"
MAX_BYTES = 20_000_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi", "dv", "ckb"})


def is_language(code: str) -> bool:
    """Whether ``code`` looks like a language code and can be part of a file name."""
    return bool(_LANGUAGE.fullmatch(code))


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as HTML wants it."""
    return "rtl" if re.split("[-_]", language)[0].lower() in RIGHT_TO_LEFT else "ltr"


def languages(content: Path) -> list[str]:
    """English, and every language with a catalogue beside the file ``content``."""
    found = {f.stem for f in (content.parent / FOLDER).glob("*.[mp]o") if is_language(f.stem)}
    return ["en", *sorted(found - {"en"})]


def read_catalogue(content: Path, language: str) -> Catalogue:
    """The catalogue of ``language`` beside ``content``; the ``.po`` wins where both are there.

    Raises :class:`ContentError` where there is none, or where it cannot be read.
    """
    for suffix in (".po", ".mo"):
        file = content.parent / FOLDER / f"{language}{suffix}"
        if is_language(language) and file.is_file():
            return _read(file)
    there = ", ".join(languages(content))
    message = f"there is no catalogue for the language '{language}'; there is {there}"
    raise ContentError([Problem("error", content.name, 1, "", message, found=language)])


def _read(file: Path) -> Catalogue:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
        with file.open("rb") as stream:
            if file.suffix == ".po":
                catalog = read_po(stream, abort_invalid=True)
            else:
                catalog = read_mo(stream)
    except (PoFileError, ValueError, OSError, UnknownLocaleError, IndexError, EOFError) as error:
        message = f"this catalogue cannot be read: {error}"
        raise ContentError([Problem("error", file.name, 1, "", message)]) from error
    except Exception as error:  # struct.error and the like, from a damaged .mo
        message = f"this catalogue is damaged: {error}"
        raise ContentError([Problem("error", file.name, 1, "", message)]) from error
    return {
        _context(m.context): (m.id, m.string)
        for m in catalog
        if m.context and isinstance(m.id, str) and isinstance(m.string, str) and m.string
    }


def _context(found: str | bytes) -> str:
    """Babel leaves the context of a compiled message as bytes."""
    return found.decode() if isinstance(found, bytes) else found


def write_catalogues(catalogue: Catalogue, language: str) -> tuple[bytes, bytes]:
    """The ``.po`` and the ``.mo``. The same catalogue always gives the same bytes."""
    catalog = Catalog(charset="utf-8", fuzzy=False, header_comment="")
    catalog.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Language", language),
    ]
    for string_id, (english, text) in catalogue.items():
        message = catalog.add(english, text, context=string_id)
        message.flags.discard("python-format")  # "80 % of" is no place for a value
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=0, omit_header=True)
    write_mo(mo, catalog)
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    header += (
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + po.getvalue(), mo.getvalue()
