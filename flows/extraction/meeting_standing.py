"""What the words around a meeting's name say of it: held, only mentioned, or neither.

Goes in: the text and where a name stands. Comes out: its standing. An announced meeting is only mentioned.
"""

import re
from typing import Literal

Standing = Literal["held", "mentioned", "unclear"]

_WHEN = r"(?:今天|昨天|昨日|今日|近日|日前|(?:\d+月)?\d+日(?:[至到—-]{1,2}(?:\d+月)?\d+日)?)?(?:上午|下午|晚上?)?"
_HOW = r"(?:以[^,。;]{1,8}(?:形式|方式))?(?:隆重|顺利|胜利|正式|如期|接着|随后|接续|继续)?"
_HELD_AFTER = re.compile(
    rf"(?:\([^()]{{1,6}}\))?(?:(?:圆满|顺利)?完成了?[^,。;]{{0,16}}?(?:议程|任务)后?)?(?:[,在于](?!确保|保证|力争|推动|促进)[^,。;]{{0,30}}?)?{_WHEN}(?:在[^,。;]{{1,25}}?)?{_HOW}"
    r"(?:召开(?!的|以来|之|后|在即)|举行(?!的|在即)|开幕|开班|闭幕|结束|举办(?!的)|圆满)"
)
_ANNOUNCED = re.compile(
    r"定于|将于|将在|将(?=[召举出列参])|将(?:还|分别|继续)(?=[出列参])|拟于|拟在|即将(?!来临|到来)|建议|迎接|喜迎"
)
_DECIDED = re.compile(
    r"(?:决定|建议|同意|审议|关于|商定|筹备|研究了?(?!室)|讨论了?)[,:]?[^,。;]{0,8}?"
    r"(?:(?:于[^,。;]{0,12}?|[^,。;]{0,8}日))?(?:召开|举行)\Z|为(?:即将)?(?:召开|举行)\Z"
)
"""What a meeting decides to hold has not been held: 会议决定,于6月上旬召开市委四次全会; 关于召开某大会的决定;
研究了召开县人代会有关事宜; 为召开某全会作准备."""
_PLANS = ("召开", "举行", "举办")
_BY_THEN = re.compile(r"(?:[月年]底|[月周]末|\d[日号月]|本[周月年]|季度)之?[前内](?:[^,。;]{0,6})?(?:召开|举行|举办)\Z")
"""并于月底前举办|干部培训班: still to come."""
_DECIDED_THAT = re.compile(r"(?:决定|建议|商定)[,:]\Z|(?<![作成认因称])为\Z")
"""会议决定,|县人大常委会第三次会议|6月12日举行; 为|党的二十大|胜利召开营造良好氛围."""
_JUST_OVER = r"刚刚?(?:闭幕|结束)|闭幕(?:之)?后|开成|结束(?:之)?后[^。;]{0,40}(?:召开|举行)"
"""县人大一次会议|刚闭幕,县长即主持召开动员会: the other is told of; 把县人大一次会议|开成团结的大会."""
_MEANS = re.compile(r",(?:是|对于?|意义)")
_TO_HOLD = re.compile(r"(?:指出|强调|认为|表示),?(?:召开|举行)\Z")
"""会议指出,召开|县人大六次会议|,是全县人民政治生活中的一件大事: still to come."""
_EARLIER = re.compile(r"今年\d{1,2}月(?!\d)|\d月[底初]|月[上中下]旬|去年|此前|前不久|今年以来")
"""Long ago, unless a day is named: then the article reports it, too."""
_HELD_BEFORE = re.compile(
    r"(?:召开|举行|召集|举办|开展|主持召开|组织召开|主持|出席|参加|列席|收听收看|收看|收听|组织收看)了?"
    r"(?:全[国省市区县州旗])?\Z"
)
_MENTIONED_AFTER = re.compile(
    r"(?:上|时)?的?(?:有关|相关|部署|重要|会议)?"
    r"(?:精神|议定的|议程|日程|议题|筹备|方案|要求|部署|讲话|决策|安排|决定|决议|召开的|以来|召开以来|报告|工作报告|提出|确定|定下|明确|审议)"
)
_MENTIONED_BEFORE = re.compile(
    r"(?:传达|学习|贯彻|落实|领会|按照|根据|迎接|筹备|提交|提请|为|关于|召开的|举行的|宣传|对照|围绕|结合|自|从|将于?|拟|"
    r"建议|同意|研究|参加了?的|决定|汇报|审议|讨论)[^,。;]{0,12}\Z"
)
_SPEAKS = re.compile(r"上?(?:强调|指出|要求|认为|明确)|上,")
"""The meeting speaks, or something happens at it: 会议强调, 学习会上，…"""
_KEPT_TO = re.compile(r"(?:按照|根据|遵照|落实|对照)[^,。;]{0,12}\Z")
"""按照5月16日|市委常委会会议|要求: what it asked is what others go by."""
_HOLDS = r"(?:大会)?(?:举行|召开)了?(?:预备会议|主席团)"
"""A congress's session is only named where a meeting within it is held: 县人大五次会议举行主席团第一次会议."""
_ASKED_TO_COME = re.compile(r"(?:(?<![主重首需])要(?![求点闻])[^。;,]{0,30}|确保[^。;]{0,40}|集中精力)(?:参加|出席)\Z")
"""要以良好的精神风貌参加|县人大五次会议: still to come."""
_ASKED_TO_HOLD = re.compile(r"(?<![主重首需])要(?![求点闻])[^。;,]{0,20}(?:召开|举行)\Z")
"""各村要在本周内召开|党员大会: still to come."""
_COMING = r"(?:将|拟|定)(?:于|在)?[^,。;]{0,20}?(?:召开|举行|举办|开幕)"
_OF_ANOTHER_TIME = re.compile(f"{_COMING}|{_JUST_OVER}|{_HOLDS}")
_HELD_NEXT = re.compile(r"(?:随后|接着|紧接着|当天|当日|同日)[,]?(?:召开|举行)的\Z")
"""在随后召开的|镇第九届委员会第一次全体会议|上: the article goes on to report it; 此前召开的某会议上 is none."""
_THOSE_AT = re.compile(
    r"(?:的(?:全体|各位|部分|我[省市区县州旗]|[\u4e00-\u9fff]{2})?[省市区县州旗盟]?(?:人大|政协|党)?(?:代表|委员)|代表(?!团|大会))"
    r"(?!们?[有为是包:\d])"
)
_THOSE_BESIDE = re.compile(r"的(?:人大|政协|党)?(?:代表|委员)们?[和与及、]\Z")
_TAKING_PART = ("出席", "参加")
"""出席|县政协五届二次会议|的全体委员列席: they are told of by their own meeting; 出席会议的代表有 lists who came;
选举产生了出席|市第十五次党代会|代表: it is still to come."""
_SAT_IN_ON = re.compile(r"(?:委员|代表)们?列席了?\Z")
"""委员们列席了|市人大三次会议: the conference tells of the congress that sits beside it."""
_AFTERWARDS = re.compile("(?:结束)?(?:之)?后")
"""在收听收看某会议后: the meeting that follows is the one reported."""
_PREPARED = re.compile(r"会前,(?!.*(?:\d日|主持))[^。]*\Z")
_BACKGROUND = re.compile(r"据(?:悉|了解|介绍),[^,。;]{0,8}\Z")
"""据悉,|县人大一次会议|于2月21日开幕: told besides what is reported."""
_LOOK_BACK = 24


