"""SPARQL 1.1 Protocol: the query operation by GET, by POST of a form and by POST of a query; updates are refused.

Without a query, GET answers with the description of the service. Errors are text, with the place in the query.
"""

import re

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from flows.server.documents import HTML, JSONLD, NTRIPLES, RDFXML, TURTLE, written
from flows.server.engine import Question, RefusedError
from flows.server.negotiation import chosen
from flows.server.parameters import FORM, decoded
from flows.server.rendering import language
from flows.server.service import described
from flows.server.site import Site

RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_PLAIN_NAMES = {"application/json": RESULTS[0], "application/xml": RESULTS[1], "text/xml": RESULTS[1]}
"""Names by which some clients ask for the forms above."""
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CONTEXT = 60
"""How many characters of a line are shown before and after the place of an error."""
_SEE_OTHER = 303
_METHODS = "GET, HEAD, POST, OPTIONS"
_PARAMETERS = {"query", "default-graph-uri", "named-graph-uri"}


async def sparql(request: Request) -> Response:
    """Answer one request of the protocol."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": _METHODS})
    try:
        parameters = await _parameters(request)
        if parameters is None:
            return await _description(request)
        return await _answer(request, _question(request, parameters))
    except RefusedError as refusal:
        return refused(refusal)


def refused(refusal: RefusedError) -> Response:
    """Return the response that tells why there is no answer."""
    headers = {"Retry-After": str(refusal.retry_seconds)} if refusal.retry_seconds else {}
    return Response(f"error: {refusal}\n", refusal.status, headers, media_type="text/plain")


async def _parameters(request: Request) -> list[tuple[str, str]] | None:
    """Return the parameters of the query operation; None where a GET asks for none. Raises RefusedError."""
    given = decoded(request.scope["query_string"])
    names = {name for name, _ in given}
    if request.method != "POST":
        if "update" in names:
            raise RefusedError(403, "this endpoint does not take updates")
        return given if names & _PARAMETERS else None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == _UPDATE or (kind == FORM and "update" in {name for name, _ in decoded(body)}):
        raise RefusedError(403, "this endpoint does not take updates")
    if kind == FORM:
        return given + decoded(body)
    if kind == _QUERY:
        if "query" in names:
            raise RefusedError(400, "the query stands in the body: leave the parameter query out")
        return [*given, ("query", _text(body))]
    raise RefusedError(415, f"send a query as {FORM} or {_QUERY}, not as {kind or 'nothing in particular'}")


def _question(request: Request, parameters: list[tuple[str, str]]) -> Question:
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise RefusedError(400, "give one query" if queries else "the parameter query is missing")
    accept = request.headers.get("accept", "")
    # Who asks for a table only is not given a graph, and the other way round; what a query yields its text says.
    results, graph = (chosen(accept, offers) for offers in ((*RESULTS, *_PLAIN_NAMES), GRAPHS))
    if results is None and graph is None:
        raise RefusedError(406, f"there are: {', '.join((*RESULTS, *GRAPHS))}")
    return Question(
        text=queries[0],
        results=_PLAIN_NAMES.get(results, results) if results else None,
        graph=graph,
        default_graphs=_iris(parameters, "default-graph-uri"),
        named_graphs=_iris(parameters, "named-graph-uri"),
    )


def _iris(parameters: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)


async def _answer(request: Request, question: Question) -> Response:
    site: Site = request.app.state.site
    client = request.client.host if request.client else ""
    try:
        async with site.releases.held() as release:
            answer = await release.engine.ask(question, client)
    except RefusedError as refusal:
        raise _placed(refusal, question.text) from None
    headers = {"Vary": "Accept", "Content-Length": str(answer.size)}
    if isinstance(answer.body, bytes):
        return Response(answer.body, headers=headers, media_type=answer.media_type)
    return StreamingResponse(answer.pieces(), headers=headers, media_type=answer.media_type)


def _placed(refusal: RefusedError, text: str) -> RefusedError:
    """Return an error with its place in the query: line and column, and the line with a mark below."""
    found = _PLACE.fullmatch(str(refusal))
    if not found:
        return refusal
    line, column = int(found[1]), int(found[2])
    shown = (text.splitlines() or [""])[min(line, len(text.splitlines()) or 1) - 1]
    start = max(0, column - 1 - _CONTEXT)
    mark = " " * (column - 1 - start) + "^"
    return RefusedError(
        refusal.status, f"line {line}, column {column}: {found[3]}\n{shown[start : column + _CONTEXT]}\n{mark}"
    )


async def _description(request: Request) -> Response:
    site: Site = request.app.state.site
    media_type = chosen(request.headers.get("accept", ""), (*GRAPHS, HTML))
    if media_type is None:
        raise RefusedError(406, f"there are: {', '.join((*GRAPHS, HTML))}")
    async with site.releases.held() as release:
        if media_type == HTML:
            return RedirectResponse(f"/{language(request)}/workbench", _SEE_OTHER, {"Vary": "Accept, Accept-Language"})
        triples = described(_endpoint(request), site.base_iri, release.manifest)
    return Response(written(triples, media_type, site.base_iri), headers={"Vary": "Accept"}, media_type=media_type)


def _endpoint(request: Request) -> str:
    """Return the address of the endpoint as the client knows it. Raises RefusedError where that is none."""
    address = f"{request.base_url}sparql"
    try:
        ox.NamedNode(address)
    except ValueError as error:
        raise RefusedError(400, f"the host that the request names can stand in no IRI: {error}") from None
    return address


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the query is not in UTF-8: byte {error.start}") from None
