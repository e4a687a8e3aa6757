"""The ontology at its own IRI, as a page or as RDF: one document for all terms, which are its parts (``#Meeting``)."""

from functools import lru_cache

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from flows import resources
from flows.server.caching import tagged
from flows.server.documents import HTML, JSONLD, NTRIPLES, PREFIX_MAP, RDFXML, SUFFIXES, TURTLE
from flows.server.negotiation import chosen

_OFFERS = (HTML, TURTLE, JSONLD, NTRIPLES, RDFXML)
_FORMATS = {
    JSONLD: ox.RdfFormat.JSON_LD,
    NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RDFXML: ox.RdfFormat.RDF_XML,
}
_NOT_ACCEPTABLE, _SEE_OTHER = 406, 303


async def ontology(request: Request) -> Response:
    """Return the ontology in the form asked for."""
    suffix = request.path_params.get("suffix")
    by_suffix = next((each for each, ending in SUFFIXES.items() if ending == f".{suffix}"), None)
    media_type = by_suffix if suffix else chosen(request.headers.get("accept", ""), _OFFERS)
    if media_type is None:
        return Response(f"there are: {', '.join(_OFFERS)}\n", _NOT_ACCEPTABLE, media_type="text/plain")
    links = [f'</ontology{ending}>; rel="alternate"; type="{each}"' for each, ending in SUFFIXES.items()]
    headers = {"Link": ", ".join(links), "Vary": "Accept"}
    if media_type == HTML:
        return RedirectResponse("/data/ontology.html", _SEE_OTHER, headers)
    return tagged(request, Response(_written(media_type), headers=headers, media_type=media_type))


@lru_cache(maxsize=8)
def _written(media_type: str) -> bytes:
    path = resources.folder("ontology") / "zhengwen.ttl"
    if media_type == TURTLE:
        return path.read_bytes()
    quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    prefixes = PREFIX_MAP if media_type == RDFXML else None
    return ox.serialize((quad.triple for quad in quads), format=_FORMATS[media_type], prefixes=prefixes) or b""
