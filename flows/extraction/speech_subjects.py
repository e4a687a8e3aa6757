"""Tells who speaks at a verb of speaking: a person, the meeting, a group, or nobody.

In: the folded text and where people are named. Out: `Subject`. The clause of the verb is read first, then the clauses
of its sentence before it, then the sentences before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from flows.articles.evidence import Span
from flows.extraction.mentions import Mention
from flows.extraction.patterns import alternation
from flows.values import value

MEETING = "会议"

_ADVERB = (
    r"(?:还|也|并|又|且|更|同时|再次|进一步|特别|反复|着重|一致|现场|当场|当即|就此(?![次轮项类])|为此|对此|最后|随后|接着|首先|其间|再三"
    r"|强烈|明确|郑重|殷切|深情|要|在讲话中|讲话时|讲话中|在会上|会上|会后|一行|同志|主持会议并|并且|另外|此外|而且|分别|共同|不断"
    r"|在[^,]{0,24}(?:时|中|后|上|期间)|就[^,]{1,40}|对[^,]{1,40}|围绕[^,]{1,40}|充分|仔细|[^,]{0,8}一再)"
)
_ADVERBS = rf"(?>{_ADVERB})*+"
_ONLY_ADVERBS = re.compile(_ADVERBS)
_MEETING_NAME = alternation("speaker_meetings")
_MEETING = re.compile(rf"(?:[^,]{{0,30}}?)(?:{_MEETING_NAME}){_ADVERBS}(?:在[^,]{{0,10}})?")
_MEETING_ACTS = re.compile(
    rf"((?:(?!主持|出席|参加|召开|举行)[^,]){{0,30}}?(?:{_MEETING_NAME}))(?:首先|还|也|又|集体|专题|书面|认真)*"
    r"(?:传达|学习|听取|审议|研究|讨论|通报|指出|强调|分析|总结|宣读|原则(?:上|性)?(?:通过|同意)|审定|对|就|充分肯定|肯定|观看|安排|部署)"
)
_HELD = re.compile(r"主持|出席|参加|召开|举行|列席|组织|收听|收看|传达|学习|贯彻|落实|按照|根据|精神")
_GROUP_END = rf"(?:{alternation('speaker_groups')})(?!长)"
_NAME = (
    r"(?!要(?!求)|按照?|根据|落实|贯彻|围绕|对照?|经|受|应|向|据|由|为|在|从|把|将|被|全面|认真|严格)"
    r"(?:(?!听取|采纳|吸纳|收到|办理|参加|组织|落实|按照|遵照|贯彻|提出|审议|旁听|围绕|广泛|[把将在向被])[^,:]){0,16}?"
)
_GROUP = re.compile(
    rf"(?:(?>{_ADVERB}){{0,2}}?)({_NAME}(?:{_GROUP_END})》?|《[^《》]{{1,30}}》)(?:一行|同志)?{_ADVERBS}"
)
_INSTRUCTION = re.compile(r"(?:重要)?[批指]示")
_INSTRUCTS = re.compile(r"作出?了?(?:重要|专门|明确)*[批指]示")
_GROUP_AT_WORK = re.compile(
    rf"({_NAME}(?:[督巡检视考调指验评执][^,。;的]{{1,4}}组|团|领导|负责人|负责同志))(?:一行[^,。;]{{0,8}}?)?(?:先后|分别|还|也|首先|随后)*"
    r"(?:到|来到|赴|前往|深入|走进|听取|实地|现场|查看|察看|检查|督查|督导|调研|对|就|围绕|认为|肯定|沿|采取|通过)"
)
"""Who acts where nobody is named: 县督查组一行【到】白石镇检查,要求…."""
_GROUP_ACTS = re.compile(rf"({_NAME}(?:{_GROUP_END}))[^,]{{2,24}}(?:并|后|时|中)")
_PRONOUN = re.compile(rf"{_ADVERBS}[他她]{_ADVERBS}")
_NOT_SUBJECT = re.compile(
    r"(?:总书记|同志|主席|书记|省长|市长|县长|总理)*(?:的|在[^,]{1,25}[上中时]的|(?:重要|系列|新年|近期|一系列|有关)*(?:讲话|指示|批示(?!$)|论述|精神|贺信|文章))"
)
"""What follows a person who is quoted; but 赵某批示【指出】 are his own words."""
_TITLED = re.compile(
    rf"(?:(?>{_ADVERB}){{0,2}}?)([\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,8}}?)(?:书记|主任|市长|县长|区长|镇长|乡长|州长|局长|部长|主席|省长|旗长|组长|院长|校长|总)"
    rf"(?:一行)?{_ADVERBS}"
)
_PREDICATE = re.compile(
    r"^(?:(?:书记|主任|市长|县长|区长|镇长|局长|主席|省长|部长|同志|一行|带队|还|也|先后|又|实地|详细|认真|仔细|现场|逐一|分别"
    r"|随机|首先|再次|边|都|均|专程|冒雨|连夜|当即|立即|第一时间|亲自|一一|多次|始终)*)"
    r"(?:\d|近日|日前|今天|昨天|昨日|今日|上午|下午|当天|一早|连日来|主持|出席|参加|带队|率队|率|深入|到|来到|赴|前往|在|听取|代表|就|对|围绕|作|讲话|宣布|察看|查看|检查|调研|督导|督查|督办"
    r"|慰问|走访|看望|与|为|参观|会见|充分肯定|感谢|总结|分析|传达|指出|强调|要求|表示|同|向|走进|视频|调度|暗访|深情|了解|询问|一边"
    r"|巡查|巡察|观看|观摩|视察|考察|督战|宣讲|点评|肯定|通过|全程|说|认为|提出|以|不时|和|、|讲|听|走|看|问|握|边|十分|非常|随后|得知|告诉|来|进|一路|每到|以普通党员|用|采取|随|沿)"
)
_BREAK = re.compile(r"(?:同志|书记|县长|一行)?,")
_I = re.compile(r"我(?![们国市省区县州校院局军方镇乡旗盟])")
"""Who speaks of himself is quoted: 我同某总统一致认为."""
_TURNED_TO = re.compile(r"(?:向|对|给|会见了?)[^,。;、]{0,20}\Z")
"""What stands between who acts and whom it is done to: 卢某|向|刘某为家乡提供的支持表示感谢."""
_ACCOMPANY = re.compile(r"(?:陪同|参加|列席|出席|随同)(?:调研|会议|活动|检查|座谈|督导|慰问|有关活动|会见|考察)?。?$")
_CLAUSE_MARK = re.compile(r"[,。;:!?\n—](?:(?<!—)|—)")
"""A stop, or a dash, which is two signs: 强调——."""
_SHORT_NAMED = re.compile(r"([\u4e00-\u9fff]{1,8}?)(?:副?(?:书记|主任|[市县区镇乡州局部院校旗省组]长|主席))(?![、,])")
LOOK_BACK = 250
"""How many characters before a verb the rules look for who speaks."""


@value()
class Subject:
    """Who speaks: `name` as the gold format writes it, the person's id, where it is said, how directly."""

    name: str
    person: str | None
    span: Span
    direct: bool
    """In the clause of the verb itself, not taken from what was said before."""


