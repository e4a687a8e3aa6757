"""Task runners: what the settings ask for -> where Prefect lets batches be worked on. Knows Prefect and Dask.

With `processes`, tasks run in threads, each of which waits for a worker process (`flows.workers`): unlike those of
Prefect's own pool, these do not load Prefect, are ready when its server is, and send nothing but records.
"""

import logging
from typing import Any, Generic, TypeVar

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.batching import BATCHES_AHEAD
from flows.settings import Settings

T = TypeVar("T")


class Parcel(Generic[T]):
    """What a task is given, or gives, as one thing.

    Prefect and Dask look through lists and dataclasses for results of other tasks, article by article.
    """

    def __init__(self, content: T) -> None:
        self.content = content

    def empty(self) -> None:
        """Let go of the content: Prefect keeps what tasks were given until its server has heard that they ended."""
        del self.content


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Return the task runner that `settings` ask for."""
    if settings.uses_dask:
        return _dask(settings)
    waiting = BATCHES_AHEAD if settings.task_runner == "processes" else 1
    return ThreadPoolTaskRunner(max_workers=settings.workers * waiting)


def _dask(settings: Settings) -> TaskRunner[Any]:
    """Return a runner on the scheduler that is named, else on a cluster on this machine for the time of the run."""
    from prefect_dask.task_runners import DaskTaskRunner

    if settings.task_runner != "dask":
        return DaskTaskRunner(address=settings.task_runner)
    cluster = {
        "n_workers": settings.workers,
        "threads_per_worker": 1,  # Python's own lock lets only one of several work
        "host": "127.0.0.1",
        "dashboard_address": None,
        "local_directory": str(settings.state / "dask"),
        "silence_logs": logging.ERROR,
    }
    return DaskTaskRunner(cluster_kwargs=cluster)
