"""People in a text: names after posts, in lists, before verbs, with a title behind them.

Goes in: the text, its posts and bodies. Comes out: appearances, each a name at a place with the posts that stand by
it. Does not know meetings or roles.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.extraction.appointments import Appointment, produced
from flows.extraction.lexicon import Automaton, is_common_word, terms
from flows.extraction.names import SINGLE, STOP, WORD, Candidate, candidates, is_place, is_shaped, not_names
from flows.extraction.posts import QUALIFIERS, PostMention, chains

_BEFORE_LIST = re.compile(r"(?:\([^()]{1,8}\))?\s*:?\s*(?:同志)?")
_SEPARATOR = re.compile(r"\s*、\s*|和(?!谐|平|睦|解|美)|与|及|以及|\s+")
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,3}(?=、[\u4e00-\u9fff]{2,3}(?:、|出席|参加|列席|等|和))")
_AFTER_NAME_NOTE = re.compile(
    r"\((?:女|男|[\u4e00-\u9fff]{1,3}族|正?副?[厅处县科]级|主持[^()]{0,8}|挂职)(?:,[^()]{1,8})?\)"
)
_TITLE_AFTER = re.compile(
    r"(?:副?书记|副?主任|副?市长|副?县长|副?区长|副?省长|副?州长|副?主席|副?局长|副?部长|副?院长|副?校长|副?厅长|副?镇长|同志|先生|女士|老师|教授|总理|总书记)"
)
_BODY_ENDS = frozenset("委府局部办会院处厅署室科社团组协所站队校司企园厂村镇乡馆台党")
_WEAK_TITLES = frozenset(["成员", "代表", "委员", "领导", "专家", "教授", "队员", "负责人", "护士"])


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name ``[start, end)`` at one place, and the posts that the text puts beside it there."""

    start: int
    end: int
    name: str
    posts: tuple[PostMention, ...]
    rule: str
    confidence: float


def find_people(
    text: str,
    posts: list[PostMention],
    spans: list[tuple[int, int]],
    bodies: Iterable[int] = (),
    appointments: Sequence[Appointment] = (),
) -> list[Appearance]:
    """Return the appearances of people within `spans` of the text, in order; a name's first finding decides its end.

    `bodies` are the places where bodies' names begin: no person's name does there. The posts of `appointments` are
    of the people named there, not of who is named after them.
    """
    given = {post.end for each in appointments for post in each.posts}
    starts = {post.start for post in posts}.union(bodies)
    posts = [post for post in posts if post.end not in given]
    ranked = {post: item for post in posts if (item := _name_in_post(text, post))}
    found = {item.start: item for item in ranked.values()}
    others = [post for post in posts if post not in ranked]
    for group in chains(text, others):
        for appearance in _after_posts(text, produced(text, group), starts):
            found.setdefault(appearance.start, appearance)
    _with_appointed(found, appointments)
    for start, end in spans:
        for appearance in _introduced(text, start, end, starts):
            found.setdefault(appearance.start, appearance)
    for start, end in spans:
        for appearance in _before_verbs(text, start, end):
            found.setdefault(appearance.start, appearance)
    known = Automaton((appearance.name, 0) for appearance in list(found.values()))
    for start, end in spans if found else ():
        for appearance in _repeated(text, start, end, known, found, posts):
            found.setdefault(appearance.start, appearance)
    return _without_overlaps(item for item in found.values() if not _THEORY.match(text, item.end))


_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
_THEORY = re.compile(
    r"(?:新时代[^,。;、“”《》]{0,10}?|法治|经济|生态文明|强军|外交|文化)?(?:思想|理论(?!学习)|论述摘编|谈治国理政)"
)
"""A name that only belongs to a theory's name (…新时代中国特色社会主义思想) is no person of the article."""
_LIST_FOLLOWS = re.compile(
    r"(?:出席|参加|列席|陪同)[^,。;、的]{0,14}的[^,。;、]{0,8}?(?:有|为|是):?(?=[\u4e00-\u9fff])"
)
"""What announces a list of names: 参加会议的领导有."""


def _with_appointed(found: dict[int, Appearance], appointments: Iterable[Appointment]) -> None:
    """任命张某为县水利局局长: the post stands behind the name; others may stand before it (县长李某任县委书记)."""
    for each in appointments:
        known = found.get(each.start)
        posts = (*(known.posts if known and known.end == each.end else ()), *each.posts)
        found[each.start] = Appearance(each.start, each.end, each.name, posts, "person.appointed", 0.9)


@cache
def _role_nouns() -> Automaton[int]:
    return Automaton((term, 0) for term in terms("role_nouns"))


def _introduced(text: str, start: int, end: int, starts: set[int]) -> Iterator[Appearance]:
    """村民张某: people without a post."""
    for _, last, _ in _role_nouns().longest(text, start, end):
        for candidate in _list(text, last, starts, WORD):
            if not is_plausible(candidate.name) or is_common_word(candidate.name[:2]):
                break
            yield Appearance(candidate.start, candidate.end, candidate.name, (), "person.introduced", 0.8)
    for match in _LIST_FOLLOWS.finditer(text, start, end):
        for candidate in _list(text, match.end(), starts, SINGLE + 0.2, expected=True):
            yield Appearance(candidate.start, candidate.end, candidate.name, (), "person.listed", 0.85)


