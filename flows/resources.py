"""Where the data that is not code lies: ontology/, shapes/, seeds/ and prefect.yaml.

In a checkout they lie beside the package; in an installed wheel, within it under resources/.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes`` or ``seeds``; raises FileNotFoundError where there is none."""
    return _found(name, "folder")


def file(name: str) -> Path:
    """Return the file ``prefect.yaml``; raises FileNotFoundError where there is none."""
    return _found(name, "file")


def _found(name: str, kind: str) -> Path:
    for candidate in (_PACKAGE / "resources" / name, _PACKAGE.parent / name):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"the {kind} {name} is part of zhengwen but is missing: install it again")
