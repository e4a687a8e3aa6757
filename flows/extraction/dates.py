"""Dates in a text, resolved against the day of publication: 10月10日, 3日下午, 昨日, 今天(5日)上午, 上周五, 2014年底.

Goes in: the text and the day of publication. Comes out: dates with their precision, and whether the year was
inferred. 近日 and 日前 say no day and yield none. Arithmetic on months by dateutil.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import EventDate, Precision
from flows.values import value

_DAY_PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|夜间|晨|早)?"
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d) ?年 ?)?(?P<month>1[0-2]|0?[1-9]) ?月 ?"
    r"(?P<day>3[01]|[12]\d|0?[1-9]) ?[日号](?:\([^()]{1,6}\))?" + _DAY_PART
)
"""Some portals put spaces around figures: 10 月 9 日."""
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_DAY_ONLY = re.compile(r"(?<![\d月年至—\-~.])(?P<day>3[01]|[12]\d|0?[1-9]) ?日(?!内|以内|前|起|均|常|间)" + _DAY_PART)
_RELATIVE = re.compile(
    r"(?P<word>昨日|昨天|昨|今日(?![\u4e00-\u9fff]{2,3}(?:讯|报|客户端))|今天|今|前天|当天)(?:\((?:(?P<month>1[0-2]|0?[1-9])月)?(?P<day>3[01]|[12]\d|0?[1-9])日?\)日?)?"
    + _DAY_PART
)
_OF_MONTH = re.compile(r"(?P<word>本月|上月)(?P<day>3[01]|[12]\d|0?[1-9])日" + _DAY_PART)
_WEEKDAY = re.compile(r"(?P<word>[本上](?:周|星期))(?P<day>[一二三四五六日天])(?![至到])" + _DAY_PART)
"""本周一, 上周五: weeks begin on Monday. 本周一至周五 is no day."""
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>1[0-2]|0?[1-9])月(?:份|[上中下]旬|初|底|末)?(?![\d份])")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:初|底|末)(?!会|季)")
_DATELINE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:电|讯)"
)
"""The day on which a report was written: 本报1月18日讯 … 今天上午: its today is the 18th, whenever it was published."""
_FIGURES = re.compile(r"[0-9][0-9]{0,3}(?: ?[年月日]|[-/.][0-9])")
"""Not as any digit of any script, which takes three times as long to look for; no date holds others."""
_ANY = re.compile(r"\d ?[日号月年/.-]|[昨今前当]|[本上](?:周|星期)[一二三四五六日天]")
_BACK = {"昨日": 1, "昨天": 1, "昨": 1, "今日": 0, "今天": 0, "今": 0, "前天": 2}
_NEXT_YEAR_DAYS = 45
"""A date without a year that lies further than this after publication is of the year before."""


@value()
class FoundDate:
    """A date of the text ``[start, end)`` with the value it resolves to."""

    start: int
    end: int
    value: str
    precision: Precision
    year_inferred: bool
    time_of_day: str | None
    rule: str

    def fact(self) -> EventDate:
        """Return the fact."""
        evidence = Evidence(Span(self.start, self.end), self.rule, 0.97 if self.rule != "date.day-only" else 0.92)
        return EventDate(self.value, self.precision, self.year_inferred, self.time_of_day, evidence)


def find_dates(text: str, published: date | None, start: int, end: int) -> list[FoundDate]:
    """Return the dates in ``text[start:end]``, in order, not overlapping; days before months, full before partial."""
    found: dict[int, FoundDate] = {}
    taken: set[int] = set()
    for date_found in _all(text, published, start, end):
        span = range(date_found.start, date_found.end)
        if taken.isdisjoint(span):
            taken.update(span)
            found[date_found.start] = date_found
    return [found[key] for key in sorted(found)]


def _all(text: str, published: date | None, start: int, end: int) -> Iterator[FoundDate]:
    if not _ANY.search(text, start, end):
        return
    written = _written(text, published, start, end)
    for match in _RELATIVE.finditer(text, start, end):
        relative = _relative(match, published, written)
        if relative:
            yield _found(match, relative.isoformat(), True, match["part"], "date.relative")
    of_month = text.find("本月", start, end) >= 0 or text.find("上月", start, end) >= 0
    for match in _OF_MONTH.finditer(text, start, end) if of_month else ():
        day = _in_month(match["word"] == "上月", int(match["day"]), published)
        if day:
            yield _found(match, day.isoformat(), True, match["part"], "date.relative")
    if written and (text.find("周", start, end) >= 0 or text.find("星期", start, end) >= 0):
        for match in _WEEKDAY.finditer(text, start, end):
            yield _found(match, _of_week(match, written).isoformat(), True, match["part"], "date.relative")
    yield from _numbered(text, published, start, end)
    yield from _partial(text, published, start, end)


def _of_week(match: re.Match[str], written: date) -> date:
    """Return the day of the week in which an article was written, or of the week before: 本周一, 上周五."""
    back = written.weekday() + (7 if match["word"].startswith("上") else 0)
    return written + timedelta(days="一二三四五六日".index(match["day"].replace("天", "日")) - back)


def _written(text: str, published: date | None, start: int, end: int) -> date | None:
    says = text.find("日电", start, end) >= 0 or text.find("日讯", start, end) >= 0
    match = _DATELINE.search(text, start, end) if published and says else None
    day = _resolve(match["year"], int(match["month"]), int(match["day"]), published) if match else None
    return day if day and published and day <= published else published


def _numbered(text: str, published: date | None, start: int, end: int) -> Iterator[FoundDate]:
    """Dates in figures; a day alone is of the month named right before it, or the last such day."""
    last = (start, date.min)
    for at in _FIGURES.finditer(text, start, end):
        if match := _DATE.match(text, at.start(), end):
            year = match["year"] or _last_year(text, match.start(), published)
            day = _resolve(year, int(match["month"]), int(match["day"]), published)
            inferred, rule, part = match["year"] is None, "date.month-day", match["part"]
        elif match := _NUMERIC.match(text, at.start(), end):
            day = _resolve(match["year"], int(match["month"]), int(match["day"]), published)
            inferred, rule, part = False, "date.numeric", None
        elif match := _DAY_ONLY.match(text, at.start(), end):
            day = _same_month(int(match["day"]), match.start(), last) or _day_before(int(match["day"]), published)
            inferred, rule, part = True, "date.day-only", match["part"]
        else:
            continue
        if day:
            last = (match.end(), day)
            yield _found(match, day.isoformat(), inferred, part, rule)


def _last_year(text: str, start: int, published: date | None) -> str | None:
    """去年8月31日: the year before that of publication."""
    return str(published.year - 1) if published and text.endswith("去年", 0, start) else None


def _same_month(day: int, start: int, last: tuple[int, date]) -> date | None:
    """Return a day of the month named right before it: 12月9日、11日."""
    if start - last[0] > 1 or day <= last[1].day or last[1] == date.min:
        return None
    try:
        return last[1].replace(day=day)
    except ValueError:
        return None


def _in_month(before: bool, day: int, published: date | None) -> date | None:
    """Return a day of the month of publication, or of the month before it: 本月5日, 上月5日."""
    if published is None:
        return None
    month = published.replace(day=1) - relativedelta(months=1 if before else 0)
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _partial(text: str, published: date | None, start: int, end: int) -> Iterator[FoundDate]:
    """Dates that say no day: 2016年9月, 2014年底."""
    if text.find("年", start, end) < 0:
        return
    for match in _MONTH.finditer(text, start, end):
        value = f"{match['year']}-{int(match['month']):02}"
        yield FoundDate(match.start(), match.end(), value, "month", False, None, "date.month")
    of_year = any(text.find(word, start, end) >= 0 for word in ("年初", "年底", "年末"))
    for match in _YEAR.finditer(text, start, end) if of_year else ():
        yield FoundDate(match.start(), match.end(), match["year"], "year", False, None, "date.year")


def _found(match: re.Match[str], value: str, inferred: bool, part: str | None, rule: str) -> FoundDate:
    return FoundDate(match.start(), match.end(), value, "day", inferred, part, rule)


def _resolve(year: str | None, month: int, day: int, published: date | None) -> date | None:
    """Give a month and day its year: that of publication, or the year before across the turn of the year."""
    if year is None and published is None:
        return None
    for candidate in (int(year),) if year else (published.year, published.year - 1) if published else ():
        try:
            resolved = date(candidate, month, day)
        except ValueError:
            continue
        if year or (published and (resolved - published).days <= _NEXT_YEAR_DAYS):
            return resolved
    return None


def _day_before(day: int, published: date | None) -> date | None:
    """Return the last such day of the month at or before publication."""
    if published is None:
        return None
    for months in (0, 1, 2):
        first = published.replace(day=1)
        try:
            resolved = (first - relativedelta(months=months) if months else first).replace(day=day)
        except ValueError:
            continue
        if resolved <= published:
            return resolved
    return None


def _relative(match: re.Match[str], published: date | None, written: date | None) -> date | None:
    if published is None or written is None:
        return None
    if match["day"]:
        month = match["month"]
        return (
            _resolve(None, int(month), int(match["day"]), published)
            if month
            else _day_before(int(match["day"]), published)
        )
    if match["word"] not in _BACK or (match["word"] in ("今", "昨") and not match["part"]):
        return None
    return written - timedelta(days=_BACK[match["word"]])
