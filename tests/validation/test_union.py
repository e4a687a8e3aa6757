"""In a union of articles, what they tell differently is no fault where a conflict says so or one only knows less."""

import pytest
from pyoxigraph import RdfFormat, parse

from flows.graph.small import to_rdflib
from flows.validation.validate import validate_union

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix zw: <https://w3id.org/zhengwen/ontology#> .
"""
ARTICLE = """ex:a a zw:Article ; dcterms:issued "2031-06-10T10:00:00+08:00"^^xsd:dateTime ; zw:reportsOn ex:m .
ex:m a zw:Event ; zw:reported true ; schema:startDate """
CONFLICT = "ex:c a zw:Conflict ; zw:concerns ex:m ; zw:conflictingProperty schema:startDate ."
DAYS = '"2031-06-10"^^xsd:date, "2031-06-11"^^xsd:date .'


def shapes(text: str) -> set[str]:
    graph = to_rdflib(parse(PREFIXES + text, format=RdfFormat.TURTLE))
    found = validate_union(graph).findings
    names = {each.shape.rpartition("#")[2] for each in found if each.focus == "https://example.org/m"}
    return names & {"Event-startDate", "Event-location", "check-date"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ARTICLE + DAYS, {"Event-startDate", "check-date"}),
        (ARTICLE + DAYS + CONFLICT, set()),
        (ARTICLE + DAYS + CONFLICT.replace("startDate", "organizer"), {"Event-startDate", "check-date"}),
        (ARTICLE + '"2031-06"^^xsd:gYearMonth, "2031-06-10"^^xsd:date .', set()),
        (ARTICLE + '"2031-05"^^xsd:gYearMonth, "2031-06-10"^^xsd:date .', {"Event-startDate"}),
        (ARTICLE + '"2031-06-09"^^xsd:date ; schema:location "县政府"@zh, "三楼会议室"@zh .', set()),
        (ARTICLE + '"2031-06-09"^^xsd:date ; schema:location "县政府" .', {"Event-location"}),
    ],
)
def test_articles_may_differ_where_that_is_told(text: str, expected: set[str]) -> None:
    assert shapes(text) == expected
