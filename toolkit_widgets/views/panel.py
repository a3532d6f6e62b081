"""A card that shows words rendered in Python: the lesson's frame, an example, the route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from .navigation import runs_by_itself
from .style import script, style

Files = Callable[[str], tuple[str, str, bytes]]


class Panel(anywidget.AnyWidget):
    """``html`` is safe HTML; ``files(what)`` returns name, media type and bytes for a button."""

    _esm = script("focus.js", "paper.js", "panel.js")
    _css = style("card.css", "page.css")
    html = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode("frame").tag(sync=True)
    buttons: traitlets.List[dict[str, str]] = traitlets.List().tag(sync=True)
    no_reply = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        summary: str,
        html: str,
        kind: str = "frame",
        buttons: list[dict[str, str]] | None = None,
        files: Files | None = None,
    ) -> None:
        self.summary = summary
        self._files = files
        super().__init__(html=html, kind=kind, buttons=buttons or [], no_reply=_no_reply())
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        return self.summary

    def _receive(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if self._files is None:
            return
        try:
            name, media, data = self._files(content["what"])
        except Exception as error:  # said on the page; a silent button teaches nothing
            self.send({"error": f"{type(error).__name__}: {error}"})
            return
        self.send({"name": name, "type": media}, buffers=[data])


def _no_reply() -> str:
    by_itself = runs_by_itself()
    remedy = "Load this page again" if by_itself else "Press Start lesson at the top of the page"
    return f"The notebook does not reply. {remedy}, then try again."
