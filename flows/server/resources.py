"""Every IRI of the data answers: in HTML, Turtle, JSON-LD, N-Triples or RDF/XML, as the request asks.

``/id/KIND/KEY`` names a thing and leads (303) to the document about it, ``/KIND/KEY``, which answers in the form asked
for; ``/KIND/KEY.ttl`` and the like answer in one form. IRIs are ``{base}KIND/KEY``, whatever host serves them; terms
of the ontology and its concepts keep the IRIs of the project.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from flows.graph.vocabulary import RDF
from flows.server.caching import tagged
from flows.server.describing import described
from flows.server.documents import HTML, JSONLD, NTRIPLES, RDFXML, SUFFIXES, TURTLE, written
from flows.server.negotiation import chosen
from flows.server.pages.kinds import MovedError
from flows.server.pages.links import Links
from flows.server.pages.shelf import Shelf
from flows.server.releases import Release
from flows.server.rendering import language, page
from flows.server.site import Site, served

_OFFERS = (HTML, TURTLE, JSONLD, NTRIPLES, RDFXML)
_MOVED, _SEE_OTHER, _NOT_FOUND, _NOT_ACCEPTABLE = 301, 303, 404, 406


async def see_document(request: Request) -> Response:
    """Lead from the name of a thing to the document about it."""
    # Two slashes at the start would be the name of another host.
    path = served(request).removeprefix("id/").lstrip("/")
    return RedirectResponse(f"/{path}", _SEE_OTHER, {"Vary": "Accept"})


async def document(request: Request) -> Response:
    """Return the document about a thing, in the form asked for."""
    site: Site = request.app.state.site
    path, media_type = _asked(request)
    if media_type is None:
        return Response(f"there are: {', '.join(_OFFERS)}\n", _NOT_ACCEPTABLE, media_type="text/plain")
    async with site.releases.held() as release:
        answer = _page if media_type == HTML else _statements
        try:
            response = await answer(request, release, path, media_type)
        except MovedError as moved:
            return RedirectResponse(site.path(str(moved)) or str(moved), _MOVED)
        if response is None:
            return _unknown(request, release, media_type, site.iri(path))
    response.headers.update(_links(site, path, site.iri(path), media_type))
    return tagged(request, response)


async def _page(request: Request, release: Release, path: str, media_type: str) -> Response | None:
    """Return the page about the thing, in the language that the browser prefers."""
    shelf: Shelf = request.app.state.shelf
    made = await shelf.page(release, Links(request.app.state.site.path, language(request), path))
    return HTMLResponse(made, media_type=media_type) if made else None


async def _statements(request: Request, release: Release, path: str, media_type: str) -> Response | None:
    """Return what is said of the thing."""
    site: Site = request.app.state.site
    resource = await described(release, site.iri(path))
    if resource is None:
        return None
    if successor := resource.successor:
        raise MovedError(successor)
    return Response(written(resource.said + resource.references, media_type, site.base_iri), media_type=media_type)


def _asked(request: Request) -> tuple[str, str | None]:
    """Return the path of the thing and the form that is asked for, by the ending of the path or by negotiation."""
    path = served(request)
    for media_type, suffix in SUFFIXES.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix), media_type
    return path, chosen(request.headers.get("accept", ""), _OFFERS)


def _links(site: Site, path: str, iri: str, media_type: str) -> dict[str, str]:
    """Return the headers that lead from one form to the others, to the thing, and to the description of the dataset."""
    others = [
        f'</{path}{suffix}>; rel="alternate"; type="{other}"'
        for other, suffix in SUFFIXES.items()
        if other != media_type
    ]
    links = [f'<{iri}>; rel="canonical"', f'<{iri}>; rel="http://xmlns.com/foaf/0.1/primaryTopic"',
             '</.well-known/void>; rel="describedby"; type="text/turtle"']  # fmt: skip
    return {
        "Link": ", ".join(links + others),
        "Vary": "Accept, Accept-Language" if media_type == HTML else "Accept",
        "Content-Location": f"/{path}{SUFFIXES[media_type]}",
    }


def _unknown(request: Request, release: Release, media_type: str, iri: str) -> Response:
    """Say in the form asked for that nothing is known of `iri`."""
    if media_type == HTML:
        return page(request, release, "unknown.html", _NOT_FOUND, iri=iri)
    if media_type == JSONLD:
        return JSONResponse({"error": f"Nothing is known of {iri}"}, _NOT_FOUND, {"Vary": "Accept"}, media_type=JSONLD)
    # Without statements, but a document of its kind all the same. `--` would end a comment in XML.
    comment = (
        "<!-- Nothing is known of {} -->\n" + f'<rdf:RDF xmlns:rdf="{RDF.iri}"/>\n'
        if media_type == RDFXML
        else "# Nothing is known of {}\n"
    )
    body = comment.format(iri.replace("--", "%2D%2D") if media_type == RDFXML else iri)
    return Response(body, _NOT_FOUND, {"Vary": "Accept"}, media_type=media_type)
