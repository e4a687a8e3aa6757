"""The push to a real, small graph store: what is sent, what is not, what comes of faults, and what is never shown."""

import gzip
import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from flows.cli import main
from flows.publication.push import graphs as graphs_module
from flows.publication.push.graphs import ReleaseError, read_graphs
from tests.publication.graph_server import GraphServer, serving
from tests.publication.pushing import A, B, C, push, quads, release

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.usefixtures("waits")


def test_only_what_changed_is_sent_again(server: GraphServer, capsys: pytest.CaptureFixture[str]) -> None:
    release(quads(A, 3) + quads(B, 2), quads(C, 1))
    assert push(server) == 0
    assert (server.size(A), server.size(B), server.size(C)) == (3, 2, 1)
    assert server.methods() == ["PUT", "GET"] * 3
    said = f"Pushed release r-1 to {server.url}/data: 3 graphs sent with 6 triples, 0 deleted, 0 unchanged\n"
    assert capsys.readouterr().err == said
    server.asked.clear()
    release(quads(A, 3), quads(B, 4))
    assert push(server) == 0
    assert [(each.method, each.graph) for each in server.asked] == [
        ("PUT", B), ("GET", B), ("DELETE", C), ("GET", C),
    ]  # fmt: skip
    assert server.graphs() == {A, B}
    assert server.size(B) == 4
    server.asked.clear()
    assert push(server) == 0
    assert server.asked == []
    assert "0 graphs sent with 0 triples, 0 deleted, 2 unchanged" in capsys.readouterr().err


def test_graphs_of_others_stay(server: GraphServer) -> None:
    release(quads(A, 1))
    with httpx.Client() as client:
        client.put(f"{server.url}/data", params={"graph": C}, content=b"", headers={"Content-Type": "text/turtle"})
    assert push(server) == 0
    assert server.graphs() == {A, C}


def test_each_endpoint_is_known_by_itself_and_all_can_be_sent_again(server: GraphServer) -> None:
    release(quads(A, 1))
    with serving(GraphServer()) as other:
        assert (push(server), push(other)) == (0, 0)
        assert (server.size(A), other.size(A)) == (1, 1)
    server.store.clear()
    assert push(server) == 0
    assert server.size(A) == 0
    assert push(server, "--all") == 0
    assert server.size(A) == 1


def test_a_large_graph_goes_in_parts(server: GraphServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs_module, "LINES_A_PART", 4)
    monkeypatch.setattr(graphs_module, "BYTES_A_PART", 200)
    release(quads(A, 10), quads(B, 1))
    assert push(server) == 0
    assert server.size(A) == 10
    of_a = [each for each in server.asked if each.graph == A]
    assert [each.method for each in of_a] == ["PUT", *["POST"] * (len(of_a) - 2), "GET"]
    assert len(of_a) > 4
    assert max(each.size for each in of_a) <= 200 + 80


def test_graphs_are_counted_by_a_query_if_there_is_an_endpoint(server: GraphServer) -> None:
    release(quads(A, 3))
    assert push(server, "--query", f"{server.url}/sparql") == 0
    assert [(each.method, each.graph) for each in server.asked] == [("PUT", A), ("GET", "")]


@pytest.mark.parametrize("content_type", ["text/turtle", "text/plain; charset=utf-8", "application/rdf+xml"])
def test_a_store_may_give_graphs_in_its_own_format(server: GraphServer, content_type: str) -> None:
    server.content_type = content_type
    release(quads(A, 3))
    assert push(server) == 0


@pytest.mark.parametrize("query", [False, True])
def test_a_wrong_count_is_told_and_the_graph_sent_again(
    server: GraphServer, query: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--query", f"{server.url}/sparql") if query else ()
    server.faults = ["lose"]
    release(quads(A, 3), quads(B, 1))
    assert push(server, *more) == 1
    error = capsys.readouterr().err
    assert f"wrong count: {A} has 2 there, not 3\n" in error
    assert "error: wrong count of triples in 1 graph; the next push sends them again" in error
    server.asked.clear()
    assert push(server, *more) == 0
    assert [each.method for each in server.asked] == ["PUT", "GET"]
    assert server.size(A) == 3


def test_a_graph_that_cannot_be_deleted_is_told(server: GraphServer, capsys: pytest.CaptureFixture[str]) -> None:
    release(quads(A, 1), quads(B, 1))
    push(server)
    release(quads(A, 1))
    server.faults = [204]
    assert push(server) == 1
    assert f"wrong count: {B} has 1 there, not 0" in capsys.readouterr().err
    assert push(server) == 0
    assert server.graphs() == {A}


@pytest.mark.parametrize("fault", [429, 502, 503, 504, "cut", "cut before"])
def test_a_busy_or_broken_server_is_asked_again(
    server: GraphServer, fault: int | str, waits: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults = [fault, fault]
    release(quads(A, 3))
    assert push(server) == 0
    assert server.size(A) == 3
    assert waits == [1.0, 2.0]
    assert "again in 1 s" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("7", 7, 7), ("86400", 300, 300), ("soon", 1, 1), ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0), ("", 1, 1)],
)
def test_a_server_may_say_how_long(server: GraphServer, value: str, low: int, high: int, waits: list[float]) -> None:
    server.faults, server.headers = [503], {"Retry-After": value}
    release(quads(A, 3))
    assert push(server) == 0
    assert low <= waits[0] <= high


