"""Tells a demand from a statement: does a segment ask for something, where does it begin, of whom, how strongly.

In: the folded text, where bodies are named, and a segment (what ends with 。 or ；). Out: `Demand` or None.
Knows nothing of speakers.
"""

import re
from collections.abc import Mapping

from flows.articles.evidence import Span
from flows.extraction import demand_patterns as says
from flows.extraction.facts import Modality
from flows.values import value

LONGEST_LEAD = 70
"""How far into a clause 要 may stand."""


@value()
class Demand:
    """A segment's demand: where its head starts, whom it names, how strong it is, whether 要 or the like says it."""

    start: int
    addressees: tuple[Span, ...]
    modality: Modality
    explicit: bool


@value()
class DemandFinder:
    """Reads the demands of one article; `bodies` gives the end of each body named in it by its start."""

    folded: str
    bodies: Mapping[int, int]

    def find(self, segment: Span, *, bare: bool, opening: bool, urged: bool = False) -> Demand | None:
        """Return the demand of a segment.

        With `bare` a verb without 要 counts too (支持…), with `opening` 坚持…, 确保…, with `urged` 不能….
        """
        asked = self._asked(segment, bare, opening, urged)
        if asked is None:
            return None
        clauses, head, explicit = asked
        return Demand(head.start, self._all_addressees(clauses), self._modality(head), explicit)

    def asks(self, segment: Span, *, bare: bool, opening: bool, urged: bool = False) -> bool:
        """Tell whether a segment asks for something, as `find` finds it."""
        return self._asked(segment, bare, opening, urged) is not None

    def _asked(self, segment: Span, bare: bool, opening: bool, urged: bool) -> tuple[list[Span], Span, bool] | None:
        """Return the clauses of a segment that asks, the part of one that does, and whether 要 or the like says it."""
        if says.SEES.match(self.folded, segment.start, segment.end) or self._quotes(segment):
            return None
        found = says.CLAUSE.finditer(self.folded, segment.start, segment.end)
        clauses = [Span(*match.span()) for match in found]
        tells = (bare or opening) and self._tells(clauses)
        for index, clause in enumerate(clauses):
            topical = index == 1 and (bare or opening) and self._is_topic(clauses[0])
            opens = not tells and (topical or (opening and index == 0))
            start = self._passed_on(clause) if bare or opening else None
            if start is None:
                start = self._explicit(clause, opens, says.URGED if urged else says.MODAL)
            if start is not None:
                sure = not opens or says.EXPLICIT.search(self.folded, start, clause.end) is not None
                return clauses, Span(start, clause.end), sure
        if bare and clauses and not tells and self._is_bare(clauses):
            return clauses, Span(self._skip_blank(segment), clauses[0].end), False
        return None

    def _is_topic(self, clause: Span) -> bool:
        """Tell whether a clause only says what the next is about: 对未完成任务的,…."""
        return says.TOPIC.match(self.folded, clause.start, clause.end) is not None

    def _quotes(self, segment: Span) -> bool:
        # Nearly all segments do without the word, which is found fast.
        quoted = self.folded.find(says.QUOTED, segment.start, segment.end) >= 0
        return quoted and says.QUOTES.match(self.folded, segment.start, segment.end) is not None

    def _tells(self, clauses: list[Span]) -> bool:
        """Tell whether what begins like a demand goes on as a statement: 严格收费,是重要举措; …,完成了任务."""
        for clause in clauses[1:4]:
            if says.COMMENTS.match(self.folded, clause.start, clause.end):
                return True
        # Three segments in four have no 了 at all.
        done = bool(clauses) and self.folded.find("了", clauses[0].start, clauses[-1].end) >= 0
        return done and any(says.ACHIEVED.search(self.folded, clause.start, clause.end) for clause in clauses)

    def _skip_blank(self, segment: Span) -> int:
        start = segment.start
        while start < segment.end and self.folded[start] in " “":
            start += 1
        return start

    def _passed_on(self, clause: Span) -> int | None:
        """Return where begins what one is to see to: 责令…限期整改, 叮嘱…【要】…."""
        calls = self.folded[clause.start] in says.CALLS  # few clauses begin so
        required = says.REQUIRES.match(self.folded, clause.start, clause.end) if calls else None
        if required is None:
            return None
        passed_on = says.PASSED_ON.search(self.folded, required.end() - 2, clause.end)
        return passed_on.start() if passed_on else self._skip_blank(clause)

    def _explicit(self, clause: Span, opens: bool, modals: re.Pattern[str]) -> int | None:
        """Return where the demand of a clause starts: its subject, 要, or an opening 坚持, 确保, 希望."""
        if self.folded[clause.start] in says.CALLS and says.HOPES.match(self.folded, clause.start, clause.end):
            return self._skip_blank(clause)
        if (
            opens
            and says.OPENING.match(self.folded, clause.start, clause.end)
            and not says.STATED.search(self.folded, clause.start, clause.end)
        ):
            return self._skip_blank(clause)
        for modal in modals.finditer(self.folded, clause.start, min(clause.end, clause.start + LONGEST_LEAD)):
            if self._is_demand(clause, modal):
                return self._skip_blank(clause)
        return None

    def _is_demand(self, clause: Span, modal: re.Match[str]) -> bool:
        """Leave out 这是我们必须完成的任务, 只有…才要…, 目的是要…, 向科技要产量, and what stands in a title."""
        if says.AFTER_NOT_DEMAND.match(self.folded, modal.end(), clause.end):
            return False
        prefix = self.folded[clause.start : modal.start()]
        if prefix.rfind("《") > prefix.rfind("》"):
            return False
        if self.folded[modal.start()] == "要" and says.ASKS_OF.search(prefix):
            return False
        if says.ON_CONDITION.fullmatch(prefix):
            return True
        return says.PREFIX_OK.search(prefix) is not None or says.STATES.search(prefix) is None

    def _is_bare(self, clauses: list[Span]) -> bool:
        """Tell whether the clauses ask without 要: 支持…, 区财政局每月通报…, 由某局牵头, 对…的,按…处理."""
        first, second = clauses[0], clauses[1] if len(clauses) > 1 else None
        if says.STATED.search(self.folded, first.start, first.end):
            return False
        if says.PAST.match(self.folded, first.start, first.end):
            return False
        if any(says.CHARGED.match(self.folded, clause.start, clause.end) for clause in clauses[:2]):
            return True
        if says.BARE.match(self.folded, first.start, first.end) or self._addressed(first) or self._body_acts(first):
            return True
        if second and says.CASE.fullmatch(self.folded, first.start, first.end):
            return says.STATED.search(self.folded, second.start, second.end) is None
        led_in = says.PREPOSITION.match(self.folded, first.start, first.end) is not None
        return led_in and any(says.BARE.match(self.folded, clause.start, clause.end) for clause in clauses[1:3])

    def _addressed(self, clause: Span) -> re.Match[str] | None:
        # Where nobody is named who could be addressed, as in most clauses, that is found fast.
        if says.CAN_BE_ADDRESSED.search(self.folded, clause.start, clause.end) is None:
            return None
        return says.ADDRESSED.match(self.folded, clause.start, clause.end)

    def _body_acts(self, clause: Span) -> bool:
        """Tell whether bodies are charged with something: 县财政局、县审计局【全程监督】."""
        named = self._bodies_at(clause)
        return named is not None and says.BODY_ACTS.match(self.folded, named.end, clause.end) is not None

    def _bodies_at(self, clause: Span) -> Span | None:
        """Return the bodies that a clause begins with: 区财政局、区审计局."""
        begin, end = self._skip_blank(clause), None
        start = begin
        while start in self.bodies and self.bodies[start] < clause.end:
            end = self.bodies[start]
            if self.folded[end] not in "、和及":
                break
            start = end + 1
        return Span(begin, end) if end else None

    def _all_addressees(self, clauses: list[Span]) -> tuple[Span, ...]:
        return tuple(named for clause in clauses if (named := self._addressee(clause)))

    def _addressee(self, clause: Span) -> Span | None:
        """Return to whom a clause speaks: 各街镇、各部门 in 各街镇、各部门要…, 广大干部 in 希望广大干部…."""
        bodies = self._bodies_at(clause)
        named_so = says.CAN_BE_ADDRESSED.search(self.folded, clause.start, clause.end)
        if bodies is None and named_so is None:
            return None  # as of most clauses, which need not be read for more
        asked = says.ASKED.search(self.folded, clause.start, clause.end)
        if asked:
            return Span(*asked.span(1))
        modal = says.MODAL.search(self.folded, clause.start, min(clause.end, clause.start + 60))
        if modal:
            lead = says.LEAD.match(self.folded, clause.start, modal.start())
            start = lead.end() if lead else clause.start
            named = says.ADDRESSEE.match(self.folded, start, modal.start())
            if named and not says.STATES.search(named.group()):
                return Span(*named.span())
            return bodies if bodies and bodies.end <= modal.start() else None
        addressed = says.ADDRESSED.match(self.folded, clause.start, clause.end) if named_so else None
        if addressed:
            lead = says.LEAD.match(self.folded, clause.start, addressed.end())
            return Span(lead.end() if lead else addressed.start(), addressed.end())
        return bodies if self._body_acts(clause) else None

    def _modality(self, head: Span) -> Modality:
        if says.SUGGESTS.match(self.folded, head.start, head.end):
            return "should"
        forbids = says.FORBIDS.search(self.folded, head.start, min(head.end, head.start + 12))
        return "must-not" if forbids else "must"
