"""The gold format (design §7) as types: what an annotator writes and what `to_gold` makes of extracted facts."""

from typing import TypedDict


class GoldMeeting(TypedDict):
    """A reported meeting or event."""

    name: str
    date: str | None
    ordinal: int | None
    place: str | None
    chairs: list[str]
    attendees: list[str]
    observers: list[str]
    organizer: str | None


class GoldPerson(TypedDict):
    """A person with the posts as written."""

    name: str
    posts: list[str]


class GoldOrganization(TypedDict):
    """A distinct organization: the surface where it is named first, and its canonical name."""

    surface: str
    canonical: str


class GoldDocument(TypedDict):
    """A document, its title without brackets and status."""

    title: str
    status: str | None
    action: str | None


class _AnnotatedDirective(TypedDict):
    speaker: str
    head: str
    numbered: bool


class GoldDirective(_AnnotatedDirective, total=False):
    """A demand; only what a program wrote carries its whole `text`."""

    text: str


class Gold(TypedDict):
    """One article in the gold format."""

    jurisdiction: str | None
    title: str | None
    published: str | None
    source: str | None
    reporters: list[str]
    editors: list[str]
    meetings: list[GoldMeeting]
    referenced_meetings: list[str]
    people: list[GoldPerson]
    organizations: list[GoldOrganization]
    documents: list[GoldDocument]
    directives: list[GoldDirective]
