"""The one way from the web to the statements: a question in SPARQL -> an answer, whoever keeps the statements.

Two engines answer: `flows.server.pool` from a store on this machine, `flows.server.remote` from another endpoint.
"""

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

import pyoxigraph as ox

RESULTS_JSON = "application/sparql-results+json"
NTRIPLES = "application/n-triples"
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_PARAMETER = re.compile(r"\$(\w+)")
_PIECE = 1 << 16
_LONG = 1 << 18
"""An answer that takes so long to read that others would notice."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, with the media types in which a table (or yes or no) and a graph may be answered; None: not at all."""

    text: str
    results: str | None = RESULTS_JSON
    graph: str | None = NTRIPLES
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    """The dataset that the request asks for; both empty: the whole release, its union as the default graph."""


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """What a page of its own making says of the thing at `path`, in each of the `languages`; answered as JSON."""

    path: str
    languages: tuple[str, ...]
    static: bool = False
    """Whether the pages are to be files: see `flows.server.pages.links`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: in memory, or in a file that has no name any more."""

    media_type: str
    body: bytes | BinaryIO
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Yield the answer piece by piece, and let go of the file."""
        if isinstance(self.body, bytes):
            yield self.body
            return
        with self.body as file:
            while piece := file.read(_PIECE):
                yield piece

    def read(self) -> bytes:
        """Return the answer as a whole."""
        return b"".join(self.pieces())


class RefusedError(Exception):
    """A question is not answered: the status of HTTP that fits, and the reason for whoever asked."""

    def __init__(self, status: int, reason: str, retry_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_seconds = retry_seconds


class Engine(Protocol):
    """Whoever answers questions."""

    async def ask(self, question: Question, client: str) -> Answer:
        """Return the answer; `client` is whom to be fair to. Raises RefusedError."""

    async def ask_together(self, questions: Sequence[Question], client: str) -> list[Answer]:
        """Return the answers to all questions, which count as one. Raises RefusedError where one has none."""

    async def close(self) -> None:
        """Let everything go."""


class Row(dict[str, str]):
    """A row of an answer as text: what a variable stands for, by its name; empty where it is unbound."""

    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Questions:
    """What the pages ask: queries of our own, in which ``$name`` stands for a term."""

    engine: Engine

    async def rows(self, text: str, **terms: Term) -> list[dict[str, Term]]:
        """Return the rows of a SELECT query; what is unbound is missing from a row."""
        answer = await self.engine.ask(Question(_filled(text, terms)), "pages")
        return await asyncio.to_thread(_rows, answer) if answer.size > _LONG else _rows(answer)

    async def tables(self, texts: Sequence[str]) -> list[list[Row]]:
        """Return the rows of several SELECT queries, asked together, as text: a page is soonest made of that."""
        answers = await self.engine.ask_together([Question(text) for text in texts], "pages")
        if sum(answer.size for answer in answers) > _LONG:
            return await asyncio.to_thread(lambda: [table(answer.read()) for answer in answers])
        return [table(answer.read()) for answer in answers]

    async def triples(self, text: str, **terms: Term) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT query."""
        answer = await self.engine.ask(Question(_filled(text, terms)), "pages")
        return [quad.triple for quad in ox.parse(answer.read(), format=ox.RdfFormat.N_TRIPLES)]


def _rows(answer: Answer) -> list[dict[str, Term]]:
    solutions = cast(ox.QuerySolutions, ox.parse_query_results(answer.read(), format=ox.QueryResultsFormat.JSON))
    names = [variable.value for variable in solutions.variables]
    return [
        {name: value for name, value in zip(names, solution, strict=True) if value is not None}
        for solution in solutions
    ]


def table(body: bytes) -> list[Row]:
    """Return the rows of a table in JSON as text."""
    # Not by way of terms: to make one of each value would take as long as the rest of a page.
    return [Row((name, cell["value"]) for name, cell in row.items()) for row in json.loads(body)["results"]["bindings"]]


def _filled(text: str, terms: dict[str, Term]) -> str:
    # Without terms nothing is to be filled in: a `$` stands in an IRI then, such as a visitor may ask for.
    return _PARAMETER.sub(lambda match: str(terms[match[1]]), text) if terms else text
