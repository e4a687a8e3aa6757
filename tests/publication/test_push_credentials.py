"""Credentials: given as asked for, never shown, and never readable on the way to another machine."""

from pathlib import Path

import httpx
import pytest

from flows.settings import load
from flows.web.credentials import Answering, Credentials, CredentialsError
from tests.publication.graph_server import PASSWORD, TOKEN, USER, GraphServer, serving
from tests.publication.pushing import A, B, push, quads, release

pytestmark = pytest.mark.usefixtures("waits")


@pytest.mark.parametrize(
    ("takes", "given", "option", "last"),
    [
        (("digest",), "user", [], "Digest"),
        (("digest", "basic"), "user", [], "Digest"),
        (("basic",), "user", [], "Basic"),
        (("bearer",), "token", [], "Bearer"),
        (("digest",), "user", ["--auth", "digest"], "Digest"),
        (("basic",), "user", ["--auth", "basic"], "Basic"),
        (("bearer", "basic"), "both", ["--auth", "bearer"], "Bearer"),
        (("bearer",), "both", [], "Bearer"),
    ],
)
def test_credentials_are_given_as_asked_for(
    server: GraphServer, takes: tuple[str, ...], given: str, option: list[str], last: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    server.auth = takes
    if given in ("user", "both"):
        monkeypatch.setenv("ZHENGWEN_PUSH_USER", USER)
        monkeypatch.setenv("ZHENGWEN_PUSH_PASSWORD", PASSWORD)
    if given in ("token", "both"):
        monkeypatch.setenv("ZHENGWEN_PUSH_TOKEN", TOKEN)
    release(quads(A, 3), quads(B, 1))
    assert push(server, *option, "--query", f"{server.url}/sparql") == 0
    assert server.size(A) == 3
    assert server.asked[-1].authorization.split(" ")[0] == last
    printed = capsys.readouterr()
    assert PASSWORD not in printed.err + printed.out
    assert TOKEN not in printed.err + printed.out
    state = b"".join(path.read_bytes() for path in Path(".zhengwen").iterdir())
    assert PASSWORD.encode() not in state


@pytest.mark.parametrize(
    ("takes", "user", "words"),
    [
        (("digest",), "", "401 Unauthorized: set ZHENGWEN_PUSH_USER"),
        (("digest",), "someone", "401 Unauthorized: set ZHENGWEN_PUSH_USER"),
        (("bearer",), USER, "asks for bearer, for which no credentials are set"),
    ],
)
def test_wrong_credentials_are_one_line(
    server: GraphServer, takes: tuple[str, ...], user: str, words: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    server.auth = takes
    monkeypatch.setenv("ZHENGWEN_PUSH_USER", user)
    monkeypatch.setenv("ZHENGWEN_PUSH_PASSWORD", user and PASSWORD)
    release(quads(A, 3))
    assert push(server) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert PASSWORD not in error


@pytest.mark.parametrize("token", ["abc\ndef", "密"])
def test_a_token_that_cannot_be_sent_is_not_shown(
    server: GraphServer, token: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGWEN_PUSH_TOKEN", token)
    release(quads(A, 1))
    assert push(server) == 1
    assert capsys.readouterr().err == "error: ZHENGWEN_PUSH_TOKEN has a character that no token has\n"


def test_another_server_does_not_get_the_credentials(server: GraphServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGWEN_PUSH_TOKEN", TOKEN)
    server.auth = ("bearer",)
    release(quads(A, 3))
    with serving(GraphServer(store=server.store)) as other:
        assert push(server, "--query", f"{other.url}/sparql") == 0
        assert {each.authorization for each in other.asked} == {""}


@pytest.mark.parametrize(
    ("challenge", "credentials", "words"),
    [
        ('Basic realm="x"', Credentials(user=USER, password=PASSWORD), "would get the password readable on the way"),
        ("Bearer", Credentials(token=TOKEN), "would get the token readable on the way"),
    ],
)
def test_no_server_can_ask_for_a_secret_in_clear(challenge: str, credentials: Credentials, words: str) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization", ""))
        return httpx.Response(401, headers={"WWW-Authenticate": challenge})

    client = httpx.Client(transport=httpx.MockTransport(answer), auth=Answering(credentials))
    with client, pytest.raises(CredentialsError, match=words):
        client.get("http://example.org/data")
    assert set(seen) <= {""}


def test_secrets_are_not_in_what_python_prints_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGWEN_PUSH_PASSWORD", PASSWORD)
    monkeypatch.setenv("ZHENGWEN_PUSH_TOKEN", TOKEN)
    assert PASSWORD not in repr(load())
    assert TOKEN not in repr(load()) + repr(Credentials(USER, PASSWORD, TOKEN))
