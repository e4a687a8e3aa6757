"""The plainest page, of what has none of its own making: all statements about a thing, property by property."""

from itertools import groupby

import pyoxigraph as ox

from flows.server.describing import described
from flows.server.pages.book import rendered
from flows.server.pages.kinds import MovedError
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.releases import Release
from flows.server.site import Site
from flows.server.statements import Reader


async def generic(site: Site, release: Release, links: Links) -> str | None:
    """Return the page of the thing at the path `links.here`; None where nothing is known of it. Raises MovedError."""
    resource = await described(release, site.iri(links.here))
    if resource is None:
        return None
    if successor := resource.successor:
        raise MovedError(successor)
    thing = ox.NamedNode(resource.iri)
    reader = Reader(site, release, links.language)
    own = [triple for triple in resource.said if triple.subject == thing]
    await reader.learn([thing, *(triple.object for triple in own), *(triple.subject for triple in resource.references)])
    parts = groupby(sorted(set(resource.said) - set(own), key=str), key=lambda triple: triple.subject)
    return rendered(
        site,
        release,
        View(links, release.catalogue),
        "resource.html",
        iri=resource.iri,
        title=reader.name(thing),
        said=reader.properties(own),
        references=reader.properties(resource.references, inverse=True),
        parts=[(subject.value, reader.properties(triples)) for subject, triples in parts],
    )
