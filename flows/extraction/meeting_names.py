"""Names of meetings in a text: where each begins and ends, of which kind it is, its ordinal and session.

Goes in: the text with its people, dates and bodies. Comes out: mentions of meetings, each with what the words around
it say of it: held, mentioned, or only 会议. Does not decide which mentions are one meeting.
"""

import re
from collections.abc import Set
from dataclasses import replace
from functools import cache, lru_cache

from flows.extraction.lexicon import ReversedAutomaton, rows
from flows.extraction.meeting_bounds import inside, name_start
from flows.extraction.meeting_standing import Standing, standing
from flows.extraction.numerals import NUMERAL, number
from flows.extraction.patterns import found_from
from flows.values import value

_NOT_A_MEETING = re.compile(
    r"纪要|记录|议题|组成|委员|主任|副主任|党组|办公|材料|期间|代表|主席|领导|常委|机关|精神|文件|通知|服务|制度|之后|由|听取|"
    r"强调|指出|要求"
)
"""What follows 常委会 and the like where they are bodies, not meetings."""
_OTHER_WORDS = re.compile(r"[室厅纪记战堂长员谈见晤]|中心|通知|材料|经费|发言")
"""What makes another word of 会议 or 大会: 会议室, 大会堂, 议会议长, 议会议员."""
_SPELLED_OUT = re.compile(r"(?<=会)议(?![程题定事案决])")
"""A kind in 会 may be written out: 现场推进会议, but 推进会议程 is the agenda of a 推进会."""
_CONFERENCE = "政治协商会"
"""The beginning of the conference's full name: 中国人民政治协商会议."""
_BODY_NOT_MEETING = re.compile(rf"(?:人大|政协|代表大会)(?:第?{NUMERAL}届)?(?:常务?委员?会|委员会)?\Z")
_WHICH_CONGRESS = re.compile(rf"(?:{NUMERAL}次|[省市区县州旗盟])党代会\Z")
"""第十一次党代会精神, 市党代会精神: whose it is, or its number, tells that the congress is meant."""
_DELEGATES = ("代表", "考察", "访问")
"""县党政代表|团拜会|某集团: the delegation calls on somebody."""
_OF_CONGRESS = re.compile(r"(?:个别|部分|全体)?代表|专门|常务|委员|财政|法制|社会|监察|环境|农业|民族|教科|华侨|外事")
"""What follows a congress of a term where no session is meant: 县第十七届人民代表大会|代表, |专门委员会."""
_ACTS = re.compile(r"[^,。;]{0,16}?(?:(?:召开|举行)[^,。;]{0,30}?(?:会|学习)|进行|主持|团结|带领|委托|决定|坚持|高度)")
"""What follows 常委会 where it is the body that acts: 常委会召开会议, 常委会团结带领…"""
_ORDINAL = re.compile(
    rf"(?:第 ?|(?<=[^\d一二三四五六七八九十百])|(?={NUMERAL}次(?:全会|全体|全委|常委|执委|理事|党代)))"
    rf"({NUMERAL})(?:(?:次、第|、)({NUMERAL}))? ?次(?!(?:全国)?[\u4e00-\u9fff]{{2,5}}普查)"
)
"""第六次, and 六次 but at a name's beginning, where it counts: 三次推动长江经济带发展座谈会; not 第一次全国经济普查."""
_OF_A_SERIES = re.compile(rf"第({NUMERAL})[期场]")
"""第三期企业家座谈会, 第2场新闻发布会."""
_NO_ORDINALS = ("两次", "多次")
_SESSION = re.compile(rf"第? ?({NUMERAL}) ?届")
_COUNTED_ITSELF = re.compile(
    rf"第({NUMERAL})届(?!人大|人民代表|政协|委员|常委|全委|{NUMERAL}中|[^会]{{0,6}}(?:纪委|执委|理事|监事|董事|班子|政府))"
)
"""第三届旅游发展大会 is the third; 第三届委员会 has meetings of its own."""
_VAGUE = re.compile(
    r"^(?:开(?=[一两几]次)|相关|有关|重要|此次|本次|这次|新一届|上述|专题|该|各类|近期|系列|[一两三几多]次|[两三]级|第[一二三四]阶段|[两几]个)+"
)
_LEVEL_ONLY = re.compile(
    r"(?:全[国省市区县州旗盟]、)*(?:全[国省市区县州旗盟]|国家|国务院|[省市区县州旗盟])(?:电视电话|视频|电视|工作)?会议?|"
    r"[省市区县州旗盟](?:、[省市区县州旗盟]){1,3}会议|[^,。;]{1,10}(?:有关|相关)会议|(?:中央|国家|上级)?[和及、]?(?:自治区)?[省市区县州旗盟地、]{0,5}[上里级]?(?:党?委|政府|人大|政协)?(?:有关|相关|重要|近期)+会议"
)
_QUOTED_LEVEL = re.compile(r"[全][国省市区县州旗盟]\Z")
_COUNTED = re.compile(rf"(?<![第〇零一二三四五六七八九十百\d]){NUMERAL}次(?:专题|集中|集体)学习\Z")
_STUDIED = ("了", "《")
"""集中学习 is a verb where it is counted or has an object: 先后4次集中学习, 集体学习了《民法典》."""
COORDINATED = re.compile(r"[、和及与]|以及|、?并")
"""What stands between two meetings of which one thing is said: 召开A、B, A和B精神."""
_LONGEST_CONJUNCTION = 2
"""Characters of the longest one."""
_SIMPLE = frozenset(["仪式", "典礼", "会议", "大会", "会", "座谈会", "全会", "例会"])
_TYPES = tuple(
    (re.compile(pattern), type_)
    for pattern, type_ in (
        (r"电视电话|视频会", "video-conference"),
        (r"(?:人大|人民代表大会)常(?:务委员|委)会.*会议?", "npc-standing-committee-session"),
        (r"政协.*常(?:务委员|委)会.*会议?", "cppcc-standing-committee-session"),
        (r"(?:人大|人民代表大会).*次会议", "congress-session"),
        (r"政协.*次会议", "cppcc-plenary"),
        (r"党组.*会", "party-group-meeting"),
        (r"主席团.*会", "presidium-meeting"),
        (r"政府.*全体", "government-plenary-meeting"),
        (r"领导小组|工作小组", "leading-group-meeting"),
        (r"代表团", "delegation-meeting"),
        (r"委员会.*会议|[安规食深编]委会.*会议", "commission-meeting"),
    )
)
_OPEN_TYPES = ("meeting", "standing-committee-meeting", "party-committee-plenum", "video-conference", "work-conference")
_LONGEST = 120
"""Names that stand together are one only up to this length: else 会议会议会议… takes the square of its length."""


