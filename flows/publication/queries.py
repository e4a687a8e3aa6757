"""The example queries that come with the ontology: `ontology/queries/NAME.rq`, the first comment says what it asks."""

from dataclasses import dataclass

from flows import resources


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A query with its name and what it asks."""

    name: str
    title: str
    text: str


def example_queries() -> list[ExampleQuery]:
    """Return the example queries by name."""
    folder = resources.folder("ontology") / "queries"
    found = ((path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq")))
    return [ExampleQuery(name, _title(text) or name, text) for name, text in found]


def _title(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    return first.lstrip("# ").strip() if first.startswith("#") else ""
