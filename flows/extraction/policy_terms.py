"""Finds policy terms: slogans and programmes in quotation marks (“清风行动”, “两个清单”), wherever they are used.

In: the text, folded and as kept, its directives, and who speaks where. Out: `PolicyTerm`, in order of first use, each
with all its uses. Direct speech, cited titles, nicknames and dates are none. Does not know what a term means.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Directive, PolicyTerm, TermUse
from flows.extraction.patterns import alternation
from flows.extraction.speakers import Passage
from flows.extraction.text import Text

_QUOTED = re.compile(r"“([^“”\n。!?;]{2,20})”")
_SPEECH_BEFORE = re.compile(r"(?::|说,?|道,?|称,?|问,?|答,?|喊|写着|写道|告诉记者,?|表示,?|:“)$")
_SENTENCE_LIKE = re.compile(r"[,:…~]$|^[,、]|[吗呢吧啊呀哦嘛]$|^我|^你|^他|^她|谢谢|大家")
_NAMED = re.compile(rf"(?:{alternation('policy_term_not_before')})$")
_NAMED_AFTER = re.compile(alternation("policy_term_not_after"))
_DATE = re.compile(r"[\d.·\-—/:]+")


def find_policy_terms(
    text: Text, source: str, directives: Sequence[Directive], passages: Sequence[Passage]
) -> tuple[PolicyTerm, ...]:
    """Return the terms that the body quotes; each use names who speaks there and the innermost directive around it."""
    quoted = _QUOTED.finditer(text.folded, text.body.start, text.body.end)
    found = [match for match in quoted if _is_term(text.folded, match)]
    if not found:
        return ()
    uses: dict[str, list[TermUse]] = {}
    labels: dict[str, str] = {}
    around = _Surroundings(directives, passages)
    for match in found:
        place = Span(*match.span(1))
        labels.setdefault(match.group(1), place.of(source))
        uses.setdefault(match.group(1), []).append(around.use(place))
    return tuple(
        PolicyTerm(f"policy-term-{number}", labels[key], tuple(places))
        for number, (key, places) in enumerate(uses.items(), start=1)
    )


def _is_term(folded: str, quoted: re.Match[str]) -> bool:
    """Leave out speech (他说:“好”), nicknames (人称“…”), dates (“7·20”) and questions."""
    words = quoted.group(1)
    return not (
        _SENTENCE_LIKE.search(words)
        or _DATE.fullmatch(words)
        or words.count(",") > 1
        or _SPEECH_BEFORE.search(folded, max(0, quoted.start() - 6), quoted.start())
        or _NAMED.search(folded, max(0, quoted.start() - 6), quoted.start())
        or _NAMED_AFTER.match(folded, quoted.end())
    )


class _Surroundings:
    """Tells which directive and which passage lie around a place."""

    def __init__(self, directives: Sequence[Directive], passages: Sequence[Passage]) -> None:
        self._directives, self._passages = directives, passages
        self._by_id = {directive.id: directive for directive in directives}
        self._starts = [directive.span.start for directive in directives]
        self._passage_starts = [passage.span.start for passage in passages]

    def use(self, place: Span) -> TermUse:
        """Return the use of a term at `place`."""
        evidence = Evidence(place, "policy-term", 0.9)
        directive = self._innermost(place)
        if directive:
            return TermUse(directive.speaker, directive.id, evidence)
        index = bisect_right(self._passage_starts, place.start) - 1
        if index < 0 or not self._passages[index].span.covers(place):
            return TermUse(None, None, evidence)
        return TermUse(self._passages[index].speaker_id, None, evidence)

    def _innermost(self, place: Span) -> Directive | None:
        index = bisect_right(self._starts, place.start) - 1
        directive = self._directives[index] if index >= 0 else None
        while directive and not directive.span.covers(place):
            directive = self._by_id.get(directive.parent) if directive.parent else None
        return directive
