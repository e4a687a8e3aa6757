"""Tells who is speaking in which passage of an article.

In: the text and where people and reported meetings are named. Out: `Passage`, in order, which do not overlap. A
passage runs from a lead-in to the next one, or to a sentence that reports again. Knows nothing of what is said.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from flows.articles.evidence import Evidence, Span
from flows.extraction.mentions import Mention
from flows.extraction.ordinals import FIRST_ORDINAL
from flows.extraction.patterns import alternation
from flows.extraction.speech_cues import Cue, CueFinder
from flows.extraction.speech_subjects import MEETING
from flows.extraction.text import Text
from flows.values import value

_MEETING_NAME = alternation("speaker_meetings")
_REPORTS_AGAIN = re.compile(
    rf"(?:会前|会后|会议期间|(?:会议|活动|仪式|调研|座谈会?|视察)结束|随后|连日来|近日|日前|当[天日晚]|据悉|据了解|截至|另悉|活动中|活动现场|参加会议|出席会议|列席会议|陪同|参会|又讯|另据|相关链接|相关新闻)(?![^。;]{{0,24}}?(?:(?<![主重首需])要(?!求|闻|点)|必须|务必))"
    rf"|(?:会上|(?:{_MEETING_NAME}))(?:还|也|又|同时|并|首先|最后|集体|书面|现场)*"
    r"(?:听取|审议|传达|学习|通报|由|以|研究|讨论|宣读|表决|通过|采取|结束|召开|播放|表彰|印发|审定|邀请|安排部署|,[^,。]{0,40}(?:汇报|发言|介绍|通报|宣读|签订|观看))"
    r"|\(?(?:本报)?(?:记者|通讯员|图片|摄影|责任编辑|责编|编辑|来源|作者|供稿|图/文|文/图)[:\s/]"
)
_COMES_ALONG = re.compile("参加|出席|陪同|列席|随同")
_COME_ALONG = re.compile(
    r"(?![^。]{0,60}(?:(?<![主重首需])要|必须|确保))[^。]{0,90}(?:负责人|负责同志|领导|干部|等|人员|成员|代表)(?:(?:共计?)?[\d余]{1,5}[人名])?(?:分别|一同|一起|也|一并)?"
    rf"(?:{_COMES_ALONG.pattern})[^,。;]{{0,14}}(?:[,。;]|$)"
)
"""市直有关部门负责人【参加】: who came along is told after the speech."""
_JOINS_IN = re.compile(
    r"(?:、|等|同志|分别|也|一同|一并|在[^,。]{0,10}){0,3}(?:主持|参加|出席|陪同|列席|宣读|传达|通报|汇报|作了?[^,。]{0,6}(?:汇报|发言|说明|报告|交流)"
    r"|介绍|表态|来到|走进|前往|深入|实地|先后|一行|代表|详细|察看|查看|会见|就[^,。]{1,30}(?:作|进行|汇报|发言)|同[^,。]{1,12}(?:座谈|会谈)|为[^,。]{1,12}(?:授|颁)|受[^,。]{1,12}委托)"
)
_CLAUSE_END = re.compile(r"[,。;:!?\n“]|要|由|让|请")
_HEADLINE = re.compile(r"。|;|:|!|\?|,|——")
HEADLINE_LENGTH = 50
"""A line in the body no longer than this and without any stop is a headline: its demands are told again below."""
_AGENDA = re.compile(
    r"[^,。;:\n]{0,24}(?:议程|日程|议题)(?:是|为|有|包括)|第[^,。;:\n]{1,8}次会议(?:继续)?审议"
    r"|就[^,。;:\n]{2,40}(?:提出|作出?|进行)了?(?:具体|明确)?(?:要求|意见|建议|安排|部署|说明)"
    r"|[^,。;:\n]{0,24}次会议(?:拟|定|分别)*[于在][^,。;:\n]{0,24}(?:召开|举行)"
)
"""主任会议【建议】,这次常委会会议的主要议程是:审议…: it proposes what to debate and asks nothing;
【建议】第11、12次会议分别于8月15日和9月25日举行."""
_NUMBERED_LINE = re.compile(FIRST_ORDINAL)


@value()
class Passage:
    """What one speaker says: `speaker` as the gold format writes it (a name, a group as written, or 会议)."""

    speaker: str
    person: str | None
    meeting: str | None
    kind: str
    """Of the verb of speaking: ``force``, ``plain``, ``soft`` or ``mute``."""
    lead: Evidence
    span: Span

    @property
    def speaker_id(self) -> str | None:
        """Return the id of the person who speaks, or of the meeting that does; None for a group."""
        return self.person or (self.meeting if self.speaker == MEETING else None)


def find_passages(text: Text, people: Sequence[Mention], meetings: Sequence[Mention]) -> tuple[Passage, ...]:
    """Return who speaks where. `meetings` are the mentions of the meetings that the article reports."""
    cues = [cue for cue in CueFinder(text, people).find() if not _in_headline(text, cue)]
    sentences = _Sentences(text, people)
    places = sorted(meetings)
    passages = []
    for index, cue in enumerate(cues):
        if sentences.tells(cue.content) or _AGENDA.match(text.folded, cue.content):
            continue
        end = cues[index + 1].lead.start if index + 1 < len(cues) else text.body.end
        span = text.trim(Span(cue.content, max(cue.content, sentences.end_of_speech(cue.content, end))))
        if span.start < span.end:
            passages.append(_passage(cue, span, places))
    return tuple(passages)


def _passage(cue: Cue, span: Span, meetings: list[Mention]) -> Passage:
    rule = f"{cue.rule}-{cue.kind}"
    confidence = 0.95 if cue.subject.direct and cue.kind != "soft" else 0.85
    return Passage(
        speaker=cue.subject.name,
        person=cue.subject.person,
        meeting=_meeting_at(cue.lead.start, meetings),
        kind=cue.kind,
        lead=Evidence(cue.lead, rule, confidence),
        span=span,
    )


def _meeting_at(place: int, meetings: list[Mention]) -> str | None:
    """Return the meeting named last before `place`, else the article's first."""
    if not meetings:
        return None
    index = bisect_right([meeting.span.start for meeting in meetings], place)
    return meetings[max(0, index - 1)].id


