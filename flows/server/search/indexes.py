"""The server's own indexes of releases: files in the state folder, each made once; older ones are removed."""

import hashlib
import tempfile
from pathlib import Path

from flows.server.search.index import Index
from flows.server.stores import BESIDE, STAGING, one_at_a_time, remove_left_over, run_apart

_NAMED = 12


async def index_of(release: Path, folder: Path, *, beside: bool) -> Index:
    """Return the index of the release in the folder `release`, made in `folder` if not there. Raises BuildError.

    What is made `beside` another that is asked meanwhile leaves the processor to that one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    form = hashlib.sha256(Path(__file__).with_name("building.py").read_bytes()).hexdigest()[:_NAMED]
    file = folder / f"{release.name}-{form}.sqlite"
    if not file.exists():
        async with one_at_a_time(folder):
            # Another server may have made it while this one waited.
            if not file.exists():
                await _build(release, file, BESIDE if beside else 0)
    else:
        remove_left_over(folder)
    index = Index(file)
    # Whoever still reads another one keeps it open: it goes when they are done.
    for other in set(folder.glob("*.sqlite")) - {file}:
        other.unlink(missing_ok=True)
    return index


async def _build(release: Path, file: Path, niceness: int) -> None:
    with tempfile.TemporaryDirectory(prefix=STAGING, dir=file.parent) as staging:
        made = Path(staging) / file.name
        await run_apart("flows.server.search.building", str(release), str(made), str(niceness))
        made.rename(file)
