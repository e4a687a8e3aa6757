"""Who is next: a limited number of places, given in turn to the clients that wait, however many each one sends."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.server.engine import RefusedError

_LONGEST_QUEUE = 256
_UNAVAILABLE = 503


class Turns:
    """`places` at once, of which one client has `each` at most; those who wait are served client by client."""

    def __init__(self, places: int, each: int) -> None:
        self._free, self._each = places, each
        self._busy: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def load(self, client: str) -> int:
        """Return how many places `client` has or waits for."""
        return self._busy[client] + len(self._waiting.get(client, ()))

    def can_begin(self, client: str) -> bool:
        """Tell whether `client` would not have to wait."""
        return self._free > 0 and self._busy[client] < self._each

    @asynccontextmanager
    async def turn(self, client: str, patience: float) -> AsyncIterator[None]:
        """Hold a place; raises RefusedError where none is free in `patience` seconds, or too many wait already."""
        if not self.can_begin(client):
            await self._wait(client, patience)
        else:
            self._begin(client)
        try:
            yield
        finally:
            self._free += 1
            self._busy[client] -= 1
            self._busy += Counter()
            if client in self._waiting:
                self._waiting.move_to_end(client)
            self._call()

    def _begin(self, client: str) -> None:
        self._free -= 1
        self._busy[client] += 1

    async def _wait(self, client: str, patience: float) -> None:
        if sum(map(len, self._waiting.values())) >= _LONGEST_QUEUE:
            raise RefusedError(_UNAVAILABLE, "too many queries are waiting: try again later", round(patience) or 1)
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(called)
        try:
            await asyncio.wait_for(asyncio.shield(called), patience)
        except BaseException as error:
            self._leave(client, called)
            if isinstance(error, TimeoutError):
                reason = "the server was too busy with other queries: try again later"
                raise RefusedError(_UNAVAILABLE, reason, round(patience) or 1) from None
            raise

    def _leave(self, client: str, called: asyncio.Future[None]) -> None:
        """Stop waiting; a place that was given at the very moment is handed on."""
        if called.done():
            self._free += 1
            self._busy[client] -= 1
            self._call()
            return
        called.cancel()
        self._waiting[client].remove(called)
        if not self._waiting[client]:
            del self._waiting[client]

    def _call(self) -> None:
        """Give free places to those who wait, one to each client in turn."""
        for client in list(self._waiting):
            if self.can_begin(client):
                self._begin(client)
                queue = self._waiting.pop(client)
                queue.popleft().set_result(None)
                if queue:
                    self._waiting[client] = queue
