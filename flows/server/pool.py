"""The engine on this machine: workers over one store, in which no query can hold up the others for long.

A query begins among the quick ones. One that takes longer goes on as a slow one: of these there are few, they get the
processor only when nobody else wants it, and what they needed ends with their process. A query that turns slow while
all places for slow ones are taken is ended, waits for its turn, and begins anew. A client with several slow queries is
not asked in before some are done: to begin queries that are then ended would cost all others time.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows.server.answers import Answers
from flows.server.engine import Answer, PageQuestion, Question, RefusedError
from flows.server.process import Worker
from flows.server.turns import Turns
from flows.server.worker import Orders, PageOrders

_QUICK_SECONDS = 0.2
_MOST_WAITS = 10
"""A query that waits for the disk rather than for the processor becomes slow after this many times as long."""
_QUICK_PLACES, _SLOW_PLACES = 4, 2
_TIMES_APART = 10
_PARTS_OF_A_PAGE = 8
"""A page may take as long as so many questions before it counts as slow: it asks as many."""
_UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may need."""

    seconds: int
    memory_mb: int
    rows: int
    slow: int = 4
    """How many slow queries one client may have, at work or waiting."""


class Pool:
    """Workers over the store in the folder `store`; None for an empty store, which tells whether a text is a query.

    They make pages, too, if it is said of what.
    """

    def __init__(
        self,
        store: Path | None,
        answers: Answers,
        limits: Limits,
        base: str,
        prefixes: dict[str, str],
        pages: PageOrders | None = None,
    ) -> None:
        self._orders = Orders(
            store=str(store) if store else None,
            spill="",
            base=base,
            prefixes=prefixes,
            seconds=limits.seconds,
            memory_bytes=limits.memory_mb << 20,
            rows=limits.rows,
            pages=pages,
        )
        self._answers, self._most_slow = answers, limits.slow
        # No client can take all places: one is always left to the others.
        self._quick, self._slow = Turns(_QUICK_PLACES, _QUICK_PLACES - 1), Turns(_SLOW_PLACES, _SLOW_PLACES - 1)
        self._idle: list[Worker] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Have a worker ready; the others come while it can be asked already."""
        await self._refill()
        for _ in range(_QUICK_PLACES - 1):
            self._later(self._refill())

    async def ask(self, question: Question | PageQuestion, client: str) -> Answer:
        """Return the answer of a worker. Raises RefusedError."""
        return (await self.ask_together([question], client))[0]

    async def ask_together(self, questions: Sequence[Question | PageQuestion], client: str) -> list[Answer]:
        """Return the answers of one worker to all questions, which count as one. Raises RefusedError."""
        async with self._quick.turn(client, self._orders.seconds):
            if self._slow.load(client) >= self._most_slow:
                reason = f"{self._most_slow} queries of yours take long already: try again when they are answered"
                raise RefusedError(_UNAVAILABLE, reason, self._orders.seconds)
            run = _Run(self, await self._take(), questions)
            answers = await run.wait_while_quick()
        return answers or await self._ask_slowly(run, questions, client)

    async def load(self) -> None:
        """Have the workers load what makes pages, for which the first pages would have to wait."""
        await asyncio.gather(*(self.ask(PageQuestion("", ()), "pages") for _ in range(_QUICK_PLACES - 1)))

    async def apart(self) -> Worker:
        """Return a new worker that is not in the pool, and lets all others go first; whoever has it kills it.

        It has more time than the others, as it may not be given any of the processor for long.
        """
        worker = await self._started(_TIMES_APART * self._orders.seconds)
        worker.demote()
        return worker

    async def close(self) -> None:
        """End all workers that nobody asks; the others end when they have answered."""
        self._closed = True
        await asyncio.gather(*(worker.kill() for worker in self._idle))
        self._idle.clear()
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def _ask_slowly(self, run: "_Run", questions: Sequence[Question | PageQuestion], client: str) -> list[Answer]:
        if not self._slow.can_begin(client):
            run.end()
        async with self._slow.turn(client, self._orders.seconds):
            if run.ended:
                run = _Run(self, await self._take(), questions)
            run.worker.demote()
            self._later(self._refill())
            answers = await run.wait(self._orders.seconds)
            run.end()
        if answers is None:
            reason = f"the query took longer than {self._orders.seconds} seconds: ask for less"
            raise RefusedError(_UNAVAILABLE, reason)
        return answers

    async def _take(self) -> Worker:
        while self._idle:
            if (worker := self._idle.pop()).alive:
                return worker
        return await self._started(self._orders.seconds)

    def give_back(self, worker: Worker) -> None:
        """Take back a worker that has answered; one that may not be asked again is replaced."""
        if worker.fit and not self._closed and len(self._idle) < _QUICK_PLACES:
            self._idle.append(worker)
        else:
            self.end(worker)

    def end(self, worker: Worker) -> None:
        """Kill a worker, and have another one ready."""
        self._later(worker.kill())
        self._later(self._refill())

    def _later(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _refill(self) -> None:
        if self._closed or len(self._idle) >= _QUICK_PLACES:
            return
        worker = await self._started(self._orders.seconds)
        if self._closed:
            await worker.kill()
        else:
            self._idle.append(worker)

    async def _started(self, seconds: int) -> Worker:
        return await Worker.start(replace(self._orders, spill=str(self._answers.new()), seconds=seconds))


class _Run:
    """Questions that a worker works on."""

    def __init__(self, pool: Pool, worker: Worker, questions: Sequence[Question | PageQuestion]) -> None:
        self.worker = worker
        self.ended = False
        self._pool = pool
        self._parts = sum(_PARTS_OF_A_PAGE if isinstance(each, PageQuestion) else 1 for each in questions)
        self._asking = asyncio.ensure_future(worker.ask(questions))

    async def wait(self, seconds: float) -> list[Answer] | None:
        """Return the answers, or None where they are not there in time. Raises RefusedError."""
        try:
            done, _ = await asyncio.wait({self._asking}, timeout=seconds)
        except BaseException:
            self.end()
            raise
        if not done:
            return None
        self.ended = True
        self._pool.give_back(self.worker)
        return self._asking.result()

    async def wait_while_quick(self) -> list[Answer] | None:
        """Return the answers, or None where the questions turn out to be slow. Raises RefusedError.

        What counts is the work: on a busy machine the time that passes says little.
        """
        answers, waits, quick = await self.wait(_QUICK_SECONDS), 1, _QUICK_SECONDS * self._parts
        while answers is None and not self.ended and waits < _MOST_WAITS * self._parts and self.worker.work() < quick:
            answers = await self.wait(_QUICK_SECONDS)
            waits += 1
        return answers

    def end(self) -> None:
        """Give up, unless it is done."""
        if not self.ended:
            self.ended = True
            self._asking.cancel()
            self._pool.end(self.worker)
