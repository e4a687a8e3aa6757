"""Every IRI of the data answers: in HTML, Turtle, JSON-LD, N-Triples or RDF/XML, as the request asks.

``/id/KIND/KEY`` names a thing and leads (303) to the document about it, ``/KIND/KEY``, which answers in the form asked
for; ``/KIND/KEY.ttl`` and the like answer in one form. IRIs are ``{base}KIND/KEY``, whatever host serves them; terms
of the ontology and its concepts keep the IRIs of the project.
"""

from dataclasses import dataclass

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from flows.graph.vocabulary import DCTERMS, OA, PROV, RDF, XSD
from flows.server.caching import tagged
from flows.server.documents import HTML, JSONLD, NTRIPLES, RDFXML, SUFFIXES, TURTLE, written
from flows.server.negotiation import chosen
from flows.server.pages.links import Links
from flows.server.releases import Release
from flows.server.rendering import language, page
from flows.server.site import Site, served

_OFFERS = (HTML, TURTLE, JSONLD, NTRIPLES, RDFXML)
_ABOUT_IT = "CONSTRUCT { $thing ?p ?o } { $thing ?p ?o }"
_TO_IT = """CONSTRUCT { ?s ?p $thing } { SELECT ?s ?p { ?s ?p $thing } LIMIT %d }"""
_IN_ARTICLE = """CONSTRUCT { ?s ?p ?o } { GRAPH ?g { $thing a <https://w3id.org/zhengwen/ontology#Article> }
                 GRAPH ?g { ?s ?p ?o FILTER (STRSTARTS(STR(?s), CONCAT(STR($thing), "#"))) } }"""
_OF_GRAPH = "CONSTRUCT { ?s ?p ?o } { GRAPH $thing { ?s ?p ?o } }"
_MOST_REFERENCES = 500
_OFFSETS = (OA["start"], OA["end"])
_MOVED, _SEE_OTHER, _NOT_FOUND, _NOT_ACCEPTABLE = 301, 303, 404, 406


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing with all that is said of it."""

    iri: str
    said: list[ox.Triple]
    """What has it as subject, or in an article's case a part of it."""
    references: list[ox.Triple]
    """What has it as object; of very many, some."""

    @property
    def successor(self) -> str | None:
        """The IRI that stands for it since it was merged; not that of what took the place of a thing that was."""
        types = {triple.object for triple in self.said if triple.predicate == RDF["type"]}
        if types - {PROV["Entity"]}:
            return None
        replaced = (triple.object for triple in self.said if triple.predicate == DCTERMS["isReplacedBy"])
        return next((thing.value for thing in replaced if isinstance(thing, ox.NamedNode)), None)


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
        resource = await described(release, site.iri(path))
        if resource is None:
            return _unknown(request, release, media_type, site.iri(path))
        if successor := resource.successor:
            return RedirectResponse(site.path(successor) or successor, _MOVED)
        if media_type == HTML:
            return _page(request, path)
        triples = resource.said + resource.references
        response = Response(written(triples, media_type, site.base_iri), media_type=media_type)
    response.headers.update(_links(site, path, resource.iri, media_type))
    return tagged(request, response)


def _page(request: Request, path: str) -> Response:
    """Lead to the page about the thing, in the language that the browser prefers."""
    links = Links(request.app.state.site.path, language(request), path)
    return RedirectResponse(links.page(path), _SEE_OTHER, {"Vary": "Accept, Accept-Language"})


async def described(release: Release, iri: str) -> Resource | None:
    """Return what the release says of the thing `iri`, and what its ontology and description do; None for nothing."""
    try:
        thing = ox.NamedNode(iri)
    except ValueError:
        return None
    questions = release.questions
    if "/graph/" in iri:
        said = await questions.triples(_OF_GRAPH, thing=thing)
    else:
        said = await questions.triples(_ABOUT_IT, thing=thing)
    if "/article/" in iri:
        said += await questions.triples(_IN_ARTICLE, thing=thing)
    references = await questions.triples(_TO_IT % _MOST_REFERENCES, thing=thing)
    said = [*map(_restored, said), *release.catalogue.described(iri)]
    return Resource(iri, said, references) if said or references else None


def _restored(triple: ox.Triple) -> ox.Triple:
    """Return a triple as it was published: pyoxigraph's store keeps offsets as integers of no particular kind."""
    if triple.predicate not in _OFFSETS or not isinstance(triple.object, ox.Literal):
        return triple
    return ox.Triple(
        triple.subject, triple.predicate, ox.Literal(triple.object.value, datatype=XSD["nonNegativeInteger"])
    )


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
        "Vary": "Accept",
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
