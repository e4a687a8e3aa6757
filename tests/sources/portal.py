"""A portal on this machine that behaves as it is told to, and misbehaves as real ones do."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from flows.articles.reading import Incoming
from flows.ledger import Ledger, Outcome
from flows.pipeline import process
from flows.recipe import recipe
from flows.sources.collecting import Collection, Wanted
from flows.sources.config import Source, parse_sources
from flows.sources.fetching import Fetcher
from flows.sources.pace import Pace
from flows.web.guarded import Origin
from tests.flows.invented import BASE, article


@dataclass
class Answer:
    """What the portal says to one request; `pause` is waited between the bytes of head or body."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    slow_head: bool = False
    kind: str = "text/html"

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def text(number: int, **more: Any) -> Answer:
    """Return an article as a page of plain text."""
    return Answer(article(number), kind="text/plain; charset=utf-8", **more)


def numbered(path: str) -> Answer:
    """Return the article of a path such as /t12.html, of any other that there is none."""
    number = path.removeprefix("/t").removesuffix(".html")
    return text(int(number)) if number.isdigit() else Answer("no such page", 404)


def redirect(target: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": target})


def listing(*paths: str, following: str = "") -> Answer:
    links = "".join(f'<li><a href="{path}">区政府召开常务会议研究工作</a></li>' for path in paths)
    more = f'<a href="{following}">下一页</a>' if following else ""
    return Answer(f'<html><body><a href="/about.html">关于</a><ul>{links}</ul>{more}</body></html>')


Route = Answer | list[Answer] | Callable[[str], Answer]


@dataclass
class Portal:
    """What there is under each path, and what was asked for."""

    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str) -> Answer:
        route = self.routes.get(path) or self.routes.get("*") or Answer("no such page", 404)
        if isinstance(route, list):
            return route.pop(0) if len(route) > 1 else route[0]
        return route if isinstance(route, Answer) else route(path)

    def source(self, **more: Any) -> Source:
        """Return this portal as a source that is asked as fast as can be."""
        row = {"name": "test", "lists": [f"{self.url}/list.html"], "links": r"/t\d+\.html$"} | more
        row["politeness"] = {"delay": 0} | more.get("politeness", {})
        return parse_sources({"source": [row]}, "test")["test"]

    def count(self, path: str) -> int:
        return self.asked.count(path)


@contextmanager
def serving(portal: Portal) -> Iterator[Portal]:
    """Let `portal` answer at its `url`."""
    handler = type("Handler", (_Handler,), {"ours": portal})
    with _Server(("127.0.0.1", 0), handler) as listening:
        portal.url = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield portal
        finally:
            listening.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        pass


class _Handler(BaseHTTPRequestHandler):
    ours: Portal

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.ours.asked.append(self.path)
        self.ours.headers.append(dict(self.headers))
        answer = self.ours.answer(self.path)
        tag = answer.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            answer = Answer(status=304, headers={"ETag": tag})
        lines = {"Content-Type": answer.kind, "Content-Length": str(len(answer.raw))} | answer.headers
        head = f"HTTP/1.0 {answer.status} X\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in lines.items() if value
        )
        with suppress(OSError):
            self._send(head.encode() + b"\r\n", answer.pause if answer.slow_head else 0)
            self._send(answer.raw, answer.pause)

    def _send(self, raw: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(raw)
            return
        for at in range(len(raw)):
            self.wfile.write(raw[at : at + 1])
            time.sleep(pause)


@dataclass
class Clock:
    """Time that passes by sleeping only."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def time(self) -> float:
        return self.now


def trusted_in(portal: Portal) -> frozenset[Origin]:
    """Return the origin of `portal`, as an operator who names it trusts it."""
    host, _, port = portal.url.removeprefix("http://").partition(":")
    return frozenset({(host, int(port))})


def fetcher(portal: Portal, clock: Clock | None = None, *, delay: float = 0.0, seconds: float = 5.0) -> Fetcher:
    """Return what gets pages of `portal`, its waits only counted."""
    time_ = clock or Clock()
    return Fetcher(
        trusted_in(portal), lambda line: None, delay=delay, pace=Pace(time_.sleep, time_.time), seconds=seconds
    )


@dataclass
class Run:
    """What one run of `ingest` over a source did, without Prefect."""

    came_in: list[Incoming]
    outcomes: list[Outcome]
    told: list[str]

    @property
    def errors(self) -> dict[str, str]:
        return {each.name: each.error for each in self.came_in if each.error}

    def statuses(self) -> list[str]:
        return [outcome.status for outcome in self.outcomes]


def run(source: Source, ledger: Ledger, *, killed_after: int | None = None, address: str | None = None) -> Run:
    """Do what the flow does; where it is killed, what came in before is recorded and nothing after it."""
    told: list[str] = []
    clock = Clock()
    pace = Pace(clock.sleep, clock.time)
    collection = Collection([Wanted(source, address)], ledger.pages, told.append, pace, seconds=5.0)
    done = Run([], [], told)
    for incoming in collection:
        done.came_in.append(incoming)
        known = ledger.known(incoming, recipe(BASE))
        done.outcomes += [known] if known else ledger.record([process(incoming, BASE)])
        if killed_after == len(done.came_in):
            return done
    collection.keep()
    return done
