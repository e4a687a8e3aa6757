"""One request after the other, each tried again where that can help: requests sent twice must do no harm.

An answer that asks for patience (429, 502, 503, 504) and a broken connection are tried again, after the time that the
server names (Retry-After) or after 1, 2, 4 … seconds.
"""

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import IO, Self

import httpx

from flows import __version__
from flows.web.addresses import shown

_ATTEMPTS = 6
_LONGEST_WAIT = 300.0
_PATIENCE = frozenset({429, 502, 503, 504})
_TIMEOUT = httpx.Timeout(600.0, connect=15.0)
_EXCERPT = 4096
_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_SHOWN = 160


class CallError(RuntimeError):
    """A server does not do what is asked; the message says which server and what it answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `text` is the beginning of its body, unless that went into a file."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    text: str

    @property
    def done(self) -> bool:
        """Tell whether the server did what was asked."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    def refusal(self, unauthorized: str = "") -> CallError:
        """Return the error that this answer is, in one line; `unauthorized` says what to do where it is a 401."""
        hint = unauthorized if self.status == HTTPStatus.UNAUTHORIZED else _HINTS.get(self.status, "")
        if HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST:
            hint = f"it has moved to {self.headers.get('location', 'another place')}: give that address"
        said = " ".join(_MARKUP.sub(" ", self.text).split())
        words = hint or said[:_SHOWN] + ("…" if len(said) > _SHOWN else "")
        return CallError(
            f"{shown(self.url)} answers {self.status} {_phrase(self.status)}" + (f": {words}" if words else "")
        )


_HINTS = {
    403: "these credentials, or none, may not do this there",
    405: "it does not do this; is this the right address?",
    413: "it takes no body of this size",
}


class Caller:
    """A connection that is kept; `tell` gets a line for each wait."""

    def __init__(
        self,
        tell: Callable[[str], None],
        sleep: Callable[[float], None] = time.sleep,
        timeout: httpx.Timeout = _TIMEOUT,
    ) -> None:
        self._tell, self._sleep = tell, sleep
        self._client = httpx.Client(timeout=timeout, headers={"User-Agent": f"zhengwen/{__version__}"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._client.close()

    def call(
        self,
        method: str,
        url: httpx.URL,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        auth: httpx.Auth | None = None,
        into: IO[bytes] | None = None,
    ) -> Answer:
        """Return the answer, whatever its status; its body goes `into` a file where one is given and all is well."""
        for attempt in range(1, _ATTEMPTS + 1):
            wait: float | None = None
            try:
                answer = self._once(
                    self._client.build_request(method, url, headers=headers, content=content), auth, into
                )
                if answer.status not in _PATIENCE or attempt == _ATTEMPTS:
                    return answer
                reason, wait = f"answers {answer.status}", named_wait(answer.headers)
            except httpx.RequestError as error:
                reason = reason_of(error)
                if attempt == _ATTEMPTS or "CERTIFICATE" in reason:
                    raise CallError(f"{shown(url)} cannot be reached: {reason}") from None
            wait = min(_LONGEST_WAIT, 2.0 ** (attempt - 1) if wait is None else wait)
            self._tell(f"{shown(url)}: {reason}; again in {wait:.0f} s")
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, request: httpx.Request, auth: httpx.Auth | None, into: IO[bytes] | None) -> Answer:
        response = self._client.send(request, auth=auth, stream=True)
        try:
            if into is not None and response.is_success:
                into.seek(0)
                into.truncate()
                for block in response.iter_bytes():
                    into.write(block)
                into.seek(0)
                text = ""
            else:
                text = _beginning(response)
        finally:
            response.close()
        return Answer(request.url, response.status_code, response.headers, text)


def _beginning(response: httpx.Response) -> str:
    """Return the first characters of a body; reading what is left of it keeps the connection, if it is not too long."""
    read = b""
    for block in response.iter_bytes(_EXCERPT):
        read += block
        if len(read) > _EXCERPT:
            break
    return read[:_EXCERPT].decode(response.encoding or "utf-8", "replace")


def named_wait(headers: httpx.Headers) -> float | None:
    """Return the seconds of Retry-After, which is a number or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    with suppress(ValueError):
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    return None


def reason_of(error: httpx.RequestError) -> str:
    """Return what went wrong in one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "(unknown)"
