"""What Prefect's pages call a run of ours: what it is, and when it was to begin."""

from prefect.runtime import flow_run

from flows.articles.dates import SHANGHAI


def run_name(what: str, how_much: str = "") -> str:
    """Return the name of the run that is under way: ``ingest 2026-11-23 06:30 · 3 portals``, by the clock of China."""
    planned = flow_run.scheduled_start_time.astimezone(SHANGHAI)
    return " · ".join(filter(None, (f"{what} {planned:%Y-%m-%d %H:%M}", how_much)))
