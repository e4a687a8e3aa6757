"""How one input becomes the next: by characters and words, so that what comes out is text about as often as not."""

import random
from collections.abc import Callable, Sequence

_MOST_CHANGES = 4
_BYTEWISE = 0.2
"""The share of changes that are left to libFuzzer, which knows nothing of characters."""
_MOST_REPEATS = 40

Words = Sequence[Sequence[str]]
Bytewise = Callable[[bytes, int], bytes]


def mutated(data: bytes, longest: int, seed: int, words: Words, bytewise: Bytewise) -> bytes:
    """Return another input, of `longest` bytes at most; the same for the same `seed`."""
    chance = random.Random(seed)
    if chance.random() < _BYTEWISE:
        return bytewise(data, longest)
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        text = chance.choice(_CHANGES)(text, chance, words)
    return text.encode("utf-8", "surrogateescape")[:longest]


def crossed(one: bytes, other: bytes, longest: int, seed: int) -> bytes:
    """Return the beginning of one input with the end of another, cut at the ends of lines."""
    chance = random.Random(seed)
    first, second = one.splitlines(keepends=True), other.splitlines(keepends=True)
    kept, added = chance.randint(0, len(first)), chance.randint(0, len(second))
    return b"".join([*first[:kept], *second[added:]])[:longest]


def _inserted(text: str, chance: random.Random, words: Words) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + _word(chance, words) + text[at:]


def _replaced(text: str, chance: random.Random, words: Words) -> str:
    start, end = _piece(text, chance)
    return text[:start] + _word(chance, words) + text[end:]


def _removed(text: str, chance: random.Random, _: Words) -> str:
    start, end = _piece(text, chance)
    return text[:start] + text[end:]


def _repeated(text: str, chance: random.Random, _: Words) -> str:
    start, end = _piece(text, chance)
    return text[:start] + text[start:end] * chance.randint(2, _MOST_REPEATS) + text[end:]


def _moved(text: str, chance: random.Random, _: Words) -> str:
    start, end = _piece(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


_CHANGES = (_inserted, _inserted, _replaced, _removed, _repeated, _moved)


def _word(chance: random.Random, words: Words) -> str:
    return chance.choice(chance.choice(words))


def _piece(text: str, chance: random.Random) -> tuple[int, int]:
    """Return where a piece of `text` begins and ends: mostly a short one."""
    start = chance.randint(0, len(text))
    return start, min(len(text), start + int(chance.expovariate(1 / 8)))
