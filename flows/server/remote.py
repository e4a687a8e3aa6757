"""The engine elsewhere: a SPARQL endpoint that the operator names, for releases that outgrow this machine.

A query is judged here first, as one to our own store would be, then sent there; what comes back is bounded in time and
length, and is given in any form, whichever the endpoint knows. Redirects are not followed, and no proxies used.
"""

import asyncio
from collections.abc import Sequence
from io import BytesIO
from typing import cast

import httpx
import pyoxigraph as ox

from flows.server.counting import Counter, JsonCounter, MarkCounter
from flows.server.engine import NTRIPLES, RESULTS_JSON, Answer, Question, RefusedError
from flows.server.pool import Limits, Pool
from flows.server.worker import GRAPHS, TABLES, WITH_PREFIXES

_BAD_REQUEST, _UNAVAILABLE = 400, 503
_LONGEST_REASON = 500


class Remote:
    """The endpoint at the address `endpoint`; `judge` is a pool over an empty store."""

    def __init__(self, endpoint: str, judge: Pool, limits: Limits, prefixes: dict[str, str]) -> None:
        self._endpoint, self._judge, self._limits, self._prefixes = endpoint, judge, limits, prefixes
        self._client = httpx.AsyncClient(trust_env=False, timeout=limits.seconds)

    async def ask(self, question: Question, client: str) -> Answer:
        """Return the endpoint's answer. Raises RefusedError."""
        # Of no data the answer is short, and says by its form what the query yields.
        wanted = (await self._judge.ask(question, client)).media_type
        accepted = NTRIPLES if wanted in GRAPHS else RESULTS_JSON
        try:
            async with asyncio.timeout(self._limits.seconds):
                body = await self._sent(question, accepted)
        except TimeoutError:
            reason = f"the query took longer than {self._limits.seconds} seconds: ask for less"
            raise RefusedError(_UNAVAILABLE, reason) from None
        except httpx.HTTPError as error:
            raise RefusedError(_UNAVAILABLE, f"the endpoint behind this server does not answer: {error}") from None
        try:
            # Also where the form is right already: what is no answer is not passed on.
            body = await asyncio.to_thread(self._converted, body, wanted)
        except (SyntaxError, ValueError) as error:
            reason = f"the endpoint behind this server answers, but not with a result: {error}"
            raise RefusedError(_UNAVAILABLE, reason) from None
        return Answer(wanted, body, len(body))

    async def ask_together(self, questions: Sequence[Question], client: str) -> list[Answer]:
        """Return the endpoint's answers. Raises RefusedError."""
        return await asyncio.gather(*(self.ask(question, client) for question in questions))

    async def close(self) -> None:
        """Let the endpoint go."""
        await asyncio.gather(self._client.aclose(), self._judge.close())

    async def _sent(self, question: Question, accepted: str) -> bytes:
        form = {
            "query": question.text,
            "default-graph-uri": list(question.default_graphs),
            "named-graph-uri": list(question.named_graphs),
        }
        headers = {"Accept": accepted}
        async with self._client.stream("POST", self._endpoint, data=form, headers=headers) as response:
            return await self._read(response, JsonCounter() if accepted == RESULTS_JSON else MarkCounter(b"\n"))

    async def _read(self, response: httpx.Response, rows: Counter) -> bytes:
        body = bytearray()
        async for piece in response.aiter_bytes():
            rows.feed(piece)
            body += piece
            if rows.rows > self._limits.rows:
                raise RefusedError(_UNAVAILABLE, f"the answer has more than {self._limits.rows:,} rows: add a LIMIT")
            if len(body) > self._limits.memory_mb << 20:
                raise RefusedError(_UNAVAILABLE, f"the answer is longer than {self._limits.memory_mb:,} MB")
        if response.status_code == httpx.codes.OK:
            return bytes(body)
        said = " ".join(body.decode(errors="replace").split())[:_LONGEST_REASON]
        status = _BAD_REQUEST if response.status_code == _BAD_REQUEST else _UNAVAILABLE
        raise RefusedError(status, f"the endpoint behind this server answers {response.status_code}: {said}")

    def _converted(self, body: bytes, media_type: str) -> bytes:
        output = BytesIO()
        if media_type in GRAPHS:
            triples = (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
            prefixes = self._prefixes if media_type in WITH_PREFIXES else None
            ox.serialize(triples, output, format=GRAPHS[media_type], prefixes=prefixes)
        else:
            found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            cast(ox.QuerySolutions, found).serialize(output, format=TABLES[media_type])
        return output.getvalue()
