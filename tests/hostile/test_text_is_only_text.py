"""What strangers type is shown as text, in every format of a report and in the form."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Questionnaire
from toolkit_widgets.reports import FORMATS, Report, build_report, write
from toolkit_widgets.views.spec import form_spec

from ..reports.pages import Page
from ..samples import NOW, answer_file, small_course, small_questionnaire, some_answers

TURN = "\u202egnp.exe\u202c\u2066x\u2069"
TEXTS = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{7*7}} {% include 'x' %} ${7*7}",
    "[press](javascript:alert(1)) ![p](https://x.test/p.png) <javascript:alert(1)>",
    '"><svg/onload=alert(1)>',
    f"{TURN} end",
    "a\x00b\x1b[31m",
    '=HYPERLINK("https://x.test";"press")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
]


def typed(text: str) -> Report:
    """A report in which the respondent typed the text everywhere."""
    form = small_questionnaire()
    words = {"comment": text, "evidence": text, "reason": text}
    given = {key: a.model_copy(update=words) for key, a in some_answers().items()}
    return build_report(form, answer_file(form, given, subject=text), small_course(), NOW)


def written(text: str) -> Questionnaire:
    """A questionnaire whose author wrote the text everywhere; a stranger may have."""
    data: dict[str, Any] = small_questionnaire().model_dump(by_alias=True, mode="json")
    data |= {"title": f"T {text}", "about": f"A {text}"}
    for band in data["bands"]:
        band["meaning"] = f"M {text}"
    for section in data["sections"]:
        section |= {"title": f"S {text}", "intro": f"I {text}"}
        for item in section["items"]:
            item |= {"text": f"Q {text}", "help": f"H {text}", "roles": [f"R {text}"]}
    for action in data["actions"]:
        action["text"] = f"D {text}"
    return Questionnaire.model_validate(data)


def authored(text: str) -> Report:
    form = written(text)
    return build_report(form, answer_file(form, some_answers()), small_course(), NOW)


def inactive_html(source: str) -> None:
    """No element, attribute or address that does something."""
    page = Page(source)
    assert page.tags.isdisjoint({"script", "iframe", "object", "embed", "form", "link", "base"})
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert all(value.startswith("data:") for value in page.values("src"))
    addresses = page.values("href")
    assert not [a for a in addresses if re.match(r"\s*(javascript|data|vbscript):", a, re.I)]


def steady(text: str) -> None:
    """No control character, and none that turns its neighbours around."""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert "49" not in re.findall(r"(?<![\w.#-])49(?![\w.;-])", text)  # {{7*7}} was not computed


def plain_document(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"vbaProject" not in part
            assert not re.search(rb"<w:instrText[^>]*>[^<]*(DDE|INCLUDE)", part)
            if name.endswith(".rels"):
                assert b"javascript:" not in part
            if name.endswith(".xml"):
                steady(re.sub("<[^>]*>", " ", part.decode()).replace("49", ""))


def plain_cells(content: bytes, text: str) -> None:
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    for cell in cells:
        if isinstance(cell.value, str):
            steady(cell.value.replace("49", ""))
            assert cell.quotePrefix or not cell.value.startswith(("=", "+", "-", "@"))
    if text.startswith("="):
        assert text in [cell.value for cell in cells]  # as text, whole


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("to", list(FORMATS))
@pytest.mark.parametrize("made", [typed, authored])
def test_no_report_carries_anything_active(made: Any, to: str, text: str) -> None:
    content, _type, _suffix = write(made(text), to)
    if to == "html":
        inactive_html(content.decode())
        steady(Page(content.decode()).words)
    elif to == "json":
        data = json.loads(content)
        if made is typed:
            steady(json.dumps(data["items"], ensure_ascii=False))
    else:
        plain_document(content)
        if to == "xlsx":
            plain_cells(content, text if made is typed else "")


@pytest.mark.parametrize("text", TEXTS)
def test_no_form_carries_anything_active(text: str) -> None:
    spec = form_spec(written(text), "ready", library())

    def texts(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [t for v in value.values() for t in texts(v)]
        if isinstance(value, list):
            return [t for v in value for t in texts(v)]
        return [value] if isinstance(value, str) else []

    for section in spec["sections"]:
        for one in [section["intro"], *(i[k] for i in section["items"] for k in ("html", "help"))]:
            inactive_html(one)
            steady(one.replace("\x00", "").replace("\x1b", ""))
    inactive_html(spec["intro"])
    for words in texts(spec):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", words), words
