"""What work costs: seconds of the processor, and memory at the peak, each measured in a process of its own (Linux)."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor, and MiB at the peak."""

    seconds: float
    peak: float


def apart(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> tuple[T, Cost]:
    """Do `work` in a process that has done nothing before; return what it returns and what it costs that process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measured, partial(work, *given, **named)).result()


def processor_seconds(work: Callable[P, object], *given: P.args, **named: P.kwargs) -> float:
    """Do `work` here, and return the seconds of the processor that it takes."""
    started = time.process_time()
    work(*given, **named)
    return time.process_time() - started


def peak() -> float:
    """Return how much memory this process has had at most, in MiB.

    `getrusage` will not do: its peak is at least that of the process by which this one was started.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def _measured(work: Callable[[], T]) -> tuple[T, Cost]:
    started = time.process_time()
    done = work()
    return done, Cost(time.process_time() - started, peak())
