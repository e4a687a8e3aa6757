"""Labelled values of a byline: a folded line -> its fields (来源:…, 记者 …, 2016-10-12 15:35).

In: one line, or what stands in a pair of brackets. Out: the fields in it, each with its kind and the span of its value,
or none where the line is no byline. Does not know where in the article the line stands.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from flows.articles.dates import DateFound, dates_in
from flows.articles.evidence import Span
from flows.articles.lexicons import any_of, label_kinds
from flows.articles.lines import is_section
from flows.articles.names import is_name, is_unit, names_in, tokens
from flows.values import value

_LONGEST_MARKED = 16
_LONGEST_UNIT = 20
LONGEST_LINE = 240
"""No byline is longer; so that no pattern ever runs over a whole article."""


def _set_wide(label: str) -> str:
    """Return a pattern for a label, blanks between its two characters too: 审 核.

    石三 审核 has no 三审, 江城网 编辑 no 网编.
    """
    wide = len(label) == 2 and label[0] not in "一二三四五初复终网"
    return " {0,4}".join(label) if wide else label.replace(" ", " {1,4}")


_LONGEST_FIRST = sorted(label_kinds(), key=len, reverse=True)
# 值班编审, 融媒记者: says which one, and is no name where it stands behind another one's.
_WHICH = "值班|轮值|当班|本期|本版|本报|本网|本台|执行|首席|见习|实习|特约|全媒体|全媒|融媒体|融媒|新媒体|网络|责任"
# All that a label begins with, looked for first: most places in a line are none of that.
_FIRST = re.escape("".join(sorted({word[0] for word in (*_WHICH.split("|"), *_LONGEST_FIRST)})))
_LABEL = re.compile(
    rf"(?=[{_FIRST}])(?:{_WHICH}){{0,3}}(?P<label>"
    + "|".join(_set_wide(label) for label in _LONGEST_FIRST)
    + r")(?P<sign> {0,3}[:丨|/\]]| +|)"
)
_KINDS = {label.replace(" ", ""): kind for label, kind in label_kinds().items()}
_LONGEST_LABEL = 8
_MORE_OF_LABEL = re.compile(r"(?:^|[ |;,、\[(\n])([\u4e00-\u9fff]{1,4})$")
_ANY_LABEL = re.compile(r"(?<=[ |;\[(])([\u4e00-\u9fff]{2,6}) ?:")
_COMMENTS = re.compile(r"(?P<count>[0-9]{1,9}) ?条(?:评论|留言)")
_ADDRESS = r"(?:https?://)?(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:cn|com|net|org|gov)(?![A-Za-z0-9])(?:/[!-~]{0,80})?"
# Possessive: what does not fit is known at its first character.
_WIDGETS = re.compile(
    rf"(?:(?:{any_of('widgets')})|[ :|/()\[\]<>·、,。;+\-—_=*#~^&!?>«»↑↓←→]+"
    rf"|[0-9]{{1,4}}|(?:星期|周)[一二三四五六日天]|第[A-Z]?[0-9]{{1,3}}版(?:[:·](?:{any_of('page_names')}))?|{_ADDRESS})*+"
)
_HOUSES = ("融媒", "全媒", "新媒")
_OF_PLACE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}$")
"""柯桥|融媒体记者: the place whose house of media it is."""
_MEDIUM = re.compile(rf"(?:{any_of('medium_endings')}|^今日[\u4e00-\u9fff]{{2,3}})$")
# 摄影报道, /文: says how the people named before it took part.
_PAGE = re.compile(r"(?<! ) +第?[A-Z]?[0-9]{1,3}版.{0,8}$")
"""江城日报 第A1版, 江城日报 02版:要闻."""
_CLOSING = re.compile(r"(?:文|图|摄|(?:摄影|图文|文图)?(?:报道|整理|供图|摄影))")
DID = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4} ?/ ?(?:文图|图文|文|图|摄影|摄)[ ,、;]{0,4}){1,4}"
    r"|(?:[\u4e00-\u9fff]{2,4} ){1,3}(?:文/图|图/文|文图|图文)"
)
"""Who did what: 荣光/文 陈平/图, 荣光 陈平 文/图."""
_EDGES = " |()[]<>/;,、·_-—:丨□■●◎▲◆★☆*▌▍▎"
_OFFICE = re.compile(
    r"(?![^召举调]*(?:召开|举行|调研))[\u4e00-\u9fff]{2,12}(?:政府|政协|人大|[委局办区县市镇乡]|办公室|街道)"
)
"""2021-03-04 江城区人民政府, 2021-03-04 江城区: whose page it is, behind a date without a label."""
_PLACES = "区县市镇乡"
MARKS = "■□◎◆▲"
"""Signs that stand before the name of who wrote."""
_BEFORE_LABEL = frozenset(_EDGES + "\n")
_SINGLE = 1


@value()
class Field:
    """One value of a byline: `kind` as in data/labels.csv, or ``date`` for one without a label."""

    kind: str
    start: int
    """Where its label begins, or the value where there is none."""
    value: Span
    signed: bool = False
    """Whether a sign (: | /) parts label and value."""
    due: bool = False
    """Whether a name is due behind the label: a sign or a blank parts them, or both stand in brackets."""
    date: DateFound | None = None


def is_furniture(piece: str) -> bool:
    """Tell whether `piece` (folded) is made of nothing but a page's buttons: 打印 关闭 [大 中 小]."""
    return len(piece) <= LONGEST_LINE and _WIDGETS.fullmatch(piece) is not None


