"""Which of the forms of an answer a request asks for (RFC 9110, sections 12.4 and 12.5)."""

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=1024)
def chosen(accept: str, offers: tuple[str, ...]) -> str | None:
    """Return the offer that the header `accept` likes best, the first where it likes several alike; None for none.

    Offers are media types or languages. Without a header, the first offer is chosen.
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found.append((name, _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most specific range that `offer` falls in."""
    fitting = [(_specificity(name), weight) for name, weight in ranges if _fits(offer, name)]
    return max(fitting)[1] if fitting else 0.0


def _fits(offer: str, name: str) -> bool:
    kind, slash, _ = offer.partition("/")
    whole = name in ("*/*", "*", offer)
    return whole or (name == f"{kind}/*" if slash else name.startswith(f"{offer}-"))


def _specificity(name: str) -> int:
    return 0 if name in ("*/*", "*") else 1 if name.endswith("/*") else 2
