"""What is said across articles: the statements of the graph that has no article behind it but all of them."""

from collections.abc import Iterator, Sequence

from flows.extraction.version import EXTRACTOR_VERSION
from flows.graph.iris import Iris
from flows.graph.notation import Statement, Term
from flows.graph.sheet import Sheet, chinese, english, plain, typed
from flows.graph.vocabulary import DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS, ZW
from flows.publication.across.candidates import Candidate, find_candidates
from flows.publication.across.conflicts import SINGLE, Conflict, find_conflicts
from flows.publication.across.tenures import observed_spans
from flows.publication.authority import Authority, Correction
from flows.publication.index import Index
from flows.publication.links import Link

_HOLDS_ZH = "任职首末观察日期、合并、同一性候选、说法不一和人工更正;不来自某一篇文章。"
_HOLDS_EN = "First and last days of tenures, merges, identity candidates, conflicts, corrections; of no single article."


def graph_across(base: str) -> Term:
    """Return the IRI of the graph whose statements come from all articles together."""
    return f"<{base}graph/across>"


def statements_across(index: Index, authority: Authority, links: Sequence[Link], base: str) -> Iterator[str]:
    """Yield the statements, each as a line of the index; `links` are those to other datasets that a person accepted."""
    yield from observed_spans(index)
    for sheet in _sheets(index, authority, links, base):
        for quad in sheet.graph():
            yield f"{quad.subject} {quad.predicate} {quad.object}"
    stated = [(each.subject, str(SKOS["altLabel"]), each.object) for each in authority.aliases]
    stated += map(_as_statement, links)
    redirects = index.redirects()
    for subject, predicate, value in stated:
        thing = redirects.get(subject, subject)
        if index.is_known(thing):
            yield f"{thing} {predicate} {value}"


def _sheets(index: Index, authority: Authority, links: Sequence[Link], base: str) -> Iterator[Sheet]:
    """Yield what is said, each thing on a sheet of its own: as many as there may be, one is held at a time."""
    graph, iris = graph_across(base), Iris(base)
    yield _graph_sheet(Sheet(graph), graph, iris)
    for old, new in index.redirects().items():
        yield _redirect_sheet(Sheet(graph), old, new)
    for candidate in find_candidates(index, authority):
        yield _candidate_sheet(Sheet(graph), iris, candidate)
    for conflict in find_conflicts(index):
        yield _conflict_sheet(Sheet(graph), iris, conflict)
    of_links = (Correction("link", *_as_statement(link), link.note, link.by, link.date) for link in links)
    for correction in (*of_links, *authority.corrections):
        yield _correction_sheet(Sheet(graph), iris, correction)


def _as_statement(link: Link) -> Statement:
    triple = link.triple()
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _graph_sheet(sheet: Sheet, graph: Term, iris: Iris) -> Sheet:
    sheet.thing(graph, PROV["Bundle"], "由全部文章得出的陈述", "What is told from all articles together")
    sheet.add(graph, DCTERMS["description"], chinese(_HOLDS_ZH))
    sheet.add(graph, DCTERMS["description"], english(_HOLDS_EN))
    software = iris.software(EXTRACTOR_VERSION)
    sheet.add(graph, PROV["wasAttributedTo"], software)
    label = f"政闻抽取程序 {EXTRACTOR_VERSION}"
    sheet.thing(software, PROV["SoftwareAgent"], label, f"Zhengwen extractor {EXTRACTOR_VERSION}")
    sheet.add(software, SCHEMA["softwareVersion"], plain(EXTRACTOR_VERSION))
    return sheet


def _redirect_sheet(sheet: Sheet, old: Term, new: Term) -> Sheet:
    sheet.add(old, RDF["type"], PROV["Entity"])
    sheet.add(old, RDFS["label"], chinese("已并入另一标识符"))
    sheet.add(old, DCTERMS["isReplacedBy"], new)
    return sheet


def _candidate_sheet(sheet: Sheet, iris: Iris, candidate: Candidate) -> Sheet:
    node = iris.of("candidate", "", candidate.one, candidate.other)
    sheet.thing(node, ZW["IdentityCandidate"], f"{candidate.name}:可能是同一人")
    for person in (candidate.one, candidate.other):
        sheet.add(node, ZW["concerns"], person)
    sheet.add(node, ZW["score"], typed(str(candidate.score), "decimal"))
    return sheet


def _conflict_sheet(sheet: Sheet, iris: Iris, conflict: Conflict) -> Sheet:
    node = iris.of("conflict", "", conflict.meeting, conflict.property)
    sheet.thing(node, ZW["Conflict"], f"{SINGLE[conflict.property]}不一致")
    sheet.add(node, ZW["concerns"], conflict.meeting)
    sheet.add(node, ZW["conflictingProperty"], conflict.property)
    return sheet


def _correction_sheet(sheet: Sheet, iris: Iris, correction: Correction) -> Sheet:
    node = iris.of("correction", "", correction.kind, correction.subject, correction.predicate, correction.object)
    sheet.thing(node, ZW["Correction"], f"人工更正:{correction.kind}")
    sheet.add(node, ZW["correctionKind"], plain(correction.kind))
    sheet.add(node, ZW["concerns"], correction.subject)
    said = [correction.predicate] if correction.predicate else []
    sheet.add(node, ZW["correctionText"], plain(" ".join([correction.subject, *said, correction.object])))
    if correction.note:
        sheet.add(node, DCTERMS["description"], chinese(correction.note))
    if correction.by:
        sheet.add(node, DCTERMS["creator"], plain(correction.by))
    if correction.date:
        sheet.add(node, DCTERMS["created"], typed(correction.date, "date"))
    return sheet
