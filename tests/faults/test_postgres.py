"""PostgreSQL is stopped while a run goes on: one that comes back is waited for, one that does not is told in a line."""

import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

import pytest

from flows.cli.errors import HELD_BACK
from tests.faults.bed import QUICK, Bed, different, in_one_line
from tests.faults.commands import Order
from tests.faults.conftest import Moments
from tests.servers.postgres import Postgres, running

PART = 0.15
CALLS = {"knowing": 45, "reading": 1, "extraction": 40, "writing": 40, "publication": 1, "placing": 1}
AWAY_SECONDS = 3
GONE = "the database server does not answer: start it, then run this again; what was done is kept"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server of our own: that of the other tests must not be stopped."""
    with running() as server:
        yield server


def chosen(bed: Bed, moments: Moments, server: Postgres) -> list[Order]:
    random, orders = moments.random(), []
    for number, stage in enumerate(islice(cycle(CALLS), moments.share(PART))):
        given = bed.order(f"postgres-{number}", LEDGER_URL=server.create(f"moment_{number}"))
        orders.append(replace(given, stage=stage, call=random.randint(1, CALLS[stage]), holds=True))
    return orders


def test_a_server_that_is_stopped_and_started_in_the_middle_of_a_run_changes_nothing(
    bed: Bed, moments: Moments, server: Postgres
) -> None:
    random = moments.random()
    for order in chosen(bed, moments, server):
        what = f"{order.moment}; {moments.again}"
        under_way = bed.start(order)
        under_way.held()
        server.stop(random.choice((signal.SIGINT, signal.SIGQUIT)))
        under_way.let_go()
        time.sleep(AWAY_SECONDS)
        server.start()
        ended = under_way.end()
        assert (ended.status, ended.errors) == (HELD_BACK, []), (what, ended.said)
        left = bed.left_by(order.name, order.settings["LEDGER_URL"])
        assert different(bed.undisturbed(), left) == [], what


@pytest.mark.parametrize("stage", ["writing", "knowing", "publication"])
def test_a_server_that_stays_away_is_one_line_and_the_next_run_makes_up_for_it(
    bed: Bed, moments: Moments, server: Postgres, stage: str
) -> None:
    if stage != "writing":
        moments.must_be_many()
    url = server.create(f"away_{stage}")
    order = bed.order(f"away-{stage}", LEDGER_URL=url)
    under_way = bed.start(replace(order, stage=stage, holds=True, values=QUICK))
    under_way.held()
    server.stop()
    try:
        under_way.let_go()
        ended = under_way.end()
        not_there = bed.run(order)
    finally:
        server.start()
    assert in_one_line(ended, "the ledger postgresql+psycopg://postgres@127.0.0.1:", GONE), ended.said
    assert in_one_line(not_there, "the ledger postgresql+psycopg://postgres@127.0.0.1:", GONE), not_there.said
    assert bed.run(order).status == HELD_BACK
    assert different(bed.undisturbed(), bed.left_by(order.name, url)) == []
