"""The pages that are about no single thing: start, lists, dataset."""

import asyncio
from collections.abc import Awaitable, Callable

from flows.server.drawing.bars import by_month, by_name
from flows.server.drawing.spec import Drawing, prepared
from flows.server.files import sums
from flows.server.pages.asking import Section, ask
from flows.server.pages.book import finished, rendered
from flows.server.pages.dataset import changes, described, releases
from flows.server.pages.drafts import drafted
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.releases import Release
from flows.server.search.index import KINDS, LIST
from flows.server.site import Site

Make = Callable[[Site, Release, Links], Awaitable[str | None]]
"""What makes a page."""
_SHOWN = ("Article", "Event", "Person", "Organization", "Document", "Directive", "PolicyTerm")
_DIGITS = 9


async def start(site: Site, release: Release, links: Links) -> str:
    """Return the start: what is in here, the newest meetings, activity over time."""
    view = View(links, release.catalogue)
    found = await ask(release.questions, ("start/newest", "start/activity", "start/bodies"))
    counts = described(release.folder).counts
    shown = [(name, counts[name]) for name in _SHOWN if name in counts]
    graphics = _graphics(found, view.language)
    return await finished(drafted(site, release, view, "start.html", found=found, counts=shown, **graphics))


def _graphics(found: dict[str, Section], language: str) -> dict[str, Drawing | None]:
    months = [(row["month"], int(row["count"])) for row in found["activity"].rows]
    bodies = [(row["bodyName"], int(row["count"])) for row in found["bodies"].rows]
    titles = {name: section.query.titles[language] for name, section in found.items()}
    return {
        "month_bars": prepared(by_month(months), titles["activity"]) if months else None,
        "body_bars": prepared(by_name(bodies), titles["bodies"]) if bodies else None,
    }


async def listed(site: Site, release: Release, links: Links) -> str | None:
    """Return the page ``list/KIND/NUMBER`` of all things of a kind; None where there is none."""
    _, kind, number = (*links.here.split("/"), "", "")[:3]
    index = await release.index()
    last = -(-await asyncio.to_thread(index.count, kind) // LIST) if kind in KINDS else 0
    at = int(number) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 0
    if not 0 < at <= last:
        return None
    hits = await asyncio.to_thread(index.things, kind, (at - 1) * LIST)
    return rendered(site, release, View(links, release.catalogue), "list.html", kind=kind, hits=hits, at=at, last=last)


async def dataset(site: Site, release: Release, links: Links) -> str:
    """Return the page about the dataset: releases, changes, quality, files, licence."""
    about = await asyncio.to_thread(described, release.folder)
    return rendered(
        site,
        release,
        View(links, release.catalogue),
        "dataset.html",
        licence=about.licence,
        quality=about.quality,
        releases=releases(release.folder),
        changes=await asyncio.to_thread(changes, release.folder),
        files=[(name, (release.folder / name).stat().st_size, digest) for name, digest in sums(release.folder).items()],
    )
