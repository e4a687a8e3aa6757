"""Similarity: the body of an article -> keys, of which two bodies that resemble each other have one in common.

MinHash over what stands in the text but signs and blanks: runs of four characters, hashed once, parted into bins of
which each keeps its least hash; bins are joined to bands, and each band is a key. Resemblance proposes copies and never
proves one: two meetings written from one template resemble each other as much as two copies do. The same everywhere:
nothing depends on the machine or the process.
"""

import re
import struct
from bisect import bisect_left
from hashlib import blake2b

from flows.articles.folding import HIDDEN, fold

BANDS, _ROWS = 20, 3
"""Of bodies that share half of their runs, 93 in 100 have a key in common; of a tenth, 2 in 100; of 0.7, all."""
_RUN = 4
_ODD = 0x9E3779B97F4A7C15
"""Any odd number with its bits well mixed: by it, a run's code becomes its hash."""
_MODULUS = 1 << 64
_BINS = [index * _MODULUS // (BANDS * _ROWS) for index in range(BANDS * _ROWS)]
_CLAUSE_END = re.compile("[,;:。!?、…]")
_NOT_COMPARED = re.compile(r"[^\w\n]+|_")


def clauses(text: str) -> tuple[str, ...]:
    """Return `text` as it is compared: folded, cut at every sign that ends a clause or parts a list, without signs."""
    folded = HIDDEN.sub("", _CLAUSE_END.sub("\n", fold(text)))
    return tuple(filter(None, _NOT_COMPARED.sub("", folded).split("\n")))


def comparable(text: str) -> str:
    """Return `text` as it is compared, in one."""
    return "".join(clauses(text))


def band_keys(compared: str) -> tuple[int, ...]:
    """Return one key a band, in 64 bits with a sign, of a text as `comparable` returns it; none of one too short."""
    hashes = sorted([code * _ODD % _MODULUS for code in set(_codes(compared))])
    if not hashes:
        return ()
    # A bin that is empty takes the least hash of the next one that is not.
    least = [hashes[bisect_left(hashes, start) % len(hashes)] for start in _BINS]
    bands = (struct.pack(f"<{_ROWS}Q", *least[at : at + _ROWS]) for at in range(0, len(least), _ROWS))
    return tuple(_key(number, band) for number, band in enumerate(bands))


def _codes(compared: str) -> list[int]:
    """Return the runs of characters as numbers: their code units, of 16 bits each, side by side."""
    units = compared.encode("utf-16-le", "surrogatepass")
    codes: list[int] = []
    for start in range(0, 2 * _RUN, 2):
        whole = (len(units) - start) // (2 * _RUN)
        codes += struct.unpack_from(f"<{max(0, whole)}Q", units, start) if whole > 0 else ()
    return codes


def _key(number: int, band: bytes) -> int:
    digest = blake2b(band, digest_size=8, salt=number.to_bytes(2, "little")).digest()
    return int.from_bytes(digest, "little", signed=True)
