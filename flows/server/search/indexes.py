"""The server's own indexes of releases: files in the state folder, each made once; older ones are removed."""

import hashlib
import tempfile
from pathlib import Path

from flows.server.search.index import Index
from flows.server.stores import run_apart

_NAMED = 12


async def index_of(release: Path, home: Path) -> Index:
    """Return the index of the release in the folder `release`, made if it is not there. Raises BuildError."""
    folder = home / "search"
    folder.mkdir(parents=True, exist_ok=True)
    form = hashlib.sha256(Path(__file__).with_name("building.py").read_bytes()).hexdigest()[:_NAMED]
    file = folder / f"{release.name}-{form}.sqlite"
    if not file.exists():
        with tempfile.TemporaryDirectory(prefix=".building-", dir=folder) as staging:
            await run_apart("flows.server.search.building", str(release), str(Path(staging) / file.name))
            (Path(staging) / file.name).rename(file)
    index = Index(file)
    # Whoever still reads another one keeps it open: it goes when they are done.
    for other in set(folder.glob("*.sqlite")) - {file}:
        other.unlink(missing_ok=True)
    return index