def _name_in_post(text: str, post: PostMention) -> Appearance | None:
    """张某主任, 和赵某书记: where a body's name should stand before a title, a person's stands."""
    match = _TITLE_AFTER.search(text, post.start + 2, post.end)
    if post.body or not match or match.end() != post.end:
        return None
    begin = post.start + (text[post.start] in "和与及由")
    name = text[begin : match.start()]
    if name in QUALIFIERS:
        return None
    dotted = _DOTTED.fullmatch(name) is not None
    if not dotted and (not is_shaped(name) or is_common_word(name) or is_place(name) or name[-1] in _BODY_ENDS):
        return None
    title = replace(post, start=match.start())
    return Appearance(begin, match.start(), name, (title,), "person.before-title", 0.85)


def _after_posts(text: str, group: list[PostMention], starts: set[int]) -> Iterator[Appearance]:
    match = _BEFORE_LIST.match(text, group[-1].end)
    position = match.end() if match else group[-1].end
    last = group[-1]
    weak = last.title in _WEAK_TITLES and last.office is None and len(group) == 1 and not last.body
    least = WORD if weak else SINGLE
    listed = group[0].start > 0 and text[group[0].start - 1] in "、,;"
    expected = not weak and (last.affiliated or len(group) > 1 or listed)
    for candidate in _list(text, position, starts, least, expected=expected):
        if weak and (not is_plausible(candidate.name) or is_common_word(candidate.name[:2])):
            return
        confidence = min(0.99, 0.75 + 0.08 * candidate.score)
        yield Appearance(candidate.start, candidate.end, candidate.name, tuple(group), "person.after-post", confidence)


def _list(text: str, position: int, starts: set[int], least: float, *, expected: bool = False) -> Iterator[Candidate]:
    """Yield the names of a list: A、B、C和D; it ends where no name follows or another post begins."""
    count = 0
    while count or expected or position not in starts:
        best = next((item for item in candidates(text, position, expected=expected) if item.score >= least), None)
        best = best or (_odd_name(text, position) if count else None)
        if not best:
            return
        yield best
        count += 1
        note = _AFTER_NAME_NOTE.match(text, best.end)
        separator = _SEPARATOR.match(text, note.end() if note else best.end)
        if not separator or separator.end() in starts:
            return
        position = separator.end()
        least = STOP if separator.group().isspace() else SINGLE + 0.2


def _odd_name(text: str, position: int) -> Candidate | None:
    """Within a list of names, what stands between two stops is one too, whatever its surname (自在人, 高大全)."""
    match = _LISTED.match(text, position)
    if not match or is_common_word(match.group()):
        return None
    return Candidate(position, match.end(), match.group(), SINGLE)


@cache
def _verbs() -> Automaton[int]:
    return Automaton((term, 0) for term in terms("subject_verbs"))


_LEFT = re.compile(r"(?:[\n,。;:!?、)》”\]\s]|\A|[由经据受]|会议由)\Z")


def _before_verbs(text: str, start: int, end: int) -> Iterator[Appearance]:
    """Names that stand before a verb of the genre without a post: 王某列席; 张某、李某参加; 会议由赵某主持."""
    for first, _, _ in _verbs().longest(text, start, end):
        for begin, name in _names_before(text, start, first):
            yield Appearance(begin, begin + len(name), name, (), "person.before-verb", 0.85)


def _names_before(text: str, floor: int, end: int) -> list[tuple[int, str]]:
    names: list[tuple[int, str]] = []
    position = end
    for _ in range(60):
        one = _name_before(text, floor, position, first=not names)
        if not one:
            break
        names.append(one)
        position = one[0]
        if position == floor or text[position - 1] not in "、和与及":
            break
        position -= 1
    return names if all(is_plausible(name) for _, name in names) else []


def _name_before(text: str, floor: int, end: int, *, first: bool) -> tuple[int, str] | None:
    for size in (3, 2, 4):
        begin = end - size
        if begin < floor or not is_shaped(text[begin:end]):
            continue
        left = text[max(floor, begin - 3) : begin]
        if begin == floor or _LEFT.search(left) or (not first and text[begin - 1] in "和与及"):
            return begin, text[begin:end]
    return None


@cache
def _titles() -> frozenset[str]:
    return frozenset(terms("titles"))


def is_plausible(name: str) -> bool:
    """Tell whether a name without a post beside it can be believed: it is no ordinary word, and begins with none."""
    return (
        name not in not_names()
        and name[1:] not in _titles()
        and not is_common_word(name)
        and not is_place(name)
        and not (len(name) == 3 and is_common_word(name[:2]) and is_common_word(name[1:]))
    )


def _repeated(
    text: str, start: int, end: int, known: Automaton[int], found: dict[int, Appearance], posts: list[PostMention]
) -> Iterator[Appearance]:
    """Every other place at which a known name stands."""
    by_start = {post.start: post for post in posts}
    for first, last, _ in known.longest(text, start, end):
        if first not in found:
            title = by_start.get(last)
            suffix = _TITLE_AFTER.match(text, last)
            beside = (title,) if title and suffix and title.end == suffix.end() and title.body is None else ()
            yield Appearance(first, last, text[first:last], beside, "person.repeated", 0.9)


def _without_overlaps(appearances: Iterable[Appearance]) -> list[Appearance]:
    kept: list[Appearance] = []
    for item in sorted(appearances, key=lambda a: (a.start, -len(a.name))):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif len(item.name) > len(kept[-1].name) and not kept[-1].posts:
            kept[-1] = item
    return kept
