"""Pages that were made ahead of those who ask for them, in a file of the state folder.

Goes in: pages that follow from a release alone. Comes out: the same pages, after a restart, too. A file belongs to one
release and to the program that made its pages; it can be lost or damaged at any time: pages are then made anew.
"""

import hashlib
import sqlite3
import zlib
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from flows import resources

_PATIENCE_SECONDS = 0.1
"""Another server with the same state may write just now, which takes no longer."""
_MOST_BYTES = 256 << 20
_SCHEMA = """
PRAGMA journal_mode = WAL;
-- Nothing is lost with it that could not be made anew; what a crash of the machine has damaged is told by zlib.
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS page (path TEXT, language TEXT, content BLOB, PRIMARY KEY (path, language));
"""
_SERVER = Path(__file__).parents[1]
_ROOMS = ("drawing", "pages", "queries", "templates")
_NAMED = 12


class Kept:
    """The pages in one file; what is wrong with it makes it one without pages."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection = sqlite3.connect(file, timeout=_PATIENCE_SECONDS, isolation_level=None)
        self._connection.executescript(_SCHEMA)

    def page(self, path: str, language: str) -> bytes | None:
        """Return the page at `path` in one language; None where it is not kept."""
        asked = "SELECT content FROM page WHERE path = ? AND language = ?"
        with suppress(sqlite3.Error, zlib.error):
            for (content,) in self._connection.execute(asked, (path, language)):
                return zlib.decompress(content)
        return None

    def paths(self) -> set[str]:
        """Return the paths of all pages that are kept, in whichever thread. Raises sqlite3.Error."""
        file = f"{self._file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(file, uri=True)) as connection:
            return {path for (path,) in connection.execute("SELECT path FROM page")}

    def put(self, path: str, pages: dict[str, str]) -> None:
        """Keep the pages at `path`, by language. Raises sqlite3.Error where that is not possible."""
        rows = [(path, language, zlib.compress(page.encode())) for language, page in pages.items()]
        self._connection.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)

    @property
    def full(self) -> bool:
        """Whether no more is kept. Raises sqlite3.Error."""
        pages, size = (self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return bool(pages * size >= _MOST_BYTES)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def kept_of(release: Path, folder: Path, base_iri: str, title: str) -> Kept:
    """Return the pages of the release in the folder `release` that are kept in `folder`; those of others are removed.

    Raises OSError or sqlite3.Error where none can be kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{release.name}-{_form(base_iri, title)}.sqlite"
    # Whoever still reads another one keeps it open: it goes when they are done.
    for other in folder.glob("*.sqlite*"):
        if not other.name.startswith(file.name):
            other.unlink(missing_ok=True)
    try:
        return Kept(file)
    except sqlite3.DatabaseError:
        for part in folder.glob(f"{file.name}*"):
            part.unlink(missing_ok=True)
        return Kept(file)


def _form(base_iri: str, title: str) -> str:
    """Return a name that follows from all that makes pages of a release."""
    versions = f"{ox.__version__} {version('jinja2')} {version('vl-convert-python')}"
    digest = hashlib.sha256(f"{base_iri}\0{title}\0{versions}".encode())
    files = [resources.folder("ontology") / "zhengwen.ttl", *_SERVER.glob("*.py"), *_SERVER.parent.glob("graph/*.py")]
    files.append(_SERVER.parent / "publication/queries.py")
    for room in _ROOMS:
        files += (path for path in (_SERVER / room).rglob("*") if path.is_file() and path.suffix != ".pyc")
    for file in sorted(files):
        digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:_NAMED]
