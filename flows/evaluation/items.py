"""Gold -> the items of each key that can be listed without a look at the other side.

Posts are pairs of person and post, the byline pairs of kind and name (source, reporters, editors).
"""

from collections.abc import Callable, Mapping

from flows.evaluation.form import Gold
from flows.evaluation.matching import Item, folded


def item(*parts: str, label: str | None = None, anchors: tuple[str, ...] | None = None) -> Item:
    """Return the item that compares `parts`; shown as they are, looked for by the last of them, unless told."""
    return Item(tuple(folded(part) for part in parts), label or ": ".join(parts), anchors or (parts[-1],))


def _posts(gold: Gold) -> list[Item]:
    return [
        item(person["name"], post, anchors=(post + person["name"], person["name"] + post, person["name"]))
        for person in gold["people"]
        for post in person["posts"]
    ]


def _canonical(gold: Gold) -> list[Item]:
    return [
        item(row["canonical"], label=f"{row['surface']} → {row['canonical']}", anchors=(row["surface"],))
        for row in gold["organizations"]
    ]


def _byline(gold: Gold) -> list[Item]:
    source = [item("source", gold["source"])] if gold["source"] else []
    reporters = [item("reporter", name) for name in gold["reporters"]]
    return source + reporters + [item("editor", name) for name in gold["editors"]]


LISTED: Mapping[str, Callable[[Gold], list[Item]]] = {
    "people": lambda gold: [item(person["name"]) for person in gold["people"]],
    "posts": _posts,
    "meetings": lambda gold: [item(meeting["name"]) for meeting in gold["meetings"]],
    "referenced_meetings": lambda gold: [item(name) for name in gold["referenced_meetings"]],
    "documents": lambda gold: [item(document["title"]) for document in gold["documents"]],
    "organizations_surface": lambda gold: [item(row["surface"]) for row in gold["organizations"]],
    "organizations_canonical": _canonical,
    "byline": _byline,
}
"""For each key whose items stand for themselves, the function that lists them."""
