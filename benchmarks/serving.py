"""How long visitors of a server wait, alone and while another client sends queries that would take for ever.

    python -m benchmarks.serving [FOLDER] [--seconds 10]

FOLDER has ``output`` and ``state`` as `benchmarks.growth --folder` leaves them; without it, the committed release is
served. The server is started as users start it, in processes of its own, twice: the first time it may have to make its
store. Then it is left alone until it has made its pages ahead, and started once more: what is asked for first is there.
Visitors come from 127.0.0.1, the abusive client from 127.0.0.2.
"""

import argparse
import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

from benchmarks.options import at_least
from benchmarks.report import heading, paragraph, table
from benchmarks.work import BASE, BUILDING_SECONDS, bytes_of, folders
from tests.server.process import running

_CLIENTS, _ABUSIVE = 16, 200
_LIMIT_SECONDS = 120
_LOADED_SECONDS = 3
"""What a server loads after it has started is there by then."""
_STILL_SECONDS = 10
"""A server that nobody asks has made all its pages where it makes none for so long."""
_AHEAD = re.compile(rb"^zhengwen_pages_made_ahead_total (\S+)", re.MULTILINE)
_THINGS = """SELECT DISTINCT ?thing {
  ?thing a ?class VALUES ?class { zw:Person zw:Meeting zw:Organization zw:Article } } LIMIT 400"""
_QUERY = """SELECT ?person ?name {
  ?taking zw:inEvent ?event ; zw:participant ?person . ?person rdfs:label ?name } LIMIT 20"""
