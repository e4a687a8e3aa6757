"""Posts in a text: 区委副书记, 代区长, 县人大常委会副主任, and chains of them before a name.

Goes in: the text, its setting, the bodies found. Comes out: post mentions in order, with the body each belongs to
where the text says it. Does not know who holds them.
"""

import re
from dataclasses import replace
from functools import cache

from flows.articles.evidence import Span
from flows.extraction.bodies import Body
from flows.extraction.facts import ChangeKind
from flows.extraction.lexicon import Automaton, Lexicon, ReversedAutomaton, terms
from flows.extraction.names import countries, is_shaped
from flows.extraction.setting import LEVELS, Setting
from flows.values import value

QUALIFIERS = ("代", "代理", "原", "前", "时任", "候任", "候选", "拟任", "挂职", "常务", "兼", "名誉")
_OFFICES = {"省长": "省", "市长": "市", "区长": "区", "县长": "县", "州长": "州", "旗长": "旗", "盟长": "盟",
            "镇长": "镇", "乡长": "乡"}  # fmt: skip
"""Heads of government: the post itself names the level."""
_LEVEL_HEADS = ("领导", "专员")
_TO_LAST_STOP = re.compile(r".*[、,。;:!?()\[\]<>《》“”\"\s/|—…]", re.DOTALL)
_BODY_END = re.compile(
    r"(?:联席会议|亚太区|中国区|大区|委|府|局|部|办|会|院|处|厅|署|室|科|行|社|团|组|协|所|站|队|校|学|司|中心|公司|集团|银行|党|企业|园|厂|"
    r"政协|人大|协[作调]机制|联动机制|村|社区|镇|乡|街道|园区|新区|自治区|大学|中学|小学|医院|馆|台|报|矿|场|库|法庭|支部|总支|联盟|基地|系)\Z"
)
_NO_POST_AFTER = re.compile(
    r"会(?!长)|大会|馆(?!长)|治久|势|期|效|远|台|足|征|途|短|办公|专题|热线|信箱|团|们|级|联席|碰头|会商|例会|工程|助理"
)
_NOMINEE = re.compile(r"(?=[正提候人])(?:正式)?(?:提名)?(?:候选人|人选)(?!名单|名额|[的等]|建议|推荐)")
_GENERIC = re.compile(r"各级?|有关|相关|全体|广大|部分|分管|其他|等")
"""Words that make a post a group's: 全区各级领导, 有关部门负责人."""
_PARTY_OF_PLACE = re.compile(r"(?:武警|民盟|民革|民建|民进|农工党|致公党|九三学社|台盟|共青团|团|政协|中共|国网)\Z")
"""What stands before the place in a body's name: 武警某市支队, 民盟某市委."""
_QUALIFIED_BODY = re.compile(r"(?<![\u4e00-\u9fff])(?P<word>候任|原|时任|拟任)\Z")
"""Qualifiers that stand before the body: 候任州政协副主席, 原县委书记."""
_BRACKETED_PLACE = re.compile(r"[^、,。;:!?()\[\]<>《》“”\"\s/|—…]{2,12}\([\u4e00-\u9fff]{2,5}\)\Z")
"""A company's name holds its place in brackets: 某某(天津)科技有限公司."""
_NOT_JOINED = re.compile(r"(?<!社)会\Z|[委府局办部院处厅区县市镇乡旗盟州]\Z")
"""What ends a body before 和, so that another begins after it: 县政府|和教育局."""
_TITLE = re.compile(r"《[^》\n]{1,120}》")
_RIVER = re.compile("长江(?:大桥|流域|经济|大保护|十年|生态|三角|学者|证券|[沿岸干禁航中上下两口水段隧支采防堤引])")
"""武汉市|长江大桥, 市|长江禁捕办; but 副市长|江某某."""
_LONGEST_BODY = 26


@value()
class Change:
    """That someone takes up or gives up a post, and the words that say so."""

    kind: ChangeKind
    span: Span
    rule: str
    confidence: float


@value()
class PostMention:
    """A post ``[start, end)`` as written; `title` without body and qualifiers; `body` where the text names it."""

    start: int
    end: int
    title: str
    qualifiers: tuple[str, ...]
    body: Body | None
    office: str | None
    """Level token of a head of government (区 for 区长) or of 区领导; ``place`` where a place's name stands there."""
    affiliated: bool
    """True where something that looks like a body stands before the title, known or not."""
    change: Change | None = None


@cache
def _heads() -> ReversedAutomaton[bool]:
    """The heads of titles, and with False the words that only look like one: 成员 is a head, 成员国 is none."""
    return ReversedAutomaton(
        [(term, True) for term in terms("titles")] + [(term, False) for term in terms("not_titles")]
    )


