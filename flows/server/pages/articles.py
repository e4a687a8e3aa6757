"""The page about an article: the words that its statements rest on, and the statements beside them."""

from flows.graph.vocabulary import DCTERMS, SCHEMA, ZW
from flows.server.engine import Row
from flows.server.pages.asking import Section
from flows.server.pages.passages import Evidence, passages
from flows.server.pages.view import About, View, by

ARTICLE = ("about", "article/passages")


def article(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of an article shows."""
    evidence = [_evidence(rows) for _, rows in by(found["passages"].rows, "evidence") if rows[0]["start"]]
    evidence.sort(key=lambda each: (each.start, each.end, each.fragment))
    return {
        "title": about.one(DCTERMS["title"]),
        "issued": about.one(DCTERMS["issued"]),
        "publishers": about.all(DCTERMS["publisher"]),
        "authors": about.all(SCHEMA["author"]),
        "editors": about.all(SCHEMA["editor"]),
        "jurisdiction": about.all(ZW["jurisdiction"]),
        "reported": about.all(ZW["reportsOn"]),
        "url": about.one(SCHEMA["url"]),
        "evidence": evidence,
        "pieces": passages(evidence, int(about.one(ZW["textLength"]) or 0)),
    }


def _page_of(row: Row) -> str:
    """Return the IRI of what a statement is about; nothing for a part of the article itself, such as its views."""
    article, _, _ = row["evidence"].partition("#")
    return "" if row["subject"].startswith(f"{article}#") else row["subject"]


def _evidence(rows: list[Row]) -> Evidence:
    first = rows[0]
    return Evidence(
        fragment=first["evidence"].partition("#")[2],
        start=int(first["start"]),
        end=int(first["end"]),
        quote=first["quote"],
        before=first["before"],
        after=first["after"],
        rule=first["rule"],
        confidence=first["confidence"],
        subjects=tuple(dict.fromkeys((_page_of(row), row["name"]) for row in rows if row["subject"])),
        classes=tuple(dict.fromkeys(row["class"] for row in rows if row["class"])),
        properties=tuple(dict.fromkeys(row["property"] for row in rows if row["property"])),
    )
