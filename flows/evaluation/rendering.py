"""Report -> what people read: the table of figures, the calibration table, the list of what was missed or invented."""

from collections.abc import Iterator, Mapping

from rich.box import SIMPLE_HEAD
from rich.table import Table

from flows.evaluation.calibration import EDGES, calibration
from flows.evaluation.evaluate import Report, Result
from flows.evaluation.matching import Item
from flows.evaluation.predictors import PEER, PEER_KEYS
from flows.evaluation.scoring import KEYS, Tally

_SHORT = "jieba"
_AROUND = 24
"""Characters of context on each side of what was missed or invented."""


def figures_table(report: Report, peer: Report, before: Mapping[str, float] | None) -> Table:
    """Return the figures by key beside the peer's; with `before`, F1 of an earlier run and how it changed."""
    table = _table(f"{len(report.results)} articles", caption=f"{_SHORT}: F1 of {PEER}")
    for column in ("prec", "recall", "F1", "right", "found", "gold", _SHORT):
        table.add_column(column, justify="right")
    for column in ("before", "change") if before is not None else ():
        table.add_column(column, justify="right")
    tallies, peers = report.tallies, peer.tallies
    for key in KEYS:
        other = f"{peers[key].f1:.3f}" if key in PEER_KEYS else "–"
        table.add_row(key, *_cells(tallies[key]), other, *_change(tallies[key], before, key))
    return table


def _table(title: str, caption: str | None = None) -> Table:
    """Return an empty table, narrow enough for 80 columns, whose first column is the key."""
    table = Table(title=title, caption=caption, box=SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column("key", no_wrap=True)
    return table


def _cells(counted: Tally) -> tuple[str, ...]:
    shares = (f"{counted.precision:.3f}", f"{counted.recall:.3f}", f"{counted.f1:.3f}")
    return (*shares, str(counted.right), str(counted.found), str(counted.gold))


def _change(counted: Tally, before: Mapping[str, float] | None, key: str) -> tuple[str, ...]:
    if before is None:
        return ()
    if key not in before:
        return ("–", "–")
    change = round(counted.f1, 4) - before[key]
    return (f"{before[key]:.3f}", f"{change:+.3f}" if change else "=")


def calibration_table(report: Report) -> Table:
    """Return, for each kind of statement and bin of confidence, how many of how many are right."""
    table = _table("right / all, by confidence")
    for least, end in zip(EDGES, (*EDGES[1:], 1.0), strict=True):
        table.add_column(f"{least:g}–{end:g}", justify="right")
    bins = {(part.key, part.least): part for part in calibration(report)}
    for key in KEYS:
        row = [bins.get((key, least)) for least in EDGES]
        if any(row):
            table.add_row(key, *(f"{part.right}/{part.total}" if part else "" for part in row))
    return table


def error_lines(report: Report) -> Iterator[str]:
    """Yield every miss and every false find with its article and context, grouped by key and kind."""
    for key in KEYS:
        yield from _group(f"{key}: missed", [(r, item) for r in report.results for item in r.outcomes[key].missed])
        yield from _group(f"{key}: false", [(r, item) for r in report.results for item in r.outcomes[key].false])


def _group(heading: str, errors: list[tuple[Result, Item]]) -> Iterator[str]:
    if errors:
        yield f"\n{heading} ({len(errors)})"
    for result, item in errors:
        yield f"  {result.case.name}  {item.label}  {context(result.case.text, item)}".rstrip()


def context(text: str, item: Item) -> str:
    """Return where `item` stands in `text` with some characters around, or nothing where it does not stand there."""
    for anchor in item.anchors:
        start = text.find(anchor)
        if start >= 0:
            end = start + len(anchor)
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            return f"…{before}⟦{anchor}⟧{after}…".replace("\n", "⏎")
    return ""
