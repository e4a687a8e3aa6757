"""What one article adds to the dataset: statements of its own things, and statements that other articles may make too.

Goes in: the quads of one article as text. Comes out: the same, parted by whose the subject is. An article's own are the
article, its evidence, its directives and uses of terms; people, meetings, posts and the like are shared.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import NamedNode

from flows.graph.iris import Iris
from flows.graph.notation import Block, Statement, blocks, literal, statements_of_graph
from flows.graph.vocabulary import ACTION, DCTERMS, ORG, POST_QUALIFIER, RDF, RDFS, ROLE, SCHEMA, SKOS, ZW
from flows.publication.counts import counted
from flows.publication.removal import without

_OWN_KINDS = ("article", "graph", "directive", "term-use")
_TYPE = str(RDF["type"])
_AGENDA_ITEM = str(ZW["agendaItem"])
_EVIDENCE, _CONFIDENCE = str(ZW["evidence"]), str(ZW["confidence"])
SURE = 0.8
"""The confidence from which on nobody needs to look."""


class Meeting(NamedTuple):
    """What tells a meeting from others, as one article has it; None where it does not say, or says two things."""

    iri: str
    organizer: str | None
    day: str | None
    type: str | None
    ordinal: str | None
    session: str | None
    name: str | None
    chair: str | None


_MEETING_FIELDS = tuple(
    map(str, (SCHEMA["organizer"], SCHEMA["startDate"], *(ZW[name] for name in ("meetingType", "ordinal", "session")),
              SCHEMA["name"], ZW["chairedBy"]))
)  # fmt: skip
"""The properties that tell it, in the order of the fields."""


@dataclass(frozen=True)
class Contribution:
    """The statements of the graph `graph`, a line of N-Quads each, parted."""

    graph: str
    nquads: bytes
    own: list[Block]
    """What it says of things of its own: evidence last."""
    others: list[Block]
    """What it says of others."""
    meetings: list[Meeting]
    """What tells its meetings apart, under the names that the article alone gives them."""
    renamed: frozenset[str] = frozenset()
    """The names that merges replaced in it."""
    as_it_came: bool = True
    """Whether it says the very same as the article: nothing is merged, nothing left out."""

    def digest(self, findings: bytes) -> str:
        """Return what tells whether any file of a release has other bytes of it."""
        return hashlib.sha256(self.nquads + b"\0" + findings).hexdigest()

    def own_values(self, predicate: str) -> Iterator[str]:
        """Yield the values of a property of its own things."""
        return (value for _, said in self.own for value in said.get(predicate, ()))

    @property
    def shared(self) -> Iterator[str]:
        """Yield the statements of others: subject, predicate and object with a blank between them."""
        return map(" ".join, _statements(self.others))

    @cached_property
    def doubts(self) -> list[tuple[str, float]]:
        """Shared things whose surest evidence here is not sure, each with its confidence."""
        sure = {subject: float(literal(value)[0]) for subject, said in self.own for value in said.get(_CONFIDENCE, ())}
        surest = {
            subject: max(sure.get(value, 1.0) for value in said[_EVIDENCE])
            for subject, said in self.others
            if _EVIDENCE in said
        }
        return [(subject, confidence) for subject, confidence in surest.items() if confidence < SURE]

    @cached_property
    def counts(self) -> str:
        """How often its own statements use each property and class, as JSON, with the first thing of each own class."""
        return json.dumps(counted(self.own))


def contribution(nquads: bytes, base: str) -> Contribution:
    """Part the statements of one graph, in the form in which pyoxigraph writes N-Quads."""
    own_lead = tuple(f"<{base}{kind}/" for kind in _OWN_KINDS)
    own: list[Block] = []
    others: list[Block] = []
    for block in blocks(statements_of_graph(nquads)):
        (own if block[0].startswith(own_lead) else others).append(block)
    own.sort(key=lambda block: "#" in block[0])
    return Contribution(graph_of(nquads), nquads, own, others, list(_meetings(others, base)))


def graph_of(nquads: bytes) -> str:
    """Return the name of the graph of which all statements are."""
    return nquads[nquads.rindex(b" <") + 1 : -3].decode()


def _statements(said: Iterable[Block]) -> Iterator[Statement]:
    for subject, about in said:
        for predicate, values in about.items():
            for value in values:
                yield subject, predicate, value


def _meetings(others: Iterable[Block], base: str) -> Iterator[Meeting]:
    lead = f"<{base}meeting/"
    for subject, said in others:
        if subject.startswith(lead):
            yield Meeting(subject, *(_single(said.get(predicate, [])) for predicate in _MEETING_FIELDS))


def _single(values: list[str]) -> str | None:
    """Return the text or IRI of the only value, else None."""
    if len(values) != 1:
        return None
    return literal(values[0])[0] if values[0][0] == '"' else values[0]


@dataclass(frozen=True, slots=True)
class Body:
    """An organization that stands for others: posts are named after it, and what it is holds for what it replaces."""

    code: str
    """Of its division, as its name has it."""
    name: str
    is_what: tuple[tuple[str, str], ...]
    """Class, type, labels and division, as properties and values."""


BODY_NAME = str(SKOS["prefLabel"])
BODY_IS = frozenset(
    (_TYPE, BODY_NAME, str(RDFS["label"]), str(ZW["organizationType"]), str(ORG["classification"]),
     str(ZW["jurisdiction"]), str(DCTERMS["spatial"]), str(DCTERMS["isReplacedBy"]), str(ZW["replacedIn"]))
)  # fmt: skip
"""What an organization has once; another name of it becomes `skos:altLabel`."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What is to be read otherwise than the articles have it, in the notation of N-Triples."""

    redirects: Mapping[str, str]
    """Names that were merged away, each with the one that stands for it."""
    bodies: Mapping[str, Body]
    """Organizations that stand for others."""
    wrong: Collection[Statement]
    """Statements that are left out."""


