"""Lets an operator hear of what needs them: a run that failed, and what is unusual about one that did not.

Alarms go to the run's log, to an artifact and an event of Prefect, and to the program of ZHENGWEN_ALERT_COMMAND. That
program is given failures too; to Prefect these are states. What is an alarm is told by `flows.alarms`.
"""

from collections.abc import Sequence
from typing import Any

from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import FlowRun, State
from prefect.events import emit_event
from prefect.flows import Flow
from prefect.runtime import flow_run as current_run

from flows.alarms import Alarm
from flows.notifying import notify
from flows.progress import say
from flows.settings import load
from flows.wording import counted, in_markdown, in_one_line

EVENT = "zhengwen.alarm"
"""The events are called so, with the kind of the alarm behind a dot."""


def raise_alarms(alarms: Sequence[Alarm], command: Sequence[str]) -> None:
    """Tell of the `alarms` of the run that is under way, where there are any."""
    if not alarms:
        return
    lines = [in_one_line(alarm.line) for alarm in alarms]
    for alarm, line in zip(alarms, lines, strict=True):
        get_run_logger().warning(line)
        say(f"alarm: {line}")
        resource = {"prefect.resource.id": f"zhengwen.source.{alarm.source or 'all'}", "prefect.resource.name": line}
        emit_event(f"{EVENT}.{alarm.kind}", resource, payload={"source": alarm.source, "line": line})
    listed = "\n".join(f"- {line}" for line in lines)
    shown = "\n".join(f"- {in_markdown(alarm.line)}" for alarm in alarms)
    create_markdown_artifact(shown, key="alarms", description=f"{counted(len(lines), 'alarm')}: what needs a look")
    notify(command, f"{current_run.name}: {counted(len(lines), 'alarm')}\n\n{listed}\n")


def tell_of_failure(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Tell that a flow failed or its process was lost: a hook of Prefect.

    Somebody who interrupts a run that they have typed themselves knows of it.
    """
    if state.is_crashed() and flow_run.deployment_id is None:
        return
    message = in_one_line(state.message or "no reason is known")
    notify(load().alert_command, f"{flow_run.name}: {state.name}\n\n{message}\n")
