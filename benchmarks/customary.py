"""The same dataset made in the customary way, with the libraries anybody would take, and how both ways grow.

    python -m benchmarks.customary [CORPUS.jsonl.gz] [--articles 1000]

The customary way tags each text by `jieba.posseg` for its names, adds the statements to rdflib graphs, one for each
article, validates the whole dataset by pySHACL against the project's shapes, and writes Turtle, JSON-LD and N-Quads by
rdflib's serialisers. It is given as much as can be: the statements of each article come from our extraction for free,
as plain Python values, so that both ways publish the very same triples; reading and rules cost it nothing, and it has
no ledger, no tables and no description of the dataset. What it pays for is what the libraries do. Ours is all of ours:
reading, extraction, mapping, validation, ledger, and the whole release.

Both in one process each that has done nothing before, on the same articles; processor time. Libraries are loaded and
dictionaries read before the clock starts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
from flows.workers import get_ready

_SIZES = (100, 300, 1000)
_GOAL = "at least 10"
_TAGGING, _GRAPHS, _SHACL, _WRITING = _STEPS = ("jieba.posseg", "rdflib graphs", "pySHACL", "rdflib serialisers")
_FORMATS = {"turtle": "ttl", "json-ld": "jsonld", "nquads": "nq"}
Statement = tuple[str, str, str, str | None, str | None]
"""Subject, predicate, value; of a literal its language or its datatype, of an IRI neither."""
Seconds = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Way:
    """What one way costs: seconds of the processor by step, MiB at the peak."""

    steps: Seconds
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
    head = ("articles", "triples", *_STEPS, "customary", "ours", "times faster", "its peak, MiB", "our peak, MiB")
    table(head, _rows(given.corpus, sizes, measured))
    first, last = measured[0], measured[-1]
    grown = f"an article at {last.articles:,} ÷ at {first.articles:,}"
    ratios(
        (f"customary ÷ ours, {last.articles:,} articles", last.customary.seconds / last.ours.seconds, _GOAL),
        (f"customary, {grown}", _growth(first, last, first.customary, last.customary), "none"),
        (f"ours, {grown}", _growth(first, last, first.ours, last.ours), "none"),
    )


def _rows(corpus: Path | None, sizes: Sequence[int], measured: list[_Both]) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        each = _both(list(islice(growing(corpus), size)))
        measured.append(each)
        yield (
            f"{size:,}",
            f"{each.triples:,}",
            *(f"{each.customary.steps[step]:.1f}" for step in _STEPS),
            f"{each.customary.seconds:.1f}",
            f"{each.ours.seconds:.1f}",
            f"{each.customary.seconds / each.ours.seconds:.1f}",
            f"{each.customary.peak:,.0f}",
            f"{each.ours.peak:,.0f}",
        )


def _growth(first: _Both, last: _Both, of_first: _Way, of_last: _Way) -> float:
    """Return how much more an article costs at the last size than at the first."""
    return (of_last.seconds / last.articles) / (of_first.seconds / first.articles)


def _both(incoming: list[Incoming]) -> _Both:
    with TemporaryDirectory() as name:
        ours, cost = apart(_in_our_way, incoming, Path(name))
        (triples, steps), customary_cost = apart(_in_the_customary_way, incoming, Path(name))
    return _Both(len(incoming), triples, _Way(steps, customary_cost.peak), _Way(ours, cost.peak))


def _in_our_way(incoming: list[Incoming], folder: Path) -> Seconds:
    get_ready()
    return {
        "ingest": processor_seconds(ingest, incoming, folder),
        "publication": processor_seconds(publish, folder, folder),
    }


def _in_the_customary_way(incoming: list[Incoming], folder: Path) -> tuple[int, Seconds]:
    """Return how many triples there are, and the seconds of each step."""
    tag = tagger()
    shapes = Graph()
    for path in resources.folder("shapes").glob("*.ttl"):
        shapes.parse(path)
    seconds: Seconds = defaultdict(float)
    seconds[_TAGGING] = sum(processor_seconds(tag, article_of(each).text) for each in incoming)
    dataset = Dataset(default_union=True)
    for stored in ledger_in(folder).published():
        quads = list(ox.parse(stored.quads, format=ox.RdfFormat.N_QUADS))
        statements = [_plain(quad.triple) for quad in quads]
        seconds[_GRAPHS] += processor_seconds(_add, dataset, _text(quads[0].graph_name), statements)
    seconds[_SHACL] = processor_seconds(pyshacl.validate, dataset, shacl_graph=shapes)
    for form, ending in _FORMATS.items():
        seconds[_WRITING] += processor_seconds(dataset.serialize, folder / f"customary.{ending}", format=form)
    return len(dataset), dict(seconds)


def _plain(triple: ox.Triple) -> Statement:
    """Return a statement as it would come out of anybody's own extraction."""
    value = triple.object
    language = value.language if isinstance(value, ox.Literal) else None
    datatype = value.datatype.value if isinstance(value, ox.Literal) and not language else None
    return _text(triple.subject), _text(triple.predicate), _text(value), language, datatype


def _text(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # no statement of ours has any other term
    return term.value


def _add(dataset: Dataset, name: str, statements: list[Statement]) -> None:
    graph = dataset.graph(URIRef(name))
    for subject, predicate, value, language, datatype in statements:
        is_literal = language or datatype
        term = Literal(value, lang=language, datatype=datatype) if is_literal else URIRef(value)
        graph.add((URIRef(subject), URIRef(predicate), term))


if __name__ == "__main__":
    main()
