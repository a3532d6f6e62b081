"""The lab widget: a form whose controls appear once a prediction is committed.

Beside the form's messages there is ``move``: the positions of the controls, answered with what the
lab shows there. It saves nothing; the page sends a ``change`` when the movement has settled.
"""

from __future__ import annotations

from typing import Any

from ..content.counted import count
from .activity import Reply
from .form import Form
from .lab_activity import LabActivity


class LabForm(Form):
    """Shows a :class:`LabActivity`."""

    modules = ("focus.js", "paper.js", "form.js", "controls.js", "lab.js")
    styles = ("card.css", "form.css", "lab.css")
    activity: LabActivity

    def __init__(self, activity: LabActivity) -> None:
        form = activity.form
        predictions = count(sum(item.type != "note" for item in form.predict), "prediction")
        controls = count(len(form.controls), "control")
        summary = f"Lab {form.id}: {predictions}, {controls}\n{activity.sentence}"
        self._ready = False
        super().__init__(activity, summary)

    def _receive(self, widget: Any, content: dict[str, Any], buffers: Any) -> None:
        super()._receive(widget, content, buffers)
        if not self._ready and content.get("kind") == "change":
            self._ready = True  # after the reply: the next thing they press is Commit
            self.activity.prepare()

    def _answer(self, content: dict[str, Any]) -> tuple[Reply, list[bytes] | None]:
        if content.get("kind") == "move":
            return self.activity.move(content["values"], str(content.get("theme", ""))), None
        return super()._answer(content)
