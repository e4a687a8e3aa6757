"""Worker processes that make articles.

They are forked from one that has loaded what it takes to make an article (`flows.loaded`), and Prefect not at all.
They end with the process that asked for them, also where that is killed. Does not know what is to be made, nor when.
"""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import forkserver, get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only hands articles on need not load what it takes to make one
    from flows.articles.reading import Incoming
    from flows.ledger.record import Record

_BASE = "https://example.org/"
_SMALLEST = "区政府召开会议\n发布时间:2021-01-02\n1月1日,区政府召开会议。区长王大明主持会议。会议强调,要抓好落实。\n"


def get_workers_ready() -> None:
    """Let the process from which workers are forked load what they need, beside what this one does meanwhile."""
    forkserver.set_forkserver_preload(["flows.loaded"])
    forkserver.ensure_running()


@cache
def workers(number: int) -> ProcessPoolExecutor:
    """Return `number` worker processes, the same each time."""
    get_workers_ready()
    return ProcessPoolExecutor(number, get_context("forkserver"), initializer=_end_with_the_parent)


def records(incoming: Sequence["Incoming"], base_iri: str) -> "list[Record]":
    """Return what becomes of each of `incoming`, in this process."""
    from flows.pipeline import process

    return [process(each, base_iri) for each in incoming]


def get_ready() -> None:
    """Load what it takes to make an article: lexicons, the gazetteer, shapes."""
    from flows.articles.incoming import Incoming

    records([Incoming("smallest.txt", _SMALLEST.encode())], _BASE)


def _end_with_the_parent() -> None:
    threading.Thread(target=_wait_for_its_end, daemon=True).start()


def _wait_for_its_end() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