_PREFIXES = """PREFIX zw: <https://w3id.org/zhengwen/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_ROWS = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(200)))} }}" for name in "abc")
_ENDLESS = (
    f"ASK {{ {_ROWS} FILTER(SHA512(CONCAT(STR(?a), STR(?b), STR(?c))) = 'never') }}",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(.*a){20}(.*b){20}')) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * " + "{" * 100_000 + "}" * 100_000,
    "SELECT ?s { ?s (<http://example.org/p>|!<http://example.org/q>)* ?o }",
    "SELECT * { ?s ?p ?o } # " + "x" * 10_000_000,
)
Row = tuple[str, ...]


class _Client:
    """One connection that is used again and again."""

    def __init__(self, url: str, address: str) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._address = parts.hostname or "", parts.port or 80, address
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, accept: str) -> tuple[int, bytes]:
        """Return status and body."""
        return await self._call(f"GET {path} HTTP/1.1\r\nAccept: {accept}\r\n", b"")

    async def post(self, query: str) -> tuple[int, bytes]:
        """Return status and body of the answer to a query."""
        body = query.encode()
        head = f"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n"
        return await self._call(head, body)

    async def _call(self, head: str, body: bytes) -> tuple[int, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port, local_addr=(self._address, 0))
        reader, writer = self._streams
        writer.write(f"{head}Host: {self._host}\r\n\r\n".encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        answer = await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self.close()
        return int(lines[0].split()[1]), answer

    def close(self) -> None:
        """Let the connection go."""
        if self._streams:
            self._streams[1].close()
        self._streams = None


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how long visitors of a server wait.")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="with output/ and state/")
    parser.add_argument(
        "--seconds", type=at_least(1), default=10, metavar="N", help="for each measurement (default: 10)"
    )
    given = parser.parse_args(arguments)
    heading("Serving")
    with TemporaryDirectory() as spare:
        output, state = folders(given.folder, Path(spare))
        with running(output, state, BUILDING_SECONDS, BASE_IRI=BASE) as served:
            first = served.seconds
        with running(output, state, BUILDING_SECONDS, BASE_IRI=BASE) as served:
            pages = asyncio.run(_paths(served.url))
            visits, answers = asyncio.run(_measured(served.url, pages, given.seconds))
            paragraph(
                f"{_CLIENTS} visitors at once, on the clock; server and visitors share the processors. The server "
                f"answers {first:.1f} s after its first start, and {served.seconds:.1f} s after its second. It takes "
                f"{_memory([served.process.pid, *served.workers()]):,.0f} MiB in all its processes, and its store "
                f"{bytes_of([state / 'server']) / 2**20:,.0f} MiB of disk."
            )
            ahead = asyncio.run(_all_made_ahead(served.url))
        with running(output, state, BUILDING_SECONDS, BASE_IRI=BASE) as served:
            time.sleep(_LOADED_SECONDS)
            visits.insert(1, asyncio.run(_read_once("pages made ahead", served.url, pages)))
    table(("", "a second", "median, ms", "p95", "p99"), visits)
    said = ", ".join(f"{number:,} × {status}" for status, number in answers.most_common())
    paragraph(f"Of the {_ABUSIVE} abusive queries: {said}. Left alone, the server made {ahead:,} pages ahead.")


async def _measured(url: str, pages: Sequence[str], seconds: int) -> tuple[list[Row], Counter[int | str]]:
    """Return how long visitors wait, and what the abusive client is answered."""
    query = "/sparql?query=" + quote(_PREFIXES + _QUERY)
    visits = [
        await _read_once("pages made on request", url, pages),
        await _visit("pages again", url, pages, seconds),
        await _visit("one query", url, [query], seconds),
    ]
    abuse = asyncio.create_task(_abuse(url))
    await asyncio.sleep(1)
    visits.append(await _visit("both, while another client is abusive", url, [*pages, *[query] * len(pages)], seconds))
    return visits, await abuse


async def _paths(url: str) -> list[str]:
    client = _Client(url, "127.0.0.1")
    _, answer = await client.get("/sparql?query=" + quote(_PREFIXES + _THINGS), "text/csv")
    client.close()
    return ["/" + iri.removeprefix(BASE) for iri in answer.decode().split()[1:]]


async def _visit(what: str, url: str, paths: Sequence[str], seconds: int) -> Row:
    until = time.perf_counter() + seconds
    waits: list[float] = []

    async def visitor(number: int) -> None:
        chosen, client = random.Random(number), _Client(url, "127.0.0.1")
        while time.perf_counter() < until:
            began = time.perf_counter()
            status, _ = await client.get(chosen.choice(paths), "text/html, application/sparql-results+json")
            assert status == 200, status
            waits.append(time.perf_counter() - began)
        client.close()

    await asyncio.gather(*map(visitor, range(_CLIENTS)))
    return _row(what, waits, seconds)


async def _all_made_ahead(url: str) -> int:
    """Wait until the server makes no more pages ahead, and return how many it made."""
    client, made, before = _Client(url, "127.0.0.1"), 0, -1
    while made > before:
        await asyncio.sleep(_STILL_SECONDS)
        _, answer = await client.get("/metrics", "text/plain")
        found = _AHEAD.search(answer)
        assert found
        made, before = int(float(found[1])), made
    client.close()
    return made


async def _read_once(what: str, url: str, paths: Sequence[str]) -> Row:
    """Ask for each page once."""
    left = list(paths)
    waits: list[float] = []

    async def visitor() -> None:
        client = _Client(url, "127.0.0.1")
        while left:
            began = time.perf_counter()
            status, _ = await client.get(left.pop(), "text/html")
            assert status == 200, status
            waits.append(time.perf_counter() - began)
        client.close()

    began = time.perf_counter()
    await asyncio.gather(*(visitor() for _ in range(_CLIENTS)))
    return _row(what, waits, time.perf_counter() - began)


def _row(what: str, waits: Sequence[float], seconds: float) -> Row:
    centiles = [1000 * each for each in quantiles(waits, n=100)]
    return what, f"{len(waits) / seconds:,.0f}", *(f"{centiles[each - 1]:.1f}" for each in (50, 95, 99))


def _memory(processes: Iterable[int]) -> float:
    """Return how much memory processes have, in MiB; of what they share, each its part."""
    lines: list[str] = []
    for each in processes:
        with suppress(FileNotFoundError, ProcessLookupError):  # a worker that is spent is replaced meanwhile
            lines += Path(f"/proc/{each}/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


async def _abuse(url: str) -> Counter[int | str]:
    async def one(number: int) -> int | str:
        client = _Client(url, "127.0.0.2")
        try:
            async with asyncio.timeout(_LIMIT_SECONDS):
                return (await client.post(_ENDLESS[number % len(_ENDLESS)]))[0]
        except (ConnectionError, asyncio.IncompleteReadError):
            return "connection closed"
        except TimeoutError:
            return "no answer"
        finally:
            client.close()

    return Counter(await asyncio.gather(*map(one, range(_ABUSIVE))))


if __name__ == "__main__":
    main()
