"""What is made of hostile articles is well-formed and has no statement, markup or order of theirs; nobody is called."""

import csv
import gzip
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rdflib import Graph
from starlette.testclient import TestClient

from flows.cli import main
from flows.graph.sheet import writable
from flows.ledger import Ledger
from flows.publication.release import publish
from tests.flows.invented import ABOUT, BASE, article, ingest, write
from tests.hostile.articles import EVIL, PAYLOADS, write_articles
from tests.server.conftest import client_of

ROOT = Path(__file__).parents[2]
OFFLINE = Path(__file__).parent / "offline"
COMMAND = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())"]
ORDERS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of what a terminal obeys, and what breaks or turns a line."""
ADDRESSES = ("http://news.example/", f"http://{EVIL}/1")
"""What articles say of where they are, with all that is hostile in it escaped."""
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD, ".gz": ox.RdfFormat.N_QUADS}


@dataclass
class Made:
    """A folder in which `zhengwen run` was typed over hostile articles; what it said, and whom it tried to call."""

    folder: Path
    status: int
    said: list[str]
    called: str

    @property
    def latest(self) -> Path:
        return self.folder / "output" / "latest"

    def environment(self) -> dict[str, str]:
        return {
            "ZHENGWEN_BASE_IRI": BASE,
            "ZHENGWEN_STATE": f"{self.folder}/.zhengwen",
            "ZHENGWEN_OUTPUT": f"{self.folder}/output",
        }


def offline(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Type a command on a machine whose Pythons reach nothing but itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment |= {"PYTHONPATH": f"{OFFLINE}:{ROOT}", "OFFLINE_NOTES": str(folder / "calls.txt"), **settings}
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def calls(folder: Path) -> str:
    notes = folder / "calls.txt"
    return notes.read_text(encoding="utf-8") if notes.exists() else ""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A second release, of hostile articles, after a first one of a harmless article: so there are changes to tell."""
    folder = tmp_path_factory.mktemp("hostile")
    write_articles(folder / "in")
    state = folder / ".zhengwen"
    ledger = Ledger(f"sqlite:///{state / 'ledger.sqlite'}")
    ingest(ledger, [write(folder / "first", a=article(999))])
    publish(ledger, ABOUT, folder / "output", state)
    done = offline(folder, "run", "in", ZHENGWEN_LOG="json", ZHENGWEN_BASE_IRI=BASE)
    return Made(folder, done.returncode, done.stderr.splitlines(), calls(folder))


@pytest.fixture(scope="module")
def dataset(made: Made) -> ox.Dataset:
    return ox.Dataset(ox.parse(path=made.latest / "zhengwen.ttl", format=ox.RdfFormat.TURTLE))


def test_every_article_has_an_end_and_most_are_published(made: Made) -> None:
    entries = Ledger(f"sqlite:///{made.folder}/.zhengwen/ledger.sqlite").entries(
        "accepted", "quarantined", "rejected", "duplicate"
    )
    assert made.status in (0, 3)
    assert len(entries) == 1 + 3 * len(PAYLOADS)
    assert sum(each.status == "accepted" for each in entries) > 2 * len(PAYLOADS)
    assert not [each.reason for each in entries if "the program failed" in each.reason]


def test_the_log_is_an_object_a_line_without_orders(made: Made) -> None:
    assert len(made.said) > 3
    assert all(json.loads(line)["event"] for line in made.said)
    assert orders("".join(made.said)) == set()


def test_a_run_calls_nobody(made: Made) -> None:
    assert made.called == ""


def test_neither_do_commands_that_only_read(made: Made) -> None:
    where = made.environment()
    for arguments in (("extract", "in"), ("query", "chairs"), ("validate", "output/latest/zhengwen.ttl"), ("status",)):
        done = offline(made.folder, *arguments, **where)
        assert done.returncode in (0, 3), done.stderr
    assert calls(made.folder) == ""


