"""The checksums of a release: its files -> SHA256SUMS, and back: whether a file is as it was published."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

SUMS = "SHA256SUMS"


class DamagedError(RuntimeError):
    """A release is not as it was published; the message names the file and says what to do."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path, known: Mapping[str, str]) -> None:
    """Write the checksums of all other files below `folder`, of which those `known` need not be read again."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / SUMS)
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    lines = [f"{known.get(name) or sha256(path)}  {name}\n" for name, path in names.items()]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> dict[str, str]:
    """Return the checksums that the release in `folder` states, by name; raises OSError, ValueError."""
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def verify(folder: Path, *names: str) -> None:
    """Raise DamagedError where one of these files of the release in `folder` is not as it was published."""
    try:
        stated = read_sums(folder)
    except (OSError, ValueError):
        raise damaged(folder / SUMS) from None
    for name in names:
        if not (folder / name).is_file() or sha256(folder / name) != stated.get(name):
            raise damaged(folder / name)


def damaged(file: Path) -> DamagedError:
    """Return the error that `file` is not as it was published."""
    return DamagedError(f"{file} is damaged: `zhengwen publish` makes the release whole, then run this again")
