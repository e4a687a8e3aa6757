"""What an article's statements were before and are now -> what changed in the facts.

In: the N-Quads of one article, made twice. Out: by kind of thing, which things and statements were added and removed.
Pure: knows no ledger. Not compared is what says nothing about the world: where in the text a fact stands (its words and
its rule are compared), which version of the extractor read it, and the graph it is in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from flows.graph.notation import Statement, literal, statements_of_graph
from flows.graph.vocabulary import OA, RDFS, ZW

EVIDENCE = "evidence"
_CITES, _RULE, _TEXT, _PATH = (str(ZW[name]) for name in ("evidence", "rule", "text", "ordinalPath"))
_EXACT, _LABEL = str(OA["exact"]), str(RDFS["label"])
_SELECTOR = str(OA["hasSelector"])
_NOT_COMPARED = ("graph", "software")
_NAMED_BY_PLACE = ("directive", "term-use")
"""Kinds whose IRIs depend on the place in the text; they are told by their words instead."""


@dataclass(slots=True)
class Change:
    """What changed among things of one kind; names are labels, statements are ``name: property value``."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Side:
    """The facts of an article, free of places: the kind and name of each thing, and all that is said."""

    kinds: Mapping[str, str]
    names: Mapping[str, str]
    statements: frozenset[Statement]


def compare(before: bytes, after: bytes, base: str) -> dict[str, Change]:
    """Return what changed, by kind of thing, empty where nothing did; `base` is what IRIs begin with."""
    if before == after:
        return {}
    old, new = _side(before, base), _side(after, base)
    changes: defaultdict[str, Change] = defaultdict(Change)
    for thing in sorted(new.kinds.keys() - old.kinds.keys()):
        changes[new.kinds[thing]].added.append(new.names[thing])
    for thing in sorted(old.kinds.keys() - new.kinds.keys()):
        changes[old.kinds[thing]].removed.append(old.names[thing])
    for statement in sorted(new.statements - old.statements):
        changes[_kind(statement, new)].said.append(_worded(statement, new))
    for statement in sorted(old.statements - new.statements):
        changes[_kind(statement, old)].unsaid.append(_worded(statement, old))
    return dict(changes)


def _side(nquads: bytes, base: str) -> _Side:
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements_of_graph(nquads):
        said[statement[0]].append(statement)
    kinds = {subject: kind for subject in said if (kind := _kind_of_iri(subject, base))}
    names = _names(said, kinds)
    compared = frozenset(
        (names.get(subject, subject), predicate, names.get(value, value))
        for subject in kinds
        for _, predicate, value in said[subject]
        if predicate != _SELECTOR
    )
    labels = {names.get(subject, subject): _label(said[subject]) or names.get(subject, subject) for subject in kinds}
    return _Side({names.get(subject, subject): kind for subject, kind in kinds.items()}, labels, compared)


def _kind_of_iri(subject: str, base: str) -> str | None:
    """Return what kind of thing an IRI names, None where its statements are not compared."""
    if not subject.startswith(f"<{base}"):
        return "other"
    kind, _, key = subject[len(base) + 1 :].partition("/")
    if kind in _NOT_COMPARED or "#position=" in key or "#quote=" in key:
        return None
    return EVIDENCE if "#char=" in key else kind


def _names(said: Mapping[str, list[Statement]], kinds: Mapping[str, str]) -> dict[str, str]:
    """Return names free of places for all things that an IRI tells by their place."""
    names = {subject: _evidence(subject, said) for subject, kind in kinds.items() if kind == EVIDENCE}
    taken: defaultdict[str, Iterator[int]] = defaultdict(count)
    placed = [subject for subject, kind in kinds.items() if kind in _NAMED_BY_PLACE]
    for subject in sorted(placed, key=lambda subject: _place(said[subject])):
        words = " ".join([kinds[subject], *_values(said[subject], _PATH, _TEXT, _LABEL)])
        # One term is often used several times: the first use stays the first.
        names[subject] = f"{words} {next(taken[words])}"
    return names


def _evidence(subject: str, said: Mapping[str, list[Statement]]) -> str:
    """Return the words that an evidence quotes, and its rule."""
    place = subject.rpartition("#char=")[2].rstrip(">").partition("&")[0]
    quoted = f"{subject.partition('#')[0]}#quote={place}>"
    words, rules = (
        "; ".join(literal(value)[0] for value in _values(statements, predicate))
        for statements, predicate in ((said.get(quoted, ()), _EXACT), (said[subject], _RULE))
    )
    return f"“{words}” ({rules})"


def _place(statements: Iterable[Statement]) -> list[int]:
    """Return where the evidence of a thing begins: for order, never for comparison."""
    cited = (value for _, predicate, value in statements if predicate == _CITES)
    return sorted(int(value.rpartition("#char=")[2].partition(",")[0]) for value in cited)


def _values(statements: Iterable[Statement], *predicates: str) -> list[str]:
    """Return the values of `predicates`, in their order."""
    found = {(predicates.index(predicate), value) for _, predicate, value in statements if predicate in predicates}
    return [value for _, value in sorted(found)]


def _label(statements: Iterable[Statement]) -> str:
    return next((literal(label)[0] for label in _values(statements, _LABEL) if label.endswith("@zh")), "")


def _kind(statement: Statement, side: _Side) -> str:
    return EVIDENCE if statement[1] == _CITES else side.kinds[statement[0]]


def _worded(statement: Statement, side: _Side) -> str:
    """Return a statement for people: ``李云: inCapacityOf 成都市新都区人民政府区长``."""
    subject, predicate, value = statement
    shown = side.names.get(value) or (literal(value)[0] if value.startswith('"') else _local(value))
    return f"{side.names[subject]}: {_local(predicate)} {shown}"


def _local(iri: str) -> str:
    return iri.strip("<>").replace("#", "/").rpartition("/")[2]
