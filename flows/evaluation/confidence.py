"""Facts -> how sure each row of the gold format is: the best evidence of the fact that the row was made of.

The lists stand in the order of the rows that `to_gold` writes.
"""

from flows.articles.evidence import Evidence
from flows.evaluation.gold import distinct_bodies, reported, top_level
from flows.extraction.facts import Facts, Person


def confidences(facts: Facts) -> dict[str, list[float]]:
    """Return the confidences of the rows of each key whose rows are facts of their own."""
    return {
        "people": [_best(person.mentions) for person in facts.people],
        "posts": [confidence for person in facts.people for confidence in _posts(person)],
        "meetings": [_best(meeting.mentions) for meeting in reported(facts)],
        "documents": [_best(document.mentions) for document in facts.documents],
        "organizations_canonical": [_best(body.mentions) for body in distinct_bodies(facts)],
        "directives": [directive.evidence.confidence for directive in top_level(facts)],
    }


def _posts(person: Person) -> list[float]:
    best: dict[str, float] = {}
    for post in person.posts:
        best[post.surface] = max(post.evidence.confidence, best.get(post.surface, 0.0))
    return list(best.values())


def _best(mentions: tuple[Evidence, ...]) -> float:
    return max((mention.confidence for mention in mentions), default=0.0)
