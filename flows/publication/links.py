"""Links that a person has accepted: `ontology/authority/links.csv` -> triples.

Goes in: a table with the columns subject, predicate, object, note, by, date. Comes out: triples, or one error that
names every line that cannot be used. It asks no network whether the things are there.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from flows import resources
from flows.graph.vocabulary import OWL, SKOS

FILE = "links.csv"
COLUMNS = ("subject", "predicate", "object", "note", "by", "date")
PREDICATES = {
    "owl:sameAs": OWL["sameAs"],
    "skos:exactMatch": SKOS["exactMatch"],
    "skos:closeMatch": SKOS["closeMatch"],
}
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f/]+/[^\s<>\"{}|\\^`\x00-\x1f]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN_ERRORS = 20


class LinksError(ValueError):
    """The table cannot be used; the message has a line for each error, with the number of the line in the file."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with who accepted it, and when."""

    subject: str
    predicate: str
    object: str
    note: str
    by: str
    date: str

    def triple(self) -> Triple:
        """Return the link as a triple."""
        return Triple(NamedNode(self.subject), PREDICATES[self.predicate], NamedNode(self.object))


def links_path() -> Path:
    """Return where the accepted links of this installation stand."""
    return resources.folder("ontology") / "authority" / FILE


def read_links(path: Path | None = None) -> list[Link]:
    """Return the accepted links; raises LinksError. No file is no links."""
    path = path or links_path()
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            if tuple(header) != COLUMNS:
                raise LinksError(f"{path}:1: the columns must be {','.join(COLUMNS)}, not {','.join(header)}")
            return _checked([(rows.line_num, row) for row in rows if any(row)], path)
    except (UnicodeDecodeError, csv.Error) as error:
        raise LinksError(f"{path} is no CSV in UTF-8: {error}") from None


def _checked(rows: list[tuple[int, list[str]]], path: Path) -> list[Link]:
    found: dict[tuple[str, str], Link] = {}
    errors: list[str] = []
    for number, row in rows:
        wrong = f"{len(row)} cells, not {len(COLUMNS)}" if len(row) != len(COLUMNS) else ""
        link = Link(*(cell.strip() for cell in (row + [""] * len(COLUMNS))[: len(COLUMNS)]))
        wrong = (
            wrong or _wrong(link) or ("" if (link.subject, link.object) not in found else "these two are linked above")
        )
        if wrong:
            errors.append(f"{path}:{number}: {wrong}")
        found.setdefault((link.subject, link.object), link)
    if errors:
        more = [f"and {len(errors) - _SHOWN_ERRORS:,} more"] if len(errors) > _SHOWN_ERRORS else []
        raise LinksError("\n".join(errors[:_SHOWN_ERRORS] + more))
    return list(found.values())


def _wrong(link: Link) -> str:
    """Return what is wrong with a link by itself, or nothing."""
    for name, value in (("subject", link.subject), ("object", link.object)):
        if not _IRI.fullmatch(value):
            return f"{name} must be an http(s) IRI, not {value!r}"
    if link.subject == link.object:
        return "a thing is not linked to itself"
    if link.predicate not in PREDICATES:
        return f"predicate must be one of {', '.join(PREDICATES)}, not {link.predicate!r}"
    if not link.by:
        return "by is empty: say who accepted the link"
    if not _is_day(link.date):
        return f"date must be a day such as 2026-11-23, not {link.date!r}"
    return ""


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False
