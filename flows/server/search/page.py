"""The page of search: what is typed, by kind, and a page of hits."""

import asyncio
import re
from urllib.parse import urlencode

from flows.server.pages.book import rendered
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.releases import Release
from flows.server.search.index import KINDS, PAGE, Found
from flows.server.site import Site

_MOST_PAGES = 999
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,2}")


async def search(site: Site, release: Release, links: Links, typed: str, kind: str, number: str) -> str:
    """Return the page `number`, counted from 1, of what is found for `typed`."""
    kind = kind if kind in KINDS else ""
    at = int(number) if _PAGE_NUMBER.fullmatch(number) else 1
    index = await release.index()
    found = await asyncio.to_thread(index.find, typed, kind, (at - 1) * PAGE)
    total = found.kinds.get(kind, 0) if kind else sum(found.kinds.values())

    def address(**changed: str) -> str:
        asked = {"q": typed, "kind": kind} | changed
        return f"{links.page('search')}?{urlencode({name: value for name, value in asked.items() if value})}"

    return rendered(
        site,
        release,
        View(links, release.catalogue),
        "search.html",
        asked=typed,
        kind=kind,
        total=total,
        found=_in_order(found),
        address=address,
        previous=address(page=str(at - 1)) if at > 1 else "",
        next=address(page=str(at + 1)) if at * PAGE < total and at < _MOST_PAGES else "",
    )


def _in_order(found: Found) -> Found:
    return Found(found.hits, {kind: found.kinds[kind] for kind in KINDS if kind in found.kinds})
