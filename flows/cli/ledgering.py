"""`zhengwen quarantine`: what is held back, and another try."""

import argparse
from collections.abc import Sequence

from flows.cli.errors import DONE, HELD_BACK, USAGE, CommandError
from flows.ledger import Entry, Ledger
from flows.ledger.record import PUBLISHED
from flows.settings import load
from flows.summary import outcome_line
from flows.wording import in_one_line

_BATCH = 50


def list_held_back(_given: argparse.Namespace) -> int:
    """Print what is quarantined or rejected, a line each."""
    entries = _held_back(Ledger(load().ledger_url))
    for entry in entries:
        print(f"{entry.id:>6}  {entry.status:11}  {in_one_line(f'{entry.name}: {entry.reason}')}")
    print(f"{len(entries):,} held back")
    return DONE


def show(given: argparse.Namespace) -> int:
    """Print all that is known of one that is held back."""
    ledger = Ledger(load().ledger_url)
    for entry in _chosen(ledger, [given.key]):
        for label in ("id", "name", "status", "reason", "identity", "number", "recipe", "first_seen", "processed"):
            print(f"{label:12} {in_one_line(str(getattr(entry, label)))}")
        for finding in ledger.findings(entry.id):
            words = f"{finding['severity']}: {finding['focus']}: {finding['message_en']} / {finding['message_zh']}"
            print(in_one_line(words))
    return DONE


def retry(given: argparse.Namespace) -> int:
    """Process what is held back again, from the bytes as they came in."""
    from flows.pipeline import process

    settings = load()
    ledger = Ledger(settings.ledger_url)
    chosen = _chosen(ledger, given.keys) if given.keys else _held_back(ledger)
    stored = set(ledger.held_back())
    for entry in chosen:
        if entry.id not in stored:
            print(in_one_line(f"no bytes: {entry.name}: {entry.reason}; ingest it again once it can be read"))
    ids = [entry.id for entry in chosen if entry.id in stored]
    accepted = 0
    for start in range(0, len(ids), _BATCH):
        again = [
            (key, process(incoming, settings.base_iri)) for key, incoming in ledger.stored(ids[start : start + _BATCH])
        ]
        for outcome in ledger.record_again(again):
            accepted += outcome.status in PUBLISHED
            print(outcome_line(outcome) or f"{outcome.status}: {in_one_line(outcome.name)}")
    print(f"{accepted:,} of {len(chosen):,} accepted" + ("; `zhengwen publish` publishes them" if accepted else ""))
    return DONE if accepted == len(chosen) else HELD_BACK


def _held_back(ledger: Ledger) -> list[Entry]:
    return ledger.entries("quarantined", "rejected")


def _chosen(ledger: Ledger, keys: Sequence[str]) -> list[Entry]:
    entries = _held_back(ledger)
    chosen = {entry.id: entry for key in keys for entry in entries if key in (str(entry.id), entry.name)}
    for key in keys:
        if not any(key in (str(entry.id), entry.name) for entry in entries):
            raise CommandError(f"nothing held back is called {key}: see `zhengwen quarantine list`", USAGE)
    return list(chosen.values())
