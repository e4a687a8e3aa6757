"""`zhengwen serve` is killed, or its workers are, also while a release changes: it answers rightly, and comes back.

Killed is all of it, or the server alone, whose helpers must find out. After the next start nothing half made is left.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import httpx
import pytest

from flows.publication.staging import point_latest
from tests.faults.bed import PATIENCE, Commands, Running
from tests.faults.commands import Order
from tests.faults.conftest import Moments
from tests.flows.invented import article, ingest, open_ledger, release, write
from tests.server.process import ADDRESS

PART = 0.15
LONGEST = {
    "building": 0.6,
    "indexing": 0.6,
    "opening": 1.5,
    "changing": 2.0,
    "removing": 0.02,
}
"""Seconds from a call until the kill, about as long as the stage takes."""
OF_THE_NEXT = ("changing", "removing")
"""What happens when a release takes the place of another."""
COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?article a <https://w3id.org/zhengwen/ontology#Article> }"}
ARTICLES = {"first": 3, "second": 5}
"""How many articles each of the releases has."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases, of which the first is the latest."""
    folder = tmp_path_factory.mktemp("served")
    ledger, places = open_ledger(folder), []
    for name, number in ARTICLES.items():
        texts = {f"n{each}": article(each) for each in range(number)}
        ingest(ledger, [write(folder / name, **texts)])
        places.append(release(ledger, folder / "output").folder)
    point_latest(folder / "output", places[0])
    return folder / "output"


def releases_of(output: Path) -> list[Path]:
    """Return the two releases, the first first."""
    first = (output / "latest").resolve()
    return [first, *(path for path in (output / "releases").iterdir() if path != first)]


def copy_of(output: Path, target: Path) -> Path:
    """Return a folder of its own with the same releases."""
    target.mkdir()
    (target / "releases").symlink_to(output / "releases")
    (target / "latest").symlink_to((output / "latest").readlink())
    return target


def url_of(running: Running) -> str:
    """Return where a server listens, once it does."""
    found = ADDRESS.search(running.said("(Ctrl-C ends)"))
    assert found
    return found[1]


@contextmanager
def asked(url: str) -> Iterator[list[tuple[int, str]]]:
    """Ask a server by two clients all the time; yield what it answers, refused connections left out."""
    answers: list[tuple[int, str]] = []
    done = threading.Event()

    def ask() -> None:
        with httpx.Client(trust_env=False, timeout=PATIENCE, headers={"Accept": "text/csv"}) as client:
            while not done.is_set():
                try:
                    answer = client.get(f"{url}/sparql", params=COUNT)
                    answers.append((answer.status_code, answer.text))
                except httpx.TransportError:
                    time.sleep(0.01)

    with ThreadPoolExecutor(2) as threads:
        asking = [threads.submit(ask) for _ in range(2)]
        try:
            yield answers
        finally:
            done.set()
            for each in asking:
                each.result(PATIENCE)


def chosen(commands: Commands, moments: Moments) -> list[Order]:
    random, orders = moments.random(), []
    for number, stage in enumerate(islice(cycle(LONGEST), moments.share(PART))):
        call = 2 if stage == "changing" else 1
        given = commands.order(f"serve-{number}", "serve", "--port", "0", BASE_IRI="https://example.org/")
        seconds = round(random.uniform(0, LONGEST[stage]), 3)
        given = replace(given, stage=stage, call=call, seconds=seconds, group=random.random() < 0.5)
        orders.append(replace(given, values={"flows.server.releases:_LOOK_SECONDS": 0.2}))
    return orders


def right(answers: list[tuple[int, str]]) -> bool:
    """Tell whether whatever was answered was right for one of the releases."""
    return {text for status, text in answers if status == 200} <= {f"n\r\n{number}\r\n" for number in ARTICLES.values()}


def struck(commands: Commands, order: Order, output: Path, following: Path) -> list[tuple[int, str]]:
    """Let a server be killed as the order says, with clients there; return what they were answered."""
    running = commands.start(order)
    if order.stage not in OF_THE_NEXT:
        running.end()
        return []
    with asked(url_of(running)) as answers:
        point_latest(output, output / "releases" / following.name)
        running.end()
    return answers


def left_over(state: Path) -> list[str]:
    """Return what is in the state folder that was half made, or is of nobody."""
    return [str(path.relative_to(state)) for path in state.glob("*/.building-*")]


def test_a_server_killed_at_any_moment_answers_after_the_next_start(
    commands: Commands, moments: Moments, output: Path
) -> None:
    first, second = releases_of(output)
    for order in chosen(commands, moments):
        what = f"{order.moment}; {moments.again}"
        state, own = (
            commands.folder / order.settings["STATE"],
            copy_of(output, commands.folder / order.settings["OUTPUT"]),
        )
        assert right(struck(commands, order, own, second)), what
        running = commands.start(replace(order, seconds=None))
        with httpx.Client(base_url=url_of(running), trust_env=False, timeout=PATIENCE) as client:
            number = ARTICLES["first" if (own / "latest").resolve() == first else "second"]
            answer = client.get("/sparql", params=COUNT, headers={"Accept": "text/csv"})
            assert (answer.status_code, answer.text) == (200, f"n\r\n{number}\r\n"), what
            assert client.get("/zh/").status_code == 200, what
            # Who searches waits for the index, which is made while the server answers.
            assert client.get("/zh/search", params={"q": "会议"}).status_code == 200, what
        assert left_over(state) == [], what
        assert len(list((state / "answers").glob("server-*"))) == 1, what
        os.kill(running.pid, signal.SIGINT)
        assert running.end().status == 0, what


def test_workers_that_are_killed_are_replaced(commands: Commands, output: Path, tmp_path: Path) -> None:
    order = commands.order("workers", "serve", "--port", "0", OUTPUT=str(output), BASE_IRI="https://example.org/")
    running = commands.start(order)
    with asked(url_of(running)) as answers:
        for _ in range(3):
            for worker in children_of(running.pid):
                os.kill(worker, signal.SIGKILL)
            since, until = len(answers), time.monotonic() + PATIENCE
            while [status for status, _ in answers[since:]].count(200) < 10:
                assert time.monotonic() < until, answers[since:]
                time.sleep(0.01)
    os.kill(running.pid, signal.SIGINT)
    assert running.end().status == 0
    assert right(answers)
    assert {status for status, _ in answers} <= {200, 503}


def children_of(process: int) -> list[int]:
    """Return the processes that `process` has started."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for each in listed for number in each.read_text().split()]
