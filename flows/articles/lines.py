"""Lines of an article: a folded line -> what it looks like: prose, a heading, a caption, a page's menu or notice.

In: one line, without blanks at its ends. Out: yes or no. Judges the line by itself, not by where it stands; does not
read bylines.
"""

import re

from flows.articles.evidence import Span
from flows.articles.lexicons import any_of, terms

SHORT = 60
"""A subtitle, a caption or a menu is shorter, a paragraph of prose longer or ended by 。"""
_LONGEST_CAPTION = 90
_LONGEST_NOTICE = 160

_LINE = re.compile(r"[^\n]+")
_DAY = (
    r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}|[上中下]旬)|[0-9]{1,2}日|"
    r"今[天日晨]|昨[天日晚]|[前日当]日|日前|近日|连日来|近期|当天|[上下]午"
)
_WIRE = r"(?:\(|本报|本网|本台|[^ ,。]{2,16})(?:讯|电|消息)[ (:]"
_CREDIT = r"[(][^ ()]{0,12}(?:记者|通讯员)[^()]{0,60}[)].|[^ ,。]{0,12}记者[ :]?[^ ,。]{2,8}报道"
_OPENS_WIRE = re.compile(rf"{_WIRE}|{_CREDIT}")
_REPORTS = re.compile(rf"{_DAY}|{_WIRE}|{_CREDIT}")
_CAPTION = re.compile(r"(?:摄|供图|摄影|资料图片?|图片来源[^。]{0,20}|摄影[ :/]{1,2}[^ 。]{2,8})[ )\]。]{0,3}$")
_PICTURE = re.compile(r"(?:\(|\[)?(?:上图|下图|左图|右图|图为|图\d?:|图片说明|图说)")
_SUMMARY = re.compile(r"\[?(?:摘 ?要|导 ?读|核心提示|内容提要|内容摘要|编者按|提要|简介)(?:\]|:| )")
_TEASER = re.compile(r"(?:\.{3,6}|…{1,2}|\[?(?:详细|详情|全文|更多|阅读全文)\]?|>{1,2})$")
_NOTICE = re.compile(
    r"版权所有|免责声明|版权声明|ICP备|公网安备|未经授权|转载[请须]|投稿邮箱|扫码(?:下载|关注)|(?:扫描|识别|长按)[^。]{0,8}二维码|"
    r"侵权[请必]|如有侵权|侵删|[阅閱]读(?:原文|全文)|新闻热线|更多精彩|客户端下载|All Rights Reserved|不代表本(?:站|网)"
)
_SPEECH = re.compile(r"会议|强调|指出|要求|讲话|严禁")
_POSITION = re.compile(r"[^。,]{0,12}位置 ?[:>]")
_ENUMERATED = re.compile(r"(?:[(]?[一二三四五六七八九十0-9]{1,3}[、.)]|第[一二三四五六七八九十]{1,3}[,、是])")
_SECTION = re.compile(rf"(?:{any_of('sections')})$")


def visible_lines(folded: str) -> list[Span]:
    """Return the lines of `folded` that show something, without blanks and hidden characters at their ends."""
    found = (_visible(folded, Span(*match.span())) for match in _LINE.finditer(folded))
    return [line for line in found if line.start < line.end]


def _visible(folded: str, line: Span) -> Span:
    """Return `line` without blanks and hidden characters at its ends."""
    start, end = line.start, line.end
    while start < end and (folded[start] == " " or not folded[start].isprintable()):
        start += 1
    while start < end and (folded[end - 1] == " " or not folded[end - 1].isprintable()):
        end -= 1
    return Span(start, end)


def is_prose(piece: str) -> bool:
    """Tell whether a line is a paragraph of text: it is long or has a full stop."""
    return len(piece) > SHORT or "。" in piece or (piece.endswith(".") and not piece.endswith("..."))


def opens_report(piece: str) -> bool:
    """Tell whether a line begins as a report does: 本报讯…, 3月4日,…, 近日…"""
    return _REPORTS.match(piece) is not None


def opens_with_wire(piece: str) -> bool:
    """Tell whether a line begins with who reports: 本报讯…, (记者 陈平)…"""
    return _OPENS_WIRE.match(piece) is not None


def is_heading(piece: str) -> bool:
    """Tell whether a line can be a headline or a subtitle: short, no stop at its end, no report begun, no number."""
    return (
        2 <= len(piece) <= SHORT
        and piece[-1] not in "。.;:,、?—("
        and piece.count(",") <= 2
        and not re.search(r"[。;]", piece)
        and not opens_report(piece)
        and not _ENUMERATED.match(piece)
    )


def is_caption(piece: str) -> bool:
    """Tell whether a line says what a picture shows or who took it: 会议现场。陈平 摄."""
    if len(piece) > _LONGEST_CAPTION or piece.count("。") > 2:
        return False
    return _CAPTION.search(piece) is not None or _PICTURE.match(piece) is not None


def is_summary(piece: str) -> bool:
    """Tell whether a line sums up what the body then says: [摘要] …"""
    return _SUMMARY.match(piece) is not None


def is_teaser(piece: str) -> bool:
    """Tell whether a line breaks off to make one read on elsewhere: 3月4日,区委召开…, [详细]."""
    return _TEASER.search(piece) is not None


def is_section(piece: str) -> bool:
    """Tell whether a line names the part of the site: 区县要闻, 江城区人民政府  政务  要闻动态."""
    return len(piece) <= 30 and not re.search(r"[。,“《]", piece) and _SECTION.search(piece) is not None


def names_position(piece: str) -> bool:
    """Tell whether a line says where on the site one is: 您现在所在的位置:首页 > 要闻."""
    return _POSITION.match(piece) is not None


def is_navigation(piece: str) -> bool:
    """Tell whether a line is a menu or the path to the page: 首页>新闻>要闻, 当前位置:…, 首页|新闻|政务|公告."""
    if len(piece) > 120 or "。" in piece:
        return False
    if names_position(piece) or piece.lstrip("[(<").startswith(terms("before_title")):
        return True
    path, menu, words = piece.split(">"), [part.strip() for part in piece.split("|")], piece.split()
    return (
        ("<" not in piece and len(path) > 1 and max(map(len, path)) <= 14)
        or (len(menu) > 3 and max(map(len, menu)) <= 8)
        or (len(words) > 5 and max(map(len, words)) <= 6 and not re.search(r"[,、:0-9]", piece))
    )


def ends_article(piece: str) -> bool:
    """Tell whether a line starts what a page adds below an article: 上一篇:…, 相关阅读, 版权所有…"""
    if piece.lstrip("[(<■●◆★·▼▶▲▌- ").startswith(terms("after_body")) and (
        len(piece) <= SHORT or "版权" in piece[:120]
    ):
        return True
    return len(piece) <= _LONGEST_NOTICE and _NOTICE.search(piece) is not None and not _SPEECH.search(piece)
