"""Counts what leaves the computer and what goes wrong on the pages of one browser context."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebSocket

from tests.frames import readable

JUPYTERS_OWN = (
    # Notebook 7.6 asks for the settings of a plugin that it does not ship
    "Cannot read properties of undefined (reading 'schema')",
    # questions to the kernel that "Start lesson" restarts before they are answered
    "Canceled future for kernel_info_request message",
    "Canceled future for create_subshell_request message",
    # ipywidgets asks the new kernel for widget states and closes its channel before the reply
    "Comm not found for comm id",
    # Notebook 7 wants to show a folder that JupyterLab had open on the same server
    "Command 'filebrowser:open-path' not registered",
    # JupyterLab asks for language servers before its own server has looked for them
    "/lsp/status",
)
"""Errors that stem from Jupyter itself, as far as they were traced. Any other one fails."""


class Watch:
    """``outside``: addresses asked for that are not this computer. ``errors``: what went wrong.

    ``frames``: everything that kernels sent to the pages, as text, unpacked.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.known: list[str] = []
        self.frames: list[str] = []
        self.expected: list[str] = list(JUPYTERS_OWN)
        context.on("request", lambda request: self._address(request.url))
        context.on("weberror", lambda error: self._error(str(error.error)))
        context.on("console", self._console)
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)
        socket.on("framereceived", self._frame)

    def _frame(self, payload: str | bytes) -> None:
        self.frames.append(payload if isinstance(payload, str) else readable(payload))

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
            self.outside.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._error(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, text: str) -> None:
        known = any(part in text for part in self.expected)
        (self.known if known else self.errors).append(text)
