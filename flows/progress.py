"""What a command says while it works, on stderr: plain lines, or with ``ZHENGWEN_LOG=json`` an object a line.

Everything goes through the logger ``zhengwen``. A line has an `event`, which programs tell it by, and fields beside its
words. On a terminal there is a bar besides; with JSON there is nothing on stderr but JSON.
"""

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flows.settings import log_format
from flows.wording import in_json, in_one_line

if TYPE_CHECKING:
    from rich.console import Console

_logger = logging.getLogger("zhengwen")
_about: ContextVar[Mapping[str, Any]] = ContextVar("about", default=MappingProxyType({}))


def set_up() -> None:
    """Let lines be written as the settings say. A command calls it first; a flow that a worker starts need not."""
    as_json = log_format() == "json"
    handler: logging.Handler = _Json() if as_json else _Plain()
    _logger.handlers = [handler]
    _logger.propagate = False
    _logger.setLevel(logging.INFO)
    logging.captureWarnings(as_json)
    if as_json:  # what libraries would say in words of their own
        for logger in (logging.getLogger(), logging.getLogger("py.warnings")):
            logger.handlers, logger.propagate = [handler], False


def say(line: str, event: str = "message", *, level: int = logging.INFO, **fields: Any) -> None:
    """Write one line; nothing in it is markup. `fields` are written with JSON only."""
    if not _logger.handlers:
        set_up()
    _logger.log(level, "%s", line, extra={"event": event, "fields": {**_about.get(), **fields}})


def say_error(line: str, event: str = "error", **fields: Any) -> None:
    """Write one line that says what went wrong."""
    say(line, event, level=logging.ERROR, **fields)


@contextmanager
def saying(**fields: Any) -> Iterator[None]:
    """Let every line said within have `fields`: the number of the run, say."""
    token = _about.set({**_about.get(), **fields})
    try:
        yield
    finally:
        _about.reset(token)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many are done of those known, where there is a terminal; call what is yielded with both numbers."""
    if log_format() == "json" or not sys.stderr.isatty():
        yield lambda done, known: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with _Plain.above(console), Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, known: progress.update(task, completed=done, total=known)


class _Plain(logging.Handler):
    """Lines for people; above the bar while there is one."""

    console: "Console | None" = None

    @classmethod
    @contextmanager
    def above(cls, console: "Console") -> Iterator[None]:
        cls.console = console
        try:
            yield
        finally:
            cls.console = None

    def emit(self, record: logging.LogRecord) -> None:
        line = in_one_line(f"error: {record.getMessage()}" if record.levelno >= logging.ERROR else record.getMessage())
        if self.console:
            self.console.print(line, markup=False)
        else:
            print(line, file=sys.stderr, flush=True)


class _Json(logging.Handler):
    """An object a line: time, level, event, message, then the fields."""

    def emit(self, record: logging.LogRecord) -> None:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", record.name),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        print(in_json(told), file=sys.stderr, flush=True)
