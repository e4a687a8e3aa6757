"""Annotated article -> what is wrong with its annotation: conventions of design §7 that a program can check.

`python -m flows.evaluation.check DIR` prints one line a problem; a gold file is ready when it prints none.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from flows.articles.folding import fold
from flows.evaluation.form import Gold, GoldMeeting
from flows.evaluation.loading import Case, GoldError, load_cases

NAMELESS = frozenset({"会议", "调研"})
"""What stands for a meeting, a visit or a speaker without a name of its own: need not occur in the text."""

_DEEDS = frozenset({"慰问", "走访慰问", "看望", "看望慰问", "会见", "会谈", "会晤"})
"""What one does several times, with others or elsewhere."""
_NUMERAL = "[一二三四五六七八九十]"
_ORDINAL = re.compile(rf"{_NUMERAL}+[是要、]|第{_NUMERAL}+[,、]|首先|其次|\(({_NUMERAL}+|\d+)\)|\d+[.、](?!\d)")


def check(case: Case) -> list[str]:
    """Return what is wrong with the annotation of `case`, one line a problem; empty when nothing is."""
    parts = (_strings, _people, _dates, _meetings, _repeats, _documents, _heads)
    return [problem for part in parts for problem in part(case)]


def _strings(case: Case) -> Iterator[str]:
    for key, value in _quoted(case.gold):
        if value not in case.text:
            yield f"{key}: “{value}” does not stand in the text"


def _quoted(gold: Gold) -> Iterator[tuple[str, str]]:
    for key, value in (("title", gold["title"]), ("source", gold["source"])):
        if value is not None:
            yield key, value
    yield from (("reporters", name) for name in gold["reporters"])
    yield from (("editors", name) for name in gold["editors"])
    yield from (("referenced_meetings", name) for name in gold["referenced_meetings"])
    for meeting in gold["meetings"]:
        if meeting["name"] not in NAMELESS:
            yield "meetings.name", meeting["name"]
        if meeting["place"] is not None:
            yield "meetings.place", meeting["place"]
    for person in gold["people"]:
        yield "people.name", person["name"]
        yield from (("people.posts", post) for post in person["posts"])
    yield from (("organizations.surface", row["surface"]) for row in gold["organizations"])
    for document in gold["documents"]:
        values = (("title", document["title"]), ("status", document["status"]), ("action", document["action"]))
        yield from ((f"documents.{key}", value) for key, value in values if value is not None)
    for directive in gold["directives"]:
        if directive["speaker"] not in NAMELESS:
            yield "directives.speaker", directive["speaker"]
        yield "directives.head", directive["head"]


def _people(case: Case) -> Iterator[str]:
    people = {person["name"] for person in case.gold["people"]}
    for name in [*case.gold["reporters"], *case.gold["editors"]]:
        if name in people:
            yield f"people: {name} is in the byline, and byline names are not people"
    for meeting in case.gold["meetings"]:
        for key, name in _taking_part(meeting):
            if name not in people:
                yield f"meetings.{key}: {name} is not among people"


def _taking_part(meeting: GoldMeeting) -> Iterator[tuple[str, str]]:
    yield from (("chairs", name) for name in meeting["chairs"])
    yield from (("attendees", name) for name in meeting["attendees"])
    yield from (("observers", name) for name in meeting["observers"])


def _dates(case: Case) -> Iterator[str]:
    published = case.gold["published"]
    if published is not None and not _is_iso(published):
        yield f"published: {published} is no ISO date or date-time"
    for meeting in case.gold["meetings"]:
        date = meeting["date"]
        if date is None:
            continue
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date) or (len(date) == 10 and not _is_iso(date)):
            yield f"meetings.date: {date} is no ISO date"
        elif published is not None and date > published:
            yield f"meetings.date: {date} is after publication ({published})"


def _is_iso(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _meetings(case: Case) -> Iterator[str]:
    for meeting in case.gold["meetings"]:
        if meeting["ordinal"] is not None and meeting["ordinal"] < 1:
            yield f"meetings.ordinal: {meeting['ordinal']} is not positive"
        roles: dict[str, str] = {}
        for key, name in _taking_part(meeting):
            if name in roles:
                yield f"meetings.{key}: {name} stands there already ({roles[name]})"
            roles[name] = key


def _repeats(case: Case) -> Iterator[str]:
    gold = case.gold
    yield from _twice("reporters", gold["reporters"])
    yield from _twice("editors", gold["editors"])
    # 第88、89次常务会议 is two meetings of one name: only the same ordinal twice is a mistake.
    named = [row for row in gold["meetings"] if row["name"] not in NAMELESS | _DEEDS]
    yield from _twice("meetings", (f"{row['name']} (ordinal {row['ordinal']})" for row in named))
    yield from _twice("referenced_meetings", gold["referenced_meetings"])
    yield from _twice("people.name", (row["name"] for row in gold["people"]))
    yield from _twice("organizations.canonical", (row["canonical"] for row in gold["organizations"]))
    yield from _twice("documents.title", (row["title"] for row in gold["documents"]))
    for person in gold["people"]:
        yield from _twice(f"people.posts of {person['name']}", person["posts"])


def _twice(key: str, values: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield f"{key}: {value} stands there twice"
        seen.add(value)


def _documents(case: Case) -> Iterator[str]:
    for document in case.gold["documents"]:
        title, status = fold(document["title"]), document["status"]
        if title.startswith(("《", "<")) and title.endswith(("》", ">")):
            yield f"documents.title: {title} still has its brackets"
        if status is not None and title.endswith(f"({status})"):
            yield f"documents.title: {title} still has its status"
        if status is not None and fold(status).startswith("("):
            yield f"documents.status: {status} still has its brackets"


def _heads(case: Case) -> Iterator[str]:
    position = 0
    for directive in case.gold["directives"]:
        head = directive["head"]
        if not 8 <= len(head) <= 20:
            yield f"directives.head: “{head}” has {len(head)} characters, not 8 to 20"
        if _ORDINAL.match(fold(head)):
            yield f"directives.head: “{head}” still has its ordinal"
        found = case.text.find(head, position)
        if found < 0 and head in case.text:
            yield f"directives.head: “{head}” stands before the head above it, or is there twice"
        position = found + 1 if found >= 0 else position


def main(arguments: list[str]) -> int:
    """Print every problem of the gold files in the folder named by `arguments`; return 0 when there is none."""
    if len(arguments) != 1:
        print("usage: python -m flows.evaluation.check DIR", file=sys.stderr)
        return 2
    try:
        cases = load_cases(Path(arguments[0]))
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1
    problems = [f"{case.name}: {problem}" for case in cases for problem in check(case)]
    print("\n".join([*problems, f"{len(cases)} articles, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
