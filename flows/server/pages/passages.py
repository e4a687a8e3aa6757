"""The passages of an article that its statements rest on, in order of offset, with the gaps between them.

A release holds no whole texts, only quotes with a few characters around each. Where quotes overlap or touch, they make
one passage; what lies between passages is a gap, of which nothing but the length is known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one rule read at one place, and what it states."""

    fragment: str
    """The fragment of its IRI: ``char=133,140``, perhaps with the rule."""
    start: int
    end: int
    """Offsets into the text in characters; the quote is what lies between."""
    quote: str
    before: str
    after: str
    rule: str
    confidence: str
    subjects: tuple[tuple[str, str], ...]
    """IRI and name of each thing that it speaks for; no IRI for a part of the article itself."""
    classes: tuple[str, ...]
    properties: tuple[str, ...]
    """IRIs; no properties where it speaks for the thing as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong to the same evidence: none for what only surrounds a quote."""

    start: int
    end: int
    text: str
    anchors: tuple[str, ...]
    """Fragments of the evidence that begins here."""
    first: Evidence | None
    """The shortest evidence that covers it: what a reader most likely means."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Characters that the release does not hold."""

    length: int


@dataclass(slots=True)
class _Known:
    characters: dict[int, str] = field(default_factory=dict)

    def put(self, start: int, text: str) -> None:
        self.characters.update(enumerate(text, start))


def passages(evidence: Sequence[Evidence], length: int) -> list[Piece | Gap]:
    """Return the text of `length` characters as far as it is known."""
    known = _Known()
    for each in evidence:
        known.put(each.start - len(each.before), each.before)
        known.put(each.end, each.after)
    for each in evidence:
        known.put(each.start, each.quote)
    marks = {0, length, *(place for each in evidence for place in (each.start, each.end))}
    borders = sorted(marks | set(_edges(known.characters)))
    pieces: list[Piece | Gap] = []
    for start, end in pairwise(borders):
        if start in known.characters:
            pieces.append(_piece(start, end, known.characters, evidence))
        elif start < length:
            pieces.append(Gap(end - start))
    return pieces


def _edges(characters: Iterable[int]) -> Iterable[int]:
    """Yield where runs of known characters begin and end."""
    known = set(characters)
    for place in known:
        if place - 1 not in known:
            yield place
        if place + 1 not in known:
            yield place + 1


def _piece(start: int, end: int, characters: dict[int, str], evidence: Sequence[Evidence]) -> Piece:
    covering = [each for each in evidence if each.start <= start and end <= each.end]
    return Piece(
        start,
        end,
        "".join(characters[place] for place in range(start, end)),
        tuple(each.fragment for each in evidence if each.start == start),
        min(covering, key=lambda each: each.end - each.start, default=None),
    )
