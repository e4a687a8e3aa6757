"""Who took part how: the role that a sentence gives to the people it names (主持, 出席, 列席, 汇报 …).

Goes in: a sentence, the people in it. Comes out: roles with the place of the verb. Does not know which meeting.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from flows.articles.evidence import Span
from flows.extraction.facts import Role
from flows.extraction.lexicon import Lexicon, rows
from flows.extraction.people import Appearance
from flows.values import value

_LISTS_AFTER = re.compile(
    r"(?P<verb>主持|出席|参加|列席|陪同|就座|就坐|参会|与会|到会)(?:"
    r"(?:今天|本次|此次|这次)?[^,。;、的]{0,14}?的?[^,。;、]{0,8}?还?(?:领导)?(?:有|为|是|包括):?|"
    r"(?:会议)?的?(?:人|领导|人员|同志|嘉宾)?:)\Z"
)
_ABSENT_AFTER = re.compile(r"(?:同志)?的?(?:委托|委派|指派|嘱托)")
_MENTIONED_AFTER = re.compile(
    r"(?:总书记[^,。;]{0,30}?|总理|同志|主席|书记|省长|市长|县长|区长)?"
    r"(?:(?:(?:在|就|对|给|致|关于)[^,。;]{0,40}?)?的[^,。;]{0,6}?|一?系列|近期|最新|有关){0,2}"
    r"(?:重要(?:讲话|指示|批示|论述|思想|回信|贺信|文章)|(?<=的)(?:讲话|指示|批示|论述|回信|贺信|文章|署名)|"
    r"(?:讲话|批示|指示|回信|贺信)精神)|"
    r"同志为(?:核心|总书记)|(?:老人|同志|老师|夫妇|大[爷妈娘叔婶])?的?家(?:中|里|庭|[,。])|"
    r"(?:同志)?(?:[对就为致][^,。;]{0,20}?)?(?:专门|亲自|分别)?(?:作出|作了|发来|写来)(?:重要)?(?:批示|指示(?=[,。;])|贺信|贺电)|"
    r"(?:同志)?(?:在?(?:重要)?批示|在(?:重要)?(?:指示|贺信|贺电|回信|来信))中?(?:指出|要求|强调|明确|提出|表示|说)|"
    r"总书记(?:对|关于|近期|高度|多次|亲自|始终|一直|一贯)|(?:总书记|同志)?在[^,。;]{1,20}?(?:工作|视察|考察|调研|任职|担任)(?:期间|时)"
)
"""What follows a person whose words are conveyed: 某书记在某会议上的重要讲话, 某省长批示精神, 某部长对会议作出批示,
某主任在批示中指出; or who is visited at home: 来到某某家中."""
# Each branch begins with a character of its own: Python passes over all others fast.
_AWAY = re.compile(r"(?:[、和][^,。;、和]{2,4}){0,6}(?:因[^,。;]{1,6})?(?:请假|缺席)")
"""赵某、钱某请假: they were not there."""
_OBJECT_BEFORE = re.compile(
    "|".join(rf"{verb}了?\Z" for verb in ("按照", "根据", "遵照", "贯彻", "落实", "传达", "学习", "领会", "转达"))
    + "|"
    + "|".join(rf"{word}(?<=[^\d]{word})\Z" for word in "向给对")
    + "|"
    + "|".join(
        rf"{verb}了?(?:(?!陪同)[^,。;、中时后]){{0,12}}\Z"
        for verb in ("看望", "慰问", "走访", "感谢", "任命", "免去", "表彰")
    )
)
"""What stands before a person who is no doer: 按照某书记要求, 看望慰问了老党员某某, 向某市长汇报."""
_FOR = re.compile(r"为[^,。;]{1,29}\Z")
_HONOURED = re.compile(r"(?:、[^,。;]{1,20}?)?(?:等[^,。;]{0,10}?)?(?:颁奖|颁发|授牌|授旗|揭牌)")
"""为先进个人某某、某某颁奖: who is honoured is told of as the object."""
_CONVENES = re.compile(
    r"(?:同志)?(?:在[^,。;在]{2,20}?)?(?:即|又|再次|随后|随即|立即|当即|马上|迅速|连夜|先后|分别|紧急|亲自|专门|现场)*(?P<verb>(?:组织)?召开)(?!的|后|以来|前)"
)
"""Who calls a meeting chairs it: 县长某某组织召开防汛会议; not 某某同志召开的会议."""
_CALLED = "召开"
_OTHER_SUBJECT = re.compile(r"[。;]|[由会](?:议|上)|听取|对|负责|同志|人员|代表|委员|成员|部门|干部|领导")
_NEGATED = re.compile(r"(?:未能?|没有?|不能|无法|将(?:应邀|受邀)?)\Z")
"""What makes a verb tell of nothing that was done: 未参加, 将出席, 将应邀到会."""
_HOW_MANY = r"(?:[一二两三四五六七八九十几\d]点)?(?:明确|具体|工作|整改|宝贵|指导性?)?"
_PHRASES: tuple[tuple[str, re.Pattern[str], Role], ...] = (
    ("作", re.compile(r"作了?(?!为)[^,。;“《]{2,24}?(?:讲座|辅导|演讲|点评|发言|讲话)(?![会人])"), "speaker"),
    ("作", re.compile(r"作了?(?!为)[^,。;“《]{2,24}?(?:报告|汇报|说明|介绍)(?![会人])"), "presenter"),
    ("提出", re.compile(rf"提出了?{_HOW_MANY}(?:要求|意见|建议|希望)(?:建议)?(?!的)"), "speaker"),
)
"""Verbs with an object between, and how they begin: 作了果树改良技术讲座, 作了关于预算的说明, 提出三点要求."""
_ADDRESSED = re.compile(r"(?:同志|等)?(?:要(?!求)|须|必须|应当)")
"""Who is told to do it does not do it now: 某县长要每旬听一次汇报."""
_NO_DEED = ("组", "团", "队", "过")
"""What makes a visit's word a noun, or tells of long ago: 督查组, 考察团, 参加过抗美援朝."""
_REPRESENTED, _REPRESENTATIVES = frozenset("党大民工的"), frozenset("、,。;和与及等参列出应受们团")
"""What makes 代表 a noun: 部分党代表、人大代表应邀列席."""
_SAID_BY = ("要求", "部署", "安排", "讲话", "希望", "代表")
_EITHER = re.compile(r"(?:出席|参加|参会)(?:[、(]|或者?)\Z")
"""Of whom it is said 出席或列席会议 it is not said that they only observed."""
_NEAR = 12
_KIND = 6
"""The end of a meeting's name that says its kind."""
_RECEIVING = ("会见", "会晤", "接见", "会谈")
_BY_VERB: dict[str, Role] = {row["verb"]: row["role"] for row in rows("role_verbs")}  # type: ignore[misc]


