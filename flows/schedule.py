"""What a schedule asks of Prefect's server, and tells it: which runs are due, and which were lost."""

from datetime import UTC, datetime
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed

from flows.articles.dates import SHANGHAI


def due(pool: str) -> str:
    """Return when each deployment of the work pool `pool` runs next, by the clock of China; empty where none does."""
    found: dict[UUID, str] = {}
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(
            flow_run_filter=_in_state(StateType.SCHEDULED),
            work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[pool])),
            sort=FlowRunSort.NEXT_SCHEDULED_START_TIME_ASC,
        ):
            due_at, deployment = run.next_scheduled_start_time, run.deployment_id
            if due_at and due_at > datetime.now(UTC) and deployment and deployment not in found:
                name = client.read_deployment(deployment).name
                found[deployment] = f"{name} {due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return f"{', '.join(found.values())} (Asia/Shanghai)" if found else ""


def end_lost_runs() -> int:
    """Tell the server that the runs which a schedule had at work when it ended are lost; return how many there are.

    It would else take them for being at work, and let no other begin. A run that was typed belongs to no deployment.
    """
    at_work = _in_state(StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
    with get_client(sync_client=True) as client:
        lost = [run for run in client.read_flow_runs(flow_run_filter=at_work) if run.deployment_id]
        for run in lost:
            client.set_flow_run_state(run.id, Crashed(message="The schedule ended while it was at work."))
    return len(lost)


def _in_state(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))
