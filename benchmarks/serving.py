"""How long visitors of a server wait, alone and while another client sends queries that would take for ever.

    python -m benchmarks.serving [--url http://127.0.0.1:8000] [--seconds 10]

The server runs already, in a process of its own. Visitors come from 127.0.0.1, the abusive client from 127.0.0.2.
"""

import argparse
import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from statistics import quantiles
from urllib.parse import quote, urlsplit

_CLIENTS, _ABUSIVE = 16, 200
_LIMIT_SECONDS = 120
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
    parser = argparse.ArgumentParser(description="Measure a running server.")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--seconds", type=int, default=10, metavar="N", help="for each measurement (default: 10)")
    given = parser.parse_args(arguments)
    asyncio.run(_measure(given.url, given.seconds))


async def _measure(url: str, seconds: int) -> None:
    pages = await _paths(url)
    await _read_once(url, pages)
    query = "/sparql?query=" + quote(_PREFIXES + _QUERY)
    await _visit(f"pages, {_CLIENTS} clients", url, pages, seconds)
    await _visit(f"one query, {_CLIENTS} clients", url, [query], seconds)
    abuse = asyncio.create_task(_abuse(url))
    await asyncio.sleep(1)
    await _visit("both, while abused", url, [*pages, *[query] * len(pages)], seconds)
    print(f"abusive queries: {dict(await abuse)}")


async def _paths(url: str) -> list[str]:
    client = _Client(url, "127.0.0.1")
    _, answer = await client.get("/sparql?query=" + quote(_PREFIXES + _THINGS), "text/csv")
    client.close()
    return ["/" + iri.split("/", 4)[4] for iri in answer.decode().split()[1:]]


async def _visit(what: str, url: str, paths: Sequence[str], seconds: int) -> None:
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
    _tell(what, waits, seconds)


async def _read_once(url: str, paths: Sequence[str]) -> None:
    """Ask for each page once: it is made then, and kept for those who ask later."""
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
    _tell(f"pages for the first time, {_CLIENTS} clients", waits, time.perf_counter() - began)


def _tell(what: str, waits: Sequence[float], seconds: float) -> None:
    centiles = [1000 * each for each in quantiles(waits, n=100)]
    rate = math.floor(len(waits) / seconds)
    print(f"{what:38} {rate:6} a second, ms: median {centiles[49]:.1f}, p95 {centiles[94]:.1f}, p99 {centiles[98]:.1f}")


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
