"""The server's connection to a page: each message leaves at once.

Jupyter's server leaves the web socket as the system makes it. A small message then waits until the
page has confirmed the one before (J. Nagle, RFC 896), and a page that has nothing to say confirms
late: after 40 ms on Linux, up to 200 ms on Windows. So long a saved answer would wait for its
acknowledgment, and a lab for its picture.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection without that wait; ``jupyter_server_config.json`` names it."""

    def connect(self) -> Any:
        """Called when a page has opened its web socket; gives what Jupyter's own gives."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
