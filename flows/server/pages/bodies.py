"""The pages about organizations and divisions: their place in the hierarchy, posts and people, meetings."""

from flows.graph.vocabulary import ORG, OWL, RDFS, SCHEMA, SKOS, ZW
from flows.server.drawing.spec import Drawing, prepared
from flows.server.drawing.timeline import timeline
from flows.server.engine import Row
from flows.server.pages.asking import Section
from flows.server.pages.view import About, View, by

ORGANIZATION = ("about", "organization/above", "organization/below", "organization/holders", "organization/meetings",
                "organization/demands", "mentions")  # fmt: skip
DIVISION = ("about", "division/above", "division/below", "division/bodies", "division/people", "division/meetings")


def organization(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of an organization shows."""
    holders = found["holders"].rows
    return {
        "title": about.one(SKOS["prefLabel"]) or about.one(RDFS["label"]),
        "also": [row["value"] for row in about.all(SKOS["altLabel"])],
        "type": about.one(ZW["organizationType"]),
        "jurisdiction": about.all(ZW["jurisdiction"]),
        "chain": _chain(found["above"].rows, [row["value"] for row in about.all(ORG["subOrganizationOf"])]),
        "posts": list(by(holders, "post")),
        "holder_line": _holder_line(found["holders"], view),
    }


def division(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of a division shows."""
    return {
        "title": about.one(RDFS["label"]),
        "name": about.one(SCHEMA["name"]),
        "code": about.one(ZW["adcode"]),
        "same": [row["value"] for row in about.all(OWL["sameAs"])],
        "types": list(by(found["bodies"].rows, "type")),
    }


def _chain(rows: list[Row], start: list[str]) -> list[Row]:
    """Return the organizations above, the highest first; of several above one, the first."""
    known = {first["body"]: (first, [row["above"] for row in lot if row["above"]]) for first, lot in by(rows, "body")}
    chain: list[Row] = []
    while start and start[0] in known and known[start[0]][0] not in chain:
        row, start = known[start[0]]
        chain.append(row)
    return chain[::-1]


def _holder_line(section: Section, view: View) -> Drawing | None:
    rows = [
        (f"{row['title']} {row['name']}", row["first"], row["last"])
        for row in section.rows
        if row["first"] and row["last"]
    ]
    return prepared(timeline(rows), section.query.titles[view.language]) if rows else None
