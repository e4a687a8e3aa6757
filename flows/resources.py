"""Where the data that is not code lies: ontology/, shapes/ and seeds/.

In a checkout they lie beside the package; in an installed wheel, within it under resources/.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes`` or ``seeds``; raises FileNotFoundError where there is none."""
    for candidate in (_PACKAGE / "resources" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name} is part of zhengwen but is missing: install it again")
