"""The page about a meeting or event: who took part in which role, agenda, documents, directives as trees, sources."""

from collections import defaultdict
from dataclasses import dataclass, field

from flows.graph.vocabulary import RDFS, SCHEMA, ZW
from flows.server.engine import Row
from flows.server.pages.asking import Section
from flows.server.pages.view import About, View, by

MEETING = ("about", "meeting/participants", "meeting/agenda", "meeting/directives", "meeting/sources",
           "meeting/conflicts")  # fmt: skip
_ROLES = ("chair", "speaker", "presenter", "attendee", "observer", "guest")


@dataclass(slots=True)
class Directive:
    """A directive with those that are parts of it."""

    row: Row
    addressees: list[tuple[str, str]]
    parts: list["Directive"] = field(default_factory=list)


def meeting(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of a meeting shows."""
    names = {row["value"] for row in about.all(SCHEMA["name"])} or {row["value"] for row in about.all(RDFS["label"])}
    sources = found["sources"].rows
    return {
        "title": min(names, default=""),
        "about": about,
        "type": about.one(ZW["meetingType"]),
        "day": about.one(SCHEMA["startDate"]),
        "organizers": about.all(SCHEMA["organizer"]),
        "places": about.all(SCHEMA["location"]),
        "ordinal": about.one(ZW["ordinal"]),
        "enlarged": about.one(ZW["enlarged"]) == "true",
        "year_inferred": about.one(ZW["yearInferred"]) == "true",
        "roles": _roles(found["participants"].rows),
        "agenda": [_item(rows) for rows in _in_order(found["agenda"].rows)],
        "directives": _trees(found["directives"].rows),
        "reports": [row for row in sources if row["how"] == ZW["reportsOn"].value],
        "references": [row for row in sources if row["how"] != ZW["reportsOn"].value],
    }


def _roles(rows: list[Row]) -> list[tuple[str, list[tuple[Row, list[Row]]]]]:
    """Return the participants by role, those first who lead; each with the posts in which they took part."""
    roles: dict[str, list[tuple[Row, list[Row]]]] = defaultdict(list)
    for first, lot in by(rows, "role", "who"):
        roles[first["role"]].append((first, [row for row in lot if row["post"]]))
    return sorted(roles.items(), key=lambda role: _rank(role[0]))


def _rank(role: str) -> int:
    code = role.rpartition("/")[2]
    return _ROLES.index(code) if code in _ROLES else len(_ROLES)


def _in_order(rows: list[Row]) -> list[list[Row]]:
    """Return the rows of each agenda item, in the order of the text."""
    return sorted((lot for _, lot in by(rows, "item")), key=lambda lot: _order(lot[0]))


def _item(rows: list[Row]) -> tuple[Row, dict[str, str], dict[str, str]]:
    """Return an agenda item with what it is about and who presented it, names by IRI."""
    about = {row["about"]: row["aboutName"] for row in rows if row["about"]}
    return rows[0], about, {row["who"]: row["whoName"] for row in rows if row["who"]}


def _trees(rows: list[Row]) -> list[tuple[Row, list[Directive]]]:
    """Return the directives as trees, by speaker, in the order of the text."""
    known: dict[str, Directive] = {}
    for first, lot in by(rows, "directive"):
        addressees = sorted({(row["addressee"], row["addresseeName"]) for row in lot if row["addressee"]})
        known[first["directive"]] = Directive(first, addressees)
    roots: list[Directive] = []
    for each in sorted(known.values(), key=lambda directive: _order(directive.row)):
        whole = known.get(each.row["whole"])
        (whole.parts if whole and whole is not each else roots).append(each)
    speakers: dict[str, list[Directive]] = defaultdict(list)
    for each in roots:
        speakers[each.row["speaker"]].append(each)
    return [(lot[0].row, lot) for lot in speakers.values()]


def _order(row: Row) -> tuple[str, int, list[int]]:
    """Return where a directive stands: in which article, at which character, by which number."""
    article, _, fragment = row["evidence"].partition("#char=")
    start = fragment.partition(",")[0]
    path = [int(number) for number in row["path"].split(".") if number.isdigit()]
    return article, int(start) if start.isdigit() else 0, path