@cache
def _qualifiers() -> dict[str, tuple[str, ...]]:
    """The qualifiers by their last character, the longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(terms("qualifiers"), key=lambda term: -len(term)):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


@cache
def _left_words() -> Automaton[int]:
    words = (*terms("before_post"), *terms("org_breakers"), "兼")
    return Automaton((term, len(term)) for term in words)


@cache
def _compounds() -> frozenset[str]:
    return frozenset(terms("org_compounds"))


@cache
def _countries() -> Lexicon[int]:
    return Lexicon((term, 0) for term in terms("countries"))


def find_posts(text: str, setting: Setting, bodies: list[Body], start: int, end: int) -> list[PostMention]:
    """Return the posts in ``text[start:end]``, in order, not overlapping."""
    ending = {body.end: body for body in bodies}
    here = [body for body in bodies if start < body.end and body.start < end]
    inside = {position for body in here for position in range(body.start, body.end)}
    inside.update(position for title in _TITLE.finditer(text, start, end) for position in range(*title.span()))
    found: list[PostMention] = []
    floor = start
    for first, last, is_title in _heads().longest(text, start, end):
        if not is_title or first < floor or last - 1 in inside or _NO_POST_AFTER.match(text, last):
            continue
        if text[first:last] in _OFFICES and _is_in_places(text, setting, first, last):
            continue
        post = _nominated(text, _acting(text, floor, _post(text, setting, ending, floor, first, last)))
        if text[last - 1 : last + 1] == "长江" and (not post.affiliated or _RIVER.match(text, last - 1)):
            continue
        if found and post.start == found[-1].end and not post.affiliated and is_shaped(text[post.start : first]):
            continue  # 区长|孙某某代表: a name stands between the titles
        if found and post.start == found[-1].end and text[post.start] == "兼":
            post = replace(post, start=post.start + 1)  # 董事长|兼|总经理: the word joins the two
        if not _GENERIC.search(text, post.start, first):
            found.append(post)
            floor = post.end
    return found


def _is_in_places(text: str, setting: Setting, first: int, last: int) -> bool:
    """浙江省|长兴县, 福州|长乐, 泸州|长江: what looks like a head of government lies in two names in a row."""
    starts = (setting.starting.get(at) for at in range(max(0, first - 5), first))
    if any(place and place.end > first + 1 for place in starts):
        return True
    behind, before = setting.starting.get(last - 1), setting.ending.get(first + 1)
    if behind and (before or not behind.short):
        return True
    return text[first:last] == "州长" and before is not None and before.end - before.start == 2


def _post(text: str, setting: Setting, ending: dict[int, Body], floor: int, first: int, last: int) -> PostMention:
    begin, qualifiers = _with_qualifiers(text, setting, ending, floor, first)
    office = _OFFICES.get(text[first:last])
    if office is None and text[first:last] in _LEVEL_HEADS and begin > floor and text[begin - 1] in LEVELS:
        office, begin = text[begin - 1], begin - 1
    title, marks = text[first:last], qualifiers
    if qualifiers:
        title = "".join(word for word in qualifiers if word not in QUALIFIERS) + title
        marks = tuple(word for word in qualifiers if word in QUALIFIERS)
    body = ending.get(begin)
    if body and body.start >= floor:
        before = _QUALIFIED_BODY.search(text, max(floor, body.start - 4), body.start)
        if before:
            marks = (before["word"], *marks)
        start = before.start("word") if before else _stationed(text, ending, floor, body)
        return PostMention(start, last, title, marks, body, None, True)
    place = setting.ending.get(begin) or (setting.ending.get(begin + 1) if office else None)
    if place and place.start >= floor:
        before = _PARTY_OF_PLACE.search(text, max(floor, place.start - 4), place.start)
        begin = before.start() if before else place.start
        return PostMention(begin, last, title, marks, None, office or "place", True)
    start = _open_start(text, floor, begin)
    if start < begin and not _is_body(text, start, begin):
        start = begin if _is_loose(text, start, begin) else start
    affiliated = office is not None or _is_body(text, start, begin) or text[start:begin] in countries()
    return PostMention(start, last, title, marks, None, office, affiliated)


def _stationed(text: str, ending: dict[int, Body], floor: int, body: Body) -> int:
    """市纪委监委|驻市财政局纪检监察组, 国家税务总局|某市税务局: who sends a body stands before it in the post."""
    start, sender = body.start, ending.get(body.start)
    sent = text[body.start] == "驻" or text.endswith("国家税务总局", floor, body.start)
    while sent and sender and sender.start >= floor:
        start, sender = sender.start, ending.get(sender.start)
    return start


def _acting(text: str, floor: int, post: PostMention) -> PostMention:
    """Read the verb before a body as the qualifier that it is: 代理|某市市长."""
    if not text.endswith("代理", floor, post.start) or not (post.body or post.office):
        return post
    return replace(post, start=post.start - 2, qualifiers=("代理", *post.qualifiers))


def _nominated(text: str, post: PostMention) -> PostMention:
    """副县长提名人选|李某: the post is not held yet; but 候选人名单 is a list."""
    match = _NOMINEE.match(text, post.end)
    return replace(post, end=match.end(), qualifiers=(*post.qualifiers, "候选")) if match else post


def _is_body(text: str, start: int, end: int) -> bool:
    return end - start > 1 and bool(_BODY_END.search(text, start, end))


def _is_loose(text: str, start: int, begin: int) -> bool:
    """Words before a title that are no body's name (现场 in 现场总指挥) still belong to it only when short."""
    return begin - start > 8


