"""What travels to a page is small, and is the same when it is unpacked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.questions import questionnaire
from tests.frames import readable
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Questionnaire
from toolkit_widgets.store import Store
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form
from toolkit_widgets.views.lab import LabForm
from toolkit_widgets.views.packed import PackedWidget, pack, packed_code, unpack
from toolkit_widgets.views.panel import Panel

WIDGETS: list[type[PackedWidget]] = [Form, LabForm, Panel]


def code(widget: type[PackedWidget]) -> bytes:
    return packed_code(widget.modules, widget.styles)[0]


@pytest.mark.parametrize("widget", WIDGETS)
def test_code_and_style_travel_packed(widget: type[PackedWidget]) -> None:
    found = unpack(code(widget))
    assert found["module"].count("export default") == 1
    assert "\n//" not in found["module"]
    assert ".tk-card" in found["style"]
    assert len(code(widget)) < 0.35 * len(json.dumps(found))
    assert "tk-card" not in str(widget._esm)


def test_each_kind_has_a_name_of_its_own() -> None:
    names = {packed_code(widget.modules, widget.styles)[1] for widget in WIDGETS}
    assert len(names) == len(WIDGETS)
    panel = Panel("A panel", "<p>Words</p>")
    assert (panel._code, panel._code_name) == packed_code(Panel.modules, Panel.styles)


def test_a_form_travels_packed_and_whole(tmp_path: Path) -> None:
    form = Questionnaire.model_validate(questionnaire(100))
    activity = Activity(form, Store(form, tmp_path), library(), "key")
    widget = Form(activity, "A form")
    assert unpack(widget._spec) == json.loads(json.dumps(activity.spec)) == widget.spec
    assert len(widget._spec) < 6_000
    sent = widget.get_state()
    assert {"_code", "_code_name", "_spec", "state"} <= sent.keys()
    assert "spec" not in sent


def test_the_watch_of_the_browser_tests_reads_what_is_packed() -> None:
    """Else a key that travels packed would not be seen there."""
    frame = b"\x03\x00" + b'{"kind": "x\xda"}' + pack({"say": "SECRET"}) + pack(["ALSO"]) + b"end"
    assert "SECRET" not in frame.decode("utf-8", "replace")
    text = readable(frame)
    assert "SECRET" in text
    assert "ALSO" in text
    assert text.startswith(frame.decode("utf-8", "replace"))
