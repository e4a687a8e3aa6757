"""Releases of the gold articles, made as users make them: read, processed, recorded, published."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from flows.articles.reading import Incoming, read_paths
from flows.pipeline import process
from tests.flows.invented import BASE, open_ledger, release

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "tests" / "gold" / "rules").glob("*.txt"))
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def incoming(paths: Iterable[Path]) -> list[Incoming]:
    """Return articles with the jurisdictions that their annotations give."""
    return [replace(each, jurisdiction=_jurisdiction(Path(each.name))) for each in read_paths(paths)]


def published(folder: Path, articles: Iterable[Incoming]) -> Path:
    """Take `articles` to what the ledger in `folder` holds already; return the folder of the release."""
    ledger = open_ledger(folder)
    outcomes = ledger.record([process(article, BASE) for article in articles])
    # Whether an article is held back is the matter of other tests; most must be there.
    assert sum(outcome.status == "accepted" for outcome in outcomes) > 0.9 * len(outcomes)
    return release(ledger, folder / "output").folder


def _jurisdiction(path: Path) -> str | None:
    annotation = path.with_suffix(".json")
    if not annotation.exists():
        return None
    found: str | None = json.loads(annotation.read_text(encoding="utf-8"))["jurisdiction"]
    return found
