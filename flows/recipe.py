"""The recipe: what tells whether an article would be made into the same again. Loads nothing of what makes it."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows import resources
from flows.extraction.version import EXTRACTOR_VERSION

_ROOMS = ("articles", "gazetteer", "extraction", "graph", "validation")


@cache
def recipe(base_iri: str) -> str:
    """Return what tells whether an article would be made into the same again: version, and digest of all that makes it.

    A change of a rule, a lexicon or a shape must never leave old quads beside new ones because nobody raised a number.
    """
    package = Path(__file__).parent
    folders = [*(package / room for room in _ROOMS), resources.folder("shapes")]
    digest = hashlib.sha256(f"{base_iri} trafilatura {version('trafilatura')}".encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
                digest.update(path.read_bytes())
    return f"{EXTRACTOR_VERSION}+{digest.hexdigest()[:16]}"
