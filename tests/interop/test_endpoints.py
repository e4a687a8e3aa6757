"""The same documents and pages over stores of others, set up as the README says: oxigraph's server, Virtuoso."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.flows.invented import BASE
from tests.interop.terms import rows_of_graph, rows_of_table
from tests.interop.tools import missing
from tests.interop.virtuoso import running as virtuoso_running
from tests.server.process import COMMAND, PATIENCE, environment, running

ENGINES = ("oxigraph", "virtuoso")
PREFIX = "PREFIX zw: <https://w3id.org/zhengwen/ontology#>\n"
THINGS = f"{PREFIX}SELECT DISTINCT ?thing {{ ?thing a ?class VALUES ?class {{ %s }} }} ORDER BY ?thing LIMIT 3"
CLASSES = ("zw:Person", "zw:Meeting", "zw:Organization", "zw:Document", "zw:Article", "zw:Post", "zw:Directive")


@contextmanager
def oxigraph(release: Path, folder: Path) -> Iterator[str]:
    """Start oxigraph's server, push the release to it, and yield where it is asked."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or missing("oxigraph is not installed")
    with httpx.Client(trust_env=False) as client, _started(program, folder) as url:
        _until_it_answers(client, f"{url}/query?{urlencode({'query': 'ASK {}'})}")
        command = [*COMMAND, "push", "--endpoint", f"{url}/store", "--query", f"{url}/query"]
        subprocess.run(command, env=environment(release.parents[1], folder), check=True, capture_output=True)
        yield f"{url}/query"


@contextmanager
def _started(program: str, folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    options = ["serve", "--location", str(folder / "oxigraph"), "--bind", address, "--union-default-graph"]
    with (folder / "oxigraph.log").open("wb") as log:
        process = subprocess.Popen([program, *options], stdout=log, stderr=log)
        try:
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _until_it_answers(client: httpx.Client, url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            client.get(url).raise_for_status()
            return
        time.sleep(0.1)
    raise AssertionError("the endpoint does not start")


@contextmanager
def virtuoso(release: Path, folder: Path) -> Iterator[str]:
    """Start Virtuoso, push the release to it, and yield where it is asked."""
    with virtuoso_running(folder) as server:
        server.push(release)
        yield f"{server.url}/sparql"


@pytest.fixture(scope="module", params=ENGINES)
def served(request: pytest.FixtureRequest, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where the pages over the endpoint are."""
    engine = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    with (
        engine(small, folder) as endpoint,
        running(small.parents[1], folder / "state", BASE_IRI=BASE, SPARQL_ENDPOINT=endpoint) as server,
    ):
        yield server.url


@pytest.fixture(scope="module")
def local(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(small.parents[1], tmp_path_factory.mktemp("local"), BASE_IRI=BASE) as server:
        yield server.url


@pytest.mark.parametrize("kind", CLASSES)
def test_documents_and_pages_are_the_same(served: str, local: str, kind: str) -> None:
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        table = client.get(f"{local}/sparql", params={"query": THINGS % kind}, headers={"Accept": "text/csv"})
        things = [iri.removeprefix(BASE.rstrip("/")) for iri in table.text.split()[1:]]
        assert things
        for thing in things:
            ours, theirs = (client.get(f"{url}{thing}.nt") for url in (local, served))
            assert (theirs.status_code, rows_of_graph(theirs.text)) == (200, rows_of_graph(ours.text)), thing
            page = client.get(f"{served}{thing}", headers={"Accept": "text/html"})
            assert (page.status_code, thing in page.text) == (200, True)
        assert client.get(f"{served}/person/nobody").status_code == 404


@pytest.mark.parametrize("accept", ["application/json", "application/xml", "text/csv", "text/tab-separated-values"])
def test_queries_are_answered_alike(served: str, local: str, accept: str) -> None:
    query = f"""{PREFIX}PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?meeting ?name {{ ?meeting a zw:Meeting ; rdfs:label ?name }} ORDER BY ?meeting ?name"""
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        headers = {"Accept": accept}
        ours, theirs = (client.post(f"{url}/sparql", data={"query": query}, headers=headers) for url in (local, served))
        assert (theirs.status_code, theirs.headers["content-type"]) == (200, ours.headers["content-type"])
        if accept == "application/json":
            assert rows_of_table(theirs.text) == rows_of_table(ours.text)
        assert len(theirs.text.splitlines()) == len(ours.text.splitlines())


def test_reconciliation_works_too(served: str, local: str) -> None:
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        form = {"queries": '{"q": {"query": "成都市新都区人民政府", "type": "Organization"}}'}
        ours, theirs = (client.post(f"{url}/reconcile", data=form).json() for url in (local, served))
        assert theirs == ours
        assert theirs["q"]["result"][0]["match"]


def test_what_is_no_query_is_told_as_ever(served: str) -> None:
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        wrong = client.post(f"{served}/sparql", data={"query": "SELECT * { ?s ?p"})
        assert (wrong.status_code, wrong.text.startswith("error: line 1, column ")) == (400, True)
        elsewhere = client.post(f"{served}/sparql", data={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"})
        assert elsewhere.status_code == 403
