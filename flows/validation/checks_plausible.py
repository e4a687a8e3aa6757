"""Checks across nodes: dates in order, events tied to articles, both ways of taking part, trees without circles."""

from collections.abc import Iterator

from flows.graph.notation import Term
from flows.graph.sheet import truth
from flows.graph.vocabulary import DCTERMS, ROLE, SCHEMA, ZW
from flows.validation.checks import Subject, finding, first, lexical
from flows.validation.index import Index
from flows.validation.verdict import Finding

_DIRECTIVE, _EVENT, _TENURE = (str(ZW[name]) for name in ("Directive", "Event", "Tenure"))
_CHAIRED, _OBSERVED, _ATTENDED = (str(ZW[name]) for name in ("chairedBy", "observedBy", "attendedBy"))
_IN_EVENT, _PARTICIPANT, _HAS_ROLE = (str(ZW[name]) for name in ("inEvent", "participant", "role"))
_REPORTS_ON, _REFERENCED, _REPORTED = (str(ZW[name]) for name in ("reportsOn", "referencedMeeting", "reported"))
_OBSERVED_IN, _OBSERVED_ON = str(ZW["observedIn"]), str(ZW["observedOn"])
_STATED_START, _STATED_END = str(ZW["statedStart"]), str(ZW["statedEnd"])
_ORDINAL, _ORDINAL_PATH = str(ZW["ordinal"]), str(ZW["ordinalPath"])
_ISSUED, _PART_OF = str(DCTERMS["issued"]), str(DCTERMS["isPartOf"])
_START_DATE = str(SCHEMA["startDate"])
_BY_ROLE: dict[Term, Term] = {str(ROLE["chair"]): _CHAIRED, str(ROLE["observer"]): _OBSERVED}
_TRUE = truth(True)


def dates(subject: Subject) -> Iterator[Finding]:
    """Nothing is reported before it happened; meetings that are only referred to may lie ahead."""
    graph = subject.graph
    for article, event in graph.pairs(_REPORTS_ON):
        published = first(graph, article, _ISSUED)
        for date in graph.values(event, _START_DATE):
            if published is not None and _after(date, lexical(published)):
                yield finding("date", event, _START_DATE, date, lexical(published))
    for tenure in graph.instances.get(_TENURE, ()):
        articles = graph.values(tenure, _OBSERVED_IN)
        latest = max((lexical(issued) for a in articles for issued in graph.values(a, _ISSUED)), default=None)
        for day in graph.values(tenure, _OBSERVED_ON):
            if latest is not None and _after(day, latest):
                yield finding("date", tenure, _OBSERVED_ON, day, latest)


def tenures(subject: Subject) -> Iterator[Finding]:
    """One article tells of one beginning and one end, in this order; in many, a person may take a post up again."""
    if subject.union:
        return
    for tenure in subject.graph.instances.get(_TENURE, ()):
        starts = sorted(subject.graph.values(tenure, _STATED_START), key=lexical)
        ends = sorted(subject.graph.values(tenure, _STATED_END), key=lexical)
        for path, stated in ((_STATED_START, starts), (_STATED_END, ends)):
            if len(stated) > 1:
                yield finding("tenure", tenure, path, detail=" / ".join(map(lexical, stated)))
        if starts and ends and _before(ends[0], starts[0]):
            yield finding("tenure", tenure, _STATED_END, ends[0], lexical(starts[0]))


def _before(end: Term, start: Term) -> bool:
    """Compare as precisely as both are: 2016-10 is not before 2016-10-12."""
    last, first_day = lexical(end), lexical(start)
    size = min(len(last), len(first_day))
    return last[:size] < first_day[:size]


def _after(date: Term, published: str) -> bool:
    """Compare as precisely as `date` is: 2016-10 is not after 2016-10-12."""
    day = lexical(date)
    return day > published[: len(day)]


def events(subject: Subject) -> Iterator[Finding]:
    """An event comes from an article: reported and marked so, or only referred to."""
    graph = subject.graph
    reported = {event for _, event in graph.pairs(_REPORTS_ON)}
    linked = reported | {event for _, event in graph.pairs(_REFERENCED)}
    for event in graph.instances.get(_EVENT, ()):
        marked = _TRUE in graph.values(event, _REPORTED)
        if event not in (reported if marked else linked) or (event in reported and not marked):
            yield finding("event-linked", event)


def participations(subject: Subject) -> Iterator[Finding]:
    """Who has a participation has the direct relation of its role, and who has that relation took part."""
    graph = subject.graph
    recorded = set(_recorded(graph))
    direct = {(e, path, person) for path in (_CHAIRED, _OBSERVED, _ATTENDED) for e, person in graph.pairs(path)}
    chairs = {(event, person) for event, path, person in direct if path == _CHAIRED}
    missing = {row for row in recorded if row not in direct and (row[0], row[2]) not in chairs}
    for event, path, person in sorted(missing | (direct - recorded), key=str):
        yield finding("participation", event, path, person)


def _recorded(graph: Index) -> Iterator[tuple[Term, Term, Term]]:
    for node, role in graph.pairs(_HAS_ROLE):
        event, person = first(graph, node, _IN_EVENT), first(graph, node, _PARTICIPANT)
        if event is not None and person is not None:
            yield event, _BY_ROLE.get(role, _ATTENDED), person


def directive_circles(subject: Subject) -> Iterator[Finding]:
    """Parents never lead back to the child."""
    parents = _parents(subject.graph)
    for child, parent in parents.items():
        if _leads_back(child, parents):
            yield finding("directive-circle", child, _PART_OF, parent)


def directive_tree(subject: Subject) -> Iterator[Finding]:
    """The path of the first part of 2 is 2.1."""
    graph, parents = subject.graph, _parents(subject.graph)
    for directive, path in graph.pairs(_ORDINAL_PATH):
        ordinal, parent = first(graph, directive, _ORDINAL), parents.get(directive)
        above = first(graph, parent, _ORDINAL_PATH) if parent is not None else None
        number = "None" if ordinal is None else lexical(ordinal)
        expected = number if above is None else f"{lexical(above)}.{number}"
        if lexical(path) != expected:
            yield finding("directive-tree", directive, _ORDINAL_PATH, path, expected)


def _parents(graph: Index) -> dict[Term, Term]:
    directives = set(graph.instances.get(_DIRECTIVE, ()))
    return {child: parent for child in directives for parent in graph.values(child, _PART_OF) if parent in directives}


def _leads_back(start: Term, parents: dict[Term, Term]) -> bool:
    seen: set[Term] = set()
    node: Term | None = start
    while node is not None and node not in seen:
        seen.add(node)
        node = parents.get(node)
    return node == start