@value()
class RoleMention:
    """One person's role in a sentence; `span` covers the name and, where it follows, the verb."""

    appearance: Appearance
    role: Role
    span: Span
    verb: int
    """Where the verb begins."""
    confidence: float


@value()
class _Verb:
    """A verb ``[start, end)`` that gives a role to the people before it."""

    start: int
    end: int
    role: Role


@cache
def _verbs() -> Lexicon[Role]:
    return Lexicon(_BY_VERB.items())


def find_roles(
    text: str, sentence: Span, people: list[Appearance], names: Sequence[tuple[int, int]] = ()
) -> list[RoleMention]:
    """Return the roles that a sentence gives to the `people` that appear in it, in order.

    `names` are the names of meetings, whose kinds are no verbs: 座谈 in 主持召开座谈会.
    """
    spoken_of = _spoken_of(text, people)
    actors = [p for p in people if p.rule != "person.introduced" and p.start not in spoken_of]
    if not actors:
        return []
    convening = _convening(text, actors) if text.find(_CALLED, sentence.start, sentence.end) >= 0 else ()
    verbs = sorted([*_free_verbs(text, sentence, people, names), *convening], key=_at)
    return [*_listed_after(text, sentence, actors), *_before_verbs(text, actors, verbs)]


def _at(verb: _Verb) -> int:
    return verb.start


def _convening(text: str, people: list[Appearance]) -> Iterator[_Verb]:
    for person in people:
        match = _CONVENES.match(text, person.end)
        if match:
            yield _Verb(match.start("verb"), match.end(), "chair")