def _with_qualifiers(
    text: str, setting: Setting, ending: dict[int, Body], floor: int, first: int
) -> tuple[int, tuple[str, ...]]:
    """Read the qualifiers before a title's head: 常务|副|市长. Characters of a place name (太原) are none."""
    begin = first
    words: list[str] = []
    while True:
        known = _qualifiers().get(text[begin - 1 : begin], ())
        word = next((w for w in known if text.endswith(w, floor, begin)), None) if known else None
        if not word or begin in ending or begin in setting.ending:
            return begin, tuple(reversed(words))
        begin -= len(word)
        words.append(word)


def _open_start(text: str, floor: int, begin: int) -> int:
    """Where a body of unknown form before a title may begin: after a stop or a word that never ends one."""
    start = max(floor, begin - _LONGEST_BODY)
    if stop := _TO_LAST_STOP.match(text, start, begin):
        start = stop.end()
    if text[start - 1 : start] == ")" and (bracket := _BRACKETED_PLACE.search(text, max(floor, start - 24), start)):
        start = bracket.start()
    countries = list(_countries().longest(text, start, begin))
    for at, to, size in _left_words().all(text, start, begin):
        if begin - to == 1 and text[to] not in "镇乡":
            continue  # 督查|组组长: a body's name is longer than its last character; not so 会议由|镇党委书记
        if text[at:to] == "全国" and text.startswith(("政协", "人大"), to):
            start = max(start, at)  # 全国政协机关党组副书记
            continue
        if text.endswith("联席会议", 0, to) or any(one < to and at < other for one, other, _ in countries):
            continue  # 信访工作联席会议召集人: a body that is called a meeting; 埃|及: a breaker within a country
        joins = text[at] in "和与及" and is_shaped(text[start:at])  # 毛某某、汪国平|和秘书长: no word 平和
        if size == 1 and not joins and _is_within(text, at, to, begin, countries):
            continue
        if size == 2 and text[at : to + 2] in _compounds():
            continue  # 党史学习教育领导小组: what breaks elsewhere begins a word of four characters
        if size > 1 or to == begin or not _stands_in_names(text, at, to):
            start = max(start, to)
    return next((at for at, _, _ in countries if at >= start), start)


def _is_within(text: str, at: int, to: int, begin: int, countries: list[tuple[int, int, int]]) -> bool:
    """Tell whether a single character is part of a word (交 in 外交, 交警) or of a foreign body (和 after 俄罗斯)."""
    if text[at] != "为" and (text[at - 1 : to] in _compounds() or (to < begin and text[at : to + 1] in _compounds())):
        return True
    abroad = any(other <= at for _, other, _ in countries) and all(one != to for one, _, _ in countries)
    return abroad and to < begin and text[at] in "和及给"


def _stands_in_names(text: str, at: int, to: int) -> bool:
    """Tell whether a single character may be part of a body's name: 和 in 发展和改革, 对 in 对外联络."""
    if text[at] in "和与" and text.startswith(terms("joined_by_and"), to):
        return not _NOT_JOINED.search(text, max(0, at - 2), at)
    if text[at] in "和与及":
        return False
    return text[at] in "对向等各" or text.startswith("为民", at)


def chains(text: str, posts: list[PostMention]) -> list[list[PostMention]]:
    """Group posts that stand together: 区委常委、宣传部部长; 县委书记、县长; 党委书记兼董事长."""
    groups: list[list[PostMention]] = []
    for post in posts:
        last = groups[-1][-1] if groups else None
        near = last is not None and post.start - last.end <= _LONGEST_LINK
        if last and near and _LINK.fullmatch(text, last.end, post.start) and not _is_of_others(text, last):
            groups[-1].append(post)
        else:
            groups.append([post])
    return groups


def _is_of_others(text: str, post: PostMention) -> bool:
    """区水务局负责同志,区总工会主席李某: who is responsible for a body goes unnamed before a comma."""
    return text[post.end] == "," and post.title in _UNNAMED


_UNNAMED = frozenset(["负责人", "负责同志", "主要负责人", "主要负责同志", "有关负责人", "相关负责人"])
_LONGEST_LINK = 3
_LINK = re.compile(r"、?兼?|兼任|,兼?|[^\S\n]|、\s|并兼任")
"""What may stand between posts of one person; the end of a line ends a chain unless a 、 stands before it."""
