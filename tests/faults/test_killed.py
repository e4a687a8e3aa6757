"""kill -9 of `zhengwen run` at any moment: the next run leaves the ledger and the release of an undisturbed one."""

from dataclasses import replace
from itertools import cycle, islice

from flows.cli.errors import HELD_BACK
from tests.faults.bed import KILLED, Bed, again, different
from tests.faults.commands import Order
from tests.faults.conftest import Moments

PART = 0.6
_AS_A_GROUP = 0.5
"""Else the command alone is killed, and its workers find out."""
LONGEST = {
    "start": 1.0,
    "flow": 0.5,
    "knowing": 0.05,
    "reading": 0.2,
    "extraction": 0.02,
    "validation": 0.02,
    "writing": 0.02,
    "publication": 1.0,
    "files": 0.8,
    "placing": 0.05,
    "swap": 0.01,
    "retiring": 0.01,
}
"""Seconds from a call until the kill: about as long as the stage takes, so that its end is met too."""
CALLS = {"knowing": 45, "reading": 1, "extraction": 40, "validation": 40, "writing": 40}
"""How often a stage is entered at least; the others are once."""
_IN_WORKERS = ("extraction", "validation")
"""Stages whose calls are counted only where articles are made in the process of the command."""


def chosen(bed: Bed, moments: Moments) -> list[Order]:
    """Return commands that are killed in all stages, one stage after the other; some of them with worker processes."""
    random, orders = moments.random(), []
    for number, stage in enumerate(islice(cycle(LONGEST), moments.share(PART))):
        call, seconds = random.randint(1, CALLS.get(stage, 1)), round(random.uniform(0, LONGEST[stage]), 4)
        runner = "threads" if stage in _IN_WORKERS else random.choice(("threads", "processes"))
        order = bed.order(f"killed-{number}", TASK_RUNNER=runner)
        orders.append(replace(order, stage=stage, call=call, seconds=seconds, group=random.random() < _AS_A_GROUP))
    return orders


def test_a_run_killed_at_any_moment_is_made_up_for_by_the_next(bed: Bed, moments: Moments) -> None:
    undisturbed, orders = bed.undisturbed(), chosen(bed, moments)
    killed = bed.each(orders)
    assert [(each.status, each.said[-500:]) for each in killed if each.status != KILLED] == [], moments.again
    assert [order.moment for order in orders if bed.torn(order.name)] == [], moments.again
    ended = bed.each(again(orders))
    assert [(each.status, each.said[-500:]) for each in ended if each.status != HELD_BACK] == [], moments.again
    wrong = {order.moment: different(undisturbed, bed.left_by(order.name)) for order in orders}
    assert {moment: what for moment, what in wrong.items() if what} == {}, moments.again
