"""A Prefect worker that ends with the schedule which started it, and tells the runs under way to end. Run as a program.

Knows how the worker is called, not what it does.
"""

import runpy
import signal
import sys

from flows.children import end_with_parent

STOP_SECONDS = 10.0


def _work(pool: str) -> None:
    # A shell that starts a program in the background lets it ignore what a worker is ended by.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    end_with_parent(STOP_SECONDS)
    sys.argv = ["prefect", "worker", "start", "--pool", pool, "--type", "process"]
    runpy.run_module("prefect", run_name="__main__")


if __name__ == "__main__":
    _work(sys.argv[1])
