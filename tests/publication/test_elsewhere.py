"""No query leaves the machine: a SERVICE clause is seen wherever the engine reads one, and nowhere else."""

import socket

import pyoxigraph as ox
import pytest

from flows.publication.elsewhere import ServiceClauseError, refuse_service

CLAUSES = [
    "SELECT * WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "select * where { service silent <%s> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p '#' . SERVICE<%s> { ?s ?p ?o } }",
    "PREFIX ex: <%s> SELECT * { { SERVICE ex: { ?s ?p ?o } } }",
    "SELECT * { VALUES ?where { <%s> } SERVICE?where{ ?s ?p ?o } }",
]
# What pyoxigraph reads as the clause, though no keyword stands alone there.
HIDDEN = [
    "PREFIX ex: <%s> SELECT * { SERVICEex:{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<%s>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<%s>{ ?s ?p ?o } }",
    "PREFIX ex: <%s> SELECT * { FILTER(1<2)SERVICE#>\nex:{ ?s ?p ?o } }",
    "PREFIX ex: <%s> SELECT * { VALUES ?x { 1 } FILTER(0<?x)SERVICE#>\nex:{ ?s ?p ?o } }",
    "PREFIX service: <%s> SELECT * { SERVICEservice:{ ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", CLAUSES)
def test_a_service_clause_is_refused(query: str) -> None:
    with pytest.raises((ServiceClauseError, SyntaxError)):
        refuse_service(query.replace("%s", "http://127.0.0.1:9999/"))


def test_it_is_said_why() -> None:
    with pytest.raises(ServiceClauseError, match="leave the clause out"):
        refuse_service("SELECT * WHERE { SERVICE <http://127.0.0.1:9999/sparql> { ?s ?p ?o } }")


@pytest.mark.parametrize("query", HIDDEN)
def test_one_that_hides_is_refused(query: str) -> None:
    with pytest.raises((ServiceClauseError, SyntaxError)):
        refuse_service(query.replace("%s", "http://127.0.0.1:9999/"))


@pytest.mark.parametrize("query", [*CLAUSES, *HIDDEN])
def test_these_are_clauses_to_the_engine(query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    store = ox.Store()
    thing = ox.NamedNode("https://example.org/thing")
    store.extend(ox.Quad(thing, thing, value) for value in (ox.Literal("#"), ox.Literal(1)))
    # Nobody listens there any more: the engine, which asks all the same, has no answer but where it shall be silent.
    try:
        answers = [list(solution) for solution in store.query(query.replace("%s", f"http://127.0.0.1:{free}/"))]  # type: ignore[union-attr]
    except (OSError, RuntimeError):
        return
    assert "silent" in query.lower()
    assert answers == [[None, None, None]]


@pytest.mark.parametrize("query", [*CLAUSES, *HIDDEN])
def test_nobody_is_called(query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        text = query.replace("%s", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        with pytest.raises((ServiceClauseError, SyntaxError)):
            refuse_service(text)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s ?p "SERVICE <http://127.0.0.1:9/>" }',
        "PREFIX ex: <http://example.org/> SELECT ?service WHERE { ?service a ex:Service, ex:service-point }",
        "PREFIX service: <http://example.org/> SELECT * WHERE { ?s service:SERVICE ?o }",
        "SELECT * WHERE { ?s a <http://example.org/SERVICE> } # SERVICE <http://127.0.0.1:9/>",
        'SELECT * WHERE { ?s ?p """SERVICE "quoted" """ }',
        "SELECT ?Service ?service WHERE { ?Service ?p ?service }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?s<?o) } # service",
    ],
)
def test_a_string_a_name_or_a_comment_is_none(query: str) -> None:
    refuse_service(query)
    assert list(ox.Store().query(query)) == []  # type: ignore[arg-type]


def test_a_text_that_is_no_query_is_told_where() -> None:
    with pytest.raises(SyntaxError, match="1:1"):
        refuse_service("SELEKT ?service")


def test_relative_iris_are_relative_to_the_base() -> None:
    text = "SELECT * { <service/1> ?p ?o }"
    refuse_service(text, "https://example.org/")
    with pytest.raises(SyntaxError):
        refuse_service(text)
