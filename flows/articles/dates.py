"""Dates of a byline: folded text -> the date in it, in the time zone of every portal read here.

In: a folded line. Out: where a date stands and which moment it names, or that it names none. Does not know which of
several dates is the one of publication.
"""

import re

from dateutil.parser import isoparse
from dateutil.tz import tzoffset

from flows.articles.article import Published
from flows.articles.evidence import Span
from flows.values import value

# China has had one zone and no summer time since 1992; an offset needs no zone files at run time.
SHANGHAI = tzoffset("Asia/Shanghai", 8 * 3600)

_YEAR = re.compile("[0-9]{4}")
_DATE = re.compile(
    r"(?<![0-9])([0-9]{4}) {0,2}[-/.·年] {0,2}([0-9]{1,2}) {0,2}[-/.·月] {0,2}([0-9]{1,2})(?![0-9]) ?日?"
    r"(?:T|[ ,]{0,4}(?:\(?(?:星期|周)[一二三四五六日天]\)? ?)?)"
    r"(?:([0-9]{1,2}) ?[:时点] ?([0-9]{1,2})(?: ?[:分] ?([0-9]{1,2})秒?|分)?)?"
)
# 20210304, 二〇二一年三月四日, 03/04/2021: no time of day ever follows.
_COMPACT = re.compile(r"(?<![0-9])((?:19[89]|20[0-4])[0-9])(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_SPELT = re.compile(
    r"([二一][〇○零Oo0一九][〇○零Oo0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_FIGURES = {**{sign: value for value, sign in enumerate("〇一二三四五六七八九")}, **dict.fromkeys("○零Oo0", 0)}
_AMERICAN = re.compile(r"(?<![0-9])(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])/(20[0-4][0-9])(?![0-9])")


@value()
class DateFound:
    """A date as written; `published` is None where no calendar has it (2016-13-45)."""

    span: Span
    published: Published | None


def dates_in(folded: str, span: Span) -> list[DateFound]:
    """Return the dates with four-digit years in `span`, in order, the impossible ones too."""
    found: list[DateFound] = []
    if _YEAR.search(folded, span.start, span.end):  # without which the next three find nothing
        found += [_read(match, folded) for match in _DATE.finditer(folded, span.start, span.end)]
        found += [_day(match, match.groups()) for match in _COMPACT.finditer(folded, span.start, span.end)]
        for match in _AMERICAN.finditer(folded, span.start, span.end):
            found.append(_day(match, (match[3], match[1], match[2])))
    for match in _SPELT.finditer(folded, span.start, span.end):
        year, month, day = match.groups()
        digits = "".join(str(_FIGURES[sign]) for sign in year)
        found.append(_day(match, (digits, str(_number(month)), str(_number(day)))))
    return sorted(found, key=lambda date: date.span)


def _number(spelt: str) -> int:
    """Return a number below a hundred: 二十三 -> 23."""
    tens, ten, ones = spelt.partition("十")
    if not ten:
        return _FIGURES[spelt[-1]]
    return (_FIGURES[tens[-1]] if tens else 1) * 10 + (_FIGURES.get(ones[-1:], 0) if ones else 0)


def _day(match: re.Match[str], parts: tuple[str, ...]) -> DateFound:
    """Return the day that year, month and day name."""
    year, month, day = parts
    return DateFound(Span(*match.span()), _moment(f"{year}-{month:0>2}-{day:0>2}", "day"))


def _moment(iso: str, precision: str) -> Published | None:
    """Return the moment `iso` names, none where no calendar has it."""
    try:
        return Published(isoparse(iso).replace(tzinfo=SHANGHAI), precision)
    except ValueError:
        return None


def _read(match: re.Match[str], folded: str) -> DateFound:
    """Return what one match of the pattern says: ``2016年5月9日 8:05`` -> 2016-05-09T08:05+08:00, to the minute."""
    year, month, day, hour, minute, second = match.groups()
    end = match.start() + len(match.group().rstrip(" ,("))
    precision = "day" if hour is None else "minute" if second is None else "second"
    iso = f"{year}-{month:0>2}-{day:0>2}T{hour or 0:0>2}:{minute or 0:0>2}:{second or 0:0>2}"
    return DateFound(Span(match.start(), end), _moment(iso, precision))
