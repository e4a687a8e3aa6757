"""Whatever an article and its facts say, its quads are well-formed and read back; nothing raises."""

import io
import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from flows.articles.article import Article, Stated
from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Facts
from flows.graph.jsonld import Context, write_jsonld
from flows.graph.small import rdflib_triples
from flows.graph.turtle import write_turtle
from flows.validation.index import Index
from tests.graph import sample
from tests.graph.reading import mapped, triples
from tests.ontology.terms import context

words = st.text(alphabet=st.characters())
codes = st.sampled_from([None, "510114", "510114001", "999999", "1101Z1"])
rules = st.sampled_from(["meeting.date", "person.name"])
evidence = st.builds(
    Evidence, st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda ends: Span(*sorted(ends))), rules,
    st.floats(0, 1),
)  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return replace(
        sample.article(), identity=draw(words), text=draw(words), url=draw(st.none() | words),
        title=Stated(draw(words), draw(evidence)), source=draw(st.none() | st.builds(Stated, words, evidence)),
    )  # fmt: skip


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    person = replace(sample.PEOPLE[0], name=draw(words), mentions=(draw(evidence),))
    body = replace(sample.ORGANIZATIONS[0], canonical=draw(words), surface=draw(words), division=draw(codes))
    meeting = replace(sample.MEETING, name=draw(words), place=draw(words), ordinal=draw(st.none() | st.integers(1)))
    document = replace(sample.DOCUMENT, title=draw(words), status=draw(words), number=draw(words))
    directive = replace(sample.DIRECTIVES[0], path=draw(words), head=draw(words), evidence=draw(evidence))
    return replace(
        sample.facts(), people=(person, *sample.PEOPLE[1:]), organizations=(body, *sample.ORGANIZATIONS[1:]),
        meetings=(meeting, sample.REFERENCED, sample.VISIT), documents=(document, sample.NESTED),
        directives=(directive, *sample.DIRECTIVES[1:]), policy_terms=(replace(sample.TERM, label=draw(words)),),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(articles(), facts())
def test_any_article_maps_and_reads_back(article: Article, found: Facts) -> None:
    quads = mapped(article, found)
    assert quads == mapped(article, found)
    turtle, jsonld = io.StringIO(), io.StringIO()
    write_turtle(quads, turtle, sample.BASE)
    write_jsonld(quads, Context(context()), jsonld)
    assert {quad.triple for quad in parse(turtle.getvalue(), RdfFormat.TURTLE)} == triples(quads)
    assert {quad.triple for quad in parse(jsonld.getvalue(), RdfFormat.JSON_LD)} == triples(quads)
    assert json.loads(jsonld.getvalue())["@graph"]
    assert quads.nquads() == serialize(quads, format=RdfFormat.N_QUADS)
    assert set(Index(quads.said)) == set(rdflib_triples(quads))
