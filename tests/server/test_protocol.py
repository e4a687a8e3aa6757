"""SPARQL 1.1 Protocol: what the W3C tests of the query operation ask for, and what else a client meets.

The first part follows https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ test by test, over graphs of
the committed release: `ARTICLE` says what one article says, `ACROSS` what all together do.
"""

import json

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

BASE = "https://w3id.org/zhengwen/"
ARTICLE, ACROSS = f"{BASE}graph/2016-10-12-ccjw5iqsgel7", f"{BASE}graph/across"
ASK = "ASK {}"
IN_ARTICLE = "<https://w3id.org/zhengwen/meeting/2016-10-10-2u4c57ntf5ph> a ?type"
IN_ACROSS = "?tenure <https://w3id.org/zhengwen/ontology#firstObserved> ?day"
QUERY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def said(response: object) -> bool:
    return bool(json.loads(response.text)["boolean"])  # type: ignore[attr-defined]


def test_query_via_get(served: TestClient) -> None:
    response = served.get("/sparql", params={"query": ASK})
    assert response.status_code == 200
    assert said(response)


def test_query_via_url_encoded_post(served: TestClient) -> None:
    assert said(served.post("/sparql", data={"query": ASK}))


def test_query_via_post_directly(served: TestClient) -> None:
    assert said(served.post("/sparql", content=ASK, headers=QUERY))


def test_dataset_default_graph(served: TestClient) -> None:
    parameters = {"query": f"ASK {{ {IN_ACROSS} }}", "default-graph-uri": ACROSS}
    assert said(served.get("/sparql", params=parameters))
    assert not said(served.get("/sparql", params=parameters | {"default-graph-uri": ARTICLE}))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_dataset_default_graphs(served: TestClient, method: str) -> None:
    query, graphs = f"ASK {{ {IN_ARTICLE} . {IN_ACROSS} }}", {"default-graph-uri": [ARTICLE, ACROSS]}
    if method == "GET":
        assert said(served.get("/sparql", params={"query": query, **graphs}))
    else:
        assert said(served.post("/sparql", params=graphs, content=query, headers=QUERY))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_dataset_named_graphs(served: TestClient, method: str) -> None:
    query = f"ASK {{ GRAPH ?a {{ {IN_ARTICLE} }} GRAPH ?b {{ {IN_ACROSS} }} }}"
    graphs = {"named-graph-uri": [ARTICLE, ACROSS]}
    if method == "GET":
        assert said(served.get("/sparql", params={"query": query, **graphs}))
    else:
        assert said(served.post("/sparql", params=graphs, content=query, headers=QUERY))


def test_dataset_full(served: TestClient) -> None:
    query = f"ASK {{ {IN_ACROSS} GRAPH ?g {{ {IN_ARTICLE} }} FILTER NOT EXISTS {{ GRAPH ?h {{ {IN_ACROSS} }} }} }}"
    graphs = {"default-graph-uri": ACROSS, "named-graph-uri": ARTICLE}
    assert said(served.post("/sparql", params=graphs, content=query, headers=QUERY))


def test_the_dataset_of_the_protocol_wins_over_that_of_the_query(served: TestClient) -> None:
    query = f"ASK FROM <{ACROSS}> {{ GRAPH ?g {{ {IN_ARTICLE} }} }}"
    assert said(served.post("/sparql", params={"named-graph-uri": ARTICLE}, content=query, headers=QUERY))


def test_multiple_datasets_in_a_form(served: TestClient) -> None:
    form = {"query": f"ASK {{ {IN_ARTICLE} . {IN_ACROSS} }}", "default-graph-uri": [ARTICLE, ACROSS]}
    assert said(served.post("/sparql", data=form))


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT (1 AS ?value) {}", {"xml", "json", "csv", "tab-separated-values"}),
        (ASK, {"xml", "json"}),
        ("DESCRIBE <http://example.org/>", {"turtle", "n-triples", "rdf"}),
        ("CONSTRUCT { <u:s> <u:p> 1 } {}", {"turtle", "n-triples", "rdf"}),
    ],
)
def test_content_types(served: TestClient, query: str, kinds: set[str]) -> None:
    kind = served.post("/sparql", content=query, headers=QUERY).headers["content-type"].partition(";")[0]
    assert any(each in kind for each in kinds)


def test_bad_query_method(served: TestClient) -> None:
    assert served.put("/sparql", params={"query": ASK}, headers=FORM).status_code == 405


def test_bad_multiple_queries(served: TestClient) -> None:
    assert served.get("/sparql", params={"query": [ASK, "SELECT * {}"]}).status_code == 400


def test_bad_query_wrong_media_type(served: TestClient) -> None:
    assert served.post("/sparql", content=ASK, headers={"Content-Type": "text/plain"}).status_code == 415


