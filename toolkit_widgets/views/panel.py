"""A card that shows words rendered in Python: the lesson's frame, an example, the route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from .navigation import runs_by_itself
from .packed import PackedWidget

Files = Callable[[str], tuple[str, str, bytes]]
Act = Callable[[str, str], str]


class Panel(PackedWidget):
    """``html`` is safe HTML; ``files(what)`` returns name, media type and bytes for a button.

    A button with ``act`` calls ``act(what, word)`` instead, and shows the sentence it returns.
    ``ask`` is a field above the buttons: its label, and what stands in it at first.
    """

    modules = ("focus.js", "paper.js", "panel.js")
    styles = ("card.css", "page.css")
    html = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode("frame").tag(sync=True)
    buttons: traitlets.List[dict[str, str]] = traitlets.List().tag(sync=True)
    ask: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)
    no_reply = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        summary: str,
        html: str,
        kind: str = "frame",
        buttons: list[dict[str, str]] | None = None,
        files: Files | None = None,
        act: Act | None = None,
        ask: dict[str, str] | None = None,
    ) -> None:
        self.summary = summary
        self._files = files
        self._act = act
        super().__init__(
            html=html, kind=kind, buttons=buttons or [], ask=ask or {}, no_reply=_no_reply()
        )
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        return self.summary

    def _receive(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        try:
            if content.get("act"):
                if self._act is not None:
                    said = self._act(str(content["what"]), str(content.get("word", ""))[:200])
                    self.send({"said": said})
                return
            if self._files is None:
                return
            name, media, data = self._files(content["what"])
        except Exception as error:  # said on the page; a silent button teaches nothing
            self.send({"error": f"{type(error).__name__}: {error}"})
            return
        self.send({"name": name, "type": media}, buffers=[data])


def _no_reply() -> str:
    by_itself = runs_by_itself()
    remedy = "Load this page again" if by_itself else "Press Start lesson at the top of the page"
    return f"The notebook does not reply. {remedy}, then try again."
