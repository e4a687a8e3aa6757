"""The server itself: uvicorn over the application, told to whom it listens and how long it waits for slow clients."""

import asyncio
import logging
import socket
from typing import Any

import uvicorn
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


async def serve(settings: Settings, releases: Releases, listener: socket.socket) -> None:
    """Answer at `listener` with the latest of `releases`, which is open, until the process is told to end."""
    _log_to_stderr()
    config = uvicorn.Config(
        create_app(settings, releases),
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


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for name, level in (("zhengwen.access", logging.INFO), ("uvicorn.error", logging.WARNING)):
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


class _Server(uvicorn.Server):
    """Says where it listens once it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit:
            return
        for listener in sockets or []:
            host, port = listener.getsockname()[:2]
            say(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends)")
