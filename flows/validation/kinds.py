"""What constraints tell values apart by: terms in notation -> what of them a kind of constraint reads, and no more."""

import re
from collections.abc import Collection
from functools import lru_cache

from flows.graph.notation import Term

# Without leading zeros and more digits than texts have characters, of which there is more than one opinion.
_WHOLE_NUMBER = re.compile(
    r'"(0|[1-9][0-9]{0,14})"\^\^<http://www\.w3\.org/2001/XMLSchema#(integer|nonNegativeInteger)>'
)


def datatype(value: Term) -> Term:
    """Return what sh:datatype tells values apart by: IRIs by nothing, texts by their language, else the whole term.

    Whether a number or a date is well-formed is for its text to say.
    """
    if value[0] != '"':
        return value[0]
    if value[-1] == ">":
        return value
    return value[value.rindex('"') :]


def length(value: Term) -> Term:
    """Return what sh:minLength tells values apart by: texts by length and language, anything else by the whole term."""
    if value[0] != '"' or value[-1] == ">" or "\\" in value:
        return value
    return f"{len(value)}{datatype(value)}"


def distance(low: Collection[Term], high: Collection[Term]) -> int | None:
    """Return how far apart two whole numbers of one type are; None where there is anything else on either side."""
    if len(low) != 1 or len(high) != 1:
        return None
    (lower, its_type), (higher, other_type) = (_whole_number(value) for values in (low, high) for value in values)
    return higher - lower if its_type and its_type == other_type else None


@lru_cache(maxsize=4096)
def _whole_number(value: Term) -> tuple[int, str]:
    """Return a whole number and the name of its type, which is empty where `value` is none."""
    match = _WHOLE_NUMBER.fullmatch(value)
    return (int(match[1]), match[2]) if match else (0, "")
