"""Which key each thing of an article has: ids of facts, which are local, -> IRIs, which are not.

Two articles that speak of one thing must come to one key, and two things must never share one; where the wording
does not identify (a meeting called 会议, a document called 实施方案), what surrounds it joins the key.
"""

from collections.abc import Sequence
from functools import cache, cached_property

from flows.articles.article import Article
from flows.extraction.facts import Directive, Document, Facts, Meeting, Organization, Person, Post
from flows.extraction.setting import LEVELS
from flows.gazetteer.divisions import COUNTRY
from flows.gazetteer.institutions import institutions
from flows.graph.iris import Iris, canonical
from flows.graph.notation import Term
from flows.graph.vocabulary import EVENT_TYPES

# Bodies that hold one such meeting a day: organizer and date identify it, however an article words its name.
REGULAR = frozenset(
    ("standing-committee-meeting", "party-committee-plenum", "executive-meeting", "government-plenary-meeting",
     "party-group-meeting", "party-working-committee-meeting", "chairpersons-meeting", "directors-meeting",
     "npc-standing-committee-session", "cppcc-standing-committee-session", "leading-group-meeting",
     "commission-meeting", "study-session", "secretary-meeting")
)  # fmt: skip
_OF_DIVISION = frozenset(("", "国家", *LEVELS))
"""What may stand before the title of a post of a division as a whole: 区领导, 市级领导, 国家主席."""
_PROPER_DOCUMENTS = frozenset(("law", "regulations", "charter", "outline", "planning"))
_PROPER_TITLE_LENGTH = 9
_PROPER_NAME_LENGTH = 5


