"""Statements that an operator calls wrong, taken out of an article's together with what only restates them.

`zw:chairedBy` goes with the standard properties that it implies, and with the participation that says the same at
length; `org:holds` goes with `org:heldBy` and the tenure.
"""

from collections.abc import Container, Iterable

from flows.graph.notation import Statement
from flows.graph.vocabulary import NOT_IN_OFFICE, ORG, POST_QUALIFIER, ROLE, SUPERPROPERTIES, ZW

_ABOVE = {str(term): [str(above) for above in implied] for term, implied in SUPERPROPERTIES.items()}
_HOLDS, _HELD_BY = str(ORG["holds"]), str(ORG["heldBy"])
_CHAIRED, _ATTENDED, _OBSERVED = str(ZW["chairedBy"]), str(ZW["attendedBy"]), str(ZW["observedBy"])
_DIRECT = {str(ROLE["chair"]): _CHAIRED, str(ROLE["observer"]): _OBSERVED}
_PARTICIPATION = (str(ZW["inEvent"]), str(ZW["participant"]), str(ZW["role"]))
_TENURE = (str(ORG["member"]), str(ZW["post"]), str(ZW["qualifier"]))
_NOT_HELD = {str(POST_QUALIFIER[code]) for code in NOT_IN_OFFICE}


def without(said: list[Statement], wrong: Container[Statement]) -> list[Statement]:
    """Return what of `said` stays when what is `wrong` goes."""
    false = [statement for statement in said if statement in wrong]
    if not false:
        return said
    gone, nodes, added = set(false), set[str](), set[Statement]()
    for subject, predicate, value in false:
        if predicate in (_HOLDS, _HELD_BY):
            holder, post = (subject, value) if predicate == _HOLDS else (value, subject)
            gone |= {(holder, _HOLDS, post), (post, _HELD_BY, holder)}
            tenures = _between(said, _TENURE, holder, post)
            nodes |= {node for node, qualifiers in tenures.items() if not qualifiers & _NOT_HELD}
        elif predicate in (_CHAIRED, _ATTENDED, _OBSERVED):
            parts = _between(said, _PARTICIPATION, subject, value)
            direct = {node: _DIRECT.get("".join(roles), _ATTENDED) for node, roles in parts.items()}
            nodes |= {node for node, relation in direct.items() if relation == predicate}
            if predicate == _CHAIRED and _ATTENDED in direct.values():  # who did not chair, but spoke, was there
                added |= {(subject, each, value) for each in (_ATTENDED, *_ABOVE[_ATTENDED])}
    kept = {each for each in said if each not in gone and each[0] not in nodes and each[2] not in nodes} | added
    return sorted(kept - _implied(gone, kept))


def _implied(gone: Iterable[Statement], kept: Iterable[Statement]) -> set[Statement]:
    """Return the standard statements that went with own ones, and that nothing kept implies."""
    with_gone = {(s, above, o) for s, p, o in gone for above in _ABOVE.get(p, ())}
    return with_gone - {(s, above, o) for s, p, o in kept for above in _ABOVE.get(p, ())}


def _between(said: Iterable[Statement], form: tuple[str, str, str], one: str, other: str) -> dict[str, set[str]]:
    """Return the nodes that join two things by the first two properties of `form`, with their values of the third."""
    about: dict[str, dict[str, set[str]]] = {}
    for subject, predicate, value in said:
        if predicate in form:
            about.setdefault(subject, {}).setdefault(predicate, set()).add(value)
    first, second, third = form
    return {
        node: values.get(third, set())
        for node, values in about.items()
        if one in values.get(first, ()) and other in values.get(second, ())
    }
