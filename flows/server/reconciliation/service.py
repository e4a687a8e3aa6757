"""The service over HTTP: manifest, batches of queries, suggestions, previews, and values to extend a table with."""

import asyncio
import json
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from flows.server.describing import described
from flows.server.engine import RefusedError
from flows.server.guard import POLICY
from flows.server.parameters import decoded
from flows.server.reconciliation.loading import NamesOfReleases
from flows.server.reconciliation.matching import Candidate, Query, candidates
from flows.server.reconciliation.properties import KINDS, PROPERTIES, Value, read_values
from flows.server.releases import Release
from flows.server.rendering import language, page
from flows.server.site import Site
from flows.server.statements import Reader

_LARGEST_BATCH = 50
_MOST_ROWS = 200
_MOST_CANDIDATES = 25
_DEFAULT_CANDIDATES = 5
_PREVIEW = {"width": 420, "height": 320}
_BAD_REQUEST, _NOT_FOUND, _TOO_LARGE = 400, 404, 413


class Reconciliation:
    """The service of one application."""

    def __init__(self) -> None:
        self._names = NamesOfReleases()

    async def service(self, request: Request) -> Response:
        """Answer with the manifest, or what a batch of queries or an extension asks for."""
        site: Site = request.app.state.site
        try:
            given = dict(decoded(await request.body() if request.method == "POST" else request.scope["query_string"]))
            async with site.releases.held() as release:
                if queries := given.get("queries"):
                    return JSONResponse(await self._matched(site, release, _parsed(queries)))
                if extend := given.get("extend"):
                    return JSONResponse(await _extended(site, release, _parsed(extend)))
        except (RefusedError, ValueError) as error:
            # ValueError: an identifier that no IRI can end in.
            refused = error if isinstance(error, RefusedError) else RefusedError(_BAD_REQUEST, str(error))
            return JSONResponse({"status": "error", "message": str(refused)}, refused.status)
        return JSONResponse(_manifest(site, str(request.base_url).rstrip("/")))

    async def suggest_entities(self, request: Request) -> Response:
        """Return things whose names begin as the user types."""
        site: Site = request.app.state.site
        async with site.releases.held() as release:
            known = await self._names.of(release)
            names = await asyncio.to_thread(known.starting, request.query_params.get("prefix", ""), _MOST_CANDIDATES)
        return _suggested(
            [{"id": _id(site, name.iri), "name": name.text, "notable": [_type(name.kind)]} for name in names]
        )

    async def preview(self, request: Request) -> Response:
        """Return a small page about a thing, which OpenRefine shows in a frame."""
        site: Site = request.app.state.site
        iri = _iri(site, request.query_params.get("id", ""))
        async with site.releases.held() as release:
            resource = await described(release, iri)
            if resource is None:
                return Response(f"Nothing is known of {iri}\n", _NOT_FOUND, media_type="text/plain")
            reader = Reader(site, release, language(request))
            thing = ox.NamedNode(iri)
            own = [triple for triple in resource.said if triple.subject == thing]
            await reader.learn([thing, *(triple.object for triple in own)])
            name, said = reader.name(thing), reader.properties(own)
            response = page(request, release, "preview.html", name=name, said=said, iri=iri)
        response.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
        return response

    async def _matched(self, site: Site, release: Release, batch: dict[str, Any]) -> dict[str, Any]:
        if len(batch) > _LARGEST_BATCH:
            raise RefusedError(_TOO_LARGE, f"a batch may have {_LARGEST_BATCH} queries")
        names = await self._names.of(release)
        queries = {key: _query(site, given) for key, given in batch.items()}
        return {
            key: {"result": [_result(site, each) for each in await candidates(query, names, release.questions)]}
            for key, query in queries.items()
        }


async def suggest_types(request: Request) -> Response:
    """Return the kinds of things that can be reconciled."""
    return _suggested([_type(kind) for kind, names in KINDS.items() if _begins(request, kind, *names)])


async def suggest_properties(request: Request) -> Response:
    """Return the properties by which things can be told apart."""
    found = [each for each in PROPERTIES.values() if _begins(request, each.id, *each.name.split(" ", 1))]
    return _suggested([{"id": each.id, "name": each.name} for each in found])


