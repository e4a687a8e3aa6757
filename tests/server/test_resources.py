"""Every IRI answers, in the form asked for; what is unknown is told so; nothing from an article becomes markup."""

import gzip
import json
from collections.abc import Iterator
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from tests.publication.across import House, told
from tests.server.conftest import OUTPUT, client_of

BASE = "https://w3id.org/zhengwen/"
MEETING = "meeting/2016-10-10-2u4c57ntf5ph"
FORMS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def quads() -> set[ox.Quad]:
    packed = (OUTPUT / "latest/zhengwen.nq.gz").read_bytes()
    return set(ox.parse(gzip.decompress(packed), format=ox.RdfFormat.N_QUADS))


def triples(response: object, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(response.content, format=form)}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kind", "form"), FORMS.items(), ids=lambda each: str(each)[-10:])
def test_every_subject_of_the_release_answers(served: TestClient, kind: str, form: ox.RdfFormat) -> None:
    said = {quad.triple for quad in quads()}
    documents = {triple.subject.value.partition("#")[0] for triple in said if isinstance(triple.subject, ox.NamedNode)}
    assert len(documents) > 50
    for iri in documents:
        response = served.get(iri.removeprefix(BASE.rstrip("/")), headers={"Accept": kind})
        assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, kind), iri
        own = {triple for triple in said if str(triple.subject)[1:-1].partition("#")[0] == iri}
        assert own <= triples(response, form), iri


def test_a_page_for_each_too(served: TestClient) -> None:
    for iri in {quad.subject.value.partition("#")[0] for quad in quads()}:  # type: ignore[union-attr]
        response = served.get(iri.removeprefix(BASE.rstrip("/")), headers={"Accept": "text/html"})
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert iri in response.text


