"""`zhengwen backup`, `restore` and `metrics`: what keeps the ledger, and what watches over it."""

import argparse

from flows.cli.errors import DONE
from flows.ledger import Ledger
from flows.ledger.backup import Manifest
from flows.private import private_folder
from flows.progress import say
from flows.settings import load
from flows.wording import counted


def backup(given: argparse.Namespace) -> int:
    """Write all that the ledger holds to a file."""
    manifest = Ledger(load().ledger_url).back_up(given.file)
    say(f"Backed up {_told(manifest)} to {given.file}", "backed_up", file=given.file, rows=manifest.rows)
    return DONE


def restore(given: argparse.Namespace) -> int:
    """Let the ledger hold what a file does."""
    settings = load()
    private_folder(settings.state)
    ledger = Ledger(settings.ledger_url)
    manifest = ledger.restore(given.file, settings.state, force=given.force)
    line = f"Restored {_told(manifest)} as of {manifest.created} from {given.file}"
    say(line, "restored", file=given.file, rows=manifest.rows)
    return DONE


def metrics(_given: argparse.Namespace) -> int:
    """Print the metrics once."""
    from flows.metrics import exposition

    print(exposition(load()), end="")
    return DONE


def _told(manifest: Manifest) -> str:
    return f"{counted(manifest.rows['versions'], 'version')} of articles and {counted(manifest.rows['runs'], 'run')}"
