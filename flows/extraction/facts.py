"""The facts that extraction finds: the contract between the rooms extraction and graph.

Facts refer to each other by `id`, which is local to one article (``person-1``, ``meeting-2``) and never published;
published identifiers come from canonical keys (room graph). Every fact carries the evidence it was read from.
"""

from typing import Literal

from flows.articles.evidence import Evidence, Span
from flows.values import value

Role = Literal["chair", "speaker", "attendee", "observer", "presenter", "guest"]
Modality = Literal["must", "must-not", "should"]
Precision = Literal["day", "month", "year"]
ChangeKind = Literal["begins", "ends"]


@value()
class Jurisdiction:
    """The division whose portal speaks; `origin` is ``operator``, ``url``, ``source`` or ``text``."""

    code: str | None
    """GB/T 2260 code of the division; None for the whole country."""
    full_name: str
    """As in the gold format, e.g. 四川省成都市新都区."""
    origin: Literal["operator", "url", "source", "text"]
    evidence: Evidence | None


@value()
class Organization:
    """A body named in the article. `mentions` are all places, the first being the one of `surface`."""

    id: str
    surface: str
    canonical: str
    type: str
    """Concept code of zwot: (organization types), e.g. ``party-committee``, ``people-government``, ``township``."""
    division: str | None
    """GB/T 2260 code of the division it belongs to."""
    parent: str | None
    """Canonical name of the body it is part of."""
    implied: bool
    """True where only a post implies it: 区长 is a post of the district's government, which the text need not name."""
    mentions: tuple[Evidence, ...]


@value()
class Post:
    """A post as the text shows it for one person, e.g. surface 区委副书记, title 副书记, organization 区委."""

    title: str
    organization: str | None
    """Id of the organization; None where the text does not let one be resolved."""
    surface: str
    qualifiers: tuple[str, ...]
    """Of 代, 原, 候任, 常务, 兼, 挂职."""
    evidence: Evidence


@value()
class Person:
    """A person with the posts that the text shows, in the order of the text. Byline names are not among them."""

    id: str
    name: str
    posts: tuple[Post, ...]
    mentions: tuple[Evidence, ...]


@value()
class ChangeDate:
    """From when a post is taken up or given up."""

    value: str
    """ISO 8601: ``2016-10-10``, ``2016-10`` or ``2016``, by `precision`."""
    precision: Precision
    origin: Literal["stated", "meeting", "published"]
    """Stated beside it; else the day of the meeting that decided it, else that of the publication."""
    evidence: Evidence | None
    """Where the date stands; None where it came from outside the text."""


@value()
class PostChange:
    """That a person takes up a post or gives it up, as the article says: 任命, 当选; 免去, 辞去, 不再担任."""

    person: str
    post: int
    """Index into the person's `posts`."""
    kind: ChangeKind
    date: ChangeDate | None
    """None where neither the text nor the portal says any."""
    evidence: Evidence
    """The words that say so, names and posts included."""


@value()
class EventDate:
    """A date resolved against the publication date."""

    value: str
    """ISO 8601: ``2016-10-10``, ``2016-10`` or ``2016``, by `precision`."""
    precision: Precision
    year_inferred: bool
    time_of_day: str | None
    """上午, 下午, 晚 …, as written."""
    evidence: Evidence


@value()
class Participation:
    """One person in one role at one meeting. A chair who also speaks has two participations."""

    person: str
    role: Role
    posts: tuple[int, ...]
    """Indexes into the person's `posts`: in which capacity."""
    evidence: Evidence


@value()
class AgendaItem:
    """What a meeting did with what: 审议 a document, 听取 a report, 传达学习 the spirit of a meeting."""

    action: str
    """Concept code of zwac:, e.g. ``convey``, ``deliberate``, ``approve``, ``hear``, ``discuss``, ``deploy``."""
    action_text: str
    kind: Literal["document", "meeting", "report", "topic"]
    label: str
    about: str | None
    """Id of the document or meeting, where it is one."""
    presenters: tuple[str, ...]
    """Ids of organizations or persons who reported."""
    evidence: Evidence


@value()
class Meeting:
    """A meeting or another official event. `reported` is False for meetings that are only mentioned."""

    id: str
    name: str
    reported: bool
    type: str
    """Concept code of zwmt:, e.g. ``leading-group-meeting``, ``standing-committee-meeting``, ``inspection``."""
    ordinal: int | None
    session: int | None
    """届."""
    enlarged: bool
    date: EventDate | None
    place: str | None
    place_evidence: Evidence | None
    organizer: str | None
    """Id of the organizing body."""
    participations: tuple[Participation, ...]
    agenda: tuple[AgendaItem, ...]
    mentions: tuple[Evidence, ...]


@value()
class Document:
    """A document in 《》: `title` without brackets and status."""

    id: str
    title: str
    status: str | None
    """送审稿, 征求意见稿, 草案 …, as written."""
    type: str | None
    """Concept code of zwdt:, e.g. ``measures``, ``opinions``, ``plan``."""
    number: str | None
    """发文字号, e.g. 川府发〔2016〕12号."""
    issuer: str | None
    """Id of an organization."""
    year: int | None
    action: str | None
    """The verb as written (审议, 审议通过, 学习 …) or None."""
    short_form: str | None
    """A later short name that was linked to it: 《规划纲要》 without brackets."""
    parent: str | None
    """Id of the document whose title holds this one in nested brackets."""
    mentions: tuple[Evidence, ...]


@value()
class Addressee:
    """To whom a directive speaks, as written (各街镇、各部门)."""

    surface: str
    organization: str | None
    """Id of the organization, where it names one."""
    evidence: Evidence


@value()
class Directive:
    """What was asked. A numbered item is one directive, its clauses are its children (`parent`)."""

    id: str
    path: str
    """Ordinal path among the directives of one speaker's passage: ``2`` or ``2.1``."""
    numbered: bool
    speaker: str | None
    """Id of a person or, for the meeting's own demands, of the meeting; None for a group."""
    speaker_text: str
    """The speaker's name, the group as written, or 会议."""
    meeting: str | None
    """Id of the meeting at which it was issued."""
    head: str
    """The first clause, after the ordinal: where the demand starts, at most 20 characters."""
    span: Span
    """The whole text of the directive, after the ordinal."""
    addressees: tuple[Addressee, ...]
    modality: Modality
    parent: str | None
    evidence: Evidence


@value()
class TermUse:
    """One use of a policy term: where, and by whom."""

    speaker: str | None
    """Id of a person or a meeting."""
    directive: str | None
    """Id of the innermost directive that holds it."""
    evidence: Evidence


@value()
class PolicyTerm:
    """A slogan or programme in quotation marks; `label` without the marks."""

    id: str
    label: str
    uses: tuple[TermUse, ...]


@value()
class Facts:
    """All that one article says. `text_length` and `identity` tie the facts to the article they were read from."""

    identity: str
    text_length: int
    jurisdiction: Jurisdiction | None
    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]
    post_changes: tuple[PostChange, ...]
    meetings: tuple[Meeting, ...]
    documents: tuple[Document, ...]
    directives: tuple[Directive, ...]
    policy_terms: tuple[PolicyTerm, ...]
