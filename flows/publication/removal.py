"""Statements that an operator calls wrong, taken out of an article's together with what only restates them.

`zw:chairedBy` goes with the standard properties that it implies, and with the participation that says the same at
length; `org:holds` goes with `org:heldBy`.
"""

from collections.abc import Container, Iterable, Iterator

from flows.graph.notation import Statement
from flows.graph.vocabulary import ORG, ROLE, SUPERPROPERTIES, ZW

_ABOVE = {str(term): [str(above) for above in implied] for term, implied in SUPERPROPERTIES.items()}
_INVERSE = {str(ORG["holds"]): str(ORG["heldBy"]), str(ORG["heldBy"]): str(ORG["holds"])}
_EVENT, _WHO, _ROLE = str(ZW["inEvent"]), str(ZW["participant"]), str(ZW["role"])
_CHAIRED, _ATTENDED, _OBSERVED = str(ZW["chairedBy"]), str(ZW["attendedBy"]), str(ZW["observedBy"])
_DIRECT = {str(ROLE["chair"]): _CHAIRED, str(ROLE["observer"]): _OBSERVED}


def without(said: list[Statement], wrong: Container[Statement]) -> list[Statement]:
    """Return what of `said` stays when what is `wrong` goes."""
    false = [statement for statement in said if statement in wrong]
    if not false:
        return said
    parts, gone = set[str](), set(false)
    added: set[Statement] = set()
    for subject, predicate, value in false:
        if predicate in _INVERSE:
            gone.add((value, _INVERSE[predicate], subject))
        if predicate in (_CHAIRED, _ATTENDED, _OBSERVED):
            roles = dict(_participations(said, subject, value))
            untrue = {node for node, direct in roles.items() if direct == predicate}
            parts |= untrue
            # Who did not chair, but spoke, was there all the same.
            if predicate == _CHAIRED and any(direct == _ATTENDED for direct in roles.values()):
                added |= {(subject, each, value) for each in (_ATTENDED, *_ABOVE[_ATTENDED])}
    kept = {each for each in said if each not in gone and each[0] not in parts and each[2] not in parts} | added
    implied = {(s, above, o) for s, p, o in gone for above in _ABOVE.get(p, ())}
    still = {(s, above, o) for s, p, o in kept for above in _ABOVE.get(p, ())}
    return sorted(kept - (implied - still))


def _participations(said: Iterable[Statement], event: str, person: str) -> Iterator[tuple[str, str]]:
    """Yield the participations of a person in an event, each with the direct relation that says the same."""
    about: dict[str, dict[str, str]] = {}
    for subject, predicate, value in said:
        if predicate in (_EVENT, _WHO, _ROLE):
            about.setdefault(subject, {})[predicate] = value
    for node, values in about.items():
        if values.get(_EVENT) == event and values.get(_WHO) == person:
            yield node, _DIRECT.get(values.get(_ROLE, ""), _ATTENDED)
