"""What the tests of bodies share: the bodies that a sentence of an invented article names."""

from flows.articles.folding import fold
from flows.extraction.bodies import Body
from flows.extraction.body_mentions import find_mentions
from flows.extraction.setting import Setting
from flows.gazetteer.divisions import gazetteer


def setting_of(jurisdiction: str, text: str, year: int = 2020) -> Setting:
    """Return the setting of an article of `jurisdiction`."""
    return Setting(gazetteer().parse_full(jurisdiction), year, gazetteer().scan(fold(text)))


def bodies_of(jurisdiction: str, text: str, year: int = 2020) -> list[Body]:
    """Return the bodies that `text` mentions."""
    folded = fold(text)
    return find_mentions(folded, setting_of(jurisdiction, text, year), [(0, len(folded))])


def names_of(jurisdiction: str, text: str, year: int = 2020) -> dict[str, str]:
    """Return the canonical names by surface."""
    return {text[body.start : body.end]: body.canonical for body in bodies_of(jurisdiction, text, year)}