def test_bad_query_missing_form_type(served: TestClient) -> None:
    assert served.post("/sparql", content="query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(served: TestClient) -> None:
    assert served.post("/sparql", content=ASK).status_code == 415


def test_bad_query_not_utf8(served: TestClient) -> None:
    charset = {"Content-Type": "application/sparql-query; charset=UTF-16"}
    assert served.post("/sparql", content=ASK.encode("utf-16"), headers=charset).status_code == 400
    assert served.get("/sparql?query=ASK%20%7B%FF%7D").status_code == 400


def test_bad_query_syntax(served: TestClient) -> None:
    assert served.get("/sparql", params={"query": "ASK {"}).status_code == 400


@pytest.mark.parametrize("update", ["INSERT DATA { <u:s> <u:p> 1 }", "DROP ALL", "LOAD <http://127.0.0.1:9/>"])
def test_updates_are_refused(served: TestClient, update: str) -> None:
    asked = (
        served.post("/sparql", data={"update": update}),
        served.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        served.get("/sparql", params={"update": update}),
        served.post("/sparql", content=update, headers=QUERY),
    )
    assert [response.status_code for response in asked] == [403, 403, 403, 400]
    assert all(response.text.startswith("error: ") for response in asked)


def test_an_error_tells_its_place(served: TestClient) -> None:
    response = served.get("/sparql", params={"query": "SELECT * {\n  ?s ?p ?o .\n  FILTR(?s = 1)\n}"})
    assert response.status_code == 400
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    first, shown, mark = response.text.splitlines()
    assert first.startswith("error: line 3, column ")
    assert shown == "  FILTR(?s = 1)"
    assert mark.endswith("^")


def test_a_service_clause_is_refused_and_a_literal_is_not(served: TestClient) -> None:
    refused = served.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert refused.status_code == 403
    assert "SERVICE" in refused.text
    assert served.get("/sparql", params={"query": 'ASK { FILTER("SERVICE <u:x>" != "") }'}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml, application/json;q=0.5", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.1", "text/tab-separated-values; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
    ],
)
def test_tables_come_in_the_form_asked_for(served: TestClient, accept: str, kind: str) -> None:
    response = served.get("/sparql", params={"query": "SELECT ?x { VALUES ?x { 1 2 } }"}, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"], response.headers["vary"]) == (200, kind, "Accept")


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_the_form_asked_for(served: TestClient, kind: str, form: ox.RdfFormat) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o VALUES ?s {{ <{BASE}division/510114> }} }}"
    response = served.get("/sparql", params={"query": query}, headers={"Accept": kind})
    assert response.headers["content-type"].partition(";")[0] == kind
    plain = served.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    found = {quad.triple for quad in ox.parse(response.content, format=form)}
    assert found == {quad.triple for quad in ox.parse(plain.content, format=ox.RdfFormat.N_TRIPLES)}
    assert len(found) > 5


@pytest.mark.parametrize(
    ("query", "accept"), [(ASK, "text/turtle"), ("DESCRIBE <u:s>", "text/csv"), (ASK, "image/png")]
)
def test_a_form_that_there_is_not(served: TestClient, query: str, accept: str) -> None:
    assert served.get("/sparql", params={"query": query}, headers={"Accept": accept}).status_code == 406


def test_the_service_describes_itself(served: TestClient) -> None:
    response = served.get("/sparql")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    store = ox.Store()
    store.load(input=response.content, format=ox.RdfFormat.TURTLE)
    query = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
               ASK { ?s a sd:Service ; sd:endpoint ?s ; sd:supportedLanguage sd:SPARQL11Query ;
                     sd:defaultDataset/sd:defaultGraph ?g FILTER(STRENDS(STR(?s), "/sparql")) }"""
    assert store.query(query)
    assert served.get("/sparql", headers={"Accept": "text/html"}).headers["location"] == "/zh/workbench"


def test_relative_iris_are_those_of_the_dataset(served: TestClient) -> None:
    assert said(served.get("/sparql", params={"query": "ASK { <division/510114> ?p ?o }"}))


def test_the_default_graph_is_that_of_the_command(served: TestClient) -> None:
    """A statement counts once, however many graphs have it, and the ontology is there for the labels of its terms."""
    query = "SELECT (COUNT(*) AS ?n) { ?meeting a <https://w3id.org/zhengwen/ontology#Meeting> }"
    assert served.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text == "n\r\n4\r\n"
    label = "ASK { <https://w3id.org/zhengwen/ontology#Meeting> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    assert said(served.get("/sparql", params={"query": label}))


def test_head_and_options(served: TestClient) -> None:
    assert served.head("/sparql", params={"query": ASK}).status_code == 200
    assert "POST" in served.options("/sparql").headers["allow"]
    preflight = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    response = served.options("/sparql", headers=preflight)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
