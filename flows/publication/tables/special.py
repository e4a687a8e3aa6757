"""Columns that only one table has: what is read otherwise than as a property of the thing of the row."""

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode

from flows.graph.notation import Said
from flows.graph.vocabulary import SCHEMA, XSD, ZW
from flows.publication.tables.columns import IRI, Column, Read
from flows.publication.tables.view import IN_MEETING, View, first, iri, text

_MOMENT = f"^^{XSD['dateTime']}"
_COUNT = SCHEMA["userInteractionCount"]


def publication_day(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """The day of a moment."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: text(first(said, key))[:10], "date")


def moment(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """A moment that is known to the second."""
    key = str(predicate)

    def read(view: View, subject: str, said: Said) -> str:
        value = first(said, key)
        return text(value) if value.endswith(_MOMENT) else ""

    return Column(name, zh, en, read, "dateTime", predicate.value)


def count(name: str, zh: str, en: str) -> Column:
    """How often readers did something with an article."""
    key = str(_COUNT)
    return Column(name, zh, en, lambda view, subject, said: text(first(view.of(f"{subject[:-1]}#{name}>"), key)),
                  "integer", _COUNT.value, about=f"{{+article}}#{name}")  # fmt: skip


def meeting_of_item(name: str, zh: str, en: str, item: str) -> Column:
    """The meeting on whose agenda an item is: the meeting states that, not the item."""
    return Column(name, zh, en, lambda view, subject, said: iri(first(said, IN_MEETING)), IRI,
                  ZW["agendaItem"].value, f"{{+{name}}}", f"{{+{item}}}", required=True)  # fmt: skip


def extreme(predicate: NamedNode, choose: Callable[[Iterable[str]], str]) -> Read:
    """Return what reads the least or the greatest of dates, which in the form of ISO 8601 sort as text."""
    key = str(predicate)

    def read(view: View, subject: str, said: Said) -> str:
        values = said.get(key)
        return choose(map(text, values)) if values else ""

    return read


def total(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """How many values a property has."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: str(len(said.get(key, ()))), "nonNegativeInteger")
