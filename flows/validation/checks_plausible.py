"""Checks across nodes: dates in order, events tied to articles, both ways of taking part, trees without circles."""

from collections.abc import Iterator

from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from flows.validation.checks import Subject, finding, first
from flows.validation.ontology import ZW
from flows.validation.verdict import Finding

_SCHEMA = Namespace("https://schema.org/")
_ROLE = Namespace("https://w3id.org/zhengwen/concept/role/")
_DIRECT = (ZW.chairedBy, ZW.observedBy, ZW.attendedBy)
_BY_ROLE: dict[Node, URIRef] = {_ROLE.chair: ZW.chairedBy, _ROLE.observer: ZW.observedBy}


def dates(subject: Subject) -> Iterator[Finding]:
    """Nothing is reported before it happened; meetings that are only referred to may lie ahead."""
    graph = subject.graph
    for article, event in graph.subject_objects(ZW.reportsOn):
        published = first(graph, article, DCTERMS.issued)
        for date in graph.objects(event, _SCHEMA.startDate):
            if published is not None and _after(date, published):
                yield finding("date", event, _SCHEMA.startDate, date, str(published))
    for tenure in graph.subjects(RDF.type, ZW.Tenure):
        articles = graph.objects(tenure, ZW.observedIn)
        latest = max((str(issued) for a in articles for issued in graph.objects(a, DCTERMS.issued)), default=None)
        for day in graph.objects(tenure, ZW.observedOn):
            if latest is not None and _after(day, Literal(latest)):
                yield finding("date", tenure, ZW.observedOn, day, latest)


def tenures(subject: Subject) -> Iterator[Finding]:
    """One article tells of one beginning and one end, in this order; in many, a person may take a post up again."""
    if subject.union:
        return
    for tenure in subject.graph.subjects(RDF.type, ZW.Tenure):
        starts = sorted(subject.graph.objects(tenure, ZW.statedStart), key=str)
        ends = sorted(subject.graph.objects(tenure, ZW.statedEnd), key=str)
        for path, stated in ((ZW.statedStart, starts), (ZW.statedEnd, ends)):
            if len(stated) > 1:
                yield finding("tenure", tenure, path, detail=" / ".join(map(str, stated)))
        if starts and ends and _before(ends[0], starts[0]):
            yield finding("tenure", tenure, ZW.statedEnd, ends[0], str(starts[0]))


def _before(end: Node, start: Node) -> bool:
    """Compare as precisely as both are: 2016-10 is not before 2016-10-12."""
    size = min(len(str(end)), len(str(start)))
    return str(end)[:size] < str(start)[:size]


def _after(date: Node, published: Node) -> bool:
    """Compare as precisely as `date` is: 2016-10 is not after 2016-10-12."""
    return str(date) > str(published)[: len(str(date))]


def events(subject: Subject) -> Iterator[Finding]:
    """An event comes from an article: reported and marked so, or only referred to."""
    graph = subject.graph
    reported = set(graph.objects(None, ZW.reportsOn))
    linked = reported | set(graph.objects(None, ZW.referencedMeeting))
    for event in graph.subjects(RDF.type, ZW.Event):
        marked = (event, ZW.reported, Literal(True)) in graph
        if event not in (reported if marked else linked) or (event in reported and not marked):
            yield finding("event-linked", event)


def participations(subject: Subject) -> Iterator[Finding]:
    """Who has a participation has the direct relation of its role, and who has that relation took part."""
    graph = subject.graph
    recorded = set(_recorded(graph))
    direct = {(e, path, person) for path in _DIRECT for e, person in graph.subject_objects(path)}
    chairs = {(event, person) for event, path, person in direct if path == ZW.chairedBy}
    missing = {row for row in recorded if row not in direct and (row[0], row[2]) not in chairs}
    for event, path, person in sorted(missing | (direct - recorded), key=str):
        yield finding("participation", event, path, person)


def _recorded(graph: Graph) -> Iterator[tuple[Node, URIRef, Node]]:
    for node, role in graph.subject_objects(ZW.role):
        event, person = first(graph, node, ZW.inEvent), first(graph, node, ZW.participant)
        if event is not None and person is not None:
            yield event, _BY_ROLE.get(role, ZW.attendedBy), person


def directive_circles(subject: Subject) -> Iterator[Finding]:
    """Parents never lead back to the child."""
    parents = _parents(subject.graph)
    for child, parent in parents.items():
        if _leads_back(child, parents):
            yield finding("directive-circle", child, DCTERMS.isPartOf, parent)


def directive_tree(subject: Subject) -> Iterator[Finding]:
    """The path of the first part of 2 is 2.1."""
    graph, parents = subject.graph, _parents(subject.graph)
    for directive, path in graph.subject_objects(ZW.ordinalPath):
        ordinal, parent = first(graph, directive, ZW.ordinal), parents.get(directive)
        above = first(graph, parent, ZW.ordinalPath) if parent is not None else None
        expected = str(ordinal) if above is None else f"{above}.{ordinal}"
        if str(path) != expected:
            yield finding("directive-tree", directive, ZW.ordinalPath, path, expected)


def _parents(graph: Graph) -> dict[Node, Node]:
    directives = set(graph.subjects(RDF.type, ZW.Directive))
    return {
        child: parent
        for child in directives
        for parent in graph.objects(child, DCTERMS.isPartOf)
        if parent in directives
    }


def _leads_back(start: Node, parents: dict[Node, Node]) -> bool:
    seen: set[Node] = set()
    node: Node | None = start
    while node is not None and node not in seen:
        seen.add(node)
        node = parents.get(node)
    return node == start
