"""Identifiers: canonical keys -> IRIs that any machine computes alike, from the thing alone.

`{base}{kind}/{key}`, where the key is what is known in figures (division code, date) and twelve characters of the
digest of the canonical key. Knows no fact; `flows.graph.names` says which key a thing has.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import quote

from flows.articles.folding import HIDDEN, fold
from flows.graph.notation import Term

DEFAULT_BASE = "https://w3id.org/zhengwen/"
_SEPARATOR = "\x1f"
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [one + other for one in _BASE32 for other in _BASE32]
"""Two characters of base32 (RFC 4648) in lower case, by the ten bits for which they stand."""


# What comes again does so soon: with caches four and eight times as large nothing is faster, and 20 MiB are held.
@lru_cache(maxsize=8192)
def canonical(text: str) -> str:
    """Return `text` as keys know it: variants folded (NFKC and ours), case folded, no blanks, no control characters."""
    folded = fold(normalize("NFKC", text)).casefold()
    return normalize("NFKC", "".join(HIDDEN.sub("", folded).split()))


@lru_cache(maxsize=4096)
def digest(*parts: str) -> str:
    """Return 12 characters of lower-case base32 of the SHA-256 of the parts, each made canonical."""
    joined = _SEPARATOR.join(map(canonical, parts))
    found = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
    bits = int.from_bytes(found[:8]) >> 4  # 60 of them; `base64.b32encode` takes ten times as long
    return "".join([_PAIRS[bits >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])


@dataclass(frozen=True, slots=True)
class Iris:
    """IRIs below one base, which ends in a slash, in the notation of N-Triples."""

    base: str = DEFAULT_BASE

    def of(self, kind: str, figures: str, *parts: str) -> Term:
        """Return the IRI of the thing of `kind` whose canonical key is `parts`; `figures` may be empty."""
        lead = f"{figures}-" if figures else ""
        return f"<{self.base}{kind}/{lead}{digest(*parts)}>"

    def division(self, code: str) -> Term:
        """Return the IRI of the administrative division with `code`."""
        return f"<{self.base}division/{_escaped(code)}>"

    def software(self, version: str) -> Term:
        """Return the IRI of the extractor of `version`."""
        return f"<{self.base}software/zhengwen-{_escaped(version)}>"


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return quote(text, safe="")
