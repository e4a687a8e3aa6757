"""The start of a server: the store of its release is made, where it is not there yet, while all else is loaded."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from flows.server.opening import Opener
from flows.server.releases import Releases, latest
from flows.settings import Settings

_BACKLOG = 1024
Serve = Callable[[Settings, Releases, socket.socket], Awaitable[None]]


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted. Raises OSError where the address is taken, and whatever opening a release raises."""
    with _listening(host, port) as listener:
        asyncio.run(_serve(settings, listener))


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens: a taken address is known before a store is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    # asyncio does it only for sockets that it makes itself. Without, the end of each answer waits 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def _serve(settings: Settings, listener: socket.socket) -> None:
    opener = Opener(settings)
    making = asyncio.create_task(opener.prepare(latest(settings.output)))
    serve = await asyncio.to_thread(_loaded)
    await making
    await serve(settings, Releases(settings.output, opener.open, opener.close), listener)


def _loaded() -> Serve:
    """Load what answers requests, which takes as long as half of the store of 100 articles."""
    from flows.server.serving import serve

    return serve
