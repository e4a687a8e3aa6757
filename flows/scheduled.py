"""The flows as `prefect.yaml` names them: for workers, which start them in the folder of the dataset, where `.env` is.

What the command line does around flows that are typed is done here: batches are worked on as the settings say, and what
was ingested is published.
"""

from contextlib import suppress
from typing import Any

from prefect.client.schemas.objects import FlowRun, State
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.flows import Flow

from flows.ingest import ingest as _ingest
from flows.publish import publish as publish
from flows.runners import task_runner
from flows.settings import load


def _publish_next(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Let publish follow, where it is deployed too.

    Not by a trigger in `prefect.yaml`: Prefect 3.8 holds the events of runs that its scheduler has made back for 15
    minutes, as it waits for that of their planning, which there is none of.
    """
    with suppress(ObjectNotFound):
        run_deployment("publish/publish", timeout=0, as_subflow=False)


ingest = _ingest.with_options(task_runner=task_runner(load()), on_completion=[_publish_next])
