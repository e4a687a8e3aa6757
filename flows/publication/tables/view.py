"""The statements of one article as tables are read from them: subject -> predicate -> values, made once.

Goes in: what an article contributes. Comes out: dictionaries in the notation of N-Triples, and the evidence of a thing.
"""

from collections.abc import Iterable, Mapping

from flows.graph.notation import Said, literal
from flows.graph.vocabulary import DCTERMS, OA, RDFS, SCHEMA, ZW
from flows.publication.contribution import Contribution

NOTHING: Said = {}
IN_MEETING = "^agendaItem"
"""The way from an agenda item back to its meeting, which no property states."""
_AGENDA_ITEM, _EVIDENCE, _SUPPORTS = (str(ZW[name]) for name in ("agendaItem", "evidence", "supports"))
_CONFIDENCE, _EXACT = str(ZW["confidence"]), str(OA["exact"])
_LABEL, _ISSUED, _URL = str(RDFS["label"]), str(DCTERMS["issued"]), str(SCHEMA["url"])
_NO_EVIDENCE = (-1, ["", "", "", "", ""])


class View:
    """What is said of each thing of `about`; `article` is the IRI of the article that says it, without brackets."""

    def __init__(self, about: Mapping[str, Said], article: str = "") -> None:
        self._about = about
        self.article = article

    def items(self) -> Iterable[tuple[str, Said]]:
        """Return every subject with what is said of it."""
        return self._about.items()

    def of(self, subject: str) -> Said:
        """Return what is said of `subject`, which may be nothing."""
        return self._about.get(subject, NOTHING)

    def label(self, subject: str) -> str:
        """Return the Chinese label of `subject`, or nothing."""
        for value in self.of(subject).get(_LABEL, ()):
            if value.endswith("@zh"):
                return text(value)
        return ""

    def origin(self) -> list[str]:
        """Return the article, the address that it came from and the day it was published on."""
        said = self.of(f"<{self.article}>")
        return [self.article, iri(first(said, _URL)), text(first(said, _ISSUED))[:10]]

    def evidence(self, said: Said) -> tuple[int, list[str]]:
        """Return where the best evidence of a thing begins, and its IRI, quote, offsets and confidence.

        Best is what is evidence of the thing rather than of one of its properties, then what is surest, then what
        stands first.
        """
        cited = [each for each in said.get(_EVIDENCE, ()) if each in self._about]
        if not cited:
            return _NO_EVIDENCE
        best = cited[0] if len(cited) == 1 else min(cited, key=self._rank)
        start, end = _offsets(best)
        quoted = self.of(f"{best[: best.index('#')]}#quote={start},{end}>")
        confidence = text(first(self._about[best], _CONFIDENCE))
        return start, [best[1:-1], text(first(quoted, _EXACT)), str(start), str(end), confidence]

    def _rank(self, evidence: str) -> tuple[bool, float, tuple[int, int], str]:
        said = self._about[evidence]
        return _SUPPORTS in said, -float(text(first(said, _CONFIDENCE)) or 0), _offsets(evidence), evidence


def view(given: Contribution, base: str) -> View:
    """Return the statements of one article."""
    about = dict(given.own) | dict(given.others)
    for meeting, values in given.others:
        for item in values.get(_AGENDA_ITEM, ()):
            known = about.get(item, NOTHING)
            about[item] = {**known, IN_MEETING: [*known.get(IN_MEETING, ()), meeting]}
    return View(about, f"{base}article/{given.graph.rpartition('/')[2][:-1]}")


def first(said: Said, predicate: str) -> str:
    """Return the first value of a property, or nothing."""
    values = said.get(predicate)
    return values[0] if values else ""


def iri(term: str) -> str:
    """Return an IRI without brackets; nothing for what is no IRI."""
    return term[1:-1] if term.startswith("<") else ""


def text(term: str) -> str:
    """Return the text of a literal; nothing for what is none."""
    return literal(term)[0] if term.startswith('"') else ""


def _offsets(evidence: str) -> tuple[int, int]:
    """Return start and end of ``<…#char=120,133>`` or ``<…#char=120,133&rule=…>``."""
    start, _, end = evidence[:-1].partition("#char=")[2].partition("&")[0].partition(",")
    return int(start), int(end)