def _start(mention: Mention) -> int:
    return mention.span.start


def _in_headline(text: Text, cue: Cue) -> bool:
    start = text.folded.rfind("\n", text.body.start, cue.lead.start) + 1
    end = text.folded.find("\n", cue.content, text.body.end)
    line = text.folded[max(start, text.body.start) : end if end >= 0 else text.body.end].strip()
    return len(line) <= HEADLINE_LENGTH and not _HEADLINE.search(line)


class _Sentences:
    """Tells where speech ends and the article reports again."""

    def __init__(self, text: Text, people: Sequence[Mention]) -> None:
        self._folded = text.folded
        self._sentences = text.sentences
        self._starts = [sentence.start for sentence in self._sentences]
        self._people = sorted(people, key=_start)
        self._people_starts = [person.span.start for person in self._people]

    def end_of_speech(self, start: int, end: int) -> int:
        """Return where the first sentence after `start` begins that reports: 会议还听取了…, 李某参加会议."""
        for index in range(bisect_right(self._starts, start), len(self._sentences)):
            sentence = self._sentences[index]
            if sentence.start >= end:
                break
            if self._reports(sentence):
                return sentence.start
        return end

    def tells(self, content: int) -> bool:
        """Tell whether what follows a verb of speaking is the next deed: 并提出整改要求,局长钱某作表态发言."""
        index = bisect_left(self._people_starts, content)
        person = self._people[index] if index < len(self._people) else None
        if person is None or person.span.start > content + 24:
            return False
        between = self._folded[content : person.span.start]
        return not _CLAUSE_END.search(between) and _JOINS_IN.match(self._folded, person.span.end) is not None

    def _reports(self, sentence: Span) -> bool:
        start, end = sentence.start, sentence.end
        if _REPORTS_AGAIN.match(self._folded, start, end):
            return True
        if _COMES_ALONG.search(self._folded, start, end) and _COME_ALONG.match(self._folded, start, end):
            return True
        first = bisect_left(self._people_starts, start)
        last = bisect_left(self._people_starts, min(end, start + 60))
        return any(_JOINS_IN.match(self._folded, person.span.end) for person in self._people[first:last])
