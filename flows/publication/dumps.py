"""Accepted articles -> the dumps: N-Quads with a graph an article, and Turtle and JSON-LD of their union.

A tenure's first and last day can be told only from all articles together; each of the two statements goes into the
graph of an article that shows that day.

The order is that of the identities and, in the union, of the triples as text, evidence last: the same articles give
the same bytes. The triples of the union are held as lines of text, the cheapest form in which they can be sorted and
made unique.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from flows import resources
from flows.graph.jsonld import Context, write_jsonld
from flows.graph.turtle import write_turtle
from flows.graph.vocabulary import ZW
from flows.ledger.record import Stored
from flows.publication.counts import Counts, count

_LINES_AT_ONCE = 1000
_OBSERVED = str(ZW["observedOn"]).encode()
_FIRST, _LAST = str(ZW["firstObserved"]).encode(), str(ZW["lastObserved"]).encode()
TURTLE, JSONLD, NQUADS = "zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"


def write_dumps(articles: Iterable[Stored], folder: Path, base: str) -> Counts:
    """Write the three dumps of `articles`, whose IRIs begin with `base`, to `folder`; return what is in them."""
    lines: set[bytes] = set()
    quads = 0
    observed: list[bytes] = []
    with _gzip(folder / NQUADS) as stream:
        for article in articles:
            stream.write(article.quads)
            own = article.quads.splitlines()
            quads += len(own)
            lines.update(_without_graph(line) for line in own)
            observed += [line for line in own if line.split(b" ", 2)[1] == _OBSERVED]
        spans = list(_first_and_last(observed))
        stream.writelines(line + b"\n" for line in spans)
    quads += len(spans)
    lines.update(_without_graph(line) for line in spans)
    union = sorted(sorted(lines), key=_is_of_fragment)
    with (folder / TURTLE).open("w", encoding="utf-8", newline="\n") as text:
        write_turtle(_triples(union), text, base)
    context = json.loads((resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    with (folder / JSONLD).open("w", encoding="utf-8", newline="\n") as text:
        write_jsonld(_triples(union), Context(context["@context"]), text)
    return count(_triples(union), quads)


@contextmanager
def _gzip(path: Path) -> Iterator[gzip.GzipFile]:
    """Open `path` to be written compressed, with neither a time nor a name in its header."""
    with path.open("wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as compressed:
        yield compressed


def _first_and_last(observed: list[bytes]) -> Iterator[bytes]:
    """Yield the first and the last day of each tenure, from the lines that state the days on which it was observed.

    The lines of one tenure differ in the day and then in the graph, and days in the form of ISO 8601 sort as text.
    """
    for _, same in groupby(sorted(observed), key=lambda line: line[: line.index(b" ")]):
        days = list(same)
        yield days[0].replace(_OBSERVED, _FIRST, 1)
        yield days[-1].replace(_OBSERVED, _LAST, 1)


def _without_graph(line: bytes) -> bytes:
    """Return the triple of a line of N-Quads; a graph's IRI holds no blank."""
    return line[: line.rindex(b" <")] + b" ."


def _is_of_fragment(line: bytes) -> bool:
    """Evidence and counters, which are fragments of their articles, come after what readers look for first."""
    return b"#" in line[: line.index(b">")]


def _triples(lines: list[bytes]) -> Iterator[ox.Quad]:
    """Yield the triples of sorted `lines`: those of one subject stand together."""
    for start in range(0, len(lines), _LINES_AT_ONCE):
        yield from ox.parse(b"\n".join(lines[start : start + _LINES_AT_ONCE]), format=ox.RdfFormat.N_TRIPLES)