def is_medium(piece: str) -> bool:
    """Tell whether `piece` (folded) ends as the names of media do: 江城日报, 江城区融媒体中心."""
    return 3 <= len(piece) <= 30 and _MEDIUM.search(piece) is not None and not re.search(r"[。,!?]", piece)


@lru_cache(maxsize=200)
def byline(folded: str, line: Span) -> tuple[Field, ...]:
    """Return the fields of `line` if it is a byline and nothing else, else none.

    Remembered, since the same lines of an article are asked about from above, from below and for the headline.
    """
    return tuple(_byline(folded, line))


def _byline(folded: str, line: Span) -> list[Field]:
    piece = line.of(folded)
    if len(piece) > LONGEST_LINE or "。" in piece.rstrip("。"):
        return []
    bracketed = piece[0] + piece[-1] in ("()", "[]")
    inside = Span(line.start + 1, line.end - 1) if bracketed and len(piece) > 1 else line
    fields = list(fields_in(folded, inside, loose=bracketed)) or _marked(folded, line)
    if not fields or not all(_plausible(folded, field) for field in fields):
        return []
    lead = trim(folded, Span(line.start, fields[0].start))
    name = _without_address(folded, lead)
    if lead.start == lead.end or is_furniture(lead.of(folded)) or is_section(lead.of(folded)):
        return list(_with_media(folded, fields))
    if is_medium(name.of(folded)):
        return [Field("medium", name.start, name), *_with_media(folded, fields)]
    if is_unit(lead.of(folded)) and lead.end - lead.start <= _LONGEST_UNIT and all(field.signed for field in fields):
        return [Field("unit", lead.start, lead), *_with_media(folded, fields)]
    return list(_with_media(folded, fields)) if name != lead else []


def _marked(folded: str, line: Span) -> list[Field]:
    """Return who wrote, in a line of names behind a mark or before what they did: ■荣光 陈平, 荣光/文 陈平/图."""
    value = trim(folded, line)
    if DID.fullmatch(folded, value.start, value.end):
        return [Field("reporter", value.start, value, due=True)]
    if folded[line.start] not in MARKS or value.end - value.start > _LONGEST_MARKED:
        return []
    words = [(word.end - word.start, names) for word, names in tokens(folded, value, due=True)]
    named = all(names and length <= 3 for length, names in words) and bool(names_in(folded, value))
    return [Field("reporter", value.start, value, due=True)] if named else []


def fields_in(folded: str, span: Span, *, loose: bool) -> Iterator[Field]:
    """Yield the fields of `span`; `loose` takes 记者 for a label also where no blank or sign parts it from the rest."""
    labels = [match for match in _LABEL.finditer(folded, span.start, span.end) if _is_label(match, span, loose)]
    known = [_labelled(match, span, loose) for match in labels]
    found = _with_dates(sorted([*known, *_unknown(folded, span, known)], key=_start), dates_in(folded, span))
    for match in _COMMENTS.finditer(folded, span.start, span.end):
        yield Field("comments", match.start(), Span(*match.span("count")), signed=True)
    ends = [field.start for field in found[1:]] + [span.end] * bool(found)
    for field, end in zip(found, ends, strict=True):
        end = _end_of_brackets(folded, field.value.start, max(field.value.start, end))
        yield replace(field, value=trim(folded, Span(field.value.start, end)))


def _end_of_brackets(folded: str, start: int, end: int) -> int:
    """Return where a value ends that buttons follow: [编辑:荣耀] [收藏], 编辑:荣耀 [大 中 小]."""
    depth = 0
    for at in range(start, end):
        if folded[at] in "([":
            if not depth and at > start and is_furniture(folded[at:end]):
                return at
            depth += 1
        elif folded[at] in ")]":
            if not depth:
                return at if is_furniture(folded[at:end]) else end
            depth -= 1
    return end


def trim(folded: str, span: Span) -> Span:
    """Return `span` without blanks, brackets and separating signs at its ends."""
    piece = span.of(folded)
    start = span.start + len(piece) - len(piece.lstrip(_EDGES))
    return Span(start, max(start, span.end - (len(piece) - len(piece.rstrip(_EDGES)))))


def _without_address(folded: str, lead: Span) -> Span:
    """Return `lead` without the address of a page at its end: 江城门户网站 www.jc.example.cn."""
    match = re.search(rf"{_ADDRESS}$", lead.of(folded))
    return trim(folded, Span(lead.start, lead.start + match.start())) if match else lead


