"""The pages that were asked for last, as they were answered: a release does not change, so neither do they."""

from collections import OrderedDict

_MOST_BYTES = 64 << 20


class Cache:
    """Pages by release and path, as many as fit; the one that was not asked for the longest goes first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._bytes = 0

    def get(self, release: str, path: str) -> bytes | None:
        """Return the page if it is here."""
        if page := self._pages.get((release, path)):
            self._pages.move_to_end((release, path))
        return page

    def put(self, release: str, path: str, page: bytes) -> None:
        """Keep a page."""
        self._bytes += len(page) - len(self._pages.pop((release, path), b""))
        self._pages[release, path] = page
        while self._bytes > _MOST_BYTES:
            _, gone = self._pages.popitem(last=False)
            self._bytes -= len(gone)
