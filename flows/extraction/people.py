"""People in a text: names after posts, in lists, before verbs, with a title behind them.

Goes in: the text, its posts and bodies. Comes out: appearances, each a name at a place with the posts that stand by
it. Does not know meetings or roles.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from flows.extraction.appointments import Appointment, produced
from flows.extraction.bare_names import BODY_ENDS, NEVER_LAST, OF_BODY, bare_names
from flows.extraction.lexicon import Lexicon, ReversedAutomaton, is_common_word, terms
from flows.extraction.names import (
    SINGLE,
    STOP,
    WORD,
    Candidate,
    candidates,
    is_place,
    is_plausible,
    is_shaped,
    not_names,
)
from flows.extraction.patterns import alternation
from flows.extraction.posts import QUALIFIERS, PostMention, chains
from flows.gazetteer.surnames import frequent_surnames
from flows.values import value

_BEFORE_LIST = re.compile(r"(?:\([^()]{1,8}\))?(?:的(?:还)?有)?\s*:?\s*(?:同志)?")
"""What may stand between a post and its people: 当选为区政协副主席的还有|张某、李某."""
_SEPARATOR = re.compile(r"\s*、\s*|和(?!谐|平|睦|解|美)|与|及|以及|\s+")
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,3}(?=、[\u4e00-\u9fff]{2,3}(?:、|出席|参加|列席|等|和))")
_AFTER_NAME_NOTE = re.compile(
    r"\((?:女|男|[\u4e00-\u9fff]{1,3}族|正?副?[厅处县科]级|主持[^()]{0,8}|挂职|兼职|不驻会)(?:,[^()]{1,8})?\)"
)
_TITLE_AFTER = re.compile(rf"副?(?:{alternation('titles_after_name')})")
_LEADS = frozenset("和与及由向同对跟请经给后好了着以到应")
"""Single characters after which a name may begin, as it does after a digit with 年, 月, 日."""
_DAY = re.compile(r"[\d年][年月日]\Z")
_WEAK_TITLES = frozenset(["成员", "代表", "委员", "领导", "专家", "专家学者", "教授", "队员", "负责人", "护士", "教师"])


_RUN = 8
_WORDS = re.compile(r"[\u4e00-\u9fff\d]*\Z")


@value()
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
    titled = [(post, _name_in_post(text, post)) for post in posts]
    found = {item.start: item for _, item in titled if item}
    others = [post for post, item in titled if not item]
    for group in chains(text, others):
        for appearance in _after_posts(text, produced(text, group), starts):
            found.setdefault(appearance.start, appearance)
    for appearance in _noted(text, others):
        found[appearance.start] = appearance
    _with_appointed(text, found, appointments)
    for start, end in spans:
        for appearance in _introduced(text, start, end, starts):
            found.setdefault(appearance.start, appearance)
    for start, end in spans:
        for begin, name, rule in bare_names(text, start, end):
            found.setdefault(begin, Appearance(begin, begin + len(name), name, (), rule, 0.85))
    full = _last_parts(found.values())
    known = ReversedAutomaton(dict.fromkeys([*(item.name for item in found.values()), *full], 0).items())
    for appearance in _repeated(text, spans if found else [], known, found, posts, starts):
        found.setdefault(appearance.start, appearance)
    _with_summed_up(text, found, others)
    kept = _without_overlaps(item for item in found.values() if not _THEORY.match(text, item.end))
    return [replace(item, name=full[item.name]) if item.name in full else item for item in kept]


def _last_parts(people: Iterable[Appearance]) -> dict[str, str]:
    """会见了迪特尔·某某某。…某某某感谢…: a guest is called by the last part of the name once it was given."""
    dotted = {person.name for person in people if "·" in person.name}
    last = [(name.rpartition("·")[2], name) for name in sorted(dotted)]
    single = Counter(part for part, _ in last)
    return {part: name for part, name in last if len(part) > 2 and single[part] == 1 and not is_common_word(part)}


_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
_THEORY = re.compile(
    r"(?:新时代[^,。;、“”《》]{0,10}?|法治|经济|生态文明|强军|外交|文化)?(?:思想|理论(?!学习)|论述摘编|谈治国理政)"
)
"""A name that only belongs to a theory's name (…新时代中国特色社会主义思想) is no person of the article."""
_LIST_FOLLOWS = re.compile(
    r"(?:出席|参加|列席|陪同|就座|就坐|参会|与会|到会)"
    r"(?:[^,。;、的]{0,14}的[^,。;、]{0,8}?(?:有|为|是):?|(?:会议)?(?:的?领导|人员)?:)(?=[\u4e00-\u9fff])"
)
"""What announces a list of names: 参加会议的领导有."""


