"""`zhengwen push`: the latest release to a triplestore, as far as it has changed since the last push there."""

import argparse
import logging
from pathlib import Path

import httpx

from flows.cli.errors import DONE, FAILED, USAGE, CommandError
from flows.progress import say, say_error
from flows.publication.checksums import verify
from flows.publication.push.graphs import read_graphs
from flows.publication.push.push import Outcome, push
from flows.publication.push.state import open_state
from flows.publication.push.store import GraphStore, QueryEndpoint
from flows.settings import Settings, load
from flows.web.addresses import AddressError, address, same_server, shown
from flows.web.caller import Caller, CallError
from flows.web.credentials import Answering, Credentials
from flows.wording import counted, in_one_line

_NQUADS = "zhengwen.nq.gz"
_GOES_ON = "what was pushed is noted: push again when that is put right"


def push_release(given: argparse.Namespace) -> int:
    """Push what has changed; 1 where a count differs afterwards."""
    settings = load()
    endpoint, query = _addresses(given)
    path = _dump(settings.output)
    auth = Answering(_credentials(settings), given.auth)
    with Caller(say) as caller, open_state(settings.state, endpoint) as pushed:
        if given.all:
            pushed.doubt_all()
        store = GraphStore(endpoint, caller, auth)
        # A server that is not the one that the credentials are for does not get them.
        asked_with = auth if query and same_server(query, endpoint) else None
        counter = QueryEndpoint(query, caller, asked_with) if query else store
        try:
            outcome = push(read_graphs(path), store, counter, pushed, say)
        except CallError as error:
            raise CommandError(f"{error}; {_GOES_ON}") from None
    return _told(outcome, f"release {path.parent.name} to {shown(endpoint)}")


def _addresses(given: argparse.Namespace) -> tuple[httpx.URL, httpx.URL | None]:
    try:
        return address("--endpoint", given.endpoint), address("--query", given.query) if given.query else None
    except AddressError as error:
        raise CommandError(str(error), USAGE) from None


def _dump(output: Path) -> Path:
    """Return the dump in the folder that `latest` leads to now: a release published meanwhile is for the next push.

    Raises CommandError where there is none, DamagedError where it is not as it was published.
    """
    path = (output / "latest").resolve() / _NQUADS
    if not path.is_file():
        raise CommandError(f"{output} holds no release: run `zhengwen run` first")
    verify(path.parent, _NQUADS)  # what a damaged dump has lost would be deleted there
    return path


def _credentials(settings: Settings) -> Credentials:
    return Credentials(settings.push_user, settings.push_password, settings.push_token)


def _told(outcome: Outcome, what: str) -> int:
    sent = f"{counted(outcome.sent, 'graph')} sent with {counted(outcome.triples, 'triple')}"
    numbers = {"graphs": outcome.sent, "deleted": outcome.deleted, "unchanged": outcome.unchanged}
    say(f"Pushed {what}: {sent}, {outcome.deleted:,} deleted, {outcome.unchanged:,} unchanged", "pushed", **numbers)
    for wrong in outcome.mismatches:
        line = in_one_line(f"wrong count: {wrong.graph} has {wrong.found:,} there, not {wrong.sent:,}")
        say(line, "wrong_count", level=logging.WARNING, graph=wrong.graph)
    if outcome.mismatches:
        number = counted(len(outcome.mismatches), "graph")
        say_error(f"wrong count of triples in {number}; the next push sends them again", exit_status=FAILED)
    return FAILED if outcome.mismatches else DONE