def standing(text: str, begin: int, last: int) -> Standing:
    """Return the standing of the meeting named at ``[begin, last)``: 会议召开 is held, 会议精神 only mentioned."""
    if text.endswith(("收看", "收听"), 0, begin) and _AFTERWARDS.match(text, last):
        return "mentioned"
    if text.startswith("上", last) and _HELD_NEXT.search(text, max(0, begin - 8), begin):
        return "held"
    taking_part = text.endswith(_TAKING_PART, 0, begin) or _THOSE_BESIDE.search(text, max(0, begin - 8), begin)
    if taking_part and _THOSE_AT.match(text, last):
        return "mentioned"
    if _SAT_IN_ON.search(text, max(0, begin - 6), begin):
        return "mentioned"
    if _SPEAKS.match(text, last):
        return "mentioned" if _KEPT_TO.search(text, max(0, begin - _LOOK_BACK), begin) else "unclear"
    if _OF_ANOTHER_TIME.match(text, last):
        return "mentioned"
    before = text[max(0, begin - _LOOK_BACK) : begin].rpartition("。")[2]
    if _PREPARED.search(text, max(0, begin - 80), begin):
        return "mentioned"
    if _is_to_come(text, begin, last, before):
        return "mentioned"
    held = _HELD_AFTER.match(text, last)
    if held and _BACKGROUND.search(before):
        return "mentioned"
    if held:
        told = held.group() + before[-16:]
        return "mentioned" if _ANNOUNCED.search(told) or (_EARLIER.search(told) and "日" not in told) else "held"
    if _MENTIONED_AFTER.match(text, last):
        return "mentioned"
    if _HELD_BEFORE.search(before):
        long_ago = _EARLIER.search(before) and "日" not in before
        return "mentioned" if long_ago or _ANNOUNCED.search(before[-12:]) else "held"
    return "mentioned" if _MENTIONED_BEFORE.search(before) else "unclear"


def _is_to_come(text: str, begin: int, last: int, before: str) -> bool:
    """Tell whether what stands `before` a name tells that the meeting is still to come.

    Each pattern is tried only behind a word that it ends with: few names have one there.
    """
    if before.endswith(_PLANS) and _BY_THEN.search(before):
        return True
    if before.endswith(("召开", "举行")):
        urged = _MEANS.match(text, last) and _TO_HOLD.search(before)
        return bool(urged or _DECIDED.search(before) or _ASKED_TO_HOLD.search(before))
    if before.endswith(("参加", "出席")):
        return _ASKED_TO_COME.search(text, max(0, begin - 60), begin) is not None
    return before.endswith((",", ":", "为")) and _DECIDED_THAT.search(before) is not None