def _with_appointed(text: str, found: dict[int, Appearance], appointments: Iterable[Appointment]) -> None:
    """任命张某为县水利局局长: the post stands behind the name; others may stand before it (县长李某任县委书记).

    递补候补委员张某、李某为委员: what stands before the first of a list is the others' too.
    """
    ended: dict[int, tuple[PostMention, ...]] = {}
    for each in sorted(appointments, key=lambda one: one.start):
        known = found.get(each.start)
        shared = ended.get(each.start - 1, ()) if text[each.start - 1] in "、和" else ()
        held = known.posts if known and known.end == each.end else ()
        ended[each.end] = held or shared
        posts = (*ended[each.end], *each.posts)
        found[each.start] = Appearance(each.start, each.end, each.name, posts, "person.appointed", 0.9)


def _with_summed_up(text: str, found: dict[int, Appearance], posts: Iterable[PostMention]) -> None:
    """张某、李某等|县领导|出席会议: what a list is summed up as is the post of those in it who have none."""
    summed_up = [post for post in posts if post.title == "领导" and text.endswith("等", 0, post.start)]
    held = {item.name for item in found.values() if item.posts} if summed_up else set()
    ends = {item.end: item for item in found.values()} if summed_up else {}
    for post in summed_up:
        end = post.start - 1
        while item := ends.get(end):
            if item.name not in held:
                found[item.start] = replace(item, posts=(post,))
            end = item.start - 1 if text.endswith("、", 0, item.start) else -1


_NOTED = re.compile(r"(?:[\n,。;:!?、\s]|\A)(?P<name>[\u4e00-\u9fff·]{2,12})\(\Z")


def _noted(text: str, posts: list[PostMention]) -> Iterator[Appearance]:
    """王某(区长)、李某(副区长): what stands in brackets behind a name is the person's post; (区委书记) 王某 not so."""
    bracketed = [post for post in posts if text[post.start - 1 : post.start] == "("]
    for group in chains(text, posts) if bracketed else ():
        begin, end = group[0].start, group[-1].end
        match = _NOTED.search(text, max(0, begin - 15), begin) if text[end : end + 1] == ")" else None
        if match and _is_noted_name(text, match.start("name"), match["name"]):
            yield Appearance(*match.span("name"), match["name"], tuple(group), "person.noted", 0.9)


def _is_noted_name(text: str, begin: int, name: str) -> bool:
    return is_shaped(name) or "·" in name or any(c.name == name for c in candidates(text, begin, expected=True))


@cache
def _role_nouns() -> Lexicon[int]:
    return Lexicon((term, 0) for term in terms("role_nouns"))


def _introduced(text: str, start: int, end: int, starts: set[int]) -> Iterator[Appearance]:
    """村民张某: people without a post."""
    for first, last, _ in _role_nouns().longest(text, start, end):
        if is_common_word(text[first - 1 : first + 1]) or is_common_word(text[last - 1 : last + 1]):
            continue  # 履职|工作, 行业|主管
        for candidate in _list(text, last, starts, SINGLE + 0.2):
            if not is_plausible(candidate.name) or is_common_word(candidate.name[:2]) or not _is_sure(text, candidate):
                break
            yield Appearance(candidate.start, candidate.end, candidate.name, (), "person.introduced", 0.8)
    for match in _LIST_FOLLOWS.finditer(text, start, end):
        for candidate in _list(text, match.end(), starts, SINGLE + 0.2, expected=True):
            yield Appearance(candidate.start, candidate.end, candidate.name, (), "person.listed", 0.85)


def _name_in_post(text: str, post: PostMention) -> Appearance | None:
    """张某主任, 和赵某书记: where a body's name should stand before a title, a person's stands."""
    match = None if post.body else _TITLE_AFTER.search(text, post.start, post.end)
    if not match or match.end() != post.end:
        return None
    words = text[post.start : match.start()]
    known = is_place(words) or (post.affiliated and not post.office)
    run = "" if known else _run_before(text, match.start())
    name = words if _is_before_title(words) else _last_name(run)
    if not name:
        return None
    title = replace(post, start=match.start())
    return Appearance(match.start() - len(name), match.start(), name, (title,), "person.before-title", 0.85)


def _is_sure(text: str, candidate: Candidate) -> bool:
    """Tell whether a name after 村民 or 游客 ends clearly, or is at least shaped as most are."""
    if candidate.score >= WORD:
        return True
    usual = len(candidate.name) == 3 and candidate.name[0] in frequent_surnames() and is_shaped(candidate.name)
    return usual and (text[candidate.end] == "说" or not is_common_word(candidate.name[1:]))


def _run_before(text: str, end: int) -> str:
    match = _WORDS.search(text, max(0, end - _RUN), end)
    return match.group() if match else ""


def _is_before_title(name: str) -> bool:
    if name in QUALIFIERS:
        return False
    if _DOTTED.fullmatch(name):
        return True
    if name[:1] in QUALIFIERS and (name[1:] in not_names() or is_common_word(name[1:])):
        return False  # 原|国务|委员
    if name[-1:] in NEVER_LAST or (name[:1] in _LEADS and (len(name) < 3 or is_place(name[1:]))):
        return False  # 尹某和|省长, 由俄|总统, 向巴西|总统
    return is_shaped(name) and is_plausible(name) and not is_place(name[:-1])


