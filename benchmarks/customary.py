"""The same dataset made in the customary way, with the libraries anybody would take, and how both ways grow.

    python -m benchmarks.customary [CORPUS.jsonl.gz] [--articles 1000]

The customary way tags each text by `jieba.posseg` for its names, adds the statements to rdflib graphs, one for each
article, validates the whole dataset by pySHACL against the project's shapes, and writes Turtle, JSON-LD and N-Quads by
rdflib's serialisers. It is given as much as can be: the statements of each article come from our extraction for free,
as plain Python values, so that both ways publish the very same triples; reading and rules cost it nothing, and it has
no ledger, no tables and no description of the dataset. What it pays for is what the libraries do. Ours is all of ours:
reading, extraction, mapping, validation, ledger, and the whole release.

Both in one process each that has done nothing before, on the same articles; processor time. Libraries are loaded and
dictionaries read before the clock starts. Then ten articles more come in: the customary way adds them to the graphs
that it still has in memory, validates the whole dataset again and writes it again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pyshacl
from rdflib import Dataset, Graph, Literal, URIRef

from benchmarks.articles import growing
from benchmarks.costs import apart, processor_seconds
from benchmarks.options import parser
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.tagging import tagger
from benchmarks.work import ingest, ledger_in, publish
from flows import resources
from flows.articles.kinds import article_of
from flows.articles.reading import Incoming
from flows.ledger.record import Stored
from flows.workers import get_ready

_SIZES = (100, 300, 1000)
_MORE = 10
_GOAL = "at least 10"
_TAGGING, _GRAPHS, _SHACL, _WRITING = _STEPS = ("jieba.posseg", "rdflib graphs", "pySHACL", "rdflib serialisers")
_HEAD = (
    "articles",
    "triples",
    *_STEPS,
    "customary",
    "ours",
    "times faster",
    f"{_MORE} more, customary",
    f"{_MORE} more, ours",
    "its peak, MiB",
    "our peak, MiB",
)
_FORMATS = {"turtle": "ttl", "json-ld": "jsonld", "nquads": "nq"}
Statement = tuple[str, str, str, str | None, str | None]
"""Subject, predicate, value; of a literal its language or its datatype, of an IRI neither."""
Seconds = dict[str, float]


Named = tuple[str, list[Statement]]
"""A graph of an article, with its name."""


@dataclass(frozen=True, slots=True)
class _Way:
    """What one way costs: seconds of the processor by step, and for the articles that come later; MiB at the peak."""

    steps: Seconds
    more: float
    peak: float

    @property
    def seconds(self) -> float:
        """Seconds of all steps."""
        return sum(self.steps.values())


@dataclass(frozen=True, slots=True)
class _Both:
    """What both ways cost at one size."""

    articles: int
    triples: int
    customary: _Way
    ours: _Way


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    given = parser("Compare the pipeline with the customary way.", _SIZES[-1]).parse_args(arguments)
    sizes = [size for size in _SIZES if size < given.articles] + [min(given.articles, _SIZES[-1])]
    heading("Beside the customary way")
    paragraph("The same triples by `jieba.posseg`, rdflib, pySHACL and rdflib's serialisers. Seconds of the processor.")
    measured: list[_Both] = []
    table(_HEAD, _rows(given.corpus, sizes, measured))
    first, last = measured[0], measured[-1]
    ratios(
        (f"customary ÷ ours, {last.articles:,} articles", last.customary.seconds / last.ours.seconds, _GOAL),
        (f"customary ÷ ours, {_MORE} articles more", last.customary.more / last.ours.more, ""),
        *(_growth(first, last) if last is not first else ()),
    )


def _rows(corpus: Path | None, sizes: Sequence[int], measured: list[_Both]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        incoming = list(islice(growing(corpus), size + _MORE))
        each = _both(incoming[:size], incoming[size:])
        measured.append(each)
        yield (
            f"{size:,}",
            f"{each.triples:,}",
            *(f"{each.customary.steps[step]:.1f}" for step in _STEPS),
            f"{each.customary.seconds:.1f}",
            f"{each.ours.seconds:.1f}",
            f"{each.customary.seconds / each.ours.seconds:.1f}",
            f"{each.customary.more:.1f}",
            f"{each.ours.more:.1f}",
            f"{each.customary.peak:,.0f}",
            f"{each.ours.peak:,.0f}",
        )


def _growth(first: _Both, last: _Both) -> Iterator[tuple[str, float, str]]:
    """Yield how much more an article costs at the last size than at the first, in both ways."""
    sizes = f"at {last.articles:,} ÷ at {first.articles:,}"
    ways = (("the customary way", first.customary, last.customary), ("our way", first.ours, last.ours))
    for way, of_first, of_last in ways:
        grown = (of_last.seconds / last.articles) / (of_first.seconds / first.articles)
        yield f"an article in {way}, {sizes}", grown, "flat"


def _both(incoming: list[Incoming], more: list[Incoming]) -> _Both:
    with TemporaryDirectory() as name:
        (ours, ours_more), cost = apart(in_our_way, incoming, more, Path(name))
        (triples, steps, steps_more), customary_cost = apart(in_the_customary_way, incoming, more, Path(name))
    customary = _Way(steps, sum(steps_more.values()), customary_cost.peak)
    return _Both(len(incoming), triples, customary, _Way(ours, sum(ours_more.values()), cost.peak))


def in_our_way(incoming: list[Incoming], more: list[Incoming], folder: Path) -> tuple[Seconds, Seconds]:
    """Ingest and publish in `folder`, then `more`; return the seconds of both."""
    get_ready()
    first, later = (
        {
            "ingest": processor_seconds(ingest, some, folder),
            "publication": processor_seconds(publish, folder, folder),
        }
        for some in (incoming, more)
    )
    return first, later


def in_the_customary_way(incoming: list[Incoming], more: list[Incoming], folder: Path) -> tuple[int, Seconds, Seconds]:
    """Publish in `folder` what its ledger has of `incoming`, then `more`.

    Return how many triples the first made, and the seconds of each step of both.
    """
    customary = _Customary(folder)
    known = {stored.identity: stored for stored in ledger_in(folder).published()}

    def publish_some(some: list[Incoming]) -> Seconds:
        articles = [article_of(each) for each in some]
        stored = (known[each.identity] for each in articles if each.identity in known)
        return customary.publish([each.text for each in articles], map(_named, stored))

    first = publish_some(incoming)
    triples = len(customary.dataset)
    return triples, first, publish_some(more)


class _Customary:
    """What anybody would write."""

    def __init__(self, folder: Path) -> None:
        self.dataset = Dataset(default_union=True)
        self._folder, self._tag, self._shapes = folder, tagger(), Graph()
        for path in resources.folder("shapes").glob("*.ttl"):
            self._shapes.parse(path)

    def publish(self, texts: Iterable[str], graphs: Iterable[Named]) -> Seconds:
        """Take in articles, and write all there is; return the seconds of each step."""
        return {
            _TAGGING: sum(processor_seconds(self._tag, text) for text in texts),
            _GRAPHS: sum(processor_seconds(self._add, *graph) for graph in graphs),
            _SHACL: processor_seconds(pyshacl.validate, self.dataset, shacl_graph=self._shapes),
            _WRITING: sum(processor_seconds(self._write, *each) for each in _FORMATS.items()),
        }

    def _add(self, name: str, statements: list[Statement]) -> None:
        graph = self.dataset.graph(URIRef(name))
        for subject, predicate, value, language, datatype in statements:
            is_literal = language or datatype
            term = Literal(value, lang=language, datatype=datatype) if is_literal else URIRef(value)
            graph.add((URIRef(subject), URIRef(predicate), term))

    def _write(self, form: str, ending: str) -> None:
        self.dataset.serialize(self._folder / f"customary.{ending}", format=form)


def _named(stored: Stored) -> Named:
    """Return the graph of an article as it would come out of anybody's own extraction."""
    quads = list(ox.parse(stored.quads, format=ox.RdfFormat.N_QUADS))
    return _text(quads[0].graph_name), [_plain(quad.triple) for quad in quads]


def _plain(triple: ox.Triple) -> Statement:
    value = triple.object
    language = value.language if isinstance(value, ox.Literal) else None
    datatype = value.datatype.value if isinstance(value, ox.Literal) and not language else None
    return _text(triple.subject), _text(triple.predicate), _text(value), language, datatype


def _text(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # no statement of ours has any other term
    return term.value


if __name__ == "__main__":
    main()
