"""The server itself: uvicorn over the application, with what keeps slow and greedy clients within bounds."""

import socket

import uvicorn

from flows.progress import say
from flows.server.app import create_app
from flows.settings import Settings

_KEEP_ALIVE_SECONDS = 15
_STOP_SECONDS = 10
_BACKLOG = 256


def run(settings: Settings, host: str, port: int) -> None:
    """Serve at `host` and `port` until interrupted. Raises OSError where the address is taken."""
    config = uvicorn.Config(
        create_app(settings),
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    with _listening(host, port) as listener:
        _Server(config).run([listener])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens: a taken address is known before a store is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


class _Server(uvicorn.Server):
    """Says where it listens once it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or []:
            host, port = listener.getsockname()[:2]
            say(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends)")