def revise(nquads: bytes, base: str, revision: Revision) -> Contribution:
    """Return the contribution with merged things under one name and without what is wrong.

    What is named after a merged thing follows it: the participation of a person in a meeting, a tenure.
    """
    as_it_came = contribution(nquads, base)
    redirects = revision.redirects
    merged = {subject: redirects[subject] for subject, _ in as_it_came.others if subject in redirects}
    if not merged and not revision.wrong:
        return as_it_came
    said = list(statements_of_graph(nquads))
    kept = without(said, revision.wrong)
    if not merged and kept is said:
        return as_it_came
    names = _followers(merged, kept, Iris(base), revision.bodies)
    moved = {(names.get(s, s), p, names.get(o, o)) for s, p, o in _as_bodies(kept, merged, revision.bodies)}
    tail = f" {as_it_came.graph} .\n"
    lines = {" ".join(statement) + tail for statement in without(sorted(moved), revision.wrong)}
    parted = contribution("".join(sorted(lines)).encode(), base)
    return replace(parted, meetings=as_it_came.meetings, renamed=frozenset(merged), as_it_came=False)


def _as_bodies(said: list[Statement], merged: Mapping[str, str], bodies: Mapping[str, Body]) -> Iterator[Statement]:
    """Yield `said` with merged organizations being what those are that stand for them."""
    replaced = {old: bodies[new] for old, new in merged.items() if new in bodies}
    for subject, predicate, value in said:
        if subject not in replaced or predicate not in BODY_IS:
            yield subject, predicate, value
        elif predicate == BODY_NAME:
            yield subject, str(SKOS["altLabel"]), value
    for old, body in replaced.items():
        yield from ((old, predicate, value) for predicate, value in body.is_what)


def _followers(
    merged: Mapping[str, str], said: list[Statement], iris: Iris, bodies: Mapping[str, Body]
) -> dict[str, str]:
    """Return the new names of merged things, and of all whose names are made of theirs, step by step."""
    names = dict(merged)
    about: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in said:
        about.setdefault(subject, {}).setdefault(predicate, []).append(value)
        if predicate == _AGENDA_ITEM:
            about.setdefault(value, {}).setdefault(_AGENDA_ITEM, []).append(subject)
    for subject, values in about.items():
        for body in values.get(str(ORG["postIn"]), ()):
            if moved_to := bodies.get(merged.get(body, "")):
                titles = map(_text, values.get(str(ZW["postTitle"]), ()))
                names[subject] = iris.of("post", moved_to.code, moved_to.name, *titles)
    for kind, parts in _PARTS.items():
        for subject, values in about.items():
            if subject.startswith(f"<{iris.base}{kind}/") and subject == iris.of(kind, "", *parts(values)):
                moved = {p: [names.get(value, value) for value in found] for p, found in values.items()}
                names[subject] = iris.of(kind, "", *parts(moved))
    return {old: new for old, new in names.items() if old != new}


def _values(values: Mapping[str, list[str]], predicate: NamedNode) -> list[str]:
    return [each[1:-1] for each in values.get(str(predicate), ())]


def _text(term: str) -> str:
    return literal(term)[0]


def _of_participation(values: Mapping[str, list[str]]) -> list[str]:
    roles = [each.removeprefix(ROLE.iri) for each in _values(values, ZW["role"])]
    return [*_values(values, ZW["inEvent"]), *_values(values, ZW["participant"]), *roles]


def _of_agenda_item(values: Mapping[str, list[str]]) -> list[str]:
    actions = [each.removeprefix(ACTION.iri) for each in _values(values, ZW["action"])]
    return [*_values(values, ZW["agendaItem"]), *actions, *map(_text, values.get(str(ZW["subjectText"]), ()))]


def _of_tenure(values: Mapping[str, list[str]]) -> list[str]:
    codes = sorted(each.removeprefix(POST_QUALIFIER.iri) for each in _values(values, ZW["qualifier"]))
    return [*_values(values, ORG["member"]), *_values(values, ZW["post"]), *codes]


_PARTS: dict[str, Callable[[Mapping[str, list[str]]], list[str]]] = {
    "tenure": _of_tenure,
    "participation": _of_participation,
    "agenda-item": _of_agenda_item,
}
"""What the names of things are made of that are named after others; `flows.graph` makes them of the same."""