def test_an_interrupted_push_goes_on_where_it_was(
    server: GraphServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(graphs_module, "LINES_A_PART", 2)
    release(quads(A, 1), quads(B, 5), quads(C, 1))
    server.faults = [None, None, None, *[503] * 6]  # A is sent and counted, and the first part of B is sent
    assert push(server) == 1
    assert "error: " in capsys.readouterr().err
    assert server.size(B) == 2
    server.asked.clear()
    assert push(server) == 0
    assert [(each.method, each.graph) for each in server.asked if each.method == "PUT"] == [("PUT", B), ("PUT", C)]
    assert (server.size(B), server.size(C)) == (5, 1)


def test_a_graph_half_sent_and_then_gone_is_deleted(server: GraphServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs_module, "LINES_A_PART", 2)
    release(quads(A, 1), quads(B, 5))
    server.faults = [None, None, None, 500]
    assert push(server) == 1
    release(quads(A, 1))
    assert push(server) == 0
    assert server.graphs() == {A}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "answers 400 Bad Request: busy now"),
        (403, "answers 403 Forbidden: these credentials, or none, may not do this there"),
        (503, "answers 503 Service Unavailable: busy now"),
        (307, "answers 307 Temporary Redirect: it has moved to another place: give that address"),
    ],
)
def test_a_refusal_is_one_line(
    server: GraphServer, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults = [status] * 6
    release(quads(A, 1))
    assert push(server) == 1
    goes_on = "what was pushed is noted: push again when that is put right"
    assert capsys.readouterr().err.splitlines()[-1] == f"error: {server.url}/data {words}; {goes_on}"


def test_no_server_is_one_line(waits: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    release(quads(A, 1))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}/data"
    assert main(["push", "--endpoint", f"{endpoint}?key=secret"]) == 1
    error = capsys.readouterr().err
    assert f"error: {endpoint} cannot be reached: [Errno" in error
    assert "secret" not in error
    assert waits == [1, 2, 4, 8, 16]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--endpoint", "ftp://example.org/data"], "--endpoint must be an http(s) URL"),
        (["--endpoint", "http://dba:dba@example.org/data"], "--endpoint holds a user or password"),
        (["--endpoint", "http://[::1/data"], "--endpoint is no URL"),
        (["--endpoint", "http://example.org/", "--query", "sparql"], "--query must be an http(s) URL"),
    ],
)
def test_a_wrong_address_is_wrong_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    release(quads(A, 1))
    assert main(["push", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"error: {words}")
    assert "dba" not in error.replace("ZHENGWEN_PUSH_USER", "")
    assert error.count("\n") == 1


def test_without_a_release_nothing_is_pushed(server: GraphServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert push(server) == 1
    assert capsys.readouterr().err == "error: output holds no release: run `zhengwen run` first\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (quads(A, 1) + quads(B, 1) + quads(A, 1, "y"), "do not stand together"),
        (quads(A, 1) + "<https://e.org/s> <https://e.org/p> <https://e.org/o> .\n", "line 2 is no statement"),
        ("_:b <https://e.org/p> <https://e.org/o> <https://e.org/g> .\n", "line 1 is no statement"),
    ],
)
def test_a_dump_that_is_not_as_it_must_be_deletes_nothing(
    server: GraphServer, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    release(quads(C, 1))
    push(server)
    release(text)
    assert push(server) == 1
    assert words in capsys.readouterr().err
    assert C in server.graphs()


def test_a_cut_dump_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.nq.gz"
    path.write_bytes(gzip.compress(quads(A, 1000).encode())[:-20])
    with pytest.raises(ReleaseError, match="is damaged"):
        list(read_graphs(path))


def test_the_committed_release_can_be_pushed(server: GraphServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGWEN_OUTPUT", str(ROOT / "output"))
    assert push(server) == 0
    assert server.graphs()


def test_two_pushes_at_a_time_are_one_too_many(server: GraphServer, capsys: pytest.CaptureFixture[str]) -> None:
    from flows.publication.push.state import open_state

    release(quads(A, 1))
    with open_state(Path(".zhengwen"), httpx.URL(server.url)):
        assert push(server) == 1
    assert "error: another push is under way" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["extracting", "validating", "querying", "evaluating", "parser"])
def test_commands_that_call_no_server_do_not_load_what_calls(module: str) -> None:
    code = f"import sys, flows.cli.{module}; print([n for n in ('httpx', 'prefect') if n in sys.modules])"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
