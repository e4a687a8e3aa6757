"""No query leaves the machine: a SERVICE clause is seen wherever it is one, and nowhere else."""

import pytest

from flows.cli.querying import asks_elsewhere


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "select * where { service silent ?where { ?s ?p ?o } }",
        'SELECT * WHERE { ?s ?p "#" . SERVICE ex:here { ?s ?p ?o } }',
        "SELECT * WHERE { ?s ?p ?o } # <\nSERVICE",
        "SELECT * WHERE{?s ?p '\\''.SERVICE<http://127.0.0.1:9/>{}}",
    ],
)
def test_a_service_clause_is_seen(query: str) -> None:
    assert asks_elsewhere(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s rdfs:label "SERVICE <http://127.0.0.1:9/>" }',
        "SELECT ?service WHERE { ?service a ex:Service, ex:service-point }",
        "SELECT * WHERE { ?s a <http://example.org/SERVICE> } # SERVICE <http://127.0.0.1:9/>",
        'SELECT * WHERE { ?s ?p """SERVICE "quoted" """ }',
    ],
)
def test_a_string_a_name_or_a_comment_is_none(query: str) -> None:
    assert not asks_elsewhere(query)
