"""Which of several divisions of one name (鼓楼区, 朝阳区) a text means, by the other places that it names.

Goes in: the name, the text, its places. Comes out: the one division that the places speak for, or None. Does not know
the article's home, which decides where it is known.
"""

from collections.abc import Sequence

from flows.gazetteer.divisions import Division, Match, gazetteer

_MOST_PLACES = 200
"""So many places of a text are asked."""


def meant(name: str, text: str, places: Sequence[Match], year: int | None) -> Division | None:
    """Return the one namesake that the text names in full, or above (福州市) or below which (五凤街道) it names any."""
    found = {d.code: d for d in gazetteer().candidates(name) if d.level != "township" and d.used_in(year)}
    if len(found) < 2:
        return None
    others = {text[match.start : match.end] for match in places[:_MOST_PLACES]} - {name}
    codes = {d.code for other in others if (d := gazetteer().resolve(other, None, year))}
    above = [code for code in found if codes.intersection((code, *gazetteer().ancestor_codes(code)))]
    if not above:
        above = [code for code in found if any(town.name in others for town in gazetteer().children(code, year))]
    return found[above[0]] if len(above) == 1 else None
