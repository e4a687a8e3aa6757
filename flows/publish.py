"""The Prefect flow `publish`: the ledger -> a release. Thin: what a release is, is in `flows.publication`."""

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.ledger import Ledger
from flows.publication.about import About
from flows.publication.release import NothingToPublishError, Release
from flows.publication.release import publish as write_release
from flows.settings import load
from flows.wording import counted


@flow(name="publish", flow_run_name="publish")
def publish() -> Release | None:
    """Publish what the ledger accepted; return None where that is nothing."""
    release = make_release()
    logger = get_run_logger()
    if release is None:
        logger.warning("no article has been accepted: nothing to publish")
        return None
    line = f"release {release.name}: {counted(release.articles, 'article')}, {counted(release.triples, 'triple')}"
    logger.info(line)
    create_markdown_artifact(f"{line} in `{release.folder}`", key="publish", description="The latest release")
    return release


@task(name="write the release", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[1, 5])
def make_release() -> Release | None:
    """Write the release and put it in place."""
    settings = load()
    about = About(settings.title, settings.publisher, settings.license, settings.base_iri)
    try:
        ledger = Ledger(settings.ledger_url)
        return write_release(ledger, about, settings.output, settings.state, authority_folder=settings.authority)
    except NothingToPublishError:
        return None