def test_the_watch_sees_whoever_calls(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(OFFLINE), "OFFLINE_NOTES": str(tmp_path / "calls.txt")}
    call = "import socket; socket.create_connection(('192.0.2.7', 80))"
    done = subprocess.run([sys.executable, "-c", call], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "192.0.2.7" in calls(tmp_path)


def test_all_dumps_say_the_same_and_no_statement_is_an_articles_own(made: Made, dataset: ox.Dataset) -> None:
    triples = {quad.triple for quad in dataset}
    with gzip.open(made.latest / "zhengwen.nq.gz") as packed:
        assert {quad.triple for quad in ox.parse(packed.read(), format=ox.RdfFormat.N_QUADS)} == triples
    jsonld = ox.parse(path=made.latest / "zhengwen.jsonld", format=ox.RdfFormat.JSON_LD)
    assert {quad.triple for quad in jsonld} == triples
    assert len(Graph().parse(made.latest / "zhengwen.ttl", format="turtle")) == len(triples)
    named = {
        term.value
        for triple in triples
        for term in (triple.subject, triple.predicate)
        if isinstance(term, ox.NamedNode)
    }
    assert not [iri for iri in named if EVIL in iri]
    objects = {triple.object.value for triple in triples if isinstance(triple.object, ox.NamedNode)}
    assert {iri for iri in objects if EVIL in iri and not iri.startswith(ADDRESSES)} == set()


def test_what_articles_say_is_kept_as_they_say_it(dataset: ox.Dataset) -> None:
    literals = " ".join(quad.object.value for quad in dataset if isinstance(quad.object, ox.Literal))
    for name in ("html", "turtle", "sparql", "formula", "markdown", "shell", "percent", "terminal"):
        assert writable(PAYLOADS[name]) in literals, name


@pytest.mark.parametrize("name", ["void.ttl", "shacl-report.ttl", "delta/added.nq.gz", "delta/removed.nq.gz"])
def test_other_files_of_rdf_are_well_formed(made: Made, name: str) -> None:
    path = made.latest / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    quads = list(ox.parse(content, format=FORMATS[path.suffix]))
    assert quads or "removed" in name
    assert not [quad for quad in quads if EVIL in str(quad.predicate)]


def test_tables_have_whole_rows(made: Made) -> None:
    metadata = json.loads((made.latest / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    columns = {each["url"]: len(each["tableSchema"]["columns"]) for each in metadata["tables"]}
    for path in (made.latest / "tables").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            widths = [len(row) for row in csv.reader(stream, strict=True)]
        wanted = next(width for url, width in columns.items() if url.endswith(path.name))
        assert set(widths) <= {wanted, next(iter(widths))}, path.name
        assert len(set(widths)) == 1, path.name


def test_the_network_is_xml(made: Made) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(made.latest / "network" / "co-participation.graphml", parser).getroot()
    assert {etree.QName(element).localname for element in root.iter()} <= {
        "graphml",
        "key",
        "graph",
        "node",
        "edge",
        "data",
    }
    assert len(root.findall(".//{*}node")) >= 1


def test_the_manifest_and_the_sums_name_files_alone(made: Made) -> None:
    manifest = json.loads((made.latest / "manifest.json").read_text(encoding="utf-8"))
    listed = [line.partition("  ")[2] for line in (made.latest / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    there = {
        path.relative_to(made.latest.resolve()).as_posix()
        for path in made.latest.resolve().rglob("*")
        if path.is_file()
    }
    assert set(listed) | {"SHA256SUMS"} == there
    assert set(manifest["files"]) <= there
    assert all(re.fullmatch(r"[a-z-]+(?:/[a-z-]+)?\.[a-z.]+", name) for name in manifest["files"])


def test_the_changes_are_markdown_with_links_to_our_things_alone(made: Made) -> None:
    text = (made.latest / "CHANGES.md").read_text(encoding="utf-8")
    assert text.count("\n- ") > 5
    assert orders(text) == set()
    assert_harmless(text)


def test_what_prefect_shows_is_markdown_without_links(made: Made) -> None:
    with sqlite3.connect(made.folder / ".zhengwen" / "prefect" / "prefect.db") as database:
        artifacts = dict(database.execute("SELECT key, data FROM artifact").fetchall())
    assert {"ingest", "publish"} <= set(artifacts)
    for key, data in artifacts.items():
        assert orders(json.loads(data)) == set(), key
        assert_harmless(json.loads(data))


def test_articles_are_their_owners_alone(made: Made) -> None:
    assert stat.S_IMODE((made.folder / ".zhengwen").stat().st_mode) == 0o700


def test_commands_print_nothing_that_a_terminal_obeys(
    made: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in made.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(made.folder)
    held_back = Ledger(f"sqlite:///{made.folder}/.zhengwen/ledger.sqlite").entries("quarantined", "rejected")
    typed = [["extract", "--format", form, "in"] for form in ("table", "json", "gold", "turtle")]
    typed += [["status"], ["status", "--format", "json"], ["review"], ["quarantine", "list"], ["quarantine", "retry"]]
    typed += [["quarantine", "show", str(each.id)] for each in held_back[:20]]
    typed += [["query", "policy-terms"], ["query", "participants"]]
    printed = dict(printed_by(typed, capsys))
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda _: True, raising=False)
    printed |= dict(printed_by([["review", "--format", "csv"], ["query", "--format", "csv", "participants"]], capsys))
    assert {command: orders(text) for command, text in printed.items() if orders(text)} == {}
    assert "alert(1)" in printed["extract --format table in"]
    assert "[bold red]x[/] [/y]" in printed["extract --format table in"]


def printed_by(typed: list[list[str]], capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    for arguments in typed:
        assert main(arguments) in (0, 3), arguments
        printed = capsys.readouterr()
        assert printed.out, arguments
        yield " ".join(arguments), printed.out + printed.err


@pytest.fixture(scope="module")
def client(made: Made) -> Iterator[TestClient]:
    with client_of(made.folder / "output", made.folder / ".zhengwen", BASE_IRI=BASE) as found:
        yield found


def test_pages_hold_no_markup_of_articles(client: TestClient) -> None:
    query = (
        "SELECT DISTINCT ?s { ?s a ?c FILTER(STRSTARTS(STR(?s), 'https://example.org/') && !CONTAINS(STR(?s), '#')) }"
    )
    rows = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1:]
    kinds = {
        kind: [iri for iri in rows if iri.startswith(f"{BASE}{kind}/")] for kind in {iri.split("/")[3] for iri in rows}
    }
    paths = [iri.removeprefix(BASE) for each in kinds.values() for iri in each[:: max(1, len(each) // 12)]]
    pages = [f"/en/{path}" for path in paths] + ["/en/", "/zh/dataset", "/en/search?q=" + "新都", "/en/list/Document/1"]
    assert len(kinds) > 8
    for path in pages:
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code in (200, 301), (path, response.text)
        assert_page(response.text, path)


def assert_page(text: str, path: str) -> None:
    """Assert that a page has no script, style, picture or handler that is not the server's own."""
    for element in html.document_fromstring(text).iter(etree.Element):
        assert element.tag not in ("img", "iframe", "style", "object", "embed", "base", "meta-refresh"), path
        assert element.tag != "script" or (element.get("src") or "").startswith("/static/"), path
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"], path
        for name in ("href", "src", "action"):
            address = (element.get(name) or "").strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:")), path


def orders(text: str) -> set[str]:
    """Return what stands in `text` that a terminal would obey, but for the ends of lines."""
    return {ascii(char) for char in text if char != "\n" and unicodedata.category(char) in ORDERS}


def assert_harmless(text: str) -> None:
    """Assert that Markdown, read as GitHub does, has neither HTML nor pictures, and links to our own things alone."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for token in flat(parser.parse(text)):
        assert token.type not in ("html_block", "html_inline", "image", "fence", "code_block", "hr"), token.content
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(BASE)


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])
