"""Does a run need somebody? What it gave, and what runs gave before -> alarms. Pure: reads no ledger and no clock.

An operator hears of what is unlike before, once it is more than chance, and not of what is always so: a portal that is
silent on Sundays, an article now and then that cannot be read. A source of which nothing is known yet raises no alarm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any, Literal

from flows.wording import counted

REMEMBERED = 100
"""How many runs before this one are looked at."""
_RECENT = 10
_FEWEST = 5
"""Articles, pages or runs below which a share, or what is usual, is chance."""
_MARGIN = 0.1
"""A share of articles that are held back is unusual when it is twice the usual one, and greater by this."""
_HELD_BACK = ("quarantined", "rejected")
_HALF = 0.5
_SHORTEST_SILENCE = 3

RunSummary = dict[str, Any]
"""What the diary keeps of a run, as `flows.summary.Summary.as_json` writes it."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What an operator should know of a run."""

    kind: Literal["held-back", "layout", "nothing", "quiet"]
    source: str
    """The source it is about; empty where it is about all that came in."""
    line: str


def alarms(run: RunSummary, before: Sequence[RunSummary]) -> list[Alarm]:
    """Return what is unusual about `run`, given the runs `before` it, oldest first."""
    found = list(_held_back(run, before))
    for name, now in run.get("sources", {}).items():
        earlier = [past["sources"][name] for past in before if name in past.get("sources", {})]
        if alarm := _of_source(name, now, earlier):
            found.append(alarm)
    return found


def _held_back(run: RunSummary, before: Sequence[RunSummary]) -> Iterator[Alarm]:
    """Twenty new articles of which eight are quarantined, where one in twenty used to be."""
    held, new = _new(run)
    past = [_new(each) for each in before]
    usual = _share(past[-_RECENT:])
    if usual is None or new < _FEWEST:
        return
    share = held / new
    if share > max(2 * usual, usual + _MARGIN):
        line = f"{held:,} of {counted(new, 'new article')} held back ({share:.0%}; before {usual:.0%})"
        yield Alarm("held-back", "", line)


def _new(run: RunSummary) -> tuple[int, int]:
    """Return how many of the new articles of a run are held back, and how many there are."""
    statuses = run.get("new", {})
    return sum(statuses.get(status, 0) for status in _HELD_BACK), sum(statuses.values())


def _share(counts: Sequence[tuple[int, int]]) -> float | None:
    """Return the share of the first numbers in the second ones, None where these are too few."""
    parts, wholes = sum(part for part, _whole in counts), sum(whole for _part, whole in counts)
    return parts / wholes if wholes >= _FEWEST else None


def _of_source(name: str, now: dict[str, Any], before: Sequence[dict[str, Any]]) -> Alarm | None:
    """Return the alarm that says most about a source."""
    recent = before[-_RECENT:]
    if now["asked"] and not _good(now) and any(map(_good, recent)):
        if now["without_text"]:
            return Alarm("layout", name, f"{name}: no list or page is as it was: has the layout of the portal changed?")
        return Alarm("nothing", name, f"{name}: nothing can be fetched that could be before")
    if _without_text(now, recent):
        pages = f"{now['without_text']:,} of {counted(now['asked'], 'page')}"
        return Alarm("layout", name, f"{name}: no article on {pages}: has the layout of the portal changed?")
    lost = [part for part in now["missing"] if recent and part not in recent[-1]["missing"]]
    if lost and now["asked"] >= _FEWEST:
        named = ", ".join(f"selectors.{part}" for part in lost)
        return Alarm("layout", name, f"{name}: {named} no longer found on any page: has the layout changed?")
    return _silent(name, [source["new"] for source in (*before, now)])


def _good(source: dict[str, Any]) -> int:
    """Return how many pages were got as they should be: new ones, and those that are as they were."""
    return int(source["new"] + source["unchanged"])


def _without_text(now: dict[str, Any], recent: Sequence[dict[str, Any]]) -> bool:
    usual = _share([(source["without_text"], source["asked"]) for source in recent])
    if usual is None or now["asked"] < _FEWEST:
        return False
    share: float = now["without_text"] / now["asked"]
    return share >= _HALF and share > 2 * usual


def _silent(name: str, new: Sequence[int]) -> Alarm | None:
    """A list that has moved still gives its old articles, and never a new one: the silence outlasts all before it.

    Told once, in the run in which it becomes unusual.
    """
    silence = len(list(takewhile(lambda number: not number, reversed(new))))
    before = new[: len(new) - silence]
    if len(before) < _FEWEST:
        return None
    longest = max((len(list(runs)) for gave, runs in groupby(before, key=bool) if not gave), default=0)
    if silence != max(_SHORTEST_SILENCE, 2 * longest + 1):
        return None
    return Alarm("quiet", name, f"{name}: nothing new in {counted(silence, 'run')}, which has not been so before")