def _labelled(match: re.Match[str], span: Span, loose: bool) -> Field:
    """Return a label's field, the value still empty: it starts here; 美术 in 美术编辑: belongs to the label."""
    kind = _KINDS[match["label"].replace(" ", "")]
    value, start = Span(match.end(), match.end()), match.start()
    more = _MORE_OF_LABEL.search(match.string[max(span.start, start - _LONGEST_LABEL) : start])
    if more and match["sign"].strip() and not is_name(more[1]):
        start -= len(more[1])
    return Field(kind, start, value, signed=bool(match["sign"].strip()), due=loose or bool(match["sign"]))


def _unknown(folded: str, span: Span, known: list[Field]) -> Iterator[Field]:
    """Yield the fields of labels that data/labels.csv does not have, behind others whose value they end: 热线: …"""
    behind = known[0].value.start if known else span.end
    for match in _ANY_LABEL.finditer(folded, behind, span.end):
        if not any(field.start <= match.end(1) and match.start(1) < field.value.start for field in known):
            yield Field("other", match.start(1), Span(match.end(), match.end()), signed=True)


def _start(field: Field) -> int:
    """Return where a field starts."""
    return field.start


def _is_label(match: re.Match[str], span: Span, loose: bool) -> bool:
    """Tell whether a word that can be a label is one here."""
    folded, kind, sign = match.string, _KINDS[match["label"].replace(" ", "")], match["sign"].strip()
    at_boundary = match.start() == span.start or folded[match.start() - 1] in _BEFORE_LABEL
    if sign == ":":
        return True
    if sign == "]":  # [来源] 江城日报
        return match.start() > 0 and folded[match.start() - 1] == "["
    if kind in ("views", "comments"):
        return at_boundary and re.match(r"[ (]?[0-9]", folded[match.end() : match.end() + 2]) is not None
    if sign:  # 文/陈平, 编辑丨陈平
        return at_boundary and kind in ("reporter", "editor", "source", "other")
    if len(match["label"]) == _SINGLE or kind not in ("reporter", "editor", "other"):
        return False
    if match["label"] in ("文/图", "图/文", "文图", "图文"):  # 记者 陈平 文/图: closes the names before it
        return at_boundary
    if kind == "other":
        return at_boundary and match["sign"] == " "
    if loose and kind == "reporter":
        return True
    value = Span(match.end(), min(span.end, match.end() + 12))
    before = folded[max(span.start, match.start() - 10) : match.start()]
    of_house = match.group().startswith(_HOUSES) and _OF_PLACE.search(before) is not None
    after_medium = of_house or _MEDIUM.search(before) is not None
    due = bool(match["sign"])
    return (at_boundary or after_medium) and bool(next((names for _, names in tokens(folded, value, due=due)), []))


def _with_dates(found: list[Field], dates: list[DateFound]) -> list[Field]:
    """Return `found` with the dates: the value of the label just before, or fields of their own."""
    for date in dates:
        rest = Span(date.span.end, date.span.end)
        for index, field in enumerate(found):
            if field.kind in ("published", "dated") and 0 <= date.span.start - field.value.start <= 3:
                found[index] = replace(field, value=rest, date=date)
                break
        else:
            found.append(Field("date", date.span.start, rest, date=date))
    return sorted(found, key=_start)


def _plausible(folded: str, field: Field) -> bool:
    """Tell whether the value is one that its label can have; prose behind a label is none."""
    value = field.value.of(folded)
    match field.kind:
        case "dated":
            return field.date is not None and (_idle(value) or _OFFICE.fullmatch(value) is not None)
        case "date":  # 2021-03-04 10:20 四川: pages of accounts add where it was posted
            return _idle(value) or len(value) <= 3 or _OFFICE.fullmatch(value) is not None
        case "published":
            return _idle(value) or len(value) <= 20
        case "reporter" | "editor" if not field.signed:
            words = ((word.of(folded), names) for word, names in tokens(folded, field.value, due=field.due))
            return all(names or is_medium(word) or _CLOSING.fullmatch(word) for word, names in words)
        case "title":
            return False
        case "other":
            return len(value) <= 60 and "," not in value
    return len(value) <= 80


def _idle(value: str) -> bool:
    """Tell whether what follows a date says nothing else: no text, buttons, the name of a medium and its page."""
    return not value or is_furniture(value) or is_medium(_PAGE.sub("", value))


def _with_media(folded: str, fields: list[Field]) -> Iterator[Field]:
    """Yield `fields`, and the media that stand behind a date without a label as fields of their own."""
    for field in fields:
        yield field
        value = _PAGE.sub("", field.value.of(folded))
        if field.date and (is_medium(value) or (_OFFICE.fullmatch(value) and value[-1] not in _PLACES)):
            named = Span(field.value.start, field.value.start + len(value))
            yield Field("medium" if is_medium(value) else "unit", field.value.start, named)
