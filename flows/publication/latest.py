"""The release that is published now, in figures: what an operator looks at. Reads its manifest, and no more."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest release; `since` is when it was put in place, `bytes` the size of all its files."""

    name: str
    since: datetime
    articles: int
    triples: int
    bytes: int


def latest_release(output: Path) -> Latest | None:
    """Return the release that ``latest`` in `output` leads to, None where there is none that can be read."""
    link = output / "latest"
    try:
        manifest = json.loads((link / "manifest.json").read_text(encoding="utf-8"))
        since = datetime.fromtimestamp(link.lstat().st_mtime, UTC)
        size = sum(file["bytes"] for file in manifest["files"].values())
        return Latest(manifest["release"], since, manifest["articles"], manifest["triples"], size)
    except (OSError, ValueError, KeyError, TypeError):
        return None
