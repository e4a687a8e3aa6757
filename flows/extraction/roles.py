"""Who took part how: the role that a sentence gives to the people it names (主持, 出席, 列席, 汇报 …).

Goes in: a sentence, the people in it. Comes out: roles with the place of the verb. Does not know which meeting.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from flows.articles.evidence import Span
from flows.extraction.facts import Role
from flows.extraction.lexicon import Automaton, rows
from flows.extraction.people import Appearance

_LISTS_AFTER = re.compile(
    r"(?P<verb>主持|出席|参加|列席|陪同|就座|就坐|参会|与会|到会)(?:"
    r"(?:今天|本次|此次|这次)?[^,。;、的]{0,14}?的?[^,。;、]{0,8}?还?(?:领导)?(?:有|为|是|包括):?|"
    r"(?:会议)?的?(?:人|领导|人员|同志|嘉宾)?:)\Z"
)
_ABSENT = re.compile(r"受\Z")
_ABSENT_AFTER = re.compile(r"(?:同志)?的?(?:委托|指派|嘱托)")
_MENTIONED_AFTER = re.compile(
    r"(?:总书记[^,。;]{0,30}?|总理|同志|主席|书记|省长|市长|县长|区长)?"
    r"(?:(?:(?:在|就|对|给|致|关于)[^,。;]{0,40}?)?的[^,。;]{0,6}?|一?系列|近期|最新|有关){0,2}"
    r"(?:重要(?:讲话|指示|批示|论述|思想|回信|贺信|文章)|(?<=的)(?:讲话|指示|批示|论述|回信|贺信|文章|署名)|"
    r"(?:讲话|批示|指示|回信|贺信)精神)|"
    r"总书记(?:对|关于|近期|高度|多次|亲自|始终|一直|一贯)|(?:总书记|同志)?在[^,。;]{1,20}?(?:工作|视察|考察|调研|任职|担任)(?:期间|时)"
)
"""What follows a person whose words are conveyed: 某书记在某会议上的重要讲话, 某省长批示精神."""
_CONVENES = re.compile(
    r"(?:同志)?(?:在[^,。;在]{2,20}?)?(?:即|又|再次|随后|随即|先后|分别|紧急|亲自|专门|现场)*(?P<verb>(?:组织)?召开)(?!的|后|以来|前)"
)
"""Who calls a meeting chairs it: 县长某某组织召开防汛会议; not 某某同志召开的会议."""
_OTHER_SUBJECT = re.compile(r"[。;]|[由会](?:议|上)|听取|对|负责|同志|人员|代表|委员|成员|部门|干部")
_NEGATED = re.compile(r"(?:未能?|没有?|不能|无法)\Z")
_NEAR = 12
_KIND = 6
"""The end of a meeting's name that says its kind."""
_RECEIVING = ("会见", "会晤", "接见", "会谈")
_BY_VERB: dict[str, Role] = {row["verb"]: row["role"] for row in rows("role_verbs")}  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class RoleMention:
    """One person's role in a sentence; `span` covers the name and, where it follows, the verb."""

    appearance: Appearance
    role: Role
    span: Span
    verb: int
    """Where the verb begins."""
    confidence: float


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb ``[start, end)`` that gives a role to the people before it."""

    start: int
    end: int
    role: Role


@cache
def _verbs() -> Automaton[Role]:
    return Automaton(_BY_VERB.items())


def find_roles(
    text: str, sentence: Span, people: list[Appearance], names: Sequence[tuple[int, int]] = ()
) -> list[RoleMention]:
    """Return the roles that a sentence gives to the `people` that appear in it, in order.

    `names` are the names of meetings, whose kinds are no verbs: 座谈 in 主持召开座谈会.
    """
    actors = [p for p in people if p.rule != "person.introduced" and not _only_mentioned(text, p)]
    if not actors:
        return []
    verbs = sorted([*_free_verbs(text, sentence, people, names), *_convening(text, actors)], key=_at)
    return [*_listed_after(text, sentence, actors), *_before_verbs(text, actors, verbs)]


def _at(verb: _Verb) -> int:
    return verb.start


def _convening(text: str, people: list[Appearance]) -> Iterator[_Verb]:
    for person in people:
        match = _CONVENES.match(text, person.end)
        if match:
            yield _Verb(match.start("verb"), match.end(), "chair")


def _only_mentioned(text: str, person: Appearance) -> bool:
    """People whose speeches are conveyed, or who sent another in their place, did not take part."""
    if _ABSENT.search(text, max(0, _lead(person) - 1), _lead(person)) and _ABSENT_AFTER.match(text, person.end):
        return True
    return bool(_MENTIONED_AFTER.match(text, person.end))


def _lead(person: Appearance) -> int:
    return min((post.start for post in person.posts if post.start < person.start), default=person.start)


def _free_verbs(
    text: str, sentence: Span, people: list[Appearance], names: Sequence[tuple[int, int]]
) -> Iterator[_Verb]:
    """The role verbs of a sentence that stand in no name or post."""
    spans = [(person.start, person.end) for person in people]
    spans += [(post.start, post.end) for person in people for post in person.posts]
    kinds = {position for start, end in names for position in range(max(start, end - _KIND), end)}
    taken = {position for start, end in spans for position in range(start, end)}
    for first, last, role in _verbs().longest(text, sentence.start, sentence.end):
        if first in taken or last - 1 in taken or first in kinds:
            continue
        if not _NEGATED.search(text, max(0, first - 4), first):
            yield _Verb(first, last, role)


def _listed_after(text: str, sentence: Span, actors: list[Appearance]) -> Iterator[RoleMention]:
    """参加会议的领导有A、B;列席会议的有C;主持人:D: the verb stands before the list."""
    role: Role | None = None
    end = verb = sentence.start
    for person in actors:
        match = _LISTS_AFTER.search(text, end, person.start if text[person.start - 1] == ":" else _lead(person))
        if match:
            role, verb = _BY_VERB[match["verb"]], match.start()
        elif text.find(";", end, person.start) >= 0 or text.find("。", end, person.start) >= 0:
            role = None
        if role:
            yield RoleMention(person, role, Span(person.start, person.end), verb, 0.9)
        end = person.end


def _before_verbs(text: str, actors: list[Appearance], verbs: list[_Verb]) -> Iterator[RoleMention]:
    """A、B参加会议: each verb speaks of the people before it since the verb before; a verb right after has the same."""
    subjects: list[Appearance] = []
    seen = last_end = 0
    starts = [person.start for person in actors]
    for verb in verbs:
        before = bisect_left(starts, verb.start)
        if before > seen:
            subjects, seen = actors[seen:before], before
        elif not _continues(text, last_end, verb.start):
            subjects = []
        for person in subjects:
            sureness = 0.95 if verb.start - person.end <= _NEAR else 0.85
            span = Span(person.start, max(person.end, verb.end))
            yield RoleMention(person, verb.role, span, verb.start, sureness)
        last_end = verb.end
    if verbs and text.startswith(_RECEIVING, verbs[-1].start):
        for person in actors[seen:]:
            yield RoleMention(person, "attendee", Span(person.start, person.end), verbs[-1].start, 0.85)


def _continues(text: str, end: int, start: int) -> bool:
    """The same subject goes on: 主持会议并讲话, 出席会议,并作汇报."""
    return start - end <= 30 and not _OTHER_SUBJECT.search(text, end, start)
