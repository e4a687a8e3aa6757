"""The Prefect flow `publish`: the ledger -> a release. Thin: what a release is, is in `flows.publication`."""

import logging
import time
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from flows.alerting import tell_of_failure
from flows.ledger import Ledger
from flows.ledger.engine import patient
from flows.progress import say
from flows.publication.about import About
from flows.publication.authority import AuthorityError
from flows.publication.gate import GateError
from flows.publication.links import LinksError
from flows.publication.release import CHANGES, NothingToPublishError, Release
from flows.publication.release import publish as write_release
from flows.runs import run_name
from flows.settings import load
from flows.summary import table
from flows.wording import counted


@flow(
    name="publish",
    flow_run_name=lambda: run_name("publish"),
    on_failure=[tell_of_failure],
    on_crashed=[tell_of_failure],
)
def publish(force: bool = False) -> Release | None:
    """Publish what the ledger accepted; return None where that is nothing. `force` opens the gate."""
    started = time.monotonic()
    with Ledger(load().ledger_url).diary.run("publish") as run:
        release = make_release(force)
        if release is None:
            run.failure = "no article has been accepted: nothing to publish"
            _tell("Nothing to publish: no article has been accepted", "nothing_to_publish", level=logging.WARNING)
            return None
        run.release = release.name
        run.summary = {"articles": release.articles, "triples": release.triples, "new": release.new}
    what = f"release {release.name} of {counted(release.articles, 'article')}, {counted(release.triples, 'triple')}"
    line = f"Published: {what}" if release.new else f"Nothing new to publish: {what} is the latest"
    took = round(time.monotonic() - started, 1)
    _tell(line, "published", release=release.name, took=took, **run.summary)
    create_markdown_artifact(_report(release), key="publish", description=line)
    return release


def _tell(line: str, event: str, *, level: int = logging.INFO, **fields: Any) -> None:
    say(line, event, level=level, **fields)
    get_run_logger().log(level, line)


def _report(release: Release) -> str:
    """Return what a release has and what it changes, for Prefect's pages."""
    files = sorted(path for path in release.folder.rglob("*") if path.is_file())
    rows = [[str(path.relative_to(release.folder)), f"{path.stat().st_size:,}"] for path in files]
    changes = (release.folder / CHANGES).read_text(encoding="utf-8")
    where = f"In `{release.folder}`" + ("." if release.new else ", where it was already.")
    return "\n\n".join((changes.strip(), where, table(["file", "bytes"], rows)))


def _may_pass(task: object, run: object, state: State[Release | None]) -> bool:
    """What a human must decide does not change by trying again."""
    return not isinstance(state.result(raise_on_failure=False), GateError | AuthorityError | LinksError)


@task(
    name="write the release",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[1, 5],
    retry_condition_fn=_may_pass,
)
def make_release(force: bool) -> Release | None:
    """Write the release and put it in place."""
    settings = load()
    about = About(settings.title, settings.publisher, settings.license, settings.base_iri, settings.contact)
    try:
        return write_release(
            patient(Ledger)(settings.ledger_url),
            about,
            settings.output,
            settings.state,
            authority_folder=settings.authority,
            keep=settings.keep_releases,
            force=force,
        )
    except NothingToPublishError:
        return None
