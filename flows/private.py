"""Folders for what came in: its owner alone can enter, as articles may be nobody else's business."""

from pathlib import Path

_OWNER_ALONE = 0o700


def private_folder(path: Path) -> Path:
    """Return the folder `path`, made for its owner alone if it is not there; one that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=_OWNER_ALONE, exist_ok=True)
    return path
