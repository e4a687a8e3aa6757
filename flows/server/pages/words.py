"""The words of the pages themselves, in each language: `words.csv`, a key a line."""

import csv
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_FILE = Path(__file__).with_name("words.csv")


@cache
def words(language: str) -> dict[str, str]:
    """Return the words of a language by key."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row[language] for row in csv.DictReader(file)}
