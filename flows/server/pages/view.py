"""What every page is made with: its links, its words, the names of terms; and what is said of a thing, by property."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from flows.server.catalogue import Catalogue
from flows.server.engine import Row
from flows.server.pages.links import Links
from flows.server.pages.words import words


@dataclass(frozen=True, slots=True)
class View:
    """One page in one language."""

    links: Links
    catalogue: Catalogue

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.links.language

    @property
    def say(self) -> dict[str, str]:
        """The words of the page's language."""
        return words(self.language)

    def term(self, iri: str) -> str:
        """Return what a concept, class or property of the ontology is called; its local name where it is not ours."""
        names = self.catalogue.labels(iri)
        local = iri.rpartition("/")[2].rpartition("#")[2]
        return names.get(self.language) or next(iter(names.values()), self.say.get(f"standard_{local}", local))


class About:
    """What is said of one thing, by property."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def all(self, property_: NamedNode) -> list[Row]:
        """Return the values of a property, each with its name if it is a thing."""
        return [row for row in self._rows if row["property"] == property_.value]

    def one(self, property_: NamedNode) -> str:
        """Return the first value of a property; empty where there is none."""
        return next((row["value"] for row in self.all(property_)), "")


def by(rows: Iterable[Row], *keys: str) -> Iterator[tuple[Row, list[Row]]]:
    """Yield the rows that stand together and agree in `keys`, each lot with its first row."""
    for _, lot in groupby(rows, key=lambda row: [row[key] for key in keys]):
        found = list(lot)
        yield found[0], found
