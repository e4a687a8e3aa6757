"""Who took part how: the role that a sentence gives to the people it names (主持, 出席, 列席, 汇报 …).

Goes in: a sentence, the people in it. Comes out: roles with the place of the verb. Does not know which meeting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.articles.evidence import Span
from flows.extraction.facts import Role
from flows.extraction.lexicon import Automaton, rows
from flows.extraction.people import Appearance

_LISTS_AFTER = re.compile(
    r"(?P<verb>主持|出席|参加|列席|陪同)(?:今天|本次|此次|这次)?[^,。;、的]{0,14}?的?(?:[^,。;、]{0,8}?)(?:还)?(?:领导)?(?:有|为|是|包括)[::]?\Z"
)
_ABSENT = re.compile(r"受\Z")
_ABSENT_AFTER = re.compile(r"(?:同志)?的?(?:委托|指派|嘱托)")
_MENTIONED_AFTER = re.compile(
    r"(?:总书记|同志|主席|书记|省长|市长|县长|区长)?"
    r"(?:(?:(?:在|就|对|给|致|关于)[^,。;]{0,40}?)?的[^,。;]{0,6}?|一?系列|近期|最新)*"
    r"(?:重要(?:讲话|指示|批示|论述|回信|贺信|文章)|(?<=的)(?:讲话|指示|批示|论述|回信|贺信|文章|署名)|(?:讲话|批示|指示|回信|贺信)精神)"
)
_BY_VERB = {row["verb"]: row["role"] for row in rows("role_verbs")}


@dataclass(frozen=True, slots=True)
class RoleMention:
    """One person's role in a sentence; `span` covers the name and, where it follows, the verb."""

    appearance: Appearance
    role: Role
    span: Span
    confidence: float


@cache
def _verbs() -> Automaton[str]:
    return Automaton(_BY_VERB.items())


def find_roles(text: str, sentence: Span, people: list[Appearance]) -> list[RoleMention]:
    """Return the roles that a sentence gives to the `people` that appear in it, in order."""
    actors = [person for person in people if not _only_mentioned(text, person)]
    if not actors:
        return []
    verbs = list(_free_verbs(text, sentence, people))
    return [*_listed_after(text, sentence, actors), *_before_verbs(text, actors, verbs)]


def _only_mentioned(text: str, person: Appearance) -> bool:
    """People whose speeches are conveyed, or who sent another in their place, did not take part."""
    if _ABSENT.search(text, max(0, _lead(person) - 1), _lead(person)) and _ABSENT_AFTER.match(text, person.end):
        return True
    return bool(_MENTIONED_AFTER.match(text, person.end))


def _lead(person: Appearance) -> int:
    return min((post.start for post in person.posts if post.start < person.start), default=person.start)


def _free_verbs(text: str, sentence: Span, people: list[Appearance]) -> Iterator[tuple[int, int, Role]]:
    """The role verbs of a sentence that stand in no name or post."""
    taken = [(person.start, person.end) for person in people]
    taken += [(post.start, post.end) for person in people for post in person.posts]
    for first, last, role in _verbs().longest(text, sentence.start, sentence.end):
        if not any(start < last and first < end for start, end in taken):
            yield first, last, role  # type: ignore[misc]


def _listed_after(text: str, sentence: Span, actors: list[Appearance]) -> Iterator[RoleMention]:
    """参加会议的领导有A、B;列席会议的有C: the verb stands before the list."""
    role: Role | None = None
    end = sentence.start
    for person in actors:
        match = _LISTS_AFTER.search(text, end, _lead(person))
        if match:
            role = _BY_VERB[match["verb"]]  # type: ignore[assignment]
        elif text.find(";", end, person.start) >= 0 or text.find("。", end, person.start) >= 0:
            role = None
        if role:
            yield RoleMention(person, role, Span(person.start, person.end), 0.9)
        end = person.end


def _before_verbs(text: str, actors: list[Appearance], verbs: list[tuple[int, int, Role]]) -> Iterator[RoleMention]:
    """A、B参加会议: each verb speaks of the people before it since the verb before; a verb right after has the same."""
    subjects: list[Appearance] = []
    waiting: list[Appearance] = []
    queue = sorted([(p.start, 0, p) for p in actors] + [(v[0], 1, v) for v in verbs], key=lambda item: item[:2])  # type: ignore[list-item, operator]
    last_end = 0
    receives = False
    for _, kind, item in queue:
        if kind == 0:
            waiting.append(item)  # type: ignore[arg-type]
            continue
        first, last, role = item  # type: ignore[misc]
        if waiting:
            subjects, waiting = waiting, []
        elif not _continues(text, last_end, first):
            subjects = []
        for person in subjects:
            yield RoleMention(person, role, Span(person.start, max(person.end, last)), _sureness(person, first))
        last_end = last
        receives = text[first:last].startswith(("会见", "会晤", "接见", "会谈"))
    if receives:
        for person in waiting:
            yield RoleMention(person, "attendee", Span(person.start, person.end), 0.85)


def _continues(text: str, end: int, start: int) -> bool:
    """The same subject goes on: 主持会议并讲话, 出席会议,并作汇报."""
    return start - end <= 30 and not re.search(r"[。;]|[由会](?:议|上)|听取|对|负责|同志|人员|代表|委员|成员|部门|干部", text[end:start])


def _sureness(person: Appearance, verb: int) -> float:
    return 0.95 if verb - person.end <= 12 else 0.85
