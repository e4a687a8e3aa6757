"""Gives a text to the operator's own program, that of ZHENGWEN_ALERT_COMMAND: a mailer, say, or a pager."""

import subprocess
from collections.abc import Sequence

from flows.progress import say
from flows.wording import in_one_line

_PATIENCE = 60


def notify(command: Sequence[str], text: str) -> None:
    """Run `command`, if there is one, with `text` on its standard input; what goes wrong is said and stops nothing."""
    if not command:
        return
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        problem = f"ended with {done.returncode}: {done.stderr.strip()[-200:]}" if done.returncode else None
    except (OSError, subprocess.TimeoutExpired) as error:
        problem = str(error)
    if problem:
        say(in_one_line(f"ZHENGWEN_ALERT_COMMAND did not run: {problem}"))
