"""`zhengwen run`, `ingest` and `publish`: the only commands that start Prefect."""

import argparse
import importlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from flows import resources
from flows.cli.errors import DONE, FAILED, HELD_BACK, USAGE, CommandError
from flows.cli.places import check_division
from flows.faults import in_a_line
from flows.garbage import loading
from flows.prefect_home import prepare
from flows.prefect_server import Server, why
from flows.progress import say
from flows.settings import Settings, load

if TYPE_CHECKING:
    from flows.summary import Summary

_ADDRESS = ("http://", "https://")
_LOG = "server.log"
_OF_PREFECT = ("prefect", "httpx")
"""Whose errors tell that the server is not there, or does not do what it should."""
_KEPT = "what was done is kept"


def run(given: argparse.Namespace) -> int:
    """Ingest, then publish what is accepted, also when something was held back."""
    status = ingest(given)
    published = publish(given)
    return status or published


def ingest(given: argparse.Namespace) -> int:
    """Read articles into the ledger, or make again those that it holds."""
    summary = _reprocess(given) if given.reprocess else _ingest(given)
    if not summary.held_back:
        return DONE
    say(f"{summary.held_back:,} held back: see `zhengwen quarantine list`", "held_back", articles=summary.held_back)
    return HELD_BACK


def _ingest(given: argparse.Namespace) -> "Summary":
    if given.since:
        raise CommandError("--since says what to make again: it goes with --reprocess", USAGE)
    paths, portals = what_to_read(given.paths, load().sources, every_source=given.sources)
    check_division(given.jurisdiction)
    _check_dask(load())
    with _started(_get_ready, lambda settings: _making_ahead(paths, given.jurisdiction, settings)) as settings:
        from flows.ingest import run_ingest

        return run_ingest(paths, settings, portals, given.jurisdiction)


def _reprocess(given: argparse.Namespace) -> "Summary":
    if given.paths or given.sources or given.jurisdiction:
        alone = "it goes without PATH, --sources and --jurisdiction"
        raise CommandError(f"--reprocess makes again what the ledger holds: {alone}", USAGE)
    _check_dask(load())
    with _started(_get_ready) as settings:
        from flows.ingest import run_reprocess

        return run_reprocess(given.since, settings)


def what_to_read(given: Sequence[str], sources: Path, *, every_source: bool) -> tuple[list[str], list[str]]:
    """Return the paths among what was typed, and the names of sources and addresses; raises CommandError."""
    paths = [each for each in given if os.path.lexists(each)]
    portals = [each for each in given if each not in paths]
    if portals or every_source:
        from flows.sources.config import enabled_names, read_sources

        names = [each for each in portals if not each.startswith(_ADDRESS)]
        known = read_sources(sources) if names and sources.is_file() else {}
        for name in names:
            if name not in known:
                raise CommandError(f"no such file, folder or source: {name}", USAGE)
            if not known[name].enabled:
                raise CommandError(f"source {name} is not enabled in {sources}", USAGE)
        enabled = enabled_names(sources) if every_source else []
        portals = list(dict.fromkeys(portals + enabled))
    if not paths and not portals:
        paths = [str(resources.folder("seeds"))]
    return [named(path) for path in paths], portals


def publish(given: argparse.Namespace) -> int:
    """Publish what the ledger accepted."""
    with _started() as settings:
        from flows.publish import publish as publish_flow

        release = publish_flow(force=given.force)
    if release is None:
        return FAILED
    say(f"Look at {settings.output / 'latest'}, or ask: zhengwen query --list", "hint")
    return DONE


def _check_dask(settings: Settings) -> None:
    """Raise CommandError where work is to be given to Dask and cannot be."""
    asked = f"ZHENGWEN_TASK_RUNNER={settings.task_runner}"
    if settings.uses_dask and find_spec("prefect_dask") is None:
        raise CommandError(f"{asked} needs the extra `dask`: pip install 'zhengwen[dask]'", USAGE)
    if settings.leaves_the_machine and not os.environ.get("PREFECT_API_URL"):
        why = "its workers cannot report to a server that listens on this machine alone"
        raise CommandError(f"{asked} needs a Prefect server in PREFECT_API_URL: {why}", USAGE)


def _get_ready(settings: Settings) -> None:
    """Load what making articles takes, here or in worker processes."""
    from flows.workers import get_ready, get_workers_ready

    if settings.task_runner == "processes":
        get_workers_ready()
    elif not settings.uses_dask:
        get_ready()


def _making_ahead(paths: list[str], jurisdiction: str | None, settings: Settings) -> AbstractContextManager[None]:
    """Have articles made as long as Prefect starts, where worker processes make them."""
    from flows.ahead import making

    return making(paths, jurisdiction, settings) if settings.task_runner == "processes" else nullcontext()


@contextmanager
def _started(
    meanwhile: Callable[[Settings], None] = lambda settings: None,
    beside: Callable[[Settings], AbstractContextManager[None]] = lambda settings: nullcontext(),
) -> Iterator[Settings]:
    """Yield the settings, with Prefect ready; do what is to be done `meanwhile`, and `beside` its loading.

    Raises CommandError where Prefect fails.
    """
    settings = load()
    home = prepare(settings.state)
    server = _server(home)
    meanwhile(settings)
    _get_prefect_ready(server, beside(settings))
    runs = importlib.import_module("flows.runs")
    try:
        with runs.without_signs_of_life() if server else nullcontext():
            yield settings
    except Exception as error:
        if not any(type(each).__module__.partition(".")[0] in _OF_PREFECT for each in (error, error.__cause__)):
            raise
        reason = why(home / _LOG) if server else f"{in_a_line(error)}: when it is back, run this again; {_KEPT}"
        raise CommandError(f"Prefect's server at {os.environ['PREFECT_API_URL']} has failed: {reason}") from error


def _get_prefect_ready(server: Server | None, beside: AbstractContextManager[None]) -> None:
    """Load Prefect, then let its server start, which is forked with what both need; `beside` goes on while we wait.

    It has threads: so it begins when the server is forked.
    """
    with nullcontext() if server else beside, loading():
        importlib.import_module("flows.ingest")
    logging.raiseExceptions = False  # what Prefect cannot log any more is told once, where it has failed
    if server:
        server.start()
        with beside:
            server.wait()


@cache
def _server(home: Path) -> Server | None:
    """Return the server of this run, on its way, or None where the operator names one; say at once what takes long."""
    if os.environ.get("PREFECT_API_URL"):
        say("Starting Prefect", "starting")
        return None
    say("Starting Prefect with a server of its own for this run (5 to 10 seconds)", "starting")
    return Server(home / _LOG)


def named(given: str | Path) -> str:
    """Return the one name of a path, however it is given: so a file is no copy of itself, nor another one elsewhere.

    It is relative to the working folder where it lies below. A link that is given itself keeps its own name.
    """
    path = Path(given)
    real = path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name
    return str(real.relative_to(Path.cwd())) if real.is_relative_to(Path.cwd()) else str(real)
