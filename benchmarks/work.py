"""The pipeline without Prefect, in a folder: what came in -> ledger -> release."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from flows.articles.reading import Incoming
from flows.batching import BATCH
from flows.garbage import collect_rarely
from flows.ledger import Ledger
from flows.publication.about import About
from flows.publication.release import Release
from flows.publication.release import publish as publish_ledger
from flows.settings import load
from flows.workers import records

T = TypeVar("T")
BASE = load({}, dotenv=Path(os.devnull)).base_iri
ABOUT = About("Benchmark", "Nobody", "https://example.org/licence", BASE)
BUILDING_SECONDS = 7_200
"""How long a server may take to make the store of a release."""
_ROOT = Path(__file__).parents[1]

collect_rarely()  # as every command does; whoever is compared in the same process gains by it, too


def ledger_in(folder: Path) -> Ledger:
    """Return the ledger in `folder`."""
    return Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")


def ingest(incoming: Iterable[Incoming], folder: Path) -> None:
    """Take `incoming` to the ledger in `folder`, in this process."""
    ledger = ledger_in(folder)
    for batch in batches(incoming):
        ledger.record(records(batch, BASE))


def publish(folder: Path, target: Path) -> Release:
    """Publish the ledger in `folder` to `target`, which has ``output`` and ``state``."""
    return publish_ledger(ledger_in(folder), ABOUT, target / "output", target / "state")


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield `items` by as many as the flow takes at once."""
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def bytes_of(paths: Iterable[Path]) -> int:
    """Return how many bytes files have, and those in folders."""
    files = (file for path in paths for file in ([path] if path.is_file() else path.rglob("*")))
    return sum(file.stat().st_size for file in files if file.is_file())


def folders(given: Path | None, spare: Path) -> tuple[Path, Path]:
    """Return where releases are and where a server keeps its state: in `given`, else the committed ones and `spare`."""
    return (given / "output", given / "state") if given else (_ROOT / "output", spare / "state")


def environment() -> dict[str, str]:
    """Return the environment for our programs: without settings of the operator's, with this checkout first.

    Bytecode is kept, as it is wherever the program is installed: to compile it takes longer than to start.
    """
    ours = ("PREFECT", "ZHENGWEN", "PYTHONDONTWRITEBYTECODE")
    here = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return here | {"PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), here.get("PYTHONPATH"))))}
