"""Entry point: arguments -> exit status. 0 done, 1 failed, 2 usage, 3 done but something was rejected or quarantined.

Loads nothing but the parser before it knows which command is meant, so that help and extract start at once.
"""

import importlib
import os
import sys
from collections.abc import Sequence

from flows.cli.errors import FAILED, CommandError
from flows.cli.parser import build_parser
from flows.faults import in_a_line
from flows.garbage import collect_rarely
from flows.progress import say_error, set_up


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name and return its exit status."""
    set_up()
    given = build_parser().parse_args(arguments)
    module, function = given.command.split(":")
    collect_rarely()
    try:
        status = int(getattr(importlib.import_module(f"flows.cli.{module}"), function)(given))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough (`zhengwen query … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _failed("interrupted; what was done is kept, run it again to go on", 130)
    except CommandError as error:
        return _failed(str(error), error.status)
    except Exception as error:  # a user gets a line, not a traceback
        return _failed(in_a_line(error), FAILED)
    return status


def _failed(message: str, status: int) -> int:
    say_error(message, exit_status=status)
    return status
