"""Any text that a keyboard, a clipboard or a program can bring comes back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from anywidget import AnyWidget
from jupyter_client.session import json_packer

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer
from toolkit_widgets.reports import FORMATS, build_report, write
from toolkit_widgets.store import Store, load_file
from toolkit_widgets.store.reading import MAX_BYTES
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form

from ..samples import NOW, small_course
from .faults import Record, note
from .killing import FORM, ITEMS

ONE, TWO, THREE = ITEMS[:3]
TEXTS = {
    "emoji": "🙂 👩🏽‍⚖️ 🇫🇯",
    "right to left": "שלום, \u202eabc\u202c مرحبا",
    "NUL": "a\x00b\x1b[31m\x7f",
    "half an emoji": "before \ud83d after",
    "the other half": "\udc4d",
    "not a character": "\ufffe\uffff",
    "a million combining marks": "a" + "\u0301" * 1_000_000,
    "line ends": "one\r\ntwo\rthree\u2028four\u0085",
    "as many commas as a list": "," * 200_000,
}


def form_of(folder: Path) -> Form:
    return Form(Activity(FORM, Store(FORM, folder), library(), "key"), "Form")


@pytest.mark.parametrize("name", TEXTS)
def test_it_comes_back_as_it_was(tmp_path: Path, name: str, record_property: Record) -> None:
    text = TEXTS[name]
    change: dict[str, Any] = {"kind": "change", "changes": {ONE: {"value": "none",
                              "comment": text}}}  # fmt: skip
    reply, _files = form_of(tmp_path)._answer(change)
    assert reply["saved"] is True
    store = Store(FORM, tmp_path)
    assert store.notices == []
    assert store.answers[ONE].comment == text
    note(record_property, "text", 1, 0, "")


@pytest.mark.parametrize("name", TEXTS)
def test_a_page_can_be_told_about_it(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Jupyter cannot send would stop the whole lesson from opening."""
    Store(FORM, tmp_path).put(ONE, Answer(value="none", comment=TEXTS[name]))
    form = form_of(tmp_path)
    assert json_packer(form.get_state())
    sent: list[Any] = []
    monkeypatch.setattr(AnyWidget, "send", lambda _self, content, _buffers: sent.append(content))
    form._receive(form, {"kind": "hello", "n": 1}, [])
    assert json_packer(sent)
    assert sent[0]["answers"][ONE]["comment"].startswith(
        TEXTS[name][:1].replace("\udc4d", "\ufffd")
    )


def test_a_form_that_sends_half_a_character_is_caught() -> None:
    with pytest.raises(UnicodeEncodeError):
        json_packer({"comment": TEXTS["half an emoji"]})


@pytest.mark.parametrize("to", list(FORMATS))
def test_a_report_can_be_made_of_it(tmp_path: Path, to: str) -> None:
    store = Store(FORM, tmp_path)
    short = [text[:200] for text in TEXTS.values()]
    for item, text in zip(ITEMS, short, strict=True):
        store.put(item, Answer(value="none", comment=text, evidence=text))
    assert write(build_report(FORM, store.file, small_course(), NOW), to)[0]


def test_answers_that_could_not_be_opened_again_are_not_called_saved(
    tmp_path: Path, record_property: Record
) -> None:
    store = Store(FORM, tmp_path)
    large = "x" * (MAX_BYTES // 2 - 1000)
    assert store.put(ONE, Answer(value="none", comment=large)).on_disk
    assert not store.put(TWO, Answer(value="none", comment=large + "x" * 3000)).on_disk
    assert store.trouble is not None
    assert f"Shorten '{TWO}'" in store.trouble
    said = f"In memory only. {store.trouble}."
    assert load_file(store.path).answers.keys() == {ONE}
    assert store.put(TWO, Answer(value="none", comment="short")).on_disk
    assert load_file(store.path).answers.keys() == {ONE, TWO}
    assert not list(tmp_path.glob("*.kept"))
    note(record_property, "large-file", 1, 0, said)


def test_commas_count_too(tmp_path: Path) -> None:
    """The reader bounds them; three long lists would have been saved and never opened again."""
    store = Store(FORM, tmp_path)
    saved = [store.put(i, Answer(value="none", comment="," * 200_000)).on_disk for i in ITEMS[:3]]
    assert saved == [True, True, False]
    assert Store(FORM, tmp_path).answers.keys() == {ONE, TWO}
