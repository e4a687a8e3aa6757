"""The names of a release, to be searched by likeness: the pairs of characters that two names share (Dice, 0 to 1)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from flows.graph.iris import canonical


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing."""

    iri: str
    kind: str
    """The local name of its class in the ontology."""
    text: str
    preferred: bool
    """False for a name that the thing has besides its own."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing with the likeness of the name of it that is most like the one asked for."""

    name: Name
    likeness: float


class Names:
    """All names of the things that may be meant."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = list(names)
        self._sizes: list[int] = []
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        self._preferred: dict[str, Name] = {}
        for number, name in enumerate(self._names):
            pairs = _pairs(canonical(name.text))
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._with[pair].append(number)
            if name.preferred:
                self._preferred.setdefault(name.iri, name)

    def of(self, iri: str) -> Name | None:
        """Return the preferred name of a thing."""
        return self._preferred.get(iri)

    def like(self, text: str, kinds: frozenset[str], limit: int) -> list[Hit]:
        """Return the things of `kinds` (empty: of all) whose names are most like `text`, the most alike first."""
        pairs = _pairs(canonical(text))
        shared = Counter(number for pair in pairs for number in self._with.get(pair, ()))
        best: dict[str, Hit] = {}
        for number, count in shared.items():
            name = self._names[number]
            likeness = 2 * count / (len(pairs) + self._sizes[number])
            if (not kinds or name.kind in kinds) and (name.iri not in best or likeness > best[name.iri].likeness):
                best[name.iri] = Hit(name, likeness)
        return sorted(best.values(), key=lambda hit: (-hit.likeness, hit.name.iri))[:limit]

    def starting(self, prefix: str, limit: int) -> list[Name]:
        """Return names that begin with `prefix`, the shortest first; one for each thing."""
        start = canonical(prefix)
        numbers = self._with.get(f"^{start[:1]}", ()) if start else ()
        found = (self._names[number] for number in numbers)
        fitting = sorted((n for n in found if canonical(n.text).startswith(start)), key=lambda n: (len(n.text), n.iri))
        return list({name.iri: name for name in reversed(fitting)}.values())[::-1][:limit]


def _pairs(text: str) -> set[str]:
    """Return the pairs of neighbours in `text`, its start and its end being neighbours too."""
    return {first + second for first, second in pairwise(f"^{text}$")}
