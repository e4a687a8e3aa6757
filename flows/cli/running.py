"""`zhengwen run`, `ingest` and `publish`: the only commands that start Prefect."""

import argparse
import importlib
import os
from functools import cache
from pathlib import Path

from flows import resources
from flows.cli.errors import DONE, FAILED, HELD_BACK, USAGE, CommandError
from flows.prefect_home import prepare
from flows.progress import say
from flows.settings import Settings, load


def run(given: argparse.Namespace) -> int:
    """Ingest, then publish what is accepted, also when something was held back."""
    status = ingest(given)
    return publish(given) or status


def ingest(given: argparse.Namespace) -> int:
    """Read articles into the ledger."""
    paths = given.paths or [_shown(resources.folder("seeds"))]
    for path in paths:
        if not os.path.lexists(path):
            raise CommandError(f"no such file or folder: {path}", USAGE)
    settings = _start()
    from flows.ingest import run_ingest

    summary = run_ingest(paths, settings)
    say(f"Ingested: {summary.line()}")
    if not summary.held_back:
        return DONE
    say(f"{summary.held_back:,} held back: see `zhengwen quarantine list`")
    return HELD_BACK


def publish(given: argparse.Namespace) -> int:
    """Publish what the ledger accepted."""
    settings = _start()
    from flows.publish import publish as publish_flow

    release = publish_flow()
    if release is None:
        say("Nothing to publish: no article has been accepted")
        return FAILED
    what = f"release {release.name} of {release.articles:,} articles, {release.triples:,} triples"
    say(f"Published: {what}" if release.new else f"Nothing new to publish: {what} is the latest")
    say(f"Look at {settings.output / 'latest'}, or ask: zhengwen query --list")
    return DONE


@cache
def _start() -> Settings:
    """Return the settings, with Prefect imported; say at once what takes so long, for its server starts next."""
    settings = load()
    prepare(settings.state)
    if "PREFECT_API_URL" in os.environ:
        say("Starting Prefect")
    else:
        say("Starting Prefect with a server of its own for this run (about 10 seconds, 20 the first time)")
    importlib.import_module("prefect.flows")
    return settings


def _shown(folder: Path) -> str:
    """Return `folder` relative to the working folder where it is below: so it is named alike on every machine."""
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
