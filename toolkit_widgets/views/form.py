"""The form widget: one anywidget for questionnaires, quizzes and cases.

Messages from the browser carry a number; the reply to it is sent only after the answer is on disk
(or memory is known to be all there is), so the page can tell the learner what is saved.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import traitlets

from .activity import Activity, Reply
from .packed import PackedWidget, pack
from .spec import Spec

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

_HALF = re.compile("[\ud800-\udfff]")


def sendable(data: Any) -> Any:
    """``data`` with a sign in the place of each half of an emoji, which Jupyter cannot send.

    The file keeps what was typed.
    """
    if isinstance(data, str):
        return _HALF.sub("\ufffd", data) if not data.isascii() else data
    if isinstance(data, dict):
        return {key: sendable(value) for key, value in data.items()}
    return [sendable(value) for value in data] if isinstance(data, list) else data


class Form(PackedWidget):
    """Shows an :class:`Activity`. ``results`` and ``files`` are what its buttons ask for."""

    modules = ("focus.js", "paper.js", "form.js", "controls.js", "gates.js", "review.js")
    styles = ("card.css", "form.css", "review.css")
    _spec = traitlets.Bytes().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        activity: Activity,
        summary: str,
        results: Callable[[], str] | None = None,
        live: bool = False,
        files: Callable[[str], tuple[str, str, bytes]] | None = None,
    ) -> None:
        self.activity = activity
        self.summary = summary
        self._results, self._live, self._files = results, live, files
        super().__init__(_spec=pack(activity.spec), state=self._state())
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        return self.summary

    @property
    def spec(self) -> Spec:
        """What the form looks like; it travels packed."""
        return self.activity.spec

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The state a page asks for when it opens: always the present one.

        Set without a notification, since a change is acknowledged by its own small message.
        """
        if hasattr(self, "activity") and self.comm is not None:
            self._trait_values["state"] = self._state()
        found: dict[str, Any] = super().get_state(key, drop_defaults)
        return sendable(found)

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message to the page, whatever the texts in it hold."""
        super().send(sendable(content), buffers)

    def _state(self) -> Reply:
        state = self.activity.state()
        if self._live and self._results:
            state["results"] = self._results()
        return state

    def _receive(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        number = content.get("n")
        try:
            reply, files = self._answer(content)
        except Exception as error:  # the page must hear of it, or it waits for ever
            log.exception("form %s: %s", self.activity.key, content.get("kind"))
            reply, files = {"error": f"{type(error).__name__}: {error}"}, None
        self.send({"n": number, "kind": content.get("kind"), **reply}, buffers=files)

    def _answer(self, content: dict[str, Any]) -> tuple[Reply, list[bytes] | None]:
        kind = content.get("kind")
        if kind == "change":
            reply = self.activity.change(content["changes"])
        elif kind == "check":
            reply = self.activity.check(content["item"], content["answer"])
        elif kind == "commit":
            self.activity.change(content.get("changes", {}))
            reply = self.activity.commit()
        elif kind == "review":
            about = content.get("about", "")
            reply = self.activity.review({**content, "item": about})
        elif kind == "hello":
            return self._state(), None
        elif kind == "results" and self._results:
            return {"results": self._results()}, None
        elif kind == "file":
            name, media, data = self._file(content["what"])
            return {"name": name, "type": media}, [data]
        else:
            return {"error": f"unknown message '{kind}'"}, None
        if self._live and self._results:
            reply["results"] = self._results()
        return reply, None

    def _file(self, what: str) -> tuple[str, str, bytes]:
        if what == "answers" or self._files is None:
            store = self.activity.store
            return store.path.name, "application/json", store.dump()
        return self._files(what)
