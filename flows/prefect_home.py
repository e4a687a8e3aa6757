"""What Prefect reads from the environment when it is imported: where it lives, and that it is to be quiet.

To be called before the flows are imported. Knows Prefect's variables, not Prefect. What an operator has set wins.
"""

import os
from pathlib import Path

from flows.prefect_database import lay_down
from flows.private import private_folder

_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The lines go to the run's log, which Prefect keeps; the terminal is ours.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_CLI_PROMPT": "false",
}
_FOR_ONE_RUN = {
    # Nothing of these is needed by a run without schedules, and each costs time at the start.
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}
_SCHEDULED = {
    # What is at work is kept on disk: a server that was killed would else let no run begin any more, as it forgets that
    # the one before has ended.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
}

_ELSEWHERE = ("PREFECT_API_URL", "PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
"""What an operator has set where Prefect's database is another one."""


def prepare(state: Path, *, scheduled: bool = False) -> Path:
    """Let Prefect live below the folder `state`, without a word on the terminal or to the network; return its home.

    Where runs are to be `scheduled`, its server does all its work, not only what one run needs.
    """
    home = (private_folder(state) / "prefect").resolve()
    home.mkdir(exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home))
    for name, value in (_QUIET | (_SCHEDULED if scheduled else _FOR_ONE_RUN)).items():
        os.environ.setdefault(name, value)
    home = Path(os.environ["PREFECT_HOME"])
    if not any(os.environ.get(name) for name in _ELSEWHERE):
        lay_down(home)
    return home