class Names:
    """IRIs of everything in one article's facts, by the local ids of the facts."""

    def __init__(self, article: Article, facts: Facts, base: str) -> None:
        self._article = article
        self._facts = facts
        self.iris = Iris(base)
        self.day = article.published.value.at.date().isoformat() if article.published else ""
        self._bodies = {body.id: body for body in facts.organizations}
        self._names = {person.id: person.name for person in facts.people}
        found: dict[str, Term] = {body.id: self._body(body) for body in facts.organizations}
        found.update((person.id, self._person(person)) for person in facts.people)
        found.update((meeting.id, self._meeting(meeting)) for meeting in facts.meetings)
        found.update((document.id, self._document(document)) for document in facts.documents)
        found.update((directive.id, self._directive(directive)) for directive in facts.directives)
        self._by_id = found

    def __getitem__(self, local_id: str) -> Term:
        return self._by_id[local_id]

    @cached_property
    def article(self) -> Term:
        """The article itself."""
        return self.iris.of("article", self.day, self._article.identity)

    @cached_property
    def graph(self) -> Term:
        """The named graph of the article's statements."""
        return self.iris.of("graph", self.day, self._article.identity)

    @cached_property
    def jurisdiction_code(self) -> str:
        """Code of the division whose portal speaks, empty where it is not known."""
        known = self._facts.jurisdiction
        return (known.code or COUNTRY) if known else ""

    @cached_property
    def realm(self) -> str:
        """What keeps namesakes apart: the jurisdiction, else the source, else the article."""
        source = self._article.source
        return self.jurisdiction_code or (source.value if source else self._article.identity)

    def organization(self, full_name: str, code: str | None) -> Term:
        """Return the IRI of the organization with this canonical name in the division with `code`."""
        return self.iris.of("organization", code or "", full_name)

    def byline_person(self, name: str) -> Term:
        """Return the IRI of a reporter or editor: name and employer."""
        employer = self._article.source.value if self._article.source else self.realm
        return self.iris.of("person", "", name, employer)

    def group(self, surface: str) -> Term:
        """Return the IRI of a group that the article names only in general."""
        return self.iris.of("group", self.jurisdiction_code, surface, self.realm)

    def post(self, post: Post) -> Term:
        """Return the IRI of a post: organization and title; without an organization, division and wording."""
        if post.organization is None:
            code = self.division_of_post(post)
            return self.iris.of("post", code, "unresolved", code or self.realm, wording(post))
        body = self._bodies[post.organization]
        return self.iris.of("post", body.division or "", body.canonical, post.title)

    def within(self, kind: str, *parts: str) -> Term:
        """Return the IRI of a thing that exists in this article only."""
        return self.iris.of(kind, self.day, self._article.identity, *parts)

    def derived(self, kind: str, things: Sequence[Term], *parts: str) -> Term:
        """Return the IRI of a thing identified by other `things`, such as a tenure by person and post, and by texts."""
        return self.iris.of(kind, "", *(thing[1:-1] for thing in things), *parts)

    def _body(self, body: Organization) -> Term:
        return self.organization(body.canonical, body.division)

    def division_of(self, person: Person) -> str:
        """Return the code of the lowest division in which the person has a post, else of the jurisdiction."""
        known = filter(None, map(self._known_division, person.posts))
        return max(known, key=_depth, default=self.jurisdiction_code)

    def division_of_post(self, post: Post) -> str:
        """Return the code of the division of a post's organization, else of the jurisdiction."""
        return self._known_division(post) or self.jurisdiction_code

    def _known_division(self, post: Post) -> str | None:
        """Whoever leads the country is one person in the articles of all its districts."""
        if post.organization is None:
            return COUNTRY if post.surface == f"国家{post.title}" else None
        return division_of_body(self._bodies[post.organization])

    def _person(self, person: Person) -> Term:
        code = self.division_of(person)
        return self.iris.of("person", code, person.name, code or self.realm)

    def _meeting(self, meeting: Meeting) -> Term:
        kind = "event" if meeting.type in EVENT_TYPES else "meeting"
        date = meeting.date.value if meeting.date else ""
        return self.iris.of(kind, date, *self._meeting_key(meeting, date))

    def _meeting_key(self, meeting: Meeting, date: str) -> tuple[str, ...]:
        holder = self._bodies[meeting.organizer].canonical if meeting.organizer else ""
        if holder and date and meeting.ordinal:
            return (holder, date, meeting.type, str(meeting.session or ""), str(meeting.ordinal))
        if holder and date and meeting.type in REGULAR:
            return (holder, date, meeting.type)
        proper = meeting.type not in EVENT_TYPES and len(canonical(meeting.name)) >= _PROPER_NAME_LENGTH
        # 第三、四次常务会议 are two meetings that an article gives one name.
        number = (str(meeting.ordinal),) if meeting.ordinal else ()
        surroundings = () if proper else self._surroundings(meeting, date)
        return (holder or self.realm, date, meeting.name, *number, *surroundings)

    def _surroundings(self, meeting: Meeting, date: str) -> tuple[str, ...]:
        """Return what tells one 调研 from another of the same day: who was there, and where."""
        people = sorted({self._names[part.person] for part in meeting.participations})
        known = bool(date and people)
        return (*people, meeting.place or "", "" if known else self._article.identity)

    def _document(self, document: Document) -> Term:
        title = canonical(document.title)
        proper = document.number or document.type in _PROPER_DOCUMENTS or len(title) >= _PROPER_TITLE_LENGTH
        surroundings = () if proper else (self.realm, str(document.year or self.day[:4]))
        return self.iris.of("document", "", title, document.number or "", *surroundings)

    def _directive(self, directive: Directive) -> Term:
        span = directive.span
        return self.within("directive", directive.speaker_text, directive.path, f"{span.start},{span.end}")


def division_of_body(body: Organization) -> str | None:
    """Return the code of the division whose body it is: of the country for one of national level."""
    return body.division or (COUNTRY if body.canonical in _national() else None)


def wording(post: Post) -> str:
    """Return what a post without an organization is called: 领导 for 区领导, but 某国经济部长 as it is written."""
    lead = post.surface.removesuffix(post.title)
    for qualifier in post.qualifiers:
        lead = lead.replace(qualifier, "")
    return post.title if lead.removesuffix("级") in _OF_DIVISION else post.surface


@cache
def _national() -> frozenset[str]:
    """Return the full names of the bodies of national level."""
    return frozenset(each.canonical for each in institutions().values())


def _depth(code: str) -> tuple[int, str]:
    return len(code.rstrip("0")), code