def test_a_graph_is_what_its_article_says(served: TestClient) -> None:
    graph = "graph/2016-10-12-ccjw5iqsgel7"
    response = served.get(f"/{graph}.nt")
    own = {quad.triple for quad in quads() if quad.graph_name == ox.NamedNode(BASE + graph)}
    assert own <= triples(response, ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("concept", ["concept/role/chair", "concept/role", "dataset"])
def test_concepts_and_the_dataset_answer(served: TestClient, concept: str) -> None:
    found = triples(served.get(f"/{concept}", headers={"Accept": "text/turtle"}), ox.RdfFormat.TURTLE)
    assert any(triple.subject == ox.NamedNode(BASE + concept) for triple in found)


@pytest.mark.parametrize(("kind", "form"), FORMS.items(), ids=lambda each: str(each)[-10:])
def test_the_ontology_answers(served: TestClient, kind: str, form: ox.RdfFormat) -> None:
    found = triples(served.get("/ontology", headers={"Accept": kind}), form)
    assert any(triple.subject == ox.NamedNode(f"{BASE}ontology#Meeting") for triple in found)


def test_the_page_of_the_ontology_may_have_its_own_style_only(served: TestClient) -> None:
    response = served.get("/ontology", headers={"Accept": "text/html"}, follow_redirects=True)
    assert 'id="Meeting"' in response.text
    policy = response.headers["content-security-policy"]
    assert "style-src 'sha256-" in policy
    assert "script-src" not in policy


def test_a_name_leads_to_its_document(served: TestClient) -> None:
    response = served.get(f"/id/{MEETING}")
    assert (response.status_code, response.headers["location"]) == (303, f"/{MEETING}")


def test_no_name_leads_to_another_host(served: TestClient) -> None:
    assert served.get("/id//example.org/x").headers["location"] == "/example.org/x"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle;q=0.9, text/html;q=0.8", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml, */*;q=0.1", "application/rdf+xml"),
        ("text/turtle;q=0, */*;q=0.5", "text/html"),
    ],
)
def test_the_form_is_negotiated(served: TestClient, accept: str, kind: str) -> None:
    response = served.get(f"/{MEETING}", headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == kind
    assert "Accept" in response.headers["vary"]


def test_a_form_that_there_is_not(served: TestClient) -> None:
    assert served.get(f"/{MEETING}", headers={"Accept": "image/png"}).status_code == 406


def test_the_header_leads_to_all_forms(served: TestClient) -> None:
    response = served.get(f"/{MEETING}.ttl")
    links = response.headers["link"]
    assert f'<{BASE}{MEETING}>; rel="canonical"' in links
    assert 'rel="describedby"' in links
    for suffix in (".html", ".jsonld", ".nt", ".rdf"):
        assert f'</{MEETING}{suffix}>; rel="alternate"' in links
        assert served.get(f"/{MEETING}{suffix}").status_code == 200


@pytest.mark.parametrize("path", [f"/{MEETING}", f"/{MEETING}.ttl", "/zh/", "/ontology.nt"])
def test_what_a_client_has_is_not_sent_again(served: TestClient, path: str) -> None:
    first = served.get(path)
    again = served.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert served.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_form_and_language_has_a_tag_of_its_own(served: TestClient) -> None:
    forms = {served.get(f"/{MEETING}{suffix}").headers["etag"] for suffix in (".html", ".html?lang=en", ".ttl", ".nt")}
    assert len(forms) == 4


@pytest.mark.parametrize("kind", ["text/html", *FORMS])
def test_what_is_unknown_is_told_in_the_form_asked_for(served: TestClient, kind: str) -> None:
    response = served.get("/meeting/none--at-all", headers={"Accept": kind})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (404, kind)
    assert "meeting/none" in response.text
    if kind == "application/ld+json":
        assert "Nothing is known" in json.loads(response.text)["error"]
    elif kind in FORMS:
        assert triples(response, FORMS[kind]) == set()


@pytest.mark.parametrize("path", ["/%zz", "/meeting/%3Cscript%3E", "/a%00b", "/..%2f..%2fetc/passwd", "/x/{y}"])
def test_paths_that_no_iri_can_have_are_unknown(served: TestClient, path: str) -> None:
    response = served.get(path)
    assert response.status_code == 404
    assert "<script>" not in response.text


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A release in which one meeting was merged into another, and a county has become a district."""
    folder = tmp_path_factory.mktemp("merged")
    house = House(folder).take(
        a=told("一", "3月4日,区政府召开第88次常务会议。区长王大明主持会议。"),
        b=told("二", "3月4日,区政府召开常务会议。区长王大明主持会议。"),
        c=told(
            "双流县召开会议", "2014年3月4日,双流县政府召开第3次常务会议。县长李国强主持会议。", "2014-03-05", "双流资讯"
        ),
    )
    house.publish()
    with client_of(folder / "output", folder / "state", BASE_IRI="https://example.org/") as client:
        yield client


def test_what_was_merged_leads_to_its_successor(merged: TestClient) -> None:
    query = """SELECT ?old ?new { ?old <http://purl.org/dc/terms/isReplacedBy> ?new
               FILTER(CONTAINS(STR(?old), "/meeting/")) }"""
    rows = merged.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1:]
    assert len(rows) == 1
    old, new = (iri.removeprefix("https://example.org") for iri in rows[0].split(","))
    for accept in ("text/html", "text/turtle"):
        response = merged.get(old, headers={"Accept": accept})
        assert (response.status_code, response.headers["location"]) == (301, new)
    assert merged.get(new).status_code == 200


def test_what_was_abolished_is_still_a_thing(merged: TestClient) -> None:
    response = merged.get("/division/510122.ttl")
    assert response.status_code == 200
    assert "isReplacedBy" in response.text


class _Tags(HTMLParser):
    """All that is markup in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_from_an_article_becomes_markup(hostile: TestClient) -> None:
    query = "SELECT DISTINCT ?s { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'https://example.org/') && isLITERAL(?o)) }"
    rows = hostile.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1:]
    pages = {iri.removeprefix("https://example.org").partition("#")[0] for iri in rows}
    texts = [hostile.get(page, headers={"Accept": "text/html"}).text for page in sorted(pages)]
    assert sum("&lt;script&gt;alert(1)" in text for text in texts) >= 3
    for text in [*texts, hostile.get("/en/").text, hostile.get("/data/").text]:
        tags = _Tags()
        tags.feed(text)
        assert not {"img", "iframe", "style"} & {tag for tag, _ in tags.found}
        scripts = [attributes["src"] for tag, attributes in tags.found if tag == "script"]
        assert set(scripts) <= {"/static/evidence.js"}
        assert not [name for _, attributes in tags.found for name in attributes if name.startswith(("on", "style"))]
        assert "49" not in [value for _, attributes in tags.found for value in attributes.values()]


def test_a_language_may_be_encoded(served: TestClient) -> None:
    assert served.get("/e%6E/").text == served.get("/en/").text
    assert served.get("/zh%2Fnothing").status_code == 404


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_a_dollar_in_an_address_is_no_variable(served: TestClient, accept: str) -> None:
    for path in ("/division/510$114", "/person/$thing", "/en/person/$thing", "/graph/$g"):
        assert served.get(path, headers={"Accept": accept}).status_code == 404, path
