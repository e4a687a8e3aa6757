"""Parts: what a page, a record or an item of a feed says of an article -> its text as kept.

In: headline, date, byline and text, each by itself. Out: one text in the form that articles in text files have, so that
every statement about the article, its date and source too, has a place in it. Does not know where the parts come from.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateutil.parser import isoparse

from flows.articles.dates import SHANGHAI

_ZONED = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?"
    r" ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})"
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{5,8} .{1,6}")
_RUN_TOGETHER = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])([0-2][0-9])([0-5][0-9])([0-5][0-9])")
_SECONDS = re.compile(r"[0-9]{9,10}(?:\.[0-9]+)?")
_MILLISECONDS = re.compile(r"[0-9]{12,13}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What is said of one article; empty where nothing is. `published` is as written at its source."""

    title: str = ""
    published: str = ""
    source: str = ""
    reporters: str = ""
    editors: str = ""
    text: str = ""
    above: tuple[str, ...] = ()
    """Lines of a byline as a page shows them between headline and text."""
    below: tuple[str, ...] = ()
    """Lines of a byline below the text."""
    url: str | None = None
    jurisdiction: str | None = None


def compose(parts: Parts) -> str:
    """Return the text as kept; its first line is the headline, where none is given that of the text."""
    title, text = in_line(parts.title), parts.text.strip()
    if not title:
        title, _end, text = text.partition("\n")
    head = [title, _labelled("发布时间", moment(parts.published)), _labelled("来源", parts.source), *parts.above]
    tail = [*parts.below, _labelled("记者", parts.reporters), _labelled("编辑", parts.editors)]
    return "\n".join(filter(None, [*head, text.strip(), *tail])) + "\n"


def web_address(text: str) -> str | None:
    """Return `text` where it is a whole URL of the web in one piece, else None."""
    return text if text.startswith(("http://", "https://")) and " " not in text and text.isprintable() else None


def in_line(text: str) -> str:
    """Return `text` in one line, without blanks at its ends."""
    return " ".join(text.split())


def moment(written: str) -> str:
    """Return a time as Chinese portals write it, in their time zone; one that is not understood stays as it is.

    ``2023-01-01T11:00:00Z`` -> ``2023-01-01 19:00:00``. A time without a zone is taken for theirs.
    """
    written = in_line(written)
    try:
        if zoned := _ZONED.fullmatch(written):
            at = isoparse(f"{zoned['day']}T{zoned['time']}{zoned['zone']}")
            return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"[: 11 + len(zoned["time"])]
        if _MAIL.fullmatch(written):
            at = parsedate_to_datetime(written)
            return f"{at.astimezone(SHANGHAI) if at.tzinfo else at:%Y-%m-%d %H:%M:%S}"
        if _SECONDS.fullmatch(written) or _MILLISECONDS.fullmatch(written):
            seconds = float(written) / (1000 if _MILLISECONDS.fullmatch(written) else 1)
            return f"{datetime.fromtimestamp(seconds, UTC).astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError):
        return written
    if together := _RUN_TOGETHER.fullmatch(written):
        return "{}-{}-{} {}:{}:{}".format(*together.groups())
    return written


def _labelled(label: str, value: str) -> str:
    """Return the line of a byline that says `value`, or nothing."""
    value = in_line(value)
    return f"{label}:{value}" if value else ""
