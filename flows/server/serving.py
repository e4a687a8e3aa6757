"""The server itself: uvicorn over the application, told to whom it listens and how long it waits for slow clients."""

import asyncio
import logging
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from flows.progress import say
from flows.server.app import create_app
from flows.server.releases import Releases
from flows.settings import Settings

_KEEP_ALIVE_SECONDS = 15
_HEAD_SECONDS = 20
"""How long a client may take to send the head of a request, the wait for a further one included."""
_STOP_SECONDS = 10
_MOST_CONNECTIONS = 1000
_UVICORN = "uvicorn.error"


async def serve(settings: Settings, releases: Releases, listener: socket.socket) -> None:
    """Answer at `listener` until the process is told to end. Raises whatever opening the latest of `releases` does."""
    _log_to_stderr()
    app = _Remembering(create_app(settings, releases))
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    await _Server(config).serve([listener])
    if app.error:
        raise app.error


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    # What goes wrong while the server starts is raised, and told in a line by the command.
    for name, level in (("zhengwen.access", logging.INFO), (_UVICORN, logging.CRITICAL)):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, but not for ever with who opens a connection and sends no whole request."""

    head_seconds: float = _HEAD_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait_for_head()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._wait_for_head()

    def _wait_for_head(self) -> None:
        self.loop.call_later(self.head_seconds, self._close_unless_asked, self.cycle)

    def _close_unless_asked(self, before: Any) -> None:
        if self.cycle is before and not self.transport.is_closing():
            self.transport.close()


class _Remembering:
    """The application, and the error that kept it from starting, if one did."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.error: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            if scope["type"] == "lifespan":
                self.error = error
            raise


class _Server(uvicorn.Server):
    """Says where it listens once it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit:
            return
        logging.getLogger(_UVICORN).setLevel(logging.WARNING)
        for listener in sockets or []:
            host, port = listener.getsockname()[:2]
            say(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends)")
