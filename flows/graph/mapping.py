"""Facts of one article -> its named graph: deterministic, sorted, each statement once, no blank node."""

from flows.articles.article import Article
from flows.extraction.facts import Facts
from flows.graph.article import write_article, write_provenance
from flows.graph.directives import write_directives
from flows.graph.documents import write_documents
from flows.graph.evidence import write_evidence
from flows.graph.meetings import write_meetings
from flows.graph.named_graph import NamedGraph
from flows.graph.names import Names
from flows.graph.organizations import write_organizations
from flows.graph.people import write_people
from flows.graph.sheet import Sheet
from flows.graph.terms import write_terms


def quads(article: Article, facts: Facts, *, base: str, extractor_version: str) -> NamedGraph:
    """Return all that `facts` say of `article`, below the IRI `base`, with evidence and provenance."""
    names = Names(article, facts, base)
    sheet = Sheet(names.graph)
    write_article(sheet, names, article, facts)
    write_provenance(sheet, names, article.title.value, extractor_version)
    write_organizations(sheet, names, facts)
    write_people(sheet, names, facts)
    write_meetings(sheet, names, facts)
    write_documents(sheet, names, facts)
    write_directives(sheet, names, facts, article.text)
    write_terms(sheet, names, facts)
    write_evidence(sheet, names.article, article.text)
    return sheet.graph()
