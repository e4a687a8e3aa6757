"""The push is killed, or the triplestore fails in the middle of it: the next push leaves each graph there, once."""

import gzip
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random

import httpx
import pyoxigraph as ox
import pytest

from flows.cli import main
from flows.publication.checksums import write_sums
from flows.publication.push import graphs as graphs_module
from flows.web import caller
from tests.faults.bed import KILLED, Commands, Ended, in_one_line
from tests.faults.commands import Order
from tests.faults.conftest import Moments
from tests.publication.graph_server import GraphServer, serving

PART = 0.25
LONGEST = {"start": 0.1, "pushing": 0.02, "calling": 0.01, "noting": 0.005, "deleting": 0.003}
CALLS = {"pushing": 15, "calling": 45, "noting": 30, "deleting": 4}
LINES_A_PART = 20
OF_OTHERS = "https://example.org/graph/of-others"
FAULTS = (None, None, None, 500, 502, 503, 429, "cut", "cut before", "lose")
Statements = dict[str, int]
"""How many statements there are in each graph."""


def before_and_after(random: Random) -> tuple[Statements, Statements]:
    """Return two releases: of 40 graphs, five go, five come, and ten change; one is sent in many parts."""
    sizes = {f"https://example.org/graph/{number:02}": random.randint(1, 30) for number in range(45)}
    names = list(sizes)
    before = {name: sizes[name] for name in names[:40]}
    changed = {name: sizes[name] + random.randint(1, 30) for name in names[5:15]}
    return before, {name: sizes[name] for name in names[5:]} | changed | {names[20]: 10 * LINES_A_PART}


def publish(folder: Path, name: str, graphs: Statements) -> set[str]:
    """Put a release in place; return its statements."""
    release = folder / "releases" / name
    release.mkdir(parents=True, exist_ok=True)
    lines = {
        f'<https://e.org/s{number}> <https://e.org/p> "{number} of {size}"@zh <{graph}> .'
        for graph, size in graphs.items()
        for number in range(size)
    }
    ordered = sorted(lines, key=lambda line: (line.rpartition(" <")[2], line))
    (release / "zhengwen.nq.gz").write_bytes(gzip.compress("".join(f"{line}\n" for line in ordered).encode()))
    write_sums(release, {})
    (folder / "latest").unlink(missing_ok=True)
    (folder / "latest").symlink_to(f"releases/{name}")
    return lines


def kept(server: GraphServer) -> set[str]:
    """Return what a store holds that came from here."""
    return {f"{quad} ." for quad in server.store if str(quad.graph_name) != f"<{OF_OTHERS}>"}


def store_of_others() -> GraphServer:
    """Return a store in which there is a graph that is not ours."""
    server = GraphServer()
    name, value = ox.NamedNode("https://e.org/s"), ox.Literal("theirs")
    server.store.add(ox.Quad(name, ox.NamedNode("https://e.org/p"), value, ox.NamedNode(OF_OTHERS)))
    return server


def chosen(commands: Commands, moments: Moments) -> list[Order]:
    random, orders = moments.random(), []
    for number, stage in enumerate(islice(cycle(LONGEST), moments.share(PART))):
        call, seconds = random.randint(1, CALLS.get(stage, 1)), round(random.uniform(0, LONGEST[stage]), 4)
        values = {"flows.publication.push.graphs:LINES_A_PART": LINES_A_PART}
        given = commands.order(f"push-{number}", "push")
        orders.append(replace(given, stage=stage, call=call, seconds=seconds, values=values))
    return orders


def pushed(commands: Commands, order: Order, url: str, *, killed: bool) -> Ended:
    arguments = ["push", "--endpoint", f"{url}/data"]
    return commands.run(replace(order, arguments=arguments, seconds=order.seconds if killed else None))


def test_a_push_killed_at_any_moment_is_made_up_for_by_the_next(commands: Commands, moments: Moments) -> None:
    random = moments.random()
    for order in chosen(commands, moments):
        what = f"{order.moment}; {moments.again}"
        output = commands.folder / order.settings["OUTPUT"]
        before, after = before_and_after(random)
        with serving(store_of_others()) as server:
            publish(output, "r-1", before)
            assert pushed(commands, order, server.url, killed=False).status == 0, what
            statements = publish(output, "r-2", after)
            ended = pushed(commands, order, server.url, killed=True)
            assert ended.status == KILLED, (what, ended.said)
            again = pushed(commands, order, server.url, killed=False)
            assert again.status == 0, (what, again.said)
            assert kept(server) == statements, what
            assert server.size(OF_OTHERS) == 1, what


@pytest.mark.usefixtures("folder")
def test_a_store_that_fails_in_any_way_has_each_graph_once_when_it_is_well_again(
    moments: Moments, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(caller.Caller.__init__, "__defaults__", (lambda seconds: None, httpx.Timeout(60.0)))
    monkeypatch.setattr(graphs_module, "LINES_A_PART", LINES_A_PART)
    random = moments.random()
    for number in range(moments.share(PART)):
        what = f"{number}; {moments.again}"
        with serving(store_of_others()) as server:
            for name, graphs in zip(("r-1", "r-2"), before_and_after(random), strict=True):
                statements = publish(Path("output"), name, graphs)
                server.faults = random.choices(FAULTS, k=random.randint(1, 100))
                well = False
                while status := main(["push", "--endpoint", f"{server.url}/data"]):
                    said = capsys.readouterr().err
                    assert in_one_line(Ended(status, said)), (what, said)
                    assert not well, (what, said)
                    well = not server.faults
                assert kept(server) == statements, what
                assert server.size(OF_OTHERS) == 1, what


@pytest.mark.usefixtures("folder")
def test_a_store_that_is_gone_is_told_with_its_address_and_may_come_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(caller.Caller.__init__, "__defaults__", (lambda seconds: None, httpx.Timeout(60.0)))
    before, after = before_and_after(Random(1))
    publish(Path("output"), "r-1", before)
    with serving(GraphServer()) as server:
        assert main(["push", "--endpoint", f"{server.url}/data"]) == 0
    statements = publish(Path("output"), "r-2", after)
    capsys.readouterr()
    assert main(["push", "--endpoint", f"{server.url}/data"]) == 1
    [error] = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert error.startswith(f"error: {server.url}/data cannot be reached: ")
    assert error.endswith("; what was pushed is noted: push again when that is put right")
    with serving(server, int(server.url.rpartition(":")[2])):
        assert main(["push", "--endpoint", f"{server.url}/data"]) == 0
    assert kept(server) == statements
