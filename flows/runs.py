"""A run of ours as Prefect sees it: what its pages call it, and whether it is told that the run is still alive."""

from contextlib import AbstractContextManager

from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.articles.dates import SHANGHAI


def run_name(what: str, how_much: str = "") -> str:
    """Return the name of the run that is under way: ``ingest 2026-11-23 06:30 · 3 portals``, by the clock of China."""
    planned = flow_run.scheduled_start_time.astimezone(SHANGHAI)
    return " · ".join(filter(None, (f"{what} {planned:%Y-%m-%d %H:%M}", how_much)))


def without_signs_of_life() -> AbstractContextManager[object]:
    """Let runs within send none, as nobody looks for them: to end what sends them takes up to a second a run."""
    return temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