async def propose_properties(request: Request) -> Response:
    """Return the properties that things of a type can be extended with."""
    kind = request.query_params.get("type", "")
    found = [{"id": each.id, "name": each.name} for each in PROPERTIES.values() if not kind or kind in each.kinds]
    return JSONResponse({"type": kind, "properties": found})


def _manifest(site: Site, origin: str) -> dict[str, Any]:
    suggest = {
        name: {"service_url": origin, "service_path": f"/reconcile/suggest/{name}"}
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": site.title,
        "identifierSpace": site.base_iri,
        "schemaSpace": "https://w3id.org/zhengwen/ontology#",
        "defaultTypes": [_type(kind) for kind in KINDS],
        "view": {"url": f"{origin}/{{{{id}}}}"},
        "preview": {"url": f"{origin}/reconcile/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": origin, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": _LARGEST_BATCH,
    }


def _query(site: Site, given: Any) -> Query:
    if not isinstance(given, dict) or not isinstance(given.get("query"), str):
        raise RefusedError(_BAD_REQUEST, "each query of a batch is an object with the name as `query`")
    types = given.get("type") or []
    asked = types if isinstance(types, list) else [types]
    properties = given.get("properties")
    kinds = frozenset(str(each.get("id") if isinstance(each, dict) else each).rpartition("#")[2] for each in asked)
    limit = given.get("limit")
    return Query(
        text=given["query"],
        kinds=kinds,
        properties=tuple(
            (str(each["pid"]), _wanted(site, each.get("v")))
            for each in (properties if isinstance(properties, list) else ())
            if isinstance(each, dict) and "pid" in each
        ),
        limit=min(limit, _MOST_CANDIDATES) if isinstance(limit, int) and limit > 0 else _DEFAULT_CANDIDATES,
    )


def _wanted(site: Site, value: Any) -> tuple[str, ...]:
    """Return what a property may be: text, number, a thing by its identifier, or several of these."""
    each = value if isinstance(value, list) else [value]
    return tuple(_iri(site, str(one["id"])) if isinstance(one, dict) and "id" in one else str(one) for one in each)


def _result(site: Site, candidate: Candidate) -> dict[str, Any]:
    return {
        "id": _id(site, candidate.name.iri),
        "name": candidate.name.text,
        "type": [_type(candidate.name.kind)],
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }


async def _extended(site: Site, release: Release, asked: dict[str, Any]) -> dict[str, Any]:
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(each, dict) for each in wanted):
        raise RefusedError(_BAD_REQUEST, "an extension has a list of `ids` and a list of `properties`")
    if len(ids) > _MOST_ROWS:
        raise RefusedError(_TOO_LARGE, f"an extension may have {_MOST_ROWS} ids")
    properties = [PROPERTIES[name] for each in wanted if (name := str(each.get("id"))) in PROPERTIES]
    iris = {str(each): _iri(site, str(each)) for each in ids}
    values = await read_values(release.questions, list(iris.values()), [each.id for each in properties])
    rows = {
        key: {each.id: [_cell(site, value) for value in values.get((iri, each.id), ())] for each in properties}
        for key, iri in iris.items()
    }
    return {"meta": [{"id": each.id, "name": each.name} for each in properties], "rows": rows}


def _cell(site: Site, value: Value) -> dict[str, str]:
    name = next(iter(value.names), value.iri)
    return {"id": _id(site, value.iri), "name": name} if value.iri else {"str": name}


def _id(site: Site, iri: str) -> str:
    return iri.removeprefix(site.base_iri)


def _iri(site: Site, key: str) -> str:
    """Return the IRI that an identifier stands for; what no IRI can hold is escaped."""
    whole = key if key.startswith(("http://", "https://")) else site.base_iri + key
    return quote(whole, safe="/:?#@!$&'()*+,;=%~._-")


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": " ".join(KINDS[kind])}


def _begins(request: Request, *names: str) -> bool:
    prefix = request.query_params.get("prefix", "").casefold()
    return any(name.casefold().startswith(prefix) for name in names)


def _suggested(found: list[dict[str, Any]]) -> Response:
    return JSONResponse({"result": found})


def _parsed(text: Any) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise RefusedError(_BAD_REQUEST, f"no JSON: {error}") from None
    if not isinstance(given, dict):
        raise RefusedError(_BAD_REQUEST, "an object is expected")
    return given