@value()
class MeetingMention:
    """A meeting's name ``[start, end)``; `ordinals` has two entries for 第N、M次."""

    start: int
    end: int
    name: str
    type: str
    ordinals: tuple[int, ...]
    session: int | None
    enlarged: bool
    standing: Standing
    bare: bool
    """True where the name is only a general word (会议, 座谈会)."""
    plain: bool
    """True where the name is only its kind (会议, but also 学习会, 常务会议)."""


@value()
class _Said:
    """What a meeting's name says by itself, as in `MeetingMention`."""

    type: str
    ordinals: tuple[int, ...]
    session: int | None
    bare: bool


@cache
def _kinds() -> ReversedAutomaton[tuple[str, str]]:
    return ReversedAutomaton((row["suffix"], (row["suffix"], row["type"])) for row in rows("meeting_kinds"))


@cache
def _plain_names() -> frozenset[str]:
    return frozenset(row["suffix"] for row in rows("meeting_kinds"))


def find_meeting_names(
    text: str, start: int, end: int, cuts: list[int], fixed: Set[int] = frozenset()
) -> list[MeetingMention]:
    """Return the meeting names in ``text[start:end]`` outside 《》, in order.

    `cuts` are the sorted ends of names and dates, `fixed` the positions within place names, where no name is cut.
    """
    found: list[MeetingMention] = []
    for first, last, (suffix, type_) in _kinds().longest(text, start, end):
        floor = found[-1].end if found else start
        if first < floor or inside(text, start, first, "《", "》") or text.endswith(_CONFERENCE, start, last):
            continue
        if text.startswith("议", last) and _SPELLED_OUT.match(text, last):
            last += 1
        mention = _mention(text, max(floor, start), first, last, suffix, type_, cuts, fixed)
        after_bare = found and found[-1].name == "会议"
        if (
            mention
            and found
            and not after_bare
            and found[-1].end == mention.start
            and mention.end - found[-1].start <= _LONGEST
        ):
            mention = None if mention.name == "会议" else _joined(text, found.pop(), mention)
        if mention:
            found.append(mention)
    return _coordinated(text, _with_party_meetings(text, start, end, found))


_PARTY_MEETING = re.compile(
    rf"(?:党的|中共)?{NUMERAL}届(?:{NUMERAL}中、?和?)*{NUMERAL}中全会|(?:党的)?{NUMERAL}届历次全会|党的{NUMERAL}大(?!会)"
)
_FIGURES = NUMERAL[1 : NUMERAL.index("]")]
_OPENERS = re.compile(rf"[党中{_FIGURES}](?=[的共届{_FIGURES}])")
"""党的二十大, 党的十九届五中全会, 十九届二中、三中全会: numbers alone say which."""


