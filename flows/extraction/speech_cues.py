"""Finds the places where someone begins to speak: 赵某强调, 会议要求:, 他指出——, …提出三点要求:一是.

In: the text and where people are named. Out: `Cue`, in order: who, with which kind of verb, and where the words begin.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from flows.articles.evidence import Span
from flows.extraction.demand_patterns import WANT
from flows.extraction.document_brackets import LONGEST_TITLE
from flows.extraction.lexicon import rows
from flows.extraction.mentions import Mention
from flows.extraction.ordinals import FIRST_ORDINAL
from flows.extraction.patterns import alternation
from flows.extraction.speech_subjects import Subject, SubjectFinder
from flows.extraction.text import Text
from flows.values import value

_KINDS = {row["verb"]: row["kind"] for row in rows("speech_verbs")}
_WITHOUT_COMMA = frozenset(row["verb"] for row in rows("speech_verbs") if row["bare"] == "yes")
_VERB = re.compile("|".join(sorted(_KINDS, key=lambda verb: (-len(verb), verb))))
_WHAT = r"(?:要求|意见|建议|希望|安排|部署|强调|讲话|任务|分工|措施|举措|指示|问题|批示|工作)"
_POINTS = r"[一二两三四五六七八九十几\d]+(?:点|条|个?方面)"
"""赵某强调了【三点】:一要…"""
_DELIMITER = re.compile(
    rf"(?!的)(?:了|到|道|如下|说)?(?:[^,。;:!?\n“”《]{{0,16}}?{_WHAT}|{_POINTS})?(?:如下|时|中)?(?:强调|指出|要求|说|表示)?\s*(?:[,:]|—+)\s*(?:“(?![^“”,。]{{1,12}}”))?"
)
_HOPED = re.compile(r"[^,。;:]{2,16}工作,")
"""希望【某县做好项目申报工作】,争取…: the first that is hoped for, not what the hopes are about."""
_LINE_END = re.compile(r" *\n\s*")
_INTRODUCTION = re.compile(
    rf"(?:提|讲|作|做|进行|明确|下达|强调|谈|重点|再)(?=[^,。;:\n]{{2,28}}+\s*[:,。\n]\s*{FIRST_ORDINAL})[^,。;:\n]{{0,24}}?{_WHAT}(?:如下)?\s*[:,。\n]\s*(?={FIRST_ORDINAL})"
    rf"|(?:要求|部署|安排|强调|指出|讲话|做到|建议|意见)\s*[:。]\s*(?={FIRST_ORDINAL})"
    r"|(?:要求|强调|指出)(?=一(?:是|要))"
)
"""…提出两点要求:一是…; 检查组一行来到泵站,【要求】一是…;二是…"""
_FIRST = re.compile(FIRST_ORDINAL)
_TO_LAST_STOP = re.compile(r".*[,。;:\n]", re.DOTALL)
_LONGEST_INTRODUCTION = 40
"""Characters of an introduction before the stop, the blanks and the ordinal."""
_ASKS = re.compile(r"要求|希望|号召|建议")
_NOUN_BEFORE = re.compile(
    r"(?:按照|根据|对照|落实|贯彻|围绕|达到|符合|有关|相关|工作|具体|精神|总|三点|两点|几点|四点|五点|六点|部署|政策|任务|标准|这一|目标"
    r"|总体|基本|一系列|重要|明确|新|高|的|和|等|、|”)$"
)
_NOUN_AFTER = re.compile(r"的|了|是|稿|落到|方案|议程|名单|人选|下|和|与|及|》|”|部署|事项|、|。|;|\)|过|,|:|中")
_NAMED_BY = re.compile(r"(?:的|重大|重要|总体|一系列|殷切|谆谆|”)$")
"""No verb: 把某人对工作的重大【要求】落到实处; 把“三个最”【要求】落到实处."""
_TO_DO = re.compile(r"(?:(?<![主重首需])要|必须)$")
"""What is asked, not said: 各部门要【明确】分工,加强衔接."""
_ORDERS = re.compile(r"[,:](?:要(?!求)|必须|务必|各)")
"""赵某【作出批示】,要…; but in 赵某作出批示,要求… the second verb begins his words."""
_CHARGES = frozenset({"叮嘱", "嘱咐", "嘱托", "告诫", "提醒"})
_ASKED_OF = re.compile(r"[^,。;:要]{2,20}(?=要(?!求|点))")
"""叮嘱【值班人员】要把水位记准."""
_ONE_PERSON = re.compile(r"[她他](?!们)(?![^,。;]*要)")
"""A kind word to one person (勉励她好好读书) asks nothing of anyone in office."""
_ENCOURAGES = frozenset({"鼓励", "勉励"})
_THEM = re.compile(r"(?:[她他]们|大家|老人|老党员|群众|乡亲们?|家属)(?![^,。;]*要)")
"""鼓励他们坚定信心: a kind word, too."""
_SAYS_MUST = re.compile(
    rf"[^,。;]{{0,30}}?(?:{WANT}|必须|务必|应|坚持|确保)|[^,。;]{{0,30}},(?:必须|务必)|[^。\n]{{0,120}}。(?:要|一要|各[级镇乡部有单地])"
)
_COLON_ONLY = frozenset({"汇报", "通报", "回顾", "表态", "明确", "决定", "确定"})
_NOUNS = frozenset({"要求", "希望", "建议", "倡议", "号召", "提醒", "鼓励", "决定", "嘱托", "寄语"})
_NEEDS_SUBJECT = frozenset({"提出", "明确", "确定", "决定", "重申"})
_TITLE = re.compile(
    r"(?:同志|[副总]?(?:书记|主任|市长|县长|区长|镇长|乡长|州长|局长|部长|主席|组长|省长|总理|总书记|专员|旗长|院长|校长))+"
)
_AND_THEN = re.compile(r"[并还也时后中次步别又]$")
_QUOTED_TITLE = re.compile(r"总书记")
_PLEDGE = "speech-pledge"
_PLEDGES = re.compile(
    rf"(?:(?![对向给跟])[^,。;]){{0,40}}?(?:{alternation('pledging_groups')})(?:们|分别|纷纷|一致|均|都|也|还|普遍|在[^,]{{1,12}}[时中])*+"
)
_HEARD = re.compile(r"据[^,。]{0,12}$")


@value()
class Cue:
    """Where speech begins: `lead` runs from the subject to the words, `content` is where the words begin."""

    subject: Subject
    kind: str
    lead: Span
    content: int
    rule: str


class CueFinder:
    """Finds the cues of one article."""

    def __init__(self, text: Text, people: Sequence[Mention]) -> None:
        self._text = text
        self._folded = text.folded
        self._subjects = SubjectFinder(text.folded, text.body, people)
        self._sentences = text.sentences
        self._sentence_starts = [sentence.start for sentence in self._sentences]

    def find(self) -> list[Cue]:
        """Return the cues of the body, in order."""
        cues: list[Cue] = []
        body = self._text.body
        candidates = [(match, _KINDS[match.group()]) for match in _VERB.finditer(self._folded, body.start, body.end)]
        candidates += [(match, "plain") for match in self._introductions()]
        for match, kind in sorted(candidates, key=lambda candidate: (candidate[0].start(), -candidate[0].end())):
            if (cues and match.start() < cues[-1].content) or self._in_title(match.start()):
                continue
            cue = self._introduction(match, cues) if match.re is _INTRODUCTION else self._cue(match, kind, cues)
            if cue:
                cues.append(cue)
        return cues

    def _introductions(self) -> Iterator[re.Match[str]]:
        """Yield what introduces numbered points: it stands in the clause right before a first ordinal."""
        done = self._text.body.start
        for ordinal in _FIRST.finditer(self._folded, done, self._text.body.end):
            stop = ordinal.start()
            while stop > done and (self._folded[stop - 1] in ":,。" or self._folded[stop - 1].isspace()):
                stop -= 1
            begin = max(done, stop - _LONGEST_INTRODUCTION)
            before = _TO_LAST_STOP.match(self._folded, begin, stop)
            if match := _INTRODUCTION.search(self._folded, before.end() if before else begin, ordinal.end()):
                done = match.end()
                yield match

    def _in_title(self, place: int) -> bool:
        """Tell whether a verb is a word of a title: 《建议(讨论稿)》."""
        earliest = max(self._text.body.start, place - LONGEST_TITLE)
        opened = self._folded.rfind("《", earliest, place)
        return opened >= 0 and self._folded.find("》", opened, place) < 0 and "\n" not in self._folded[opened:place]

    def _cue(self, verb: re.Match[str], kind: str, cues: list[Cue]) -> Cue | None:
        if _TO_DO.search(self._folded, max(0, verb.start() - 3), verb.start()):
            return None
        if verb.group().startswith("作出") and not _ORDERS.match(self._folded, verb.end()):
            return None
        delimiter = self._delimiter(verb, kind)
        if delimiter and kind == "soft" and (pledged := self._pledge(verb, delimiter)):
            return self._made(pledged, "mute", verb.start(), delimiter.end(), cues, _PLEDGE)
        colon = delimiter is not None and ":" in delimiter.group()
        if delimiter and (colon or verb.group() not in _COLON_ONLY or self._subjects.direct(verb.start())):
            asks = kind in ("plain", "urge") and _ASKS.search(delimiter.group()) is not None
            return self._delimited(verb, "force" if asks else kind, delimiter.end(), cues)
        return self._running_on(verb, kind, cues) if verb.group() in _WITHOUT_COMMA else None

    def _delimiter(self, verb: re.Match[str], kind: str) -> re.Match[str] | None:
        """Return what parts a verb from the words: 强调, 提出要求: or, where it says who, the end of the line."""
        delimiter = _DELIMITER.match(self._folded, verb.end(), self._text.body.end)
        if delimiter and verb.group() == "希望" and _HOPED.match(self._folded, verb.end(), delimiter.end()):
            return None
        if delimiter or kind in ("mute", "soft") or not self._subjects.direct(verb.start()):
            return delimiter
        return _LINE_END.match(self._folded, verb.end(), self._text.body.end)

    def _pledge(self, verb: re.Match[str], delimiter: re.Match[str]) -> Subject | None:
        """Return those who only promise: 大家【表示】,要… / 某厂工人【表示】,…, whoever they are."""
        start = self._subjects.clause_start(verb.start())
        if not _PLEDGES.fullmatch(self._folded, start, verb.start()):
            unknown = verb.group() == "表示" and delimiter.start() == verb.end()
            if not unknown or self._subjects.direct(verb.start()) or self._is_understood(verb.start()):
                return None
        who = Span(start, verb.start())
        return Subject(who.of(self._folded).strip(), None, who, True)

    def _delimited(self, verb: re.Match[str], kind: str, content: int, cues: list[Cue]) -> Cue | None:
        """赵某强调,… / 会议要求:… / 并指出——…"""
        subject = self._subjects.direct(verb.start())
        if subject and subject.person and verb.group() in _NOUNS and not self._is_verb(subject, verb.start()):
            return None
        if subject is None:
            before = self._folded[max(0, verb.start() - 6) : verb.start()]
            if verb.group() in _NOUNS and (_NOUN_BEFORE.search(before) or not self._is_understood(verb.start())):
                return None
            if kind == "soft" and not self._is_understood(verb.start()):
                return None
            if kind == "mute" or (verb.group() in _NEEDS_SUBJECT and not self._is_understood(verb.start())):
                return None
            subject = self._understood(verb.start(), cues)
        if subject and self._quotes(subject, verb.start(), cues):
            return None
        if subject is None or (kind == "mute" and _HEARD.search(self._folded, max(0, verb.start() - 14), verb.start())):
            return None
        return self._made(subject, kind, verb.start(), content, cues, "speech-lead-in")

    def _running_on(self, verb: re.Match[str], kind: str, cues: list[Cue]) -> Cue | None:
        """会议要求各部门要… / 他希望大家… / …,要求各镇…"""
        if _NOUN_AFTER.match(self._folded, verb.end()) or _ONE_PERSON.match(self._folded, verb.end()):
            return None
        if verb.group() in _ENCOURAGES and _THEM.match(self._folded, verb.end()):
            return None
        if _NAMED_BY.search(self._folded, max(0, verb.start() - 4), verb.start()):
            return None
        subject = self._subjects.direct(verb.start())
        if subject is not None and not self._adjoins(subject, verb.start()):
            return None
        if kind != "force" and not _SAYS_MUST.match(self._folded, verb.end()):
            return None
        if subject is None:
            if not (self._subjects.is_elided(verb.start()) or self._subjects.is_pronoun(verb.start())):
                return None
            if self._same_sentence(cues, verb.start()) and not self._subjects.is_pronoun(verb.start()):
                return None
            subject = self._understood(verb.start(), cues)
            if (
                subject
                and not self._subjects.is_pronoun(verb.start())
                and not self._is_same_deed(subject, verb.start())
            ):
                return None
        asked = _ASKED_OF.match(self._folded, verb.end()) if verb.group() in _CHARGES else None
        content = verb.start() if verb.group() == "希望" else asked.end() if asked else verb.end()
        return self._made(subject, kind, verb.start(), content, cues, "speech-running-on") if subject else None

    def _is_same_deed(self, subject: Subject, verb: int) -> bool:
        """Tell whether an elided verb's sentence is the subject's, or says nothing else: others may ask in it."""
        sentence = self._sentence(verb)
        return subject.span.start >= sentence.start or self._subjects.clause_start(verb) <= sentence.start

    def _introduction(self, match: re.Match[str], cues: list[Cue]) -> Cue | None:
        """…就下步工作作出安排:一是… / …提出三点要求。第一,…"""
        subject = self._subjects.direct(match.start()) or self._earlier(match.start(), cues)
        if subject is None:
            return None
        return self._made(subject, "force", match.start(), match.end(), cues, "speech-introduction")

    def _is_verb(self, subject: Subject, verb: int) -> bool:
        """Tell 赵某在会上要求, from a noun at the end of a clause: 赵某按照省委要求,"""
        title = _TITLE.match(self._folded, subject.span.end, verb)
        start = title.end() if title else subject.span.end
        return self._subjects.is_adverbs(start, verb) or _AND_THEN.search(self._folded, start, verb) is not None

    def _quotes(self, subject: Subject, verb: int, cues: list[Cue]) -> bool:
        """Tell whether a speaker quotes someone higher: …。习某总书记指出,… in the paragraph of another."""
        if not cues or cues[-1].subject.person == subject.person:
            return False
        titled = _QUOTED_TITLE.match(self._folded, subject.span.end)
        return titled is not None and "\n" not in self._folded[cues[-1].content : verb]

    def _is_elided(self, place: int) -> bool:
        return self._subjects.is_elided(place)

    def _is_understood(self, place: int) -> bool:
        """Tell whether the verb's clause says 他, or nobody."""
        return self._subjects.is_elided(place) or self._subjects.is_pronoun(place)

    def _adjoins(self, subject: Subject, verb: int) -> bool:
        return subject.person is None or verb - subject.span.end <= 14

    def _same_sentence(self, cues: list[Cue], place: int) -> bool:
        return bool(cues) and cues[-1].content >= self._sentence(place).start

    def _sentence(self, place: int) -> Span:
        index = bisect_right(self._sentence_starts, place) - 1
        return self._sentences[index] if index >= 0 else self._text.body

    def _understood(self, place: int, cues: list[Cue]) -> Subject | None:
        """Return who an elided verb means; inside a speech, …,要求各单位… goes on with it and opens nothing."""
        if not self._subjects.is_pronoun(place) and cues and "\n" not in self._folded[cues[-1].content : place]:
            return self._subjects.in_sentence(max(self._sentence(place).start, cues[-1].content), place)
        return self._earlier(place, cues)

    def _earlier(self, place: int, cues: list[Cue]) -> Subject | None:
        """Return who 他, or a verb without subject, goes back to: in the sentence, then in the sentences before."""
        sentence = self._sentence(place)
        pronoun = self._subjects.is_pronoun(place)
        subject = self._subjects.in_sentence(sentence.start, place)
        if subject and not (pronoun and subject.person is None):
            return subject
        index = bisect_right(self._sentence_starts, place) - 2
        for earlier in range(index, max(-1, index - 12), -1):
            spoken = self._last_cue(cues, self._sentences[earlier])
            if spoken and not (pronoun and spoken.subject.person is None):
                return spoken.subject
            acting = self._subjects.of_sentence(self._sentences[earlier])
            if acting and not (pronoun and acting.person is None):
                return acting
        return None

    def _last_cue(self, cues: list[Cue], sentence: Span) -> Cue | None:
        """Return the last cue that lies in `sentence`, who only promises apart; only the latest few can."""
        spoken = (cue for cue in reversed(cues[-12:]) if sentence.covers(cue.lead))
        return next((cue for cue in spoken if cue.rule != _PLEDGE), None)

    def _made(self, subject: Subject, kind: str, verb: int, content: int, cues: list[Cue], rule: str) -> Cue:
        """Let the lead-in begin with its sentence part, but not inside what was said before it."""
        start, floor = verb, max(self._text.body.start, verb - 400)
        for mark in "。;!?\n”":
            found = self._folded.rfind(mark, floor, verb)
            start = found + 1 if found + 1 > (start if start != verb else -1) else start
        earliest = cues[-1].content if cues else self._text.body.start
        start = start if earliest <= start <= verb else max(earliest, self._subjects.clause_start(verb))
        while start < verb and self._folded[start] == " ":
            start += 1
        return Cue(subject, kind, Span(min(start, verb), content), content, rule)
