"""The page about a person: posts on a time line, meetings with roles, directives, and whom the person meets with."""

from collections import defaultdict
from itertools import combinations

from flows.graph.vocabulary import FOAF, ZW
from flows.server.drawing.network import Node, network
from flows.server.drawing.spec import Drawing, prepared
from flows.server.drawing.timeline import timeline
from flows.server.engine import Row
from flows.server.pages.asking import Section
from flows.server.pages.view import About, View, by

PERSON = ("about", "person/posts", "person/meetings", "person/directives", "person/company", "person/network",
          "person/same", "mentions")  # fmt: skip
_IN_NETWORK = 16


def person(found: dict[str, Section], about: About, view: View) -> dict[str, object]:
    """Return what the template of a person shows."""
    posts = found["posts"].rows
    return {
        "title": about.one(FOAF["name"]),
        "jurisdiction": about.all(ZW["jurisdiction"]),
        "newest_posts": _newest(posts),
        "post_line": _post_line(found["posts"], view),
        "meetings": [(first, [row["role"] for row in rows]) for first, rows in by(found["meetings"].rows, "event")],
        "directives": list(by(found["directives"].rows, "event")),
        "company_network": _network(about.one(FOAF["name"]), found, view),
    }


def _newest(posts: list[Row]) -> list[Row]:
    newest = max((row["last"] for row in posts), default="")
    return [row for row in posts if newest and row["last"] == newest]


def _post_line(section: Section, view: View) -> Drawing | None:
    rows = [(row["title"], row["first"], row["last"]) for row in section.rows if row["first"] and row["last"]]
    return prepared(timeline(rows), section.query.titles[view.language]) if rows else None


def _network(name: str, found: dict[str, Section], view: View) -> Drawing | None:
    """Draw the person among those met most often; nothing where there is nobody."""
    others = found["company"].rows[:_IN_NETWORK]
    events: dict[str, set[str]] = defaultdict(set)
    for row in found["network"].rows:
        events[row["person"]].add(row["event"])
    ties = [(0, place, int(row["count"])) for place, row in enumerate(others, 1)]
    for (one, first), (other, second) in combinations(enumerate(others, 1), 2):
        if common := events[first["other"]] & events[second["other"]]:
            ties.append((one, other, len(common)))
    if not ties:
        return None
    nodes = [Node(name, "", 0), *(Node(row["name"], row["other"], int(row["count"])) for row in others)]
    return prepared(network(nodes, ties), found["network"].query.titles[view.language], view.links.thing)
