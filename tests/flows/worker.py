"""Ingests a folder and publishes, without Prefect, until it is done or killed: ``worker.py STATE OUTPUT FOLDER``."""

import sys
from pathlib import Path

from tests.flows.invented import ingest, open_ledger, release

if __name__ == "__main__":
    state, output, folder = map(Path, sys.argv[1:])
    ledger = open_ledger(state)
    ingest(ledger, [folder])
    release(ledger, output)
