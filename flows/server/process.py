"""One worker as the server sees it: a process that is asked, given less of the processor, or killed."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from flows.server.engine import Answer, PageQuestion, Question, RefusedError
from flows.server.worker import Orders, spilled

_PACKAGE = str(Path(__file__).parents[2])
_LEAST_PRIORITY = 19
_USER, _CHILDREN = 11, 13
"""Where its own times, in user and in system, stand after the name of a process in /proc/PID/stat (proc(5))."""
_LONGEST_LINE = 1 << 20
_BAD_QUERY, _UNAVAILABLE = 400, 503
_FIELDS = {each: tuple(field.name for field in fields(each)) for each in (Question, PageQuestion)}


class Worker:
    """A running worker, asked one or some questions at a time."""

    def __init__(self, process: asyncio.subprocess.Process, orders: Orders) -> None:
        self._process, self._orders = process, orders
        self.demoted = False
        self.spent = False
        self._worked: float | None = None
        """Seconds of the processor before it was asked what it is asked now."""

    @classmethod
    async def start(cls, orders: Orders) -> "Worker":
        """Return a worker that is on its way; it answers when it is ready."""
        path = os.pathsep.join(filter(None, (_PACKAGE, os.environ.get("PYTHONPATH"))))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "flows.server.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
            env=os.environ | {"PYTHONPATH": path},
        )
        worker = cls(process, orders)
        worker._send(asdict(orders))
        return worker

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.returncode is None

    @property
    def fit(self) -> bool:
        """Whether it is as good as a fresh one."""
        return self.alive and not self.demoted and not self.spent

    def ask(self, questions: Sequence[Question | PageQuestion]) -> Coroutine[Any, Any, list[Answer]]:
        """Have it begin with the questions at once; what is to be awaited returns the answers, or raises RefusedError.

        One has none where it is refused, all where the worker ends over them.
        """
        if self._worked is None:
            self._worked = self._processor_seconds()
        # Not by `asdict`, which copies each value.
        self._send([{name: getattr(question, name) for name in _FIELDS[type(question)]} for question in questions])
        return self._answers()

    async def _answers(self) -> list[Answer]:
        assert self._process.stdout
        try:
            said = json.loads(await self._process.stdout.readline() or b"{}")
            self.spent, self._worked = said.get("spent", False), said.get("worked")
            answers = [await self._answer(place, header) for place, header in enumerate(said.get("answers", ()))]
        except (ConnectionError, asyncio.IncompleteReadError):
            answers = []
        if not answers:
            raise RefusedError(*await self._why_it_ended())
        for each in answers:
            if isinstance(each, RefusedError):
                raise each
        return [each for each in answers if isinstance(each, Answer)]

    async def _answer(self, place: int, header: dict[str, Any]) -> Answer | RefusedError:
        """Read one answer to its end, so that the next can be read."""
        assert self._process.stdout
        if "size" not in header:
            return RefusedError(header["status"], header["reason"])
        body = self._taken_over(place) if header["in_file"] else await self._process.stdout.readexactly(header["size"])
        return Answer(header["media_type"], body, header["size"])

    def work(self) -> float:
        """Return how long it has worked on what it is asked now, on systems that tell; waiting does not count."""
        return self._processor_seconds() - (self._worked or 0.0)

    def _processor_seconds(self) -> float:
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return sum(map(int, fields[_USER:_CHILDREN])) / os.sysconf("SC_CLK_TCK")

    def demote(self) -> None:
        """Let all others go first from now on."""
        self.demoted = True
        if self.alive:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LEAST_PRIORITY)

    async def kill(self) -> None:
        """End it, whatever it does, and remove what it wrote."""
        if self.alive:
            self._process.kill()
        await self._process.communicate()
        left = Path(self._orders.spill)
        for file in left.parent.glob(f"{left.name}-*"):
            file.unlink(missing_ok=True)

    def _send(self, line: dict[str, Any] | list[dict[str, Any]]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(line).encode() + b"\n")

    def _taken_over(self, place: int) -> Any:
        path = spilled(self._orders.spill, place)
        file = path.open("rb")
        path.unlink()
        return file

    async def _why_it_ended(self) -> tuple[int, str]:
        _, words = await self._process.communicate()
        if b"overflowed its stack" in words or self._process.returncode == -signal.SIGSEGV:
            return _BAD_QUERY, "the query is nested too deeply"
        if b"memory allocation" in words or b"bad_alloc" in words:
            megabytes = self._orders.memory_bytes >> 20
            return _UNAVAILABLE, f"the query needs more than {megabytes:,} MB of memory (ZHENGWEN_QUERY_MEMORY_MB)"
        return _UNAVAILABLE, f"the query ended its process ({self._process.returncode}): ask it in another way"
