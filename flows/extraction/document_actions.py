"""Finds the verb that governs a title: what the meeting did with the document.

In: the folded text with titles masked, and the place of a title. Out: the span of the verb as written, or None where
the document is only mentioned (按照《…》要求) or only demanded (要认真学习《…》).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.articles.evidence import Span
from flows.extraction.lexicon import terms
from flows.extraction.patterns import alternation, found_from, openers_of

_CORE = alternation("document_actions")
_VERB = re.compile(
    rf"(?:书面|原则|一致|表决|票决)?(?:{_CORE})"
    rf"(?:(?:并|和|与|、|及)?(?:原则|一致|表决|票决|初步)?(?:{_CORE}))*(?:贯彻)?"
)
_OPENERS = openers_of(("书面", "原则", "一致", "表决", "票决", *terms("document_actions")))
_BOUNDARY = re.compile(r"[。;!?\n]")
_RUN = re.compile(r"[\s;、,和及与以并()等]*")
_NOT_DONE = re.compile(r"(?:要|应|须|将|拟|需|必须|务必|希望|抓好|做好|加强|深入|继续|组织好)[^,。;]{0,10}$")
_ONLY_CITED = re.compile(
    r"按照|根据|依据|依照|遵循|遵照|对照|执行|遵守|违反|落实|要求|强调|指出|颁布|符合|参照|围绕|"
    r"荣获|形成|编制|加入|履行|写入|制定的|出台的|印发的|下发的|发布的|公布的"
)
_OBJECT_FIRST = re.compile(r"(?:对|就|将|把|围绕)[^,。;]{0,30}$|^[^,。;]{0,3}$")
_AFTER = re.compile(
    rf"(?:[^,。;《]{{0,12}}?(?:进行|作|做|开展|予以|经|获|获得)了?[^,。;《]{{0,10}}?|(?:已经|获)?)((?:审议|表决|讨论|原则)?(?:{_CORE}))"
)
_NOUN_AFTER = re.compile(r"的(?!是)|办法|规则|[会院室所组稿班者型,:]|情况|结果|委员")
_NOUN_BEFORE = re.compile(r"(?:重要|决策|作出|做出|工作|关于|提请|请求|申请|政治|的)$")
_KEPT = re.compile(r"《[^》]{1,160}》(?:的?(?:贯彻|实施|执行|落实|学习|遵守)){1,3}情况")
_PREPOSITION = "通过"


@dataclass(frozen=True)
class ActionFinder:
    """Looks up verbs in one article; `masked` is its folded text with the inside of titles blanked."""

    masked: str
    body: Span
    demands: Sequence[Span] = ()
    """What is asked, in the order of the text: what stands there is not done yet."""

    @cached_property
    def _verbs(self) -> list[Span]:
        found = found_from(_OPENERS, _VERB, self.masked, self.body.start, self.body.end)
        return [span for match in found if self._is_verb(span := Span(*match.span())) and not self._is_asked(span)]

    def _is_asked(self, verb: Span) -> bool:
        """Tell 要认真审议《…》 from 审议了《…》: the verb stands in a demand."""
        index = bisect_right(self._demand_starts, verb.start) - 1
        return index >= 0 and self.demands[index].covers(verb)

    @cached_property
    def _demand_starts(self) -> list[int]:
        return [demand.start for demand in self.demands]

    @cached_property
    def _starts(self) -> list[int]:
        return [verb.start for verb in self._verbs]

    @cached_property
    def _boundaries(self) -> list[int]:
        return [match.end() for match in _BOUNDARY.finditer(self.masked, self.body.start, self.body.end)]

    def _is_verb(self, verb: Span) -> bool:
        """Leave out 通过 as a preposition (通过学习《…》) and the verb of a clause before a noun (通过的《…》)."""
        following = self.masked[verb.end : verb.end + 2]
        if _NOUN_AFTER.match(following) or _NOUN_BEFORE.search(self.masked, max(0, verb.start - 3), verb.start):
            return False
        text = verb.of(self.masked)
        if not text.startswith(_PREPOSITION):
            return True
        passed = following[:1] in "了《" or following == "关于" or self.masked[verb.start - 1 : verb.start] in "议决会"
        return text == _PREPOSITION and passed

    def before(self, place: int) -> Span | None:
        """Return the verb in front of the title at `place`, in its sentence: 会议还审议了《…》 gives 审议.

        A report on how something in force is kept (听取《…》实施情况的汇报) is no action on it.
        """
        if _KEPT.match(self.masked, place):
            return None
        sentence = self._sentence_start(place)
        index = bisect_right(self._starts, place) - 1
        while index >= 0 and self._verbs[index].start >= sentence:
            verb = self._verbs[index]
            if self._governs(sentence, verb, place):
                return verb
            if "," in self.masked[verb.end : place] and self._is_cited(verb, place):
                return None
            index -= 1
        return None

    def after(self, title: Span) -> Span | None:
        """Return the verb behind a title: 对《…》进行了审议, 《…》获表决通过."""
        match = _AFTER.match(self.masked, title.end, min(len(self.masked), title.end + 40))
        if not match:
            return None
        before = self.masked[self._sentence_start(title.start) : title.start]
        if self._is_asked(title) or _NOT_DONE.search(before[-14:]):
            return None
        return Span(*match.span(1)) if _OBJECT_FIRST.search(before) else None

    def continues(self, previous: Span, title: Span) -> bool:
        """Tell whether two titles stand in one run: 《…》《…》, 《…》(草案)、《…》, 《…》;《…》."""
        between = re.sub(r"\([^()]*\)", "", self.masked[previous.end : title.start])
        return len(between) < 20 and _RUN.fullmatch(between) is not None

    def _sentence_start(self, place: int) -> int:
        index = bisect_right(self._boundaries, place)
        return self._boundaries[index - 1] if index else self.body.start

    def _governs(self, sentence: int, verb: Span, place: int) -> bool:
        clause = max(sentence, self.masked.rfind(",", sentence, verb.start) + 1)
        resumed = self.masked.startswith(
            "继续审议", verb.start - 2
        )  # a bill read again, no demand: 会议继续审议某法草案
        stop = verb.start - 2 if resumed else verb.start
        return not _NOT_DONE.search(self.masked, max(clause, stop - 14), stop) and not self._is_cited(verb, place)

    def _is_cited(self, verb: Span, place: int) -> bool:
        between = self.masked[verb.end : place]
        return _ONLY_CITED.search(between[between.rfind(",") + 1 :] if "," in between else "") is not None
