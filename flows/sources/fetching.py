"""One page after the other, as a guest behaves: slowly, within bounds, what robots.txt forbids not at all.

Goes in: addresses. Comes out: pages, or a `FetchError` with the reason in one line and whether another try may help. It
follows redirects itself, each to an address that is checked anew, and asks servers again that ask for patience.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from flows import __version__
from flows.articles.decoding import MAX_BYTES
from flows.sources.markup import text_of
from flows.sources.pace import Pace
from flows.sources.robots import Robots
from flows.web.caller import named_wait, reason_of
from flows.web.guarded import GuardedTransport, Origin, RefusedError, checked, origin

AGENT = f"zhengwen/{__version__}"
_ATTEMPTS = 4
_HOPS = 6
_LONGEST_WAIT = 120.0
_PATIENCE = frozenset({429, 502, 503, 504})
_PASSING = frozenset({408, 425, 500}) | _PATIENCE
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
ANSWER_SECONDS = 60.0
"""How long one answer may take, to its last byte."""
_BLOCK = 65_536
_NO_PAGE = ("image/", "video/", "audio/", "font/", "application/pdf", "application/msword", "application/vnd.",
            "application/zip", "application/x-rar")  # fmt: skip


class FetchError(RuntimeError):
    """A page was not got; `may_pass`: another try may get it; `gone`: the server knows no such page.

    `layout`: there is a page, but not what its source says is on it.
    """

    def __init__(self, reason: str, *, may_pass: bool = False, gone: bool = False, layout: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.may_pass, self.gone, self.layout = reason, may_pass, gone, layout


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page, to ask later whether it has changed."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return them as a request has them."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as received, or word that it is as it was: then it is empty."""

    url: str
    """The address where it was found, after redirects."""
    raw: bytes
    content_type: str = ""
    validators: Validators = Validators()
    unchanged: bool = False


class Fetcher:
    """Gets pages for one source; the operator named the `trusted` origins, `tell` gets a line for each wait.

    Fetchers that work side by side share one `pace`, so that no host is asked more often than it should be.
    """

    def __init__(
        self,
        trusted: frozenset[Origin],
        tell: Callable[[str], None],
        *,
        delay: float,
        pace: Pace | None = None,
        seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._trusted, self._tell, self._delay = trusted, tell, delay
        self._pace = pace or Pace()
        self._robots: dict[Origin, Robots | FetchError] = {}
        self._client = httpx.Client(
            transport=GuardedTransport(trusted, seconds),
            headers={"User-Agent": AGENT, "Accept-Language": "zh-CN,zh;q=0.9"},
            timeout=httpx.Timeout(20.0, connect=15.0),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, address: str, validators: Validators = Validators()) -> Page:
        """Return the page at `address`; raises FetchError."""
        page = self._follow(address, validators.headers(), obey=True)
        if isinstance(page, FetchError):
            raise page
        return page

    def _follow(self, address: str, headers: dict[str, str], *, obey: bool) -> Page | FetchError:
        """Return the page at `address` or where it has gone, or why there is none."""
        visited: list[httpx.URL] = []
        target: str | httpx.URL = address
        try:
            while len(visited) < _HOPS:
                url = checked(target, self._trusted)
                if visited.count(url) > 1:  # once again is common: with the cookie that was set
                    return FetchError("redirects in a circle")
                visited.append(url)
                if obey:
                    self._obey(url)
                found = self._patiently(url, headers)
                if not isinstance(found, httpx.URL):
                    return found
                target = found
        except RefusedError as error:
            where = f"redirects to {target}: " if target != address else ""
            return FetchError(f"not asked for: {where}{error}")
        except FetchError as error:
            return error
        return FetchError(f"redirects more than {_HOPS - 1} times")

    def _obey(self, url: httpx.URL) -> None:
        """Raise FetchError where robots.txt forbids `url`, or could not be read: then nothing is allowed."""
        where = origin(url)
        if where not in self._robots:
            robots = str(url.copy_with(raw_path=b"/robots.txt"))
            found = self._follow(robots, {}, obey=False)
            if isinstance(found, FetchError) and found.may_pass:
                self._robots[where] = FetchError(f"robots.txt: {found.reason}", may_pass=True)
            else:
                self._robots[where] = Robots(b"" if isinstance(found, FetchError) else found.raw, AGENT)
        rules = self._robots[where]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.allows(str(url)):
            raise FetchError("robots.txt forbids it")

    def _patiently(self, url: httpx.URL, headers: dict[str, str]) -> Page | httpx.URL:
        """Return the answer to one request, or where it redirects to; raises FetchError after some attempts."""
        for attempt in range(1, _ATTEMPTS + 1):
            self._pace.wait(url.host, max(self._delay, self._crawl_delay(url)))
            wait: float | None = None
            try:
                response = self._client.send(self._client.build_request("GET", url, headers=headers), stream=True)
                try:
                    if response.status_code not in _PATIENCE:
                        return self._answer(response)
                    reason, wait = f"answers {response.status_code}", named_wait(response.headers)
                finally:
                    response.close()
            except httpx.HTTPError as error:
                reason = _in_words(error)
            wait = 2.0 ** (attempt - 1) if wait is None else wait
            if attempt == _ATTEMPTS or wait > _LONGEST_WAIT:
                break
            self._tell(f"{url}: {reason}; again in {wait:.0f} s")
            self._pace.sleep(wait)
        raise FetchError(reason, may_pass=True)

    def _crawl_delay(self, url: httpx.URL) -> float:
        rules = self._robots.get(origin(url))
        return rules.delay if isinstance(rules, Robots) else 0.0

    def _answer(self, response: httpx.Response) -> Page | httpx.URL:
        """Return what an answer says; raises FetchError where it is no page."""
        status, kind = response.status_code, response.headers.get("content-type", "").strip().lower()
        if status in _REDIRECTS and "location" in response.headers:
            return _target(response)
        validators = Validators(response.headers.get("etag", ""), response.headers.get("last-modified", ""))
        if status == httpx.codes.NOT_MODIFIED:
            return Page(str(response.url), b"", kind, validators, unchanged=True)
        if status != httpx.codes.OK:
            raise FetchError(f"answers {status}", may_pass=status in _PASSING, gone=status in _GONE)
        if kind.startswith(_NO_PAGE):
            raise FetchError(f"{kind.split(';')[0]}, not a page")
        return Page(str(response.url), _read(response), kind, validators)


def _target(response: httpx.Response) -> httpx.URL:
    """Return where an answer redirects to."""
    raw = next(value for name, value in response.headers.raw if name.lower() == b"location")
    try:
        # Some servers write Chinese characters there, as they stand in their own encoding.
        location = text_of(raw).strip()
        return response.url.join(location)
    except (httpx.InvalidURL, ValueError):
        raise FetchError("redirects to what is no address") from None


def _read(response: httpx.Response) -> bytes:
    """Return the body; what is longer than an article may be is not read to its end."""
    said = response.headers.get("content-length", "")
    read = bytearray()
    if not (said.isascii() and said.isdigit() and int(said) > MAX_BYTES):
        for block in response.iter_bytes(_BLOCK):
            read += block
            if len(read) > MAX_BYTES:
                break
        else:
            return bytes(read)
    raise FetchError(f"more than the {MAX_BYTES:,} bytes that are read")


def _in_words(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.DecodingError):
        return "its compression is broken"
    return reason_of(error) if isinstance(error, httpx.RequestError) else type(error).__name__
