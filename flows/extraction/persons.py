"""Appearances -> persons: one fact a name, with the posts that the text shows, each with its organization.

Does not merge two people of one name within one article: the press would tell them apart in words.
"""

from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Person, Post
from flows.extraction.organizations import Register, state_offices
from flows.extraction.people import Appearance
from flows.extraction.posts import PostMention


def find_persons(people: list[Appearance], register: Register) -> tuple[Person, ...]:
    """Return the persons in the order of their first appearance."""
    by_name: dict[str, list[Appearance]] = {}
    for appearance in people:
        by_name.setdefault(plain(appearance.name), []).append(appearance)
    inherited = _inherited(people)
    return tuple(
        _person(f"person-{number}", name, found, register, inherited)
        for number, (name, found) in enumerate(by_name.items(), start=1)
    )


def plain(name: str) -> str:
    """Return a name without the blanks that the press sets into two-character names (李 云)."""
    return name.replace(" ", "")


def _person(
    id_: str, name: str, found: list[Appearance], register: Register, inherited: dict[int, PostMention]
) -> Person:
    posts: list[Post] = []
    for appearance in found:
        before: PostMention | None = None
        for mention in appearance.posts:
            post = _post(mention, before, register, inherited)
            before = mention if mention.body or mention.office else before
            if not any(post.surface == known.surface or _covers(known, post) for known in posts):
                posts.append(post)
    mentions = tuple(Evidence(Span(a.start, a.end), a.rule, a.confidence) for a in found)
    return Person(id_, name, tuple(posts), mentions)


def _covers(known: Post, post: Post) -> bool:
    """A short form of a post already known (书记 after 区委书记) is no further post."""
    bare = post.organization is None or post.surface in state_offices()
    return bare and known.surface.endswith(post.surface)


def _post(
    mention: PostMention, before: PostMention | None, register: Register, inherited: dict[int, PostMention]
) -> Post:
    surface = register.text[mention.start : mention.end]
    if surface in state_offices():
        organization = register.of_state(surface, mention)
    else:
        owner = mention
        if not mention.body and not mention.office:
            owner = before or inherited.get(mention.start) or mention
        organization = register.add(owner.body) if owner.body else register.of_office(mention)
    evidence = Evidence(Span(mention.start, mention.end), "post", 0.92 if organization else 0.8)
    return Post(mention.title, organization, surface, mention.qualifiers, evidence)


def _inherited(people: list[Appearance]) -> dict[int, PostMention]:
    """For posts without a body (副主任 in 县人大常委会主任A,副主任B): the post before with the same head."""
    found: dict[int, PostMention] = {}
    last: PostMention | None = None
    for appearance in people:
        for post in appearance.posts:
            if post.body:
                last = post
            elif last and not post.office and post.title[-2:] == last.title[-2:]:
                found[post.start] = last
    return found
