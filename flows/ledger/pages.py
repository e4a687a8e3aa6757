"""What the ledger knows of the web: which pages are had, which failed, whether they have changed, how far lists go.

Nothing here says that an article is had: that is told by its record alone. So what is noted before a run is killed can
only lead to a page being asked for once more, never to one that is passed over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Table, delete, select

from flows.articles.reading import Incoming
from flows.ledger.engine import patient, reading, writing
from flows.ledger.record import incoming_hash
from flows.ledger.recording import RECEIVED, received
from flows.ledger.schema import inputs, listings, pages, versions

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """How far a list of articles has been walked: `goes_on` is where to go on; `whole` means to its end."""

    goes_on: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a page that came in before: whether it was `had` or failed, and when it was last asked for.

    `asked` is empty where that is not known, or lies in the future: the clock was set back since.
    """

    had: bool
    asked: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server said of a page beside its bytes."""

    etag: str = ""
    last_modified: str = ""
    content_type: str = ""


class Pages:
    """The part of a ledger that is about the web."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @patient
    def standing(self, urls: Sequence[str]) -> dict[str, Standing]:
        """Return what is known of those of `urls` that came in before."""
        columns = (inputs.c.name, (versions.c.status != "rejected").label("had"), pages.c.asked)
        joined = inputs.join(versions).join(pages, pages.c.url == inputs.c.name, isouter=True)
        found: dict[str, Standing] = {}
        now = _now()
        with reading(self._engine) as connection:
            for part in _parts(urls):
                query = select(*columns).select_from(joined).where(inputs.c.name.in_(part))
                for row in connection.execute(query):
                    known = row.asked and row.asked <= now
                    found[row.name] = Standing(bool(row.had), row.asked if known else "")
        return found

    @patient
    def stored(self, url: str) -> Incoming | None:
        """Return the page at `url` as it last came in, None where it did not or its bytes are those of another copy."""
        query = select(inputs.c.incoming_hash, *RECEIVED).select_from(inputs.join(versions)).where(inputs.c.name == url)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None or row.raw is None:
            return None
        incoming = received(url, row)
        return incoming if incoming_hash(incoming) == row.incoming_hash else None

    @patient
    def answered(self, incoming: Incoming) -> Answered:
        """Return what came with `incoming`, nothing where that came with other bytes."""
        same = (pages.c.url == incoming.name) & (pages.c.incoming_hash == incoming_hash(incoming))
        with reading(self._engine) as connection:
            row = connection.execute(select(pages).where(same)).one_or_none()
        return Answered(row.etag, row.last_modified, row.content_type) if row else Answered()

    def note(self, incoming: Incoming, answered: Answered = Answered()) -> None:
        """Note that a page was asked for, and what came with it."""
        values = asdict(answered) | {"incoming_hash": incoming_hash(incoming), "asked": _now()}
        self._put(pages, pages.c.url, incoming.name, values)

    @patient
    def listing(self, url: str) -> Listing | None:
        """Return how far the list at `url` has been walked, None where no walk came to its end."""
        with reading(self._engine) as connection:
            row = connection.execute(select(listings).where(listings.c.url == url)).one_or_none()
        return Listing(row.goes_on, row.whole) if row else None

    @patient
    def open_listing(self, url: str) -> None:
        """Forget how far the list has been walked, until the walk that now begins is kept."""
        with writing(self._engine) as connection:
            connection.execute(delete(listings).where(listings.c.url == url))

    def keep_listing(self, url: str, listing: Listing) -> None:
        """Keep how far the list has been walked, once what was found there is recorded."""
        self._put(listings, listings.c.url, url, {"goes_on": listing.goes_on, "whole": listing.whole})

    @patient
    def settle(self, url: str) -> None:
        """Forget that a list could not be fetched, now that it could: no article came in under its address."""
        over = (versions.c.name == url) & (versions.c.status == "rejected") & versions.c.raw.is_(None)
        with writing(self._engine) as connection:
            for version in connection.execute(select(versions.c.id).where(over)).scalars().all():
                connection.execute(delete(inputs).where(inputs.c.version == version))
                connection.execute(delete(versions).where(versions.c.id == version))

    @patient
    def _put(self, table: Table, key: ColumnElement[Any], url: str, values: dict[str, Any]) -> None:
        with writing(self._engine) as connection:
            found = connection.execute(table.update().where(key == url).values(values))
            if not found.rowcount:
                connection.execute(table.insert().values(values | {"url": url}))


def _parts(urls: Iterable[str]) -> Iterator[list[str]]:
    rest = list(urls)
    for start in range(0, len(rest), _AT_ONCE):
        yield rest[start : start + _AT_ONCE]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
