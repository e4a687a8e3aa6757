"""What holds for every request and answer: headers that keep a browser safe, bounds on size and time, count and log.

Stands around the application. A body that is too long, or a client that sends or reads too slowly, is let go.
"""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.server.metrics import Metrics
from flows.server.quiet import Quiet
from flows.wording import in_one_line

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # All of it is public and can be read only: any page may ask.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Location, Content-Location, Repr-Digest, Retry-After",
}
_RAW = tuple((name.lower().encode(), value.encode()) for name, value in _SAFE.items())
_ON_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
_LONGEST_BODY = 1_000_000
_TIMEOUT, _TOO_LARGE = 408, 413
_log = logging.getLogger("zhengwen.access")


class _RefusedError(HTTPException):
    """The client sends too much or too slowly; wherever this is raised, the application answers with it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, f"error: {reason}\n", {"Connection": "close"})


class _GoneError(Exception):
    """The client does not take the answer: there is nobody to tell."""


@dataclass(slots=True)
class _Exchange:
    """A request and its answer as they pass."""

    receive: Receive
    send: Send
    seconds: float
    received: int = 0
    whole: bool = False
    status: int = 0
    sent: int = 0
    began: float = field(default_factory=time.perf_counter)

    async def take(self) -> Message:
        """Receive a piece of the request; raises _RefusedError where it is late, or too much."""
        if self.whole:
            return await self.receive()
        try:
            async with asyncio.timeout(self.seconds):
                message = await self.receive()
        except TimeoutError:
            raise _RefusedError(_TIMEOUT, "the request came too slowly") from None
        self.received += len(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        if self.received > _LONGEST_BODY:
            raise _RefusedError(_TOO_LARGE, f"a request may have {_LONGEST_BODY:,} bytes")
        return message

    async def give(self, message: Message) -> None:
        """Send a piece of the answer; raises _GoneError where the client does not take it."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in _RAW if pair[0] not in given)]
        self.sent += len(message.get("body", b""))
        try:
            async with asyncio.timeout(self.seconds):
                await self.send(message)
        except TimeoutError:
            raise _GoneError from None


class Guard:
    """The application with its bounds; a client has `seconds` for each piece that it sends or takes."""

    def __init__(self, app: ASGIApp, metrics: Metrics, quiet: Quiet, seconds: float = 30.0) -> None:
        self._app, self._metrics, self._quiet, self._seconds = app, metrics, quiet, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send, self._seconds)
        try:
            with self._quiet.broken():
                await self._answer(scope, exchange)
        except _RefusedError as error:
            # Only where the application has not begun with the request.
            await PlainTextResponse(error.detail, error.status_code, error.headers)(scope, receive, exchange.give)
        except _GoneError:
            return
        finally:
            self._note(scope, exchange)

    async def _answer(self, scope: Scope, exchange: _Exchange) -> None:
        headers = dict(scope["headers"])
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            await PlainTextResponse("", 204, _ON_PREFLIGHT)(scope, exchange.take, exchange.give)
            return
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > _LONGEST_BODY:
            raise _RefusedError(_TOO_LARGE, f"a request may have {_LONGEST_BODY:,} bytes")
        await self._app(scope, exchange.take, exchange.give)

    def _note(self, scope: Scope, exchange: _Exchange) -> None:
        seconds = time.perf_counter() - exchange.began
        self._metrics.answered(scope["method"], scope["path"], exchange.status, seconds)
        client = scope["client"][0] if scope["client"] else "-"
        # Without what follows the `?`: queries may be long, and are nobody's business but the asker's.
        asked = in_one_line(f"{scope['method']} {scope['path']}")
        _log.info("%s %s %d %d %.0fms", client, asked, exchange.status, exchange.sent, seconds * 1000)
