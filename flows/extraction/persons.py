"""Appearances -> persons: one fact a name, with the posts that the text shows, each with its organization.

Does not merge two people of one name within one article: the press would tell them apart in words.
"""

from dataclasses import replace

from flows.articles.evidence import Evidence, Span
from flows.extraction.bodies import Body
from flows.extraction.facts import Person, Post
from flows.extraction.organizations import Register, state_offices
from flows.extraction.people import Appearance
from flows.extraction.posts import PostMention

_LED_BODIES = (
    ("政治协商会议", "cppcc"),
    ("人民代表大会", "people-congress-standing-committee"),
    ("人民政府", "people-government"),
)
_VOTE = 150
"""How far apart the posts of one vote may stand."""


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
            own = mention.change is not None  # 代县长张某当选县长: what is taken up is another post than the one held
            if not any(post.surface == known.surface or (_covers(known, post) and not own) for known in posts):
                posts.append(post)
    mentions = tuple([Evidence(Span(a.start, a.end), a.rule, a.confidence) for a in found])
    return Person(id_, name, tuple(posts), mentions)


def _covers(known: Post, post: Post) -> bool:
    """A short form of a post already known (书记 after 区委书记, 张某委员 after 市政协委员张某) is no further post."""
    bare = post.organization in (None, known.organization) or post.surface in state_offices()
    return bare and known.surface.endswith(post.surface)


def _post(
    mention: PostMention, before: PostMention | None, register: Register, inherited: dict[int, PostMention]
) -> Post:
    surface = register.text[mention.start : mention.end]
    organization = _organization(mention, surface, before, register, inherited)
    evidence = Evidence(Span(mention.start, mention.end), "post", 0.92 if organization else 0.8)
    return Post(mention.title, organization, surface, mention.qualifiers, evidence)


def _organization(
    mention: PostMention,
    surface: str,
    before: PostMention | None,
    register: Register,
    inherited: dict[int, PostMention],
) -> str | None:
    """The id of the body that a post is in: its own, that of an office, or that of the post before it."""
    if surface in state_offices():
        return register.of_state(surface, mention)
    if mention.body:
        return register.add(mention.body)
    if mention.office:
        return register.of_office(mention)
    owner = before or inherited.get(mention.start)
    return register.add(without_party_group(owner.body)) if owner and owner.body else None


def without_party_group(body: Body) -> Body:
    """Return the body that a party group (党组) leads: 水务局党组书记、局长 is head of the bureau, not of its group."""
    if body.type != "party-leading-group" or not body.canonical.endswith("党组"):
        return body
    canonical = body.canonical.removesuffix("党组")
    type_ = next((type_ for ending, type_ in _LED_BODIES if ending in canonical), "government-department")
    return replace(body, end=body.end - 2, canonical=canonical, type=type_, parent=None)


def _inherited(people: list[Appearance]) -> dict[int, PostMention]:
    """For posts without a body (副主任 in 县人大常委会主任A,副主任B): the post before with the same head."""
    found: dict[int, PostMention] = {}
    last: PostMention | None = None
    for appearance in people:
        for post in appearance.posts:
            if post.body:
                last = post
            elif last and not post.office and (post.title[-2:] == last.title[-2:] or _one_vote(last, post)):
                found[post.start] = last
    return found


def _one_vote(last: PostMention, post: PostMention) -> bool:
    """选举A为区政协主席,B为秘书长: what one vote decides is of one body."""
    said = {each.change.rule if each.change else "" for each in (last, post)}
    return said == {"change.elected"} and post.start - last.end < _VOTE
