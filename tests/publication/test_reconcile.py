"""Proposals from a real, small reconciliation service: what is asked, what is written, what comes of bad answers."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.cli import main
from flows.publication import links
from flows.publication.reconcile.entities import KINDS, DumpError, read_entities
from flows.publication.reconcile.service import Manifest
from flows.web import caller
from tests.publication.reconciliation_server import MANIFEST, Authority, serving

B = "https://w3id.org/zhengwen/"
PREFIXES = {
    "a": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "label": "<http://www.w3.org/2000/01/rdf-schema#label>",
    "same": "<http://www.w3.org/2002/07/owl#sameAs>",
}


def zw(name: str) -> str:
    return f"<{B}ontology#{name}>"


def lines(graph: str, *statements: str) -> str:
    return "".join(f"{statement} <{B}graph/{graph}> .\n" for statement in sorted(statements))


def thing(path: str, own_class: str, label: str, *more: str) -> tuple[str, ...]:
    subject = f"<{B}{path}>"
    return (
        f"{subject} {PREFIXES['a']} {zw(own_class)}",
        f'{subject} {PREFIXES["label"]} "{label}"@zh',
        f'{subject} {PREFIXES["label"]} "in English"@en',
        *(f"{subject} {each}" for each in more),
    )


SHU = thing("division/510100", "AdministrativeDivision", "四川省青禾市", f'{zw("adcode")} "510100"')
PROVINCE = thing("division/510000", "AdministrativeDivision", "四川省", f"{PREFIXES['same']} <http://x.org/Q1>")
OFFICE = thing("organization/1", "Organization", "青禾市人民政府", f"{zw('jurisdiction')} <{B}division/510100>")
PERSON = thing("person/1", "Person", "何清远")
DUMP = lines("a", *SHU, *PROVINCE, *OFFICE) + lines("b", *PERSON, *SHU)
CITY = {"id": "Q7", "name": "青禾市", "score": 99.5, "match": True, "type": [{"id": "Q515", "name": "city"}]}
TOWN = {"id": "Q8", "name": "=青禾", "score": 12, "match": False, "type": ["Q3957"]}


@pytest.fixture(autouse=True)
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(caller.Caller.__init__, "__defaults__", (lambda _seconds: None, httpx.Timeout(5.0)))
    folder = Path("output/latest")
    folder.mkdir(parents=True)
    (folder / "zhengwen.nq.gz").write_bytes(gzip.compress(DUMP.encode()))


@pytest.fixture
def authority() -> Iterator[Authority]:
    with serving(Authority({"四川省青禾市": [CITY, TOWN]})) as ours:
        yield ours


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def ask(authority: Authority, *more: str) -> int:
    return main(["reconcile", "--service", authority.url, *more])


def test_candidates_are_written_for_a_human(authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(authority) == 0
    printed = capsys.readouterr()
    assert rows(printed.out) == [
        {
            "subject": f"{B}division/510100", "kind": "division", "label": "四川省青禾市",
            "candidate": "http://www.wikidata.org/entity/Q7", "id": "Q7", "name": "青禾市", "types": "city",
            "score": "99.5", "match": "true",
        },
        {
            "subject": f"{B}division/510100", "kind": "division", "label": "四川省青禾市",
            "candidate": "http://www.wikidata.org/entity/Q8", "id": "Q8", "name": "'=青禾", "types": "Q3957",
            "score": "12", "match": "false",
        },
    ]  # fmt: skip
    assert "Asking Test authority about 3 things" in printed.err
    assert "Candidates for 1 of 3 things; the service is sure of 1" in printed.err


def test_type_and_property_are_those_of_the_service(authority: Authority) -> None:
    assert ask(authority) == 0
    asked = {each["query"]: each for batch in authority.batches for each in batch}
    assert set(asked) == {"四川省青禾市", "青禾市人民政府", "何清远"}  # what is linked already is not asked about
    assert asked["四川省青禾市"] == {
        "query": "四川省青禾市", "limit": 3, "type": "Q56061", "properties": [{"pid": "P442", "v": "510100"}],
    }  # fmt: skip
    assert asked["何清远"] == {"query": "何清远", "limit": 3, "type": "Q5"}


def test_the_operator_may_choose(authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--type", "division", "--limit", "1", "--candidates", "1", "--service-type", "Q515", "--output", "p.csv")
    assert ask(authority, *options) == 0
    (asked,) = authority.batches[0]
    assert (asked["type"], asked["limit"]) == ("Q515", 1)
    assert capsys.readouterr().out == ""
    assert [row["id"] for row in rows(Path("p.csv").read_text(encoding="utf-8"))] == ["Q7"]


def test_the_draft_of_the_next_version(authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    authority.manifest = {
        "versions": ["1.0-draft"], "name": "Next", "view": {"url": "https://example.org/page/{id}"}, "batchSize": 2,
    }  # fmt: skip
    assert ask(authority, "--service-type", "T") == 0
    assert [len(batch) for batch in authority.batches] == [2, 1]
    assert authority.batches[0][0] == {
        "lang": "zh", "limit": 3, "type": "T", "conditions": [{"matchType": "name", "propertyValue": "青禾市人民政府"}],
    }  # fmt: skip
    assert [row["candidate"] for row in rows(capsys.readouterr().out)] == [
        "https://example.org/page/Q7", "https://example.org/page/Q8",
    ]  # fmt: skip


def test_a_batch_that_is_too_large_is_halved(authority: Authority) -> None:
    authority.largest = 1
    assert ask(authority) == 0
    assert [len(batch) for batch in authority.batches] == [1, 1, 1]


def test_what_was_accepted_is_not_asked_again(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    link = f"{B}person/1,owl:sameAs,http://www.wikidata.org/entity/Q9,,me,2026-11-23\n"
    Path("links.csv").write_text("subject,predicate,object,note,by,date\n" + link, encoding="utf-8")
    monkeypatch.setattr(links, "links_path", lambda: Path("links.csv"))
    assert ask(authority) == 0
    assert "何清远" not in {each["query"] for batch in authority.batches for each in batch}


@pytest.mark.parametrize(
    ("manifest", "answer", "status", "words"),
    [
        ("<html>", None, 200, "answers with something that is no JSON"),
        (["x"], None, 200, "gives no manifest of a reconciliation service"),
        ({"versions": ["0.2"]}, None, 200, "gives no manifest of a reconciliation service"),
        (MANIFEST, {"q0": {"result": []}}, 200, "answers a batch, but not as the API says"),
        (MANIFEST, {"q0": {"result": [{"name": 1}]}}, 200, "answers a batch, but not as the API says"),
        (MANIFEST, ["x"], 200, "answers a batch, but not as the API says"),
        (MANIFEST, "no JSON", 200, "answers with something that is no JSON"),
        (MANIFEST, "why", 400, "answers 400 Bad Request: why"),
        (MANIFEST, None, 401, "it asks for credentials, and there are none"),
    ],
)
def test_a_bad_answer_is_one_line(
    authority: Authority, manifest: Any, answer: Any, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    authority.manifest, authority.answer, authority.status = manifest, answer, status
    assert ask(authority) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"error: {authority.url} ")
    assert words in last


def test_without_a_release_nothing_is_asked(authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    Path("output/latest/zhengwen.nq.gz").unlink()
    assert ask(authority) == 1
    assert capsys.readouterr().err == "error: output holds no release: run `zhengwen run` first\n"


def test_a_wrong_address_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", "--service", "example.org"]) == 2
    assert "error: --service must be an http(s) URL" in capsys.readouterr().err


def test_an_entity_knows_its_division() -> None:
    found = {entity.iri: entity for entity in read_entities(Path("output/latest/zhengwen.nq.gz"), KINDS)}
    assert found[f"{B}organization/1"].hints == {"adcode": "510100", "jurisdiction": "四川省青禾市"}


def test_a_damaged_dump_is_told() -> None:
    Path("cut.nq.gz").write_bytes(gzip.compress(DUMP.encode())[:-20])
    with pytest.raises(DumpError, match="is damaged"):
        read_entities(Path("cut.nq.gz"), KINDS)


@pytest.mark.parametrize(
    ("space", "view", "key", "iri"),
    [
        ("https://lobid.org/gnd/", "", "118", "https://lobid.org/gnd/118"),
        ("", "https://example.org/{{id}}", "a/b", "https://example.org/a%2Fb"),
        ("urn:x", "https://example.org/{id}", "1", "https://example.org/1"),
        ("https://x.org/", "", "https://y.org/1", "https://y.org/1"),
        ("", "", "1", ""),
    ],
)
def test_an_identifier_becomes_an_iri(space: str, view: str, key: str, iri: str) -> None:
    assert Manifest("x", space, view, draft=False).iri(key) == iri
