"""The identities of provinces in other registers: well-formed, each once, and of divisions that there are."""

import re
from collections import Counter

import pytest

from flows.gazetteer.divisions import gazetteer
from flows.gazetteer.identities import Identity, identities

ROWS = list(identities().values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_row_is_well_formed_and_of_a_province(row: Identity) -> None:
    division = gazetteer().by_code(row.code)
    assert division
    assert (division.level, division.zone) == ("province", False)
    assert re.fullmatch(r"CN-[A-Z]{2}", row.iso31662)
    assert re.fullmatch(r"Q[1-9][0-9]*", row.wikidata)
    assert re.fullmatch(r"[1-9][0-9]{6}", row.geonames) or row.code == "710000"


@pytest.mark.parametrize("column", ["code", "iso31662", "wikidata", "geonames"])
def test_no_identity_is_given_twice(column: str) -> None:
    given = Counter(getattr(row, column) for row in ROWS if getattr(row, column))
    assert [value for value, number in given.items() if number > 1] == []


def test_every_province_of_today_has_one() -> None:
    today = {each.code for each in gazetteer().children("100000") if not each.zone}
    assert len(ROWS) == 34
    assert set(identities()) == today - {"660000"}


def test_links_are_the_iris_that_the_registers_use() -> None:
    assert identities()["510000"].links() == (
        "http://www.wikidata.org/entity/Q19770",
        "https://sws.geonames.org/1794299/",
    )
    assert len(identities()["710000"].links()) == 1