def _last_name(words: str) -> str:
    """欢迎|刘某某(副市长), 向|李某(县长): the name that ends `words`, after a word that belongs to the sentence."""
    short, long = words[-2:], words[-3:]
    lead = words[-5:-3]
    led = (
        lead[-1:] in _LEADS
        or lead[-1:] in OF_BODY
        or (len(lead) == 2 and (is_common_word(lead) or _DAY.match(lead) is not None))
    )
    if led and _is_before_title(long) and long[0] in frequent_surnames() and not is_common_word(long[1:]):
        return long
    return short if words[:-2] and words[:-2] in _LEADS and _is_before_title(short) else ""


def _after_posts(text: str, group: list[PostMention], starts: set[int]) -> Iterator[Appearance]:
    match = _BEFORE_LIST.match(text, group[-1].end)
    position = match.end() if match else group[-1].end
    last = group[-1]
    weak = last.title in _WEAK_TITLES and last.office is None and len(group) == 1 and not last.body
    listed = group[0].start > 0 and text[group[0].start - 1] in "、,;"
    least = WORD if weak and not (listed and _LISTED.match(text, position)) else SINGLE
    expected = not weak and (last.affiliated or len(group) > 1 or listed)
    beside = () if weak and _is_role_noun(last) else tuple(group)
    for candidate in _list(text, position, starts, least, expected=expected):
        if weak and (not is_plausible(candidate.name) or is_common_word(candidate.name[:2])):
            return
        confidence = min(0.99, 0.75 + 0.08 * candidate.score)
        held = () if text[candidate.start - 1] == "与" else beside  # 县长张某与李某分别签约: two sides
        yield Appearance(candidate.start, candidate.end, candidate.name, held, "person.after-post", confidence)


def _is_role_noun(post: PostMention) -> bool:
    """教师张某: without a body before it, the word is no post, as in 小学教师张某."""
    return post.end - post.start == len(post.title) and post.title in terms("role_nouns")


def _list(text: str, position: int, starts: set[int], least: float, *, expected: bool = False) -> Iterator[Candidate]:
    """Yield the names of a list: A、B、C和D; it ends where no name follows or another post begins.

    书记石岩|和组织委员彭巍: right before a post, 和 ends no name.
    """
    count = 0
    if text[position : position + 1] in "和与及" and position + 1 in starts:
        return  # 国王|和太后, 负责人|和职工代表
    while count or expected or position not in starts:
        fit = (item for item in candidates(text, position, expected=expected) if item.score >= least)
        best = next((item for item in fit if item.name[-1] != "和" or item.end not in starts), None)
        best = best or (_odd_name(text, position) if count else None)
        if not best:
            return
        yield best
        count += 1
        note = _AFTER_NAME_NOTE.match(text, best.end) if text.startswith("(", best.end) else None
        separator = _SEPARATOR.match(text, note.end() if note else best.end)
        if not separator or separator.end() in starts:
            return
        position = separator.end()
        least = STOP if separator.group().isspace() else SINGLE + 0.2


def _odd_name(text: str, position: int) -> Candidate | None:
    """Within a list of names, what stands between two stops is one too, whatever its surname (自在人, 高大全)."""
    match = _LISTED.match(text, position)
    if not match or is_common_word(match.group()) or match.group()[-1] in BODY_ENDS:
        return None  # 县委办、农业局: bodies where no county is known
    return Candidate(position, match.end(), match.group(), SINGLE)


def _repeated(
    text: str,
    spans: list[tuple[int, int]],
    known: ReversedAutomaton[int],
    found: dict[int, Appearance],
    posts: list[PostMention],
    starts: set[int],
) -> Iterator[Appearance]:
    """Every other place at which a known name stands, with the post before it: 副县长李某…。县河长办主任|李某向….

    A list goes on behind known names: 李某、王某、|江河、方圆等县领导.
    """
    by_title = {post.end - len(post.title): post for post in posts if post.body is None}
    before = {group[-1].end: tuple(group) for group in chains(text, [post for post in posts if post.affiliated])}
    places = {first: last for start, end in spans for first, last, _ in known.longest(text, start, end)}
    for first, last in places.items():
        if "·" in (text[first - 1 : first], text[last : last + 1]):
            continue
        if first not in found:
            title = by_title.get(last)
            suffix = _TITLE_AFTER.match(text, last)
            beside = (replace(title, start=last),) if title and suffix and title.end == suffix.end() else ()
            yield Appearance(first, last, text[first:last], before.get(first, beside), "person.repeated", 0.9)
        if text[first - 1 : first] == text[last : last + 1] == "、" and last + 1 not in places:
            for further in _list(text, last + 1, starts, SINGLE + 0.2):
                yield Appearance(further.start, further.end, further.name, (), "person.listed", 0.85)


def _without_overlaps(appearances: Iterable[Appearance]) -> list[Appearance]:
    kept: list[Appearance] = []
    for item in sorted(appearances, key=lambda a: (a.start, -len(a.name))):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif len(item.name) > len(kept[-1].name) and not kept[-1].posts:
            kept[-1] = item
    return kept