def _with_party_meetings(text: str, start: int, end: int, found: list[MeetingMention]) -> list[MeetingMention]:
    if text.find("届", start, end) < 0 and text.find("党的", start, end) < 0:
        return found
    party = [
        _described(
            text,
            match.start(),
            match.end(),
            "party-congress" if match.group()[-1] == "大" else "party-committee-plenum",
        )
        for match in found_from(_OPENERS, _PARTY_MEETING, text, start, end)
        if not inside(text, start, match.start(), "《", "》")
    ]
    taken = {position for mention in party for position in range(mention.start, mention.end)}
    return sorted([m for m in found if m.end - 1 not in taken] + party, key=lambda m: m.start)


def _coordinated(text: str, found: list[MeetingMention]) -> list[MeetingMention]:
    """A和B精神, 召开A、B: what is said of one is said of both, 学习 in 召开学习会议和|常务会议 of the first alone."""
    for index in [*range(len(found) - 2, -1, -1), *range(len(found) - 1)]:
        one, other = found[index], found[index + 1]
        near = other.start - one.end <= _LONGEST_CONJUNCTION
        if not near or one.bare or other.bare or not COORDINATED.fullmatch(text, one.end, other.start):
            continue
        known = other.standing if one.standing == "unclear" else one.standing
        goes_on = other.standing == "unclear" or (known == "held" and other.plain)
        if known != one.standing:
            found[index] = replace(one, standing=known)
        if goes_on and known != other.standing:
            found[index + 1] = replace(other, standing=known)
    return found


def _joined(text: str, left: MeetingMention, right: MeetingMention) -> MeetingMention:
    """What stands together is one name: A暨B, 人民代表大会 + 第三次会议 + 预备会议."""
    return _described(text, left.start, right.end, right.type if right.type != "meeting" else left.type)


def _mention(
    text: str, floor: int, first: int, last: int, suffix: str, type_: str, cuts: list[int], fixed: Set[int]
) -> MeetingMention | None:
    if _OTHER_WORDS.match(text, last) or (
        suffix.endswith(("委会", "党代会"))
        and _NOT_A_MEETING.match(text, last)
        and not (text.startswith("精神", last) and _WHICH_CONGRESS.search(text, floor, last))
    ):
        return None
    if suffix == "常委会" and (
        _ACTS.match(text, last) or _BODY_NOT_MEETING.search(text, max(floor, first - 16), first)
    ):
        return None
    if suffix.endswith(("集体学习", "集中学习")) and (
        text.startswith(_STUDIED, last) or _COUNTED.search(text, max(floor, first - 8), last)
    ):
        return None
    if suffix == "团拜会" and text.endswith(_DELEGATES, floor, first):
        return None
    begin = name_start(text, floor, first, cuts, fixed)
    if suffix == "人民代表大会" and (not re.search("[次届]", text[begin:last]) or _OF_CONGRESS.match(text, last)):
        return None
    return _described(text, *_with_quotes(text, floor, begin, last), type_)


def _with_quotes(text: str, floor: int, begin: int, last: int) -> tuple[int, int]:
    """Return the name with the quotation marks around the whole of it and the level before: 全市“新春第一会”."""
    if not (text.startswith("”", last) and text.endswith("“", floor, begin)):
        return begin, last
    level = _QUOTED_LEVEL.search(text, max(floor, begin - 3), begin - 1)
    return (level.start() if level else begin - 1), last + 1


def _described(text: str, begin: int, last: int, type_: str) -> MeetingMention:
    name = text[begin:last]
    said = _said(name, type_)
    return MeetingMention(
        start=begin,
        end=last,
        name=name,
        type=said.type,
        ordinals=said.ordinals,
        session=said.session,
        enlarged="扩大" in name or text.startswith("(扩大)", last),
        standing=standing(text, begin, last),
        plain=name in _plain_names(),
        bare=said.bare,
    )


@lru_cache(maxsize=4096)
def _said(name: str, type_: str) -> _Said:
    """Return what a name says by itself; kept, as an article says 会议 over and over, and all say 座谈会."""
    numbers = [m for m in _ORDINAL.finditer(name) if m.group() not in _NO_ORDINALS] if "次" in name else []
    session = _SESSION.search(name) if "届" in name else None
    numbers = numbers or ([series] if "第" in name and (series := _OF_A_SERIES.search(name)) else [])
    if session and not numbers and (own := _COUNTED_ITSELF.search(name)):
        numbers, session = [own], None
    return _Said(
        type=_type_of(name, type_),
        ordinals=tuple(n for group in (numbers[-1].groups() if numbers else ()) if group and (n := number(group))),
        session=number(session[1]) if session else None,
        bare=_VAGUE.sub("", name) in _SIMPLE or name.endswith("和会议") or bool(_LEVEL_ONLY.fullmatch(name)),
    )


def _type_of(name: str, type_: str) -> str:
    """Return the type of a meeting by its whole name where its last word leaves it open."""
    if type_ not in _OPEN_TYPES or name in _SIMPLE:
        return type_
    return next((kind for pattern, kind in _TYPES if pattern.search(name)), type_)
