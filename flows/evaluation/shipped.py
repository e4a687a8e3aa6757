"""The committed figures of an evaluation -> `ontology/quality.json`, which goes with the package and into void.ttl.

``python -m flows.evaluation.shipped tests/gold/final`` reads `floors.json` there and counts the articles.
"""

import json
import sys
from pathlib import Path


def shipped(directory: Path) -> str:
    """Return what `ontology/quality.json` must hold, for the annotated articles of `directory`."""
    figures = json.loads((directory / "floors.json").read_text(encoding="utf-8"))
    articles = sum(1 for _ in directory.glob("*.txt"))
    return json.dumps({"articles": articles, "figures": figures}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(shipped(Path(sys.argv[1])))
