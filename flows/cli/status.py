"""`zhengwen status`: how the ledger and the release stand, for an operator's eye or, as JSON, for a program."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.cli.errors import DONE
from flows.ledger import Ledger
from flows.ledger.diary import PastRun
from flows.ledger.survey import Survey, Yield
from flows.publication.latest import Latest, latest_release
from flows.recipe import recipe
from flows.settings import load
from flows.summary import HELD_BACK
from flows.wording import counted, in_json, in_one_line

_WIDTH = 80
_LABEL_WIDTH = len("oldest quarantined")
_RUNS = 10
_SOURCES = 20
_REASONS = 10
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_STYLES = {"done": "green", "failed": "red", "no end": "yellow"}


@dataclass(frozen=True, slots=True)
class Status:
    """All that is shown."""

    now: datetime
    survey: Survey
    runs: list[PastRun]
    done: list[PastRun]
    """The latest run of each kind that was done."""
    release: Latest | None


def status(given: argparse.Namespace) -> int:
    """Print how things stand."""
    settings = load()
    ledger, now = Ledger(settings.ledger_url), datetime.now(UTC)
    survey = ledger.survey(now, recipe(settings.base_iri))
    diary = ledger.diary
    state = Status(now, survey, diary.last(_RUNS), diary.latest_done(), latest_release(settings.output))
    if given.format == "json":
        print(in_json(as_json(state), indent=2))
    else:
        _print(state)
    return DONE


def as_json(state: Status) -> dict[str, Any]:
    """Return all that is known, for programs; the README names the keys."""
    last = _last_by_source(state.runs)
    release = state.release and {**asdict(state.release), "since": _iso(state.release.since)}
    return {
        "time": _iso(state.now),
        "articles": state.survey.counts,
        "stale": state.survey.stale,
        "release": release,
        "ages": {
            "newest_article": state.survey.newest_published,
            "oldest_quarantined": state.survey.oldest_quarantined,
            "last_successful_run": max((run.started for run in state.done), default=None),
            "latest_release": release and release["since"],
        },
        "runs": [asdict(run) for run in state.runs],
        "sources": [{**asdict(each), "last_run": last.get(each.source)} for each in _yields(state)],
        "held_back": [asdict(each) for each in state.survey.held_back],
    }


def _print(state: Status) -> None:
    if not state.survey.counts and not state.runs:
        print("nothing has been ingested yet: run `zhengwen run`")
        return
    terminal = Console(file=sys.stdout)
    width = terminal.width if terminal.is_terminal else _WIDTH
    text = StringIO()
    console = Console(file=text, width=width, force_terminal=terminal.is_terminal, highlight=False)
    console.print(_overview(state))
    for table in (_runs(state), _sources(state), _held_back(state)):
        if table.row_count:
            console.print()
            console.print(table)
    print("\n".join(line.rstrip() for line in text.getvalue().splitlines()))


def _overview(state: Status) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True, min_width=_LABEL_WIDTH)
    table.add_column(overflow="fold")
    for each, number in sorted(state.survey.counts.items()):
        table.add_row(each, f"{number:,}")
    if state.survey.stale:
        table.add_row("to make again", f"{state.survey.stale:,}: the code has changed; the next ingest does it")
    table.add_row("release", _release(state))
    ages = (
        ("newest article", state.survey.newest_published),
        ("oldest quarantined", state.survey.oldest_quarantined),
        ("last run done", max((run.started for run in state.done), default=None)),
    )
    for name, moment in ages:
        if moment:
            table.add_row(name, f"{_local(moment)}, {_ago(moment, state.now)}")
    return table


def _release(state: Status) -> str:
    latest = state.release
    if latest is None:
        return "nothing is published"
    size = f"{counted(latest.articles, 'article')}, {counted(latest.triples, 'triple')}, {latest.bytes / 1e6:,.1f} MB"
    return f"{latest.name}, {_ago(_iso(latest.since), state.now)}: {size}"


def _runs(state: Status) -> Table:
    table = _table("Last runs", "started", "run", ">took", "what it did", "ended")
    for run in state.runs:
        ended = run.outcome or "no end"
        table.add_row(
            _local(run.started),
            run.kind,
            _duration(run.seconds),
            in_one_line(run.reason or "") or _did(run),
            Text(ended, _STYLES[ended]),
        )
    if any(run.outcome is None for run in state.runs):
        table.caption = "no end: it was killed, or still works"
        table.caption_justify = "left"
    return table


def _did(run: PastRun) -> str:
    """Return what a run did in a few words, from its summary."""
    if run.kind == "publish":
        return f"{run.release}, {run.summary.get('articles', 0):,} articles" if run.release else ""
    statuses = run.summary.get("statuses", {})
    came_in, held_back = sum(statuses.values()), sum(statuses.get(each, 0) for each in HELD_BACK)
    if run.kind == "reprocess":
        fates = run.summary.get("changes", {}).get("articles", {})
        other = sum(fates.values()) - fates.get("unchanged", 0) - fates.get("still held back", 0)
        return f"{came_in:,} again, {other:,} changed, {held_back:,} held back" if run.outcome else ""
    new = came_in - run.summary.get("unchanged", 0)
    return f"{came_in:,} in, {new:,} new, {held_back:,} held back" if run.outcome else ""


def _sources(state: Status) -> Table:
    last, yields = _last_by_source(state.runs), _yields(state)
    table = _table("Sources", "source", ">articles", ">7 days", ">30 days", "last one", "last run")
    for each in yields[:_SOURCES]:
        numbers = (f"{number:,}" for number in (each.articles, each.last_week, each.last_month))
        seen = _ago(each.last_seen, state.now) if each.last_seen else "never"
        table.add_row(in_one_line(each.source), *numbers, seen, _yielded(last.get(each.source)))
    _tell_more(table, len(yields) - _SOURCES, "sources")
    return table


def _yields(state: Status) -> list[Yield]:
    """Return all sources, those first that are asked: one that gave nothing must not be overlooked."""
    asked = _last_by_source(state.runs)
    known = {each.source for each in state.survey.yields}
    silent = [Yield(source, 0, 0, 0, None) for source in asked if source not in known]
    return sorted([*silent, *state.survey.yields], key=lambda each: each.source not in asked)


def _last_by_source(runs: Iterable[PastRun]) -> dict[str, dict[str, int]]:
    """Return what each source yielded when it was last asked."""
    found: dict[str, dict[str, int]] = {}
    for run in runs:
        for source, numbers in run.yields.items():
            found.setdefault(source, numbers)
    return found


def _yielded(numbers: dict[str, int] | None) -> str:
    if numbers is None:
        return "-"
    held_back = f", {numbers['held_back']:,} held back" if numbers.get("held_back") else ""
    return f"{numbers.get('new', 0):,} of {numbers.get('asked', 0):,} new{held_back}"


def _held_back(state: Status) -> Table:
    table = _table("Held back", "status", ">articles", "oldest", "reason")
    for each in state.survey.held_back[:_REASONS]:
        table.add_row(each.status, f"{each.number:,}", _ago(each.oldest, state.now), in_one_line(each.reason))
    _tell_more(table, len(state.survey.held_back) - _REASONS, "reasons")
    return table


def _tell_more(table: Table, number: int, noun: str) -> None:
    if number > 0:
        table.caption = f"and {number:,} more {noun}: see --format json"
        table.caption_justify = "left"


def _table(title: str, *columns: str) -> Table:
    """Return an empty table; a column that begins with > has numbers in it."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False,
        header_style="bright_black", caption_style="bright_black",
    )  # fmt: skip
    for number, column in enumerate(columns, start=1):
        right = column.startswith(">")
        wide = column in ("source", "what it did", "reason")
        table.add_column(
            column.removeprefix(">"),
            justify="right" if right else "left",
            no_wrap=not wide,
            overflow="fold",
            ratio=1 if wide and number == len(columns) else None,
        )
    return table


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _local(moment: str) -> str:
    """Return a moment in the time of the machine, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _ago(moment: str, now: datetime) -> str:
    """Return how long ago a moment is, in its largest unit."""
    seconds = int((now - datetime.fromisoformat(moment).astimezone(UTC)).total_seconds())
    for unit, size in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE)):
        if seconds >= size:
            return f"{counted(seconds // size, unit)} ago"
    return "just now" if seconds >= 0 else "in the future"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    if seconds < _MINUTE:
        return f"{seconds:.1f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.1f} min"
    return f"{seconds / _HOUR:.1f} h"
