"""The kinds of columns: each says at once how its cells are read and what they mean, so that the two cannot part.

Goes in: what an article says of the thing of a row. Comes out: a cell as text; nothing where the article does not say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from flows.graph.notation import Said
from flows.graph.vocabulary import RDFS, XSD, Namespace
from flows.publication.tables.view import View, first, iri, text

SEPARATOR = "|"
"""Between the values of a cell that holds several; no IRI has it, and names that do get its full-width form."""
_DATE = f"^^{XSD['date']}"
_STATED = {"base": "string", "format": r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}
IRI = {"base": "string", "format": "[A-Za-z][A-Za-z0-9+.-]*:[^ ]+"}
"""An absolute IRI. The type anyURI would say less, and where keys have two columns csvw for Python stumbles on it."""
Read = Callable[[View, str, Said], str]
Datatype = str | dict[str, str]


def _unread(view: View, subject: str, said: Said) -> str:
    raise NotImplementedError("cells of this column are not read from the thing of the row")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Without a `property`, CSVW processors keep it out of RDF; `about` and `value` are URI templates."""

    name: str
    zh: str
    en: str
    read: Read = _unread
    datatype: Datatype = "string"
    property: str = ""
    about: str = ""
    value: str = ""
    language: str = ""
    several: bool = False
    required: bool = False


def this(name: str, zh: str, en: str) -> Column:
    """The IRI of the thing of the row."""
    return Column(name, zh, en, lambda view, subject, said: subject[1:-1], IRI, required=True)


def link(name: str, zh: str, en: str, predicate: NamedNode, *, required: bool = False) -> Column:
    """The IRI of another thing."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: iri(first(said, key)), IRI, predicate.value,
                  value=f"{{+{name}}}", required=required)  # fmt: skip


def name_of(name: str, zh: str, en: str, column: str, predicate: NamedNode | str) -> Column:
    """The name of the thing to which the column called `column` leads by `predicate`."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: view.label(first(said, key)),
                  property=RDFS["label"].value, about=f"{{+{column}}}", language="zh")  # fmt: skip


def property_of(
    name: str, zh: str, en: str, column: str, through: NamedNode, predicate: NamedNode, language: str = ""
) -> Column:
    """A property of the thing to which the column called `column` leads."""
    way, key = str(through), str(predicate)
    return Column(name, zh, en, lambda view, subject, said: text(first(view.of(first(said, way)), key)),
                  property=predicate.value, about=f"{{+{column}}}", language=language)  # fmt: skip


def literal(
    name: str, zh: str, en: str, predicate: NamedNode, datatype: Datatype = "string", language: str = ""
) -> Column:
    """A text or a number."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: text(first(said, key)), datatype, predicate.value,
                  language=language)  # fmt: skip


def chinese(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """A text in Chinese."""
    return literal(name, zh, en, predicate, language="zh")


def label(name: str, zh: str, en: str) -> Column:
    """The Chinese label of the thing of the row, which may have an English one too."""
    return Column(name, zh, en, lambda view, subject, said: view.label(subject), property=RDFS["label"].value,
                  language="zh")  # fmt: skip


def code(name: str, zh: str, en: str, predicate: NamedNode, scheme: Namespace) -> Column:
    """The code of a concept."""
    key, length = str(predicate), len(scheme.iri)
    return Column(name, zh, en, lambda view, subject, said: iri(first(said, key))[length:], "string", predicate.value,
                  value=scheme.iri + f"{{{name}}}")  # fmt: skip


def day(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """A date that is known to the day."""
    key = str(predicate)

    def read(view: View, subject: str, said: Said) -> str:
        days = [text(value) for value in said.get(key, ()) if value.endswith(_DATE)]
        return min(days) if days else ""

    return Column(name, zh, en, read, "date", predicate.value)


def stated(name: str, zh: str, en: str, predicate: NamedNode, through: NamedNode | str = "") -> Column:
    """A date as exactly as it is known: 2031, 2031-06 or 2031-06-10."""
    key, way = str(predicate), str(through)
    if not way:
        return Column(name, zh, en, lambda view, subject, said: text(first(said, key)), _STATED)
    return Column(name, zh, en, lambda view, subject, said: text(first(view.of(first(said, way)), key)), _STATED)


def flag(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """True where the article says so, else false; RDF leaves the latter unsaid, so that neither becomes RDF."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: "true" if key in said else "false", "boolean")


def links(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """IRIs of any number of things; CSVW cannot make one IRI each of them."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: SEPARATOR.join(map(iri, said.get(key, ()))), IRI,
                  several=True)  # fmt: skip


def names(name: str, zh: str, en: str, predicate: NamedNode) -> Column:
    """Names of the things to which `predicate` leads, in the order of their IRIs in the column beside."""
    key = str(predicate)
    return Column(name, zh, en, lambda view, subject, said: _joined(map(view.label, said.get(key, ()))), several=True)


def codes(name: str, zh: str, en: str, predicate: NamedNode, scheme: Namespace) -> Column:
    """Codes of any number of concepts."""
    key, length = str(predicate), len(scheme.iri)

    def read(view: View, subject: str, said: Said) -> str:
        return SEPARATOR.join([iri(value)[length:] for value in said.get(key, ())])

    return Column(name, zh, en, read, several=True)


def _joined(found: Iterable[str]) -> str:
    return SEPARATOR.join([each.replace(SEPARATOR, "|") for each in found])