def _spoken_of(text: str, people: list[Appearance]) -> set[int]:
    """Where the people stand who did nothing themselves; who is joined to an object is one: 慰问了老党员A、B."""
    found: set[int] = set()
    objects = 0
    for person in people:
        lead = _lead(person)
        joined = objects > 0 and text[objects:lead] in ("、", "和", "及")
        if joined or _OBJECT_BEFORE.search(text, max(0, lead - 18), lead):
            objects = person.end
            found.add(person.start)
        elif _only_mentioned(text, person):
            found.add(person.start)
    return found


def _only_mentioned(text: str, person: Appearance) -> bool:
    """People whose speeches are conveyed, or who sent another in their place, did not take part."""
    if text.endswith("受", 0, _lead(person)) and _ABSENT_AFTER.match(text, person.end):
        return True
    if _AWAY.match(text, person.end):
        return True
    if _HONOURED.match(text, person.end) and _FOR.search(text, max(0, person.start - 30), person.start):
        return True
    return bool(_MENTIONED_AFTER.match(text, person.end))


def _lead(person: Appearance) -> int:
    lead = person.start
    for post in person.posts:
        if post.start < lead:
            lead = post.start
    return lead


def _free_verbs(
    text: str, sentence: Span, people: list[Appearance], names: Sequence[tuple[int, int]]
) -> Iterator[_Verb]:
    """The role verbs of a sentence that stand in no name or post."""
    verbs = list(_verbs().longest(text, sentence.start, sentence.end))
    phrases = list(_phrases(text, sentence))
    if not verbs and not phrases:
        return
    spans = [(person.start, person.end) for person in people]
    spans += [(post.start, post.end) for person in people for post in person.posts]
    kinds = set(chain.from_iterable(range(max(start, end - _KIND), end) for start, end in names))
    taken = set(chain.from_iterable(range(start, end) for start, end in spans))
    named = {person.start for person in people}
    phrases = [
        verb
        for verb in phrases
        if taken.isdisjoint((verb.start, verb.end - 1)) and named.isdisjoint(range(verb.start, verb.end))
    ]  # 协|作机制组长吴某出席会议并讲话: a name stands in no such phrase
    yield from phrases
    taken.update(*(range(verb.start, verb.end) for verb in phrases))
    for first, last, role in verbs:
        if first in taken or last - 1 in taken or first in kinds or not _is_done(text, first, last):
            continue
        either = role == "observer" and _EITHER.search(text, max(0, first - 4), first)
        yield _Verb(first, last, "attendee" if either else role)


def _phrases(text: str, sentence: Span) -> Iterator[_Verb]:
    for beginning, pattern, role in _PHRASES:
        if text.find(beginning, sentence.start, sentence.end) >= 0:
            for match in pattern.finditer(text, sentence.start, sentence.end):
                yield _Verb(match.start(), match.end(), role)


def _is_done(text: str, first: int, last: int) -> bool:
    """Tell whether a verb tells of a deed of now: not 未参加, 督查组, 参加过, 按照某书记的要求, 党代表."""
    if text.startswith("代表", first) and (
        text[first - 1] in _REPRESENTED or text[last : last + 1] in _REPRESENTATIVES
    ):
        return False
    if text[first - 1] == "的" and text.startswith(_SAID_BY, first):
        return False
    return not text.startswith(_NO_DEED, last) and not _NEGATED.search(text, max(0, first - 4), first)


def _listed_after(text: str, sentence: Span, actors: list[Appearance]) -> Iterator[RoleMention]:
    """参加会议的领导有A、B;列席会议的有C;主持人:D: the verb stands before the list."""
    role: Role | None = None
    end = verb = sentence.start
    for person in actors:
        match = _LISTS_AFTER.search(text, end, person.start if text[person.start - 1] == ":" else _lead(person))
        if match:
            role, verb = _BY_VERB[match["verb"]], match.start()
        elif role and (text.find(";", end, person.start) >= 0 or text.find("。", end, person.start) >= 0):
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
        if subjects and _ADDRESSED.match(text, subjects[-1].end):
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
