"""Dates of a byline: folded text -> the date in it, in the time zone of every portal read here.

In: a folded line. Out: where a date stands and which moment it names, or that it names none. Does not know which of
several dates is the one of publication.
"""

import re
from dataclasses import dataclass

from dateutil.parser import isoparse
from dateutil.tz import tzoffset

from flows.articles.article import Published
from flows.articles.evidence import Span

# China has had one zone and no summer time since 1992; an offset needs no zone files at run time.
SHANGHAI = tzoffset("Asia/Shanghai", 8 * 3600)

_DATE = re.compile(
    r"(?<![0-9])([0-9]{4}) {0,2}[-/.·年] {0,2}([0-9]{1,2}) {0,2}[-/.·月] {0,2}([0-9]{1,2})(?![0-9]) ?日?"
    r"(?:T|[ ,]{0,4}(?:\(?(?:星期|周)[一二三四五六日天]\)? ?)?)"
    r"(?:([0-9]{1,2}) ?[:时点] ?([0-9]{1,2})(?: ?[:分] ?([0-9]{1,2})秒?|分)?)?"
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date as written; `published` is None where no calendar has it (2016-13-45)."""

    span: Span
    published: Published | None


def dates_in(folded: str, span: Span) -> list[DateFound]:
    """Return the dates with four-digit years in `span`, in order, the impossible ones too."""
    return [_read(match, folded) for match in _DATE.finditer(folded, span.start, span.end)]


def _read(match: re.Match[str], folded: str) -> DateFound:
    """Return what one match of the pattern says: ``2016年5月9日 8:05`` -> 2016-05-09T08:05+08:00, to the minute."""
    year, month, day, hour, minute, second = match.groups()
    end = match.start() + len(match.group().rstrip(" ,("))
    precision = "day" if hour is None else "minute" if second is None else "second"
    iso = f"{year}-{month:0>2}-{day:0>2}T{hour or 0:0>2}:{minute or 0:0>2}:{second or 0:0>2}"
    try:
        published = Published(isoparse(iso).replace(tzinfo=SHANGHAI), precision)
    except ValueError:
        published = None
    return DateFound(Span(match.start(), end), published)
