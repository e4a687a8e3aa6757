"""Finds what a meeting did with what: 审议 a document, 听取 a report, 传达学习 a meeting's spirit, 部署 a topic.

In: the text, its documents, the places where meetings are named, who speaks where. Out: `FoundItem`, in the order of
the text; those who reported are places only, for the caller to resolve. What speakers say is no agenda.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Document
from flows.extraction.lexicon import rows
from flows.extraction.mentions import Mention
from flows.extraction.patterns import found_from, openers_of
from flows.extraction.speakers import Passage
from flows.extraction.text import Text
from flows.values import value

_CODES = {row["verb"]: row["code"] for row in rows("agenda_actions")}
_VERBS = "|".join(sorted(_CODES, key=lambda verb: (-len(verb), verb)))
_STARTS_CLAUSE = (
    r"(?:^|(?<=[,;。:、\n])|(?<=会议)|(?<=会上)|(?<=[会还并先后别同了后上时曾体门织前述真题])|(?<=[\u4e00-\u9fff]会))"
)
_OPENERS = openers_of(_CODES)
_VERB = re.compile(rf"{_STARTS_CLAUSE}({_VERBS})(?!的(?!是)|会|小组|组|型|者|化|情况)(?:了|的是)?")
_ABOUT_FIRST = re.compile(
    rf"(?:就|对|围绕)([^,。;]{{3,80}}?)(?:进行|(?<![工合操协])作出?|做出?|开展|提出)了?[^,。;]{{0,6}}?({_VERBS}|安排)"
)
_OBJECT = re.compile(r"[^,。;\n]{2,160}")
_MEETING_IN_SENTENCE = re.compile(r"会|议")
_REPORT = re.compile(r"(?:汇报|报告|说明|通报|介绍|发言)$")
_SPIRIT = re.compile(r"(?:精神|讲话|指示|批示)$")
_NEXT_ACTION = re.compile(rf"(?:并|,|及|和)(?:就|对|围绕|(?:{_VERBS}))")
_TRAILING = re.compile(r"(?:等)?(?:议题|事项|文件|内容|情况)?$")
_PRESENTER = re.compile(
    r"[^、和及]{1,18}?(?:镇|乡|街道|局|委|办|厅|部|院|中心|公司|政府|委员会|小组|组|协会|银行|集团|社区|村|站|区|县|市|会|党组|党委)"
    r"(?=、|和|及|关于|就|履行|落实|开展|[^、]{0,30}(?:汇报|报告|说明|介绍))"
)
_SEPARATOR = re.compile(r"以及|[、和及]")
_NO_LABEL = re.compile(
    r"$|是否|[^《]*(?:召开|(?:参加|出席)(?:会议|论坛|活动|调研|座谈))|指出|强调|要求|显示|称|[^《]*》|后|由|\(|意见(?:修改|建议)?|解决|提出|通过|过程|期间|时|中|上|结果|精神$|其中|并|室$|会场|议题$"
)
_BETWEEN_REPORTS = re.compile(
    r"(汇报|报告|说明|通报|介绍)(?:、|和|以及|及)|(情况)(?:、|和|以及)(?=[^、,。;和及]{2,24}(?:关于|汇报|通报)的?)"
)
_CONVEYED = frozenset({"convey", "study"})
_SPEAKS_FOR = re.compile(
    r"(?:党组|党委|党工委|原)?副?(?:书记|主任|局长|部长|主席|院长|检察长|[省市区县州旗盟镇乡]长|秘书长|负责人)[^、,。;的]{0,8}"
)
Kind = Literal["document", "meeting", "report", "topic"]


@value()
class FoundItem:
    """An agenda item before its presenters are resolved; `meeting` is the id of the meeting it belongs to."""

    action: str
    action_text: str
    kind: Kind
    label: str
    about: str | None
    presenters: tuple[Span, ...]
    meeting: str | None
    evidence: Evidence


def find_agenda(
    text: Text,
    source: str,
    documents: Sequence[Document],
    reported: Sequence[Mention],
    mentioned: Sequence[Mention],
    passages: Sequence[Passage],
    bodies: Iterable[Span] = (),
) -> tuple[FoundItem, ...]:
    """Return the agenda items.

    `reported` and `mentioned` are the places of the article's meetings and of others, `bodies` those of bodies: who
    may have reported.
    """
    return tuple(_Agenda(text, source, documents, reported, mentioned, passages, bodies).items())


class _Agenda:
    """Reads one article's agenda."""

    def __init__(
        self,
        text: Text,
        source: str,
        documents: Sequence[Document],
        reported: Sequence[Mention],
        mentioned: Sequence[Mention],
        passages: Sequence[Passage],
        bodies: Iterable[Span],
    ) -> None:
        self._text, self._source = text, source
        self._documents = sorted(
            (mention.span, document.id, document.title)
            for document in documents
            for mention in document.mentions
            if document.parent is None
        )
        self._document_starts = [span.start for span, _, _ in self._documents]
        self._reported, self._mentioned = sorted(reported), sorted(mentioned)
        self._passages = [passage.span for passage in passages]
        self._bodies = {body.start: body.end for body in bodies}
        self._seen: set[tuple[str, str]] = set()

    def items(self) -> Iterator[FoundItem]:
        starts = [passage.start for passage in self._passages]
        for sentence in self._text.sentences:
            index = bisect_right(starts, sentence.start)
            if index > 0 and self._passages[index - 1].end > sentence.start:
                continue  # somebody speaks
            end = self._passages[index].start if index < len(starts) else sentence.end
            end = max(sentence.start, min(sentence.end, end))
            if _MEETING_IN_SENTENCE.search(self._text.folded, sentence.start, end):
                yield from self._sentence_items(Span(sentence.start, end))

    def _sentence_items(self, sentence: Span) -> Iterator[FoundItem]:
        """Yield what one sentence tells: 会议审议了《…》;听取了…汇报,并就…进行部署."""
        done = sentence.start
        for match in found_from(_OPENERS, _VERB, self._text.folded, sentence.start, sentence.end):
            if match.start() < done or self._in_title(match.start()):
                continue
            found = _OBJECT.match(self._text.folded, match.end(), sentence.end)
            if found is None or (match.group(1) == "通过" and found.group()[:1] not in "《了关"):
                continue
            place = self._object(found)
            done = place.end
            yield from self._objects(match, place)
        for match in _ABOUT_FIRST.finditer(self._text.folded, sentence.start, sentence.end):
            code = _CODES.get(match.group(2), "deploy")
            yield from self._made(code, Span(*match.span(2)), Span(*match.span(1)), "topic", None, ())

    def _object(self, found: re.Match[str]) -> Span:
        """End the object where the next action begins: …会议精神并就…进行部署."""
        following = _NEXT_ACTION.search(self._text.folded, found.start(), found.end())
        while following and self._in_title(following.start()):
            following = _NEXT_ACTION.search(self._text.folded, following.end(), found.end())
        return Span(found.start(), following.start() if following else found.end())

    def _in_title(self, place: int) -> bool:
        index = bisect_left(self._document_starts, place) - 1
        return index >= 0 and self._documents[index][0].end >= place

    def _objects(self, verb: re.Match[str], place: Span) -> Iterator[FoundItem]:
        code, action = _CODES[verb.group(1)], Span(*verb.span(1))
        titles = self._within_documents(place)
        conveyed = code in _CONVEYED and not titles
        meetings = [mention for mention in self._mentioned if place.covers(mention.span)] if conveyed else []
        words = place.of(self._text.folded)
        if titles and _REPORT.search(words, titles[-1][0].end - place.start):
            yield from self._made(code, action, place, "report", titles[0][1], tuple(self._presenters(place)))
            return
        for span, identity, _ in titles:
            yield from self._made(code, action, span, "document", identity, ())
        for mention in meetings:
            yield from self._made(code, action, mention.span, "meeting", mention.id, ())
        if titles or meetings:
            return
        kind: Kind = "report" if _REPORT.search(words) else "meeting" if _SPIRIT.search(words) else "topic"
        if kind != "report":
            yield from self._made(code, action, place, kind, None, ())
            return
        for report in self._reports(place):
            presenters = tuple(self._presenters(report)) if code in ("hear", "deliberate") else ()
            yield from self._made(code, action, report, kind, None, presenters)

    def _reports(self, place: Span) -> Iterator[Span]:
        """Yield each report of a list: 甲局关于…的汇报、乙局关于…的汇报."""
        start = place.start
        for match in _BETWEEN_REPORTS.finditer(self._text.folded, place.start, place.end):
            end = match.end(match.lastindex or 0)
            yield Span(start, end)
            start = match.end()
        yield Span(start, place.end)

    def _within_documents(self, place: Span) -> list[tuple[Span, str, str]]:
        first = bisect_left(self._document_starts, place.start)
        found = []
        for entry in self._documents[first:]:
            if entry[0].start >= place.end:
                break
            found.append(entry)
        return found

    def _presenters(self, place: Span) -> Iterator[Span]:
        """Yield who reported: 龙某镇, 军某镇 in 听取了龙某镇、军某镇履行职责情况汇报."""
        start = place.start
        while start in self._bodies:
            end = self._bodies[start]
            yield Span(start, end)
            person = _SPEAKS_FOR.match(self._text.folded, end, place.end)
            joint = _SEPARATOR.match(self._text.folded, person.end() if person else end, place.end)
            start = joint.end() if joint else end
            if joint is None and start not in self._bodies:
                return
        while match := _PRESENTER.match(self._text.folded, start, place.end):
            yield Span(start, match.end())
            separator = _SEPARATOR.match(self._text.folded, match.end(), place.end)
            if separator is None:
                return
            start = separator.end()

    def _made(
        self, code: str, action: Span, label: Span, kind: Kind, about: str | None, presenters: tuple[Span, ...]
    ) -> Iterator[FoundItem]:
        label = self._text.trim(label)
        key = (code, about or label.of(self._text.folded))
        if _NO_LABEL.match(self._text.folded, label.start, label.end) or key in self._seen:
            return
        self._seen.add(key)
        yield FoundItem(
            action=code,
            action_text=action.of(self._source),
            kind=kind,
            label=label.of(self._source),
            about=about,
            presenters=presenters,
            meeting=self._meeting_at(action.start),
            evidence=Evidence(
                Span(min(action.start, label.start), max(action.end, label.end)),
                f"agenda-{kind}",
                0.9 if about else 0.8,
            ),
        )

    def _meeting_at(self, place: int) -> str | None:
        if not self._reported:
            return None
        index = bisect_right([mention.span.start for mention in self._reported], place)
        return self._reported[max(0, index - 1)].id
