"""What other registers call a division: ISO 3166-2, Wikidata, GeoNames. Only what two sources agree on is in the table.

Goes in: a code of GB/T 2260. Comes out: its identities, or None. Knows no RDF.
"""

from functools import cache

from flows.gazetteer import tables
from flows.values import value


@value()
class Identity:
    """One division in other registers; what is not certain is empty."""

    code: str
    iso31662: str
    """CN-SC."""
    wikidata: str
    """Q19770."""
    geonames: str
    """1794299."""

    def links(self) -> tuple[str, ...]:
        """Return the IRIs by which Wikidata and GeoNames name the same division."""
        wikidata = f"http://www.wikidata.org/entity/{self.wikidata}" if self.wikidata else ""
        geonames = f"https://sws.geonames.org/{self.geonames}/" if self.geonames else ""
        return tuple(filter(None, (wikidata, geonames)))


@cache
def identities() -> dict[str, Identity]:
    """Return the identities of divisions by code."""
    return {row[0]: Identity(*row) for row in tables.read_rows("identities")}
