"""Dateline: the opening of a body -> who reports it and for which medium.

In: the folded text and its body. Out: fields as a byline has them, from 本报讯(记者 甲 通讯员 乙),
新华社北京1月23日电(记者 甲), 江城新闻网-江城融媒体中心(记者 甲), 江城网消息:. The dateline stays in the body.
Does not know the byline around the body.
"""

import re
from dataclasses import replace

from flows.articles.evidence import Span
from flows.articles.labels import Field, fields_in, is_medium, trim
from flows.articles.lexicons import any_of
from flows.articles.names import names_in, only_names, tokens

_REACH = 160
_LEAD = re.compile(r"(?P<lead>[^,。:;!?()\n]{0,40}) ?\((?P<inside>[^()\n]{2,90})\)")
_WIRE = re.compile(
    r"(?P<medium>[^ ,。:;!?()\n\d]{2,30}?) ?(?:[0-9]{1,2}月[0-9]{1,2}日)?(?P<wire>讯|电|消息)(?=[ (:|]|记者|通讯员)"
)
_OUR = re.compile(r"本报|本网|本台|本站|本刊")
_NAMELESS = ("新闻网", "校园网", "官网", "校报")
"""新闻网讯 opens what a university reports on its own pages, and names no medium."""
_UNBRACKETED = re.compile(r"(?:特约|见习|实习)?(?:记者|通讯员)[^,。:;!?()\n]{2,50}")
_REPORTED = re.compile(r"[^ ,。]{2,3}报道")
_MEDIUM_IN_LEAD = re.compile(rf"(?:{any_of('medium_endings')}|(?<![\u4e00-\u9fff])今日[\u4e00-\u9fff]{{2,3}})")


def dateline(folded: str, body: Span) -> list[Field]:
    """Return the fields of the dateline that opens `body`."""
    opening = Span(body.start, min(body.end, body.start + _REACH))
    end_of_line = folded.find("\n", opening.start, opening.end)
    if end_of_line >= 0:
        opening = Span(opening.start, end_of_line)
    wire = _WIRE.match(folded, opening.start, opening.end)
    fields = _medium(folded, Span(*wire.span("medium"))) if wire else []
    bracket = _LEAD.match(folded, opening.start, opening.end)
    if bracket:
        inside = list(fields_in(folded, Span(*bracket.span("inside")), loose=True))
        reporters = [field for field in inside if _names_reporters(folded, field)]
        # 江城网3月4日电(甲 乙), 江城在线报道(甲 通讯员 乙), 江城在线(甲 乙): the first ones need no label;
        # (江城融媒记者 甲): what stands before it belongs to the label.
        unlabelled = Span(bracket.start("inside"), inside[0].start if inside else bracket.end("inside"))
        medium = is_medium(trim(folded, Span(*bracket.span("lead"))).of(folded))
        of_medium = folded.startswith(("融媒", "全媒"), unlabelled.end) and folded[unlabelled.end - 1] not in " 、"
        if (wire or medium or bracket["lead"].endswith("报道")) and only_names(folded, unlabelled) and not of_medium:
            reporters.insert(0, Field("reporter", unlabelled.start, unlabelled))
        if reporters and not wire and medium:
            fields = [Field("wire", bracket.start(), trim(folded, Span(*bracket.span("lead"))))]
        return fields + reporters
    return fields + _unbracketed(folded, opening, wire.end() if wire else opening.start)


def _names_reporters(folded: str, field: Field) -> bool:
    """Tell whether a field in a dateline's brackets names who reports."""
    return field.kind == "reporter" and bool(names_in(folded, field.value, due=True))


def _medium(folded: str, lead: Span) -> list[Field]:
    """Return the medium in front of 讯, 电 or 消息, without the place behind its name: 新华社北京 -> 新华社."""
    if _OUR.match(folded, lead.start) or lead.of(folded) in _NAMELESS:
        return []
    ends = [match.end() for match in _MEDIUM_IN_LEAD.finditer(folded, lead.start, lead.end)]
    medium = Span(lead.start, ends[-1]) if ends else lead
    return [Field("wire", lead.start, medium)] if ends and is_medium(medium.of(folded)) else []


def _unbracketed(folded: str, opening: Span, start: int) -> list[Field]:
    """Return the reporters of 本报讯 记者陈平 通讯员李明 10月10日,… and 本报记者 陈平报道:…"""
    while start < opening.end and folded[start] in " :":
        start += 1
    our = _OUR.match(folded, start, opening.end)
    if our:
        start = our.end()
    match = _UNBRACKETED.match(folded, start, opening.end)
    if not match or start == opening.start:
        return []
    fields = []
    for field in fields_in(folded, Span(*match.span()), loose=True):
        if field.kind != "reporter":
            continue
        # 记者 荣耀 names somebody, 记者从区委获悉 does not.
        due = folded[field.value.start - 1] in " :" or _REPORTED.match(folded, field.value.start) is not None
        end = field.value.start
        for word, names in tokens(folded, field.value, due=due):
            if not names:
                break
            end = word.end
        fields.append(replace(field, value=Span(field.value.start, end), due=due))
    return fields
