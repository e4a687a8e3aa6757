"""A transport for addresses that came from others: never into the operator's own network, and never without end.

A page may link or redirect to anything, to a router or a database of the operator among them. So each name is looked up
here, each address that it has is checked, and the connection goes to an address that was checked: a name cannot mean
something else a moment later. And a server that sends a byte a second ends when the time for one answer is over.
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from typing import Any, cast

import httpcore
import httpx

_NAT64 = IPv6Network("64:ff9b::/96")
_WEB_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024
_DEFAULT_PORTS = {"http": 80, "https": 443}
_KINDS: dict[type[Exception], type[httpx.TransportError]] = {
    httpcore.TimeoutException: httpx.TimeoutException,
    httpcore.NetworkError: httpx.NetworkError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
    httpcore.ProtocolError: httpx.ProtocolError,
}
Origin = tuple[str, int]
"""Host and port."""


class RefusedError(RuntimeError):
    """An address that may not be called; the message says why."""


def origin(url: httpx.URL) -> Origin:
    """Return host and port of `url`."""
    return url.raw_host.decode("ascii").lower(), url.port or _DEFAULT_PORTS.get(url.scheme, 0)


def checked(text: str | httpx.URL, trusted: frozenset[Origin]) -> httpx.URL:
    """Return `text` as a URL without fragment that may be asked for; raises RefusedError."""
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(f"no URL: {error}") from None
    if url.scheme not in _DEFAULT_PORTS or not url.host:
        raise RefusedError(f"no http(s) address: {url.scheme or 'nothing'}:")
    if url.userinfo:
        raise RefusedError("an address with a user or password in it")
    host, port = origin(url)
    if port < _FIRST_FREE_PORT and port not in _WEB_PORTS and (host, port) not in trusted:
        raise RefusedError(f"port {port} is none of a web server")
    return url


def is_public(address: str) -> bool:
    """Tell whether an IP address, and the one that it may be translated to, is on the open internet."""
    ip = ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (ip, *_within(ip)))


def _within(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """Yield the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv6Address):
        yield from (inner for inner in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if inner)
        if ip in _NAT64:
            yield IPv4Address(int(ip) & 0xFFFFFFFF)


class GuardedTransport(httpx.BaseTransport):
    """Connects to public addresses, and to the `trusted` origins, which the operator has named."""

    def __init__(self, trusted: frozenset[Origin], seconds: float, verify: SSLContext | None = None) -> None:
        self._backend = _Backend(trusted, seconds)
        context = verify or httpx.create_ssl_context()
        # No connection is kept: each is to an address that was checked for this request.
        self._pool = httpcore.ConnectionPool(context, max_keepalive_connections=0, network_backend=self._backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`; raises RefusedError where it may not be sent."""
        self._backend.begin()
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        with _as_httpx(request):
            answer = self._pool.handle_request(
                httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
            )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer, request), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, its errors named as httpx names them."""

    def __init__(self, answer: httpcore.Response, request: httpx.Request) -> None:
        self._answer, self._request = answer, request

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx(self._request):
            yield from cast(Iterable[bytes], self._answer.stream)

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _as_httpx(request: httpx.Request) -> Iterator[None]:
    try:
        yield
    except tuple(_KINDS) as error:
        kind = next(ours for theirs, ours in _KINDS.items() if isinstance(error, theirs))
        raise kind(str(error), request=request) from error


class _Backend(httpcore.NetworkBackend):
    """Looks names up, checks the addresses, and connects to one of those."""

    def __init__(self, trusted: frozenset[Origin], seconds: float) -> None:
        self._trusted, self._seconds = trusted, seconds
        self._until = 0.0
        self._real = httpcore.SyncBackend()

    def begin(self) -> None:
        """Begin to count the time of one answer."""
        self._until = time.monotonic() + self._seconds

    def left(self, timeout: float | None) -> float:
        """Return how long to wait for the next bytes; raises where the time is over."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"not done after {self._seconds:.0f} seconds")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers."""
        failure: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._real.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Timed(stream, self.left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of `host`; raises RefusedError where one of them is not public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not found: {getattr(error, 'strerror', '') or error}") from None
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if (host.lower(), port) not in self._trusted:
            for address in addresses:
                if not is_public(address):
                    raise RefusedError(f"{host} is {address}, an address of a private network")
        return addresses


class _Timed(httpcore.NetworkStream):
    """A connection on which no wait is longer than what `left` of the time for the answer."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
