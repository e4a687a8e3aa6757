"""The push: graph after graph is compared with what the endpoint has, sent where it differs, and counted there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flows.publication.push.graphs import NamedGraph
from flows.publication.push.state import Pushed
from flows.publication.push.store import Counter, GraphStore

_TELL_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A graph of which the endpoint counts another number of triples than it was sent."""

    graph: str
    sent: int
    found: int


@dataclass(slots=True)
class Outcome:
    """What a push did."""

    sent: int = 0
    triples: int = 0
    """Of the graphs that were sent."""
    deleted: int = 0
    unchanged: int = 0
    mismatches: list[Mismatch] = field(default_factory=list)


def push(
    graphs: Iterable[NamedGraph], store: GraphStore, counter: Counter, pushed: Pushed, tell: Callable[[str], None]
) -> Outcome:
    """Bring `store` to hold `graphs`, and no others that it got from here; `pushed` is kept up to date all along.

    Where a count is wrong, the push goes on, and the graph is sent again the next time.
    """
    outcome = Outcome()
    for number, graph in enumerate(graphs, start=1):
        pushed.see(graph.iri)
        if pushed.holds(graph.iri, graph.sha256):
            outcome.unchanged += 1
        else:
            _send(graph, store, counter, pushed, outcome)
        if number % _TELL_EVERY == 0:
            tell(f"{number:,} graphs looked at, {outcome.sent:,} sent")
    for gone in pushed.gone():
        _delete(gone, store, counter, pushed, outcome)
    return outcome


def _send(graph: NamedGraph, store: GraphStore, counter: Counter, pushed: Pushed, outcome: Outcome) -> None:
    pushed.begin(graph.iri)
    store.replace(graph.iri, graph.parts())
    found = counter.count(graph.iri)
    if found == graph.triples:
        pushed.note(graph.iri, graph.sha256)
    else:
        outcome.mismatches.append(Mismatch(graph.iri, graph.triples, found))
    outcome.sent += 1
    outcome.triples += graph.triples


def _delete(graph: str, store: GraphStore, counter: Counter, pushed: Pushed, outcome: Outcome) -> None:
    pushed.begin(graph)
    store.delete(graph)
    if found := counter.count(graph):
        outcome.mismatches.append(Mismatch(graph, 0, found))
    else:
        pushed.forget(graph)
    outcome.deleted += 1
