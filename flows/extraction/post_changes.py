"""Appointments -> facts: which post of which person begins or ends, and from when.

Goes in: the reading, its persons and meetings, the time of publication. Comes out: changes, one for each post and
kind. The date is the one stated with the change, else that of the meeting that decided it, else of the publication.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from flows.articles.article import Published, Stated
from flows.articles.evidence import Evidence
from flows.extraction.dates import FoundDate, find_dates
from flows.extraction.facts import ChangeDate, Meeting, Person, PostChange
from flows.extraction.persons import plain
from flows.extraction.posts import Change, PostMention
from flows.extraction.reading import Reading

_NO_START = re.compile(r"\)?(?:出?生|入党|参加工作|公示|提请|提名)")
"""1970年2月生: a date of the person's life, not of the post."""
_LATER = re.compile(r"[自从于]\Z")
_PASSED = re.compile(r"[^()\n。]{0,60}(?:通过|决定|任免|任命|表决)\s*\)")
"""(2031年6月10日某县第八届人大常委会第三次会议通过): the line below the headline of a list."""
_SIGNATURE = 40
"""How far below the body the date may stand with which a notice is signed."""
_ORIGINS = ("stated", "meeting", "published")


def find_post_changes(
    reading: Reading, persons: tuple[Person, ...], meetings: tuple[Meeting, ...], published: Stated[Published] | None
) -> tuple[PostChange, ...]:
    """Return the changes in the order of the text; of one said twice, the one with the better date."""
    said = list(_said(reading, persons))
    if not said:
        return ()
    calendar = _Calendar(reading, meetings, published)
    found: dict[tuple[str, int, str], PostChange] = {}
    for person, index, change in said:
        evidence = Evidence(change.span, change.rule, change.confidence)
        told = PostChange(person.id, index, change.kind, calendar.date_of(change), evidence)
        known = found.setdefault((person.id, index, change.kind), told)
        if _worth(told) < _worth(known):
            found[person.id, index, change.kind] = told
    return tuple(found.values())


def _worth(change: PostChange) -> int:
    return _ORIGINS.index(change.date.origin) if change.date else len(_ORIGINS)


def _said(reading: Reading, persons: tuple[Person, ...]) -> Iterator[tuple[Person, int, Change]]:
    by_name = {person.name: person for person in persons}
    for appearance in reading.people:
        for mention in appearance.posts:
            if mention.change:
                person = by_name[plain(appearance.name)]
                index = _index(reading, person, mention)
                if index is not None:
                    yield person, index, mention.change


def _index(reading: Reading, person: Person, mention: PostMention) -> int | None:
    """Which of the person's posts a mention is: they are told apart by how they are written."""
    surface = reading.text.folded[mention.start : mention.end]
    spans = ((post.evidence.span.start, post.evidence.span.end) for post in person.posts)
    same = (span == (mention.start, mention.end) for span in spans)
    alike = (post.evidence.span.of(reading.text.folded) == surface for post in person.posts)
    return next((i for i, fits in enumerate(same) if fits), next((i for i, fits in enumerate(alike) if fits), None))


class _Calendar:
    """When the changes of one article hold."""

    def __init__(self, reading: Reading, meetings: tuple[Meeting, ...], published: Stated[Published] | None) -> None:
        self._text = reading.text
        self._published = reading.published.isoformat() if reading.published else ""
        self._stated = published
        self._dates = [each for each in reading.dates if not _NO_START.match(self._text.folded, each.end)]
        self._ends = [each.end for each in self._dates]
        self._passed = next((each for each in self._dates if _PASSED.match(self._text.folded, each.end)), None)
        body = reading.text.body.end
        below = find_dates(reading.text.folded, reading.published, body, min(body + _SIGNATURE, len(self._text.folded)))
        self._signed = [each for each in (*self._dates, *below) if self._fills_line(each) and self._is_past(each)]
        self._meetings = [
            (each.mentions[0].span.start, each.date)
            for each in meetings
            if each.reported and each.date and each.date.precision == "day"
        ]

    def date_of(self, change: Change) -> ChangeDate | None:
        """Return the date from which a change holds."""
        return self._of_sentence(change) or self._of_meeting(change) or self._of_publication()

    def _of_sentence(self, change: Change) -> ChangeDate | None:
        begin = max(self._text.folded.rfind(stop, 0, change.span.start) for stop in "。!?\n") + 1
        index = bisect_right(self._ends, change.span.end) - 1
        near = self._dates[index] if index >= 0 and self._dates[index].start >= begin else None
        found = near if near and self._is_past(near) else self._passed
        found = found or next((each for each in self._signed if each.start > change.span.end), None)
        return _dated(found) if found else None

    def _fills_line(self, found: FoundDate) -> bool:
        """A notice is signed with its date, below all else."""
        text = self._text.folded
        begin, end = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
        return text[begin : end if end >= 0 else len(text)].strip() == text[found.start : found.end]

    def _is_past(self, found: FoundDate) -> bool:
        """A day to come counts only where the post is said to begin on it: 自7月1日起."""
        return found.value <= self._published or bool(_LATER.search(self._text.folded, 0, found.start))

    def _of_meeting(self, change: Change) -> ChangeDate | None:
        before = [date for start, date in self._meetings if start <= change.span.start]
        dates = before[-1:] or [date for _, date in self._meetings[:1]]
        return ChangeDate(dates[0].value, "day", "meeting", dates[0].evidence) if dates else None

    def _of_publication(self) -> ChangeDate | None:
        if not self._stated:
            return None
        return ChangeDate(self._stated.value.at.date().isoformat(), "day", "published", self._stated.evidence)


def _dated(found: FoundDate) -> ChangeDate:
    return ChangeDate(found.value, found.precision, "stated", found.fact().evidence)
