"""The pages about documents and policy terms: when and where meetings dealt with them, and who used them."""

from flows.graph.vocabulary import DCTERMS, RDFS, SKOS, ZW
from flows.server.drawing.bars import by_month, by_name
from flows.server.drawing.spec import prepared
from flows.server.pages.asking import Section
from flows.server.pages.view import About, View

DOCUMENT = ("about", "document/history", "mentions")
TERM = ("about", "term/months", "term/bodies", "term/uses")


def document(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of a document shows."""
    return {
        "title": about.one(DCTERMS["title"]) or about.one(RDFS["label"]),
        "type": about.one(ZW["documentType"]),
        "statuses": [row["value"] for row in about.all(ZW["documentStatus"])],
        "number": about.one(ZW["documentNumber"]),
        "year": about.one(ZW["year"]),
        "references": about.all(DCTERMS["references"]),
        "issuers": about.all(DCTERMS["publisher"]),
    }


def term(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of a policy term shows."""
    months = [(row["month"], int(row["count"])) for row in found["months"].rows]
    bodies = [(row["name"], int(row["count"])) for row in found["bodies"].rows]
    titles = {name: found[name].query.titles[view.language] for name in ("months", "bodies")}
    return {
        "title": about.one(SKOS["prefLabel"]) or about.one(RDFS["label"]),
        "month_bars": prepared(by_month(months), titles["months"]) if months else None,
        "body_bars": prepared(by_name(bodies), titles["bodies"]) if bodies else None,
    }
