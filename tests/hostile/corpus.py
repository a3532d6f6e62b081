"""Broken and hostile files, made anew each time, and what must be said of each.

Run as a script to look at them: ``python -m tests.hostile.corpus FOLDER``.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from toolkit_widgets.content.parse import parse_text
from toolkit_widgets.exchange.sheet import to_xlsx
from toolkit_widgets.models import Questionnaire

from ..content.small_forms import QUESTIONNAIRE

FORM = QUESTIONNAIRE
ANSWERS: dict[str, Any] = {
    "format": "toolkit-answers/1",
    "content": {"kind": "questionnaire", "id": "ready", "version": "2.0.0", "sha256": "0"},
    "answers": {"rules": {"value": "some"}},
}


@dataclass(frozen=True)
class Hostile:
    """One file. ``place``: a line or a cell; ``near``: what is meant or allowed instead."""

    name: str
    data: bytes
    says: str
    place: str = ""
    near: str = ""


# -- YAML ------------------------------------------------------------------------------------------


def changed(old: str, new: str) -> bytes:
    """The small questionnaire with a change."""
    assert old in FORM
    return FORM.replace(old, new, 1).encode("utf-8", "surrogatepass")


def line_of(text: str) -> str:
    """The line on which a text of the small questionnaire first stands."""
    return str(FORM[: FORM.index(text)].count("\n") + 1)


def yaml_files() -> list[Hostile]:
    """Content files."""
    bomb = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))
    title = line_of("title: Are you")
    return [
        Hostile("empty", b"", "the file is empty", "1"),
        Hostile("only-comment", b"# nothing\n", "the file is empty", "1"),
        Hostile("alias-bomb", f"a0: &a0 [x, x]\n{bomb}".encode(), "an alias (*) is not allowed",
                "2"),
        Hostile("deep-flow", b"a: " + b"[" * 200_000, "levels deep", "1"),
        Hostile("deep-block", "".join(f"{' ' * n}a:\n" for n in range(300)).encode(), "levels deep",
                "62"),
        Hostile("many-parts", b"- a\n" * 300_000, "more than 200,000 parts"),
        Hostile("many-keys", b"a: 1\n" * 300_000, "more than 200,000 parts"),
        Hostile("many-problems", b"schema: x\n" + b"".join(b"k%d: 1\n" % n for n in range(50_000)),
                "more problems; mend these first", "1"),
        Hostile("too-big", b"a: " + b"x" * 5_000_001, "larger than 5,000,000 bytes", "1"),
        Hostile("long-key", b"k" * 900_000 + b": 1\n", "", "1"),
        Hostile("latin1", "title: Führung".encode("latin-1"), "not UTF-8 text at byte 8", "1"),
        Hostile("utf16", FORM.encode("utf-16"), "not UTF-8 text at byte 0", "1"),
        Hostile("nul", changed("Are you ready?", "Are\x00you"), "#x0000", title),
        Hostile("escape-code", changed("Are you ready?", "\x1b[31mred"), "#x001b", title),
        Hostile("tag", changed("title: Are", "title: !!python/object/apply:os.system"),
                "a tag (!) is not allowed", title),
        Hostile("own-tag", changed("title: Are", "title: !run"), "a tag (!) is not allowed", title),
        Hostile("anchor", changed("title: Are", "title: &a Are"), "an anchor (&)", title),
        Hostile("merge-key", changed("title: Are", "<<: {minutes: 1}\ntitle: Are"),
                "unknown key '<<'",
                title),
        Hostile("twice", changed("minutes: 10", "minutes: 10\nminutes: 11"),
                "the key 'minutes' is given twice", str(int(line_of("minutes: 10")) + 1)),
        Hostile("two-documents", FORM.encode() + b"---\na: 1\n", "a second document begins here"),
        Hostile("open-quote", changed("title: Are", "title: 'Are"), "not valid YAML"),
        Hostile("colon", changed("Are you ready?", "Are: you"), "in quotes", title),
        Hostile("tab", changed("minutes: 10", "\tminutes: 10"), "not valid YAML"),
        Hostile("list-key", b"? [a, b]\n: c\n", "a key must be a word", "1"),
        Hostile("huge-number", changed("minutes: 10", "minutes: " + "9" * 6_000), "too large",
                line_of("minutes: 10")),
        Hostile("infinity", changed("minutes: 10", "minutes: 1.0e999"), "too large",
                line_of("minutes: 10")),
        Hostile("negative", changed("minutes: 10", "minutes: -3"), "greater than or equal to 1",
                line_of("minutes: 10")),
        Hostile("unknown-key", changed("results:", "reslts:"), "unknown key 'reslts'",
                line_of("results:"), "results"),
        Hostile("wrong-type", changed("type: scale", "type: scael"), "not one of the allowed",
                line_of("type: scale"), "scale"),
        Hostile("path-as-id", changed("id: ready", "id: ../../x"), "'../../x' is not an id",
                line_of("id: ready"), "letters"),
        Hostile("path-absolute", changed("id: ready", "id: /etc/passwd"), "is not an id",
                line_of("id: ready"), "letters"),
        Hostile("path-windows", changed("id: ready", "id: C:\\x"), "is not an id",
                line_of("id: ready"), "letters"),
        Hostile("path-example", changed("[dunmore,", "[../../secret,"), "is not an id",
                line_of("[dunmore,"), "letters"),
        Hostile("code-as-condition", changed("{q: rules, at_least: 1}", "__import__('os')"),
                "must be a block", line_of("{q: rules, at_least")),
        Hostile("deep-condition", changed("{q: rules, at_least: 1}",
                "{not: " * 58 + "{q: a, is: b}" + "}" * 58), "levels deep"),
        Hostile("bands-null", changed("at_least: 2, ", "at_least: null, "), "a band needs one of",
                line_of("{id: high")),
        Hostile("words", b"just words\n", "must be a block", "1"),
    ]  # fmt: skip


# -- answers ---------------------------------------------------------------------------------------


def answers(**changes: Any) -> bytes:
    """A file of answers with changes, as JSON."""
    return json.dumps({**ANSWERS, **changes}).encode()


def json_files() -> list[Hostile]:
    """Files of answers."""
    whole = answers().decode()
    value = '"value": "some"'
    many = {f"i{n}": {"value": 1} for n in range(20_001)}

    def valued(text: str) -> bytes:
        return whole.replace(value, f'"value": {text}').encode()

    return [
        Hostile("empty", b"", "not whole JSON"),
        Hostile("cut", whole[:-20].encode(), "not whole JSON", "line 1"),
        Hostile("binary", bytes(range(256)), "not whole JSON"),
        Hostile("utf16-broken", b"\xff\xfe\x00", "not whole JSON"),
        Hostile("list", b"[1, 2]", "not a file of answers"),
        Hostile("number", b"7", "not a file of answers"),
        Hostile("other-format", answers(format="x"), "not a file of answers"),
        Hostile("long-format", answers(format="toolkit-answers/" + "9" * 100_000),
                "has the format"),
        Hostile("newer", answers(format="toolkit-answers/9"), "this edition reads", "",
                "toolkit-answers/1"),
        Hostile("nan", valued("NaN"), "NaN is not a number"),
        Hostile("infinity", valued("-Infinity"), "-Infinity is not a number"),
        Hostile("huge-float", valued("1e999"), "1e999 is too large"),
        Hostile("huge-int", valued("9" * 5_000), "5,000 digits", "", "400"),
        Hostile("twice", whole.replace(value, f"{value}, {value}").encode(),
                "the key 'value' is given twice", "value"),
        Hostile("twice-escaped", whole.replace(value, value + r', "\u0076alue": 1').encode(),
                "the key 'value' is given twice", "value"),
        Hostile("deep", valued("[" * 5_000 + "]" * 5_000), "levels deep", "", "60"),
        Hostile("deeper", b"[" * 2_000_000, "levels deep", "", "60"),
        Hostile("deep-a-little", valued("[" * 70 + "]" * 70), "levels deep", "", "60"),
        Hostile("many-answers", answers(answers=many), "20,001 answers", "answers", "20,000"),
        Hostile("many-entries", valued("[" + "0," * 600_000 + "0]"), "500,000 entries"),
        Hostile("too-big", b" " * 20_000_001, "larger than 20,000,000 bytes"),
        Hostile("surrogate-key", whole.replace('"rules"', r'"\ud800"').encode(),
                "half of a character", r"\ud800"),
        Hostile("wrong-kind", answers(content={**ANSWERS["content"], "kind": "secret"}),
                "damaged at",
                "content.kind", "questionnaire"),
        Hostile("answers-list", answers(answers=[]), "damaged at", "answers"),
        Hostile("state", whole.replace(value, f'{value}, "state": "x"').encode(), "damaged at",
                "answers.rules.state", "answered"),
        Hostile("revision", answers(revision="many"), "damaged at", "revision", "integer"),
        Hostile("null", answers(answers=None), "damaged at", "answers"),
        Hostile("zip", b"PK\x03\x04" + b"\x00" * 60, "not whole JSON"),
    ]  # fmt: skip


# -- workbooks -------------------------------------------------------------------------------------


@cache
def workbook() -> bytes:
    """The small questionnaire as a workbook."""
    return to_xlsx(parse_text(FORM, Questionnaire, "x.yaml").model)


def with_cells(**cells: Any) -> bytes:
    """The workbook with other cells: ``Items_E2=…``."""
    book = load_workbook(io.BytesIO(workbook()))
    for place, value in cells.items():
        sheet, cell = place.split("_")
        book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(
    change: Callable[[str, bytes], bytes] = lambda _name, data: data, **more: bytes
) -> bytes:
    """The workbook with parts changed, or with ``more`` parts (``__`` for a slash)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, data in more.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def in_part(name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one replacement in one part."""
    return with_parts(lambda part, data: data.replace(old, new, 1) if part == name else data)


def xlsx_files() -> list[Hostile]:
    """Workbooks."""
    sheet = "xl/worksheets/sheet4.xml"
    first = b"<sheetData>"
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    xxe = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    outside = (
        b'<Relationship Id="r9" Type="x/image" Target="http://x.test/" TargetMode="External"/>'
    )
    zeros = b"<a>" + b"0" * 30_000_000 + b"</a>"
    cells = b'<row r="9"><c r="A9"/>' + b"<c/>" * 70_000 + b"</row>"
    far = b'<row r="9"><c r="XFD9"><v>1</v></c></row>'
    deep = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    return [
        Hostile("empty", b"", "not a whole Excel workbook"),
        Hostile("text", b"id,text\n", "not a whole Excel workbook"),
        Hostile("old-xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls", "",
                ".xlsx"),
        Hostile("cut", workbook()[:-300], "not a whole Excel workbook"),
        Hostile("other-zip", _zip({"a.txt": b"x"}), "no Excel workbook", "", ".xlsx"),
        Hostile("hollow", _zip({"[Content_Types].xml": b"<Types/>"}), "not a whole Excel workbook"),
        Hostile("bomb", with_parts(xl__worksheets__sheet99_dot_xml=zeros), "this is a trap",
                "sheet99.xml"),
        Hostile("bomb-big", _zip({"[Content_Types].xml": b"", **{
            f"xl/media/{n}.png": bytes(1_000_000) for n in range(60)}}), "unpacks to 60,000,000"),
        Hostile("many-parts", _zip({"[Content_Types].xml": b"", **{
            f"a{n}": b"" for n in range(600)}}), "601 parts", "", "500"),
        Hostile("macros", with_parts(xl__vbaProject_dot_bin=b"x"), "macros", "vbaProject", ".xlsx"),
        Hostile("macro-type", in_part("[Content_Types].xml", b"spreadsheetml.sheet.main",
                b"spreadsheetml.sheet.macroEnabled.main"), "made for macros", "", ".xlsx"),
        Hostile("external", with_parts(xl__externalLinks__externalLink1_dot_xml=b"<a/>"),
                "links to other files", "externalLink1"),
        Hostile("outside", in_part("xl/_rels/workbook.xml.rels", b"</Relationships>",
                outside + b"</Relationships>"), "from another place", "workbook.xml.rels"),
        Hostile("embedded", with_parts(xl__embeddings__oleObject1_dot_bin=b"x"),
                "embedded objects"),
        Hostile("entities", in_part(sheet, b"<worksheet", entity + b"<worksheet"),
                "declares a document type", "sheet4.xml"),
        Hostile("xxe", in_part("xl/workbook.xml", b"<workbook", xxe + b"<workbook"),
                "declares a document type", "workbook.xml"),
        Hostile("utf16-part", with_parts(lambda name, data: data.decode().encode("utf-16")
                if name == sheet else data), "is not UTF-8", "sheet4.xml"),
        Hostile("many-cells", in_part(sheet, first, first + cells), "cells; at most"),
        Hostile("far-column", in_part(sheet, b"</sheetData>", far + b"</sheetData>"),
                "something at XFD9", "XFD9", "100 columns"),
        Hostile("far-row", in_part(sheet, b"</sheetData>", deep + b"</sheetData>"),
                "1048576", "1048576", "5,000 rows"),
        Hostile("not-xml", in_part(sheet, first, b"<sheetData"), "not a whole Excel workbook"),
        Hostile("wrong-text-number", in_part(sheet,
                b't="inlineStr"><is><t>section</t></is>', b't="s"><v>99999</v>'),
                "not a whole Excel workbook"),
        Hostile("formula", with_cells(Items_E2='=HYPERLINK("http://x.test")'), "is a formula",
                "Items!E2", "a value"),
        Hostile("webservice", with_cells(About_B4="=WEBSERVICE(1)"), "is a formula", "About!B4",
                "a value"),
        Hostile("path-as-id", with_cells(About_B2="../../x"), "is not an id", "About!B2",
                "letters"),
        Hostile("wrong-type", with_cells(Items_D2="scael"), "not one of", "Items!D2", "scale"),
        Hostile("date", with_cells(Items_E2=__import__("datetime").datetime(2026, 3, 1)),
                "this is a date", "Items!E2", "text"),
        Hostile("number-as-id", with_cells(Items_C2=7), "this must be text", "Items!C2", "text"),
        Hostile("code-as-condition", with_cells(Items_G2="__import__('os').system('x')"),
                "cannot be read", "Items!G2", "track.choice is lead"),
        Hostile("deep-condition", with_cells(Items_G2="not(" * 900), "levels deep", "Items!G2"),
        Hostile("no-item", with_cells(Refs_A2="ruls"), "there is no item 'ruls'", "Refs!A2",
                "rules"),
        Hostile("column", with_cells(Items_E1="txet"), "unknown column 'txet'", "Items!E1", "text"),
    ]  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@cache
def corpus() -> dict[str, Hostile]:
    """Every file by the name it is given: ``yaml/alias-bomb.yaml``."""
    kinds = (("yaml", yaml_files()), ("json", json_files()), ("xlsx", xlsx_files()))
    return {f"{kind}/{one.name}.{kind}": one for kind, files in kinds for one in files}


if __name__ == "__main__":
    for name, one in corpus().items():
        target = Path(sys.argv[1], name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(one.data)
