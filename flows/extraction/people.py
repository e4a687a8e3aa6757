"""People in a text: names after posts, in lists, before verbs, with a title behind them.

Goes in: the text, its posts and bodies. Comes out: appearances, each a name at a place with the posts that stand by
it. Does not know meetings or roles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.extraction.lexicon import Automaton, is_common_word, terms
from flows.extraction.names import SINGLE, STOP, Candidate, candidates, ends_well, is_shaped
from flows.extraction.posts import PostMention, chains

_BEFORE_LIST = re.compile(r"\s*[::]?\s*(?:同志)?")
_SEPARATOR = re.compile(r"\s*、\s*|和(?!谐|平|睦|解|美)|与|及|以及|\s+")
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,3}(?=、[\u4e00-\u9fff]{2,3}(?:、|出席|参加|列席|等|和))")
_AFTER_NAME_NOTE = re.compile(r"\((?:女|男|[\u4e00-\u9fff]{1,3}族|正?副?[厅处县科]级|主持[^()]{0,8}|挂职)(?:,[^()]{1,8})?\)")
_TITLE_AFTER = re.compile(r"(?:副?书记|副?主任|副?市长|副?县长|副?区长|副?省长|副?州长|副?主席|副?局长|副?部长|同志|先生|女士|总理|总书记)")
_WEAK_TITLES = frozenset(["成员", "代表", "委员", "领导", "专家", "教授", "队员", "负责人"])


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name ``[start, end)`` at one place, and the posts that the text puts beside it there."""

    start: int
    end: int
    name: str
    posts: tuple[PostMention, ...]
    rule: str
    confidence: float


def find_people(text: str, posts: list[PostMention], spans: list[tuple[int, int]]) -> list[Appearance]:
    """Return the appearances of people within `spans` of the text, in order; a name's first finding decides its end."""
    found: dict[int, Appearance] = {}
    starts = {post.start for post in posts}
    for group in chains(text, posts):
        for appearance in _after_posts(text, group, starts):
            found.setdefault(appearance.start, appearance)
    for start, end in spans:
        for appearance in _before_verbs(text, start, end, found, starts):
            found.setdefault(appearance.start, appearance)
    known = {appearance.name for appearance in found.values()}
    for start, end in spans:
        for appearance in _repeated(text, start, end, known, found, posts):
            found.setdefault(appearance.start, appearance)
    return _without_overlaps(found.values())


def _after_posts(text: str, group: list[PostMention], starts: set[int]) -> Iterator[Appearance]:
    match = _BEFORE_LIST.match(text, group[-1].end)
    position = match.end() if match else group[-1].end
    least = STOP if group[-1].title in _WEAK_TITLES and not group[-1].office else SINGLE
    for candidate in _list(text, position, starts, least):
        confidence = min(0.99, 0.75 + 0.08 * candidate.score)
        yield Appearance(candidate.start, candidate.end, candidate.name, tuple(group), "person.after-post", confidence)


def _list(text: str, position: int, starts: set[int], least: float) -> Iterator[Candidate]:
    """Yield the names of a list: A、B、C和D; it ends where no name follows or another post begins."""
    count = 0
    while position not in starts:
        best = next((item for item in candidates(text, position) if item.score >= least), None)
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


def _before_verbs(
    text: str, start: int, end: int, found: dict[int, Appearance], starts: set[int]
) -> Iterator[Appearance]:
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
        if position > floor and text[position - 1] == "、":
            position -= 1
        elif position > floor and text[position - 1] in "和与及":
            position -= 1
        else:
            break
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


def is_plausible(name: str) -> bool:
    """Tell whether a name without a post beside it can be believed: it is no ordinary word, and begins with none."""
    return not is_common_word(name) and not (len(name) == 3 and is_common_word(name[:2]) and is_common_word(name[1:]))


def _repeated(
    text: str, start: int, end: int, known: set[str], found: dict[int, Appearance], posts: list[PostMention]
) -> Iterator[Appearance]:
    """Every other place at which a known name stands."""
    by_start = {post.start: post for post in posts}
    for name in known:
        position = text.find(name, start, end)
        while position >= 0:
            if position not in found:
                title = by_start.get(position + len(name))
                suffix = _TITLE_AFTER.match(text, position + len(name))
                beside = (title,) if title and suffix and title.end == suffix.end() and title.body is None else ()
                yield Appearance(position, position + len(name), name, beside, "person.repeated", 0.9)
            position = text.find(name, position + 1, end)


def _without_overlaps(appearances: "Iterator[Appearance] | object") -> list[Appearance]:
    kept: list[Appearance] = []
    for item in sorted(appearances, key=lambda a: (a.start, -len(a.name))):  # type: ignore[call-overload, attr-defined]
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif len(item.name) > len(kept[-1].name) and not kept[-1].posts:
            kept[-1] = item
    return kept


def ends_name(text: str, position: int) -> bool:
    """Tell whether a name may end at `position`."""
    return ends_well(text, position) >= SINGLE
