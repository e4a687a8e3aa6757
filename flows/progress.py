"""What a user sees while a flow works, on stderr: plain lines, and a bar where there is a terminal to draw it on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_console = Console(stderr=True, highlight=False, soft_wrap=True)


def say(line: str) -> None:
    """Print one plain line; nothing in it is markup."""
    _console.print(line, markup=False)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many are done of those known; call what is yielded with both numbers."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_console, transient=True, disable=not _console.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, known: progress.update(task, completed=done, total=known)