def _is_called(full: str, name: str) -> bool:
    """Tell whether 董 or 阿布来提江 can stand for the full name: a surname, or what stands before its dot."""
    return full.startswith(name) if len(name) == 1 else full.startswith(name + "·")


def _start(mention: Mention) -> int:
    return mention.span.start


class SubjectFinder:
    """Looks up subjects in one article."""

    def __init__(self, folded: str, body: Span, people: Sequence[Mention]) -> None:
        self._folded = folded
        self._body = body
        self._people = sorted((person for person in people if body.covers(person.span)), key=_start)
        self._starts = [person.span.start for person in self._people]
        self._clauses = [body.start, *map(re.Match.end, _CLAUSE_MARK.finditer(folded, body.start, body.end))]

    def clause_start(self, place: int) -> int:
        """Return where the clause of `place` begins, after the mark before it."""
        return self._clauses[max(0, bisect_right(self._clauses, place) - 1)]

    def is_elided(self, place: int) -> bool:
        """Tell whether the clause before the verb at `place` names nobody: 并强调, 要求."""
        return _ONLY_ADVERBS.fullmatch(self._folded, self.clause_start(place), place) is not None

    def direct(self, place: int) -> Subject | None:
        """Return the subject in the verb's own clause: 赵某在会上强调, 会议要求, 督查组一行指出."""
        start = self.clause_start(place)
        while start < place and self._folded[start] == " ":
            start += 1
        if _I.match(self._folded, start, place):
            return None
        person = self._last_person(start, place)
        if person and not _NOT_SUBJECT.match(self._folded, person.span.end, place):
            return Subject(person.name, person.id, person.span, True)
        titled = _TITLED.fullmatch(self._folded, start, place)
        if titled and (known := self._last_called(titled.group(1), place)):
            return Subject(known.name, known.id, Span(*titled.span(1)), True)
        if _MEETING.fullmatch(self._folded, start, place) and not _HELD.search(self._folded, start, place):
            return Subject(MEETING, None, Span(start, place), True)
        group = _GROUP.fullmatch(self._folded, start, place) or _GROUP_ACTS.fullmatch(self._folded, start, place)
        if group and person is None:
            if author := self._author(group):
                return Subject(author.name, author.id, Span(*group.span(1)), True)
            return Subject(group.group(1), None, Span(*group.span(1)), True)
        return None

    def _author(self, group: re.Match[str]) -> Mention | None:
        """Return who gave the written instruction that speaks: 省长【赵某】作出批示。批示指出,…"""
        if not _INSTRUCTION.fullmatch(group.group(1)):
            return None
        floor = max(self._body.start, group.start() - LOOK_BACK)
        given = next(_INSTRUCTS.finditer(self._folded, floor, group.start()), None)
        return self._last_person(self._folded.rfind("。", floor, given.start()) + 1, given.start()) if given else None

    def is_pronoun(self, place: int) -> bool:
        """Tell whether the verb's clause says 他 or 她."""
        return _PRONOUN.fullmatch(self._folded, self.clause_start(place), place) is not None

    def in_sentence(self, sentence_start: int, place: int) -> Subject | None:
        """Return the subject of the clauses before the verb's, nearest first: 赵某主持会议,…,并强调."""
        end = self.clause_start(place)
        earliest = max(sentence_start, place - LOOK_BACK)
        while end > earliest:
            start = max(sentence_start, self.clause_start(end - 1))
            person = self._acting_person(start, end)
            if person:
                return Subject(person.name, person.id, person.span, False)
            meeting = _MEETING_ACTS.match(self._folded, start, end)
            if meeting:
                return Subject(MEETING, None, Span(*meeting.span(1)), False)
            if group := self._acting_group(start, end):
                return group
            end = start if start < end else end - 1
        return None

    def of_sentence(self, sentence: Span) -> Subject | None:
        """Return the first acting person of a sentence, unless it only lists who came along."""
        person = self._acting_person(sentence.start, sentence.end, first=True) or self._first_person(sentence)
        if person is None:
            return self._first_group(sentence)
        rest = Span(person.span.end, sentence.end).of(self._folded)
        if _ACCOMPANY.search(rest) and (rest[0] == "、" or "," not in rest):
            return None
        return Subject(person.name, person.id, person.span, False)

    def _first_group(self, sentence: Span) -> Subject | None:
        """Return the group that acts in one of the first clauses of a sentence: 会上,督查组听取了汇报."""
        start = sentence.start
        for _ in range(3):
            end = self._folded.find(",", start, sentence.end)
            if group := self._acting_group(start, end if end >= 0 else sentence.end):
                return group
            if end < 0:
                break
            start = end + 1
        return None

    def _acting_group(self, start: int, end: int) -> Subject | None:
        group = None if self.people_in(start, end) else _GROUP_AT_WORK.match(self._folded, start, end)
        return Subject(group.group(1), None, Span(*group.span(1)), False) if group else None

    def people_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions of people that begin in the range."""
        return self._people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _last_person(self, start: int, end: int) -> Mention | None:
        inside = self.people_in(start, end)
        return inside[-1] if inside else None

    def _first_person(self, sentence: Span) -> Mention | None:
        inside = self.people_in(sentence.start, sentence.end)
        return next((each for each in inside if not _NOT_SUBJECT.match(self._folded, each.span.end)), None)

    def _last_called(self, name: str, place: int) -> Mention | None:
        """Return whom 董书记, or 阿布来提江县长, means: who was last named so before."""
        latest = bisect_left(self._starts, place)
        nearest = reversed(self._people[max(0, latest - 30) : latest])
        return next((person for person in nearest if _is_called(person.name, name)), None)

    def _acting_person(self, start: int, end: int, first: bool = False) -> Mention | None:
        """Return who acts in a clause; of a list (钱某、副县长孙某到…调研) the one named first."""
        inside = self.people_in(start, end)
        for predicate in (_PREDICATE, _BREAK):
            for index in range(len(inside)) if first else reversed(range(len(inside))):
                rest = self._folded[inside[index].span.end : inside[index].span.end + 20]
                if index and _TURNED_TO.search(self._folded, inside[index - 1].span.end, inside[index].span.start):
                    continue
                begins = inside[index].span.start == start and rest[:1] not in ("、", "等", "(", ",")
                if _NOT_SUBJECT.match(rest) or not (begins or predicate.match(rest)):
                    continue
                while index > 0 and self._folded[inside[index - 1].span.end] == "、":
                    index -= 1
                return inside[index]
        return None if inside else self._short_named(start, end)

    def _short_named(self, start: int, end: int) -> Mention | None:
        """Return who acts by surname or first name and title: 董书记察看了…."""
        titled = _SHORT_NAMED.match(self._folded, start, end)
        known = self._last_called(titled.group(1), start) if titled else None
        return Mention(Span(*titled.span(1)), known.name, known.id) if titled and known else None

    def is_adverbs(self, start: int, end: int) -> bool:
        """Tell whether nothing but adverbs stands in the range: 赵某【在调研时】要求."""
        return _ONLY_ADVERBS.fullmatch(self._folded, start, end) is not None
