"""Administrative divisions: codes -> resources with label, code and the chain of divisions that contain them.

What other registers call a division is written with it, where that is certain. One that was abolished keeps its
identity, and leads to those that took its place.
"""

from functools import lru_cache

from flows.gazetteer.divisions import COUNTRY, gazetteer
from flows.gazetteer.identities import identities
from flows.gazetteer.reforms import successors
from flows.graph.iris import Iris
from flows.graph.notation import Term
from flows.graph.sheet import Sheet, chinese, plain, typed
from flows.graph.vocabulary import DCTERMS, OWL, SCHEMA, ZW


@lru_cache(maxsize=4096)
def _chain(code: str) -> tuple[tuple[str, str, str], ...]:
    """Return (code, full name, name) of the division and of those above it, from itself up to the country."""
    known = gazetteer()
    division = known.by_code(code)
    if division is None:
        return ((code, code, code),)
    country = known.by_code(COUNTRY)
    upwards = [division, *reversed(known.ancestors(division))]
    if country and division != country:
        upwards.append(country)
    return tuple((each.code, known.full_name(each), each.name) for each in upwards)


@lru_cache(maxsize=4096)
def prefix(code: str) -> str:
    """Return what the names of a division's bodies begin with (成都市新都区); nothing for a code that nobody knows."""
    division = gazetteer().by_code(code)
    return gazetteer().canonical_prefix(division) if division else ""


def write_division(sheet: Sheet, iris: Iris, code: str) -> None:
    """Write the division with `code` and all that contain it. A code that nobody knows is its own label."""
    if iris.division(code) in sheet.described:
        return
    sheet.described.add(iris.division(code))
    upper = None
    for each, full_name, name in reversed(_chain(code)):
        division = iris.division(each)
        sheet.thing(division, ZW["AdministrativeDivision"], full_name)
        sheet.add(division, SCHEMA["name"], chinese(name))
        sheet.add(division, ZW["adcode"], plain(each))
        _write_identity(sheet, division, each)
        if upper is not None:
            sheet.add(division, SCHEMA["containedInPlace"], upper)
        upper = division
        _write_successors(sheet, iris, each)


def _write_identity(sheet: Sheet, division: Term, code: str) -> None:
    if identity := identities().get(code):
        sheet.add(division, ZW["iso31662"], plain(identity.iso31662))
        for link in identity.links():
            sheet.add(division, OWL["sameAs"], f"<{link}>")


@lru_cache(maxsize=4096)
def _successors(code: str) -> tuple[tuple[str, ...], int | None]:
    """Return the codes of what took the place of an abolished division, and the year."""
    division = gazetteer().by_code(code)
    return (tuple(after.code for after in successors(division)), division.end) if division else ((), None)


def _write_successors(sheet: Sheet, iris: Iris, code: str) -> None:
    codes, year = _successors(code)
    for after in codes:
        write_division(sheet, iris, after)
        sheet.add(iris.division(code), DCTERMS["isReplacedBy"], iris.division(after))
        sheet.add(iris.division(code), ZW["replacedIn"], typed(str(year), "gYear"))
