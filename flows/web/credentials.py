"""Credentials, and the answer to a server that asks for them: digest, basic or bearer (RFC 7616, 7617, 6750).

They come from the environment alone, and neither `repr` nor any message shows them.
"""

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Literal

import httpx

from flows.web.addresses import shown, travels_in_clear

Scheme = Literal["digest", "basic", "bearer"]
Flow = Generator[httpx.Request, httpx.Response, None]
_UNAUTHORIZED = 401
_TOKEN = re.compile(r"[!-~]+")


class CredentialsError(RuntimeError):
    """Credentials are missing or must not be sent; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the operator gave; any of them may be empty."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


class Answering(httpx.Auth):
    """Gives credentials in the scheme that was chosen, or else in the one that the server asks for.

    A server that is not trusted to keep them cannot talk it down: without a chosen scheme, neither password nor token
    is sent readable to another machine.
    """

    def __init__(self, credentials: Credentials, chosen: Scheme | None = None) -> None:
        self._given = credentials
        self._chosen = chosen
        self._auth: httpx.Auth | None = None
        if chosen:
            self._auth = self._by(chosen)
        elif credentials.token and not credentials.user:
            self._auth = _Bearer(credentials.token, also_readable=False)

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Send `request`; where the server asks for credentials, send it again with them."""
        if self._auth is None:
            response = yield request
            if response.status_code != _UNAUTHORIZED or self._given == Credentials():
                return
            self._auth = self._asked_for(response, request.url)
        yield from self._auth.auth_flow(request)

    def _asked_for(self, response: httpx.Response, url: httpx.URL) -> httpx.Auth:
        challenges = ",".join(response.headers.get_list("www-authenticate")).lower()
        asked: list[Scheme] = [scheme for scheme in ("digest", "bearer", "basic") if f"{scheme} " in f"{challenges} "]
        able = [scheme for scheme in asked if self._has(scheme)]
        if not able:
            wanted = " or ".join(asked) or "an unknown scheme"
            raise CredentialsError(f"{shown(url)} asks for {wanted}, for which no credentials are set")
        if able[0] == "basic" and travels_in_clear(url):
            raise CredentialsError(
                f"{shown(url)} would get the password readable on the way: use https, or say --auth basic"
            )
        return self._by(able[0], also_readable=False)

    def _has(self, scheme: Scheme) -> bool:
        return bool(self._given.token if scheme == "bearer" else self._given.user)

    def _by(self, scheme: Scheme, also_readable: bool = True) -> httpx.Auth:
        if not self._has(scheme):
            missing = "ZHENGWEN_PUSH_TOKEN" if scheme == "bearer" else "ZHENGWEN_PUSH_USER and ZHENGWEN_PUSH_PASSWORD"
            raise CredentialsError(f"--auth {scheme} needs {missing}")
        if scheme == "bearer":
            return _Bearer(self._given.token, also_readable)
        kind = httpx.DigestAuth if scheme == "digest" else httpx.BasicAuth
        return kind(self._given.user, self._given.password)


class _Bearer(httpx.Auth):
    def __init__(self, token: str, also_readable: bool) -> None:
        if not _TOKEN.fullmatch(token):
            # The error of whoever sends it would show it.
            raise CredentialsError("ZHENGWEN_PUSH_TOKEN has a character that no token has")
        self._token, self._also_readable = token, also_readable

    def auth_flow(self, request: httpx.Request) -> Flow:
        if not self._also_readable and travels_in_clear(request.url):
            raise CredentialsError(
                f"{shown(request.url)} would get the token readable on the way: use https, or say --auth bearer"
            )
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
