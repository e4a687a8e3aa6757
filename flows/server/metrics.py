"""What the server counts, for Prometheus: requests and their time by what was asked for."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from flows.server.site import Site

_AREAS = {
    "",
    "sparql",
    "data",
    "dataset",
    "graph",
    "reconcile",
    "static",
    "ontology",
    "health",
    "metrics",
    ".well-known",
}
_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "zhengwen_requests", "Requests answered", ("area", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "zhengwen_request_seconds",
            "Time until an answer was sent",
            ("area",),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._ahead = Counter(
            "zhengwen_pages_made_ahead", "Pages made before anybody asked for them", registry=self.registry
        )
        self._release = Gauge("zhengwen_release", "The release that is served", ("release",), registry=self.registry)
        self._triples = Gauge("zhengwen_release_triples", "Triples of that release", registry=self.registry)

    def answered(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count a request. Names are taken from a fixed list: what clients send must not make new ones."""
        first = path.strip("/").partition("/")[0]
        area = first if first in _AREAS else "thing"
        self._requests.labels(area or "start", method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(area or "start").observe(seconds)

    def made_ahead(self, pages: int) -> None:
        """Count pages that nobody had asked for."""
        self._ahead.inc(pages)

    async def tell(self, request: Request) -> Response:
        """Return all counts in the format of Prometheus."""
        site: Site = request.app.state.site
        async with site.releases.held() as release:
            self._release.clear()
            self._release.labels(release.name).set(1)
            self._triples.set(release.manifest["triples"])
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)


async def health(request: Request) -> Response:
    """Tell whether queries are answered, by asking one."""
    site: Site = request.app.state.site
    async with site.releases.held() as release:
        await release.questions.rows("SELECT ?s { ?s ?p ?o } LIMIT 1")
        return JSONResponse({"status": "ok", "release": release.name}, headers={"Cache-Control": "no-store"})
